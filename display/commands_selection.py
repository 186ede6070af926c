"""The taps of choosing and closing: marks, undo, retouch notes, the presenter's own notes, signing, the closing show."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kiosk.commands.tapping import acting, known_booking
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.events import Recorded
from kiosk.hours import opening_on
from kiosk.kinds import BOOKINGS
from kiosk.money import minor_units
from kiosk.transaction import Transaction

from . import commands, photos
from .commands_pickup import book_pickup
from .domain import choices as c
from .domain import choosing, likeness, meter, terms
from .domain import presentation as showing
from .domain import refusals as r
from .domain.album import Photo, in_order
from .domain.presentation import Presentation
from .domain.selection import Selection, evolve
from .kinds import PRESENTATIONS, SELECTIONS

Content = dict[str, Any]
Rule = Callable[[Selection], list[c.SelectionEvent]]

PICKS, ALL = "picks", "all"
# A row is read and written whole at every tap; nobody pins a thousand notes.
MOST_RETOUCHES = 1000


def mark(
    tx: Transaction,
    settings: Settings,
    presentation_id: int,
    wanted: c.Marked,
    agreed_cents: int | None,
    against: str | None,
) -> Content:
    """One photo's mark; with `against` it takes that pick's place instead of being an extra."""
    one = _presented(tx, presentation_id)
    _known(tx, one.booking, wanted.photo)

    def rule(selection: Selection) -> list[c.SelectionEvent]:
        if against is not None:
            return choosing.swap(selection, wanted, against)
        return choosing.mark(selection, (wanted,), agreed_cents, _offer(tx, settings, selection))

    return choose(tx, settings, one.booking, rule)


def undo(tx: Transaction, settings: Settings, presentation_id: int, step: int, agreed_cents: int | None) -> Content:
    one = _presented(tx, presentation_id)
    return choose(
        tx,
        settings,
        one.booking,
        lambda selection: choosing.undo(selection, step, agreed_cents, _offer(tx, settings, selection)),
    )


def stop_at_package(tx: Transaction, settings: Settings, presentation_id: int) -> Content:
    one = _presented(tx, presentation_id)
    return choose(tx, settings, one.booking, choosing.stop_at_package)


def note_retouch(
    tx: Transaction, settings: Settings, presentation_id: int, photo: str, spot: tuple[float, float], words: str
) -> Content:
    one = _presented(tx, presentation_id)
    _known(tx, one.booking, photo)

    def rule(selection: Selection) -> list[c.SelectionEvent]:
        if len(selection.retouches) >= MOST_RETOUCHES:
            raise r.TooManyNotes()
        return choosing.note_retouch(selection, photo, *spot, words)

    return choose(tx, settings, one.booking, rule)


def remove_retouch(tx: Transaction, settings: Settings, presentation_id: int, note: int) -> Content:
    one = _presented(tx, presentation_id)
    return choose(tx, settings, one.booking, lambda selection: choosing.remove_retouch(selection, note))


def note_photo(
    tx: Transaction, settings: Settings, number: int, photo: str, words: str | None, is_star: bool | None
) -> Content:
    _known(tx, number, photo)
    return choose(tx, settings, number, lambda selection: choosing.note_photo(selection, photo, words, is_star))


def confirm(
    tx: Transaction,
    settings: Settings,
    presentation_id: int,
    seen: tuple[int, int],
    signature: str,
    pickup_on: date | None,
) -> Content:
    one = _presented(tx, presentation_id)
    if pickup_on:
        choosing.agree_to_fetch(pickup_on, tx.house.today, opening_on(settings, pickup_on) is not None)
    looks = {photo.id: photo.look for photo in _ordered(tx, one.booking)}
    told = choose(
        tx, settings, one.booking, lambda selection: choosing.confirm(selection, looks, seen, signature, pickup_on)
    )
    chosen, selection = tx.find(BOOKINGS, one.booking), tx.find(SELECTIONS, one.booking)
    if pickup_on and chosen and selection:
        book_pickup(
            tx, settings, chosen, pickup_on, [one for one in selection.products if meter.picks_for(selection, one.key)]
        )
    return told


def reopen(tx: Transaction, settings: Settings, number: int, reason: str) -> Content:
    return choose(tx, settings, number, lambda selection: choosing.reopen(selection, reason))


def check_hand_over(tx: Transaction, number: int) -> Content:
    """Somebody asks for what takes a while: may they, and is there anything signed?"""
    acting(tx)
    return outcome(choosing.confirmed(tx.find(SELECTIONS, number)))


def note_handed_over(
    tx: Transaction,
    settings: Settings,
    number: int,
    what: str,
    files: int,
    trouble: str = "",
    marks: tuple[int, int] | None = None,
) -> Content:
    return choose(tx, settings, number, lambda selection: choosing.hand_over(selection, what, files, trouble, marks))


def narrow(tx: Transaction, presentation_id: int, only: str) -> Content:
    """The closing show of the party's own picks, in the order in which they were shown; or all photos again."""
    one = _presented(tx, presentation_id)
    selection = tx.find(SELECTIONS, one.booking)
    picked = set(selection.picks) if selection and only == PICKS else set()
    slides = tuple(photo.id for photo in _ordered(tx, one.booking) if photo.id in picked)
    if only == PICKS and not slides:
        raise r.NothingPicked()
    return commands.outcome(commands.record(tx, one, showing.narrow(one, slides, tx.now)))


# --- what they have in common ---


def _presented(tx: Transaction, presentation_id: int) -> Presentation:
    """A presentation that runs: the party sees what is being marked."""
    one = tx.find(PRESENTATIONS, presentation_id)
    if one is None:
        raise r.UnknownPresentation()
    if not one.is_open:
        raise r.PresentationOver()
    return one


def _known(tx: Transaction, number: int, photo: str) -> None:
    if not photos.has_photo(tx.connection, str(number), photo):
        raise r.UnknownSlide()


def _ordered(tx: Transaction, number: int) -> tuple[Photo, ...]:
    return in_order(photos.photos_of(tx.connection, str(number)))


def _offer(tx: Transaction, settings: Settings, selection: Selection) -> Callable[[str, str], str | None]:
    """Only a tap that would cost something needs to know which photos look alike; a studio may offer no exchange at all."""
    if not settings.presentations.swap_first:
        return lambda photo, product: None
    return lambda photo, product: meter.swap_for(
        selection, photo, product, likeness.groups(photos.photos_of(tx.connection, str(selection.booking)))
    )


def choose(tx: Transaction, settings: Settings, number: int, rule: Rule) -> Content:
    """Somebody's tap on a booking's selection, which begins with the first one: load, decide, append."""
    acting(tx)
    booking = known_booking(tx, number)
    selection = tx.find(SELECTIONS, number)
    offered = products_of(booking, settings)
    if selection is None:
        selection = keep(tx, None, [c.SelectionOpened(booking=number, products=offered)])
    else:
        selection = keep(tx, selection, choosing.adopt(selection, offered))
    return outcome(keep(tx, selection, rule(selection)))


def products_of(booking: Booking, settings: Settings) -> tuple[c.Product, ...]:
    """What the booking's package holds photos for; the booking's own allowance and price go before the package's."""
    package = settings.package(booking.package)
    allowance = booking.allowance if booking.allowance is not None else package.allowance if package else None
    extra = booking.extra_cents if booking.extra_cents is not None else package.extra_cents if package else None
    worded = package.products if package else ()
    return terms.products(allowance, extra, worded, minor_units(settings.studio.currency))


def keep(tx: Transaction, selection: Selection | None, events: list[c.SelectionEvent]) -> Selection:
    """Append what a rule decided and keep the selection as it then stands."""
    for event in events:
        number = event.booking if isinstance(event, c.SelectionOpened) else selection.booking if selection else 0
        version = selection.version + 1 if selection else 1
        entry = tx.append(f"selection-{number}", event, version=version)
        selection = evolve(selection, Recorded(event=event, version=version, actor=entry.actor, at=entry.moment))
    assert selection is not None
    if events:
        tx.put(SELECTIONS, selection)
    return selection


def outcome(selection: Selection) -> Content:
    """What a tap on a selection answers; money in it, so it goes to presenter and desk alone."""
    return {
        "booking": selection.booking,
        "version": selection.version,
        "picks": len(selection.picks),
        "total_cents": meter.price(selection),
        "step": selection.steps[-1].version if selection.steps else None,
    }
