"""The dates of a repeating event (RFC 5545, RRULE), day by day, never without end.

Only what calendars offer people is understood: every n days, weeks, months or years, on certain weekdays, days or
months.
"""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from ..records import dataclass

_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# A counted rule has to be followed from its first day; older ones are refused to keep reading quick.
_OLDEST_COUNTED = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Rule:
    """`weekdays` are (ordinal, 0 for every; weekday, 0 for Monday); `until` is as written: a day, a naive or a UTC
    time."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def read_rule(text: str) -> Rule:
    """Raises ValueError for a rule that is broken or of a sort that is not understood."""
    from icalendar.prop import vRecur

    parts: dict[str, Any] = dict(vRecur.from_ical(text.strip()))
    frequency = str(parts.get("FREQ", [""])[0]).upper()
    interval = int(parts.get("INTERVAL", [1])[0])
    if frequency not in _FREQUENCIES or interval < 1 or parts.keys() - _KNOWN:
        raise ValueError("not a rule that is understood")
    return Rule(
        frequency=frequency,
        interval=interval,
        count=int(parts["COUNT"][0]) if "COUNT" in parts else None,
        until=parts["UNTIL"][0] if "UNTIL" in parts else None,
        weekdays=tuple((int(day.relative or 0), _WEEKDAYS.index(str(day.weekday))) for day in parts.get("BYDAY", ())),
        days=frozenset(map(int, parts.get("BYMONTHDAY", ()))),
        months=frozenset(map(int, parts.get("BYMONTH", ()))),
        positions=tuple(map(int, parts.get("BYSETPOS", ()))),
        week_start=_WEEKDAYS.index(str(parts["WKST"][0])) if "WKST" in parts else 0,
    )


def dates(rule: Rule, start: date, first: date, last: date) -> Iterator[date]:
    """The rule's dates from `first` to `last` for an event that starts on `start`, its own date among them only if
    the rule says so. Raises ValueError where counting would have to begin too long ago."""
    if rule.count is None:
        return (day for day in _all_dates(rule, start, max(first, start), last) if day >= first)
    if first - start > _OLDEST_COUNTED:
        raise ValueError("counted from too long ago")
    return (day for day in islice(_all_dates(rule, start, start, last), rule.count) if day >= first)


def _all_dates(rule: Rule, start: date, skip_to: date, last: date) -> Iterator[date]:
    period = _period_of(rule, start, skip_to)
    while True:
        days = _days_of_period(rule, start, period)
        if not days or days[0] > last:
            return
        matching = [day for day in days if _matches(rule, start, day)]
        for day in _at_positions(matching, rule.positions):
            if start <= day <= last:
                yield day
        period += 1


def _period_of(rule: Rule, start: date, day: date) -> int:
    """How many steps of the rule lie between its start and `day`, so that years gone by need no walking through."""
    distance = {
        "DAILY": (day - start).days,
        "WEEKLY": (day - start).days // 7,
        "MONTHLY": (day.year - start.year) * 12 + day.month - start.month,
        "YEARLY": day.year - start.year,
    }[rule.frequency]
    return max(distance // rule.interval - 1, 0)


def _days_of_period(rule: Rule, start: date, period: int) -> list[date]:
    """All days of the period that many steps after the one of `start`; none beyond the calendar's end."""
    steps = period * rule.interval
    try:
        if rule.frequency == "DAILY":
            return [start + timedelta(days=steps)]
        if rule.frequency == "WEEKLY":
            monday = start - timedelta(days=(start.weekday() - rule.week_start) % 7) + timedelta(weeks=steps)
            return [monday + timedelta(days=day) for day in range(7)]
        if rule.frequency == "MONTHLY":
            return _days_of_month(start.year + (start.month - 1 + steps) // 12, (start.month - 1 + steps) % 12 + 1)
        return [day for month in range(1, 13) for day in _days_of_month(start.year + steps, month)]
    except (ValueError, OverflowError):
        return []


def _days_of_month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def _matches(rule: Rule, start: date, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.days and not rule.days & {day.day, day.day - calendar.monthrange(day.year, day.month)[1] - 1}:
        return False
    if rule.weekdays:
        return any(_is_weekday(rule, day, ordinal, weekday) for ordinal, weekday in rule.weekdays)
    if rule.days or rule.frequency == "DAILY":
        return True
    if rule.frequency == "WEEKLY":
        return day.weekday() == start.weekday()
    return day.day == start.day and (rule.frequency == "MONTHLY" or bool(rule.months) or day.month == start.month)


def _is_weekday(rule: Rule, day: date, ordinal: int, weekday: int) -> bool:
    """`ordinal` counts within the month, or within the year for a yearly rule without months; below zero from its
    end."""
    if day.weekday() != weekday:
        return False
    if ordinal == 0 or rule.frequency in ("DAILY", "WEEKLY"):
        return True
    if rule.frequency == "YEARLY" and not rule.months:
        place, length = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    else:
        place, length = day.day, calendar.monthrange(day.year, day.month)[1]
    return ordinal == (place - 1) // 7 + 1 if ordinal > 0 else -ordinal == (length - place) // 7 + 1


def _at_positions(days: list[date], positions: tuple[int, ...]) -> list[date]:
    if not positions:
        return days
    places = {position - 1 if position > 0 else len(days) + position for position in positions}
    return [day for place, day in enumerate(days) if place in places]
