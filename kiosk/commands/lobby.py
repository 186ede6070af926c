"""The lobby: a guest finds their own booking and checks in; nobody else's name is ever shown (FAULTS T21-T23)."""

from datetime import timedelta
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from ..config import Settings
from ..domain import duty
from ..domain import refusals as r
from ..domain.booking import Booking, masked, matches
from ..domain.words import N_
from ..spelling import family_spellings
from ..transaction import Transaction
from ..tries import Tries
from . import visits

Content = dict[str, Any]

TICKET_SECONDS = 300


class TooManyTries(r.Refusal):
    code, status, message = "too_many_tries", 429, N_("Let us help you: a colleague is coming.")


class TicketExpired(r.Refusal):
    code, status, message = (
        "ticket_expired",
        409,
        N_("That took a little long. Please look for your booking once more."),
    )


def look_up(
    tx: Transaction, settings: Settings, tries: Tries, tickets: URLSafeTimedSerializer, digits: str, name: str
) -> Content:
    """Exactly one fitting booking of about now gives a masked confirmation and a ticket; none and several look alike."""
    if not tries.allow(tx.writing.device, tx.now):
        raise TooManyTries()
    near = [booking for booking in tx.house.bookings.values() if _is_near(booking, tx, settings)]
    found = [booking for booking in near if matches(booking, digits, name, _spelled(booking))]
    if len(found) != 1:
        return {"found": False}
    tries.forgive(tx.writing.device)
    booking = found[0]
    holder = duty.first_hands(booking.host, booking.deputy, tx.house.staff, tx.house.present)
    return {
        "found": True,
        "party": [masked(person) for person in booking.party],
        "time": booking.starts_at.astimezone(settings.zone).strftime("%H:%M"),
        "kind": booking.kind,
        "host": holder,
        "ticket": tickets.dumps([booking.number, tx.writing.device]),
    }


def check_in(tx: Transaction, tickets: URLSafeTimedSerializer, ticket: str, language: str) -> Content:
    """Begin the visit for a ticket that this device got by looking up."""
    try:
        number, device = tickets.loads(ticket, max_age=TICKET_SECONDS)
    except BadData as error:
        raise TicketExpired() from error
    if device != tx.writing.device:
        raise TicketExpired()
    content = visits.check_in(tx, number, language)
    return {**content, "nickname": tx.visit(content["visit"]).nickname}


def _is_near(booking: Booking, tx: Transaction, settings: Settings) -> bool:
    early, late = timedelta(hours=settings.lobby.early_hours), timedelta(hours=settings.lobby.late_hours)
    return tx.now - late <= booking.starts_at <= tx.now + early


def _spelled(booking: Booking) -> frozenset[str]:
    return frozenset().union(*(family_spellings(person) for person in booking.party))
