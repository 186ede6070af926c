"""The rules of the reveal's two passes: when one may begin, when it is over, and what its hearts come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from . import refusals as r
from .events import HeartsCounted, PassBegun, PassEnded, PresentationEvent, ScreenLit, VolumeSet
from .presentation import Presentation
from .reveal import FIRST, SECOND, Hearts, answer
from .timeline import is_over, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a pass is shown, by the settings."""

    dwell_seconds: float
    pairs: tuple[tuple[str, str], ...] = ()


def begin(presentation: Presentation, which: str, slide: str, pace: Pace, now: datetime) -> list[PresentationEvent]:
    """`slide` is where it begins. The second pass needs somebody's heart; each pass is shown once, unless asked for again."""
    _still_open(presentation)
    if presentation.run and presentation.run.which == which:
        return []
    if which == FIRST:
        begun = PassBegun(which=FIRST, slide=slide, since=now, dwell_seconds=pace.dwell_seconds, pairs=pace.pairs)
    else:
        begun = _second(presentation, slide, pace, now)
    return [ScreenLit(), begun] if presentation.is_black else [begun]


def _second(presentation: Presentation, slide: str, pace: Pace, now: datetime) -> PassBegun:
    found = presentation.answer
    if found is None or not found.loved:
        raise r.NoHearts()
    return PassBegun(
        which=SECOND,
        slide=slide if slide in found.loved else found.loved[0],
        since=now,
        dwell_seconds=pace.dwell_seconds,
        slides=found.loved,
        long=found.together,
    )


def end(presentation: Presentation, which: str, order: Sequence[str], hearts: Hearts) -> list[PresentationEvent]:
    """Names the pass it means, so that a late tap does not end the next one. The first one's hearts are opened with it."""
    _still_open(presentation)
    if presentation.run is None or presentation.run.which != which:
        return []
    ended = PassEnded(which=which)
    return [ended, *_counted(presentation, order, hearts)] if which == FIRST else [ended]


def end_if_over(
    presentation: Presentation, order: Sequence[str], hearts: Hearts, now: datetime
) -> list[PresentationEvent]:
    """A pass whose last photo has had its time."""
    if presentation.run is None or not presentation.is_open:
        return []
    if not is_over(presentation, shown(presentation, order), now):
        return []
    return end(presentation, presentation.run.which, order, hearts)


def count_late(presentation: Presentation, order: Sequence[str], hearts: Hearts) -> list[PresentationEvent]:
    """A heart on its way when the pass ended still counts, until the second pass has begun."""
    return _counted(presentation, order, hearts) if takes_late(presentation) else []


def takes_late(presentation: Presentation) -> bool:
    return presentation.run is None and presentation.answer is not None


def takes_hearts(presentation: Presentation) -> None:
    """Raises unless a heart can still be given."""
    _still_open(presentation)
    is_first = presentation.run is not None and presentation.run.which == FIRST
    if not is_first and not takes_late(presentation):
        raise r.HeartsCountedAlready()


def _counted(presentation: Presentation, order: Sequence[str], hearts: Hearts) -> list[PresentationEvent]:
    found = answer(order, hearts)
    if found == presentation.answer:
        return []
    return [HeartsCounted(people=found.people, together=found.together, alone=found.alone)]


def set_volume(presentation: Presentation, percent: int) -> list[PresentationEvent]:
    _still_open(presentation)
    return [VolumeSet(percent=percent)] if percent != presentation.volume else []


def _still_open(presentation: Presentation) -> None:
    if not presentation.is_open:
        raise r.PresentationOver()
