"""Who is away and who covers (REQUIREMENTS C41, I3, I4)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """`staff` is away from `first` to `last`, both included."""

    id: int
    staff: str
    first: date
    last: date
    is_cancelled: bool = False

    def covers(self, day: date) -> bool:
        return not self.is_cancelled and self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencePlanned:
    id: int
    staff: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceCancelled:
    id: int
    staff: str
