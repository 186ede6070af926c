"""`doctor`: what an owner should know before the doors open."""

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from . import database
from .config import Settings
from .records import dataclass
from .verify import problems

ENOUGH_BYTES = 5 * 1024**3
SAFE_SQLITE = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Finding:
    is_good: bool
    what: str


def findings(folder: Path, settings: Settings) -> Iterator[Finding]:
    """One finding per check, good or bad."""
    yield _disk(folder)
    yield Finding(True, f"settings read: {len(settings.people)} people, {len(settings.stages)} stages")
    yield _sqlite()
    file = folder / "house.sqlite3"
    if not file.exists():
        yield Finding(True, "no house yet; the first start makes one")
        return
    try:
        reader = database.open_reader(file)
        sound = reader.execute("PRAGMA quick_check").fetchone()[0]
        found = list(problems(reader)) if sound == "ok" else []
    except sqlite3.DatabaseError as error:
        yield Finding(False, f"the data file is damaged: {error}; restore the last backup")
        return
    yield Finding(sound == "ok", f"data file: {sound}")
    yield Finding(not found, f"log: {'clean' if not found else found[0]}")
    yield Finding(True, f"network name: {socket.gethostname()}")


def _disk(folder: Path) -> Finding:
    place = next(parent for parent in (folder, *folder.resolve().parents) if parent.exists())
    free = shutil.disk_usage(place).free
    return Finding(free > ENOUGH_BYTES, f"disk: {free / 1024**3:.1f} GB free")


def _sqlite() -> Finding:
    """Before 3.51.3 two writers could lose a commit while a checkpoint runs; this program has exactly one writer."""
    note = "" if sqlite3.sqlite_version_info >= SAFE_SQLITE else " (older than 3.51.3: safe here, one process writes)"
    return Finding(True, f"SQLite {sqlite3.sqlite_version}{note}")
