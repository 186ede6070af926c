"""From the texts of one record to a draft: the rules that tables and calendars share."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..domain.words import N_
from ..records import dataclass
from . import values
from .columns import Headers
from .drafts import BookingDraft, Refused, RowNote, RowProblem
from .package import read_package
from .people import customers, phones


@dataclass(frozen=True)
class Conventions:
    """How this studio writes: its time zone, the region of its phone numbers (`CN`), the decimal places of its
    currency, its headers, and the day around which repeating events are looked at (None: around their own start)."""

    zone: ZoneInfo
    region: str
    minor_units: int
    headers: Headers
    around: date | None = None


@dataclass(frozen=True)
class Record:
    """One row or event: its texts by field, and every text that names a customer."""

    line: int
    texts: Mapping[str, str]
    names: Sequence[str]

    def text(self, field: str) -> str:
        return self.texts.get(field, "")

    @property
    def label(self) -> str:
        """A number if there is one, else a name; never a formula, which might be copied on."""
        names = [values.shown(name) for name in self.names if not name.lstrip().startswith(("=", "+", "-", "@"))]
        number = values.plain(self.text("number"))
        return values.shown(number) if number[-1:].isdigit() else " & ".join(names)[:60]


def read_record(
    record: Record, when: tuple[datetime, datetime | None], conventions: Conventions, is_cancelled: bool | None = None
) -> BookingDraft:
    """The draft that `record` tells. Raises `Refused` for the first value that cannot be read. `is_cancelled` is
    what the calendar says beside the texts."""
    package = read_package(values.tidy(record.text("package")), conventions.minor_units)
    says_cancelled = values.cancelled(record.text("status"))
    cancelled = says_cancelled if says_cancelled or is_cancelled is None else is_cancelled
    names = customers(record.names)
    if not names and not cancelled:
        raise Refused("name", N_("The customer's name is missing."))
    phone, more_phones = phones(record.text("phone"), conventions.region)
    return BookingDraft(
        line=record.line,
        number=values.number(record.text("number")),
        source_uid=values.tidy(record.text("uid"), limit=500) or None,
        starts_at=when[0],
        ends_at=when[1],
        kind=values.kind(record.text("kind")),
        customers=names,
        phone=phone,
        package=package.name or None,
        looks=_first(values.count(record.text("looks")), package.looks),
        allowance=_first(values.count(record.text("allowance")), package.allowance),
        extra_cents=_first(values.money(record.text("extra"), conventions.minor_units), package.extra_cents),
        host=values.tidy(record.text("host")) or None,
        balance_cents=values.money(record.text("balance"), conventions.minor_units),
        notes=values.notes("\n".join([record.text("notes"), *(f"☎ {phone}" for phone in more_phones)])),
        cancelled=cancelled,
    )


def _first(own: int | None, from_package: int | None) -> int | None:
    return own if own is not None else from_package


def without_repeats(drafts: Iterable[BookingDraft]) -> tuple[list[BookingDraft], list[RowProblem], list[RowNote]]:
    """Each number and each UID once. The first row stays, unless it is cancelled and a later one is not: then the
    booking was made anew under its number, and the live row counts."""
    kept: dict[int, BookingDraft] = {}
    places: dict[int | str, int] = {}
    problems: list[RowProblem] = []
    notes: list[RowNote] = []
    for place, draft in enumerate(drafts):
        names = [name for name in (draft.number, draft.source_uid) if name is not None]
        taken = sorted({places[name] for name in names if name in places})
        first = kept[taken[0]] if taken else None
        if first is None:
            kept[place] = draft
            places.update(dict.fromkeys(names, place))
        elif len(taken) > 1 or bool(first.cancelled) == bool(draft.cancelled):
            problems.append(same_booking(first.line).at(draft.line, str(draft.number or "")))
        else:
            kept[taken[0]] = draft if first.cancelled else first
            places.update(dict.fromkeys(names, taken[0]))
            notes.append(_replaced(first if first.cancelled else draft, kept[taken[0]]))
    return sorted(kept.values(), key=lambda draft: draft.line), problems, notes


def same_booking(first: int) -> Refused:
    """For a row about a booking that the row in line `first` has spoken of."""
    message = N_("This is the same booking as in line {first}; this row was left out.")
    return Refused("duplicate", message, first=str(first))


def _replaced(off: BookingDraft, live: BookingDraft) -> RowNote:
    message = N_("This booking is cancelled here and live in line {other}; the live row counts.")
    return RowNote(
        line=off.line, code="replaced", message=message, detail={"other": str(live.line)}, label=str(off.number or "")
    )
