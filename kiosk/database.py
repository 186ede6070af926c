"""The SQLite file: how it is opened, brought to the present schema, and read. The only SQL dialect-specific file
besides the migrations."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from .paths import MIGRATIONS

HEAD = "0006"
LARGEST = 2**63 - 1  # of whole numbers in a row


class DatabaseError(Exception):
    """The data file cannot be used; the message is one clear sentence."""


def open_writer(file: Path) -> sqlite3.Connection:
    """The one connection that writes and checkpoints. WAL with synchronous=FULL: an acknowledged tap survives a power cut."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, cached_statements=256)
    connection.row_factory = sqlite3.Row
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=3000",  # less than a tablet waits for an answer (static/js/tap.js), so that it gets one
        "wal_autocheckpoint=8000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA synchronous").fetchone()[0] != 2:
        raise DatabaseError(f"{file}: this SQLite does not keep its writes safe (synchronous is not FULL).")
    return connection


class _Reader(sqlite3.Connection):
    """Is closed with whoever has it, mostly a thread, as Python did by itself before 3.13."""

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # it could not even be opened
            self.close()


def open_reader(file: Path) -> sqlite3.Connection:
    """A connection that can only read, and never checkpoints."""
    connection = sqlite3.connect(
        f"file:{file}?mode=ro",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=64,
        factory=_Reader,
    )
    connection.row_factory = sqlite3.Row
    for pragma in ("query_only=ON", "busy_timeout=2000", "wal_autocheckpoint=0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def prepare(file: Path) -> None:
    """Bring the file to the present schema. A new file is written from what the migrations come to; for an older one
    Alembic runs, in a process of its own. A start with a current file costs one SELECT."""
    if not file.exists():
        _begin(file)
    if _revision(file) == HEAD:
        return
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "kiosk.migrate", str(file)],
        cwd=MIGRATIONS.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DatabaseError(f"{file}: could not be brought up to date: {done.stderr.strip().splitlines()[-1:]}")


def _begin(file: Path) -> None:
    """A new file, whole or not at all."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh)
    try:
        connection.executescript(f"BEGIN; {(MIGRATIONS / 'head.sql').read_text('utf-8')} COMMIT;")
    finally:
        connection.close()
    os.replace(fresh, file)


def _revision(file: Path) -> str | None:
    if not file.exists():
        return None
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    except sqlite3.DatabaseError as error:
        raise DatabaseError(f"{file}: the data file is damaged ({error}); restore the last backup.") from error
    finally:
        connection.close()
    return row[0] if row else None


def checkpoint(connection: sqlite3.Connection) -> None:
    """Carry the write-ahead log over into the file as far as no reader is in the way. Called between two taps: left to itself,
    SQLite does it inside a commit, and somebody waits for it."""
    with suppress(
        sqlite3.OperationalError
    ):  # a disk that is full or slow; the log is as safe, and the next one tries again
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def mark_untidy(connection: sqlite3.Connection) -> None:
    """Note, in the running transaction, that the file has to be tidied: it still holds bytes of what was erased."""
    connection.execute("PRAGMA user_version = 1")


def is_untidy(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0])


def tidy(connection: sqlite3.Connection) -> bool:
    """Write the file anew, without a byte of what was erased, and empty the write-ahead log. False where a reader was in the
    way; it stays untidy then. Takes as long as copying the file; nothing else can be written meanwhile."""
    connection.execute("VACUUM")
    if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        return False
    connection.execute("PRAGMA user_version = 0")
    return True


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it, inside the running transaction."""
    connection.execute("SAVEPOINT command")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO command")
        connection.execute("RELEASE command")
        raise
    connection.execute("RELEASE command")


def one(connection: sqlite3.Connection, sql: str, values: Mapping[str, Any]) -> sqlite3.Row | None:
    """The first row that fits, if any. No row has a number larger than `LARGEST`: whoever asks for one asks in vain."""
    try:
        row: sqlite3.Row | None = connection.execute(sql, values).fetchone()
    except OverflowError:
        return None
    return row
