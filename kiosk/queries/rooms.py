"""Rooms as board and stations show them: who is in, until about when, and which are ready (B18, D18, D23)."""

from datetime import datetime, timedelta

from ..config import Settings
from ..domain import room as rules
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..house import House
from ..kinds import ROOM_STATES
from ..parts import Part
from ..records import dataclass
from ..studio import Room
from .faces import ms


@dataclass(frozen=True, slots=True)
class RoomShown:
    """`state` is 'taken', 'ready' or 'empty'; a taken one is free at about `free_at`, by today's real pace: when the last of
    its parties goes."""

    room: str
    state: str
    free_at: int | None
    actor: str = ""


def room_shown(house: House, settings: Settings, room: Room, actor: str = "") -> RoomShown:
    visits = rules.occupants(room.key, house.present)
    if not visits:
        state = house.of(ROOM_STATES).get(room.key)
        is_ready = rules.is_ready(state, room.key, house.visits.values())
        return RoomShown(room.key, "ready" if is_ready else "empty", None, actor)
    free_at = max(_free_at(house, settings, visit) for visit in visits)
    return RoomShown(room.key, "taken", ms(free_at), actor)


def _free_at(house: House, settings: Settings, visit: Visit) -> datetime:
    stage = settings.stage(visit.stage) or settings.stages[0]
    usual = timedelta(seconds=stage.target_seconds)
    return rules.free_at(visit, usual, rules.pace(house.visits.values(), stage.key, usual))


def board_rooms(house: House, settings: Settings) -> list[Part]:
    return [
        Part(f"room-{room.key}", "rooms", place, "board/_room.html", room_shown(house, settings, room))
        for place, room in enumerate(settings.rooms)
    ]


def station_room(house: House, settings: Settings, me: Staff) -> list[Part]:
    """My own room, while nobody is in it: I may say that it is ready."""
    room = settings.room(me.room)
    if room is None or not me.is_on_duty:
        return []
    shown = room_shown(house, settings, room, me.id)
    return [Part("my-room", "my-room-list", 0, "station/_room.html", shown)] if shown.state != "taken" else []
