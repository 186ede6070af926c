"""Everything the house holds of one customer, wherever it stands: what the timeline tells, an export hands out, and an
erasure walks (REQUIREMENTS A04, D01; FAULTS T40)."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from . import database
from .domain.booking import Booking
from .domain.concern import Concern
from .domain.customer import EMPTY, Customer, CustomersMerged
from .domain.feedback import Feedback, is_signed_with
from .domain.visit import Visit
from .kinds import BOOKINGS, CONCERNS, CUSTOMERS, FEEDBACK, VISITS, Kind
from .log import COLUMNS, Entry
from .records import dataclass

T = TypeVar("T")

AT_ONCE = 500  # values in one IN (…); SQLite takes a thousand and more
MOST_MERGES = 50  # longer chains of merged customers can only be a loop


@dataclass(frozen=True, slots=True)
class Shown:
    """What the sales room keeps of a booking, as it stands in one of its tables; only the sales room reads more from it."""

    table: str
    key: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Belongings:
    """`ids` are the customer's own and those of everyone merged into them; `shown` their presentations and selections."""

    customer: Customer
    ids: tuple[int, ...]
    bookings: tuple[Booking, ...]
    visits: tuple[Visit, ...]
    concerns: tuple[Concern, ...]
    feedback: tuple[Feedback, ...]
    shown: tuple[Shown, ...]

    @property
    def streams(self) -> tuple[str, ...]:
        """Where in the log they stand."""
        return (
            *(f"customer-{one}" for one in self.ids),
            *(f"booking-{booking.number}" for booking in self.bookings),
            *(f"visit-{visit.id}" for visit in self.visits),
            *(f"concern-{concern.id}" for concern in self.concerns),
            *(f"feedback-{answer.id}" for answer in self.feedback),
            *(f"{one.table}-{one.key}" for one in self.shown),
        )

    @property
    def names(self) -> frozenset[str]:
        """What they and those who came with them are called, wherever it stands."""
        parties = [*(one.party for one in self.bookings), *(one.party for one in self.visits)]
        return frozenset({*self.customer.names, *(name for party in parties for name in party)} - {EMPTY})

    @property
    def phones(self) -> frozenset[str]:
        given = (self.customer.phone, *(booking.phone for booking in self.bookings))
        return frozenset(phone for phone in given if phone)


def belongings_of(connection: sqlite3.Connection, customer: Customer) -> Belongings:
    """All that is theirs, each kind in the order in which it came."""
    ids = _family(connection, customer.id)
    bookings = tuple(_things(connection, BOOKINGS, "customer", ids))
    numbers = [booking.number for booking in bookings]
    visits = tuple(_things(connection, VISITS, "number", numbers))
    theirs = [*_things(connection, CONCERNS, "customer", ids)]
    theirs += _things(connection, CONCERNS, "visit", [visit.id for visit in visits])
    concerns = {concern.id: concern for concern in theirs}
    return Belongings(
        customer=customer,
        ids=ids,
        bookings=bookings,
        visits=visits,
        concerns=tuple(concerns[key] for key in sorted(concerns)),
        feedback=tuple(_things(connection, FEEDBACK, "visit", [visit.id for visit in visits])),
        shown=tuple(_shown(connection, numbers)),
    )


def signed_alike(connection: sqlite3.Connection, theirs: Belongings) -> tuple[Feedback, ...]:
    """Words at the feedback station under a name or a phone of theirs. Nothing links them; they may be a namesake's."""
    sql = "SELECT body FROM feedback WHERE visit IS NULL AND json_extract(body, '$.name') <> '' ORDER BY id"
    answers = (FEEDBACK.adapter.validate_json(row["body"]) for row in connection.execute(sql))
    return tuple(one for one in answers if is_signed_with(one, theirs.names, theirs.phones))


def entries_in(connection: sqlite3.Connection, streams: Iterable[str]) -> list[Entry]:
    """The log's entries of these streams, in order."""
    rows = _rows(connection, f"SELECT {', '.join(COLUMNS)} FROM event WHERE stream IN ({{}})", streams)
    return sorted((Entry(**dict(row)) for row in rows), key=lambda entry: entry.seq)


def living(connection: sqlite3.Connection, customer_id: int) -> Customer | None:
    """Who is kept under this number today: followed through every merger. Erased ones are returned as they are."""
    for _ in range(MOST_MERGES):
        row = database.one(connection, "SELECT body FROM customer WHERE id = :id", {"id": customer_id})
        if row is None:
            return None
        customer = CUSTOMERS.adapter.validate_json(row["body"])
        if customer.merged_into is None:
            return customer
        customer_id = customer.merged_into
    return None


def with_phone(connection: sqlite3.Connection, phone: str | None) -> list[Customer]:
    """Everybody living who has this number, the longest known first; families share one."""
    if not phone:
        return []
    sql = "SELECT body FROM customer WHERE phone = :phone AND is_living ORDER BY id"
    return [CUSTOMERS.adapter.validate_json(row["body"]) for row in connection.execute(sql, {"phone": phone})]


def _family(connection: sqlite3.Connection, customer_id: int) -> tuple[int, ...]:
    """The customer and everyone merged into them, as the log tells."""
    found: list[int] = []
    waiting = [customer_id]
    while waiting and len(found) < MOST_MERGES:
        one = waiting.pop(0)
        found.append(one)
        sql = "SELECT body FROM event WHERE stream = :stream AND type = :type ORDER BY version"
        values = {"stream": f"customer-{one}", "type": CustomersMerged.__name__}
        waiting += [json.loads(row["body"])["gone"] for row in connection.execute(sql, values)]
    return tuple(found)


def _things(connection: sqlite3.Connection, kind: Kind[T], column: str, keys: Iterable[Any]) -> list[T]:
    rows = _rows(connection, f"SELECT body FROM {kind.table} WHERE {column} IN ({{}}) ORDER BY {kind.key}", keys)
    return [kind.adapter.validate_json(row["body"]) for row in rows]


def _shown(connection: sqlite3.Connection, numbers: list[int]) -> Iterator[Shown]:
    for row in _rows(
        connection, "SELECT id, body FROM presentation WHERE booking IN ({}) ORDER BY id", map(str, numbers)
    ):
        yield Shown("presentation", row["id"], json.loads(row["body"]))
    for row in _rows(connection, "SELECT booking, body FROM selection WHERE booking IN ({}) ORDER BY booking", numbers):
        yield Shown("selection", row["booking"], json.loads(row["body"]))


def _rows(connection: sqlite3.Connection, sql: str, keys: Iterable[Any]) -> Iterator[sqlite3.Row]:
    """`sql` with the keys in the place of its `{}`, as many at a time as a statement takes."""
    given = list(keys)
    for first in range(0, len(given), AT_ONCE):
        some = given[first : first + AT_ONCE]
        yield from connection.execute(sql.format(", ".join("?" * len(some))), some)
