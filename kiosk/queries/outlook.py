"""From how long things took to when they will be over: moments, so that what a page shows never depends on when it was made."""

from datetime import datetime, timedelta, tzinfo

from ..domain.forecast import Range
from ..domain.sheet import PlannedLeg
from ..domain.visit import Visit
from ..hours import clock
from ..records import dataclass
from .faces import ms
from .history import Weeks

STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Over between these two moments: in ms for the script, and as HH:MM, rounded outwards to five minutes, for a browser
    without one. `visits` says how many visits tell it."""

    low_at: int
    high_at: int
    low: str
    high: str
    visits: int


def until_the_next(past: Weeks, visit: Visit) -> Outlook | None:
    """When the present stay ends."""
    return _from(visit.since, past.stay(visit.stage), past.zone)


def until_the_end(past: Weeks, visit: Visit) -> Outlook | None:
    """When the party's day ends: the present stay and every leg of the plan after it."""
    return _from(visit.since, past.way((PlannedLeg(visit.stage), *visit.ahead)), past.zone)


def _from(since: datetime, length: Range | None, zone: tzinfo) -> Outlook | None:
    if length is None:
        return None
    low, high = since + timedelta(seconds=length.low), since + timedelta(seconds=length.high)
    return Outlook(ms(low), ms(high), clock(_before(low), zone), clock(_before(high) + STEP, zone), length.visits)


def _before(moment: datetime) -> datetime:
    """The last full five minutes; on the clock of any time zone."""
    return moment - timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
