"""The taps on a visit, from the door to the farewell."""

from collections.abc import Callable
from typing import Any

from ..config import Settings
from ..domain import custody, duty
from ..domain import refusals as r
from ..domain.booking import Booking
from ..domain.events import VisitEvent, VisitStarted
from ..domain.nicknames import free_nickname
from ..domain.sheet import planned_legs
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..kinds import BOOKINGS, VISITS
from ..studio import Item
from ..transaction import Transaction
from .tapping import acting, known_room, known_stage, outcome, staff_member, still

Content = dict[str, Any]


def check_in(tx: Transaction, number: int, language: str) -> Content:
    """The customer is at the door: the visit begins in the host's hands, not yet greeted (I1)."""
    booking = tx.find(BOOKINGS, number)
    if booking is None:
        raise r.UnknownBooking(number=number)
    if booking.is_cancelled:
        raise r.BookingCancelled()
    for other in tx.house.visits.values():
        if other.number == number and other.ended_at is None:
            raise r.AlreadyHere(holder=other.holder)
    return outcome(_start(tx, booking, language))


def _start(tx: Transaction, booking: Booking, language: str) -> Visit:
    house = tx.house
    holder = duty.first_hands(booking.host, booking.deputy, house.staff, house.present)
    if holder is None:
        raise r.UnknownStaff(staff=booking.host or "")
    visit_id = tx.next_id(VISITS)
    host = booking.host or holder
    looks = booking.looks or (("",) if booking.kind == "shoot" else ())
    started = VisitStarted(
        id=visit_id,
        number=booking.number,
        kind=booking.kind,
        on=house.today,
        party=booking.party,
        size=booking.size or len(booking.party),
        language=language,
        host=host,
        deputy=booking.deputy or (holder if holder != host else None),
        holder=holder,
        nickname=free_nickname(visit_id, {visit.nickname for visit in house.present}),
        looks=looks,
        plan=planned_legs(booking.kind, len(looks)),
        wish=booking.wish,
        notes=booking.notes,
        customer=booking.customer,
        needs=booking.needs,
    )
    return tx.record(None, f"visit-{visit_id}", [started])


def _tap(
    tx: Transaction, visit_id: int, version: int | None, rule: Callable[[Visit, Staff], list[VisitEvent]]
) -> Content:
    """Load, decide, check that the card was fresh, append."""
    visit = tx.visit(visit_id)
    events = rule(visit, acting(tx))
    still(tx, visit, version)
    return outcome(tx.record(visit, f"visit-{visit_id}", events))


def take_arrival(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    """“I am on my way” to a party at the door."""
    return _tap(tx, visit_id, version, custody.take_arrival)


def greet(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    return _tap(tx, visit_id, version, custody.greet)


def pass_gate(
    tx: Transaction, settings: Settings, visit_id: int, items: tuple[str, ...] | None, version: int | None = None
) -> Content:
    """`items` are the points ticked; None says that all are done."""
    required = _keys(settings.gate)
    done = required if items is None else items
    return _tap(tx, visit_id, version, lambda visit, by: custody.pass_gate(visit, by, done, required))


def offer_handoff(
    tx: Transaction,
    settings: Settings,
    visit_id: int,
    receiver: str,
    stage: str,
    room: str | None = None,
    version: int | None = None,
) -> Content:
    """Set out to bring the party to a named colleague and stage."""
    tx.visit(visit_id)  # an unknown visit is the better answer than an unknown colleague
    colleague = staff_member(tx, receiver)
    known_stage(settings, stage)
    known_room(settings, room)
    return _tap(tx, visit_id, version, lambda visit, giver: custody.offer(visit, giver, colleague, stage, room))


def accept_handoff(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    return _tap(tx, visit_id, version, custody.accept)


def withdraw_handoff(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    return _tap(tx, visit_id, version, custody.withdraw)


def enter_stage(
    tx: Transaction, settings: Settings, visit_id: int, stage: str, room: str | None, version: int | None = None
) -> Content:
    known_stage(settings, stage)
    known_room(settings, room)
    return _tap(tx, visit_id, version, lambda visit, by: custody.enter_stage(visit, by, stage, room))


def start_escort(tx: Transaction, visit_id: int, kind: str, version: int | None = None) -> Content:
    return _tap(tx, visit_id, version, lambda visit, by: custody.start_escort(visit, by, kind))


def end_escort(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    return _tap(tx, visit_id, version, custody.end_escort)


def see_off(
    tx: Transaction, settings: Settings, visit_id: int, items: tuple[str, ...] | None, version: int | None = None
) -> Content:
    """`items` are the points of the farewell list that were done; None says all."""
    required = _keys(settings.farewell)
    done = required if items is None else items
    return _tap(tx, visit_id, version, lambda visit, by: custody.see_off(visit, by, done, required))


def undo(tx: Transaction, visit_id: int) -> Content:
    """Take back one's own last tap."""
    return _tap(tx, visit_id, None, lambda visit, by: custody.undo(visit, by, tx.now))


def _keys(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(item.key for item in items)
