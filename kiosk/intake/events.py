"""One VEVENT: its times in UTC, its texts, and which version of which event it is. The grammar is icalendar's."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from ..domain.words import N_
from ..records import dataclass
from .calendar_lines import Component, Line
from .drafts import Refused
from .moments import FIRST_YEAR, LAST_YEAR, checked_end
from .rows import Conventions
from .values import check_length, shown, unreadable
from .zones import ToUtc, by_name

_LONGEST_TEXT = 50_000
_LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Moment:
    """A time by some local clock (naive) and the way from that clock to UTC."""

    local: datetime
    to_utc: ToUtc

    @cached_property
    def utc(self) -> datetime:
        return self.to_utc(self.local)


@dataclass(frozen=True)
class Event:
    """`zones` are those of its calendar, `method` is its calendar's METHOD. Reading a property raises `Refused`."""

    part: Component
    zones: Mapping[str, ToUtc]
    method: str
    conventions: Conventions

    @property
    def line(self) -> int:
        return self.part.line

    @property
    def uid(self) -> str:
        return self.text("UID").strip()

    @property
    def is_cancelled(self) -> bool | None:
        """None where the calendar does not say."""
        status = self.text("STATUS").strip().upper()
        return True if self.method == "CANCEL" or status == "CANCELLED" else (False if status else None)

    @property
    def version(self) -> tuple[int, str, str]:
        """Of two versions of an event the greater one is the newer."""
        sequence = self.text("SEQUENCE").strip()
        number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0
        return number, self.text("LAST-MODIFIED"), self.text("DTSTAMP")

    @cached_property
    def recurrence(self) -> datetime | None:
        """For a changed date of a repeating event: which date it was, in UTC."""
        lines = self.part.all("RECURRENCE-ID")
        return self.timed(lines[0]).utc if lines else None

    @property
    def changes_later_dates(self) -> bool:
        """Does a changed date of a repeating event change all later ones as well?"""
        return any("RANGE" in _parts(line)[0] for line in self.part.all("RECURRENCE-ID"))

    @property
    def repeats(self) -> bool:
        return bool(self.part.all("RRULE") or self.part.all("RDATE"))

    @cached_property
    def start(self) -> Moment:
        lines = self.part.all("DTSTART")
        if not lines:
            raise Refused("start", N_("The day and time are missing."))
        return self.timed(lines[0])

    @property
    def length(self) -> timedelta | None:
        """None for an event without an end."""
        ends, durations = self.part.all("DTEND"), self.part.all("DURATION")
        if ends:
            length = self.timed(ends[0]).utc - self.start.utc
        elif durations:
            length = _duration(durations[0])
        else:
            return None
        if abs(length) > _LONGEST:
            raise Refused("end", N_("The event lasts longer than a year."))
        checked_end(self.start.utc, self.start.utc + length)
        return length or None

    def text(self, name: str) -> str:
        """The first property of that name, unescaped; '' if there is none."""
        lines = self.part.all(name)
        return _parts(lines[0], is_text=True)[1] if lines else ""

    def timed(self, line: Line) -> Moment:
        """The time of day of a property; a whole day is refused, as a booking needs a time."""
        moments = self.moments(line)
        if len(moments) != 1:
            raise _unreadable(line)
        return moments[0]

    def moments(self, line: Line) -> list[Moment]:
        """All times of a property such as RDATE."""
        params, value = _parts(line)
        return [self._moment(text, params, line) for text in value.split(",") if text.strip()]

    @cached_property
    def left_out(self) -> frozenset[datetime | str]:
        """The dates struck out of a series: times in UTC, and days as `20261123`, as some programs write them."""
        found: set[datetime | str] = set()
        for line in self.part.all("EXDATE"):
            params, value = _parts(line)
            for text in filter(None, map(str.strip, value.split(","))):
                found.add(text if re.fullmatch(r"[0-9]{8}", text) else self._moment(text, params, line).utc)
        return frozenset(found)

    def _moment(self, text: str, params: Mapping[str, Any], line: Line) -> Moment:
        from icalendar.prop import vDDDTypes

        try:
            written = vDDDTypes.from_ical(text.strip().upper())  # type: ignore[no-untyped-call]
        except ValueError:
            raise _unreadable(line) from None
        moment = written[0] if isinstance(written, tuple) else written
        if isinstance(moment, date) and not isinstance(moment, datetime):
            raise Refused("all_day", N_("The event lasts all day; a booking needs a time."))
        if not isinstance(moment, datetime) or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise _unreadable(line)
        return Moment(moment.replace(tzinfo=None), _as_utc if moment.tzinfo else self._zone(params))

    def _zone(self, params: Mapping[str, Any]) -> ToUtc:
        """A time without a zone is meant in the studio's own."""
        name = str(params.get("TZID", ""))
        if not name:
            return lambda local: local.replace(tzinfo=self.conventions.zone).astimezone(UTC)
        zone = self.zones.get(name) or by_name(name)
        if zone is None:
            raise Refused(
                "zone", N_("The time zone “{zone}” is not known, so the hour is uncertain."), zone=shown(name)
            )
        return zone


def _as_utc(local: datetime) -> datetime:
    return local.replace(tzinfo=UTC)


def _unreadable(line: Line) -> Refused:
    value = shown(line.text.partition(":")[2])
    return Refused("start", N_("“{value}” is not a day and time that can be read."), value=value)


def _duration(line: Line) -> timedelta:
    from icalendar.prop import vDuration

    try:
        length = vDuration.from_ical(_parts(line)[1].strip().upper())  # type: ignore[no-untyped-call]
    except ValueError:
        raise _unreadable(line) from None
    assert isinstance(length, timedelta)
    return length


def _parts(line: Line, is_text: bool = False) -> tuple[Mapping[str, Any], str]:
    """Parameters and value of a content line; the value unescaped if it is a text."""
    from icalendar.parser import Contentline, unescape_backslash

    check_length(line.text, _LONGEST_TEXT)
    if line.text.startswith(f"{line.name}:"):
        value = line.text[len(line.name) + 1 :]
        return {}, str(unescape_backslash(value)) if is_text else value
    content = Contentline(line.text)  # type: ignore[no-untyped-call]
    try:
        _, params, value = content.parts() if is_text else content.raw_parts()
    except ValueError:
        raise unreadable(line.text) from None
    return params, value
