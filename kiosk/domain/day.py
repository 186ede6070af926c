"""The studio's day."""

from datetime import date

from ..records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStarted:
    """Midnight has passed: the bookings of `on` are today's. Whoever is still in the house stays on every screen."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed:
    """Closing time has passed: what the parties said of themselves until then, whoever it rates may read (feature 8)."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsForgotten:
    """Words typed beside a face on the mood line have been kept long enough; `events` are the seqs that were emptied of them,
    `seal` is over what is left (FAULTS T28, T40)."""

    events: tuple[int, ...]
    seal: str
