"""The studio's day."""

from datetime import date

from ..records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStarted:
    """Midnight has passed: the bookings of `on` are today's. Whoever is still in the house stays on every screen."""

    on: date
