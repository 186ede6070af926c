"""Reading the log itself."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..domain import events as e
from ..domain.evolution import evolve
from ..domain.visit import Visit
from ..log import COLUMNS, Entry

VISIT_EVENTS: dict[str, type] = {one.__name__: one for one in e.VisitEvent.__args__}


def entries_after(connection: sqlite3.Connection, seq: int, limit: int) -> list[Entry]:
    """Up to `limit` entries with a greater seq, in order."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM event WHERE seq > :seq ORDER BY seq LIMIT :limit"
    return [Entry(**dict(row)) for row in connection.execute(sql, {"seq": seq, "limit": limit})]


def all_entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    for row in connection.execute(f"SELECT {', '.join(COLUMNS)} FROM event ORDER BY seq"):
        yield Entry(**dict(row))


def recorded(entry: Entry) -> e.Recorded[e.VisitEvent]:
    """The event of a visit as the rules read it."""
    event = _reader(VISIT_EVENTS[entry.type]).validate_json(entry.body)
    return e.Recorded(event=event, version=entry.version, actor=entry.actor, at=entry.moment)


@cache
def _reader(event: type) -> TypeAdapter[Any]:
    """A start reads no events: what reads them is made when one is read."""
    return TypeAdapter(event)


def folded(entries: Iterable[Entry]) -> Visit:
    """A visit from its whole stream. Raises ValueError where that makes none."""
    visit: Visit | None = None
    for entry in entries:
        visit = evolve(visit, recorded(entry))
    if visit is None:
        raise ValueError("a visit without events")
    return visit
