"""The demo's day goes on by itself, leaves to a visitor what a visitor touches, and ends with its server."""

import os
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kiosk.simulate.sockets import Screens

from ..serving import PATIENCE, Client, Server

pytestmark = pytest.mark.live

CREW = "kiosk.demo.going_on"
QUICK = ("--photos", "0", "--speed", "2000")
Entry = dict[str, Any]


@contextmanager
def demo(folder: Path, engine: str, *flags: str) -> Iterator[Server]:
    with Server(folder, engine, "demo", *flags) as server:
        yield server


def visit_of(desk: Client, number: int) -> int:
    return next(int(one["id"]) for one in desk.get("/visits")["visits"] if one["number"] == number)


def happened(desk: Client, after: int, is_enough: Callable[[list[Entry]], object]) -> list[Entry]:
    """The log since then, as soon as it is enough."""
    screens = Screens("127.0.0.1", desk.server.port, desk.cookie, 1)
    try:
        log = events(desk, after)
        while not is_enough(log):
            assert screens.await_seq(log[-1]["seq"] + 1 if log else after + 1, PATIENCE) == [], "nothing happens"
            log = events(desk, after)
        return log
    finally:
        screens.close()


def events(desk: Client, after: int = 0) -> list[Entry]:
    return list(desk.get(f"/events?after={after}&limit=1000")["events"])


def taps(log: list[Entry], *types: str) -> list[Entry]:
    """What screens of the house did to parties."""
    wanted = [entry for entry in log if entry["device"] and entry["stream"].startswith("visit-")]
    return [entry for entry in wanted if not types or entry["type"] in types]


def crew_of(server: Server) -> list[int]:
    """The processes of the simulated colleagues, among those that the server has started."""
    assert server.process
    listed = "".join(file.read_text() for file in Path(f"/proc/{server.process.pid}/task").glob("*/children"))
    return [int(pid) for pid in listed.split() if CREW in Path(f"/proc/{pid}/cmdline").read_text()]


def broken(server: Server) -> list[str]:
    return [line for line in server.errors if "BROKEN" in line or "Traceback" in line]


def test_parties_are_handed_on_and_new_ones_come_with_nobody_touching_anything(tmp_path: Path, engine: str) -> None:
    with demo(tmp_path, engine, *QUICK) as server:
        desk = server.device("desk")
        here, seq = {one["id"] for one in desk.get("/visits")["visits"]}, int(desk.get("/visits")["seq"])
        handed_on = {
            f"visit-{key}" for key in here - {visit_of(desk, 2018), visit_of(desk, 2019)}
        }  # the sales room is the visitor's

        def is_lively(log: list[Entry]) -> bool:
            taken = {entry["stream"] for entry in taps(log, "HandoffAccepted")}
            return bool(taken & handed_on and taps(log, "VisitStarted") and taps(log, "VisitFinished"))

        log = happened(desk, seq, is_lively)
        assert not [entry for entry in taps(log) if entry["stream"] not in handed_on and is_of(entry, here)]
        assert broken(server) == []
    assert server.run("verify-log").stdout.strip() == "The log is clean."


def is_of(entry: Entry, visits: set[int]) -> bool:
    return entry["stream"] in {f"visit-{key}" for key in visits}


def test_what_a_visitor_touches_is_left_to_them(tmp_path: Path) -> None:
    with demo(tmp_path, "eventlet", *QUICK) as server:
        desk = server.device("desk")
        theirs = [visit_of(desk, number) for number in (2031, 2032, 2037)]
        for visit in theirs:
            assert desk.tap(f"/visits/{visit}/cares", actor="anna", kind="water")[0] == 201
        seq = int(desk.get("/visits")["seq"])
        seen = happened(desk, seq, lambda log: len(taps(log)) > 2)[-1]["seq"]  # by now the crew has looked
        later = happened(desk, seen, lambda log: len(taps(log)) > 20)
        assert not [entry for entry in taps(later) if is_of(entry, set(theirs))]
        assert broken(server) == []


def test_it_ends_with_a_server_that_is_killed_and_goes_on_with_one_that_starts_again(tmp_path: Path) -> None:
    with demo(tmp_path, "eventlet", *QUICK) as server:
        happened(server.device("desk"), 0, taps)
        (crew,) = crew_of(server)
        line = os.pidfd_open(crew)
        assert server.process
        os.kill(server.process.pid, signal.SIGKILL)
        assert select.select([line], [], [], PATIENCE)[0], "it plays on without a server"
        os.close(line)
        server.kill()
        server.start()
        desk = server.device("desk")
        seq = int(desk.get("/visits")["seq"])
        log = happened(desk, seq, taps)
        screens = [one for one in (*events(desk), *log) if one["stream"] == "devices"]
        paired = {
            one["body"]["id"] for one in screens if one["type"] == "DevicePaired" and "Sim" in one["body"]["name"]
        }
        gone = {one["body"]["id"] for one in screens if one["type"] == "DeviceRevoked"}
        assert len(paired & gone) == 6  # those of the server that was killed
        assert broken(server) == []


def test_a_demo_may_stand_still(tmp_path: Path) -> None:
    with demo(tmp_path, "eventlet", "--photos", "0", "--still") as server:
        assert crew_of(server) == []
        assert taps(events(server.device("desk"))) == []
