"""Tables: comma, semicolon, tab or bar between the cells, with or without quotation marks, any line ending."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ..domain.words import N_
from ..records import dataclass
from .decoding import text_of
from .drafts import BookingDraft, ParsedFile, Refused, RowNote, RowProblem
from .moments import is_day_first, span
from .rows import Conventions, Record, read_record, without_repeats

MAX_ROWS = 20_000
_SEPARATORS = ",;\t|"
_HEADER_WITHIN = 10
_LONGEST_RECORD = 40
_LONGEST_HEADER = 10_000
# Spreadsheets drop empty cells at the end of a line; a row cut before one of these is damaged instead.
_NEVER_CUT = frozenset({"number", "start", "date", "time", "customer", "phone", "package", "host"})


@dataclass(frozen=True)
class Header:
    """`fields` are the meanings of the columns in order, '' for a column nobody knows; `at` is the index of its
    line."""

    at: int
    separator: str
    fields: tuple[str, ...]
    cells: list[str]


@dataclass(frozen=True)
class Row:
    """The cells of one record and the physical line, from 1, on which it begins; None: its quotation marks do not
    pair."""

    line: int
    cells: list[str] | None


def read_table(data: bytes, conventions: Conventions) -> ParsedFile:
    """`data` in any encoding that keeps ASCII. A file whose header does not name at least the customer and the day
    gives a single problem."""
    lines = re.split(r"\r*\n|\r", text_of(data))
    try:
        header = _checked(_find_header(lines, conventions))
        rows = list(islice(_rows(lines, header), MAX_ROWS + 1))
        if not rows:
            raise Refused("empty", N_("The table has no rows below its header."))
        if len(rows) > MAX_ROWS:
            raise Refused("too_many_rows", N_("The file has more than {limit} rows; split it."), limit=str(MAX_ROWS))
    except Refused as refused:
        return ParsedFile(problems=(refused.at(1),))
    return _read_rows(rows, header, conventions)


def _find_header(lines: list[str], conventions: Conventions) -> Header | None:
    """The line and separator, near the top, that name the most fields: titles may stand above, and Excel's `sep=;`."""
    found = []
    for at in range(min(len(lines), _HEADER_WITHIN)):
        if len(lines[at]) > _LONGEST_HEADER:
            continue
        for separator in _SEPARATORS:
            cells, _ = _record(lines, at, separator) or ([], 1)
            fields = tuple(conventions.headers.field(cell) or "" for cell in cells)
            found.append(Header(at, separator, fields, cells))
    return max(found, key=lambda header: len({*header.fields} - {""}), default=None)


def _checked(header: Header | None) -> Header:
    fields = set(header.fields) - {""} if header else set()
    if header is None or len(fields) < 2:
        raise Refused("header", N_("This is neither a calendar nor a table with a header row; save it as CSV first."))
    if not fields & {"customer", "partner"}:
        raise Refused("columns", N_("No column holds the customer's name; call it “Customer” or “顾客”."))
    if not fields & {"start", "date"}:
        raise Refused("columns", N_("No column holds the day; call it “Date”, “Start” or “日期”."))
    return header


def _rows(lines: list[str], header: Header) -> Iterator[Row]:
    """The records below the header. After a record whose quotation marks do not pair, reading goes on with the next
    line, so that one stray mark does not swallow the rest."""
    blank = header.separator + '" \t\x1a'
    at = header.at
    while at < len(lines):
        if not lines[at].strip(blank):
            at += 1
            continue
        cells, consumed = _record(lines, at, header.separator) or (None, 1)
        if cells != header.cells:
            yield Row(at + 1, cells)
        at += consumed


def _record(lines: list[str], at: int, separator: str) -> tuple[list[str], int] | None:
    """The cells of the record that begins at this index and how many lines it takes; None for unpaired quotation
    marks."""
    source = (line + "\n" for line in lines[at : at + _LONGEST_RECORD])
    reader = csv.reader(source, delimiter=separator, strict=True)
    try:
        return next(reader, []), reader.line_num
    except csv.Error:
        return None


def _read_rows(rows: Sequence[Row], header: Header, conventions: Conventions) -> ParsedFile:
    records = [_record_of(row, header) for row in rows]
    days = (record.text(field) for record in records for field in ("start", "date", "end", "end_date"))
    day_first, example = is_day_first(days, conventions.region)
    drafts: list[BookingDraft] = []
    problems: list[RowProblem] = []
    for row, record in zip(rows, records, strict=True):
        try:
            _check_shape(row, header)
            drafts.append(_draft(record, day_first, conventions))
        except Refused as refused:
            problems.append(refused.at(row.line, record.label))
    kept, repeated, notes = without_repeats(drafts)
    if example:
        notes.insert(0, _order_note(day_first, example, header))
    return ParsedFile(
        drafts=tuple(kept),
        problems=tuple(sorted([*problems, *repeated], key=lambda problem: problem.line)),
        notes=tuple(notes),
    )


def _record_of(row: Row, header: Header) -> Record:
    texts: dict[str, str] = {}
    names: list[str] = []
    for field, cell in zip(header.fields, row.cells or (), strict=False):
        if field in ("customer", "partner"):
            names.append(cell)
        elif cell.strip():
            texts.setdefault(field, cell)
    return Record(row.line, texts, names)


def _check_shape(row: Row, header: Header) -> None:
    if row.cells is None:
        raise Refused("quote", N_("A quotation mark in this row has no partner."))
    detail = {"found": str(len(row.cells)), "expected": str(len(header.fields))}
    if _NEVER_CUT & set(header.fields[len(row.cells) :]):
        raise Refused("short", N_("The row ends after {found} of {expected} columns."), **detail)
    if any(cell.strip() for cell in row.cells[len(header.fields) :]):
        message = N_(
            "The row has {found} columns instead of {expected}; a text with a separator needs quotation marks."
        )
        raise Refused("long", message, **detail)


def _draft(record: Record, day_first: bool, conventions: Conventions) -> BookingDraft:
    start, end = (
        [record.text(field) for field in fields] for fields in (("start", "date", "time"), ("end", "end_date"))
    )
    when = span(start, end, day_first=day_first, zone=conventions.zone)
    return read_record(record, when, conventions)


def _order_note(day_first: bool, example: str, header: Header) -> RowNote:
    message = N_("Days such as {example} were read with the day first.")
    if not day_first:
        message = N_("Days such as {example} were read with the month first.")
    return RowNote(line=header.at + 1, code="day_order", message=message, detail={"example": example})
