"""Which slide is on the screen at a moment: a pure function of time, so that a TV and a tablet that have heard when the
play began agree on every slide without another word, also while the server is away.

static/js/timeline.js is the same function for the screens; tests/browser/test_timeline.py holds them together.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from .events import PlayStarted, PresentationEvent, SlideShown
from .presentation import Presentation


def shown(presentation: Presentation, order: Sequence[str]) -> list[str]:
    """The slides of this presentation: all of them, or those of its closing show."""
    only = set(presentation.narrowed)
    return [slide for slide in order if slide in only] if only else list(order)


def cursor_at(presentation: Presentation, order: Sequence[str], now: datetime) -> str | None:
    """The slide on the screen at `now`; None is the title. A play stops at the last slide of `order`. A slide that is
    not in `order` stays where it is."""
    slide = presentation.slide
    if slide is None or presentation.playing_since is None or slide not in order:
        return slide
    return order[min(order.index(slide) + _passed(presentation, now), len(order) - 1)]


def _passed(presentation: Presentation, now: datetime) -> int:
    """How many whole dwells of the play are over; a moment before its beginning counts as the beginning."""
    assert presentation.playing_since is not None
    elapsed_ms = (now - presentation.playing_since) // timedelta(milliseconds=1)
    return max(0, elapsed_ms // presentation.dwell_ms)


def kept_in_place(
    presentation: Presentation, before: Sequence[str], after: Sequence[str], now: datetime
) -> list[PresentationEvent]:
    """What to record when photos come or go during a presentation, so that the screen does not jump: a play is anchored
    at the slide it has reached, and a slide that is gone gives way to the next one that is left."""
    slide = cursor_at(presentation, before, now)
    if slide is None or slide not in before or not after:
        return []
    if any(compared not in after for compared in presentation.compared):
        left = next((one for one in presentation.compared if one in after), _next_left(slide, before, after))
        return [SlideShown(slide=left, since=now)]
    stays = slide in after
    if presentation.playing_since is None:
        return [] if stays else [SlideShown(slide=_next_left(slide, before, after), since=now)]
    if not stays:
        return [PlayStarted(slide=_next_left(slide, before, after), since=now)]
    passed = _passed(presentation, now)
    began = presentation.playing_since + passed * timedelta(milliseconds=presentation.dwell_ms)
    return [PlayStarted(slide=slide, since=began)] if passed else []


def _next_left(slide: str, before: Sequence[str], after: Sequence[str]) -> str:
    left = set(after)
    return next((other for other in before[before.index(slide) :] if other in left), after[-1])
