"""The day on which what was chosen is fetched: a date that was agreed becomes a booking, and readiness looks after it (C38)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from kiosk import i18n
from kiosk.commands.bookings import free_number, keep
from kiosk.commands.readiness import list_items
from kiosk.config import Settings
from kiosk.database import one
from kiosk.domain.booking import Booking
from kiosk.domain.readiness import PICKUP
from kiosk.hours import at, day_of, open_hours
from kiosk.kinds import BOOKINGS
from kiosk.transaction import Transaction

from .domain.choices import Product

NOON = time(12)


def book_pickup(tx: Transaction, settings: Settings, chosen: Booking, on: date, products: Sequence[Product]) -> None:
    """The pick-up of what was chosen of this booking, at the hour the studio opens, for nobody has named another; signed anew
    for another day, it moves there. What is to be fetched is listed by product until the desk says it better."""
    uid = f"pickup-of-{chosen.number}"
    row = one(tx.connection, "SELECT number FROM booking WHERE source_uid = :uid", {"uid": uid})
    before = tx.find(BOOKINGS, row["number"]) if row else None
    if before and day_of(before.starts_at, settings.zone) == on and not before.is_cancelled:
        return
    starts_at = _opening(settings, on)
    draft = Booking(
        number=free_number(tx),
        starts_at=starts_at,
        kind=PICKUP,
        party=chosen.party,
        size=chosen.size,
        phone=chosen.phone,
        host=chosen.host,
        language=chosen.language,
        customer=chosen.customer,
        source_uid=uid,
    )
    booking = keep(
        tx, replace(before, starts_at=starts_at, is_cancelled=False) if before else draft, before, "selection"
    )
    if before is None:
        with i18n.speaking(settings.studio.language):
            list_items(tx, booking.number, tuple(i18n.gettext(product.name) for product in products))


def _opening(settings: Settings, on: date) -> datetime:
    hours = open_hours(settings, on)
    return (hours[0] if hours else at(settings, on, NOON)).astimezone(UTC)
