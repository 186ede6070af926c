"""The brief before arrival: who has to have read it, and from when it is too late for that (REQUIREMENTS A15, C41, I4)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from .booking import Booking
from .customer import Customer, Note, SpecialDate, days_until
from .missing import answers_today

NEAR_DAYS = 14
A_DAY_BEFORE = timedelta(days=1)


def has_read(booking: Booking, staff: str | None) -> bool:
    """Has this person opened and confirmed the brief?"""
    return any(reading.by == staff for reading in booking.briefs)


def readers(booking: Booking, is_away: Callable[[str], bool]) -> tuple[str, ...]:
    """Whoever greets them that day (the host, or the deputy while away), then the artists; ids of staff, each once."""
    greeter = answers_today(booking, is_away)
    return tuple(dict.fromkeys(one for one in (greeter, *booking.artists) if one))


def still_to_read(booking: Booking, is_away: Callable[[str], bool]) -> tuple[str, ...]:
    """Reading is everybody's own: that the host has read it is no help to the photographer."""
    return tuple(one for one in readers(booking, is_away) if not has_read(booking, one))


def must_read(booking: Booking | None, by: str, is_away: Callable[[str], bool]) -> bool:
    """Do they stand in for a host who is away, without having read what that host knows (I4)?"""
    if booking is None or by == booking.host or has_read(booking, by):
        return False
    return answers_today(booking, is_away) == by


def reads_by(booking: Booking, by: str, minutes: int) -> datetime:
    """Until when they should have read it: `minutes` before the party comes, who stands in for the host a day before (I4)."""
    ahead = A_DAY_BEFORE if by == booking.deputy else timedelta(minutes=minutes)
    return booking.starts_at - ahead


def unread_from(booking: Booking, minutes: int, is_away: Callable[[str], bool]) -> datetime | None:
    """From when somebody should have read it who has not; None once everybody has."""
    if booking.is_cancelled or not still_to_read(booking, is_away):
        return None
    return booking.starts_at - timedelta(minutes=minutes)


def near_days(customer: Customer, day: date) -> list[tuple[SpecialDate, int]]:
    """Their special days on that day or soon after it, with the days in between: a word that must not be forgotten (B21,
    E30)."""
    soon = [(special, days_until(special, day)) for special in customer.dates]
    return sorted(((one, days) for one, days in soon if days <= NEAR_DAYS), key=lambda found: found[1])


def to_remember(customer: Customer) -> tuple[Note, ...]:
    """The notes that somebody wanted at the top, and the latest others."""
    pinned = [note for note in customer.remembered if note.is_pinned]
    others = [note for note in customer.remembered if not note.is_pinned]
    return (*pinned, *others[:3])
