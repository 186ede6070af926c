"""A customer: a person the studio keeps a history of, across all visits (REQUIREMENTS A04, A09, B21, D01)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody of the house wants remembered. `id` counts within the customer."""

    id: int
    text: str
    by: str
    at: datetime
    is_pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDate:
    """A birthday, a wedding day: comes back every year; `year` is the first one, where it is known."""

    label: str
    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """`phone` is E.164 or None; `say` tells how the names are spoken; `host` answers for them for good (I3); `moves` and
    `cancels` count what happened to their bookings (B14). One that was merged or erased is kept as an empty shell."""

    id: int
    names: tuple[str, ...]
    phone: str | None = None
    say: str = ""
    language: str | None = None
    host: str | None = None
    channel: str = ""
    notes: tuple[Note, ...] = ()
    dates: tuple[SpecialDate, ...] = ()
    needs: tuple[str, ...] = ()
    moves: int = 0
    cancels: int = 0
    version: int = 1
    created_at: datetime | None = None
    merged_into: int | None = None
    erased_at: datetime | None = None

    @property
    def title(self) -> str:
        return " & ".join(self.names)

    @property
    def is_living(self) -> bool:
        return self.merged_into is None and self.erased_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAdded:
    id: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChanged:
    """`fields` names what changed; the values stand in the row."""

    id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten:
    """The words themselves stand in the customer's row, so that they can be erased on request."""

    id: int
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecorded:
    """A call, a message or a talk that no tap of a visit tells of. `channel` and `outcome` are keys."""

    id: int
    channel: str
    outcome: str
    note: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersMerged:
    """`gone` was the same person as `kept`; every event of both stays where it is and is read as one timeline."""

    kept: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerErased:
    """Everything personal was erased on request; `events` are the seqs whose bodies were emptied of it (FAULTS T40)."""

    id: int
    events: tuple[int, ...]
