"""A delivery into the drop folder of a real darkroom process: how soon the first slides are there, and all of them; and a 4K
copy that somebody asks for meanwhile (FAULTS F21).

`python -m bench drop [--drop 2000] [--workers 2] [--folder DIR]`. A photo's thumb and its copy for a 1080p TV are made in one
go, and it is ready with both.
"""

import argparse
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

from .figures import machine
from .photos import camera_photos, working_folder

PROJECT = Path(__file__).parents[1]
FIRST = 50
ASKED = (60, 70, 80, 90, 100)  # of these somebody wants the 4K copy while the others still arrive
DISTINCT = 6
TABLES = """CREATE TABLE photo_file(path TEXT PRIMARY KEY, booking, photo, size, mtime_ns, state, reason);
CREATE TABLE photo(booking, id, dhash);"""


def report_drop(folder: Path, photos: list[Path], count: int, workers: int, to_the_end: bool = False) -> None:
    """Single photos first, then `count` at once; prints the seconds from the last byte to the ready line."""
    media, db = folder / "media", folder / "kiosk.db"
    (media / "photos" / "1").mkdir(parents=True)
    with sqlite3.connect(db) as rows:
        rows.execute("PRAGMA journal_mode=WAL")
        rows.executescript(TABLES)
    rows.close()
    command = ["--media", str(media), "--db", str(db), "--workers", str(workers)]
    command += ["--four-k", "idle" if to_the_end else "never"]
    with subprocess.Popen(
        [sys.executable, "-m", "display.darkroom", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    ) as process:
        _next(process, "beat")
        report_single(process, photos, media / "photos" / "1")
        report_many(process, photos, media / "photos" / "2", count, to_the_end)
        assert process.stdin
        process.stdin.close()


def report_single(process: subprocess.Popen[bytes], photos: list[Path], folder: Path) -> None:
    singly = []
    for number in range(8):
        shutil.copyfile(photos[number % len(photos)], folder / f"{number}.jpg")
        began = time.perf_counter()
        _next(process, "ready")
        singly.append(time.perf_counter() - began)
    print(f"\none 24-MP photo, last byte to ready, s: median {statistics.median(singly):.2f}, worst {max(singly):.2f}")


def report_many(
    process: subprocess.Popen[bytes], photos: list[Path], folder: Path, count: int, to_the_end: bool
) -> None:
    began = time.perf_counter()
    deliver(photos, folder, count)
    print(f"{count} photos at once, written after {time.perf_counter() - began:.1f} s", flush=True)
    asked_at: dict[str, float] = {}
    for number in range(1, (count if to_the_end else min(FIRST, count)) + 1):
        photo = _next(process, "ready", asked_at)["photo"]
        if to_the_end and number in ASKED:
            asked_at[photo] = time.perf_counter()
            _ask(process, folder.name, photo)
        if number in (FIRST, count) or number % 500 == 0:
            took = time.perf_counter() - began
            print(f"  {number} with thumb and 1080p after {took:.1f} s ({took / 60:.1f} min)", flush=True)


def _ask(process: subprocess.Popen[bytes], booking: str, photo: str) -> None:
    assert process.stdin
    process.stdin.write(json.dumps({"booking": booking, "photo": photo}).encode() + b"\n")
    process.stdin.flush()


def deliver(photos: list[Path], folder: Path, count: int) -> None:
    """So many photos, each another one: two files of the same content would be one photo. Past those that are waited for, links
    do, to files elsewhere (a link to one of these would look as if it were still being written): a look at the folder finds
    as many files, and each is developed for itself."""
    folder.mkdir()
    for number in range(count):
        file, photo = folder / f"{number:04}.jpg", photos[number % len(photos)]
        if number < 2 * FIRST:
            data, comment = photo.read_bytes(), f"{number:04}".encode()
            file.write_bytes(data[:2] + b"\xff\xfe" + (2 + len(comment)).to_bytes(2, "big") + comment + data[2:])
        else:
            os.link(photo, file)


def _next(process: subprocess.Popen[bytes], kind: str, asked_at: dict[str, float] | None = None) -> dict[str, Any]:
    """The next line of that kind; tells of 4K copies that were asked for."""
    assert process.stdout
    for text in process.stdout:
        line: dict[str, Any] = json.loads(text)
        assert line["type"] != "rejected", line
        if line["type"] == "four_k" and asked_at and line["photo"] in asked_at:
            print(
                f"  a 4K copy {time.perf_counter() - asked_at.pop(line['photo']):.1f} s after it was asked for",
                flush=True,
            )
        if line["type"] == kind:
            return line
    raise RuntimeError("the darkroom ended")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench drop", description=__doc__.splitlines()[0])
    parser.add_argument("--drop", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--folder", type=Path, help="where to make the photos; a disk like the studio's")
    given = parser.parse_args(arguments)
    print(machine())
    with working_folder(given.folder) as folder:
        photos = camera_photos(folder, DISTINCT)
        report_drop(folder / "drop", photos, given.drop, given.workers, to_the_end=True)


if __name__ == "__main__":
    main()
