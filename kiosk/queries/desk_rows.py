"""One booking of the desk's day: where its party is, who greets them, what is still missing, and what finds it."""

from datetime import date, timedelta

from ..config import Settings
from ..domain import duty
from ..domain.booking import Booking
from ..domain.brief import still_to_read
from ..domain.missing import Missing, is_nameless, missing
from ..domain.sheet import FAREWELL, MAKEUP, RECEPTION, REMOVAL, SALES_ROOM, STUDIO
from ..domain.visit import Visit
from ..hours import clock, day_of
from ..house import House
from ..records import dataclass
from ..spelling import find_text
from .faces import Face, face, ms
from .late_starts import LateStart, late_starts, what_matters
from .remembering import WhileSame

# How far along a stage is.
WAY = {RECEPTION: 0, MAKEUP: 1, STUDIO: 2, SALES_ROOM: 2, REMOVAL: 3, FAREWELL: 4}


@dataclass(frozen=True, slots=True)
class Row:
    """One booking of today. `state` is 'expected', 'here', 'left' or 'cancelled'; `greeter` is who would greet them if
    they came now, `ended` when they left, as HH:MM, and `selection_on` the day on which they come to choose. `late_at` is
    from when they count as late, `brief_from` from when an unread brief is told (0: it was read), `readers` who of all in
    the plan has not read it; `plate` is that of their car; `lacks` are the parts of what they come for that are not there
    (I6). `find` is what a search looks through; of the phone it has the last four digits."""

    number: int
    title: str
    people: int
    kind: str
    package: str
    starts_at: int
    time: str
    host: Face | None
    greeter: Face | None
    language: str
    state: str
    visit: int | None
    stage: str
    room: str
    holder: Face | None
    is_greeted: bool
    ended: str
    selection_on: date | None
    notes: str
    missing: tuple[Missing, ...]
    lacks: tuple[str, ...]
    is_nameless: bool
    late_at: int
    late_start: LateStart | None
    brief_from: int
    readers: tuple[Face, ...]
    plate: str
    find: str


def rows(house: House, settings: Settings) -> list[Row]:
    """Today's bookings, and those of other days whose party is in the house."""
    visits, late = _visits(house), late_today(house, settings)
    todays = _todays(house, settings, visits)
    return [_row(house, settings, one, visits.get(one.number), late.get(one.number)) for one in todays]


def _late(house: House, settings: Settings) -> dict[int, LateStart]:
    visits = _visits(house)
    return late_starts(house, settings, _todays(house, settings, visits), visits)


# By the number of the booking, who will probably start late; desk and board ask for the same.
late_today = WhileSame(what_matters, _late)


def _visits(house: House) -> dict[int, Visit]:
    return {visit.number: visit for visit in sorted(house.visits.values(), key=_counts_most)}


def _todays(house: House, settings: Settings, visits: dict[int, Visit]) -> list[Booking]:
    return [
        booking
        for booking in house.bookings.values()
        if booking.number in visits or day_of(booking.starts_at, settings.zone) == house.today
    ]


def _counts_most(visit: Visit) -> tuple[bool, bool, int]:
    """Of several visits of one booking the last in this order is shown: in the house, the party as a whole, the newest."""
    return visit.ended_at is None, visit.part_of is None, visit.id


def _row(house: House, settings: Settings, booking: Booking, visit: Visit | None, late_start: LateStart | None) -> Row:
    day = day_of(booking.starts_at, settings.zone)
    state = _state(booking, visit)
    unread = still_to_read(booking, lambda staff_id: house.is_away(staff_id, day)) if state == "expected" else ()
    plates = (visit.plate,) if visit and visit.plate else ()
    is_open = state in ("expected", "here")
    greeter = _greeter(house, booking, day) if visit is None else None
    return Row(
        number=booking.number,
        title=booking.title,
        people=booking.size or len(booking.party),
        kind=booking.kind,
        package=booking.package or "",
        starts_at=ms(booking.starts_at),
        time=clock(booking.starts_at, settings.zone),
        host=face(house, booking.host) if booking.host else None,
        greeter=face(house, greeter) if greeter else None,
        language=booking.language or settings.studio.language,
        state=state,
        visit=visit.id if visit else None,
        stage=visit.stage if visit else "",
        room=visit.room or "" if visit else "",
        holder=face(house, visit.holder) if visit and not visit.ended_at else None,
        is_greeted=bool(visit and visit.greeted_at),
        ended=clock(visit.ended_at, settings.zone) if visit and visit.ended_at else "",
        selection_on=visit.selection_on if visit else None,
        notes=booking.notes,
        missing=_still_missing(house, booking, visit, day) if is_open else (),
        lacks=_lacks(booking, visit),
        is_nameless=is_nameless(booking.party),
        late_at=ms(booking.starts_at + timedelta(minutes=settings.lobby.late_minutes)) if state == "expected" else 0,
        late_start=late_start,
        brief_from=ms(booking.starts_at - timedelta(minutes=settings.lobby.brief_minutes)) if unread else 0,
        readers=tuple(face(house, staff_id) for staff_id in unread),
        plate=" ".join(plates),
        find=find_text((*booking.party, *plates), booking.number, (booking.phone or "")[-4:]),
    )


def _greeter(house: House, booking: Booking, day: date) -> str | None:
    """Somebody away that day greets nobody, whoever forgot to end their duty."""
    here = {key: person for key, person in house.staff.items() if not house.is_away(key, day)}
    return duty.first_hands(booking.host, booking.deputy, here, house.present)


def _lacks(booking: Booking, visit: Visit | None) -> tuple[str, ...]:
    """Once somebody is with them it is no news any more."""
    is_open = booking.is_unready and not booking.is_cancelled and (visit is None or visit.greeted_at is None)
    return tuple(check.part for check in booking.readiness.lacks) if is_open else ()


def _still_missing(house: House, booking: Booking, visit: Visit | None, day: date) -> tuple[Missing, ...]:
    """What was needed before a stage that the party has reached already is nobody's care any more; a name always is."""
    lacks = missing(booking, lambda staff_id: house.is_away(staff_id, day))
    if visit is None:
        return lacks
    furthest = max(WAY.get(leg.stage, 0) for leg in visit.legs)
    return tuple(lack for lack in lacks if lack.what == "name" or WAY.get(lack.before, 0) > furthest)


def _state(booking: Booking, visit: Visit | None) -> str:
    if visit is None:
        return "cancelled" if booking.is_cancelled else "expected"
    return "left" if visit.ended_at else "here"
