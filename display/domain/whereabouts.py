"""What becomes of marks when photos go, come back, or are exported anew. No taps: nothing here costs anybody anything."""

from collections.abc import Collection, Mapping
from functools import reduce

from kiosk.domain.events import Recorded

from . import choices as c
from . import meter
from .choosing import NOBODY
from .selection import Selection, evolve


def follow(selection: Selection, anew: Mapping[str, str], there: Collection[str]) -> list[c.SelectionEvent]:
    """`anew` says by which photo one that is gone has been replaced, `there` which can be shown."""
    known = selection.photos
    events: list[c.SelectionEvent] = [
        c.PhotoReplaced(former=former, photo=photo)
        for former, photo in anew.items()
        if former in known and photo not in known
    ]
    after = _foreseen(selection, events)
    left = tuple(sorted(photo for photo in after.photos if photo not in there and photo not in after.gone))
    if left:
        events.append(c.PhotosLeft(photos=left))
    back = tuple(photo for photo in after.gone if photo in there)
    return events + (_returned(_foreseen(selection, events), back) if back else [])


def _returned(selection: Selection, back: tuple[str, ...]) -> list[c.SelectionEvent]:
    """A pick whose place has been taken meanwhile comes back as a maybe: nobody has agreed to an extra. What is signed stays."""
    dear: list[str] = []
    for photo in () if selection.confirmation else back:
        fits = [one for one in back[: back.index(photo)] if one not in dear]
        if _exceeds(selection, fits, photo):
            dear.append(photo)
    marks = tuple(c.Marked(photo=photo, mark=c.MAYBE) for photo in dear)
    return [*([c.PhotosMarked(marks=marks)] if marks else []), c.PhotosReturned(photos=back)]


def _exceeds(selection: Selection, fits: Collection[str], photo: str) -> bool:
    before = _foreseen(selection, [c.PhotosReturned(photos=tuple(fits))])
    after = _foreseen(selection, [c.PhotosReturned(photos=(*fits, photo))])
    extras = (
        (meter.product_total(before, product).extras, meter.product_total(after, product).extras)
        for product in selection.products
    )
    return any(more > less for less, more in extras)


def _foreseen(selection: Selection, events: list[c.SelectionEvent]) -> Selection:
    def after(one: Selection, event: c.SelectionEvent) -> Selection:
        return evolve(one, Recorded(event=event, version=one.version + 1, actor="", at=NOBODY))

    return reduce(after, events, selection)
