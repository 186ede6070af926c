"""By which day what lacks has to be there, and how a promise pulls that day in (REQUIREMENTS C37-C39)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo

from ..records import dataclass
from . import refusals as r
from .left_to import People, left_until
from .readiness import PRESSING, Check, Readiness
from .words import N_

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePulledIn:
    """A delay was apologised for: all that lacks is due sooner than it `was`."""

    number: int
    was: date
    due_on: date
    by: str


class NotSooner(r.Refusal):
    code, status = "not_sooner", 422
    message = N_("A promise brings the day forward: not before today, and not after {due_on}.")


def by_rule(comes_on: date, found_on: date) -> date:
    """What is found to lack is due the next day, yet not before the eve of their coming and never after they have come. Two
    days ahead, when it is first looked at, both are the same day (C38)."""
    return min(max(comes_on - A_DAY, found_on + A_DAY), comes_on)


def due_on(known: Readiness, check: Check, starts_at: datetime, zone: tzinfo) -> date:
    """When this lack is due: as the rule says, or sooner, as was promised. A booking that has moved away takes the promised day
    along; what began to lack after that day was not meant by it."""
    found_on = (check.since or starts_at).astimezone(zone).date()
    rule = by_rule(starts_at.astimezone(zone).date(), found_on)
    return min(rule, known.due_on) if known.due_on and known.due_on >= found_on else rule


def all_due_on(known: Readiness, starts_at: datetime, zone: tzinfo) -> date | None:
    """The day on which nothing may lack any more; None where nothing does."""
    return max(_each(known, starts_at, zone), default=None)


def past_due_at(known: Readiness, check: Check, starts_at: datetime, zone: tzinfo) -> datetime:
    """The midnight at which the day is over."""
    return datetime.combine(due_on(known, check, starts_at, zone) + A_DAY, time(), zone)


def back_at(known: Readiness, starts_at: datetime, zone: tzinfo, people: People) -> dict[str, datetime]:
    """When each lack that somebody took reaches everybody again, by its part: not before it is past due, or presses."""
    found = {}
    for check in known.lacks:
        taking = known.taking_of(check)
        presses_at = min(past_due_at(known, check, starts_at, zone), starts_at - PRESSING)
        back = left_until(taking.by, taking.at or taking.since, people, presses_at) if taking else None
        if back:
            found[check.part] = back
    return found


def a_day_sooner(known: Readiness, starts_at: datetime, zone: tzinfo, today: date) -> date | None:
    """What a promise means that names no day: one sooner than the rule's, not than an earlier promise's, so that a second
    apology does not push the house again. None where there is no sooner day left."""
    was = all_due_on(known, starts_at, zone)
    rule = all_due_on(replace(known, due_on=None), starts_at, zone)
    if was is None or rule is None or was <= today:
        return None
    return max(min(was, rule - A_DAY), today)


def pulled_in(known: Readiness, starts_at: datetime, zone: tzinfo, today: date, wanted: date | None) -> date | None:
    """The day that a promise pulls it in to; None where it stays as it was, or all has come meanwhile."""
    was = all_due_on(known, starts_at, zone)
    if was is None:
        return None
    if wanted and not today <= wanted <= max(was, today):
        raise NotSooner(due_on=max(was, today).isoformat())
    due = wanted or a_day_sooner(known, starts_at, zone, today)
    return due if due and due < was else None


def _each(known: Readiness, starts_at: datetime, zone: tzinfo) -> Iterator[date]:
    return (due_on(known, check, starts_at, zone) for check in known.lacks)
