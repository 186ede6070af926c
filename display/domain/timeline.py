"""Which slide is on the screen at a moment: a pure function of time, so that a TV and a tablet that have heard when the
play began agree on every slide without another word, also while the server is away.

static/js/timeline.js is the same function for the screens; tests/browser/test_timeline.py holds them together.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from .events import PlayStarted, PresentationEvent, SampleShown, SlideShown
from .presentation import Presentation


def shown(presentation: Presentation, order: Sequence[str]) -> list[str]:
    """The slides of this presentation: all of them, those of its closing show, or those of a second pass in its own order."""
    if presentation.run and presentation.run.slides:
        left = set(order)
        return [slide for slide in presentation.run.slides if slide in left]
    only = set(presentation.narrowed)
    return [slide for slide in order if slide in only] if only else list(order)


def cursor_at(presentation: Presentation, order: Sequence[str], now: datetime) -> str | None:
    """The slide on the screen at `now`; None is the title. A play stops at the last slide of `order`. A slide that is
    not in `order` stays where it is."""
    slide = presentation.slide
    if slide is None or presentation.playing_since is None or slide not in order:
        return slide
    return order[_reached(presentation, order, now)[0]]


def is_over(presentation: Presentation, order: Sequence[str], now: datetime) -> bool:
    """Whether a play has come to its end: its last slide has had its dwell."""
    over = over_at(presentation, order)
    return over is not None and now >= over


def over_at(presentation: Presentation, order: Sequence[str]) -> datetime | None:
    """When a play comes, or came, to its end; None while nothing plays."""
    if presentation.playing_since is None or presentation.slide not in order:
        return presentation.playing_since
    dwells = presentation.dwells
    rest = order[order.index(presentation.slide) :]
    whole = sum(dwells.get(slide, presentation.dwell_ms) for slide in rest)
    return presentation.playing_since + timedelta(milliseconds=whole)


def _reached(presentation: Presentation, order: Sequence[str], now: datetime) -> tuple[int, datetime]:
    """The place in `order` that a play has come to, and since when; a moment before its beginning counts as the beginning."""
    assert presentation.playing_since is not None and presentation.slide is not None
    place, since, dwells = order.index(presentation.slide), presentation.playing_since, presentation.dwells
    while place < _last(presentation, order):
        dwell = timedelta(milliseconds=dwells.get(order[place], presentation.dwell_ms))
        if now - since < dwell:
            break
        place, since = place + 1, since + dwell
    return place, since


def _last(presentation: Presentation, order: Sequence[str]) -> int:
    """Where a play stops: at the last slide that it does not skip."""
    return max((place for place, slide in enumerate(order) if slide not in presentation.skipped), default=0)


def stepped(
    presentation: Presentation, order: Sequence[str], slide: str | None, by: int, left_out: Collection[str]
) -> str | None:
    """So many slides on from this one, or back where `by` is negative, as far as there are any; None is the title. Neither what
    shares the wall with a slide nor what is `left_out` counts."""
    way = 1 if by > 0 else -1
    place = order.index(slide) if slide in order else -1
    for _ in range(abs(by)):
        here = presentation.run.beside(order[place]) if presentation.run and place >= 0 else ()
        passed = {*here, *left_out}
        ahead = range(place + 1, len(order)) if way > 0 else range(place - 1, -1, -1)
        place = next((one for one in ahead if order[one] not in passed), place)
    return order[place] if place >= 0 else slide


def played_from(
    presentation: Presentation, order: Sequence[str], slide: str | None, left_out: Collection[str]
) -> str | None:
    """Where a play that is asked for begins: at this slide, or again at the first one where none comes after it."""
    if slide in order and stepped(presentation, order, slide, 1, left_out) != slide:
        return slide
    return next((one for one in order if one not in left_out), order[0] if order else None)


def kept_in_place(
    presentation: Presentation, before: Sequence[str], after: Sequence[str], now: datetime
) -> list[PresentationEvent]:
    """What to record when photos come or go during a presentation, so that the screen does not jump: a play is anchored
    at the slide it has reached, and a slide that is gone gives way to the next one that is left, behind a sample too."""
    kept = _kept(presentation, before, after, now)
    return [*kept, SampleShown(sample=presentation.sample)] if kept and presentation.sample else kept


def _kept(
    presentation: Presentation, before: Sequence[str], after: Sequence[str], now: datetime
) -> list[PresentationEvent]:
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
        return [PlayStarted(slide=_next_left(slide, before, after), since=now, skipped=presentation.skipped)]
    began = _anchor(presentation, before, now)
    return (
        [PlayStarted(slide=slide, since=began, skipped=presentation.skipped)]
        if began != presentation.playing_since
        else []
    )


def _anchor(presentation: Presentation, order: Sequence[str], now: datetime) -> datetime:
    """Since when the slide that is reached stands; one that has long been the last stands as if it were shown again."""
    place, since = _reached(presentation, order, now)
    dwell = timedelta(milliseconds=presentation.dwells.get(order[place], presentation.dwell_ms))
    return since + max(0, (now - since) // dwell) * dwell if dwell else since


def _next_left(slide: str, before: Sequence[str], after: Sequence[str]) -> str:
    left = set(after)
    return next((other for other in before[before.index(slide) :] if other in left), after[-1])
