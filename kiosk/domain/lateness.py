"""Who will probably start late today, from how today really goes (REQUIREMENTS D07, D23).

What is meant counts from the agreed time by each stage's usual length; what will be, from where everybody is now by today's
pace. Nothing here knows what time it is: who stays longer than predicted is seen to by whoever looks at the clock.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from ..records import dataclass
from .room import pace
from .sheet import FAREWELL, PlannedLeg
from .visit import Visit

# A start that is less late than this is none that anybody has to be told.
WORTH_TELLING = timedelta(minutes=10)
NO_TIME = timedelta(0)
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tempo:
    """How long a stay in each stage is meant to take, and how long it takes today."""

    usual: Mapping[str, timedelta]
    today: Mapping[str, timedelta]

    def meant(self, legs: Iterable[PlannedLeg]) -> timedelta:
        return sum((self.usual.get(leg.stage, NO_TIME) for leg in legs), NO_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One party's day: its `plan` from the agreed `starts_at` on, what of it is still `ahead`, and since when it is in
    `stage` (None while it has not come). `needs` are by stage the people and rooms that nobody else can have meanwhile."""

    number: int
    starts_at: datetime
    plan: tuple[PlannedLeg, ...]
    ahead: tuple[PlannedLeg, ...]
    stage: str = ""
    since: datetime | None = None
    needs: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Start:
    """A stay in `stage` was meant to begin at `due` and will at about `at`: once the party `after` is done, which may be the
    same party."""

    stage: str
    due: datetime
    at: datetime
    after: int


@dataclass(frozen=True, slots=True)
class _Stay:
    """`needs` as in Course, for this one stay."""

    number: int
    needs: frozenset[str]
    meant_until: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class _Busy:
    """One person or room: who has them last of those that were `meant_until` a moment or before, and who of another party. So
    nobody's day has to be compared with everybody's: a board asks after every tap."""

    meant_until: tuple[datetime, ...]
    lasts: tuple[tuple[_Stay, _Stay | None], ...]

    @classmethod
    def with_(cls, ordered: Sequence[_Stay]) -> "_Busy":
        first, other = ordered[0], None
        lasts: list[tuple[_Stay, _Stay | None]] = []
        for stay in ordered:
            if stay.until > first.until:
                first, other = stay, first if first.number != stay.number else other
            elif stay.number != first.number and (other is None or stay.until > other.until):
                other = stay
            lasts.append((first, other))
        return cls(tuple(stay.meant_until for stay in ordered), tuple(lasts))

    def last(self, due: datetime, but: int) -> _Stay | None:
        place = bisect_right(self.meant_until, due)
        if not place:
            return None
        first, other = self.lasts[place - 1]
        return first if first.number != but else other


def tempo(usual: Mapping[str, timedelta], visits: Sequence[Visit]) -> Tempo:
    """Today's pace in each stage, told by today's visits."""
    return Tempo(usual, {stage: length * pace(visits, stage, length) for stage, length in usual.items()})


def next_starts(courses: Sequence[Course], going: Tempo) -> dict[int, Start]:
    """By number, for a party in the house its next stay; for one still expected the stay that others make latest, if any do.
    Nothing where nothing is to begin, or where nobody can tell."""
    busy = _busy([stay for course in courses for stay in _stays(course, going)])
    found = {course.number: _next_start(course, busy, going) for course in courses}
    return {number: start for number, start in found.items() if start}


def _next_start(mine: Course, busy: Mapping[str, _Busy], going: Tempo) -> Start | None:
    dues = [mine.starts_at]
    for leg in mine.plan:
        dues.append(dues[-1] + going.usual.get(leg.stage, NO_TIME))
    if mine.since is None:
        starts = [
            one
            for leg, due in zip(mine.plan, dues, strict=False)
            if (one := _behind_others(mine, leg.stage, due, busy))
        ]
        return max(starts, key=lambda one: one.at - one.due, default=None)
    if not mine.ahead or mine.ahead[0].stage == FAREWELL:
        return None
    place = len(mine.plan) - len(mine.ahead)
    own = Start(mine.ahead[0].stage, dues[place], next(_stays(mine, going)).until, mine.number)
    held_up = _behind_others(mine, own.stage, own.due, busy)
    return held_up if held_up and held_up.at > own.at else own


def is_worth_telling(start: Start) -> bool:
    return start.at - start.due >= WORTH_TELLING


def _behind_others(mine: Course, stage: str, due: datetime, busy: Mapping[str, _Busy]) -> Start | None:
    """When the people and rooms of this leg are free of everybody who was meant to be done with them by then. Who was meant
    to have them later, or in turn, is in nobody's way."""
    wanted = mine.needs.get(stage, NOBODY)
    in_the_way = [stay for need in wanted if need in busy and (stay := busy[need].last(due, but=mine.number))]
    last = max(in_the_way, key=lambda stay: (stay.until, stay.number), default=None)
    return Start(stage, due, last.until, last.number) if last else None


def _busy(stays: Iterable[_Stay]) -> dict[str, _Busy]:
    by_need: dict[str, list[_Stay]] = {}
    for stay in sorted(stays, key=lambda one: one.meant_until):
        for need in stay.needs:
            by_need.setdefault(need, []).append(stay)
    return {need: _Busy.with_(ordered) for need, ordered in by_need.items()}


def _stays(course: Course, going: Tempo) -> Iterator[_Stay]:
    """The present stay and those ahead that anybody else could wait for: until when each was meant to last, and will."""
    if course.since is None:
        return
    meant = course.starts_at + going.meant(course.plan[: len(course.plan) - len(course.ahead)])
    until = course.since + going.today.get(course.stage, NO_TIME)
    yield _stay(course, course.stage, meant, until)
    for leg in course.ahead:
        meant += going.usual.get(leg.stage, NO_TIME)
        until += going.today.get(leg.stage, NO_TIME)
        if leg.stage in course.needs:
            yield _stay(course, leg.stage, meant, until)


def _stay(course: Course, stage: str, meant: datetime, until: datetime) -> _Stay:
    return _Stay(course.number, course.needs.get(stage, NOBODY), meant, until)
