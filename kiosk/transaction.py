"""One command inside the writer: what it sees, what it records, and the answer that a repeat will get again."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from . import database, log
from .domain.events import Recorded
from .domain.evolution import evolve
from .domain.refusals import Refusal, UnknownVisit
from .domain.visit import Visit
from .domain.words import N_
from .house import Changes, House
from .kinds import VISITS, Kind
from .records import dataclass, replace
from .refusing import refusal_body

T = TypeVar("T")

Command = Callable[["Transaction"], dict[str, Any]]


class CommandIdReused(Refusal):
    code, status = "command_id_reused", 409
    message = N_("This tap was already used for something else. Please try once more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Who asks, with which tap, in which language. `fingerprint` tells a repeat from a reuse of the same id."""

    command_id: str | None
    fingerprint: str
    actor: str
    device: str
    locale: str

    @classmethod
    def by_system(cls, actor: str = "system") -> "Writing":
        return cls(command_id=None, fingerprint="", actor=actor, device="", locale="en")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the tapper gets: an HTTP status and the JSON text, kept byte for byte for repeats."""

    status: int
    body: str

    @property
    def content(self) -> dict[str, Any]:
        return dict(json.loads(self.body))


def fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def first_answer(connection: sqlite3.Connection, writing: Writing) -> Answer | None:
    """What this very tap was answered, None for a new one. Raises CommandIdReused if its id was another tap's."""
    if writing.command_id is None:
        return None
    sql = "SELECT fingerprint, status, body FROM answer WHERE command_id = :id"
    row = database.one(connection, sql, {"id": writing.command_id})
    if row is None:
        return None
    if row["fingerprint"] != writing.fingerprint:
        raise CommandIdReused()
    return Answer(row["status"], row["body"])


class Transaction:
    """`house` is the picture that the command decides on; `append` and `put` record what it decided."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        house: House,
        last_hash: str,
        now: datetime,
        kinds: dict[str, Kind[Any]],
        writing: Writing,
    ) -> None:
        self.connection, self.now, self.writing = connection, now, writing
        self._base, self._kinds = house, kinds
        self._changes: Changes = {}
        self._base_hash = last_hash
        self.last_hash = last_hash
        self.entries: list[log.Entry] = []

    @property
    def seq(self) -> int:
        return self._base.seq + len(self.entries)

    @property
    def house(self) -> House:
        """The picture with everything this command has done so far."""
        return self._base.after(self.seq, self._changes, self._kinds) if self._changes else self._base

    def run(self, command: Command) -> tuple[Answer | None, BaseException | None]:
        """Answer a repeat, or run the command in its savepoint. A refusal is an answer too; a fault is not."""
        first = self._first_answer()
        if first is not None:
            return first
        try:
            with database.savepoint(self.connection):
                content = command(self)
                answer = Answer(201, _json({"ok": True, "seq": self.seq, **content}))
                self._keep(answer)
        except Refusal as refusal:
            self._forget()
            answer = Answer(refusal.status, refusal_body(refusal, self._base, self.writing.locale))
            self._keep(answer)
        except sqlite3.Error:
            raise
        except Exception as fault:  # noqa: BLE001 - handed to whoever waits; other commands of the group go on
            self._forget()
            return None, fault
        return answer, None

    def append(self, stream: str, event: object, actor: str | None = None, version: int | None = None) -> log.Entry:
        """Record one event. `version` is the stream's next number where the caller decided on a state of it."""
        entry = log.Entry(
            seq=self.seq + 1,
            stream=stream,
            version=version if version is not None else self._next_version(stream),
            type=type(event).__name__,
            body=log.encode(event),
            actor=actor or self.writing.actor,
            device=self.writing.device,
            command_id=self.writing.command_id,
            at=log.format_time(self.now),
            hash="",
        )
        entry = replace(entry, hash=log.chained(self.last_hash, entry))
        self.connection.execute(log.INSERT, entry.row())
        self.entries.append(entry)
        self.last_hash = entry.hash
        return entry

    def put(self, kind: Kind[T], thing: T) -> None:
        """Keep a thing's row and its place in the picture."""
        key, changes = kind.key_of(thing), self._changes.setdefault(kind.table, {})
        known = changes.get(key) or self._base.of(kind).get(key)
        self.connection.execute(kind.keeping(known, thing), kind.row(thing))
        changes[key] = thing

    def find(self, kind: Kind[T], key: object) -> T | None:
        """A thing by its key: from the picture, else from its table."""
        thing = self.house.of(kind).get(key)
        if thing is not None:
            return thing
        row = database.one(self.connection, f"SELECT body FROM {kind.table} WHERE {kind.key} = :key", {"key": key})
        return kind.adapter.validate_json(row["body"]) if row else None

    def kind(self, table: str) -> Kind[Any] | None:
        """The kind kept in this table, if the store was opened with it: the sales room brings its own."""
        return self._kinds.get(table)

    def next_id(self, kind: Kind[Any]) -> int:
        row = database.one(self.connection, f"SELECT COALESCE(MAX({kind.key}), 0) + 1 AS next FROM {kind.table}", {})
        return int(row["next"]) if row else 1

    def visit(self, visit_id: int) -> Visit:
        visit = self.find(VISITS, visit_id)
        if visit is None:
            raise UnknownVisit()
        return visit

    def record(self, visit: Visit | None, stream: str, events: list[Any], actor: str | None = None) -> Visit:
        """Append what a rule decided on `visit` and keep the visit as it then stands."""
        for event in events:
            version = visit.version + 1 if visit else 1
            entry = self.append(stream, event, actor, version)
            visit = evolve(visit, Recorded(event=event, version=version, actor=entry.actor, at=entry.moment))
        assert visit is not None
        self.put(VISITS, visit)
        return visit

    def after(self) -> House:
        """The picture for the next command of the group."""
        house = self.house
        return house if house.seq == self.seq else replace(house, seq=self.seq)

    def _next_version(self, stream: str) -> int:
        sql = "SELECT COALESCE(MAX(version), 0) + 1 AS next FROM event WHERE stream = :stream"
        row = database.one(self.connection, sql, {"stream": stream})
        return int(row["next"]) if row else 1

    def _first_answer(self) -> tuple[Answer | None, BaseException | None] | None:
        try:
            first = first_answer(self.connection, self.writing)
        except CommandIdReused as refusal:
            return Answer(refusal.status, refusal_body(refusal, self._base, self.writing.locale)), None
        return None if first is None else (first, None)

    def _keep(self, answer: Answer) -> None:
        if self.writing.command_id is None:
            return
        self.connection.execute(
            "INSERT INTO answer (command_id, fingerprint, status, body, seq, at) "
            "VALUES (:command_id, :fingerprint, :status, :body, :seq, :at)",
            {
                "command_id": self.writing.command_id,
                "fingerprint": self.writing.fingerprint,
                "status": answer.status,
                "body": answer.body,
                "seq": self.seq,
                "at": log.format_time(self.now),
            },
        )

    def _forget(self) -> None:
        self.entries, self._changes, self.last_hash = [], {}, self._base_hash


def _json(content: dict[str, Any]) -> str:
    return log.as_json(content)
