"""Which customer a booking belongs to: found by phone and name, else made; one host answers for them for good (I3, D01, B14)."""

from dataclasses import replace
from typing import Any

from ..belongings import living, with_phone
from ..domain.booking import Booking, folded
from ..domain.customer import Customer, CustomerAdded, CustomerChanged, UnknownCustomer
from ..domain.missing import is_nameless
from ..kinds import BOOKINGS, CONCERNS, CUSTOMERS
from ..spelling import are_alike
from ..transaction import Transaction


def link_customer(tx: Transaction, booking: Booking, chosen: Customer | None = None) -> Booking:
    """`booking` with its customer and, where it has no host, with that customer's. The customer takes from the booking what
    is not known of them yet. Somebody who told neither name nor phone stays nobody's. Whom the desk has `chosen` they are,
    whatever name and phone stand there. The caller puts the booking."""
    if chosen is None and is_nameless(booking.party) and not booking.phone:
        return booking
    before = tx.find(BOOKINGS, booking.number)
    customer = chosen or _known(tx, booking, before) or new_customer(tx, booking)
    customer = _learned(tx, customer, booking, before)
    host = customer.host if customer.host and _works_here(tx, customer.host) else None
    return replace(booking, customer=customer.id, host=booking.host or host)


def chosen_customer(tx: Transaction, customer_id: int | None) -> Customer | None:
    """Whom the desk has chosen, followed through every merger; None where it has chosen nobody."""
    if customer_id is None:
        return None
    customer = living(tx.connection, customer_id)
    if customer is None or not customer.is_living:
        raise UnknownCustomer(customer=customer_id)
    return customer


def customer_of(tx: Transaction, booking: Booking) -> Customer | None:
    """The living customer that the booking is linked with."""
    customer = tx.find(CUSTOMERS, booking.customer) if booking.customer else None
    return customer if customer and customer.is_living else None


def is_erased(tx: Transaction, booking: Booking) -> bool:
    """Was the booking emptied with its customer? Then a file that still has the name brings nobody back (FAULTS T40)."""
    customer = tx.find(CUSTOMERS, booking.customer) if booking.customer else None
    return customer is not None and customer.erased_at is not None


def count(tx: Transaction, booking: Booking, moves: int = 0, cancels: int = 0) -> None:
    """One more move or cancellation of this customer, or one less (B14)."""
    customer = customer_of(tx, booking)
    if customer:
        counted = replace(customer, moves=max(0, customer.moves + moves), cancels=max(0, customer.cancels + cancels))
        tx.put(CUSTOMERS, counted)


def new_customer(tx: Transaction, booking: Booking) -> Customer:
    """Somebody the house did not know, with what their booking says of them."""
    customer = Customer(
        id=tx.next_id(CUSTOMERS),
        names=booking.party,
        phone=booking.phone,
        language=booking.language,
        host=booking.host,
        needs=booking.needs,
        created_at=tx.now,
    )
    tx.append(f"customer-{customer.id}", CustomerAdded(id=customer.id, source=f"booking-{booking.number}"))
    tx.put(CUSTOMERS, customer)
    return customer


def claim_concerns(tx: Transaction, visit: int, customer: int | None) -> None:
    """What a party was unhappy with before it had a name is this customer's too, and comes back on their next visit (B29)."""
    if customer is None:
        return
    rows = tx.connection.execute("SELECT body FROM concern WHERE visit = :visit", {"visit": visit}).fetchall()
    for concern in (CONCERNS.adapter.validate_json(row["body"]) for row in rows):
        if concern.customer != customer:
            tx.put(CONCERNS, replace(concern, customer=customer))


def _known(tx: Transaction, booking: Booking, before: Booking | None) -> Customer | None:
    """A link holds until the booking's phone becomes that of somebody else. A phone alone tells nobody: under a name that is
    not theirs, somebody new would read what is noted of another, and be erased with them. The desk may merge two."""
    linked = customer_of(tx, booking)
    if linked and before and before.phone == booking.phone:
        return linked
    same_phone = with_phone(tx.connection, booking.phone)
    if linked and (not same_phone or linked.id in [customer.id for customer in same_phone]):
        return linked
    names = _folded(booking.party)
    theirs = [one for one in same_phone if may_be_them(one, booking.party)]
    return min(theirs, key=lambda customer: (_folded(customer.names) != names, customer.id), default=None)


def may_be_them(customer: Customer, party: tuple[str, ...]) -> bool:
    """Of somebody with the same phone: does the name fit, where both are told?"""
    return is_nameless(party) or is_nameless(customer.names) or are_alike(customer.names, party)


def _folded(names: tuple[str, ...]) -> set[str]:
    return {folded(name) for name in names}


def _learned(tx: Transaction, customer: Customer, booking: Booking, before: Booking | None) -> Customer:
    """What the booking tells of a customer who lacks it; a name put right on their only booking is put right here too."""
    told: dict[str, Any] = {
        name: value
        for name in ("host", "phone", "language")
        if (value := getattr(booking, name)) and not getattr(customer, name)
    }
    is_theirs = before is not None and before.customer in (None, customer.id)
    is_put_right = before and is_theirs and customer.names == before.party and _is_only_booking(tx, customer)
    if (is_put_right or is_nameless(customer.names)) and customer.names != booking.party:
        told["names"] = booking.party
    if not told:
        return customer
    tx.append(f"customer-{customer.id}", CustomerChanged(id=customer.id, fields=tuple(told)))
    learned = replace(customer, version=customer.version + 1, **told)
    tx.put(CUSTOMERS, learned)
    return learned


def _is_only_booking(tx: Transaction, customer: Customer) -> bool:
    sql = "SELECT COUNT(*) AS bookings FROM booking WHERE customer = :id"
    return int(tx.connection.execute(sql, {"id": customer.id}).fetchone()["bookings"]) <= 1


def _works_here(tx: Transaction, staff_id: str) -> bool:
    person = tx.house.staff.get(staff_id)
    return person is not None and not person.has_left
