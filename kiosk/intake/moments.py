"""Days and times as tables write them: ISO, Chinese, European and English, in one column or several."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from ..domain.words import N_
from ..records import dataclass
from .drafts import Refused
from .values import plain, shown

FIRST_YEAR, LAST_YEAR = 1970, 2199
_MONTH_FIRST_REGIONS = frozenset({"US", "PH", "PR", "GU", "VI", "AS", "MP", "UM"})

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[a-z]{3})[a-z]*\.?"
_WEEKDAY = re.compile(
    r"\(?\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?\)?,?|\(?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?:\s?[日号號])?")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d\d)")
_SLASHED = re.compile(r"(?P<first>\d{1,2})(?P<sign>[-/])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})")
_DAY_MONTH = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -]?{_MONTH}[ ,-]{{1,2}}(?P<year>\d{{4}})")
_MONTH_DAY = re.compile(rf"{_MONTH} ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})")
_DAYS = (_YEAR_FIRST, _COMPACT, _DOTTED, _SLASHED, _DAY_MONTH, _MONTH_DAY)

_HALF = "上午|下午|早上|晚上|中午|凌晨|傍晚|[ap]\\.?m\\.?"
_CLOCK = re.compile(
    rf"(?P<before>{_HALF})? ?(?P<hour>\d{{1,2}}) ?"
    r"(?:(?P<mark>[:.h点點时時]) ?(?:(?P<minute>\d\d?)(?: ?分)?|(?P<half>半)|整)?(?::(?P<second>\d\d)(?:\.\d{1,9})?)?)?"
    rf" ?(?P<after>{_HALF}|uhr|hrs?)?"
)
_OFFSET = re.compile(r" ?(?P<utc>z|utc|gmt)?(?P<offset>[+-]\d\d(?::?\d\d)?)?$")
_RANGE = re.compile(r" ?(?:[-–—~]|至|到|\bto\b) ?")
_AFTERNOON = frozenset({"下午", "晚上", "傍晚", "pm"})
_MORNING = frozenset({"上午", "凌晨", "早上", "am"})


@dataclass(frozen=True)
class Stamp:
    """What one cell says: a day, a time of day and the time until when, each None if it does not say. `zone` only where
    it names its offset from UTC."""

    day: date | None = None
    clock: time | None = None
    until: time | None = None
    zone: timezone | None = None


def is_day_first(texts: Iterable[str], region: str) -> tuple[bool, str]:
    """How 03/04/2026 is meant in this file, and an example of it when only the region could tell, else ''.

    A first part above 12 shows the day first, a second part above 12 the month."""
    undecided = ""
    for text in texts:
        match = _SLASHED.match(plain(text))
        if not match:
            continue
        first, second = int(match["first"]), int(match["second"])
        if max(first, second) > 12:
            return first > 12, ""
        if first != second:
            undecided = undecided or match[0]
    return region not in _MONTH_FIRST_REGIONS, undecided


def stamp(text: str, day_first: bool) -> Stamp:
    """Read one cell as a whole; anything left over makes it unreadable."""
    written = " ".join(_WEEKDAY.sub(" ", plain(text).casefold()).split())
    day, rest = _leading_day(written, day_first, text)
    if day and not rest:
        return Stamp(day)
    is_iso = rest.startswith("t")
    parts = _RANGE.split(rest.removeprefix("t"))
    if len(parts) == 2 and not is_iso and parts[0].count(":") < 2:
        return Stamp(day, _clock(parts[0], text), _clock(parts[1], text))
    offset = _OFFSET.search(rest)
    bare = rest[: offset.start()] if offset else rest
    return Stamp(day, _clock(bare.removeprefix("t"), text), zone=_zone(offset))


def _leading_day(written: str, day_first: bool, text: str) -> tuple[date | None, str]:
    for pattern in _DAYS:
        match = pattern.match(written)
        rest = written[match.end() :] if match else ""
        if match and (not rest[:1].isdigit() or match[0].endswith(("日", "号", "號"))):
            return _day(match.groupdict(), day_first, text), rest.lstrip(" ,").removeprefix("at ")
    return None, written


def _day(parts: dict[str, str], day_first: bool, text: str) -> date:
    if "first" in parts:
        order = ("day", "month") if day_first else ("month", "day")
        parts = {order[0]: parts["first"], order[1]: parts["second"], "year": parts["year"]}
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    try:
        month = _MONTHS.index(parts["month"]) + 1 if parts["month"].isalpha() else int(parts["month"])
        if FIRST_YEAR <= year <= LAST_YEAR:
            return date(year, month, int(parts["day"]))
    except ValueError:
        pass
    raise Refused("impossible_day", N_("“{value}” is not a day in the calendar."), value=shown(text))


def _clock(written: str, text: str) -> time:
    match = _CLOCK.fullmatch(written)
    if not match or not (match["mark"] or match["before"] or match["after"]):
        raise Refused("start", N_("“{value}” is not a day and time that can be read."), value=shown(text))
    half_of_day = (match["before"] or match["after"] or "").replace(".", "")
    hour, minute = int(match["hour"]), 30 if match["half"] else int(match["minute"] or 0)
    if half_of_day in _AFTERNOON and hour < 12:
        hour += 12
    if half_of_day in _MORNING and hour == 12:
        hour = 0
    try:
        return time(hour, minute, int(match["second"] or 0))
    except ValueError:
        raise Refused("start", N_("“{value}” is not a time of day."), value=shown(text)) from None


def _zone(match: re.Match[str] | None) -> timezone | None:
    if not match or not match[0].strip():
        return None
    written = match["offset"]
    if not written:
        return UTC
    minutes = min(int(written[1:3]) * 60 + int(written[3:].lstrip(":") or 0), 24 * 60 - 1)
    return timezone(timedelta(minutes=minutes if written[0] == "+" else -minutes))


def span(
    start: Sequence[str], end: Sequence[str], *, day_first: bool, zone: ZoneInfo
) -> tuple[datetime, datetime | None]:
    """Start and end in UTC, from the cells that tell them together: the first day and the first time of day that any of
    them has. Without a day of its own the end is on the day of the start; without a time of day there is no end."""
    starts, ends = ([stamp(cell, day_first) for cell in cells if plain(cell)] for cells in (start, end))
    value = shown(" ".join(start))
    if not starts:
        raise Refused("start", N_("The day and time are missing."))
    day = next((found.day for found in starts if found.day), None)
    if day is None:
        raise Refused("start", N_("“{value}” has a time but no day."), value=value)
    timed = next((found for found in starts if found.clock), None)
    if timed is None or timed.clock is None:
        raise Refused("start", N_("“{value}” has a day but no time."), value=value)
    starts_at = datetime.combine(day, timed.clock, timed.zone or zone).astimezone(UTC)
    ending = next((found for found in ends if found.clock), Stamp(clock=timed.until, zone=timed.zone))
    if ending.clock is None:
        return starts_at, None
    end_day = next((found.day for found in ends if found.day), day)
    return starts_at, checked_end(
        starts_at, datetime.combine(end_day, ending.clock, ending.zone or zone).astimezone(UTC)
    )


def checked_end(starts_at: datetime, ends_at: datetime) -> datetime | None:
    """No length is no end; an end before the start is a mistake."""
    if ends_at < starts_at:
        raise Refused("end", N_("The end is before the start."))
    return ends_at if ends_at > starts_at else None
