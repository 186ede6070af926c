"""Customers of the demo house whom somebody remembers: notes, special days, a call, and one who is known twice."""

from dataclasses import replace
from typing import Any

from ..commands import customers
from ..domain.customer import Customer, Particulars
from ..kinds import CONCERNS, CUSTOMERS
from ..transaction import Transaction

EMMA, CHEN = "+447700904321", "+8613800135678"


def play(tx: Transaction) -> dict[str, Any]:
    emma, chen = _with_phone(tx, EMMA), _with_phone(tx, CHEN)
    customers.record_contact(tx, emma.id, "call", "no_answer", "")
    customers.record_contact(tx, emma.id, "message", "reached", "Comes by train; may be ten minutes late.")
    customers.write_note(tx, emma.id, "Her grandmother made the veil. Handle it with dry hands.", True)
    customers.write_note(tx, emma.id, "Would like to see the rooftop.", False)
    customers.add_date(tx, emma.id, "Wedding day", tx.house.today.month, tx.house.today.day, None)
    known = Particulars(
        names=chen.names, phone=CHEN, say="Chén, Lǐ", language="en", channel="message", needs=("retro",)
    )
    customers.change(tx, chen.id, known, None)
    _remember_complaint(tx, chen)
    customers.write_note(tx, chen.id, "Prefers the window side, and no lilies anywhere.", True)
    customers.add(tx, Particulars(names=("E. Whitfield",), phone=EMMA), "hua")
    return {}


def _remember_complaint(tx: Transaction, customer: Customer) -> None:
    """One of the complaints of the last weeks was theirs: it comes back on the card of whoever has them in makeup."""
    concern = tx.find(CONCERNS, 1)
    if concern:
        tx.put(CONCERNS, replace(concern, customer=customer.id))


def _with_phone(tx: Transaction, phone: str) -> Customer:
    row = tx.connection.execute("SELECT body FROM customer WHERE phone = :phone", {"phone": phone}).fetchone()
    return CUSTOMERS.adapter.validate_json(row["body"])
