"""Erasing a customer on request: the rule before it, and then the walk (FAULTS T40)."""

from typing import Any

from .. import erasure
from ..belongings import belongings_of
from ..config import Settings
from ..domain import customer as c
from ..domain.booking import Booking, digits
from ..hours import day_of
from ..transaction import Transaction
from .customers import living
from .tapping import acting

Content = dict[str, Any]


def erase(tx: Transaction, settings: Settings, customer_id: int, confirmation: str) -> Content:
    """Refused while they are in the house or still booked, and without their number typed as a confirmation."""
    acting(tx)
    customer = living(tx, customer_id)
    theirs = belongings_of(tx.connection, customer)
    is_shown = any(shown.table == "presentation" and not shown.body["ended_at"] for shown in theirs.shown)
    if is_shown or any(visit.ended_at is None for visit in theirs.visits):
        raise c.StillHere()
    seen_off = {visit.number for visit in theirs.visits if visit.ended_at}
    for booking in theirs.bookings:
        if booking.number not in seen_off and _is_to_come(tx, settings, booking):
            raise c.BookedAhead(number=booking.number)
    if digits(confirmation) != str(customer_id):
        raise c.NotConfirmed(customer=customer_id)
    event = erasure.erase(tx, customer)
    return {"customer": customer_id, "events": len(event.events), "unsigned": list(event.unsigned)}


def _is_to_come(tx: Transaction, settings: Settings, booking: Booking) -> bool:
    return not booking.is_cancelled and day_of(booking.starts_at, settings.zone) >= tx.house.today
