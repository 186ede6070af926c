"""The taps that bring a sample onto a room's TV and take it away again (C02). Whether its people's consent stands is asked before
the tap, and by the TV whenever it asks for the picture: the files are read outside the store."""

from kiosk.commands.tapping import acting, known_room
from kiosk.config import Settings
from kiosk.transaction import Transaction

from . import commands
from .commands import Content
from .domain import refusals as r
from .domain import samples as rules
from .domain.events import PresentationStarted
from .domain.presentation import Presentation
from .domain.samples import NOBODYS
from .kinds import PRESENTATIONS


def show_in(tx: Transaction, settings: Settings, room: str, sample: str) -> Content:
    """To guests whose photos are not being shown: a showing of samples alone begins where none runs."""
    acting(tx)
    known_room(settings, room)
    running = next((one for one in tx.house.of(PRESENTATIONS).values() if one.room == room), None)
    if running and not rules.gives_way(running):
        raise r.RoomBusy(actor=running.presenter, party=running.title, presentation=running.id)
    return _show(tx, running or _begun(tx, settings, room), sample)


def show(tx: Transaction, presentation_id: int, sample: str) -> Content:
    """Above what is presented; that stays as it is."""
    acting(tx)
    return _show(tx, _found(tx, presentation_id), sample)


def take_away(tx: Transaction, presentation_id: int) -> Content:
    acting(tx)
    one = _found(tx, presentation_id)
    return commands.outcome(commands.record(tx, one, rules.take_sample_away(one)))


def _show(tx: Transaction, one: Presentation, sample: str) -> Content:
    events = rules.show_sample(one, sample, commands.on_screen(tx, one))
    return commands.outcome(commands.record(tx, one, events))


def _begun(tx: Transaction, settings: Settings, room: str) -> Presentation:
    started = PresentationStarted(
        id=tx.next_id(PRESENTATIONS),
        booking=NOBODYS,
        room=room,
        presenter=acting(tx).id,
        party=(),
        looks=0,
        shot_at=None,
        language=None,
        dwell_seconds=settings.presentations.dwell_seconds,
    )
    return commands.record(tx, None, [started])


def _found(tx: Transaction, presentation_id: int) -> Presentation:
    one = tx.find(PRESENTATIONS, presentation_id)
    if one is None:
        raise r.UnknownPresentation()
    return one
