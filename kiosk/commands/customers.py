"""Customers at the desk: what is known of them, noted, counted, and two records that turn out to be one person
(REQUIREMENTS A04, A09, B21, D01, complaint P)."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ..config import Settings
from ..domain import customer as c
from ..domain.booking import Booking, BookingChanged
from ..domain.customer import Customer, Note, Particulars
from ..domain.merging import merged, unlike
from ..hours import day_of
from ..kinds import BOOKINGS, CONCERNS, CUSTOMERS, Kind
from ..transaction import Transaction
from .bookings import check_cover
from .tapping import acting, staff_member

Content = dict[str, Any]

CHANGES = ("CustomerChanged", "HostChanged", "CustomersMerged")


def add(tx: Transaction, particulars: Particulars, host: str | None) -> Content:
    """A new customer. That somebody has the same phone already is shown, not refused: families share one."""
    acting(tx)
    if host:
        staff_member(tx, host)
    customer_id = tx.next_id(CUSTOMERS)
    blank = Customer(id=customer_id, names=(), host=host, version=0, created_at=tx.now)
    customer, _ = c.changed(blank, particulars)
    tx.append(f"customer-{customer_id}", c.CustomerAdded(id=customer_id, source="desk"))
    tx.put(CUSTOMERS, customer)
    return _outcome(customer)


def change(tx: Transaction, customer_id: int, particulars: Particulars, version: int | None) -> Content:
    """Refused, with what is new, when somebody has changed the customer since the form was opened."""
    acting(tx)
    customer = living(tx, customer_id)
    _still(tx, customer, version)
    after, fields = c.changed(customer, particulars)
    if fields:
        _put_changed(tx, after, fields)
    return _outcome(after)


def change_host(tx: Transaction, settings: Settings, customer_id: int, host: str, reason: str) -> Content:
    """One host answers for a customer for good; another one needs a reason (I3). What is booked to come goes along."""
    acting(tx)
    customer = living(tx, customer_id)
    staff_member(tx, host)
    if customer.host == host:
        return _outcome(customer)
    if customer.host and not reason:
        raise c.ReasonMissing(host=customer.host)
    tx.append(
        f"customer-{customer_id}", c.HostChanged(id=customer_id, was=customer.host, host=host, reason=reason or "first")
    )
    after = replace(customer, host=host, version=customer.version + 1)
    tx.put(CUSTOMERS, after)
    for booking in _to_come(tx, settings, customer_id):
        if booking.host in (customer.host, None):
            check_cover(tx, settings, replace(booking, host=host), booking)
            moved = BookingChanged(number=booking.number, fields=("host",), source="customer")
            tx.append(f"booking-{booking.number}", moved)
            tx.put(BOOKINGS, replace(booking, host=host, version=booking.version + 1))
    return _outcome(after)


def write_note(tx: Transaction, customer_id: int, text: str, is_pinned: bool) -> Content:
    by = acting(tx)
    customer = living(tx, customer_id)
    note = Note(id=tx.seq + 1, text=text, by=by.id, at=tx.now, is_pinned=is_pinned)
    tx.append(f"customer-{customer_id}", c.NoteWritten(id=customer_id, note=note.id))
    tx.put(CUSTOMERS, replace(customer, notes=(*customer.notes, note)))
    return {**_outcome(customer), "note": note.id}


def pin_note(tx: Transaction, customer_id: int, note_id: int, is_pinned: bool) -> Content:
    acting(tx)
    customer, note = _note(tx, customer_id, note_id)
    if note.is_pinned != is_pinned:
        tx.append(f"customer-{customer_id}", c.NotePinned(id=customer_id, note=note_id, is_pinned=is_pinned))
        pinned = replace(note, is_pinned=is_pinned)
        tx.put(CUSTOMERS, replace(customer, notes=_but(customer, note_id, pinned)))
    return _outcome(customer)


def remove_note(tx: Transaction, customer_id: int, note_id: int) -> Content:
    """The words go for good; that there was a note stays in the log."""
    acting(tx)
    customer, _ = _note(tx, customer_id, note_id)
    tx.append(f"customer-{customer_id}", c.NoteRemoved(id=customer_id, note=note_id))
    tx.put(CUSTOMERS, replace(customer, notes=_but(customer, note_id)))
    return _outcome(customer)


def record_contact(tx: Transaction, customer_id: int, channel: str, outcome: str, words: str) -> Content:
    """A call, a message, a talk. Its words are kept among the notes, where they can be erased."""
    by = acting(tx)
    customer = living(tx, customer_id)
    note = Note(id=tx.seq + 1, text=words, by=by.id, at=tx.now) if words else None
    kept = note.id if note else None
    contact = c.ContactRecorded(id=customer_id, channel=channel, outcome=outcome, note=kept)
    tx.append(f"customer-{customer_id}", contact)
    if note:
        tx.put(CUSTOMERS, replace(customer, notes=(*customer.notes, note)))
    return {**_outcome(customer), "note": kept}


def add_date(tx: Transaction, customer_id: int, label: str, month: int, day: int, year: int | None) -> Content:
    acting(tx)
    customer = living(tx, customer_id)
    special = c.special_date(label, month, day, year)
    if special not in customer.dates:
        after = replace(customer, dates=(*customer.dates, special), version=customer.version + 1)
        _put_changed(tx, after, ("dates",))
    return _outcome(customer)


def remove_date(tx: Transaction, customer_id: int, place: int, version: int | None) -> Content:
    """`place` counts from 0 in the order shown; `version` says which order that was."""
    acting(tx)
    customer = living(tx, customer_id)
    _still(tx, customer, version)
    if 0 <= place < len(customer.dates):
        dates = customer.dates[:place] + customer.dates[place + 1 :]
        _put_changed(tx, replace(customer, dates=dates, version=customer.version + 1), ("dates",))
    return _outcome(customer)


def merge(tx: Transaction, customer_id: int, gone_id: int) -> Content:
    """Two numbers turn out to be one person: `gone_id` from now on leads to `customer_id`. Doing it twice changes nothing;
    no event is moved or lost, since the timeline reads both streams."""
    by = acting(tx)
    kept = living(tx, customer_id)
    if gone_id == customer_id:
        raise c.SameCustomer()
    gone = _known(tx, gone_id)
    if gone.merged_into == customer_id:
        return _outcome(kept)
    gone = living(tx, gone_id)
    beside = unlike(kept, gone)
    tx.append(f"customer-{customer_id}", c.CustomersMerged(kept=customer_id, gone=gone_id))
    note = Note(id=tx.seq, text=beside, by=by.id, at=tx.now) if beside else None
    whole, shell = merged(kept, gone, note)
    tx.put(CUSTOMERS, whole)
    tx.put(CUSTOMERS, shell)
    _repoint(tx, BOOKINGS, gone_id, customer_id)
    _repoint(tx, CONCERNS, gone_id, customer_id)
    return _outcome(whole)


def living(tx: Transaction, customer_id: int) -> Customer:
    customer = _known(tx, customer_id)
    if customer.merged_into is not None:
        raise c.CustomerIsMerged(customer=customer_id, kept=customer.merged_into)
    if customer.erased_at:
        raise c.CustomerGone(customer=customer_id)
    return customer


def changed_since(tx: Transaction, customer: Customer, version: int) -> tuple[tuple[str, ...], str]:
    """The fields that have changed since that version of the customer, and who changed something last."""
    sql = (
        f"SELECT type, body, actor FROM event WHERE stream = :stream AND type IN {CHANGES} "
        "ORDER BY version DESC LIMIT :count"
    )
    values = {"stream": f"customer-{customer.id}", "count": max(0, customer.version - version)}
    rows = tx.connection.execute(sql, values).fetchall()
    fields: list[str] = []
    for row in rows:
        fields += json.loads(row["body"]).get("fields", ["host"] if row["type"] == "HostChanged" else ["everything"])
    return tuple(dict.fromkeys(fields)), rows[0]["actor"] if rows else ""


def _known(tx: Transaction, customer_id: int) -> Customer:
    customer = tx.find(CUSTOMERS, customer_id)
    if customer is None:
        raise c.UnknownCustomer(customer=customer_id)
    return customer


def _still(tx: Transaction, customer: Customer, version: int | None) -> None:
    if version is not None and version != customer.version:
        fields, actor = changed_since(tx, customer, version)
        raise c.StaleCustomer(actor=actor, fields=list(fields), version=customer.version)


def _put_changed(tx: Transaction, customer: Customer, fields: tuple[str, ...]) -> None:
    tx.append(f"customer-{customer.id}", c.CustomerChanged(id=customer.id, fields=fields))
    tx.put(CUSTOMERS, customer)


def _note(tx: Transaction, customer_id: int, note_id: int) -> tuple[Customer, Note]:
    customer = living(tx, customer_id)
    for note in customer.notes:
        if note.id == note_id:
            return customer, note
    raise c.UnknownNote()


def _but(customer: Customer, note_id: int, *instead: Note) -> tuple[Note, ...]:
    return (*(note for note in customer.notes if note.id != note_id), *instead)


def _to_come(tx: Transaction, settings: Settings, customer_id: int) -> list[Booking]:
    """Their bookings of today and later whose party is not in the house yet."""
    sql = "SELECT body FROM booking WHERE customer = :id AND on_date >= :day ORDER BY number"
    day = (tx.house.today - timedelta(days=1)).isoformat()  # the column counts in UTC
    rows = tx.connection.execute(sql, {"id": customer_id, "day": day}).fetchall()
    bookings = [BOOKINGS.adapter.validate_json(row["body"]) for row in rows]
    begun = {visit.number for visit in tx.house.visits.values()}
    return [
        booking
        for booking in bookings
        if not booking.is_cancelled
        and booking.number not in begun
        and day_of(booking.starts_at, settings.zone) >= tx.house.today
    ]


def _repoint(tx: Transaction, kind: Kind[Any], gone: int, kept: int) -> None:
    rows = tx.connection.execute(f"SELECT body FROM {kind.table} WHERE customer = :gone", {"gone": gone}).fetchall()
    for row in rows:
        tx.put(kind, replace(kind.adapter.validate_json(row["body"]), customer=kept))


def _outcome(customer: Customer) -> Content:
    return {"customer": customer.id, "version": customer.version}
