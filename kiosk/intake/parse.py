"""A booking file of any kind → drafts, problems and notes. Whatever the bytes are, the answer is a `ParsedFile`."""

import re
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from ..domain.words import N_
from .calendar_file import read_calendar
from .columns import Headers
from .decoding import plain_bytes
from .drafts import ParsedFile, Refused
from .rows import Conventions
from .table_file import read_table

MAX_BYTES = 5 * 1024 * 1024

_CALENDAR = re.compile(rb"(?:^|[\r\n])\s*BEGIN\s*:\s*(?:VCALENDAR|VEVENT)\b", re.IGNORECASE)
_BINARY_BEGINNINGS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"SQLite",
)


def parse_file(
    name: str,
    data: bytes,
    *,
    zone: ZoneInfo,
    region: str,
    columns: Mapping[str, tuple[str, ...]],
    minor_units: int = 2,
    around: date | None = None,
) -> ParsedFile:
    """Read a calendar or a table, told apart by content. `name` is only spoken of; `zone` is the studio's, `region`
    where phone numbers without a country code belong (`CN`), `columns` as `columns.merged` gives them, `minor_units`
    the decimal places of the currency, `around` the studio's today. A file that is neither gives one problem in line
    1."""
    conventions = Conventions(zone, region, minor_units, Headers(columns), around)
    try:
        text = _checked(name, data)
    except Refused as refused:
        return ParsedFile(problems=(refused.at(1),))
    if _CALENDAR.search(text[:4096]):
        return read_calendar(text, conventions)
    return read_table(text, conventions)


def _checked(name: str, data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        megabytes = str(MAX_BYTES // 1024**2)
        raise Refused("too_big", N_("{name} is larger than {limit} MB; split it."), name=name, limit=megabytes)
    text = plain_bytes(data)
    if not text.strip(b"\x00\x1a \t\r\n"):
        raise Refused("empty", N_("{name} is empty."), name=name)
    if data.startswith(_BINARY_BEGINNINGS) or _is_binary(text[:8192]):
        raise Refused("binary", N_("{name} is not a text file; save it as CSV first."), name=name)
    return text


def _is_binary(sample: bytes) -> bool:
    """Text has hardly any control signs besides tabs and line ends."""
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1a" for byte in sample)
    return controls > len(sample) / 50
