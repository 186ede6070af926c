"""A walk-in tells who they are: a customer of ours, known by their phone and back with their own host, or from now on a new
one (REQUIREMENTS A06, C21, D01)."""

from dataclasses import replace
from typing import Any

from ..belongings import with_phone
from ..domain import refusals as r
from ..domain import rota
from ..domain.booking import Booking
from ..domain.customer import SeveralCustomers, UnknownCustomer
from ..domain.events import HostFound, PartyNamed
from ..domain.rota import TurnReturned
from ..domain.visit import Visit
from ..kinds import BOOKINGS, CUSTOMERS, TURNS
from ..transaction import Transaction
from .bookings import keep
from .customers_link import claim_concerns, customer_of, may_be_them, new_customer

Content = dict[str, Any]

SOMEBODY_NEW = 0


def name_party(
    tx: Transaction, visit_id: int, party: tuple[str, ...], phone: str | None, customer: int | None
) -> Content:
    """On the visit and its booking, with everything that was noted of them until now. `customer` answers
    `SeveralCustomers`: one of them, or `SOMEBODY_NEW`."""
    visit = tx.visit(visit_id)
    if visit.ended_at:
        raise r.VisitEnded()
    before = tx.find(BOOKINGS, visit.number)
    draft = replace(before, party=party, phone=phone or before.phone) if before else None
    known = keep(tx, _linked(tx, draft, customer), before, "desk").customer if draft else None
    visit = tx.record(visit, f"visit-{visit_id}", [PartyNamed(party=party, customer=known)])
    visit = _back_to_owner(tx, visit)
    claim_concerns(tx, visit_id, known)
    return {"visit": visit_id, "version": visit.version, "party": list(party), "customer": known}


def _back_to_owner(tx: Transaction, visit: Visit) -> Visit:
    """Whom the rota gave to somebody else: their own host has them, and whose turn it was gets it back (I3)."""
    turn = next((one for one in tx.house.turns.values() if (one.visit, one.outcome) == (visit.id, "taken")), None)
    customer = tx.find(CUSTOMERS, visit.customer) if visit.customer else None
    owner = rota.owner(customer.host, visit.host, tx.house.staff) if customer else None
    if turn is None or owner is None:
        return visit
    tx.append("rota", TurnReturned(id=turn.id, staff=turn.staff, visit=visit.id))
    tx.put(TURNS, replace(turn, outcome="returned"))
    booking = tx.find(BOOKINGS, visit.number)
    if booking:
        keep(tx, replace(booking, host=owner), booking, "desk")
    return tx.record(visit, f"visit-{visit.id}", [HostFound(host=owner, was=visit.host)])


def _linked(tx: Transaction, draft: Booking, choice: int | None) -> Booking:
    """One number, one customer, a name that fits: that is them. Else nobody can tell without asking."""
    found = with_phone(tx.connection, draft.phone)
    if not found or customer_of(tx, draft):
        return draft
    if choice == SOMEBODY_NEW:
        return replace(draft, customer=new_customer(tx, draft).id)
    if choice is not None and choice not in [one.id for one in found]:
        raise UnknownCustomer(customer=choice)
    if choice is None and (len(found) > 1 or not may_be_them(found[0], draft.party)):
        raise SeveralCustomers(customers=[str(one.id) for one in found], names=[one.title for one in found])
    return replace(draft, customer=choice or found[0].id)
