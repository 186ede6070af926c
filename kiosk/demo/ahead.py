"""Who comes to the demo house tomorrow and the day after, to choose or to fetch: not all of it is ready yet, on purpose."""

from datetime import datetime, time, timedelta
from typing import Any

from ..commands import readiness
from ..commands.customers_link import link_customer
from ..config import Settings
from ..domain.booking import Booking, BookingAdded
from ..kinds import BOOKINGS
from ..transaction import Transaction

CHOOSES, FETCHES, CHOOSES_LATER = 2053, 2054, 2055
THINGS = ("Album, 30 × 30 cm, linen", "Frame, 60 × 90 cm", "Two small albums for the parents")


def play(tx: Transaction, settings: Settings) -> dict[str, Any]:
    def at(days: int, hour: int, minute: int = 0) -> datetime:
        day = tx.house.today + timedelta(days=days)
        return datetime.combine(day, time(hour, minute), settings.zone)

    _book(
        tx,
        Booking(
            number=CHOOSES,
            starts_at=at(1, 10, 30),
            kind="selection",
            party=("Ms Eriksen",),
            phone="+4791234567",
            host="mei",
            room="sales-1",
            allowance=20,
            extra_cents=6800,
            balance_cents=120000,
            language="en",
        ),
    )
    _book(
        tx,
        Booking(
            number=FETCHES,
            starts_at=at(1, 15),
            kind="pickup",
            party=("Ines Moreau", "Paul Moreau"),
            phone="+33698765432",
            host="bo",
            language="en",
        ),
    )
    _book(
        tx,
        Booking(
            number=CHOOSES_LATER,
            starts_at=at(2, 11),
            kind="selection",
            party=("赵敏", "周凯"),
            phone="+8613911112222",
            host="anna",
            allowance=30,
            extra_cents=6800,
            language="zh_Hans",
        ),
    )
    readiness.list_items(tx, FETCHES, THINGS)
    readiness.tick_item(tx, FETCHES, 1, True)
    readiness.tick_item(tx, FETCHES, 2, True)
    return {}


def _book(tx: Transaction, booking: Booking) -> None:
    tx.append(f"booking-{booking.number}", BookingAdded(number=booking.number, source="demo"))
    tx.put(BOOKINGS, link_customer(tx, booking))
