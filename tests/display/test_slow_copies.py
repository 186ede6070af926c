"""Files that take their time to come: each is taken in once, whole, and soon after its last byte (FAULTS F20)."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from display.worker import photo_id

from ..crowd import crowded
from .pictures import jpeg, scene
from .process import QUICK, Line, Running, Studio

COPIES = int(os.environ.get("SLOW_COPIES", "5"))
AT_ONCE = 40
PAUSE_SECONDS = 1.1  # longer than a file has to be still
READY_WITHIN_MS = 3000


Way = Callable[[Path, bytes], None]


def thirds(content: bytes) -> list[bytes]:
    return [content[len(content) * part // 3 : len(content) * (part + 1) // 3] for part in range(3)]


def write_slowly(path: Path, content: bytes) -> None:
    """As a card reader does over a bad cable: in pieces, with rests."""
    with open(path, "wb", buffering=0) as file:
        for part in thirds(content):
            time.sleep(PAUSE_SECONDS if file.tell() else 0)
            file.write(part)


def write_preallocated(path: Path, content: bytes) -> None:
    with open(path, "wb", buffering=0) as file:
        file.truncate(len(content))
        for part in thirds(content):
            time.sleep(PAUSE_SECONDS if file.tell() else 0)
            file.write(part)


def write_and_rename(path: Path, content: bytes) -> None:
    hidden = path.with_name(f".{path.name}.Xy12")
    write_slowly(hidden, content)
    hidden.rename(path)


def write_over(path: Path, content: bytes) -> None:
    """In place, without cutting the old file short: for a while it is half one photo and half the other."""
    with open(path, "r+b", buffering=0) as file:
        for part in thirds(content):
            time.sleep(PAUSE_SECONDS if file.tell() else 0)
            file.write(part)
        file.truncate(len(content))


def delete_midway(path: Path, content: bytes) -> None:
    with open(path, "wb", buffering=0) as file:
        for part in thirds(content)[:2]:
            file.write(part)
            time.sleep(PAUSE_SECONDS)
        path.unlink()


WAYS: tuple[Way, ...] = (
    write_slowly,
    write_preallocated,
    write_and_rename,
    write_over,
    delete_midway,
)
SAID_OF: dict[Way, int] = {write_over: 2, delete_midway: 0}  # photos; of all others one


class Copy(threading.Thread):
    """One file on its way, each another photo. `ended_at`: when its last byte was written."""

    def __init__(self, folder: Path, number: int) -> None:
        super().__init__()
        self.name = f"{number:04}.jpg"
        self.path, self.way = folder / self.name, WAYS[number % len(WAYS)]
        self.former = jpeg(scene(seed=90), comment=b"old %d" % number) if self.way is write_over else b""
        self.content = jpeg(scene(), comment=b"new %d" % number)
        self.ended_at = 0.0

    def run(self) -> None:
        self.way(self.path, self.content)
        self.ended_at = time.time()


def await_all(darkroom: Running, names: set[str]) -> dict[str, Line]:
    """The first thing said of each of these files."""
    found: dict[str, Line] = {}
    while names - found.keys():
        line = darkroom.await_that(
            lambda line: line["type"] in ("ready", "rejected"), 60, f"{names - found.keys()} ready"
        )
        found.setdefault(line["name"], line)
    return found


def test_f20_slow_copies_are_taken_in_once_whole_and_soon(studio: Studio) -> None:
    folder = studio.booking()
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_line(type="beat")
        for first in range(0, COPIES, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, COPIES))
            come_and_are_ready(darkroom, [Copy(folder, number) for number in numbers])
        darkroom.await_quiet()
        said = [(line["name"], line["photo"]) for line in darkroom.of_type("ready")]
        assert len(said) == len(set(said)) == sum(SAID_OF.get(WAYS[number % len(WAYS)], 1) for number in range(COPIES))
        assert darkroom.of_type("rejected", "gone") == []


def come_and_are_ready(darkroom: Running, copies: list[Copy]) -> None:
    rewritten = [copy for copy in copies if copy.former]
    for copy in rewritten:
        copy.path.write_bytes(copy.former)
    before = await_all(darkroom, {copy.name for copy in rewritten})
    for copy in copies:
        copy.start()
    found = await_all(darkroom, {copy.name for copy in copies if copy.way is not delete_midway})
    for copy in copies:
        copy.join()
        line = found.get(copy.name)
        assert (line is None) == (copy.way is delete_midway)
        if line:
            assert (line["type"], line["photo"]) == ("ready", photo_id(copy.content)), line
            assert line["replaces"] == (photo_id(copy.former) if copy.former else None)
            assert line["replaces"] == (before[copy.name]["photo"] if copy.former else None)
            assert (line["heard_at"] - copy.ended_at) * 1000 <= crowded(READY_WITHIN_MS), copy.way.__name__
    darkroom.await_line(type="arriving", count=0)
