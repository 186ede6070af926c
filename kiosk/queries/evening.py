"""What happened that day, in numbers that say how many they are made of (REQUIREMENTS E06, E15, E27, E33, C21; complaint Q)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from ..config import Settings
from ..domain.concern import may_read
from ..domain.feedback import counted, tally
from ..domain.forecast import quantile
from ..domain.journey import TAKEOVER, Stay, Wait, stays
from ..domain.moods import CUSTOMER
from ..domain.noting import MOODS
from ..domain.staff import Staff
from ..domain.visit import Mood
from ..hours import midnight
from ..house import House
from ..kinds import CONCERNS, FEEDBACK, TURNS
from ..records import dataclass
from ..store import Store
from ..studio import Stage
from .faces import Face, face
from .feedback import OfStage, of_stage
from .replay import Day, Told, late_by, read_day
from .wishes import Counts, Wishes, wishes, wishes_in

HIGH = 0.8


@dataclass(frozen=True, slots=True)
class Spread:
    """In seconds: half of them took no longer than `median`, four in five no longer than `high`. Of these `n`, `running` are not
    over and count as long as they are by now."""

    median: int
    high: int
    n: int
    running: int


@dataclass(frozen=True, slots=True)
class OfMood:
    """How a party was in a stage: (mood, how often), and how many of the words were the parties' own."""

    counts: tuple[tuple[str, int], ...]
    n: int
    own: int


@dataclass(frozen=True, slots=True)
class Row:
    """One stage. `on_target` of `decided` stays kept within the target; a running one counts there once it has missed it.
    `taps` is how long after the act somebody said that they have the party (feature 10)."""

    stage: str
    target_seconds: int
    dwell: Spread | None
    waits: Spread | None
    on_target: int
    decided: int
    taps: Spread | None
    moods: OfMood
    concerns: int


@dataclass(frozen=True, slots=True)
class LateTake:
    """A party was somebody's for `seconds` before they said so, or somebody stepped in (`is_takeover`) and said why."""

    at: datetime
    visit: int
    title: str
    stage: str
    holder: Face
    seconds: int
    is_takeover: bool
    reason: str


@dataclass(frozen=True, slots=True)
class WalkIn:
    """One turn of the rota; without a party it was passed over, for that reason."""

    at: datetime
    who: Face
    visit: int | None
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One stage as its guests touched it, and what became of the wishes of those who were there (E02)."""

    faces: OfStage
    wishes: Counts


@dataclass(frozen=True, slots=True)
class Evening:
    """`parties` came and had `people`; `here` of them have not left. `answers` and `bursts` are of the feedback station."""

    day: Day
    parties: int
    people: int
    here: int
    rows: tuple[Row, ...]
    late: tuple[LateTake, ...]
    satisfaction: tuple[Gap, ...]
    answers: int
    bursts: int
    wishes: Wishes
    walk_ins: tuple[WalkIn, ...]


def evening(store: Store, settings: Settings, on: date, reader: Staff | None) -> Evening:
    """That day in numbers. Reads the file: run it outside the serving loop."""
    day, house = read_day(store, settings, on, reader), store.house
    whole = [told for told in day.told if told.visit.part_of is None]
    visits = [told.visit for told in whole]
    concerns = _concerns(store, [told.visit.id for told in day.told], reader.id if reader else None, day.now)
    answers = [FEEDBACK.adapter.validate_json(body) for body in _bodies(store, "feedback", on)]
    good = counted(answers)
    counts = tally(good)
    begins = midnight(settings, on)
    return Evening(
        day=day,
        parties=len(whole),
        people=sum(told.visit.size for told in whole),
        here=sum(told.visit.ended_at is None for told in whole),
        rows=tuple(_row(stage, day, begins, concerns) for stage in settings.stages),
        late=tuple(sorted((one for told in day.told for one in _late(told, house)), key=lambda one: one.at)),
        satisfaction=tuple(
            Gap(of_stage(stage.key, of), wishes_in(visits, stage.key))
            for stage in settings.stages
            if (of := counts.get(stage.key))
        ),
        answers=len(good),
        bursts=sum(one.is_burst for one in answers),
        wishes=wishes(house, visits),
        walk_ins=_walk_ins(store, day, on),
    )


def spread(seconds: Iterable[int], running: int) -> Spread | None:
    """None where there is nothing to count."""
    ordered = sorted(seconds)
    if not ordered:
        return None
    return Spread(round(quantile(ordered, 0.5)), round(quantile(ordered, HIGH)), len(ordered), running)


def _row(stage: Stage, day: Day, begins: datetime, concerns: Counter[str]) -> Row:
    """Parts are left out of the stays, for their party's is counted; their waits are waits like any other."""
    found = [
        stay
        for told in day.told
        if told.visit.part_of is None
        for stay in stays(told.visit)
        if stay.stage == stage.key and stay.start >= begins
    ]
    kept = [_kept_target(stay, stage, day.last) for stay in found]
    waits = [
        wait for told in day.told for wait in told.journey.waits if wait.stage == stage.key and wait.start >= begins
    ]
    legs = [leg for told in day.told for leg, _ in told.walked if leg.stage == stage.key and leg.started_at >= begins]
    return Row(
        stage=stage.key,
        target_seconds=stage.target_seconds,
        dwell=spread((stay.seconds(day.last) for stay in found), sum(stay.end is None for stay in found)),
        waits=spread((_waited(wait, day.last) for wait in waits), sum(wait.end is None for wait in waits)),
        on_target=sum(one is True for one in kept),
        decided=sum(one is not None for one in kept),
        taps=spread((leg.late_tap for leg in legs), running=0),
        moods=of_mood(
            mood for told in day.told for mood in told.moods if mood.stage == stage.key and mood.at >= begins
        ),
        concerns=concerns[stage.key],
    )


def _kept_target(stay: Stay, stage: Stage, now: datetime) -> bool | None:
    """None: nobody knows yet."""
    if stay.seconds(now) > stage.target_seconds:
        return False
    return None if stay.end is None else True


def _waited(wait: Wait, now: datetime) -> int:
    return max(0, int(((wait.end or now) - wait.start).total_seconds()))


def of_mood(moods: Iterable[Mood]) -> OfMood:
    found = list(moods)
    counts = Counter(mood.mood for mood in found)
    return OfMood(tuple((mood, counts[mood]) for mood in MOODS), len(found), sum(mood.by == CUSTOMER for mood in found))


def _late(told: Told, house: House) -> Iterable[LateTake]:
    for leg, taking in told.walked:
        is_takeover = taking.how == TAKEOVER
        if is_takeover or late_by(leg):
            who = face(house, leg.holder)
            visit = told.visit
            yield LateTake(
                taking.told_at, visit.id, visit.title, leg.stage, who, leg.late_tap, is_takeover, taking.reason
            )


def _walk_ins(store: Store, day: Day, on: date) -> tuple[WalkIn, ...]:
    titles = {told.visit.id: told.visit.title for told in day.told}
    turns = [TURNS.adapter.validate_json(body) for body in _bodies(store, "turn", on)]
    return tuple(
        WalkIn(turn.at, face(store.house, turn.staff), turn.visit, titles.get(turn.visit or 0, ""), turn.reason)
        for turn in sorted(turns, key=lambda turn: turn.at)
    )


def _concerns(store: Store, visits: list[int], reader: str | None, now: datetime) -> Counter[str]:
    """Of each stage, what was not right there; what the party itself took back is not counted, nor what this reader may not
    read yet."""
    sql = "SELECT visit, body FROM concern WHERE visit BETWEEN :first AND :last"
    rows = store.reader().execute(sql, {"first": min(visits, default=0), "last": max(visits, default=0)})
    known = set(visits)
    found = [CONCERNS.adapter.validate_json(row["body"]) for row in rows if row["visit"] in known]
    return Counter(one.stage for one in found if one.withdrawn_at is None and may_read(one, reader, store.untold_from))


def _bodies(store: Store, table: str, on: date) -> list[str]:
    rows = store.reader().execute(f"SELECT body FROM {table} WHERE on_date = :on ORDER BY id", {"on": on.isoformat()})
    return [row["body"] for row in rows]
