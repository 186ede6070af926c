"""The store: one native writer thread decides and appends, commands one after another, committed in groups.

A command is a function of a `Transaction`. It runs in a savepoint: it records events and puts things, or raises a
refusal and leaves nothing. The group is committed once; only then are answers given and the commit announced, in seq
order, on the serving loop (docs/adr/0001).
"""

import fcntl
import logging
import os
import queue
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from . import database
from .clock import Clock
from .domain.refusals import Refusal
from .engine import Engine, Signal
from .house import NEVER, House, picture
from .kinds import KINDS, Kind
from .log import GENESIS, Entry, parse_time
from .records import dataclass
from .transaction import Answer, Transaction, Writing

log = logging.getLogger(__name__)

T = TypeVar("T")

GROUP = 64
ANSWER_WITHIN = 20.0
HOLD = 0.02  # seconds; as long as an announcement may wait for the next one, to be told with it
CHECKPOINT_AFTER = 64  # group commits; about as many pages as SQLite itself waits for
TIDY_AT_ONCE = 64 * 1024 * 1024  # bytes; rewriting so much takes about a second


class CannotSave(Refusal):
    """The disk did not take the commit. Nothing was acknowledged; the same tap can be sent again."""

    code, status = "cannot_save", 503


class AlreadyServing(Exception):
    """Another server has this data folder."""


@dataclass(frozen=True, slots=True)
class Commit:
    """What one group commit did, or several: the pictures before and after, and the entries in order."""

    before: House
    house: House
    entries: tuple[Entry, ...]

    def then(self, later: "Commit") -> "Commit":
        """Both as one."""
        return Commit(self.before, later.house, self.entries + later.entries)


class Job:
    """One command on its way through the writer. `answer_first`: before the house is told."""

    def __init__(
        self, command: Callable[[Transaction], dict[str, Any]], writing: Writing, signal: Signal, answer_first: bool
    ) -> None:
        self.command, self.writing, self.signal, self.answer_first = command, writing, signal, answer_first
        self.answer: Answer | None = None
        self.fault: BaseException | None = None


class Tidying:
    """Asks the writer to tidy the file between two groups of commands."""

    def __init__(self, signal: Signal) -> None:
        self.signal = signal
        self.is_done = False


class Store:
    """Opens the data folder for one server. `on_commit` is called on the loop after each commit; where the next one is on its
    way already, once for both, for two hundred screens take longer to tell than a tap to write (docs/adr/0021)."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        clock: Clock,
        today: Callable[[datetime], date],
        kinds: tuple[Kind[Any], ...] = KINDS,
        day_closed: Callable[[datetime], datetime] = lambda now: NEVER,
    ) -> None:
        self.folder, self.engine, self.clock = folder, engine, clock
        self.kinds = {kind.table: kind for kind in kinds}
        self.on_commit: Callable[[Commit], None] = lambda commit: None
        self._today, self._day_closed = today, day_closed
        self._lock = _lock(folder)
        self.file = folder / "house.sqlite3"
        database.prepare(self.file)
        self._writer = database.open_writer(self.file)
        if database.is_untidy(self._writer):
            database.tidy(self._writer)  # nobody waits for anything yet
        self._local = threading.local()
        self._jobs: queue.SimpleQueue[Job | Tidying | None] = queue.SimpleQueue()
        self._is_writing = False
        self._untold: Commit | None = None
        self._hash = GENESIS
        self.house = self._load()
        self.clock.is_empty = lambda: not self.house.present
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    def execute(
        self, writing: Writing, command: Callable[[Transaction], dict[str, Any]], answer_first: bool = False
    ) -> Answer:
        """Run `command` in the writer and wait for its durable answer. A repeated command id gets the first answer.

        `answer_first` is for whoever sees what they did only by the answer; a colleague's screen has the announcement."""
        job = Job(command, writing, self.engine.signal(), answer_first)
        self._jobs.put(job)
        if not job.signal.wait(ANSWER_WITHIN):
            raise CannotSave()
        if job.fault is not None:
            raise job.fault
        assert job.answer is not None
        return job.answer

    def tidy(self, at_any_size: bool = False) -> bool:
        """Free the file of what was erased since the last time; True once not a byte of it is left. A large file would hold
        up every tap: by day it is left as it is (the night and the next start see to it)."""
        if not database.is_untidy(self.reader()):
            return True
        if not at_any_size and self.file.stat().st_size > TIDY_AT_ONCE:
            return False
        job = Tidying(self.engine.signal())
        self._jobs.put(job)
        job.signal.wait(ANSWER_WITHIN)
        return job.is_done

    def reader(self) -> sqlite3.Connection:
        """This thread's own connection for reading."""
        connection: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if connection is None:
            connection = self._local.reader = database.open_reader(self.file)
        return connection

    def find(self, kind: Kind[T], key: object) -> T | None:
        """A thing by its key: from the picture, else from its row."""
        thing = self.house.of(kind).get(key)
        if thing is not None:
            return thing
        row = database.one(self.reader(), f"SELECT body FROM {kind.table} WHERE {kind.key} = :key", {"key": key})
        return kind.adapter.validate_json(row["body"]) if row else None

    def close(self) -> None:
        """Finish what is queued, then let go of the folder."""
        self._jobs.put(None)
        self._thread.join()  # a connection that is closed while it is written to takes the process with it
        self._writer.close()
        os.close(self._lock)

    # --- the writer's own thread -------------------------------------------------------------------------------

    def _write(self) -> None:
        commits = 0
        while (job := self._jobs.get()) is not None:
            if isinstance(job, Tidying):
                self._tidy(job)
                continue
            self._is_writing = True
            group = [job]
            while len(group) < GROUP and not self._jobs.empty():
                following = self._jobs.get()
                if not isinstance(following, Job):
                    self._jobs.put(following)
                    break
                group.append(following)
            self._run(group)
            commits += 1
            if commits >= CHECKPOINT_AFTER and self._jobs.empty():
                commits = 0
                database.checkpoint(self._writer)

    def _tidy(self, job: Tidying) -> None:
        try:
            job.is_done = database.tidy(self._writer)
        except sqlite3.Error:
            log.exception("the data file could not be tidied; it is tried again tonight")
        self.engine.post(job.signal.set)

    def _run(self, group: list[Job]) -> None:
        entries: list[Entry] = []
        try:
            before = self._of_today(self.clock.now())
            self._writer.execute("BEGIN IMMEDIATE")
            house, last_hash = before, self._hash
            for job in group:
                transaction = Transaction(self._writer, house, last_hash, self.clock.now(), self.kinds, job.writing)
                job.answer, job.fault = transaction.run(job.command)
                if job.fault is None:
                    house, last_hash = transaction.after(), transaction.last_hash
                    entries += transaction.entries
            self._writer.execute("COMMIT")
        except sqlite3.Error:
            log.exception("commit of %d commands failed", len(group))
            self._give_up(group)
            return
        self.house, self._hash = house, last_hash
        self._is_writing = False  # before the loop looks
        self.engine.post(lambda: self._tell(group, Commit(before, house, tuple(entries))))

    def _give_up(self, group: list[Job]) -> None:
        if self._writer.in_transaction:
            self._writer.execute("ROLLBACK")
        for job in group:
            job.answer, job.fault = None, CannotSave()
        self._is_writing = False
        self.engine.post(lambda: self._answer(group))
        self.engine.post(self._announce)

    def _answer(self, group: list[Job]) -> None:
        for job in group:
            job.signal.set()

    def _tell(self, group: list[Job], commit: Commit) -> None:
        self._answer(group)
        if any(job.answer_first for job in group):
            self.engine.sleep(0)
        is_held = self._untold is not None
        self._untold = self._untold.then(commit) if self._untold else commit
        if not self._is_writing and self._jobs.empty():
            self._announce()
        elif not is_held:
            self.engine.spawn(self._announce_in_time)

    def _announce_in_time(self) -> None:
        """The next commit may hang on a slow disk; what is durable already is told all the same."""
        self.engine.sleep(HOLD)
        self.engine.post(self._announce)

    def _announce(self) -> None:
        commit, self._untold = self._untold, None
        if commit and (commit.entries or commit.house is not commit.before):
            self.on_commit(commit)

    # --- reading the picture -------------------------------------------------------------------------------------

    def _load(self) -> House:
        last = database.one(self._writer, "SELECT seq, at, hash FROM event ORDER BY seq DESC LIMIT 1", {})
        if last:
            self._hash = last["hash"]
            self.clock.not_before(parse_time(last["at"]))
        today = self._today(self.clock.now())
        house = picture(last["seq"] if last else 0, today, self._tables(today))
        return replace(house, untold_from=self.untold_from)

    def _tables(self, today: date) -> dict[str, dict[Any, Any]]:
        days = {
            "today": today.isoformat(),
            "from_day": date.fromordinal(today.toordinal() - 2).isoformat(),
            "to_day": date.fromordinal(today.toordinal() + 2).isoformat(),
        }
        tables = {}
        for kind in self.kinds.values():
            rows = self._writer.execute(f"SELECT body FROM {kind.table} WHERE {kind.where} ORDER BY {kind.key}", days)
            things = [kind.adapter.validate_json(row["body"]) for row in rows]
            tables[kind.table] = {kind.key_of(thing): thing for thing in things}
        return tables

    def _of_today(self, now: datetime) -> House:
        """The picture, read anew when the day has turned (yesterday's guests stay as long as they are in the house)."""
        today = self._today(now)
        house = self.house if today == self.house.today else picture(self.house.seq, today, self._tables(today))
        closed = self._day_closed(now)
        return house if closed == house.untold_from else replace(house, untold_from=closed)

    @property
    def untold_from(self) -> datetime:
        """When the day last closed, by the clock. The picture has it from the first commit after that (kiosk/watch.py)."""
        return self._day_closed(self.clock.now())


def _lock(folder: Path) -> int:
    """Hold the folder alone (FAULTS F30); the lock goes with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.read(handle, 32).decode().strip()
        os.close(handle)
        raise AlreadyServing(
            f"{folder}: another server (process {owner or '?'}) is already serving this folder."
        ) from error
    os.ftruncate(handle, 0)
    os.write(handle, f"{os.getpid()}\n".encode())
    return handle
