"""The taps of the reveal: begin and end its passes, give a heart, set the music's volume; and what it does by itself."""

from collections.abc import Callable
from typing import Any

from kiosk.commands.tapping import acting
from kiosk.config import Settings
from kiosk.transaction import Transaction
from kiosk.tries import Tries

from . import commands, commands_selection, hearts, photos
from .domain import choices as c
from .domain import choosing, passing, reveal
from .domain import presentation as rules
from .domain import refusals as r
from .domain.album import Photo, in_order
from .domain.curtain import CLOSED, IDLE
from .domain.passing import Pace
from .domain.presentation import Presentation
from .kinds import PRESENTATIONS, SELECTIONS
from .shown import shown_in_pass

Content = dict[str, Any]
Command = Callable[[Transaction], Content]


def begin(tx: Transaction, settings: Settings, presentation_id: int, which: str) -> Content:
    """With the second pass the answer stands for good, and what was seen and nobody gave a heart goes into the drawer, in one
    step that can be taken back."""
    acting(tx)
    one = _found(tx, presentation_id)
    if not settings.reveal.enabled:
        raise r.RevealIsOff()
    ordered = _ordered(tx, one)
    order = [photo.id for photo in ordered]
    away = passing.left_out(one, order, tx.find(SELECTIONS, one.booking)) if which == reveal.FIRST else ()
    events = passing.begin(one, which, order, _pace(settings, which, ordered, away), tx.now)
    if events and which == reveal.SECOND:
        _put_away(tx, settings, one, order)
    return commands.outcome(commands.record(tx, one, events))


def _pace(settings: Settings, which: str, ordered: tuple[Photo, ...], away: tuple[str, ...]) -> Pace:
    """In the second pass every photo has the wall to itself."""
    order = [photo.id for photo in ordered if photo.id not in away]
    upright = {photo.id for photo in ordered if photo.is_upright}
    look_of = {photo.id: photo.look for photo in ordered}
    pairs = reveal.pairs(order, upright, look_of) if which == reveal.FIRST else ()
    return Pace(dwell_seconds=settings.reveal.dwell_seconds, pairs=pairs, left_out=away)


def _put_away(tx: Transaction, settings: Settings, one: Presentation, order: list[str]) -> None:
    leaving = passing.leaving(one, order, tx.find(SELECTIONS, one.booking))
    wanted = [c.Marked(photo=photo, mark=c.PASS) for photo in leaving]
    if wanted:
        commands_selection.choose(
            tx, settings, one.booking, lambda now: choosing.mark(now, wanted, None, lambda photo, product: None)
        )


def end(tx: Transaction, presentation_id: int, which: str) -> Content:
    """The presenter ends a pass before its time: the hearts given so far are opened."""
    acting(tx)
    one = _found(tx, presentation_id)
    order, given = _order(tx, one), hearts.hearts_of(tx.connection, one.id)
    events = passing.end(one, which, order, given, _seen(tx, one, order))
    return commands.outcome(commands.record(tx, one, events))


def give_heart(
    tx: Transaction, settings: Settings, tries: Tries, presentation_id: int, person: str, photo: str, taps: int
) -> Content:
    """A partner's own tap. It is kept without an event: see hearts.py."""
    one = _found(tx, presentation_id)
    if not tries.allow(f"heart-{one.id}-{person}", tx.now):
        raise r.HeartTooOften()
    if not (settings.reveal.enabled and settings.reveal.hearts):
        raise r.RevealIsOff()
    passing.takes_hearts(one)
    if not photos.has_photo(tx.connection, str(one.booking), photo):
        raise r.UnknownSlide()
    given = hearts.hearts_of(tx.connection, one.id)
    if person not in given and len(given) >= reveal.MOST_PEOPLE:
        raise r.TooManyHearts(most=reveal.MOST_PEOPLE)
    taps = hearts.keep(tx.connection, one.id, person, photo, taps)
    if passing.takes_late(one):
        late = passing.count_late(one, _order(tx, one), hearts.hearts_of(tx.connection, one.id))
        commands.record(tx, one, late)
    return {"photo": photo, "taps": taps}


def set_volume(tx: Transaction, presentation_id: int, percent: int) -> Content:
    acting(tx)
    one = _found(tx, presentation_id)
    return commands.outcome(commands.record(tx, one, passing.set_volume(one, percent)))


# --- what it does by itself ---


def end_if_over(tx: Transaction, presentation_id: int) -> Content:
    """A pass whose last photo has had its time."""
    one = tx.house.of(PRESENTATIONS).get(presentation_id)
    if one is not None:
        order, given = _order(tx, one), hearts.hearts_of(tx.connection, one.id)
        commands.record(tx, one, passing.end_if_over(one, order, given, tx.now, _seen(tx, one, order)))
    return {}


def draw_curtain(tx: Transaction, presentation_id: int, version: int, verdict: str) -> Content:
    """`verdict` as in domain.curtain, about the presentation as it was at `version`: if somebody has tapped meanwhile,
    nothing happens."""
    one = tx.house.of(PRESENTATIONS).get(presentation_id)
    if one is not None and one.version == version:
        if verdict == CLOSED:
            hearts.empty(tx.connection, one.id)
            commands.record(tx, one, rules.end(one))
        else:
            commands.record(tx, one, rules.blacken(one, commands.on_screen(tx, one), is_idle=verdict == IDLE))
    return {}


# --- what they have in common ---


def _found(tx: Transaction, presentation_id: int) -> Presentation:
    one = tx.find(PRESENTATIONS, presentation_id)
    if one is None:
        raise r.UnknownPresentation()
    return one


def _ordered(tx: Transaction, one: Presentation) -> tuple[Photo, ...]:
    return in_order(photos.photos_of(tx.connection, str(one.booking)))


def _order(tx: Transaction, one: Presentation) -> list[str]:
    return [photo.id for photo in _ordered(tx, one)]


def _seen(tx: Transaction, one: Presentation, order: list[str]) -> tuple[str, ...]:
    """What the first pass has shown, while it runs."""
    is_first = one.run is not None and one.run.which == reveal.FIRST
    return shown_in_pass(tx.connection, one, order, tx.now) if is_first else ()
