"""Consents that have ended, or were taken back, and whose pictures somebody has still to take down (REQUIREMENTS E20)."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date

from pydantic import TypeAdapter

from ..belongings import living
from ..config import Settings
from ..domain.consent import ended, until
from ..domain.visit import Consent
from ..records import dataclass
from ..store import Store


@dataclass(frozen=True, slots=True)
class Ended:
    """`on` is its last day, or the day on which they took it back; `visit` is where the answer stands."""

    visit: int
    customer: int | None
    title: str
    use: str
    on: date
    is_taken_back: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that a visit is read for."""

    id: int
    number: int
    customer: int | None
    title: str
    consents: tuple[Consent, ...]


_CONSENTS = TypeAdapter(tuple[Consent, ...])


def ended_consents(store: Store, settings: Settings) -> tuple[Ended, ...]:
    """The longest ended first. Reads every visit's answers: run it outside the serving loop."""
    groups: dict[tuple[str, int], list[_Asked]] = {}
    for visit in _asked(store.reader()):
        key = ("customer", visit.customer) if visit.customer else ("booking", visit.number)
        groups.setdefault(key, []).append(visit)
    found = [one for visits in groups.values() for one in _ended_of(visits, settings, store.house.today)]
    return tuple(sorted(found, key=lambda one: one.on))


def _asked(connection: sqlite3.Connection) -> Iterator[_Asked]:
    """Everybody who was asked anything, but those erased: nobody can say any more whose pictures they are."""
    gone = [row["id"] for row in connection.execute("SELECT id FROM customer WHERE NOT is_living")]
    kept_as = {one: living(connection, one) for one in gone}
    sql = (
        "SELECT visit.id AS id, visit.number AS number, booking.customer AS customer, "
        "json_extract(visit.body, '$.party') AS party, json_extract(visit.body, '$.consents') AS consents "
        "FROM visit LEFT JOIN booking ON booking.number = visit.number "
        "WHERE json_array_length(visit.body, '$.consents') > 0 ORDER BY visit.id"
    )
    for row in connection.execute(sql).fetchall():
        customer = row["customer"]
        if customer in kept_as:
            home = kept_as[customer]
            if home is None or not home.is_living:
                continue
            customer = home.id
        title = " & ".join(json.loads(row["party"]))
        yield _Asked(row["id"], row["number"], customer, title, _CONSENTS.validate_json(row["consents"]))


def _ended_of(visits: list[_Asked], settings: Settings, today: date) -> Iterator[Ended]:
    """Of one customer's visits."""
    terms = settings.consent_terms
    answers = [(answer, visit) for visit in visits for answer in visit.consents]
    over = ended((answer for answer, _ in answers), terms, today)
    for answer, visit in answers:
        if any(answer is one for one in over):
            on = until(answer, terms) or answer.at.astimezone(terms.zone).date()
            yield Ended(visit.id, visit.customer, visit.title, answer.use, on, not answer.is_given)
