"""`verify-log`: is the log whole, and is what the screens show what the log says? (FAULTS T28, I10, I11)"""

import sqlite3
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from .domain import events as e
from .domain.evolution import evolve
from .domain.visit import Visit
from .kinds import VISITS
from .log import GENESIS, Entry, chained
from .queries.log import all_entries

EVENT_TYPES: dict[str, TypeAdapter[Any]] = {one.__name__: TypeAdapter(one) for one in e.VisitEvent.__args__}


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence per thing that is wrong; nothing at all for a clean log."""
    visits: dict[int, Visit] = {}
    versions: dict[str, int] = {}
    previous, seq = GENESIS, 0
    for entry in all_entries(connection):
        yield from _chain_problems(entry, previous, seq, versions)
        previous, seq = entry.hash, entry.seq
        versions[entry.stream] = entry.version
        if entry.type in EVENT_TYPES and entry.stream.startswith("visit-"):
            yield from _fold(entry, visits)
    yield from _row_problems(connection, visits)
    yield from _answer_problems(connection, seq)


def _chain_problems(entry: Entry, previous: str, seq: int, versions: dict[str, int]) -> Iterator[str]:
    if entry.seq != seq + 1:
        yield f"event {entry.seq}: the one before it is {seq}, so something is missing"
    if entry.hash != chained(previous, entry):
        yield f"event {entry.seq}: its hash does not follow from the event before it"
    if entry.version != versions.get(entry.stream, 0) + 1:
        yield f"event {entry.seq}: version {entry.version} of {entry.stream} follows {versions.get(entry.stream, 0)}"


def _fold(entry: Entry, visits: dict[int, Visit]) -> Iterator[str]:
    key = int(entry.stream.removeprefix("visit-"))
    event = EVENT_TYPES[entry.type].validate_json(entry.body)
    record = e.Recorded(event=event, version=entry.version, actor=entry.actor, at=entry.moment)
    try:
        visits[key] = evolve(visits.get(key), record)
    except ValueError as error:
        yield f"event {entry.seq}: {error}"


def _row_problems(connection: sqlite3.Connection, visits: dict[int, Visit]) -> Iterator[str]:
    rows = {row["id"]: row["body"] for row in connection.execute("SELECT id, body FROM visit")}
    for key in rows.keys() - visits.keys():
        yield f"visit {key}: shown, but the log knows nothing of it"
    for key, visit in visits.items():
        if key not in rows:
            yield f"visit {key}: in the log, but not shown"
        elif VISITS.adapter.validate_json(rows[key]) != visit:
            yield f"visit {key}: what is shown differs from what the log says"


def _answer_problems(connection: sqlite3.Connection, last: int) -> Iterator[str]:
    """Every command that was answered with success and left events left all of them."""
    for row in connection.execute("SELECT command_id, seq FROM answer WHERE seq > :last", {"last": last}):
        yield f"command {row['command_id']}: answered for event {row['seq']}, which is not in the log"
