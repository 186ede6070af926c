"""From the local times of a calendar to UTC: by IANA name, by Windows name, or by the rules the file itself gives."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from ..records import dataclass
from .calendar_lines import Component
from .repeats import Rule, dates, read_rule

ToUtc = Callable[[datetime], datetime]

_OFFSET_NAME = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
# More than this many changes of the clock in one zone is no zone that people live in.
_MOST_CHANGES = 400


@dataclass(frozen=True)
class Change:
    """A set of moments at which the local clock changes: `start` and `dates` by the clock before the change."""

    start: datetime
    before: timedelta
    after: timedelta
    rule: Rule | None
    further: tuple[datetime, ...]

    def moments(self, year: int) -> list[datetime]:
        """All that matter for a time in that year, as nothing people live by rests for longer than two."""
        if self.rule is None:
            return [self.start, *self.further]
        days = dates(self.rule, self.start.date(), date(year - 2, 1, 1), date(year, 12, 31))
        by_rule = (datetime.combine(day, self.start.time()) for day in days)
        return [self.start, *self.further, *(moment for moment in by_rule if not self._is_over(moment))]

    def _is_over(self, moment: datetime) -> bool:
        until = self.rule.until if self.rule else None
        if isinstance(until, datetime):
            return moment - self.before > until.replace(tzinfo=None)
        return until is not None and moment.date() > until


@lru_cache(maxsize=512)
def by_name(name: str) -> ToUtc | None:
    """For `Asia/Shanghai`, `China Standard Time` (Windows), `/mozilla.org/2005/Europe/Berlin` or `GMT+8`; None for a
    name that tells nothing."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.strip().strip('"').strip()
    tail = "/".join(plain.split("/")[-2:])
    for key in (WINDOWS_TO_OLSON.get(plain), plain, tail if plain.startswith("/") else None):
        zone = _iana(key) if key else None
        if zone:
            return _in_zone(zone)
    offset = _OFFSET_NAME.fullmatch(plain)
    if not offset or int(offset[2]) > 14:
        return None
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return _in_zone(timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes)))


def _iana(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):
        return None


def _in_zone(zone: ZoneInfo | timezone) -> ToUtc:
    return lambda local: local.replace(tzinfo=zone).astimezone(UTC)


def zones_of(calendar: Component) -> Mapping[str, ToUtc]:
    """The zones that the calendar's VTIMEZONEs define, by TZID. A name known to the world means what the world means
    by it, as files often bring shortened rules; a broken definition is left out."""
    zones = {}
    for part in calendar.of("VTIMEZONE"):
        name = part.first("TZID")
        zone = by_name(name) or by_name(part.first("X-LIC-LOCATION")) or _by_rules(part)
        if zone:
            zones[name.strip('"')] = zone
    return zones


def _by_rules(part: Component) -> ToUtc | None:
    try:
        changes = [_change(observance) for observance in (*part.of("STANDARD"), *part.of("DAYLIGHT"))]
    except ValueError:
        return None
    is_plausible = 0 < sum(1 + len(change.further) for change in changes) <= _MOST_CHANGES
    return _in_rules(changes) if is_plausible else None


def _change(observance: Component) -> Change:
    """Raises ValueError for an observance that cannot be read."""
    written = observance.first("RRULE")
    rule = read_rule(written) if written else None
    if rule and (rule.frequency != "YEARLY" or rule.count is not None):
        raise ValueError("clocks change once a year")
    further = [text for line in observance.all("RDATE") for text in line.value.split(",")]
    return Change(
        start=_local(observance.first("DTSTART")),
        before=_offset(observance.first("TZOFFSETFROM")),
        after=_offset(observance.first("TZOFFSETTO")),
        rule=rule,
        further=tuple(map(_local, further)),
    )


def _local(text: str) -> datetime:
    return datetime.strptime(text.strip()[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local by definition


def _offset(text: str) -> timedelta:
    match = _OFFSET.fullmatch(text.strip())
    if not match:
        raise ValueError("no offset from UTC")
    seconds = int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4] or 0)
    if seconds >= 24 * 3600:
        raise ValueError("more than a day from UTC")
    return timedelta(seconds=seconds if match[1] == "+" else -seconds)


def _in_rules(changes: Iterable[Change]) -> ToUtc:
    """The change that happened last decides; before the first one, the clock before it."""
    known = sorted(changes, key=lambda change: change.start)

    @cache
    def changes_until(year: int) -> list[tuple[datetime, timedelta]]:
        return sorted((moment, change.after) for change in known for moment in change.moments(year))

    def to_utc(local: datetime) -> datetime:
        past = bisect_right(changes_until(local.year), local, key=lambda change: change[0])
        offset = changes_until(local.year)[past - 1][1] if past else known[0].before
        return (local - offset).replace(tzinfo=UTC)

    return to_utc
