"""What a booking file says, row by row, before it is compared with what the studio knows."""

from dataclasses import field
from datetime import datetime

from ..records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingDraft:
    """One row or event, readable as a whole. None, an empty text and no customers mean: the file does not say.

    `starts_at` and `ends_at` are aware and in UTC; `kind` is one of `domain.sheet.KINDS`; `customers` are NFC with
    single spaces and otherwise as written (only a cancelled draft may have none); `phone` is E.164; money is in the
    smallest unit; `host` is the name as written; `cancelled` is False only where the file says so; `line` is the
    physical line, from 1, on which the record begins.
    """

    line: int
    starts_at: datetime
    customers: tuple[str, ...]
    number: int | None = None
    source_uid: str | None = None
    ends_at: datetime | None = None
    kind: str | None = None
    phone: str | None = None
    package: str | None = None
    looks: int | None = None
    allowance: int | None = None
    extra_cents: int | None = None
    host: str | None = None
    balance_cents: int | None = None
    notes: str = ""
    cancelled: bool | None = None

    @property
    def has_identity(self) -> bool:
        """Does it name its booking, instead of only describing it?"""
        return self.number is not None or self.source_uid is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """Why a row was refused. `message` is a msgid whose {placeholders} stand in `detail`; `label` is a short text to
    find the row again. Both may hold names: for the desk's eyes, not for the log."""

    line: int
    code: str
    message: str
    detail: dict[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNote:
    """Something a person should know about a row that was read all the same; the fields are those of `RowProblem`."""

    line: int
    code: str
    message: str
    detail: dict[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """A whole file, each part in the order of its lines."""

    drafts: tuple[BookingDraft, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[RowNote, ...] = ()


class Refused(Exception):
    """A value or a row that cannot be read; whoever knows the line makes a `RowProblem` of it."""

    def __init__(self, code: str, message: str, **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.detail = detail

    def at(self, line: int, label: str = "") -> RowProblem:
        return RowProblem(line=line, code=self.code, message=self.message, detail=self.detail, label=label)
