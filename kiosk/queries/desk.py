"""The desk's day: who is at the door, who is expected, who is here and in whose hands, who has left, and who of the
house is on duty (CONTRACT GET /visits; PRODUCT desk). No amounts stand here (I9)."""

from datetime import date

from ..config import Settings
from ..domain import duty
from ..domain.calls import back_at
from ..domain.missing import Missing
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..hours import clock
from ..house import House
from ..parts import Part
from ..records import dataclass
from .concerns import desk_concerns
from .desk_rows import Row, rows
from .faces import Face, face, ms
from .looking_after import people_of
from .party import must_read
from .rota import next_turn
from .sheets_away import sheet_parts
from .silence import silent_at_desk


@dataclass(frozen=True, slots=True)
class Day:
    """What the heading says: the studio's date, and how many of its parties are where. `here` counts those at the door too;
    `late_from` are the moments from which those still expected count as late."""

    on: date
    all: int
    expected: int
    at_door: int
    here: int
    left: int
    cancelled: int
    late_from: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """A party at the door, not yet greeted; further stations begin to ring at `deputy_from` and `everyone_from`, unless
    somebody is `coming`. `to_read` is the booking whose brief whoever greets them has to read before that."""

    visit: int
    version: int
    title: str
    holder: Face
    time: str
    since: int
    deputy_from: int
    everyone_from: int
    coming: Face | None = None
    to_read: int | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Someone who would rather talk to a person; `place` is where they stand, or which party calls. Shown from `shown_from`
    on: not while somebody is on the way to them."""

    call: int
    place: str
    since: int
    shown_from: int


@dataclass(frozen=True, slots=True)
class Lack:
    """A booking of today with what is missing, in the order in which it will be needed; `brief_from` as in `Row`."""

    number: int
    visit: int | None
    title: str
    time: str
    missing: tuple[Missing, ...]
    brief_from: int
    readers: tuple[Face, ...]
    host: Face | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone of the house; while `in_hand` parties are theirs they cannot go off duty (I4)."""

    face: Face
    stages: tuple[str, ...]
    is_on_duty: bool
    in_hand: int


def desk_parts(house: House, settings: Settings) -> list[Part]:
    shown = rows(house, settings)
    return [
        Part("desk-day", "day", 0, "desk/_day.html", _day(house, shown)),
        Part("next-walk-in", "walk-in", 0, "desk/_next_walk_in.html", next_turn(house)),
        *_door_parts(house, settings),
        *desk_concerns(house, settings),
        *silent_at_desk(house, settings),
        *(Part(f"booking-{row.number}", "today", row.starts_at // 1000, "desk/_row.html", row) for row in shown),
        *sheet_parts(house),
        *_lack_parts(shown),
        *_people_parts(house),
    ]


def _day(house: House, shown: list[Row]) -> Day:
    states = [row.state for row in shown]
    at_door = sum(visit.greeted_at is None for visit in house.present)
    return Day(
        on=house.today,
        all=len(shown),
        expected=states.count("expected"),
        at_door=at_door,
        here=states.count("here"),
        left=states.count("left"),
        cancelled=states.count("cancelled"),
        late_from=tuple(sorted(row.late_at for row in shown if row.late_at)),
    )


def _lack_parts(shown: list[Row]) -> list[Part]:
    """What is missing for whoever comes today; a brief only from when it should have been read."""
    return [
        Part(f"lack-{row.number}", "missing", row.starts_at // 1000, "desk/_lack.html", _lack(row))
        for row in shown
        if row.missing or row.brief_from
    ]


def _lack(row: Row) -> Lack:
    host = row.host if row.state == "expected" else row.holder or row.host
    return Lack(row.number, row.visit, row.title, row.time, row.missing, row.brief_from, row.readers, host)


def _door_parts(house: House, settings: Settings) -> list[Part]:
    parts = []
    for call in house.calls.values():
        back = back_at(call, people_of(house, settings))
        caller = Caller(call.id, house.caller(call), ms(call.raised_at), ms(back or call.raised_at))
        parts.append(Part(f"call-{call.id}", "door", caller.since // 1000, "desk/_call.html", caller))
    for visit in house.present:
        if visit.greeted_at is None:
            door = _door(house, settings, visit)
            parts.append(Part(f"door-{visit.id}", "door", door.since // 1000, "desk/_door.html", door))
    return parts


def _door(house: House, settings: Settings, visit: Visit) -> Door:
    since = visit.checked_in_at
    return Door(
        visit=visit.id,
        version=visit.version,
        title=visit.title,
        holder=face(house, visit.holder),
        time=clock(since, settings.zone),
        since=ms(since),
        deputy_from=ms(since + settings.lobby.ringing.deputy),
        everyone_from=ms(since + settings.lobby.ringing.everyone),
        coming=face(house, visit.coming) if visit.coming else None,
        to_read=visit.number if must_read(house, visit, visit.coming or visit.holder) else None,
    )


def _people_parts(house: House) -> list[Part]:
    """Colleagues on duty first, otherwise in the house's own order."""

    def order(place: int, person: Staff) -> int:
        return place if person.is_on_duty else place + len(house.staff)

    return [
        Part(f"staff-{person.id}", "people", order(place, person), "desk/_person.html", _colleague(house, person))
        for place, person in enumerate(house.staff.values())
        if not person.has_left
    ]


def _colleague(house: House, person: Staff) -> Colleague:
    in_hand = duty.in_hand(house.present, person.id)
    return Colleague(face(house, person.id), person.stages, person.is_on_duty, in_hand)
