"""The rules of the reveal's two passes: when one may begin, when it is over, and what its hearts come to."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.records import dataclass

from . import refusals as r
from .choices import NONE
from .events import HeartsCounted, PassBegun, PassEnded, PresentationEvent, ScreenLit, VolumeSet
from .presentation import Presentation
from .reveal import FIRST, SECOND, Hearts, answer, passed
from .selection import Selection
from .timeline import is_over, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a pass is shown, by the settings; a first one without those `left_out`."""

    dwell_seconds: float
    pairs: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


def begin(
    presentation: Presentation, which: str, order: Sequence[str], pace: Pace, now: datetime
) -> list[PresentationEvent]:
    """The first pass begins with the first photo that it shows, the second with the first that is loved, and it needs somebody's
    heart. Each is shown once, unless asked for again."""
    _still_open(presentation)
    if presentation.run and presentation.run.which == which:
        return []
    begun = _first(order, pace, now) if which == FIRST else _second(presentation, order, pace, now)
    return [ScreenLit(), begun] if presentation.is_black else [begun]


def _first(order: Sequence[str], pace: Pace, now: datetime) -> PassBegun:
    if not order:
        raise r.UnknownSlide()
    first = next(slide for slide in order if slide not in pace.left_out)
    return PassBegun(
        which=FIRST,
        slide=first,
        since=now,
        dwell_seconds=pace.dwell_seconds,
        pairs=pace.pairs,
        skipped=pace.left_out,
    )


def left_out(presentation: Presentation, order: Sequence[str], selection: Selection | None) -> tuple[str, ...]:
    """What a first pass does not show: photos that the party has put away, perhaps on an earlier visit. They are shown where
    that is all there is, and where a pass is asked for once more (A25)."""
    if selection is None or presentation.answer is not None or presentation.seen:
        return ()
    away = tuple(slide for slide in order if slide in selection.put_away)
    return away if len(away) < len(order) else ()


def _second(presentation: Presentation, order: Sequence[str], pace: Pace, now: datetime) -> PassBegun:
    found = presentation.answer
    left = [slide for slide in found.loved if slide in order] if found else []
    if found is None or not left:
        raise r.NoHearts()
    return PassBegun(
        which=SECOND,
        slide=left[0],
        since=now,
        dwell_seconds=pace.dwell_seconds,
        slides=found.loved,
        long=found.together,
    )


def end(
    presentation: Presentation, which: str, order: Sequence[str], hearts: Hearts, seen: tuple[str, ...] = ()
) -> list[PresentationEvent]:
    """Names the pass it means, so that a late tap does not end the next one. The first one's hearts are opened with it, and
    what it has shown, `seen`, is noted."""
    _still_open(presentation)
    if presentation.run is None or presentation.run.which != which:
        return []
    if which != FIRST:
        return [PassEnded(which=which)]
    return [PassEnded(which=which, shown=seen), *_counted(presentation, order, hearts)]


def end_if_over(
    presentation: Presentation, order: Sequence[str], hearts: Hearts, now: datetime, seen: tuple[str, ...] = ()
) -> list[PresentationEvent]:
    """A pass whose last photo has had its time."""
    if presentation.run is None or not presentation.is_open:
        return []
    if not is_over(presentation, shown(presentation, order), now):
        return []
    return end(presentation, presentation.run.which, order, hearts, seen)


def count_late(presentation: Presentation, order: Sequence[str], hearts: Hearts) -> list[PresentationEvent]:
    """A heart on its way when the pass ended still counts, until the second pass has begun."""
    return _counted(presentation, order, hearts) if takes_late(presentation) else []


def takes_late(presentation: Presentation) -> bool:
    return presentation.run is None and presentation.answer is not None and not presentation.is_settled


def leaving(presentation: Presentation, order: Sequence[str], selection: Selection | None = None) -> tuple[str, ...]:
    """What goes into the drawer with the second pass: what was seen and nobody gave a heart. It goes once; whoever takes it out
    again has taken it out, however often that pass is shown. Whatever has been marked already, or signed, stays as it is."""
    if presentation.answer is None or presentation.is_settled or (selection and selection.confirmation):
        return ()
    seen = [slide for slide in order if slide in presentation.seen]
    return tuple(
        slide for slide in passed(seen, presentation.answer) if not selection or selection.mark_of(slide) == NONE
    )


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
