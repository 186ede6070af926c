"""Houses that a simulated day has filled: for pictures and benches. The same seed leads to the same house."""

import struct
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kiosk.config import load
from kiosk.simulate.delivery import CALM
from kiosk.simulate.report import Report
from kiosk.simulate.run import Wanted, run
from kiosk.simulate.timetable import HouseClock

from .serving import ZONE, Server, python_module

AT_ONCE = 1e9
HOURS = 6.5  # they come within four: about forty are in the house at a time
MANY, MOST = 90, 40
OPENS_AT = 9
CLOCK = "day.clock"


class DayServer(Server):
    """A server whose clock stands where the simulated day has come to: its cards are as old as in a real one."""

    def _begun(self, *arguments: str) -> "subprocess.Popen[str]":
        self.put(0.0)
        return python_module("tests.simulated", str(self.folder / CLOCK), *arguments)

    @property
    def began(self) -> datetime:
        return datetime.now(ZONE).replace(hour=OPENS_AT, minute=0, second=0, microsecond=0)

    def put(self, seconds: float) -> None:
        """So much of the day has passed."""
        unfinished = self.folder / f"{CLOCK}.part"
        unfinished.write_bytes(struct.pack("d", self.began.timestamp() + seconds))
        unfinished.replace(self.folder / CLOCK)

    def play(self, **wanted: Any) -> Report:
        clock = HouseClock(self.began.astimezone(UTC), self.put)
        return played(self, Wanted(speed=AT_ONCE, weather=CALM, clock=clock, **wanted))


def crowd(server: Server, seed: int = 1, most: int = MOST) -> Report:
    """So many parties in the house, wherever the day has brought them by then."""
    return played(server, Wanted(parties=MANY, hours=HOURS, seed=seed, speed=AT_ONCE, weather=CALM, crowd=most))


def played(server: Server, wanted: Wanted) -> Report:
    report = run(server.data, load(server.data / "studio.toml"), wanted)
    assert report.is_clean, report.problems
    return report


def main(file: Path, *arguments: str) -> int:
    """The program, with a clock that reads its time in a file."""
    from kiosk import app
    from kiosk.__main__ import main
    from kiosk.clock import Clock

    def read() -> float:
        return float(struct.unpack("d", file.read_bytes())[0])

    with patch.object(app, "Clock", lambda: Clock(wall=read, monotonic=read)):
        return main(list(arguments))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
