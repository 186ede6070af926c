"""Bookings at the desk: made, changed, moved, cancelled and restored; nothing of a colleague's is overwritten unseen."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from ..config import Settings
from ..domain import refusals as r
from ..domain.booking import Booking, BookingAdded, BookingChanged, BookingMoved, BookingWasCancelled
from ..domain.clashes import clashes
from ..domain.customer import Customer
from ..domain.events import CompanyTold, NeedsTold, PartyNamed, VisitEvent
from ..domain.missing import ensure_covered
from ..domain.requests import of_change
from ..domain.words import N_
from ..hours import day_of
from ..kinds import BOOKINGS
from ..queries.diary import all_between
from ..transaction import Transaction
from .customers_link import chosen_customer, claim_concerns, count, is_erased, link_customer
from .tapping import known_booking

Content = dict[str, Any]

FIRST_NUMBER = 2001
A_DAY = timedelta(days=1)
OWN_DOING = "studio"
REASONS = {
    "date": N_("The date no longer fits"),
    "ill": N_("Somebody is ill"),
    "elsewhere": N_("Chose another studio"),
    "price": N_("Too expensive"),
    OWN_DOING: N_("It was our own doing"),
    "other": N_("Another reason"),
}
_BESIDE = frozenset({"number", "version", "briefs", "readiness", "customer"})
_COVERED = ("starts_at", "host", "deputy", "is_cancelled")
_PLACE_AND_TIME = ("starts_at", "ends_at", "kind", "package", "artists", "room", "dresses")


class StaleBooking(r.Refusal):
    code, message = "stale_booking", N_("A colleague has changed this booking meanwhile. Nothing was saved yet.")


class Clashing(r.Refusal):
    """`numbers` are the bookings in the way."""

    code, message = "clashes", N_("Somebody or something is booked twice at that time. Nothing was saved yet.")


def add_booking(
    tx: Transaction, settings: Settings, values: dict[str, Any], anyway: bool, customer: int | None = None
) -> Content:
    """A new booking; `values` are attributes of `Booking`. Refused on a clash, unless it is meant `anyway`. `customer` is whose
    it is, where the desk has chosen them."""
    number = free_number(tx)
    draft = replace(Booking(number=number, starts_at=tx.now, kind="shoot", party=()), **values)
    _check_clashes(tx, settings, draft, None, anyway)
    after = keep(tx, draft, None, "desk", chosen=chosen_customer(tx, customer))
    check_cover(tx, settings, after, None)
    return _outcome(after)


def edit_booking(
    tx: Transaction,
    settings: Settings,
    number: int,
    values: dict[str, Any],
    version: int | None,
    anyway: bool,
    is_wish: bool = True,
    customer: int | None = None,
) -> Content:
    """Change what differs. `version` is the one that was on the form; `is_wish` False says that a new time only puts a
    mistake of ours right, and is no move of the customer's (B14); `customer` is whose it is from now on, where that was
    chosen."""
    before = known_booking(tx, number)
    _still(before, version)
    draft = replace(before, **values)
    _check_clashes(tx, settings, draft, before, anyway)
    after = keep(tx, draft, before, "desk", is_wish, chosen_customer(tx, customer))
    check_cover(tx, settings, after, before)
    _tell_visit(tx, before, after)
    return _outcome(after)


def cancel_booking(tx: Transaction, number: int, reason: str, words: str, version: int | None) -> Content:
    """`reason` is a key of `REASONS`; further words go to the notes, where they can be erased."""
    before = known_booking(tx, number)
    if before.is_cancelled:
        return _outcome(before)
    _still(before, version)
    _check_not_here(tx, number)
    notes = f"{before.notes}\n{words}".strip() if words else before.notes
    after = replace(before, is_cancelled=True, notes=notes, version=before.version + 1)
    _record_cancellation(tx, before, reason)
    tx.put(BOOKINGS, after)
    return _outcome(after)


def restore_booking(tx: Transaction, settings: Settings, number: int, version: int | None) -> Content:
    """A cancelled booking stands again, and the cancellation no longer counts."""
    before = known_booking(tx, number)
    if not before.is_cancelled:
        return _outcome(before)
    _still(before, version)
    after = keep(tx, replace(before, is_cancelled=False), before, "desk")
    check_cover(tx, settings, after, before)
    return _outcome(after)


def keep(
    tx: Transaction,
    draft: Booking,
    before: Booking | None,
    source: str,
    is_wish: bool = True,
    chosen: Customer | None = None,
) -> Booking:
    """Link, record and store `draft`; without `before` it is new. What does not differ leaves no trace, and what was erased
    on request stays erased."""
    if before and is_erased(tx, before):
        return before
    booking = link_customer(tx, draft, chosen)
    stream = f"booking-{booking.number}"
    if before is None:
        tx.append(stream, BookingAdded(number=booking.number, source=source))
        tx.put(BOOKINGS, booking)
        return booking
    changed = tuple(field for field in _FIELDS if getattr(before, field) != getattr(booking, field))
    if chosen and booking.customer != before.customer:
        changed = (*changed, "customer")
    if not changed and booking.customer == before.customer:
        return before
    if changed:
        booking = replace(booking, version=before.version + 1)
        tx.append(stream, BookingChanged(number=booking.number, fields=changed, source=source))
        _record_turns(tx, before, booking, is_wish)
    tx.put(BOOKINGS, booking)
    return booking


def free_number(tx: Transaction) -> int:
    return max(FIRST_NUMBER, tx.next_id(BOOKINGS))


def minutes_of(settings: Settings) -> dict[str, int]:
    """How long each package's shoot takes."""
    return {package.name: package.minutes for package in settings.packages}


_FIELDS = tuple(field.name for field in fields(Booking) if field.name not in _BESIDE)


def _record_turns(tx: Transaction, before: Booking, after: Booking, is_wish: bool) -> None:
    """Moves, cancellations and restorations, each told by itself and counted."""
    if before.starts_at != after.starts_at:
        moved = BookingMoved(number=after.number, was=before.starts_at, starts_at=after.starts_at)
        tx.append(f"booking-{after.number}", moved)
        count(tx, after, moves=1 if is_wish else 0)
    if after.is_cancelled and not before.is_cancelled:
        _record_cancellation(tx, after, "")
    elif before.is_cancelled and not after.is_cancelled:
        count(tx, after, cancels=-1)


def _record_cancellation(tx: Transaction, booking: Booking, reason: str) -> None:
    tx.append(f"booking-{booking.number}", BookingWasCancelled(number=booking.number, reason=reason))
    count(tx, booking, cancels=0 if reason == OWN_DOING else 1)


def _still(booking: Booking, version: int | None) -> None:
    if version is not None and version != booking.version:
        raise StaleBooking(version=booking.version)


def check_cover(tx: Transaction, settings: Settings, after: Booking, before: Booking | None) -> None:
    """Of the booking as it was kept, since its customer may have brought the host along. As with clashes: what stands
    already, and is not being touched, is not asked about again; the desk sees it lacking."""
    is_same = before is not None and all(getattr(before, name) == getattr(after, name) for name in _COVERED)
    if not is_same:
        day = day_of(after.starts_at, settings.zone)
        ensure_covered(after, lambda staff: tx.house.is_away(staff, day))


def _check_clashes(tx: Transaction, settings: Settings, draft: Booking, before: Booking | None, anyway: bool) -> None:
    """What was clashing already, and is not being touched, is not asked about again."""
    is_same = before is not None and all(getattr(before, name) == getattr(draft, name) for name in _PLACE_AND_TIME)
    if anyway or is_same:
        return
    day = day_of(draft.starts_at, settings.zone)
    near = all_between(tx.connection, day - A_DAY, day + A_DAY, settings.zone)
    found = clashes(draft, (booking for _, booking in near), minutes_of(settings))
    if found:
        raise Clashing(numbers=[str(number) for number in sorted({clash.number for clash in found})])


def _check_not_here(tx: Transaction, number: int) -> None:
    for visit in tx.house.present:
        if visit.number == number:
            raise r.AlreadyHere(holder=visit.holder)


def _tell_visit(tx: Transaction, before: Booking, after: Booking) -> None:
    """What a party in the house may have told at the desk follows it; host, looks and notes of a visit stay as they are."""
    visit = next((one for one in tx.house.present if one.number == after.number and one.part_of is None), None)
    if visit is None:
        return
    for one in [one for one in tx.house.present if visit.id in (one.id, one.part_of)]:
        if anew := of_change(one, before, after, visit.plan):
            tx.record(one, f"visit-{one.id}", anew)
    visit = tx.visit(visit.id)
    if visit.parts:  # a party that walks in parts is counted and named part by part
        return
    told: list[VisitEvent] = []
    if (before.party, visit.customer) != (after.party, after.customer):
        told.append(PartyNamed(party=after.party, customer=after.customer))
        claim_concerns(tx, visit.id, after.customer)
    if before.size != after.size and after.size:
        mobility = visit.has_reduced_mobility
        told.append(CompanyTold(size=after.size, children=visit.children, has_reduced_mobility=mobility))
    if before.needs != after.needs:
        told.append(NeedsTold(needs=after.needs))
    if told:
        tx.record(visit, f"visit-{visit.id}", told)


def _outcome(booking: Booking) -> Content:
    return {"booking": booking.number, "version": booking.version, "customer": booking.customer}
