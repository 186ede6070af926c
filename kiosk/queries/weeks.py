"""The weeks before a day: how often each stage kept its target, and how the parties were there (REQUIREMENTS E06, E27)."""

from collections.abc import Iterable
from datetime import date, timedelta

from ..config import Settings
from ..domain.journey import stays
from ..domain.visit import Visit
from ..kinds import VISITS
from ..records import dataclass
from ..store import Store
from ..studio import Stage
from .evening import OfMood, of_mood

WEEKS = 4
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Share:
    """Of `n` stays that ended, `kept` were within the stage's present target."""

    kept: int
    n: int


@dataclass(frozen=True, slots=True)
class OfWeeks:
    """One stage: its share in each week, the newest last, and all faces of these weeks."""

    stage: str
    shares: tuple[Share, ...]
    moods: OfMood


@dataclass(frozen=True, slots=True)
class Weeks:
    """`first` are the days on which the weeks begin; `rows` only tell of stages in which somebody was."""

    first: tuple[date, ...]
    rows: tuple[OfWeeks, ...]


def weeks(store: Store, settings: Settings, on: date) -> Weeks:
    """The weeks that end the day before `on`: by then nobody's own word is hidden any more. Reads the file: run it outside the
    serving loop."""
    first = tuple(on - WEEK * ago for ago in range(WEEKS, 0, -1))
    sql = "SELECT body FROM visit WHERE on_date >= :first AND on_date < :on AND NOT is_open"
    rows = store.reader().execute(sql, {"first": first[0].isoformat(), "on": on.isoformat()})
    visits = [visit for row in rows if (visit := VISITS.adapter.validate_json(row["body"])).part_of is None]
    found = (_of(stage, first, visits) for stage in settings.stages)
    return Weeks(first, tuple(one for one in found if one.moods.n or any(share.n for share in one.shares)))


def _of(stage: Stage, first: tuple[date, ...], visits: list[Visit]) -> OfWeeks:
    moods = (mood for visit in visits for mood in visit.moods if mood.stage == stage.key)
    shares = (share(stage, (visit for visit in visits if day <= visit.on < day + WEEK)) for day in first)
    return OfWeeks(stage.key, tuple(shares), of_mood(moods))


def share(stage: Stage, visits: Iterable[Visit]) -> Share:
    """How many stays in that stage kept its target."""
    took = [
        (stay.end - stay.start).total_seconds()
        for visit in visits
        for stay in stays(visit)
        if stay.stage == stage.key and stay.end
    ]
    return Share(sum(seconds <= stage.target_seconds for seconds in took), len(took))
