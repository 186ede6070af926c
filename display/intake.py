"""The server's side of the darkroom: starts it, keeps it running, and hands what it reports to the writer.

A native thread reads its pipe; the lines are taken in on the serving loop, in order and many at once, so that a large
delivery costs a few commits a second and never a wait per photo (FAULTS F21).
"""

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import field
from datetime import datetime
from typing import Any

from kiosk.floor import Floor
from kiosk.paths import PACKAGE
from kiosk.records import dataclass
from kiosk.store import CannotSave
from kiosk.transaction import Writing

from .reports import take

log = logging.getLogger(__name__)

Line = dict[str, Any]

BATCH = 200
REST_SECONDS = 0.2
SAVE_AGAIN_SECONDS = 2.0
RESTART_SECONDS = (0.5, 1.0, 2.0, 5.0, 15.0, 30.0)
STEADY_SECONDS = 60.0
# The house comes first: after a restart every screen wants its page at once, and photos can wait that long.
START_AFTER_SECONDS = 1.0
STRAYS_KEPT = 5
TAKEN = {"ready", "rejected", "gone", "four_k", "likeness", "arriving", "unreachable", "reachable"}


@dataclass
class Health:
    """What is wrong with the photo folder just now; strays are names in it that are no booking's folder."""

    unreachable_since: datetime | None = None
    is_full: bool = False
    strays: deque[str] = field(default_factory=lambda: deque(maxlen=STRAYS_KEPT))

    def hear(self, line: Line) -> None:
        match line["type"]:
            case "unreachable":
                self.unreachable_since = datetime.fromisoformat(line["since"])
            case "reachable":
                self.unreachable_since = None
            case "full":
                self.is_full = True
            case "ready":
                self.is_full = False
            case "stray" if line["name"] not in self.strays:
                self.strays.append(line["name"])


class Intake:
    """Runs one darkroom for as long as the server lives."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._lines: deque[Line] = deque()
        self._is_draining = False
        self._is_closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self.health = Health()

    def start(self) -> None:
        threading.Thread(target=self._keep_running, name="darkroom", daemon=True).start()

    def close(self) -> None:
        """End the darkroom with the server; it also ends by itself when its stdin closes."""
        self._is_closed = True
        if self._process:
            self._process.terminate()

    def want(self, booking: str, photo: str) -> None:
        """Somebody looks closely at this photo: its largest copy is made before all others. While no darkroom runs, or its
        pipe is full, it has to wait for its turn."""
        if self._process is None or self._process.stdin is None:
            return
        line = json.dumps({"booking": booking, "photo": photo}).encode("ascii") + b"\n"
        with suppress(OSError, ValueError):
            os.write(self._process.stdin.fileno(), line)

    # --- the native thread ---------------------------------------------------------------------------------------

    def _keep_running(self) -> None:
        time.sleep(START_AFTER_SECONDS)
        tries = 0
        while not self._is_closed:
            began = time.monotonic()
            try:
                self._read(self._begin())
            except Exception:  # whatever it was, photos must go on arriving
                log.exception("the darkroom cannot be listened to")
            tries = 0 if time.monotonic() - began > STEADY_SECONDS else tries + 1
            if not self._is_closed:
                rest = RESTART_SECONDS[min(tries, len(RESTART_SECONDS)) - 1]
                log.warning("the darkroom ended; starting it again in %s s", rest)
                time.sleep(rest)

    def _begin(self) -> subprocess.Popen[bytes]:
        one = self._floor
        photos = one.settings.photos
        places = ("--media", str(one.media.resolve()), "--db", str(one.store.file.resolve()))
        effort = ("--four-k", photos.four_k, "--workers", str(photos.workers))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "display.darkroom", *places, *effort],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PACKAGE.parent,
        )
        assert self._process.stdin is not None
        os.set_blocking(self._process.stdin.fileno(), False)
        return self._process

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process:
            for text in process.stdout:
                line = json.loads(text)
                self.health.hear(line)
                if line["type"] in TAKEN:
                    self._lines.append(line)
                    self._floor.engine.post(self._wake)

    # --- the serving loop ----------------------------------------------------------------------------------------

    def _wake(self) -> None:
        if not self._is_draining and self._lines:
            self._is_draining = True
            self._floor.engine.spawn(self._drain)

    def _drain(self) -> None:
        try:
            while self._lines:
                self._take([self._lines.popleft() for _ in range(min(BATCH, len(self._lines)))])
                self._floor.engine.sleep(REST_SECONDS)
        finally:
            self._floor.engine.post(self._rested)

    def _rested(self) -> None:
        self._is_draining = False
        self._wake()

    def _take(self, lines: list[Line]) -> None:
        """What the disk does not take now it takes later; nothing that the darkroom has said is dropped."""
        while True:
            try:
                self._floor.store.execute(Writing.by_system("darkroom"), lambda tx: take(tx, lines))
                return
            except CannotSave:
                self._floor.engine.sleep(SAVE_AGAIN_SECONDS)
