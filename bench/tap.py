"""(a) An accepted hand-off → every board has heard of it, against a stock broadcast with no database and no rendering.

`python -m bench tap [--boards 12 30 60] [--rounds 4] [--taps 60] [--photos]`. Both servers run at the same time on the same
machine and are measured in turns, twenty hand-offs a second. Ours: HTTP POST, rule, durable commit (WAL, FULL), parts rendered,
announced to boards in three languages, 40 visits in the house as a simulated day has left them; those that can be handed over
take turns. The floor: one websocket message in, as many bytes out as ours are, nothing else. With `--photos` there are as many
rounds again while photographs of 24 megapixels are taken in.

Boards and tablets are machines of their own in a studio: here both servers' listeners, and the finger, keep to the last core, and
the servers may run on any.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

from kiosk.simulate.sockets import Listener
from tests.serving import Server
from tests.simulated import crowd

from .figures import machine, percentile
from .shoot import deliver, painted

VISITS = 40
HAND_OFF_SECONDS = 0.05  # from one acceptance to the next
WARM_UP = 10
FRAME_WITHOUT_FILLER = 62
LOCALES = ("en", "zh_Hans", "zh_Hant")


class Boards:
    """Listeners in a process of their own; `heard[seq]` are the moments at which it came to each, `sizes` the frames' bytes. One
    process for all of them: on two cores, three would take the server's from it."""

    def __init__(self, port: int, groups: list[tuple[int, str, str]]) -> None:
        self.heard: dict[int, list[float]] = defaultdict(list)
        self.sizes: list[int] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.listeners", str(port), json.dumps(groups)], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout and self.process.stdout.readline().strip() == "ready"
        threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True).start()

    def receipts(self, seq: int) -> list[float]:
        """When each board heard of it; it may have been told together with what came right behind it (docs/adr/0021)."""
        told = min((one for one in list(self.heard) if one >= seq), default=seq)
        return self.heard.get(told, [])

    def _read(self, stream: object) -> None:
        for line in stream:  # type: ignore[attr-defined]
            moment, seq, size = line.split()
            self.heard[int(seq)].append(float(moment))
            self.sizes.append(int(size))

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


class House:
    """Our server with a full house, and parties that go back and forth between two colleagues."""

    def __init__(self, folder: Path, boards: int) -> None:
        self.server = Server(folder).start()
        crowd(self.server, most=VISITS)
        self.desk = self.server.device("desk")
        here = [self.desk.get(f"/visits/{one['id']}") for one in self.desk.get("/visits")["visits"]]
        self.holders = {one["id"]: str(one["holder"]) for one in here if may_go_on(one)}
        self.order = list(self.holders)
        self.bookings = [int(one["number"]) for one in here]
        share = [boards // 3 + (i < boards % 3) for i in range(3)]
        cookie = self.server.device("board").cookie
        groups = [
            (count, json.dumps({"screen": "board", "locale": locale}), cookie)
            for count, locale in zip(share, LOCALES, strict=True)
        ]
        self.boards = Boards(self.server.port, groups)
        self.connection = HTTPConnection("127.0.0.1", self.server.port)
        self.turns = 0

    def tap(self, path: str, connection: HTTPConnection, **fields: str) -> tuple[float, int]:
        body = json.dumps({"command_id": uuid.uuid4().hex, **fields})
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Cookie": self.desk.cookie}
        began = time.time()
        connection.request("POST", path, body, headers)
        answer = json.loads(connection.getresponse().read())
        assert answer["ok"], answer
        return began, int(answer["seq"])

    def accepted(self) -> tuple[float, int]:
        """Offer (not measured), then accept; one party after the other, as on a day: none has a hundred legs."""
        offer, acceptance = handed_over(self, self.order[self.turns % len(self.order)])
        self.turns += 1
        self.tap(offer[0], self.connection, **offer[1])
        time.sleep(HAND_OFF_SECONDS / 2)
        return self.tap(acceptance[0], self.connection, **acceptance[1])

    def close(self) -> None:
        self.boards.close()
        self.server.kill()


def handed_over(house: House, visit: int) -> tuple[tuple[str, dict[str, str]], tuple[str, dict[str, str]]]:
    """The two taps by which this party changes hands."""
    giver = house.holders[visit]
    house.holders[visit] = receiver = "anna" if giver == "mei" else "mei"
    offer = {"actor": giver, "receiver": receiver, "stage": "reception"}
    return (f"/visits/{visit}/handoffs", offer), (f"/visits/{visit}/handoff/acceptance", {"actor": receiver})


def may_go_on(visit: dict[str, Any]) -> bool:
    """Welcomed, with their holder, not on their way already."""
    return bool(visit["gate_at"]) and not (visit["ended_at"] or visit["handoff"] or visit["escort"])


class Stock:
    """The floor's server, with one client that taps and the same number of listeners."""

    def __init__(self, boards: int, size: int) -> None:
        """`size` is the bytes of a frame."""
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-W", "ignore", "-m", "bench.stock", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout and self.process.stdout.readline().strip() == "ready"
        self.tapper = self._connect()
        self.boards = Boards(self.port, [(boards, "", "")])
        self.filler = "x" * (size - FRAME_WITHOUT_FILLER)
        self.seq = 0

    def _connect(self) -> Listener:
        for _ in range(100):
            try:
                return Listener(self.port, "", "")
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise SystemExit("the stock server does not answer")

    def accepted(self) -> tuple[float, int]:
        self.seq += 1
        message = {"seq": self.seq, "visit": 1, "holder": "anna", "filler": self.filler}
        began = time.time()
        self.tapper.send(b"42" + json.dumps(["tap", message]).encode())
        for frame in self.tapper.frames():
            if frame == b"2":
                self.tapper.send(b"3")
        return began, self.seq

    def close(self) -> None:
        self.boards.close()
        self.process.kill()
        self.process.wait()


@contextmanager
def on_the_last_core(*processes: int) -> Iterator[None]:
    """Those processes, and whoever asks; where a system cannot tell, they run where they may."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    every = os.sched_getaffinity(0)
    for process in (0, *processes):
        os.sched_setaffinity(process, {max(every)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)  # the next servers start from here


def measured(one: House | Stock, taps: int, boards: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the tap to each board, and to the last board of each tap."""
    sent, next_at = [], time.monotonic()
    for _ in range(taps):
        sent.append(one.accepted())
        next_at += HAND_OFF_SECONDS
        time.sleep(max(0.0, next_at - time.monotonic()))
    deadline = time.monotonic() + 5
    while any(len(one.boards.receipts(seq)) < boards for _, seq in sent) and time.monotonic() < deadline:
        time.sleep(0.01)
    each = [(moment - began) * 1000 for began, seq in sent for moment in one.boards.receipts(seq)]
    last = [(max(one.boards.receipts(seq)) - began) * 1000 for began, seq in sent if one.boards.receipts(seq)]
    assert len(each) == taps * boards, f"{taps * boards - len(each)} announcements did not arrive"
    return each, last


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--boards", type=int, nargs="+", default=[12, 30, 60])
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--taps", type=int, default=60)
    parser.add_argument("--photos", action="store_true")
    options = parser.parse_args(arguments)
    print(machine())
    for boards in options.boards:
        with tempfile.TemporaryDirectory() as folder:
            house = House(Path(folder), boards)
            measured(house, WARM_UP, boards)
            stock = Stock(boards, round(median(house.boards.sizes)))
            photos = painted(Path(folder) / "camera") if options.photos else []
            with on_the_last_core(house.boards.process.pid, stock.boards.process.pid):
                measured(stock, WARM_UP, boards)
                report(boards, in_turns(house, stock, options.rounds, options.taps, boards))
                if photos:
                    print("while photographs are taken in:")
                    report(boards, in_turns(house, stock, options.rounds, options.taps, boards, photos))
            sizes = (round(median(one.boards.sizes)) for one in (house, stock))
            print(f"{boards:>3} boards  bytes a frame: ours {next(sizes)}, stock {next(sizes)}")
            house.close()
            stock.close()


def in_turns(
    house: House, stock: Stock, rounds: int, taps: int, boards: int, photos: list[Path] | None = None
) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of both, measured one after the other so many times; `photos` are dropped before each of ours."""
    figures: dict[str, tuple[list[float], list[float]]] = {"ours": ([], []), "stock": ([], [])}
    for number in range(rounds):
        if photos:
            deliver(photos, house.server.media / "photos" / str(house.bookings[number]))
        for name, one in (("ours", house), ("stock", stock)):
            each, last = measured(one, taps, boards)
            figures[name][0].extend(each)
            figures[name][1].extend(last)
    return figures


def report(boards: int, figures: dict[str, tuple[list[float], list[float]]]) -> None:
    for name, (each, last) in figures.items():
        print(
            f"{boards:>3} boards  {name:<5}  p50 {median(each):6.2f} ms  p99 {percentile(each, 0.99):6.2f} ms  "
            f"last board p50 {median(last):6.2f} ms  n={len(each)}"
        )
    ours, stock = figures["ours"][0], figures["stock"][0]
    p50, p99 = median(ours) / median(stock), percentile(ours, 0.99) / percentile(stock, 0.99)
    print(f"{boards:>3} boards  ours / stock without a database: p50 {p50:.2f} x, p99 {p99:.2f} x")


if __name__ == "__main__":
    main()
