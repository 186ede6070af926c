"""A darkroom process and just enough of a server beside it: reads the lines and writes down what they say."""

import json
import os
import queue
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from display.worker import photo_id

from .pictures import jpeg, scene

Line = dict[str, Any]

PROJECT = Path(__file__).parents[2]
TABLES = """
CREATE TABLE IF NOT EXISTS photo(booking TEXT NOT NULL, id TEXT NOT NULL, dhash TEXT, PRIMARY KEY (booking, id));
CREATE TABLE IF NOT EXISTS photo_file(
    path TEXT PRIMARY KEY, booking TEXT NOT NULL, photo TEXT, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    state TEXT NOT NULL, reason TEXT
);
"""


QUICK = ("--four-k", "never", "--workers", "2")


def drop(folder: Path, *names: str, seed: int = 1) -> list[str]:
    """Different photos under these names; their photo ids."""
    photos = []
    for number, name in enumerate(names):
        content = jpeg(scene(seed=seed + number))
        (folder / name).write_bytes(content)
        photos.append(photo_id(content))
    return photos


def environment() -> dict[str, str]:
    """Where a process finds the project."""
    return {**os.environ, "PYTHONPATH": str(PROJECT)}


class Studio:
    """A media folder, a database and at most one darkroom. The database outlives the darkroom, as the server's does."""

    def __init__(self, folder: Path, has_table: bool = True) -> None:
        self.media = folder / "media"
        self.photos = self.media / "photos"
        self.photos.mkdir(parents=True)
        self.db = folder / "kiosk.db"
        self._rows = sqlite3.connect(self.db, check_same_thread=False, isolation_level=None)
        self._rows.execute("PRAGMA journal_mode=WAL")
        if has_table:
            self.make_table()

    def __enter__(self) -> "Studio":
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()

    def make_table(self) -> None:
        self._rows.executescript(TABLES)

    def booking(self, number: str = "2031") -> Path:
        folder = self.photos / number
        folder.mkdir(exist_ok=True)
        return folder

    @contextmanager
    def darkroom(self, *options: str, writes_down: bool = True) -> "Iterator[Running]":
        """A running darkroom; on leaving, its stdin is closed and it must end by itself."""
        running = Running(self, options, writes_down)
        try:
            yield running
        finally:
            running.close()

    def write_down(self, line: Line) -> None:
        if line["type"] in ("ready", "rejected"):
            state, reason = line["type"], line.get("reason")
            row = (line["path"], line["booking"], line.get("photo"), line["size"], line["mtime_ns"], state, reason)
            self._rows.execute("INSERT OR REPLACE INTO photo_file VALUES (?,?,?,?,?,?,?)", row)
        if line["type"] in ("ready", "likeness"):
            self._rows.execute(
                "INSERT OR REPLACE INTO photo VALUES (?,?,?)", (line["booking"], line["photo"], line["dhash"])
            )
        elif line["type"] == "gone":
            self._rows.execute("DELETE FROM photo_file WHERE path = ?", (line["path"],))

    def forget_hashes(self) -> None:
        """As if an older version had taken the photos in."""
        self._rows.execute("UPDATE photo SET dhash = NULL")

    def hashes(self) -> dict[str, str | None]:
        return dict(self._rows.execute("SELECT id, dhash FROM photo"))

    def slides(self, booking: str = "2031") -> set[str]:
        rows = self._rows.execute("SELECT DISTINCT photo FROM photo_file WHERE booking=? AND state='ready'", (booking,))
        return {photo for (photo,) in rows}


class Running:
    """The darkroom process. `heard` lists every line so far but the beats."""

    def __init__(self, studio: Studio, options: tuple[str, ...], writes_down: bool) -> None:
        self._studio, self._writes_down = studio, writes_down
        self._lines: queue.Queue[Line] = queue.Queue()
        self.heard: list[Line] = []
        self.beats = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "display.darkroom", "--media", studio.media, "--db", studio.db, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            env=environment(),
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for text in self.process.stdout:
            line = json.loads(text)
            line["heard_at"] = time.time()
            if self._writes_down:
                self._studio.write_down(line)
            self._lines.put(line)

    def await_line(self, seconds: float = 15.0, **fields: object) -> Line:
        """The first line from now on whose fields have these values. Fails with what was heard instead."""
        return self.await_that(lambda line: line.items() >= fields.items(), seconds, str(fields))

    def await_that(self, is_it: Callable[[Line], bool], seconds: float, wish: str) -> Line:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            if line["type"] == "beat":
                self.beats += 1
            else:
                self.heard.append(line)
            if is_it(line):
                return line
        raise AssertionError(f"waited {seconds} s for {wish}; heard {self.heard[-20:]}")

    def await_quiet(self, looks: int = 2) -> list[Line]:
        """Let some beats go by; the lines heard so far."""
        for _ in range(looks):
            self.await_line(type="beat")
        return self.heard

    def ask(self, photo: str, booking: str = "2031") -> None:
        """As the server does when somebody looks closely at it."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"booking": booking, "photo": photo}).encode() + b"\n")
        self.process.stdin.flush()

    def of_type(self, *types: str) -> list[Line]:
        return [line for line in self.heard if line["type"] in types]

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in children.split()]

    def close(self) -> None:
        """Close stdin, as the end of the server does, and await the end of the process."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        try:
            self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            self._reader.join()
            self.process.stdout.close()

    def await_end(self) -> list[Line]:
        """Every line there was, once the process has ended."""
        self._reader.join()
        while not self._lines.empty():
            self.heard.append(self._lines.get())
        return self.heard
