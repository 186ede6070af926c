"""A presentation: one showing of a booking's photos to its party, in one room, by one presenter.

Commands name the slide they want, never "next": two taps that cross on the way cannot skip a photo (FAULTS F28).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.domain.events import Recorded
from kiosk.records import dataclass

from . import refusals as r
from .adorning import adorned
from .events import (
    HeartsCounted,
    PassBegun,
    PassEnded,
    PhotoHung,
    PlayPaused,
    PlayStarted,
    PresentationEnded,
    PresentationEvent,
    PresentationStarted,
    SampleShown,
    SampleTakenAway,
    ScreenBlackened,
    ScreenLit,
    SlideReplaced,
    SlidesCompared,
    SlideShown,
    SlidesNarrowed,
    SlideZoomed,
    StarShown,
    StarTakenAway,
    VolumeSet,
)
from .renaming import shown_instead
from .reveal import FIRST, Answer, Run
from .wall import Hanging

MOST_COMPARED = 4
MOST_ZOOM = 8.0
USUAL_VOLUME = 60


@dataclass(frozen=True, slots=True)
class Zoom:
    """As in SlideZoomed."""

    scale: float
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """`slide` is None while the title is shown, and the first slide of the play while one runs (`playing_since`), which
    leaves out those `skipped`;
    timeline.cursor_at says what is on the screen, unless some are `compared`; `star` is the one of them that the studio's star
    stands on. `narrowed` are the only slides of a closing show, () all of them. `run` is the pass of the reveal under way,
    `answer` what the hearts of its first one came to, `seen` what that one has shown; `is_settled` says that the second one
    has begun: the answer changes no more. A black screen `is_idle` if it is black because nobody
    tapped. A `sample` stands above all of this. `moved_at` is when anything last happened. `shot_at` is in the
    studio's own time, without zone."""

    id: int
    version: int
    booking: int
    room: str
    presenter: str
    party: tuple[str, ...]
    looks: int
    shot_at: datetime | None
    language: str | None
    dwell_seconds: float
    started_at: datetime
    slide: str | None = None
    playing_since: datetime | None = None
    skipped: tuple[str, ...] = ()
    is_black: bool = False
    is_idle: bool = False
    ended_at: datetime | None = None
    compared: tuple[str, ...] = ()
    zoom: Zoom | None = None
    hanging: Hanging | None = None
    star: str | None = None
    sample: str | None = None
    narrowed: tuple[str, ...] = ()
    run: Run | None = None
    answer: Answer | None = None
    seen: tuple[str, ...] = ()
    is_settled: bool = False
    volume: int = USUAL_VOLUME
    moved_at: datetime | None = None

    @property
    def title(self) -> str:
        return " & ".join(self.party)

    @property
    def dwell_ms(self) -> int:
        """Of a slide without a dwell of its own."""
        return round((self.run.dwell_seconds if self.run else self.dwell_seconds) * 1000)

    @property
    def dwells(self) -> dict[str, int]:
        """In ms, of those slides that do not stand for `dwell_ms`."""
        return (self.run.dwells if self.run else {}) | dict.fromkeys(self.skipped, 0)

    @property
    def has_begun(self) -> bool:
        """Whether a photo has been shown, also once the title is back."""
        return bool(self.slide or self.run or self.answer or self.seen)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


def evolve(presentation: Presentation | None, recorded: Recorded[PresentationEvent]) -> Presentation:
    """The presentation after one more event."""
    event = recorded.event
    if isinstance(event, PresentationStarted):
        return _begun(event, recorded)
    assert presentation is not None
    after = replace(adorned(presentation, event), version=recorded.version, moved_at=recorded.at)
    match event:
        case SlideShown():
            since = event.since if after.playing_since else None
            skipped = tuple(one for one in after.skipped if one != event.slide)  # it was asked for
            return replace(after, slide=event.slide, playing_since=since, skipped=skipped, compared=(), zoom=None)
        case PlayStarted():
            playing = replace(after, slide=event.slide, playing_since=event.since, skipped=event.skipped)
            return replace(playing, compared=(), zoom=None)
        case PlayPaused():
            return replace(after, slide=event.slide, playing_since=None)
        case SlidesCompared():
            return replace(after, compared=event.slides, slide=event.slides[0], playing_since=None, zoom=None)
        case SlideZoomed():
            return replace(after, zoom=Zoom(event.scale, event.x, event.y) if event.scale > 1 else None)
        case PhotoHung():
            hung = replace(after, slide=event.hanging.slide, hanging=event.hanging)
            return replace(hung, playing_since=None, compared=(), zoom=None)
        case StarShown() | StarTakenAway() | SampleShown() | SampleTakenAway():
            return after
        case SlidesNarrowed() | SlideReplaced():
            return _other_slides(after, event)
        case PassBegun() | PassEnded() | HeartsCounted() | VolumeSet():
            return _revealed(after, event)
        case ScreenBlackened() | ScreenLit():
            is_black = isinstance(event, ScreenBlackened)
            return replace(after, is_black=is_black, is_idle=isinstance(event, ScreenBlackened) and event.is_idle)
        case PresentationEnded():
            return replace(after, ended_at=recorded.at, playing_since=None)


def _begun(event: PresentationStarted, recorded: Recorded[PresentationEvent]) -> Presentation:
    return Presentation(
        id=event.id,
        version=recorded.version,
        booking=event.booking,
        room=event.room,
        presenter=event.presenter,
        party=event.party,
        looks=event.looks,
        shot_at=event.shot_at,
        language=event.language,
        dwell_seconds=event.dwell_seconds,
        started_at=recorded.at,
        moved_at=recorded.at,
    )


def _at_title(after: Presentation) -> Presentation:
    return replace(after, slide=None, playing_since=None, skipped=(), compared=(), zoom=None, run=None)


def _other_slides(after: Presentation, event: SlidesNarrowed | SlideReplaced) -> Presentation:
    if isinstance(event, SlideReplaced):
        return shown_instead(after, event.former, event.slide)
    return replace(_at_title(after), narrowed=event.slides)


def _revealed(after: Presentation, event: PassBegun | PassEnded | HeartsCounted | VolumeSet) -> Presentation:
    match event:
        case PassBegun():
            return _running(after, event)
        case PassEnded():
            return replace(_at_title(after), seen=event.shown if event.which == FIRST else after.seen)
        case HeartsCounted():
            return replace(after, answer=Answer(people=event.people, together=event.together, alone=event.alone))
        case VolumeSet():
            return replace(after, volume=event.percent)


def _running(after: Presentation, event: PassBegun) -> Presentation:
    run = Run(
        which=event.which,
        dwell_seconds=event.dwell_seconds,
        pairs=event.pairs,
        slides=event.slides,
        long=event.long,
    )
    begun = replace(_at_title(after), run=run, narrowed=(), is_black=False)
    begun = replace(begun, slide=event.slide, playing_since=event.since, skipped=event.skipped)
    begun = replace(begun, is_settled=event.which != FIRST)
    return begun if begun.is_settled else replace(begun, answer=None, seen=())


def show(presentation: Presentation, slide: str, now: datetime) -> list[PresentationEvent]:
    """Show this slide now. A play that runs goes on from it; a black screen stays black until it is lit."""
    _still_open(presentation)
    besides = (presentation.compared, presentation.zoom, presentation.hanging, presentation.star, presentation.sample)
    if presentation.slide == slide and presentation.playing_since is None and not any(besides):
        return []
    return [SlideShown(slide=slide, since=now)]


def play(
    presentation: Presentation, slide: str, now: datetime, put_away: Sequence[str] = ()
) -> list[PresentationEvent]:
    """Let the slides follow one another from this one on; whoever plays wants to be seen, so the screen is lit. What the party
    has put away is not shown again unless it is asked for (REQUIREMENTS A25)."""
    _still_open(presentation)
    left_out = presentation.skipped if presentation.run else () if presentation.narrowed else put_away
    skipped = tuple(one for one in left_out if one != slide)
    started = PlayStarted(slide=slide, since=now, skipped=skipped)
    return [ScreenLit(), started] if presentation.is_black else [started]


def pause(presentation: Presentation, slide: str) -> list[PresentationEvent]:
    """Stay on this slide, the one that the presenter sees on the screen."""
    _still_open(presentation)
    return [] if presentation.playing_since is None else [PlayPaused(slide=slide)]


def compare(presentation: Presentation, slides: tuple[str, ...]) -> list[PresentationEvent]:
    """Two to four different slides side by side; a play stops. A black screen stays black."""
    _still_open(presentation)
    if len(set(slides)) != len(slides) or not 1 < len(slides) <= MOST_COMPARED:
        raise r.NotComparable(most=MOST_COMPARED)
    is_same = presentation.compared == slides and presentation.zoom is None
    return [] if is_same else [SlidesCompared(slides=slides)]


def hang(presentation: Presentation, hanging: Hanging) -> list[PresentationEvent]:
    """A photo on a wall; a play stops. A black screen stays black."""
    _still_open(presentation)
    return [] if presentation.hanging == hanging else [PhotoHung(hanging=hanging)]


def zoom(presentation: Presentation, to: Zoom, on_screen: str | None) -> list[PresentationEvent]:
    """Show what stands on the screen larger, around a point; a play rests on the slide `on_screen`."""
    _still_open(presentation)
    is_playing = presentation.playing_since is not None and on_screen is not None
    rests: list[PresentationEvent] = [PlayPaused(slide=on_screen)] if is_playing and on_screen else []
    scale = min(max(1.0, to.scale), MOST_ZOOM)
    zoomed = SlideZoomed(scale=round(scale, 3), x=round(to.x, 4), y=round(to.y, 4))
    before = presentation.zoom or Zoom(1.0, zoomed.x, zoomed.y)
    is_same = (zoomed.scale, zoomed.x, zoomed.y) == (before.scale, before.x, before.y)
    return rests if is_same else [*rests, zoomed]


def show_star(presentation: Presentation, slide: str, on_screen: str | None) -> list[PresentationEvent]:
    """The studio's star on this slide: a play rests on it. One that is no longer `on_screen` gets none, so that a star never
    comes up on another photo than the one that was meant, and a tap that was long on its way takes no screen back."""
    _still_open(presentation)
    beside = presentation.run.beside(on_screen) if presentation.run and on_screen else ()
    if slide not in (presentation.compared or beside or (on_screen,)):
        raise r.NotOnTheTv()
    if presentation.playing_since is not None and on_screen is not None:
        return [PlayPaused(slide=on_screen), StarShown(slide=slide)]
    return [] if presentation.star == slide else [StarShown(slide=slide)]


def take_star_away(presentation: Presentation, slide: str) -> list[PresentationEvent]:
    _still_open(presentation)
    return [StarTakenAway(slide=slide)] if presentation.star == slide else []


def narrow(presentation: Presentation, slides: tuple[str, ...], now: datetime) -> list[PresentationEvent]:
    """The closing show: from here on only these slides, and they begin to play. () brings all slides back."""
    _still_open(presentation)
    if not slides:
        return [SlidesNarrowed(slides=())] if presentation.narrowed else []
    return [SlidesNarrowed(slides=slides), *play(presentation, slides[0], now)]


def blacken(presentation: Presentation, on_screen: str | None, *, is_idle: bool = False) -> list[PresentationEvent]:
    """Nothing is to be seen; a play rests on the slide `on_screen`, so that no photo passes unseen."""
    _still_open(presentation)
    if presentation.is_black:
        return []
    is_playing = presentation.playing_since is not None and on_screen is not None
    rests: list[PresentationEvent] = [PlayPaused(slide=on_screen)] if is_playing and on_screen else []
    return [*rests, ScreenBlackened(is_idle=is_idle)]


def light(presentation: Presentation) -> list[PresentationEvent]:
    """The slide is to be seen again."""
    _still_open(presentation)
    return [ScreenLit()] if presentation.is_black else []


def end(presentation: Presentation) -> list[PresentationEvent]:
    _still_open(presentation)
    return [PresentationEnded()]


def _still_open(presentation: Presentation) -> None:
    if not presentation.is_open:
        raise r.PresentationOver()
