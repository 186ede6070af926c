"""A day drawn: a lane for each party, time to the right, in per cent of the day's width (REQUIREMENTS E15, E27)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo

from .. import i18n
from ..config import Settings
from ..domain.journey import TAKEOVER, Segment
from ..domain.moods import CUSTOMER
from ..domain.visit import Mood
from ..domain.words import N_
from ..hours import clock
from ..house import House
from ..records import dataclass
from ..speech import MOODS
from ..studio import label
from .faces import Face, face, ms
from .replay import Day, Told, late_by, marks

# A bar of so many per cent of the day has room for a face, and for a name beside it, on the desk's laptop.
FACE_FITS, NAME_FITS = 3.0, 8.0
SORTS = {
    "arrival": N_("Arrived"),
    "late": N_("Told late"),
    "takeover": N_("Taken over"),
    **MOODS,
}
TONES = 6  # static/css/replay.css
MOST_TICKS = 13
HOUR = timedelta(hours=1)
STEPS = tuple(timedelta(minutes=minutes) for minutes in (15, 30, 60, 120, 180, 360, 1440))


@dataclass(frozen=True, slots=True)
class Scale:
    """Moments as per cent of the way from `first` to `last`."""

    first: datetime
    last: datetime

    def x(self, moment: datetime) -> float:
        share = (moment - self.first) / (self.last - self.first)
        return round(100 * min(1.0, max(0.0, share)), 3)

    def has(self, moment: datetime) -> bool:
        return self.first <= moment <= self.last

    def ticks(self) -> tuple[tuple[float, datetime], ...]:
        """Full hours, on a short way quarters of them, on a long day every second or further one."""
        span = self.last - self.first
        step = next((one for one in STEPS if span / one <= MOST_TICKS), STEPS[-1])
        moment = self.first - (self.first - datetime.min.replace(tzinfo=self.first.tzinfo)) % min(step, HOUR)
        found = []
        while moment <= self.last:
            if moment >= self.first:
                found.append((self.x(moment), moment))
            moment += step
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage in one pair of hands, and `says` so in words. `tone` counts the stages, `room` says what fits: 0 nothing, 1 a
    face, 2 its name too. `start` and `end` in ms; `end` is None while it lasts."""

    x: float
    width: float
    says: str
    tone: int
    holder: str
    name: str
    room: int
    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture of hundreds of bars says in each of them, looked up once."""

    house: House
    zone: tzinfo
    sentence: str
    happened: str
    sorts: Mapping[str, str]
    stages: Mapping[str, tuple[int, str]]

    @classmethod
    def of(cls, house: House, settings: Settings) -> "Words":
        stages = {stage.key: (place % TONES, label(stage.name)) for place, stage in enumerate(settings.stages)}
        sorts = {sort: i18n.gettext(words) for sort, words in SORTS.items()}
        sentence = i18n.gettext(N_("%(time)s %(stage)s, %(name)s"))
        return cls(house, settings.zone, sentence, i18n.gettext(N_("%(time)s %(what)s: %(name)s")), sorts, stages)

    def flag(self, sort: str, scale: "Scale", at: datetime, name: str) -> "Flag":
        slots = {"time": self.clock(at), "what": self.sorts.get(sort, sort), "name": name}
        return Flag(sort, scale.x(at), at, self.happened % slots)

    def clock(self, moment: datetime) -> str:
        return clock(moment, self.zone)

    def tone(self, stage: str) -> int:
        return self.stages.get(stage, (0, stage))[0]

    def said(self, segment: Segment) -> str:
        standing = segment.standing
        stage = self.stages.get(standing.stage, (0, standing.stage))[1]
        slots = {"time": self.clock(segment.start), "stage": stage, "name": self.house.name_of(standing.holder)}
        return self.sentence % slots


@dataclass(frozen=True, slots=True)
class Span:
    """A wait, or the stretch by which something was told late (`kind`)."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Flag:
    """Something at one moment, of the `SORTS`, and `says` so."""

    sort: str
    x: float
    at: datetime
    says: str


@dataclass(frozen=True, slots=True)
class Lane:
    visit: int
    title: str
    is_part: bool
    bars: tuple[Bar, ...]
    spans: tuple[Span, ...]
    flags: tuple[Flag, ...]
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Picture:
    """`marks` are those of the track, arrivals first."""

    day: Day
    ticks: tuple[tuple[float, datetime], ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Flag, ...]
    faces: tuple[Face, ...]


def faces(told: Iterable[Told], house: House) -> tuple[Face, ...]:
    """Everybody who had one of them; a face is drawn once on a page, however often it is shown."""
    holders = {segment.standing.holder for one in told for segment in one.journey.segments}
    return tuple(face(house, holder) for holder in sorted(holders))


def picture(day: Day, house: House, settings: Settings) -> Picture:
    """The whole day as one picture, in the language being spoken."""
    words = Words.of(house, settings)
    scale = Scale(day.first, day.last)
    found = [
        words.flag(sort, scale, at, i18n.named(told.visit.title))
        for told in day.told
        for at, sort in marks(told)
        if scale.has(at)
    ]
    found.sort(key=lambda one: (one.sort != "arrival", one.at))
    lanes = tuple(lane(told, scale, words) for told in day.told)
    return Picture(day, scale.ticks(), lanes, tuple(found), faces(day.told, house))


def lane(told: Told, scale: Scale, words: Words) -> Lane:
    """One party's line of the picture."""
    visit = told.visit
    shown = [one for one in told.journey.segments if not one.standing.has_left]
    return Lane(
        visit=visit.id,
        title=visit.title,
        is_part=visit.part_of is not None,
        bars=tuple(_bar(stretch, scale, words) for stretch in _stretches(shown)),
        spans=(*_waiting(shown, scale), *_untold(told, scale)),
        flags=tuple(flag for flag in _flags(told, scale, words) if scale.has(flag.at)),
        left_at=visit.ended_at,
    )


def _stretches(shown: list[Segment]) -> list[list[Segment]]:
    """Segments in one stage and one pair of hands are one bar."""
    found: list[list[Segment]] = []
    for segment in shown:
        if found and found[-1][-1].end == segment.start and _hands(found[-1][-1]) == _hands(segment):
            found[-1].append(segment)
        else:
            found.append([segment])
    return found


def _hands(segment: Segment) -> tuple[str, str, int]:
    return segment.standing.stage, segment.standing.holder, segment.standing.look


def _bar(stretch: list[Segment], scale: Scale, words: Words) -> Bar:
    first, last = stretch[0], stretch[-1]
    x = scale.x(first.start)
    width = round(scale.x(last.end or scale.last) - x, 3)
    return Bar(
        x=x,
        width=width,
        says=words.said(first),
        tone=words.tone(first.standing.stage),
        holder=first.standing.holder,
        name=words.house.name_of(first.standing.holder),
        room=2 if width >= NAME_FITS else 1 if width >= FACE_FITS else 0,
        start=ms(first.start),
        end=ms(last.end) if last.end else None,
    )


def _waiting(shown: list[Segment], scale: Scale) -> list[Span]:
    """Hatched: nobody had said hello yet, or an offer was open."""
    found: list[Span] = []
    for segment in shown:
        if segment.standing.is_greeted and segment.standing.handoff is None:
            continue
        x = scale.x(segment.start)
        found.append(Span("wait", x, round(scale.x(segment.end or scale.last) - x, 3)))
    return found


def _untold(told: Told, scale: Scale) -> list[Span]:
    """From when it was true until it was told."""
    late = [(leg, taking) for leg, taking in told.walked if late_by(leg)]
    xs = [(scale.x(leg.started_at), scale.x(taking.told_at)) for leg, taking in late]
    return [Span("untold", x, round(end - x, 3)) for x, end in xs]


def _flags(told: Told, scale: Scale, words: Words) -> list[Flag]:
    own = i18n.gettext(N_("their own word"))
    found = [words.flag(mood.mood, scale, mood.at, said_by(mood, words.house) or own) for mood in told.moods]
    for leg, taking in told.walked:
        if taking.how == TAKEOVER or late_by(leg):
            sort = "takeover" if taking.how == TAKEOVER else "late"
            found.append(words.flag(sort, scale, taking.told_at, words.house.name_of(leg.holder)))
    return found


def said_by(mood: Mood, house: House) -> str:
    """Whose word it is; '' for the party's own."""
    return "" if mood.by == CUSTOMER else house.name_of(mood.by)
