"""Something's not right: a concern has an owner and a clock, raised → taken → solved → told (REQUIREMENTS C20, B23, B29, E05)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """`stage` is where it happened, `owner` who answers for it (the host), `raised_by` a staff id or `customer`."""

    id: int
    visit: int
    number: int
    customer: int | None
    stage: str
    words: str
    raised_by: str
    raised_at: datetime
    owner: str
    taken_by: str | None = None
    taken_at: datetime | None = None
    solved_at: datetime | None = None
    solution: str = ""
    told_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Open until the customer has been told what was done: the third step cannot be skipped (B23)."""
        return self.told_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised:
    """The words stand in the row, so that they can be erased on request."""

    id: int
    visit: int
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernTaken:
    id: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernSolved:
    id: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTold:
    id: int
    by: str
