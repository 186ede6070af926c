"""Rooms as board and stations show them: who is in, until about when, and which are ready (B18, D18, D23)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from ..config import Settings
from ..domain import room as rules
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..house import House
from ..kinds import ROOM_STATES
from ..parts import Part, same_part
from ..records import dataclass
from ..studio import Room
from .faces import ms
from .remembering import PerHouse


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
    usual, pace = _pace_of(house, settings)(visit.stage)
    return rules.free_at(visit, usual, pace)


@PerHouse
def _pace_of(house: House, settings: Settings) -> Callable[[str], tuple[timedelta, float]]:
    """A stage's usual time and how today goes there; several rooms ask for the same one."""

    @cache
    def pace_of(key: str) -> tuple[timedelta, float]:
        stage = settings.stage(key) or settings.stages[0]
        usual = timedelta(seconds=stage.target_seconds)
        return usual, rules.pace(house.visits.values(), stage.key, usual)

    return pace_of


def board_rooms(house: House, settings: Settings) -> list[Part]:
    return [
        same_part(f"room-{room.key}", "rooms", place, "board/_room.html", room_shown(house, settings, room))
        for place, room in enumerate(settings.rooms)
    ]


def station_room(house: House, settings: Settings, me: Staff) -> list[Part]:
    """My own room, while nobody is in it: I may say that it is ready."""
    room = settings.room(me.room)
    if room is None or not me.is_on_duty:
        return []
    shown = room_shown(house, settings, room, me.id)
    return [Part("my-room", "my-room-list", 0, "station/_room.html", shown)] if shown.state != "taken" else []
