"""Which photos a pass has shown: only what was seen may leave without a word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from kiosk.records import dataclass

from .presentation import Presentation
from .timeline import cursor_at

INSTANT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A presentation during its pass as it stayed `since` one event `until` the next."""

    one: Presentation
    since: datetime
    until: datetime


def seen(stretches: Iterable[Stretch], order: Sequence[str], ready_at: Mapping[str, datetime]) -> tuple[str, ...]:
    """All photos that stood on a screen, neither black nor behind a sample, in `order`. `ready_at` says when a photo could first
    be shown: one that came behind what was on the screen has not been seen."""
    found: set[str] = set()
    for stretch in stretches:
        if not stretch.one.is_black and stretch.since < stretch.until:
            there = [slide for slide in order if slide not in ready_at or ready_at[slide] < stretch.until]
            found.update(_stood(stretch.one, there, stretch.until - INSTANT))
    return tuple(slide for slide in order if slide in found)


def _stood(one: Presentation, order: Sequence[str], until: datetime) -> Iterator[str]:
    if one.sample:
        return
    if one.compared:
        yield from one.compared
        return
    for slide in _reached(one, order, until):
        if slide in one.skipped:
            continue
        yield slide
        yield from one.run.beside(slide) if one.run else ()


def _reached(one: Presentation, order: Sequence[str], until: datetime) -> Sequence[str]:
    last = cursor_at(one, order, until)
    if one.slide is None or last is None:
        return ()
    if one.slide not in order:
        return (one.slide,)
    return order[order.index(one.slide) : order.index(last) + 1]
