"""A believable day in progress, played through the real commands with the clock set back (the cast of the house)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ..clock import Clock
from ..commands import beside, people, visits
from ..commands.customers_link import link_customer
from ..config import Settings
from ..domain.booking import Booking, BookingAdded
from ..domain.sheet import SALES_ROOM
from ..kinds import BOOKINGS
from ..store import Store
from ..transaction import Transaction, Writing
from . import ahead, past, regulars
from .guests import GUESTS, Guest

Step = tuple[datetime, str, Callable[[Transaction], dict[str, Any]]]


class SetClock(Clock):
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = super().now()

    def now(self) -> datetime:
        return self.moment


def play(store: Store, settings: Settings) -> None:
    """Bring the whole day so far into an empty house, event by event, each at its own time."""
    real, clock = store.clock, SetClock()
    now = real.now()
    store.execute(Writing.by_system(), past.play)
    steps = sorted(
        (step for guest in GUESTS for step in (_booked(guest, now), *_walked(guest, now, settings))),
        key=lambda step: step[0],
    )
    store.clock = clock
    try:
        for moment, actor, command in steps:
            clock.moment = moment
            store.execute(Writing.by_system(actor), command)
        clock.moment = now
        store.execute(Writing.by_system("anna"), lambda tx: people.end_duty(tx, "hua"))
        store.execute(Writing.by_system("anna"), regulars.play)
        store.execute(Writing.by_system("bo"), lambda tx: ahead.play(tx, settings))
    finally:
        store.clock = real


def booking_of(guest: Guest, now: datetime) -> Booking:
    """As it was agreed with them, on a full five minutes."""
    spent = sum(minutes for _, _, minutes in guest.walk)
    due = (now - timedelta(minutes=spent - guest.due_in)).replace(second=0, microsecond=0)
    starts_at = due - timedelta(minutes=due.minute % 5)
    return Booking(
        number=guest.number,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=guest.minutes) if guest.minutes else None,
        kind=guest.kind,
        party=guest.party,
        size=guest.size,
        phone=guest.phone,
        package=guest.package,
        looks=guest.looks,
        allowance=30,
        extra_cents=6800,
        balance_cents=50000,
        host=guest.host,
        deputy=guest.deputy,
        notes=guest.notes,
        wish=guest.wish,
        language=guest.language,
        room=guest.room,
        artists=guest.artists,
    )


def _booked(guest: Guest, now: datetime) -> Step:
    booking = booking_of(guest, now)

    def add(tx: Transaction) -> dict[str, Any]:
        tx.append(f"booking-{booking.number}", BookingAdded(number=booking.number, source="demo"))
        tx.put(BOOKINGS, link_customer(tx, booking))
        return {}

    return now - timedelta(hours=10), "system", add


def _walked(guest: Guest, now: datetime, settings: Settings) -> list[Step]:
    if not guest.walk:
        return []
    at = now - timedelta(minutes=sum(minutes for _, _, minutes in guest.walk))
    holder = guest.walk[0][0]
    steps: list[Step] = [(at, "customer", lambda tx: visits.check_in(tx, guest.number, guest.language))]
    if guest.is_greeted:
        steps.append((at + timedelta(seconds=50), holder, _on(guest, visits.greet)))
    if guest.has_passed_gate:
        after = at + timedelta(minutes=min(9.0, guest.walk[0][2] - 1))
        steps.append((after, holder, _on(guest, lambda tx, visit: visits.pass_gate(tx, settings, visit, None))))
    for (giver, _, minutes), (receiver, stage, _) in zip(guest.walk, guest.walk[1:], strict=False):
        at += timedelta(minutes=minutes)
        steps += _leg(guest, settings, at, giver, receiver, stage)
    steps += _noted(guest, now)
    if guest.offered:
        receiver, stage, minutes = guest.offered
        steps.append((now - timedelta(minutes=minutes), guest.walk[-1][0], _offer(guest, settings, receiver, stage)))
    return steps


def _noted(guest: Guest, now: datetime) -> list[Step]:
    """What colleagues tapped beside the way: a face, a request, the sheet sent on after the last look."""
    moment, giver = now - timedelta(minutes=3), guest.walk[max(0, len(guest.walk) - 2)][0]
    steps: list[Step] = []
    if guest.mood:
        steps.append((moment, giver, _on(guest, lambda tx, visit: beside.note_mood(tx, visit, guest.mood, ""))))
    if guest.request:
        stage, words = guest.request
        asked = _on(guest, lambda tx, visit: beside.make_request(tx, Settings(), visit, stage, words, 0))
        steps.append((moment, guest.host, asked))
    if guest.kind == "shoot" and guest.walk[-1][1] in ("removal", "farewell"):
        holder = guest.walk[-1][0]
        steps.append((moment, holder, _on(guest, beside.send_sheet)))
        steps.append((moment + timedelta(minutes=1), holder, _on(guest, beside.receive_sheet)))
    return steps


def _leg(guest: Guest, settings: Settings, at: datetime, giver: str, receiver: str, stage: str) -> list[Step]:
    if giver == receiver:
        room = guest.room if stage == SALES_ROOM else None
        enter = _on(guest, lambda tx, visit: visits.enter_stage(tx, settings, visit, stage, room))
        return [(at, giver, enter)]
    offered = at - timedelta(seconds=45)
    return [
        (offered, giver, _offer(guest, settings, receiver, stage)),
        (at, receiver, _on(guest, lambda tx, visit: visits.accept_handoff(tx, visit, wish=guest.wish or None))),
    ]


def _offer(guest: Guest, settings: Settings, receiver: str, stage: str) -> Callable[[Transaction], dict[str, Any]]:
    return _on(guest, lambda tx, visit: visits.offer_handoff(tx, settings, visit, receiver, stage))


def _on(guest: Guest, command: Callable[[Transaction, int], dict[str, Any]]) -> Callable[[Transaction], dict[str, Any]]:
    """The command on this guest's open visit."""

    def run(tx: Transaction) -> dict[str, Any]:
        visit = next(visit for visit in tx.house.present if visit.number == guest.number)
        return command(tx, visit.id)

    return run
