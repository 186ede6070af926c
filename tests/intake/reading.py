"""How the tests of this folder read a file: as the studio in Shanghai would."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from kiosk.intake.columns import DEFAULT_COLUMNS
from kiosk.intake.drafts import BookingDraft, ParsedFile
from kiosk.intake.parse import parse_file

SHANGHAI = ZoneInfo("Asia/Shanghai")


def read(text: str | bytes, *, zone: ZoneInfo = SHANGHAI, region: str = "CN", around: date | None = None) -> ParsedFile:
    data = text.encode() if isinstance(text, str) else text
    return parse_file("bookings", data, zone=zone, region=region, columns=DEFAULT_COLUMNS, around=around)


def read_one(text: str | bytes) -> BookingDraft:
    """The only draft of a file without problems."""
    parsed = read(text)
    assert not parsed.problems
    (draft,) = parsed.drafts
    return draft


def codes(parsed: ParsedFile) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in parsed.problems]


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A time in 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def calendar(*events: str, head: str = "") -> str:
    """A calendar of events, each given as its lines."""
    parts = [f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events]
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(parts)}END:VCALENDAR\n"
