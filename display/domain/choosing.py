"""The rules of choosing and of closing: given a selection and a tap, which events follow, or why not.

Nothing raises the price unless the same tap says that exact price (REQUIREMENTS, complaint C): picks, other uses of a
pick, and taking back a step all go through `_agreed`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from kiosk.domain.events import Recorded

from . import choices as c
from . import meter, terms
from . import refusals as r
from .selection import Selection, evolve

# For a photo that would be an extra of a product: the pick that could make room for it there.
Offer = Callable[[str, str], str | None]

NOBODY = datetime(1970, 1, 1, tzinfo=UTC)


def adopt(selection: Selection, products: tuple[c.Product, ...]) -> list[c.SelectionEvent]:
    """The package as the desk has it now, unless what is picked would cost more than was shown, or is confirmed."""
    used = {key for choice in selection.choices.values() for key in choice.products}
    products = terms.kept_apart(selection.products, products, used)
    if selection.confirmation or products == selection.products:
        return []
    under = replace(selection, products=products)
    if meter.unpriced(under) or meter.price(under) > meter.price(selection):
        return []
    return [c.TermsChanged(products=products)]


def mark(
    selection: Selection, wanted: Sequence[c.Marked], agreed_cents: int | None, offer: Offer
) -> list[c.SelectionEvent]:
    """The party's word on photos; what changes nothing is no event."""
    _still_open(selection)
    tidied = (_tidy(selection, one) for one in wanted)
    changes = tuple(one for one in tidied if _differs(selection, one))
    if not changes:
        return []
    return _agreed(selection, c.PhotosMarked(marks=changes), agreed_cents, offer)


def _tidy(selection: Selection, one: c.Marked) -> c.Marked:
    """Only a pick is for something, and only for what the package holds; what is for nothing else is for the album."""
    known = [product.key for product in selection.products if product.key != c.ALBUM and product.key in one.uses]
    uses = tuple(known) if one.mark == c.PICK else ()
    return replace(one, uses=uses, is_album=one.is_album or not uses)


def _differs(selection: Selection, one: c.Marked) -> bool:
    before = selection.choices.get(one.photo)
    return (before.mark, before.products) != (one.mark, one.products) if before else one.mark != c.NONE


def swap(selection: Selection, wanted: c.Marked, against: str) -> list[c.SelectionEvent]:
    """The photo takes the place of the pick `against`; it costs nothing, or is refused. One that is not picked yet and is wanted
    for the album takes all of it; else it takes what it is newly wanted for, and `against` stays picked for the rest of its own.
    What is then for nothing becomes a maybe."""
    _still_open(selection)
    if selection.mark_of(against) != c.PICK or wanted.photo == against:
        raise r.NotPicked()
    place, now = selection.choices[against], selection.choices.get(wanted.photo)
    mine = now.products if now and now.mark == c.PICK else ()
    taken = _tidy(selection, replace(wanted, mark=c.PICK))
    new = {use for use in _products(taken) if use not in mine}
    left = tuple(use for use in place.products if use not in new)
    if not mine and new == {c.ALBUM}:
        taken, left = replace(taken, uses=place.uses, is_album=place.is_album), ()
    return mark(selection, (_only_for(against, left), taken), None, lambda photo, product: None)


def _products(one: c.Marked) -> tuple[str, ...]:
    return (c.ALBUM, *one.uses) if one.is_album else one.uses


def stop_at_package(selection: Selection) -> list[c.SelectionEvent]:
    """What was picked last for a product, beyond its allowance, is no longer for it; what is then for nothing becomes a maybe
    again. One step of undo."""
    _still_open(selection)
    left: dict[str, tuple[str, ...]] = {}
    for product in selection.products:
        if product.allowance is None:
            continue
        for photo in meter.picks_for(selection, product.key)[product.allowance :]:
            uses = left.get(photo, selection.choices[photo].products)
            left[photo] = tuple(use for use in uses if use != product.key)
    marks = tuple(_only_for(photo, uses) for photo, uses in left.items())
    return [c.PhotosMarked(marks=marks)] if marks else []


def _only_for(photo: str, products: tuple[str, ...]) -> c.Marked:
    if not products:
        return c.Marked(photo=photo, mark=c.MAYBE)
    uses = tuple(key for key in products if key != c.ALBUM)
    return c.Marked(photo=photo, mark=c.PICK, uses=uses, is_album=c.ALBUM in products)


def undo(selection: Selection, step: int, agreed_cents: int | None, offer: Offer) -> list[c.SelectionEvent]:
    """Take back the latest step, which the tap names: two taps that cross cannot take back two."""
    _still_open(selection)
    if not selection.steps:
        raise r.NothingToUndo()
    if selection.steps[-1].version != step:
        raise r.NotTheLastStep()
    return _agreed(selection, c.MarksUndone(step=step), agreed_cents, offer)


def _agreed(
    selection: Selection, event: c.PhotosMarked | c.MarksUndone, agreed_cents: int | None, offer: Offer
) -> list[c.SelectionEvent]:
    """The event, preceded by the word on its price where it has one. Raises OverAllowance until that price was said."""
    after = _foreseen(selection, event)
    _priced(selection, after)
    more = meter.price(after) - meter.price(selection)
    new = tuple(photo for photo in after.picks if selection.choices.get(photo) != after.choices[photo])
    if more <= 0:
        if agreed_cents:
            raise r.PriceChanged(price_cents=0)
        return [event]
    if agreed_cents != more:
        raise _over(selection, after, more, new, offer)
    return [c.ExtraAgreed(photos=new, price_cents=more, total_cents=meter.price(after)), event]


def _priced(selection: Selection, after: Selection) -> None:
    """Nothing is added beyond an allowance where nobody has named a price."""
    for product in after.products:
        new, old = meter.product_total(after, product), meter.product_total(selection, product)
        if product.extra_cents is None and new.extras > old.extras:
            raise r.NoPriceForExtras(product=product.name, allowance=product.allowance or 0)


def _over(selection: Selection, after: Selection, more: int, new: tuple[str, ...], offer: Offer) -> r.OverAllowance:
    before = {product.key: meter.product_total(selection, product).extras for product in selection.products}
    dear = next(
        total
        for total in (meter.product_total(after, product) for product in after.products)
        if total.extras > before[total.key]
    )
    return r.OverAllowance(
        price_cents=more,
        total_cents=meter.price(after),
        picks=dear.picks,
        allowance=dear.allowance or 0,
        product=dear.name,
        swap=offer(new[0], dear.key) if len(new) == 1 else None,
    )


def _foreseen(selection: Selection, event: c.SelectionEvent) -> Selection:
    return evolve(selection, Recorded(event=event, version=selection.version + 1, actor="", at=NOBODY))


def note_retouch(selection: Selection, photo: str, x: float, y: float, words: str) -> list[c.SelectionEvent]:
    _still_open(selection)
    return [c.RetouchNoted(note=selection.last_note + 1, photo=photo, x=round(x, 4), y=round(y, 4), words=words)]


def remove_retouch(selection: Selection, note: int) -> list[c.SelectionEvent]:
    _still_open(selection)
    return [c.RetouchNoteRemoved(note=note)] if note in selection.retouches else []


def note_photo(selection: Selection, photo: str, words: str | None, is_star: bool | None) -> list[c.SelectionEvent]:
    """The presenter's own note and star; what is None stays. Possible at any time: it is nothing the party signs."""
    before = selection.notes.get(photo)
    words = words if words is not None else before.words if before else ""
    is_star = is_star if is_star is not None else bool(before and before.is_star)
    if (words, is_star) == ((before.words, before.is_star) if before else ("", False)):
        return []
    return [c.PhotoNoted(photo=photo, words=words, is_star=is_star)]


def confirm(
    selection: Selection, looks: Mapping[str, str], seen: tuple[int, int], signature: str, pickup_on: date | None
) -> list[c.SelectionEvent]:
    """`seen` are the number of picks and the price in cents that stood above the signature."""
    _still_open(selection)
    found = meter.totals(selection, looks)
    if not found.picks:
        raise r.NothingPicked()
    if (found.picks, found.total_cents) != seen:
        raise r.TotalsChanged(picks=found.picks, total_cents=found.total_cents)
    return [c.SelectionConfirmed(signature=signature, totals=found, pickup_on=pickup_on)]


def agree_to_fetch(on: date, today: date, is_open: bool) -> None:
    """Whether the photos can be fetched `on` that day, on which the studio `is_open`: what is signed stands on a card."""
    if on < today:
        raise r.PickupIsPast()
    if not is_open:
        raise r.ClosedForPickup()


def reopen(selection: Selection, reason: str) -> list[c.SelectionEvent]:
    return [c.SelectionReopened(reason=reason)] if selection.confirmation else []


def hand_over(
    selection: Selection, what: str, files: int, trouble: str = "", marks: tuple[int, int] | None = None
) -> list[c.SelectionEvent]:
    confirmed(selection)
    return [c.SelectionHandedOver(what=what, files=files, trouble=trouble, marks=marks)]


def confirmed(selection: Selection | None) -> Selection:
    """What goes to the retoucher has been signed."""
    if selection is None or selection.confirmation is None:
        raise r.NotConfirmed()
    return selection


def _still_open(selection: Selection) -> None:
    if selection.confirmation is not None:
        raise r.SelectionIsConfirmed(actor=selection.confirmation.by)
