"""Which samples may be shown now: those of a party only while its consent stands (REQUIREMENTS B06, C02, E20)."""

import sqlite3
from collections.abc import Iterable

from ..belongings import belongings_of, living
from ..config import Settings
from ..domain.consent import may_be_shown
from ..domain.visit import Visit
from ..kinds import VISITS
from ..samples import Sample
from ..store import Store


def allowed(store: Store, settings: Settings, found: tuple[Sample, ...]) -> tuple[Sample, ...]:
    """Asked anew each time, so that a consent that is taken back, or is over, ends the showing at once. Reads the visits of
    every customer in question: run it outside the serving loop."""
    connection, terms, today = store.reader(), settings.consent_terms, store.house.today
    numbers = {one.booking for one in found if one.booking is not None}
    given = {None} | {number for number in numbers if may_be_shown(_visits(connection, number), terms, today)}
    return tuple(one for one in found if one.booking in given)


def _visits(connection: sqlite3.Connection, number: int) -> Iterable[Visit]:
    """All visits of the customer whose booking this is; the booking's own where nobody knows whose it is. None of a booking
    that there is not, and of somebody who was erased."""
    row = connection.execute("SELECT customer FROM booking WHERE number = :number", {"number": number}).fetchone()
    if row is None:
        return ()
    if row["customer"] is None:
        rows = connection.execute("SELECT body FROM visit WHERE number = :number", {"number": number})
        return [VISITS.adapter.validate_json(one["body"]) for one in rows]
    customer = living(connection, row["customer"])
    return belongings_of(connection, customer).visits if customer and customer.is_living else ()
