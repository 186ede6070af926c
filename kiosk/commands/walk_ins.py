"""“Just looking”: somebody without a booking is in a named person's hands with two taps (REQUIREMENTS A06, A07, C21, D02)."""

from typing import Any

from .. import i18n
from ..domain import rota
from ..domain.arrival import UnknownChoice, WalkedIn
from ..domain.booking import Booking
from ..domain.missing import WALK_IN
from ..domain.rota import Candidate, Turn, TurnTaken
from ..kinds import TURNS
from ..studio import Item, label
from ..transaction import Transaction
from . import lobby, visits
from .bookings import free_number, keep
from .lobby import Door

Content = dict[str, Any]


def walk_in(tx: Transaction, door: Door, reason: str, source: str) -> Content:
    """Whose turn it is takes them; with nobody on the rota a person is called. The answer says who comes."""
    words = (_chosen(door.settings.reasons, reason), _chosen(door.settings.sources, source))
    if not door.walk_ins.allow(tx.writing.device, lobby.is_guests_phone(tx), tx.now):
        raise lobby.TooManyTries()
    turns = rota.order(tx.house.staff, tx.house.turns.values(), tx.house.present)
    if not turns:
        return lobby.called(tx, door, "called")
    booking = _booked(tx, door, turns[0].staff, reason, words)
    content = visits.check_in(tx, booking.number, door.language)
    _take_turn(tx, turns[0], content["visit"])
    walked_in = WalkedIn(number=booking.number, visit=content["visit"], reason=reason, source=source)
    tx.append(f"booking-{booking.number}", walked_in)
    return lobby.begun(tx, door, booking, content)


def _chosen(items: tuple[Item, ...], key: str) -> Item:
    for item in items:
        if item.key == key:
            return item
    raise UnknownChoice(choice=key)


def _booked(tx: Transaction, door: Door, host: str, reason: str, words: tuple[Item, Item]) -> Booking:
    """An enquiry of now. Why they came stands on the card, in the studio's own language, until they have a name."""
    with i18n.speaking(door.settings.studio.language):
        notes = ". ".join(label(item.text) for item in words)
    booking = Booking(
        number=free_number(tx),
        starts_at=tx.now,
        kind="enquiry",
        party=(WALK_IN,),
        host=host,
        notes=notes,
        language=door.language,
        occasion=reason,
    )
    return keep(tx, booking, None, "lobby")


def _take_turn(tx: Transaction, candidate: Candidate, visit: int) -> None:
    turn_id = tx.next_id(TURNS)
    tx.append("rota", TurnTaken(id=turn_id, staff=candidate.staff, visit=visit, why=candidate.why))
    turn = Turn(id=turn_id, on=tx.house.today, staff=candidate.staff, outcome="taken", at=tx.now, visit=visit)
    tx.put(TURNS, turn)
