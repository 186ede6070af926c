"""A delivery into the drop folder of a real darkroom process: how soon the first slides are there."""

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[1]
FIRST = 50
TABLES = """CREATE TABLE photo_file(path TEXT PRIMARY KEY, booking, photo, size, mtime_ns, state, reason);
CREATE TABLE photo(booking, id, dhash);"""


def report_drop(folder: Path, photos: list[Path], count: int, workers: int) -> None:
    """Single photos first, then `count` at once; prints the seconds from the last byte to the ready line."""
    media, db = folder / "media", folder / "kiosk.db"
    (media / "photos" / "1").mkdir(parents=True)
    with sqlite3.connect(db) as rows:
        rows.execute("PRAGMA journal_mode=WAL")
        rows.executescript(TABLES)
    rows.close()
    command = ["--media", str(media), "--db", str(db), "--workers", str(workers), "--four-k", "never"]
    with subprocess.Popen(
        [sys.executable, "-m", "display.darkroom", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    ) as process:
        _next(process, "beat")
        singly = []
        for number in range(8):
            shutil.copyfile(photos[number % len(photos)], media / "photos" / "1" / f"{number}.jpg")
            began = time.perf_counter()
            _next(process, "ready")
            singly.append(time.perf_counter() - began)
        print(
            f"\none 24-MP photo, last byte to ready, s: median {statistics.median(singly):.2f}, worst {max(singly):.2f}"
        )
        began = time.perf_counter()
        deliver(photos, media / "photos" / "2", count)
        moments = []
        for _ in range(min(FIRST, count)):
            _next(process, "ready")
            moments.append(time.perf_counter() - began)
        print(f"{count} photos at once: first {len(moments)} after {moments[-1]:.1f} s")
        assert process.stdin
        process.stdin.close()


def deliver(photos: list[Path], folder: Path, count: int) -> None:
    """So many photos, each another one: two files of the same content would be one photo. Past those that are waited for, links
    to them do: a look at the folder finds as many files."""
    folder.mkdir()
    for number in range(count):
        file = folder / f"{number:04}.jpg"
        if number < 2 * FIRST:
            data, comment = photos[number % len(photos)].read_bytes(), f"{number:04}".encode()
            file.write_bytes(data[:2] + b"\xff\xfe" + (2 + len(comment)).to_bytes(2, "big") + comment + data[2:])
        else:
            os.link(folder / f"{number % FIRST:04}.jpg", file)


def _next(process: subprocess.Popen[bytes], kind: str) -> dict[str, Any]:
    assert process.stdout
    for text in process.stdout:
        line: dict[str, Any] = json.loads(text)
        assert line["type"] != "rejected", line
        if line["type"] == kind:
            return line
    raise RuntimeError("the darkroom ended")
