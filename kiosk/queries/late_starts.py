"""Which of today's parties will probably start late, and after whom (REQUIREMENTS D07, D23)."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from operator import attrgetter

from ..config import Settings
from ..domain import lateness
from ..domain.booking import Booking
from ..domain.lateness import Course, Start
from ..domain.sheet import FAREWELL, RECEPTION, SALES_ROOM, STUDIO, planned_legs
from ..domain.visit import Visit
from ..house import House
from ..records import dataclass
from .faces import ms

IN_A_ROOM = (STUDIO, SALES_ROOM)
_OF_VISIT = attrgetter(
    *("id", "number", "part_of", "plan", "place", "stage", "since", "holder", "room", "legs", "ended_at")
)
HOSTS_ALONE = frozenset((RECEPTION, FAREWELL))  # a host has several parties at once


@dataclass(frozen=True, slots=True)
class LateStart:
    """A stay in `stage`, in `room` where one is reserved, was meant to begin at `due_at`. `minutes` is how late it will be at
    least; it is told from `shown_from` on, for who is not late yet may become so. `after` is the party in the way, '' where
    they are slow themselves."""

    stage: str
    room: str
    after: str
    due_at: int
    minutes: int
    shown_from: int


def what_matters(house: House) -> object:
    """Everything of the picture that late starts follow from."""
    return house.today, house.bookings, house.staff, tuple(map(_OF_VISIT, house.visits.values()))


def late_starts(
    house: House, settings: Settings, bookings: Iterable[Booking], visits: Mapping[int, Visit]
) -> dict[int, LateStart]:
    """By the number of the booking. `visits` has for each the one that counts."""
    usual = {stage.key: timedelta(seconds=stage.target_seconds) for stage in settings.stages}
    going = lateness.tempo(usual, list(house.visits.values()))
    open_ = [one for one in bookings if _is_open(one, visits.get(one.number))]
    courses = [_course(house, booking, visits.get(booking.number)) for booking in open_]
    starts = lateness.next_starts(courses, going)
    return {one.number: _shown(house, one, starts[one.number]) for one in open_ if one.number in starts}


def _is_open(booking: Booking, visit: Visit | None) -> bool:
    return visit.ended_at is None if visit else not booking.is_cancelled


def _course(house: House, booking: Booking, visit: Visit | None) -> Course:
    plan = visit.plan if visit else planned_legs(booking.kind, len(booking.looks))
    stages = {leg.stage for leg in plan} - HOSTS_ALONE
    return Course(
        number=booking.number,
        starts_at=booking.starts_at,
        plan=plan,
        ahead=visit.ahead if visit else plan,
        stage=visit.stage if visit else "",
        since=visit.since if visit else None,
        needs={stage: needs for stage in stages if (needs := _needs(house, booking, visit, stage))},
    )


def _needs(house: House, booking: Booking, visit: Visit | None, stage: str) -> frozenset[str]:
    """Where they are now, who really has them and the room they are in; elsewhere whom and what was booked."""
    if visit and visit.stage == stage:
        return frozenset(one for one in (visit.holder, visit.room) if one)
    people = {one for one in booking.artists if one in house.staff and house.staff[one].works_in(stage)}
    return frozenset(people | {booking.room} if stage in IN_A_ROOM and booking.room else people)


def _shown(house: House, booking: Booking, start: Start) -> LateStart:
    is_late = lateness.is_worth_telling(start)
    other = house.bookings.get(start.after) if start.after != booking.number else None
    return LateStart(
        stage=start.stage,
        room=booking.room or "" if start.stage in IN_A_ROOM else "",
        after=other.title if other else "",
        due_at=ms(start.due),
        minutes=int((start.at - start.due).total_seconds() // 60) if is_late else 0,
        shown_from=0 if is_late else ms(start.due + lateness.WORTH_TELLING),
    )
