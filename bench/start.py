"""(c) From the start of the process to the first answer, and its memory: an empty house, and one with 100,000 events.

`python -m bench start [--runs 7] [--events 100000] [--screens 60]`. The floor is a bare Flask-SocketIO process of the same
libraries that stores nothing, started in turns with ours. Processor time is what a busy machine leaves comparable.
"""

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from kiosk.clock import Clock
from kiosk.commands import people, visits
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.engine import ThreadingEngine
from kiosk.kinds import BOOKINGS
from kiosk.store import Store
from kiosk.transaction import Transaction, Writing
from tests.serving import Server

from .figures import machine, spread
from .tap import Boards


class Start(NamedTuple):
    took: float  # ms until it answers
    worked: float  # ms of processor time until then
    memory: float  # resident MB then


def our_start(folder: Path) -> Start:
    """Until /healthz answers."""
    began = time.monotonic()
    with Server(folder) as server:
        connection = HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        took = (time.monotonic() - began) * 1000
        assert server.process
        return Start(took, worked(server.process.pid), resident(server.process.pid))


def bare_start() -> Start:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "bench.stock", str(port)], stdout=subprocess.PIPE)
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except ConnectionRefusedError:
            time.sleep(0.002)
    start = Start((time.monotonic() - began) * 1000, worked(process.pid), resident(process.pid))
    process.kill()
    process.wait()
    assert process.stdout
    process.stdout.close()
    return start


def worked(pid: int) -> float:
    """Milliseconds that its threads have had a processor."""
    return sum(int(file.read_text().split()[0]) for file in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e6


def resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def fill(folder: Path, events: int) -> None:
    """A log of that length through the real writer: one party escorted to and fro, a thousand taps a transaction."""
    settings = Settings()
    store = Store(folder / "data", ThreadingEngine(), Clock(), lambda now: now.astimezone(settings.zone).date())
    store.execute(Writing.by_system(), lambda tx: people.list_staff(tx, settings))

    def arrive(tx: Transaction) -> dict[str, object]:
        tx.put(BOOKINGS, Booking(number=2031, starts_at=tx.now, kind="shoot", party=("Ms Chen",), host="mei"))
        return visits.check_in(tx, 2031, "en")

    store.execute(Writing.by_system("mei"), arrive)

    def taps(tx: Transaction) -> dict[str, object]:
        for _ in range(500):
            visits.start_escort(tx, 1, "meal")
            visits.end_escort(tx, 1)
        return {}

    while store.house.seq < events:
        store.execute(Writing.by_system("mei"), taps)
    store.close()


def with_screens(folder: Path, screens: int) -> float:
    """Resident megabytes with that many boards connected for a few seconds."""
    with Server(folder) as server:
        boards = Boards(server.port, [(screens, json.dumps({"screen": "board"}), server.device("board").cookie)])
        time.sleep(5)
        assert server.process
        megabytes = resident(server.process.pid)
        boards.close()
        return megabytes


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--screens", type=int, default=60)
    options = parser.parse_args(arguments)
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        empty, full = Path(name) / "empty", Path(name) / "full"
        our_start(empty)  # makes the data file
        fill(full, options.events)
        starts: dict[str, list[Start]] = {"bare Flask-SocketIO": [], "empty": [], f"{options.events} events": []}
        for _ in range(options.runs):
            for those, start in zip(starts.values(), (bare_start(), our_start(empty), our_start(full)), strict=True):
                those.append(start)
        for title, those in starts.items():
            print(f"{title:<22} {spread([one.took for one in those])}")
            print(f"{'  processor':<22} {spread([one.worked for one in those])}")
        print(f"{'memory, empty':<22} {spread([one.memory for one in starts['empty']], 'MB')}")
        print(f"{'memory, screens':<22} {with_screens(empty, options.screens):.0f} MB with {options.screens} boards")


if __name__ == "__main__":
    main()
