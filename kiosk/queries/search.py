"""The desk's search over every booking and customer: by name in any spelling, phone digits, booking number (UX 4.1).

Rows carry no spellings, so they are kept here, in memory, from the first search on: thirty thousand of them are looked through
in milliseconds. Before each search whatever the log has told since is read again.
"""

import sqlite3
import threading
from collections.abc import Iterable
from typing import TypeVar
from weakref import WeakKeyDictionary

from ..domain.booking import Booking, digits, folded
from ..domain.customer import Customer
from ..floor import Floor
from ..intake.drafts import Refused
from ..intake.people import phones
from ..kinds import BOOKINGS, CUSTOMERS, Kind
from ..records import dataclass
from ..spelling import find_text, has_han, sounded
from ..store import Store

T = TypeVar("T")

MOST = 30
FEW, LEAST_DIGITS, LEAST_LETTERS, LEAST_WHOLE = 6, 4, 2, 7
_EXACT, _WITHIN, _SOUNDS = range(3)

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Newest first, exact ones before all others; at most `MOST` together, `more` when there were more."""

    bookings: tuple[Booking, ...]
    customers: tuple[Customer, ...]
    more: bool


class Finder:
    """What can be found, by table and key: the text to look in, and what newer means."""

    def __init__(self) -> None:
        self.seq = -1
        self.texts: dict[Key, tuple[str, str]] = {}
        self._lock = threading.Lock()

    def search(self, store: Store, query: str, table: str = "") -> Found:
        """Off the loop: it reads, and the first time it reads everything."""
        with self._lock:
            self._catch_up(store.reader())
            hits = [hit for hit in self._hits(query) if table in ("", hit[2][0])]
        hits.sort(key=lambda hit: hit[1], reverse=True)
        hits.sort(key=lambda hit: hit[0])
        return _read(store.reader(), [key for _, _, key in hits[:MOST]], len(hits) > MOST)

    def _hits(self, query: str) -> list[tuple[int, str, Key]]:
        whole, words = folded(query), [word for part in query.split() if (word := folded(part))]
        sound = sounded(query) if has_han(query) else whole
        if whole.isdigit():
            whole = sound = whole.lstrip("0")  # a phone's leading zero is not part of it abroad
            words = [whole]
        if not whole:
            return []
        first = words[0]
        # the cheap look at every text comes first: nearly all of them are no hits
        near = [one for one in self.texts.items() if whole in one[1][0] or sound in one[1][0] or first in one[1][0]]
        ranked = ((_rank(text, whole, words, sound), newness, key) for key, (text, newness) in near)
        return [(rank, newness, key) for rank, newness, key in ranked if rank is not None]

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        last = connection.execute("SELECT COALESCE(MAX(seq), 0) AS seq FROM event").fetchone()["seq"]
        if self.seq < 0:
            self._take(connection, BOOKINGS, "SELECT body FROM booking")
            self._take(connection, CUSTOMERS, "SELECT body FROM customer")
        elif last > self.seq:
            self._take_changed(connection)
        self.seq = last

    def _take_changed(self, connection: sqlite3.Connection) -> None:
        """What touches a customer may have touched their bookings too: an erasure does."""
        sql = "SELECT DISTINCT stream FROM event WHERE seq > :seq AND (stream LIKE 'booking-%' OR stream LIKE 'customer-%')"
        for row in connection.execute(sql, {"seq": self.seq}).fetchall():
            table, _, key = row["stream"].partition("-")
            if table == CUSTOMERS.table:
                self._take(connection, CUSTOMERS, "SELECT body FROM customer WHERE id = :key", key)
                self._take(connection, BOOKINGS, "SELECT body FROM booking WHERE customer = :key", key)
            else:
                self._take(connection, BOOKINGS, "SELECT body FROM booking WHERE number = :key", key)

    def _take(
        self, connection: sqlite3.Connection, kind: Kind[Booking] | Kind[Customer], sql: str, key: str = ""
    ) -> None:
        for row in connection.execute(sql, {"key": key} if key else {}):
            thing = kind.adapter.validate_json(row["body"])
            if isinstance(thing, Booking):
                newness = thing.starts_at.isoformat()
                self.texts[kind.table, thing.number] = find_text(thing.party, thing.number, thing.phone), newness
            elif thing.is_living:
                newness = thing.created_at.isoformat() if thing.created_at else ""
                self.texts[kind.table, thing.id] = find_text(thing.names, "", thing.phone), newness
            else:
                self.texts.pop((kind.table, thing.id), None)


def _rank(text: str, whole: str, words: Iterable[str], sound: str) -> int | None:
    if f" {whole} " in f" {text} ":
        return _EXACT
    if whole in text or all(word in text for word in words):
        return _WITHIN
    return _SOUNDS if sound in text else None


def _read(connection: sqlite3.Connection, keys: list[Key], more: bool) -> Found:
    customers = _things(connection, CUSTOMERS, keys)
    return Found(_things(connection, BOOKINGS, keys), tuple(one for one in customers if one.is_living), more)


def _things(connection: sqlite3.Connection, kind: Kind[T], keys: list[Key]) -> tuple[T, ...]:
    sql = f"SELECT body FROM {kind.table} WHERE {kind.key} = :key"
    rows = [connection.execute(sql, {"key": key}).fetchone() for table, key in keys if table == kind.table]
    return tuple(kind.adapter.validate_json(row["body"]) for row in rows if row)


_finders: WeakKeyDictionary[Store, Finder] = WeakKeyDictionary()


def forget(one: Floor) -> None:
    """After an erasure: the next search reads everything anew."""
    _finders.pop(one.store, None)


def search(one: Floor, query: str) -> Found:
    """Bookings and customers for what was typed, outside the serving loop. A phone that is found nowhere as it was typed is
    looked for as the house keeps it: `+44 (0)7700 …` and `0086 …` are numbers that people paste."""
    finder = _finders.setdefault(one.store, Finder())
    found: Found = one.engine.run_native(_found, finder, one.store, query[:100], one.settings.imports.region)
    return found


def _found(finder: Finder, store: Store, query: str, region: str) -> Found:
    found = finder.search(store, query)
    if found.bookings or found.customers or len(digits(query)) < LEAST_WHOLE:
        return found
    try:
        phone, _ = phones(query, region)
    except Refused:
        return found
    return finder.search(store, phone) if phone else found


def customers_like(one: Floor, typed: str) -> tuple[Customer, ...]:
    """Whom somebody at the desk may mean by what is typed so far: a few, and nobody before it says enough."""
    query = "".join(typed.split()) if folded(typed).isdigit() else typed[:100]
    least = LEAST_DIGITS if folded(query).isdigit() else 1 if has_han(query) else LEAST_LETTERS
    if len(folded(query)) < least:
        return ()
    finder = _finders.setdefault(one.store, Finder())
    found: Found = one.engine.run_native(finder.search, one.store, query[:100], CUSTOMERS.table)
    return found.customers[:FEW]
