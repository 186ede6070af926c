"""Two bookings that want the same person, room or dress at the same time, and what is still free (REQUIREMENTS D07)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ..records import dataclass
from .booking import Booking, folded

Span = tuple[datetime, datetime]

# For what no package tells the length of.
MINUTES_OF_KIND = {"shoot": 180, "selection": 90, "pickup": 30, "enquiry": 45}


@dataclass(frozen=True, slots=True)
class Clash:
    """`what` is 'artist', 'room' or 'dress'; `which` the staff id, the room's key, or the dress as the draft calls it;
    `number` the other booking, which lasts from `starts_at` to `ends_at`."""

    what: str
    which: str
    number: int
    starts_at: datetime
    ends_at: datetime


def ends_at(booking: Booking, minutes_of_package: Mapping[str, int]) -> datetime:
    """When a booking is over: as agreed, else by its package, else by its kind."""
    if booking.ends_at and booking.ends_at > booking.starts_at:
        return booking.ends_at
    by_package = minutes_of_package.get(booking.package or "") if booking.kind == "shoot" else None
    return booking.starts_at + timedelta(minutes=by_package or MINUTES_OF_KIND.get(booking.kind, 60))


def clashes(draft: Booking, others: Iterable[Booking], minutes_of_package: Mapping[str, int]) -> tuple[Clash, ...]:
    """What `draft` wants at a time when another booking has it, in the order of the day. One that ends when the other
    begins is no clash; what is cancelled wants nothing."""
    if draft.is_cancelled:
        return ()
    end = ends_at(draft, minutes_of_package)
    found = []
    for other in others:
        if other.number == draft.number or other.is_cancelled or other.starts_at >= end:
            continue
        other_end = ends_at(other, minutes_of_package)
        if other_end > draft.starts_at:
            wanted = _both_want(draft, other)
            found += [Clash(what, which, other.number, other.starts_at, other_end) for what, which in wanted]
    return tuple(sorted(found, key=lambda clash: (clash.starts_at, clash.number)))


def _both_want(draft: Booking, other: Booking) -> list[tuple[str, str]]:
    people = [("artist", artist) for artist in draft.artists if artist in other.artists]
    rooms = [("room", draft.room)] if draft.room and draft.room == other.room else []
    theirs = {folded(dress) for dress in other.dresses}
    return [*people, *rooms, *(("dress", dress) for dress in draft.dresses if folded(dress) in theirs)]


def free_spans(taken: Iterable[Span], opens: datetime, closes: datetime, shortest: timedelta) -> tuple[Span, ...]:
    """The stretches between `opens` and `closes` that nothing takes, those shorter than `shortest` left out."""
    found, at = [], opens
    for start, end in sorted(taken):
        if min(start, closes) - at >= shortest:
            found.append((at, min(start, closes)))
        at = max(at, end)
    if closes - at >= shortest:
        found.append((at, closes))
    return tuple(found)
