"""Taps on what has to be ready before a party comes: the confirmation call, the things to pick up, who sees to a lack, and a
promise that was made for a delay (REQUIREMENTS C34-C40, I6)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..config import Settings
from ..domain import customer as c
from ..domain import due
from ..domain import readiness as rules
from ..domain import refusals as r
from ..domain.booking import Booking
from ..domain.left_to import People
from ..domain.readiness import Check, Readiness
from ..domain.words import N_
from ..kinds import BOOKINGS, CUSTOMERS
from ..transaction import Transaction
from .customers_link import customer_of
from .tapping import acting, known_booking

Content = dict[str, Any]


class NothingPromised(r.Refusal):
    code, status, message = "nothing_promised", 422, N_("Please write in a few words what was promised.")


class Nobody(r.Refusal):
    code, message = "no_customer", N_("Nobody is known for this booking yet. Give it a name or a phone first.")


def note_found(tx: Transaction, found: Mapping[int, tuple[Check, ...]]) -> Content:
    """Keep what was found for these bookings. What is as it was leaves no trace."""
    for number, checks in found.items():
        booking = tx.find(BOOKINGS, number)
        if booking is None:
            continue
        after = rules.looked(booking.readiness, checks, tx.now)
        if after != booking.readiness:
            lacks = tuple(check.part for check in after.lacks)
            tx.append(f"booking-{number}", rules.ReadinessSeen(number=number, lacks=lacks))
            keep(tx, booking, after)
    return {}


def confirm_called(tx: Transaction, number: int) -> Content:
    """“They have been called.” Refused while anything lacks (C35)."""
    booking, by = known_booking(tx, number), acting(tx).id
    if booking.is_cancelled:
        raise r.BookingCancelled()
    if not booking.readiness.is_confirmed(booking.starts_at):
        after = rules.call(booking.readiness, booking.starts_at, by, tx.now)
        tx.append(f"booking-{number}", rules.CustomerCalled(number=number, by=by))
        keep(tx, booking, after)
    return {"booking": number}


def see_to(tx: Transaction, settings: Settings, number: int, parts: tuple[str, ...]) -> Content:
    booking, by = known_booking(tx, number), acting(tx).id
    people = People(tx.house.staff, patience=settings.care.patience)
    back = due.back_at(booking.readiness, booking.starts_at, settings.zone, people)
    after, fresh = rules.see_to(booking.readiness, parts, by, back, tx.now)
    if fresh:
        tx.append(f"booking-{number}", rules.ReadinessTaken(number=number, parts=fresh, by=by))
        keep(tx, booking, after)
    return {"booking": number, "taken_by": by}


def look_over(tx: Transaction, number: int, revision: int) -> Content:
    """“The quality is good”: who says so, of which photos (B19)."""
    booking, by = known_booking(tx, number), acting(tx).id
    after = rules.look_over(booking.readiness, revision, by, tx.now)
    if booking.readiness.quality is None or booking.readiness.quality.revision != revision:
        tx.append(f"booking-{number}", rules.QualityLookedOver(number=number, by=by, revision=revision))
        keep(tx, booking, after)
    return {"booking": number, "revision": revision}


def list_items(tx: Transaction, number: int, names: tuple[str, ...], seen: frozenset[int] = frozenset()) -> Content:
    booking = known_booking(tx, number)
    acting(tx)
    after = rules.list_items(booking.readiness, names, seen)
    if after != booking.readiness:
        tx.append(f"booking-{number}", rules.PickupListed(number=number, items=len(after.items)))
        keep(tx, booking, after)
    return {"booking": number, "items": len(after.items)}


def tick_item(tx: Transaction, number: int, item: int, is_here: bool) -> Content:
    booking, by = known_booking(tx, number), acting(tx).id
    after = rules.tick(booking.readiness, item, is_here, by, tx.now)
    tx.append(f"booking-{number}", rules.PickupTicked(number=number, item=item, is_here=is_here, by=by))
    keep(tx, booking, after)
    return {"booking": number}


def promise(tx: Transaction, settings: Settings, number: int, words: str, due_on: date | None = None) -> Content:
    """They were called to apologise, and this was promised. It stands at the top of their notes, and so in the brief, until
    somebody takes it down; and the house keeps it: what lacks is due sooner (C37, C39)."""
    booking, by = known_booking(tx, number), acting(tx).id
    if not words:
        raise NothingPromised()
    customer = customer_of(tx, booking)
    if customer is None:
        raise Nobody()
    stream, note = f"customer-{customer.id}", tx.seq + 1
    tx.append(stream, c.NoteWritten(id=customer.id, note=note))
    tx.append(stream, c.ContactRecorded(id=customer.id, channel="call", outcome="reached", note=note))
    written = c.Note(id=note, text=words, by=by, at=tx.now, is_pinned=True, kind=c.PROMISE)
    tx.put(CUSTOMERS, replace(customer, notes=(*customer.notes, written)))
    return {"booking": number, "customer": customer.id, "due_on": _pull_in(tx, settings, booking, due_on, by)}


def _pull_in(tx: Transaction, settings: Settings, booking: Booking, wanted: date | None, by: str) -> str | None:
    """The day on which all that lacks is due from now on."""
    known, starts_at = booking.readiness, booking.starts_at
    was = due.all_due_on(known, starts_at, settings.zone)
    sooner = due.pulled_in(known, starts_at, settings.zone, tx.house.today, wanted)
    if was and sooner:
        event = due.DeadlinePulledIn(number=booking.number, was=was, due_on=sooner, by=by)
        tx.append(f"booking-{booking.number}", event)
        keep(tx, booking, replace(known, due_on=sooner))
    day = sooner or was
    return day.isoformat() if day else None


def note_miss(tx: Transaction, booking: Booking, visit: int) -> None:
    """They are here and it is not ready: that must never go unnoticed (C40)."""
    lacks = tuple(check.part for check in booking.readiness.lacks)
    if lacks and booking.kind in rules.KINDS:
        missed = rules.ArrivedUnready(number=booking.number, visit=visit, lacks=lacks)
        tx.append(f"booking-{booking.number}", missed)


def keep(tx: Transaction, booking: Booking, readiness: Readiness) -> None:
    """It changes nothing that the desk's form shows, so no form grows stale by it."""
    tx.put(BOOKINGS, replace(booking, readiness=readiness))
