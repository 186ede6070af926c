"""Bookings of days and weeks, and what of rooms and people is still free (REQUIREMENTS D02, D07, D23)."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

from ..commands.bookings import minutes_of
from ..config import Settings
from ..domain.booking import Booking
from ..domain.clashes import Clash, Span, clashes, ends_at, free_spans
from ..domain.sheet import MAKEUP, REMOVAL, SALES_ROOM, STUDIO
from ..floor import Floor
from ..hours import clock, day_of, open_hours, opening_on
from ..records import dataclass
from .diary import all_between
from .faces import Face, face

SHORTEST_FREE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """A booking in a list. `clashes` names the numbers it gets in the way of."""

    number: int
    title: str
    kind: str
    package: str
    time: str
    until: str
    host: Face | None
    artists: tuple[Face, ...]
    room: str
    is_cancelled: bool
    clashes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a lane, `x` and `width` in thousandths of the opening hours; without `number` it is free."""

    x: int
    width: int
    time: str
    until: str
    number: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A room (`key` is its key) or an artist (`person`) through one day."""

    what: str
    key: str
    person: Face | None
    busy: tuple[Stretch, ...]
    free: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """`hours` are the opening hours as HH:MM, None on a closed day."""

    on: date
    hours: tuple[str, str] | None
    entries: tuple[Entry, ...]
    lanes: tuple[Lane, ...]

    @property
    def standing(self) -> int:
        return sum(not entry.is_cancelled for entry in self.entries)


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A clash as the form tells it: `name` is the artist's or the dress, '' for a room; `title` the other booking's."""

    what: str
    key: str
    name: str
    number: int
    title: str
    time: str
    until: str


@dataclass(frozen=True, slots=True)
class Warnings:
    """What speaks against a time: `away` are the names of those who are away then, `uncovered` the host among them if no
    deputy is there; `is_closed` and `is_past` tell of the time itself."""

    clashes: tuple[InTheWay, ...] = ()
    away: tuple[str, ...] = ()
    uncovered: str = ""
    is_closed: bool = False
    is_past: bool = False


def warnings_for(one: Floor, values: dict[str, Any], number: int) -> Warnings:
    """`values` are attributes of a booking, as far as they are known; without a time there is nothing to say."""
    if not values.get("starts_at") or values.get("is_cancelled"):
        return Warnings()
    draft = _draft(values, number)
    house, settings = one.store.house, one.settings
    day = day_of(draft.starts_at, settings.zone)
    away = [
        staff
        for staff in dict.fromkeys((*draft.artists, draft.host, draft.deputy))
        if staff and house.is_away(staff, day)
    ]
    is_covered = draft.deputy is not None and draft.deputy not in away
    return Warnings(
        clashes=_in_the_way(one, draft, day),
        away=tuple(house.name_of(staff) for staff in away),
        uncovered=house.name_of(draft.host) if draft.host in away and not is_covered else "",
        is_closed=not _is_open(draft, settings),
        is_past=day < house.today,
    )


def _draft(values: dict[str, Any], number: int) -> Booking:
    """Fields that cannot be read yet count as empty."""
    blank = Booking(number=number, starts_at=values["starts_at"], kind=values.get("kind") or "shoot", party=())
    known: dict[str, Any] = {name: values.get(name) for name in ("ends_at", "package", "host", "deputy", "room")}
    lists: dict[str, Any] = {name: values.get(name) or () for name in ("artists", "dresses")}
    return replace(blank, **known, **lists)


def _is_open(draft: Booking, settings: Settings) -> bool:
    opening = opening_on(settings, day_of(draft.starts_at, settings.zone))
    return opening is not None and opening.opens <= clock(draft.starts_at, settings.zone) < opening.closes


def _in_the_way(one: Floor, draft: Booking, day: date) -> tuple[InTheWay, ...]:
    settings, house = one.settings, one.store.house
    near = all_between(one.store.reader(), day - timedelta(days=1), day + timedelta(days=1), settings.zone)
    around = [booking for _, booking in near]
    titles = {booking.number: booking.title for booking in around}

    def told(clash: Clash) -> InTheWay:
        name = {"artist": house.name_of(clash.which), "room": ""}.get(clash.what, clash.which)
        times = clock(clash.starts_at, settings.zone), clock(clash.ends_at, settings.zone)
        return InTheWay(clash.what, clash.which, name, clash.number, titles[clash.number], *times)

    return tuple(map(told, clashes(draft, around, minutes_of(settings))))


def day_plan(one: Floor, on: date) -> DayPlan:
    return week_plan(one, on, 1)[0]


def week_plan(one: Floor, first: date, days: int = 7) -> list[DayPlan]:
    """`days` days from `first` on."""
    settings = one.settings
    by_day: dict[date, list[Booking]] = {}
    for day, booking in all_between(one.store.reader(), first, first + timedelta(days=days - 1), settings.zone):
        by_day.setdefault(day, []).append(booking)
    return [_plan(one, first + timedelta(days=n), by_day.get(first + timedelta(days=n), [])) for n in range(days)]


def _plan(one: Floor, on: date, bookings: list[Booking]) -> DayPlan:
    settings = one.settings
    hours, opening = opening_on(settings, on), _opening(settings, on)
    standing = [booking for booking in bookings if not booking.is_cancelled]
    frame = _frame(opening, standing, settings)
    lanes = _lanes(one, on, standing, frame, opening) if frame else ()
    entries = tuple(_entry(one, booking, standing) for booking in bookings)
    return DayPlan(on, (hours.opens, hours.closes) if hours else None, entries, lanes)


def _frame(opening: Span | None, standing: list[Booking], settings: Settings) -> Span | None:
    """The opening hours, stretched by what was agreed outside of them."""
    taken = [_span(booking, settings) for booking in standing]
    if opening is None and not taken:
        return None
    edges = opening or ()
    starts, ends = [start for start, _ in taken], [end for _, end in taken]
    return min([*edges, *starts]), max([*edges, *ends])


def _opening(settings: Settings, on: date) -> Span | None:
    """In UTC, where lengths are true also on a day on which the clocks change."""
    hours = open_hours(settings, on)
    return (hours[0].astimezone(UTC), hours[1].astimezone(UTC)) if hours else None


def _span(booking: Booking, settings: Settings) -> Span:
    return booking.starts_at, ends_at(booking, minutes_of(settings))


def _entry(one: Floor, booking: Booking, standing: list[Booking]) -> Entry:
    house, settings = one.store.house, one.settings
    found = clashes(booking, standing, minutes_of(settings))
    return Entry(
        number=booking.number,
        title=booking.title,
        kind=booking.kind,
        package=booking.package or "",
        time=clock(booking.starts_at, settings.zone),
        until=clock(_span(booking, settings)[1], settings.zone),
        host=face(house, booking.host) if booking.host else None,
        artists=tuple(face(house, artist) for artist in booking.artists),
        room=booking.room or "",
        is_cancelled=booking.is_cancelled,
        clashes=tuple(sorted({clash.number for clash in found})),
    )


def _lanes(one: Floor, on: date, standing: list[Booking], frame: Span, opening: Span | None) -> tuple[Lane, ...]:
    """Every room, then every artist who is not away that day. What was agreed outside of the opening hours is shown, and
    nothing there is offered."""
    house, settings = one.store.house, one.settings
    rooms = [
        _lane("room", room.key, None, [b for b in standing if b.room == room.key], frame, opening, settings)
        for room in settings.rooms
        if room.stage in (STUDIO, SALES_ROOM)
    ]
    artists = [
        _lane(
            "artist",
            one.id,
            face(house, one.id),
            [b for b in standing if one.id in b.artists],
            frame,
            opening,
            settings,
        )
        for one in house.staff.values()
        if not one.has_left and not house.is_away(one.id, on) and {MAKEUP, REMOVAL, STUDIO} & set(one.stages)
    ]
    return (*rooms, *artists)


def _lane(
    what: str,
    key: str,
    person: Face | None,
    bookings: list[Booking],
    frame: Span,
    opening: Span | None,
    settings: Settings,
) -> Lane:
    taken = [_span(booking, settings) for booking in bookings]
    busy = [_stretch(span, frame, settings, booking) for span, booking in zip(taken, bookings, strict=True)]
    spans = free_spans(taken, *opening, SHORTEST_FREE) if opening else ()
    free = [_stretch(span, frame, settings) for span in spans]
    return Lane(what, key, person, tuple(busy), tuple(free))


def _stretch(span: Span, frame: Span, settings: Settings, booking: Booking | None = None) -> Stretch:
    whole = (frame[1] - frame[0]).total_seconds() or 1
    x = round((span[0] - frame[0]).total_seconds() / whole * 1000)
    width = max(1, round((span[1] - span[0]).total_seconds() / whole * 1000))
    times = clock(span[0], settings.zone), clock(span[1], settings.zone)
    return Stretch(x, width, *times, booking.number if booking else None, booking.title if booking else "")
