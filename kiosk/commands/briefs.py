"""Reading the brief: everybody confirms it for themselves (REQUIREMENTS A15, C41, I4)."""

from dataclasses import replace
from typing import Any

from ..domain.booking import BriefRead, BriefReading
from ..domain.brief import has_read
from ..kinds import BOOKINGS
from ..transaction import Transaction
from .tapping import acting, known_booking


def read_brief(tx: Transaction, number: int) -> dict[str, Any]:
    """“I have read it”, once per person. It changes nothing that the desk's form shows, so no form grows stale by it."""
    by = acting(tx)
    booking = known_booking(tx, number)
    if not has_read(booking, by.id):
        tx.append(f"booking-{number}", BriefRead(number=number, by=by.id))
        tx.put(BOOKINGS, replace(booking, briefs=(*booking.briefs, BriefReading(by=by.id, at=tx.now))))
    return {"booking": number, "read_by": by.id}
