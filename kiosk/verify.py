"""`verify-log`: is the log whole, and is what the screens show what the log says? (FAULTS T28, T40, I10, I11)"""

import json
import sqlite3
from collections.abc import Iterator

from .domain.customer import CustomerErased
from .domain.day import WordsForgotten
from .domain.evolution import evolve
from .domain.visit import Visit
from .erasure import emptied
from .kinds import VISITS
from .log import GENESIS, Entry, chained, rest, seal
from .queries.log import VISIT_EVENTS, all_entries, recorded

# What tells that entries were emptied, and which.
TELLING = (CustomerErased.__name__, WordsForgotten.__name__)


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence per thing that is wrong; nothing at all for a clean log."""
    visits: dict[int, Visit] = {}
    versions: dict[str, int] = {}
    emptying = Emptying(connection)
    previous, seq = GENESIS, 0
    for entry in all_entries(connection):
        yield from _order_problems(entry, seq, versions)
        if entry.hash != chained(previous, entry):
            yield from emptying.judge(entry)
        previous, seq = entry.hash, entry.seq
        versions[entry.stream] = entry.version
        if entry.type in TELLING:
            yield from emptying.explain(entry)
        if entry.type in VISIT_EVENTS and entry.stream.startswith("visit-"):
            yield from _fold(entry, visits)
    yield from emptying.unexplained()
    yield from _row_problems(connection, visits)
    yield from _answer_problems(connection, seq)


class Emptying:
    """Entries whose body no longer fits their hash. One is in order if it was emptied as an erasure empties it, and a later
    event of those that tell of it names it and seals what is left of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._known = {row["seq"]: row["hash"] for row in connection.execute("SELECT seq, hash FROM redaction")}
        self._waiting: dict[int, str] = {}

    def judge(self, entry: Entry) -> Iterator[str]:
        left = rest(entry)
        if self._known.get(entry.seq) == left and json.loads(emptied(entry.type, entry.body)) == json.loads(entry.body):
            self._waiting[entry.seq] = left
        else:
            yield f"event {entry.seq}: its hash does not follow from the event before it"

    def explain(self, erasure: Entry) -> Iterator[str]:
        content = json.loads(erasure.body)
        left = [self._waiting.pop(seq, "") for seq in content["events"]]
        if seal(left) != content["seal"]:
            yield f"event {erasure.seq}: what it says was emptied is not what was left of it"

    def unexplained(self) -> Iterator[str]:
        for seq in self._waiting:
            yield f"event {seq}: it was emptied, but no erasure says so"


def _order_problems(entry: Entry, seq: int, versions: dict[str, int]) -> Iterator[str]:
    if entry.seq != seq + 1:
        yield f"event {entry.seq}: the one before it is {seq}, so something is missing"
    if entry.version != versions.get(entry.stream, 0) + 1:
        yield f"event {entry.seq}: version {entry.version} of {entry.stream} follows {versions.get(entry.stream, 0)}"


def _fold(entry: Entry, visits: dict[int, Visit]) -> Iterator[str]:
    key = int(entry.stream.removeprefix("visit-"))
    try:
        visits[key] = evolve(visits.get(key), recorded(entry))
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
