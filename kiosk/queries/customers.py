"""Customers at the desk: who is known, who may be known twice, and everything about one of them (REQUIREMENTS A04, A09,
A35, B14, B21, D01, D13, complaint P)."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from pydantic_core import to_jsonable_python

from ..belongings import Belongings, belongings_of, entries_in, signed_alike, with_phone
from ..config import Settings
from ..domain.booking import Booking
from ..domain.concern import Concern, may_read
from ..domain.consent import is_over, last_answers, standing, until
from ..domain.customer import Customer, SpecialDate, days_until, restless
from ..domain.feedback import Feedback
from ..domain.visit import Consent, Visit
from ..floor import Floor
from ..hours import day_of
from ..house import House
from ..kinds import BOOKINGS, CUSTOMERS
from ..money import amount
from ..records import dataclass
from ..store import Store
from .faces import Face, face
from .search import search
from .timeline import Moment, Stay, timeline

MOST = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A customer in the list. `last` is the day of their latest booking that has passed, `next` of the first to come;
    `restless` is 'soon' or 'late' for one who moved or cancelled often (B14)."""

    customer: Customer
    host: Face | None
    last: date | None
    next: date | None
    restless: str


@dataclass(frozen=True, slots=True)
class Customers:
    """What the list shows; `doubles` are groups that share a phone, and so may be one person each."""

    rows: tuple[Listed, ...]
    more: bool
    doubles: tuple[tuple[Listed, ...], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A booking as an order (D13): what was bought and what is still to pay; `state` is 'to_come', 'here', 'done', 'cancelled'
    or 'missed'."""

    booking: Booking
    day: date
    balance: str
    state: str
    host: Face | None


@dataclass(frozen=True, slots=True)
class Day:
    """A special date; `days` until it comes round, 0 today. `place` is its place among the customer's dates."""

    place: int
    special: SpecialDate
    days: int


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one customer. `same` are others with the same phone; `here` is their visit in the house; `consents`
    what they answered last about each use, as far as it stands, `until` the last day of every yes that has one, `over` the
    uses whose yes has ended; `signed` words at the feedback station under a name of theirs."""

    customer: Customer
    host: Face | None
    restless: str
    days: tuple[Day, ...]
    orders: tuple[Order, ...]
    concerns: tuple[Concern, ...]
    same: tuple[Customer, ...]
    here: Visit | None
    moments: tuple[Moment | Stay, ...]
    visits: int
    consents: dict[str, Consent]
    until: dict[str, date]
    over: tuple[str, ...]
    signed: tuple[Feedback, ...]


def customers(one: Floor, query: str) -> Customers:
    """The latest customers, or those whom the desk's search finds; who may be double stands above (D01, complaint P)."""
    connection = one.store.reader()
    if query:
        found = search(one, query)
        rows, more = list(found.customers), found.more
    else:
        sql = "SELECT body FROM customer WHERE is_living ORDER BY id DESC LIMIT :most"
        bodies = [row["body"] for row in connection.execute(sql, {"most": MOST + 1})]
        rows, more = [CUSTOMERS.adapter.validate_json(body) for body in bodies[:MOST]], len(bodies) > MOST
    doubles = () if query else _doubles(one)
    return Customers(tuple(_listed(one, row) for row in rows), more, doubles)


def card(one: Floor, customer: Customer) -> Card:
    store, house = one.store, one.store.house
    theirs = belongings_of(store.reader(), customer)
    last, terms = last_answers(theirs.visits), one.settings.consent_terms
    days = [Day(place, special, days_until(special, house.today)) for place, special in enumerate(customer.dates)]
    return Card(
        customer=customer,
        host=_face(house, customer.host),
        restless=restless(customer),
        days=tuple(sorted(days, key=lambda day: day.days)),
        orders=tuple(_orders(house, one.settings, theirs)),
        concerns=tuple(concern for concern in reversed(theirs.concerns) if may_read(concern, None, store.untold_from)),
        same=tuple(other for other in with_phone(store.reader(), customer.phone) if other.id != customer.id),
        here=next((visit for visit in theirs.visits if visit.ended_at is None), None),
        moments=tuple(timeline(store, one.settings, theirs)),
        visits=len(theirs.visits),
        consents=standing(last, terms, house.today),
        until={answer.use: day for answer in last if (day := until(answer, terms))},
        over=tuple(answer.use for answer in last if is_over(answer, terms, house.today)),
        signed=signed_alike(store.reader(), theirs),
    )


def export(store: Store, customer: Customer, now: datetime) -> dict[str, Any]:
    """Everything held of this customer, for them to take along."""
    theirs = belongings_of(store.reader(), customer)
    held = asdict(theirs)
    held["visits"] = [{**visit, "before": None} for visit in held["visits"]]
    entries = [entry.public() for entry in entries_in(store.reader(), theirs.streams)]
    merged = held.pop("ids")[1:]
    signed = [asdict(answer) for answer in signed_alike(store.reader(), theirs)]
    content = {"exported_at": now, **held, "merged": merged, "feedback_under_their_name": signed, "events": entries}
    return dict(to_jsonable_python(content))


def _listed(one: Floor, customer: Customer) -> Listed:
    today, settings = one.store.house.today, one.settings
    rows = one.store.reader().execute("SELECT body FROM booking WHERE customer = :id", {"id": customer.id})
    bookings = [BOOKINGS.adapter.validate_json(row["body"]) for row in rows]
    days = [day_of(booking.starts_at, settings.zone) for booking in bookings if not booking.is_cancelled]
    return Listed(
        customer=customer,
        host=_face(one.store.house, customer.host),
        last=max((day for day in days if day < today), default=None),
        next=min((day for day in days if day >= today), default=None),
        restless=restless(customer),
    )


def _doubles(one: Floor) -> tuple[tuple[Listed, ...], ...]:
    sql = "SELECT phone FROM customer WHERE is_living AND phone IS NOT NULL GROUP BY phone HAVING COUNT(*) > 1 LIMIT 20"
    phones = [row["phone"] for row in one.store.reader().execute(sql).fetchall()]
    return tuple(
        tuple(_listed(one, customer) for customer in with_phone(one.store.reader(), phone)) for phone in phones
    )


def _orders(house: House, settings: Settings, theirs: Belongings) -> list[Order]:
    """Newest first."""
    orders = [
        Order(
            booking=booking,
            day=day_of(booking.starts_at, settings.zone),
            balance=amount(booking.balance_cents, settings.studio.currency),
            state=_state(booking, day_of(booking.starts_at, settings.zone), theirs.visits, house.today),
            host=_face(house, booking.host),
        )
        for booking in theirs.bookings
    ]
    return sorted(orders, key=lambda order: order.booking.starts_at, reverse=True)


def _state(booking: Booking, day: date, visits: tuple[Visit, ...], today: date) -> str:
    came = [visit for visit in visits if visit.number == booking.number]
    if any(visit.ended_at is None for visit in came):
        return "here"
    if came:
        return "done"
    if booking.is_cancelled:
        return "cancelled"
    return "to_come" if day >= today else "missed"


def _face(house: House, staff_id: str | None) -> Face | None:
    return face(house, staff_id) if staff_id else None
