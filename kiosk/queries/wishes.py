"""What became of a day's wishes: how many were kept, which were not and why, and how that stands stage by stage beside the
faces (feature 9, REQUIREMENTS E02)."""

from collections.abc import Iterable

from ..domain.visit import Became, Visit
from ..domain.wish import NO, PARTLY, YES, counted
from ..house import House
from ..records import dataclass
from .faces import Face, face


@dataclass(frozen=True, slots=True)
class Counts:
    """(outcome, how often) of `n` wishes."""

    counts: tuple[tuple[str, int], ...]
    n: int

    @property
    def kept(self) -> int:
        return dict(self.counts)[YES]

    @property
    def answered(self) -> int:
        return sum(count for outcome, count in self.counts if outcome in (YES, PARTLY, NO))


@dataclass(frozen=True, slots=True)
class Missed:
    """A wish that was not, or only partly, kept; `host` answers for the party."""

    visit: int
    title: str
    host: Face
    wish: str
    became: Became


@dataclass(frozen=True, slots=True)
class Wishes:
    all: Counts
    missed: tuple[Missed, ...]


def wishes(house: House, visits: Iterable[Visit]) -> Wishes:
    known = list(visits)
    missed = (
        Missed(visit.id, visit.title, face(house, visit.host), visit.wish, visit.became)
        for visit in known
        if visit.part_of is None and visit.became and visit.became.answer != YES
    )
    return Wishes(_counts(known), tuple(missed))


def wishes_in(visits: Iterable[Visit], stage: str) -> Counts:
    """Of those who were in that stage, what became of their wishes."""
    return _counts(visit for visit in visits if any(leg.stage == stage for leg in visit.legs))


def _counts(visits: Iterable[Visit]) -> Counts:
    counts = counted(visits)
    return Counts(counts, sum(count for _, count in counts))
