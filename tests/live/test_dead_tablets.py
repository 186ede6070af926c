"""A screen whose connection is really cut finds a person, and is forgiven when it is back (FAULTS F12)."""

import re
import socket
import time
from pathlib import Path
from typing import Any

from ..serving import Listener, Server

ALWAYS_OPEN = "[server]\nsilent_seconds = 2\n" + "".join(
    f'[[opening]]\nday = "{day}"\nopens = "00:00"\ncloses = "23:59"\n'
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
)


def alarm(listener: Listener) -> dict[str, Any]:
    """The next announcement about a silent screen: its piece, or that it is gone."""
    while True:
        message = listener.next("changed", 20)
        for piece in message["parts"]:
            if piece["id"].startswith("silent-"):
                return dict(piece)
        if any(gone.startswith("silent-") for gone in message["gone"]):
            return {"html": "", "into": ""}


def rings_from(html: str) -> int:
    """From when on this alarm rings, in ms."""
    return int(re.findall(r'<i data-ring data-from="(\d+)"', html)[0])


def cut(listener: Listener) -> None:
    """As pulling the plug does it: no goodbye, and nobody who comes back by themselves."""
    line = listener.client.eio.ws.sock
    line.shutdown(socket.SHUT_RDWR)
    listener.next("disconnect")
    line.close()


def test_a_board_that_is_cut_off_rings_at_reception_is_taken_by_one_and_forgiven_when_back(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "studio.toml").write_text(ALWAYS_OPEN)
    with Server(tmp_path) as server:
        station, desk, board = (server.device(role) for role in ("station", "desk", "board"))
        with station.socket("station", "mei") as mei, station.socket("station", "anna") as anna, desk.socket() as front:
            lost = Listener()
            lost.client.reconnection = False
            lost.connect(board, "board", "", "en", True)
            lost.next("hello")
            cut(lost)
            told = [alarm(listener) for listener in (mei, anna, front)]
            assert [piece["into"] for piece in told] == ["alarms", "alarms", "door"]
            assert "shows nothing" in told[0]["html"] and "data-ring" in told[0]["html"]
            (device,) = re.findall(r"/devices/(\w+)/silence", told[0]["html"])
            assert station.tap(f"/devices/{device}/silence/taking", actor="mei")[0] == 201
            back = rings_from(alarm(mei)["html"])
            assert back > (time.time() + 9 * 60) * 1000, "it is left to whoever looks, for ten minutes"
            later = alarm(anna)["html"]
            assert rings_from(later) == back and f'data-from="{back}" data-until' in later, "it is not shown before"
            assert "Mei sees to it." in alarm(front)["html"]
            refused = station.tap(f"/devices/{device}/silence/taking", actor="anna")
            assert (refused[0], refused[1]["code"]) == (409, "call_taken")
            with board.socket() as again:
                again.next("hello")
                assert alarm(mei)["html"] == "" and alarm(front)["html"] == ""
            assert server.run("verify-log").returncode == 0
