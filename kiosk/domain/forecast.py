"""How much longer? An honest range from what this studio's own visits took, or no answer at all (REQUIREMENTS feature 7).

A range covers three visits in four, whatever the number of visits it was made of: between the first and the last of eight
equal parts of the past. (The parts are cut so that the next visit, too, falls into each of them with one chance in eight.)
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from ..records import dataclass
from .sheet import PlannedLeg
from .visit import Leg

FEWEST = 8
LOW, HIGH = 1 / 8, 7 / 8
# A shorter stay is a wrong tap put right, not a stay.
SHORTEST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high` seconds, told by `visits` of the past."""

    low: int
    high: int
    visits: int


@dataclass(frozen=True, slots=True)
class Past:
    """One visit of the past: the seconds of each stay, by stage."""

    stays: tuple[tuple[str, tuple[int, ...]], ...]

    def mean(self, stage: str) -> float | None:
        of_stage = next((seconds for key, seconds in self.stays if key == stage), ())
        return sum(of_stage) / len(of_stage) if of_stage else None


History = tuple[Past, ...]


def past_of(legs: Iterable[Leg]) -> Past:
    """What the walked legs of a visit say about durations."""
    stays: dict[str, list[int]] = {}
    for leg in legs:
        if leg.ended_at and leg.ended_at - leg.started_at >= SHORTEST:
            stays.setdefault(leg.stage, []).append(int((leg.ended_at - leg.started_at).total_seconds()))
    return Past(tuple((stage, tuple(seconds)) for stage, seconds in stays.items()))


def stay(history: History, stage: str) -> Range | None:
    """How long one stay in `stage` takes; None while too few visits tell."""
    means = [one.mean(stage) for one in history]
    seconds = [length for one in history for key, lengths in one.stays if key == stage for length in lengths]
    visits = sum(mean is not None for mean in means)
    return _range(seconds, visits)


def usual(history: History, stage: str) -> int | None:
    """The seconds that half of all stays in `stage` stay below; None while too few visits tell."""
    if sum(one.mean(stage) is not None for one in history) < FEWEST:
        return None
    return int(
        quantile(sorted(length for one in history for key, all_ in one.stays if key == stage for length in all_), 0.5)
    )


def way(history: History, legs: Iterable[PlannedLeg]) -> Range | None:
    """How long all of `legs` take, one after the other. Each visit of the past that knew every one of these stages tells what
    they would have taken it: who is slow in one stage is slow in the next, so ranges of stages must not be added up."""
    stages = [leg.stage for leg in legs]
    totals = [total for one in history if (total := _total(one, stages)) is not None]
    return _range(totals, len(totals))


def _total(one: Past, stages: Sequence[str]) -> float | None:
    lengths = [one.mean(stage) for stage in stages]
    known = [length for length in lengths if length is not None]
    return sum(known) if stages and len(known) == len(lengths) else None


def _range(seconds: Sequence[float], visits: int) -> Range | None:
    if visits < FEWEST:
        return None
    ordered = sorted(seconds)
    return Range(int(quantile(ordered, LOW)), int(-(-quantile(ordered, HIGH) // 1)), visits)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which the next one lies with a chance of `share`: the k-th of n stands for k / (n + 1), between two
    neighbours in a straight line; outside of what was seen, the outermost."""
    place = share * (len(ordered) + 1) - 1
    below = max(0, min(len(ordered) - 1, int(place // 1)))
    above = min(len(ordered) - 1, below + 1)
    part = max(0.0, min(1.0, place - below))
    return ordered[below] + (ordered[above] - ordered[below]) * part
