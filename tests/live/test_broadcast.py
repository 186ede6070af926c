"""The direct way to idle sockets says exactly what the library's own way says, to quick and to slow readers."""

import json
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from kiosk.simulate.sockets import Listener

from ..serving import ROOT, Client, Server
from ..web.bookings import add_bookings, booking_line

SCRIPT: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("gate", "mei", {}),
    ("handoffs", "mei", {"receiver": "lin", "stage": "makeup"}),
    ("handoff/acceptance", "lin", {}),
    ("escort", "lin", {"kind": "meal"}),
    ("escort/return", "lin", {}),
)


def heard_by_a_board(folder: Path, broadcast: str) -> list[dict[str, Any]]:
    server = Server(folder)
    (server.data / "studio.toml").write_text(f'[server]\nbroadcast = "{broadcast}"\n')
    with server:
        add_bookings(server, booking_line(2031))
        station, board = server.device("station"), server.device("board")
        with board.socket() as screen:
            screen.next("hello")
            visit = station.tap("/visits", actor="mei", booking=2031)[1]["visit"]
            for path, actor, fields in SCRIPT:
                status, answer = station.tap(f"/visits/{visit}/{path}", actor=actor, **fields)
                assert status == 201
            return screen.until(answer["seq"])


def test_direct_and_stock_broadcasts_say_the_same(tmp_path: Path) -> None:
    direct, stock = (heard_by_a_board(tmp_path / way, way) for way in ("direct", "stock"))
    assert len(direct) > len(SCRIPT)
    assert [skeleton(message) for message in direct] == [skeleton(message) for message in stock]


def test_each_screen_hears_its_own_parts_in_its_own_language(house: Server) -> None:
    add_bookings(house, booking_line(2031))
    station, board = house.device("station"), house.device("board")
    with board.socket() as en, board.socket(locale="zh_Hans") as zh, station.socket("station", "mei") as mine:
        for screen in (en, zh, mine):
            screen.next("hello")
        seq = station.tap("/visits", actor="mei", booking=2031)[1]["seq"]
        told = [
            {part["id"]: part["html"] for message in screen.until(seq) for part in message["parts"]}
            for screen in (en, zh, mine)
        ]
    assert {"visit-1", "need-1"} <= set(told[0]) == set(told[1])
    assert told[0]["visit-1"] != told[1]["visit-1"]
    assert "visit-1" in told[2] and "need-1" not in told[2]
    assert told[2]["visit-1"] != told[0]["visit-1"]


def skeleton(message: dict[str, Any]) -> tuple[Any, ...]:
    """Without moments, which differ from run to run."""
    parts = [(part["id"], part["into"]) for part in message["parts"]]
    return message["from"], message["seq"], message["topics"], parts, message["gone"]


def test_a_reader_that_stalls_gets_whole_frames_in_order_or_is_let_go(house: Server) -> None:
    add_bookings(house, booking_line(2031))
    station, board = house.device("station"), house.device("board")
    visit = station.tap("/visits", actor="mei", booking=2031)[1]["visit"]
    slow = stalled_listener(board)
    with board.socket() as quick:
        quick.next("hello")
        for _ in range(150):
            assert station.tap(f"/visits/{visit}/escort", actor="mei", kind="meal")[0] == 201
            status, answer = station.tap(f"/visits/{visit}/escort/return", actor="mei")
            assert status == 201
        told = quick.until(answer["seq"])
    assert is_whole(told)  # the neighbour noticed nothing
    with slow.socket:
        heard = everything(slow)
    assert heard and is_whole(heard)


# A frame that the kernel took half of holds the lock; the library's writer waits behind it with the next one.
OVERTAKING = """
from types import SimpleNamespace
import eventlet
from eventlet.queue import Queue
from eventlet.semaphore import Semaphore
from kiosk.broadcast import _has_all_names, _write_directly
written, lock = [], Semaphore()
kernel = SimpleNamespace(send=lambda frame: written.append(frame.decode()) or len(frame))
ws = SimpleNamespace(version=13, extensions=[], _sendlock=lock, socket=SimpleNamespace(fd=kernel))
board = SimpleNamespace(direct=ws, closed=False, closing=False, queue=Queue())
def write_what_was_queued():
    with lock:
        written.append("older")
lock.acquire()
eventlet.spawn(write_what_was_queued)
eventlet.sleep(0)
lock.release()
print(_has_all_names(ws), _write_directly(board, b"newer"))
eventlet.sleep(0)
print(_write_directly(board, b"newer"), *written)
"""


def test_no_frame_overtakes_one_that_waits_for_the_rest_of_another() -> None:
    command = [sys.executable, "-W", "ignore", "-c", OVERTAKING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout.splitlines() == ["True False", "True older newer"], done.stderr


def is_whole(messages: list[dict[str, Any]]) -> bool:
    """Each begins where the one before ended. (Two commands that come together are told in one message.)"""
    return all(before["seq"] == after["from"] for before, after in pairwise(messages))


def stalled_listener(board: Client) -> Listener:
    """Connected, then deaf: its buffers fill up."""
    return Listener(board.server.port, board.cookie, json.dumps({"screen": "board"}), receive_buffer=4096)


def everything(listener: Listener) -> list[dict[str, Any]]:
    """All announcements that can still be read before the connection ends or falls silent."""
    found: list[dict[str, Any]] = []
    listener.socket.settimeout(3)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            frames = listener.frames()
        except (TimeoutError, ConnectionError):
            break
        if not frames and listener.is_over:
            break
        found += [json.loads(frame[2:])[1] for frame in frames if frame.startswith(b'42["changed"')]
    return found
