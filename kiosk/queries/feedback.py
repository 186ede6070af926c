"""What guests touched at the feedback station, by stage, with the number of answers beside every share (E33, complaint N)."""

from datetime import date, timedelta

from ..domain.feedback import Feedback, counted, tally
from ..kinds import FEEDBACK
from ..records import dataclass
from ..store import Store

NEWEST_WORDS = 30


@dataclass(frozen=True, slots=True)
class OfStage:
    """The answers for one stage; `counts` are (face, how often), `answers` their sum."""

    stage: str
    counts: tuple[tuple[str, int], ...]
    answers: int


@dataclass(frozen=True, slots=True)
class Results:
    """`answers` counts people, `bursts` the answers that were set apart."""

    first: date
    last: date
    stages: tuple[OfStage, ...]
    answers: int
    bursts: int
    words: tuple[Feedback, ...]


def results(store: Store, stages: tuple[str, ...], days: int) -> Results:
    """The last `days` days, today included; stages without an answer stand there with none."""
    last = store.house.today
    first = last - timedelta(days=days - 1)
    rows = store.reader().execute("SELECT body FROM feedback WHERE on_date >= :first", {"first": first.isoformat()})
    answers = [FEEDBACK.adapter.validate_json(row["body"]) for row in rows]
    good = counted(answers)
    counts = tally(good)
    spoken = sorted((one for one in good if one.words or one.name), key=lambda one: one.at, reverse=True)
    return Results(
        first=first,
        last=last,
        stages=tuple(of_stage(stage, counts.get(stage, {})) for stage in stages),
        answers=len(good),
        bursts=sum(one.is_burst for one in answers),
        words=tuple(spoken[:NEWEST_WORDS]),
    )


def of_stage(stage: str, counts: dict[str, int]) -> OfStage:
    return OfStage(stage, tuple(counts.items()), sum(counts.values()))
