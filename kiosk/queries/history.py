"""How long stays took in the last weeks, read once a day and never while a screen waits (REQUIREMENTS feature 7).

Visits of earlier days do not change, so a day's first page reads them, outside the serving loop; announcements only look at
what is known already.
"""

from datetime import UTC, date, timedelta, tzinfo
from functools import lru_cache
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter

from ..domain.forecast import History, Range, past_of, stay, usual, way
from ..domain.sheet import PlannedLeg
from ..domain.visit import Leg
from ..floor import Floor
from ..records import dataclass
from ..store import Store

DAYS = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class _Walked:
    """All that a row is read for."""

    legs: tuple[Leg, ...]


@dataclass(frozen=True, eq=False)
class Weeks:
    """The weeks before a day, in the studio's time zone. What they tell is worked out once, for every page asks the same."""

    before: date
    zone: tzinfo
    visits: History = ()

    @lru_cache(maxsize=256)  # noqa: B019 - a day's weeks are few, and the next day's take their place
    def stay(self, stage: str) -> Range | None:
        return stay(self.visits, stage)

    @lru_cache(maxsize=256)  # noqa: B019
    def usual(self, stage: str) -> int | None:
        return usual(self.visits, stage)

    @lru_cache(maxsize=256)  # noqa: B019
    def way(self, legs: tuple[PlannedLeg, ...]) -> Range | None:
        return way(self.visits, legs)


NOTHING = Weeks(date.min, UTC)
_known: WeakKeyDictionary[Store, Weeks] = WeakKeyDictionary()


def history(store: Store) -> Weeks:
    """What is known already; nothing before the first page of the first day."""
    return _known.get(store, NOTHING)


def remember(one: Floor) -> None:
    """Read the weeks before today, unless that was done today."""
    today = one.store.house.today
    if history(one.store).before != today:
        _known[one.store] = Weeks(today, one.settings.zone, one.engine.run_native(_read, one.store, today))


def _read(store: Store, today: date) -> History:
    sql = "SELECT body FROM visit WHERE on_date >= :first AND on_date < :today AND NOT is_open"
    days = {"first": (today - DAYS).isoformat(), "today": today.isoformat()}
    walked = TypeAdapter(_Walked)
    return tuple(past_of(walked.validate_json(row["body"]).legs) for row in store.reader().execute(sql, days))
