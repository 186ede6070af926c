"""Calendar files: which events count, the dates of those that repeat, and a draft for each."""

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta

from ..domain.words import N_
from ..records import dataclass
from .calendar_lines import calendars, unfolded
from .description import read_event_texts
from .drafts import BookingDraft, ParsedFile, Refused, RowNote, RowProblem
from .events import Event, Moment
from .repeats import Rule, dates, read_rule
from .rows import Conventions, Record, read_record, without_repeats
from .table_file import MAX_ROWS
from .zones import zones_of

DAYS_BEFORE, DAYS_AFTER = 31, 400
MAX_DATES = 500
_MOST_REPEATING = 1_000


@dataclass
class _Reading:
    """What has been found so far."""

    drafts: list[BookingDraft] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowNote] = field(default_factory=list)


def read_calendar(data: bytes, conventions: Conventions) -> ParsedFile:
    """`data` in any encoding that keeps ASCII. Of several versions of an event the newest counts. A repeating event
    gives a draft for each of its dates from 31 days before to 400 days after `conventions.around` (or its own
    start), 500 at most; only its first date keeps its number."""
    reading = _Reading()
    events = [
        Event(part, zones, method, conventions)
        for calendar in calendars(unfolded(data))
        for zones, method in [(zones_of(calendar), calendar.first("METHOD").upper())]
        for part in calendar.of("VEVENT")
    ]
    try:
        _check_amount(events)
        _read_events(_newest(events, reading), reading)
    except Refused as refused:
        return ParsedFile(problems=(refused.at(1),))
    drafts, repeated, replaced = without_repeats(reading.drafts)
    return ParsedFile(
        drafts=tuple(drafts),
        problems=tuple(sorted([*reading.problems, *repeated], key=lambda problem: problem.line)),
        notes=tuple(sorted([*reading.notes, *replaced], key=lambda note: note.line)),
    )


def _check_amount(events: Sequence[Event]) -> None:
    if not events:
        raise Refused("empty", N_("The calendar has no events."))
    if len(events) > MAX_ROWS:
        raise _too_many()


def _newest(events: Sequence[Event], reading: _Reading) -> list[Event]:
    """Each event once, in its newest version, later in the file if in doubt; events that cannot be told apart all
    stay."""
    newest: dict[tuple[str, datetime | None], Event] = {}
    unnamed: list[Event] = []
    for event in events:
        try:
            _check_whole(event)
            key, version = (event.uid, event.recurrence), event.version
        except Refused as refused:
            reading.problems.append(refused.at(event.line, _label(event)))
            continue
        other = newest.get(key)
        if not key[0]:
            unnamed.append(event)
        elif other is None or other.version <= version:
            newest[key] = event
            reading.notes += [_superseded(other, event)] if other else []
        else:
            reading.notes.append(_superseded(event, other))
    return sorted([*newest.values(), *unnamed], key=lambda event: event.line)


def _check_whole(event: Event) -> None:
    if not event.part.is_whole:
        raise Refused("unfinished", N_("The file breaks off inside this event."))


def _superseded(older: Event, newer: Event) -> RowNote:
    message = N_("An older version of the event in line {other}, which counts.")
    return RowNote(
        line=older.line, code="superseded", message=message, detail={"other": str(newer.line)}, label=_label(older)
    )


def _read_events(events: Sequence[Event], reading: _Reading) -> None:
    changed: dict[str, set[datetime]] = {}
    masters: dict[str, BookingDraft] = {}
    for event in events:
        if event.uid and event.recurrence:
            changed.setdefault(event.uid, set()).add(event.recurrence)
    _check_amount_of_repeats(events)
    for event in sorted(events, key=lambda event: not event.repeats):
        try:
            if event.repeats:
                masters[event.uid] = _read_series(event, changed.get(event.uid, set()), reading)
            else:
                reading.drafts.append(_read_single(event, masters.get(event.uid)))
        except Refused as refused:
            reading.problems.append(refused.at(event.line, _label(event)))
        if len(reading.drafts) > MAX_ROWS:
            raise _too_many()


def _check_amount_of_repeats(events: Sequence[Event]) -> None:
    if sum(event.repeats for event in events) > _MOST_REPEATING:
        raise Refused("too_many_rows", N_("The file has too many repeating events; split it."))


def _too_many() -> Refused:
    return Refused("too_many_rows", N_("The file has more than {limit} rows; split it."), limit=str(MAX_ROWS))


def _record(event: Event) -> Record:
    found = read_event_texts(event.text("SUMMARY"), event.text("DESCRIPTION"), event.conventions.headers)
    return Record(event.line, {**found.texts, "uid": event.uid}, found.names)


def _label(event: Event) -> str:
    try:
        return _record(event).label
    except Refused:
        return ""


def _read_single(event: Event, master: BookingDraft | None) -> BookingDraft:
    """An event that happens once, or a changed date of a series."""
    start, length = event.start.utc, event.length
    when = (start, start + length if length else None)
    draft = read_record(_record(event), when, event.conventions, event.is_cancelled)
    if event.recurrence is None:
        return draft
    if master and event.changes_later_dates:
        raise _not_followed()
    return _on_date(draft, event.recurrence, master or draft)


def _read_series(event: Event, changed: set[datetime], reading: _Reading) -> BookingDraft:
    """Adds a draft for each date that no event of its own changes; the answer stands for the whole series."""
    start, length = event.start.utc, event.length
    master = read_record(_record(event), (start, None), event.conventions, event.is_cancelled)
    found = [planned for planned in _occurrences(event) if planned not in changed]
    for planned in found:
        draft = replace(_on_date(master, planned, master), starts_at=planned)
        reading.drafts.append(replace(draft, ends_at=planned + length) if length else draft)
    message = N_("A repeating event; {count} of its dates were read.")
    note = RowNote(
        line=event.line, code="repeats", message=message, detail={"count": str(len(found))}, label=_label(event)
    )
    reading.notes.append(note)
    return master


def _on_date(draft: BookingDraft, planned: datetime, master: BookingDraft) -> BookingDraft:
    """A date of a series has a UID of its own, made of the series' and the planned time. The number of the series is
    that of its first date; the others get theirs later."""
    uid = f"{draft.source_uid}#{planned:%Y%m%dT%H%M%SZ}" if draft.source_uid else None
    is_shared = draft.number == master.number and planned != master.starts_at
    return replace(draft, source_uid=uid, number=None if is_shared else draft.number)


def _not_followed() -> Refused:
    return Refused("repeats", N_("The event repeats in a way that cannot be followed; add its dates by hand."))


def _occurrences(event: Event) -> list[datetime]:
    """When the event happens, in UTC and in order, within the window."""
    start, around = event.start, event.conventions.around
    first = around - timedelta(days=DAYS_BEFORE) if around else start.local.date()
    last = (around or start.local.date()) + timedelta(days=DAYS_AFTER)
    found = [start]
    for line in event.part.all("RRULE"):
        found += _by_rule(event, line.value, first, last)
    for line in event.part.all("RDATE"):
        found += event.moments(line)
    counted = {
        moment.utc
        for moment in found
        if first <= moment.local.date() <= last and f"{moment.local:%Y%m%d}" not in event.left_out
    }
    return sorted(counted - event.left_out)[:MAX_DATES]


def _by_rule(event: Event, text: str, first: date, last: date) -> list[Moment]:
    start = event.start
    try:
        rule = read_rule(text)
        days = list(dates(rule, start.local.date(), first, last))
    except ValueError:
        raise _not_followed() from None
    moments = [Moment(datetime.combine(day, start.local.time()), start.to_utc) for day in days]
    return [moment for moment in moments if _is_before_end(rule, moment)]


def _is_before_end(rule: Rule, moment: Moment) -> bool:
    if rule.until is None:
        return True
    if not isinstance(rule.until, datetime):
        return moment.local.date() <= rule.until
    return moment.utc <= rule.until if rule.until.tzinfo else moment.local <= rule.until
