"""The taps on a visit, from the door to the farewell."""

from datetime import date
from typing import Any

from ..config import Settings
from ..domain import custody, duty, farewell, mending
from ..domain import refusals as r
from ..domain.booking import Booking
from ..domain.brief import must_read
from ..domain.events import VisitEvent, VisitStarted
from ..domain.nicknames import free_nickname
from ..domain.requests import of_booking
from ..domain.sheet import planned_legs
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..kinds import BOOKINGS, VISITS
from ..transaction import Transaction
from .readiness import note_miss
from .rooms import check_ready
from .tapping import gone_of, known_booking, known_room, known_stage, moment_ago, on_visit, outcome, staff_member

Content = dict[str, Any]


def check_in(tx: Transaction, number: int, language: str) -> Content:
    """The customer is at the door: the visit begins in the host's hands, not yet greeted (I1)."""
    booking = known_booking(tx, number)
    if booking.is_cancelled:
        raise r.BookingCancelled()
    for other in tx.house.visits.values():
        if other.number == number and other.ended_at is None:
            raise r.AlreadyHere(holder=other.holder)
    visit = _start(tx, booking, language)
    note_miss(tx, booking, visit.id)
    return outcome(visit)


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
    return tx.record(None, f"visit-{visit_id}", [started, *of_booking(booking, started.plan)])


def take_arrival(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    """“I am on my way” to a party at the door."""
    return on_visit(tx, visit_id, version, custody.take_arrival)


def greet(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    return on_visit(tx, visit_id, version, lambda visit, by: custody.greet(visit, by, _must_read(tx, visit, by)))


def pass_gate(
    tx: Transaction, settings: Settings, visit_id: int, items: tuple[str, ...] | None, version: int | None = None
) -> Content:
    """`items` are the points ticked; None says that all are done."""
    required = farewell.points_of(tx.visit(visit_id), settings.gate)
    done = required if items is None else items
    return on_visit(
        tx,
        visit_id,
        version,
        lambda visit, by: custody.pass_gate(visit, by, done, required, _must_read(tx, visit, by)),
    )


def _must_read(tx: Transaction, visit: Visit, by: Staff) -> bool:
    booking = tx.find(BOOKINGS, visit.number)
    return must_read(booking, by.id, lambda staff: tx.house.is_away(staff, tx.house.today))


def offer_handoff(
    tx: Transaction,
    settings: Settings,
    visit_id: int,
    receiver: str,
    stage: str,
    room: str | None = None,
    version: int | None = None,
    walker: str | None = None,
) -> Content:
    """Set out to bring the party to a named colleague and stage; `walker` goes along in the giver's place."""
    tx.visit(visit_id)  # an unknown visit is the better answer than an unknown colleague
    colleague = staff_member(tx, receiver)
    escort = staff_member(tx, walker) if walker else None
    check_ready(tx, settings, room or colleague.room)
    known_stage(settings, stage)
    known_room(settings, room)

    def offer(visit: Visit, giver: Staff) -> list[VisitEvent]:
        return custody.offer(visit, giver, colleague, stage, room, escort, settings.escorts(visit.stage))

    return on_visit(tx, visit_id, version, offer)


def accept_handoff(
    tx: Transaction,
    visit_id: int,
    version: int | None = None,
    minutes_ago: int = 0,
    assistant: str | None = None,
    wish: str | None = None,
) -> Content:
    """`minutes_ago` is how late the tap comes, `assistant` who is introduced along, `wish` the one the receiver picked."""
    helper = staff_member(tx, assistant) if assistant else None

    def accept(visit: Visit, by: Staff) -> list[VisitEvent]:
        since = mending.not_before(visit, moment_ago(tx, minutes_ago), tx.now) if minutes_ago else None
        named = tx.house.staff.get(visit.handoff.receiver) if visit.handoff else None
        return custody.accept(visit, by, since, helper, wish, named)

    return on_visit(tx, visit_id, version, accept)


def withdraw_handoff(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    return on_visit(tx, visit_id, version, custody.withdraw)


def enter_stage(
    tx: Transaction, settings: Settings, visit_id: int, stage: str, room: str | None, version: int | None = None
) -> Content:
    known_stage(settings, stage)
    known_room(settings, room)
    return on_visit(tx, visit_id, version, lambda visit, by: custody.enter_stage(visit, by, stage, room))


def start_escort(tx: Transaction, visit_id: int, kind: str, version: int | None = None) -> Content:
    return on_visit(tx, visit_id, version, lambda visit, by: custody.start_escort(visit, by, kind))


def end_escort(tx: Transaction, visit_id: int, version: int | None = None) -> Content:
    return on_visit(tx, visit_id, version, custody.end_escort)


def see_off(
    tx: Transaction,
    settings: Settings,
    visit_id: int,
    items: tuple[str, ...] | None,
    version: int | None = None,
    reasons: dict[str, str] | None = None,
    selection_on: date | None = None,
) -> Content:
    """`items` are the points of the farewell list that were done, None says all; `reasons` say why others were not. Whoever
    tells what was done also tells why their wish was not asked about."""
    points = farewell.points_of(tx.visit(visit_id), settings.farewell)
    required = points if items is None else farewell.to_do(tx.visit(visit_id), settings.farewell)
    done = points if items is None else tuple(one for one in items if one != farewell.WISH)
    left_out = tuple((reasons or {}).items())
    gone = gone_of(tx, tx.visit(visit_id))

    def see_off(visit: Visit, by: Staff) -> list[VisitEvent]:
        custody.see_off(visit, by, done, required, left_out, gone)  # what is not done at all is said before the date
        told = selection_on if items is None else farewell.agreed(items, selection_on, tx.house.today)
        return custody.see_off(visit, by, done, required, left_out, gone, told)

    return on_visit(tx, visit_id, version, see_off)


def undo(tx: Transaction, visit_id: int) -> Content:
    """Take back one's own last tap."""
    off_duty = {person.id for person in tx.house.staff.values() if not person.is_on_duty}
    return on_visit(tx, visit_id, None, lambda visit, by: custody.undo(visit, by, tx.now, off_duty, tx.house.present))
