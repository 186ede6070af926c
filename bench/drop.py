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
        (media / "photos" / "2").mkdir()
        began = time.perf_counter()
        for number in range(count):
            # A link makes a new file without the copying, which is the card reader's time and not ours.
            os.link(photos[number % len(photos)], media / "photos" / "2" / f"{number:04}.jpg")
        moments = []
        for _ in range(count):
            _next(process, "ready")
            moments.append(time.perf_counter() - began)
        first = min(50, count)
        print(f"{count} photos at once: first {first} after {moments[first - 1]:.1f} s, all after {moments[-1]:.1f} s")
        assert process.stdin
        process.stdin.close()


def _next(process: subprocess.Popen[bytes], kind: str) -> dict[str, Any]:
    assert process.stdout
    for text in process.stdout:
        line: dict[str, Any] = json.loads(text)
        assert line["type"] != "rejected", line
        if line["type"] == kind:
            return line
    raise RuntimeError("the darkroom ended")
