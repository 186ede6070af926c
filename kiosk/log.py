"""The log: every event as one row, chained by hash, so that nothing can be taken out or changed unseen (FAULTS T28)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter

from .records import dataclass

GENESIS = "0" * 64

INSERT = (
    "INSERT INTO event (seq, stream, version, type, body, actor, device, command_id, at, hash) "
    "VALUES (:seq, :stream, :version, :type, :body, :actor, :device, :command_id, :at, :hash)"
)
COLUMNS = ("seq", "stream", "version", "type", "body", "actor", "device", "command_id", "at", "hash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the log. `seq` counts over the whole house without gaps, `version` within the stream."""

    seq: int
    stream: str
    version: int
    type: str
    body: str
    actor: str
    device: str
    command_id: str | None
    at: str
    hash: str

    @property
    def moment(self) -> datetime:
        return parse_time(self.at)

    def row(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in COLUMNS}

    def public(self) -> dict[str, Any]:
        """As GET /events shows it."""
        return {**self.row(), "body": json.loads(self.body)}


def chained(previous: str, entry: Entry) -> str:
    """The entry's hash: SHA-256 over the previous hash and every column but the hash itself."""
    content = as_json([getattr(entry, name) for name in COLUMNS[:-1]])
    return hashlib.sha256(f"{previous}{content}".encode()).hexdigest()


def rest(entry: Entry) -> str:
    """What stands in the place of an emptied entry's hash: SHA-256 over the original hash and every column as it is left."""
    return chained(entry.hash, entry)


def seal(rests: Iterable[str]) -> str:
    """One hash over what is left of several emptied entries, for the event that tells of the erasure (FAULTS T40)."""
    return hashlib.sha256("\n".join(rests).encode()).hexdigest()


as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # one for all: `dumps` makes one each time
_adapters: dict[type, TypeAdapter[Any]] = {}


def encode(event: object) -> str:
    """The event's fields as JSON."""
    adapter = _adapters.get(type(event)) or _adapters.setdefault(type(event), TypeAdapter(type(event)))
    return adapter.dump_json(event).decode()


def format_time(moment: datetime) -> str:
    """UTC with milliseconds: 2026-11-22T09:02:11.250Z; sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def parse_time(text: str) -> datetime:
    return datetime.fromisoformat(text)
