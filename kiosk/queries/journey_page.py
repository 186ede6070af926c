"""One party's way as one picture, for the screen and for paper (REQUIREMENTS feature 3, B27, E15, E27)."""

from datetime import datetime, timedelta

from ..config import Settings
from ..domain.journey import GREETING, Wait
from ..domain.noting import MOODS
from ..domain.visit import Leg, Visit
from ..house import House
from ..kinds import VISITS
from ..records import dataclass
from ..store import Store
from .faces import Face, face
from .lanes import Lane, Scale, Words, faces, lane, said_by
from .replay import Told, late_by
from .ways import look_name


@dataclass(frozen=True, slots=True)
class Point:
    """A face on the mood line: `x` and `y` in per cent, glad at the top. `name` is '' for the party's own word."""

    mood: str
    x: float
    y: float
    at: datetime
    stage: str
    name: str
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """One leg. Lengths in seconds; `width`, `target` and `over` are per cent of the longest, for its bar. `waited` is how long
    the party waited for it, `how` and `reason` how it began, `late` by how much it was told late."""

    stage: str
    look: int
    look_name: str
    is_off_plan: bool
    holder: Face
    assistant: Face | None
    begins: datetime
    ends: datetime | None
    seconds: int
    target_seconds: int
    width: float
    target: float
    waited: int
    how: str
    reason: str
    late: int
    points: tuple[Point, ...]

    @property
    def is_over(self) -> bool:
        return self.seconds > self.target_seconds


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the party on a way of their own for a while."""

    visit: int
    title: str
    begins: datetime
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """`seconds` is the whole stay, `waited` all its waits together; `until` is now while the party is in the house."""

    visit: Visit
    host: Face
    until: datetime
    seconds: int
    waited: int
    lane: Lane
    faces: tuple[Face, ...]
    ticks: tuple[tuple[float, datetime], ...]
    rows: tuple[Row, ...]
    points: tuple[Point, ...]
    parts: tuple[Part, ...]
    last: Face
    left_out: tuple[tuple[str, str], ...]
    is_over: bool


def journey_page(store: Store, settings: Settings, told: Told, is_over: bool) -> Page:
    """In the language being spoken."""
    visit, house, now = told.visit, store.house, store.clock.now()
    until = visit.ended_at or max(now, visit.checked_in_at)
    scale = Scale(visit.checked_in_at, max(until, visit.checked_in_at + timedelta(minutes=1)))
    points = _points(told, scale, house)
    return Page(
        visit=visit,
        host=face(house, visit.host),
        until=until,
        seconds=int((until - visit.checked_in_at).total_seconds()),
        waited=sum(_length(wait.start, wait.end or until) for wait in told.journey.waits),
        lane=lane(told, scale, Words.of(house, settings)),
        faces=faces([told], house),
        ticks=scale.ticks(),
        rows=_rows(told, until, points, house, settings),
        points=points,
        parts=_parts(store, visit),
        last=face(house, visit.holder),
        left_out=told.journey.left_out,
        is_over=is_over,
    )


def _rows(told: Told, until: datetime, points: tuple[Point, ...], house: House, settings: Settings) -> tuple[Row, ...]:
    legs = told.visit.legs
    lengths = [_length(leg.started_at, leg.ended_at or until) for leg in legs]
    longest = max([*lengths, *(_target(leg, settings) for leg in legs), 1])
    by_leg: list[list[Point]] = [[] for _ in legs]
    for point in points:
        by_leg[_place(point, legs)].append(point)
    return tuple(
        _row(told, place, lengths[place], longest, tuple(by_leg[place]), house, settings) for place in range(len(legs))
    )


def _place(point: Point, legs: tuple[Leg, ...]) -> int:
    """The last leg in the face's own stage that had begun by then: a leg told late may have begun before it."""
    begun = [place for place, leg in enumerate(legs) if leg.started_at <= point.at]
    there = [place for place in begun if legs[place].stage == point.stage]
    return max(there or begun, default=0)


def _row(
    told: Told,
    place: int,
    seconds: int,
    longest: int,
    points: tuple[Point, ...],
    house: House,
    settings: Settings,
) -> Row:
    leg, taking = told.walked[place]
    target = _target(leg, settings)
    return Row(
        stage=leg.stage,
        look=leg.look,
        look_name=look_name(told.visit, leg.look),
        is_off_plan=leg.is_off_plan,
        holder=face(house, leg.holder),
        assistant=face(house, leg.assistant) if leg.assistant else None,
        begins=leg.started_at,
        ends=leg.ended_at,
        seconds=seconds,
        target_seconds=target,
        width=round(100 * seconds / longest, 2),
        target=round(100 * target / longest, 2),
        waited=sum(
            _length(wait.start, wait.end) for wait in told.journey.waits if wait.end and _is_for(wait, leg, told)
        ),
        how=taking.how,
        reason=taking.reason,
        late=late_by(leg),
        points=points,
    )


def _is_for(wait: Wait, leg: Leg, told: Told) -> bool:
    """A greeting belongs to the first leg; an offer to the one that it led to."""
    if wait.kind == GREETING:
        return leg is told.visit.legs[0]
    return wait.is_met and wait.end == leg.started_at


def _target(leg: Leg, settings: Settings) -> int:
    stage = settings.stage(leg.stage)
    return stage.target_seconds if stage else 0


def _length(start: datetime, end: datetime) -> int:
    return max(0, int((end - start).total_seconds()))


def _points(told: Told, scale: Scale, house: House) -> tuple[Point, ...]:
    step = 100 / len(MOODS)
    return tuple(
        Point(
            mood=mood.mood,
            x=scale.x(mood.at),
            y=round(step * (MOODS.index(mood.mood) + 0.5), 2),
            at=mood.at,
            stage=mood.stage,
            name=said_by(mood, house),
            word=mood.word,
        )
        for mood in told.moods
        if mood.mood in MOODS
    )


def _parts(store: Store, visit: Visit) -> tuple[Part, ...]:
    rows = store.reader().execute("SELECT body FROM visit WHERE number = :number ORDER BY id", {"number": visit.number})
    others = [VISITS.adapter.validate_json(row["body"]) for row in rows]
    return tuple(Part(one.id, one.title, one.checked_in_at, one.ended_at) for one in others if one.part_of == visit.id)
