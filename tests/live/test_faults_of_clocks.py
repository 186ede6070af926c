"""Faults of clocks, on both engines: the machine's jumps, a tablet's is wrong (docs/faults.md: F08, F09)."""

import re
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ..serving import PATIENCE, Server, python_module
from . import astray
from .test_faults import entries, in_the_house

DAY = 86400
MINUTE = timedelta(minutes=1)


class AstrayServer(Server):
    """A server on a machine whose wall clock is put."""

    @property
    def off(self) -> Path:
        return self.folder / "off"

    def _begun(self, *arguments: str) -> subprocess.Popen[str]:
        return python_module("tests.live.astray", str(self.off), *arguments)


@pytest.fixture
def machine(tmp_path: Path, engine: str) -> Iterator[AstrayServer]:
    one = AstrayServer(tmp_path, engine)
    astray.put(one.off, 0)
    with one:
        yield one


def moments(events: list[dict[str, Any]]) -> list[datetime]:
    return [datetime.fromisoformat(event["at"]) for event in events]


def test_f08_a_clock_a_day_back_and_a_day_forth_moves_no_hand_off_and_the_desk_is_told(machine: AstrayServer) -> None:
    (visit,) = in_the_house(machine, 1)
    station, desk = machine.device("station"), machine.device("desk")
    assert station.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    assert station.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    astray.put(machine.off, -DAY)
    assert station.tap(f"/visits/{visit}/handoff/acceptance", actor="lin")[0] == 201
    assert all(abs(at - datetime.now(UTC)) < MINUTE for at in moments(desk.get("/events?limit=1000")["events"]))
    with desk.socket() as listening:
        listening.next("hello")
        astray.put(machine.off, DAY)
        until = time.monotonic() + PATIENCE
        while not (told := entries(desk, "ClockJumped")) and time.monotonic() < until:
            listening.next("changed")
    assert [round(event["body"]["by_seconds"] / DAY) for event in told] == [1]
    _, _, page = desk.request("GET", "/desk", headers={"Accept": "text/html"})
    assert "The server’s clock jumped by +24 h" in page.decode()
    events = desk.get("/events?limit=1000")["events"]
    assert all(one <= other for one, other in pairwise(moments(events)))
    assert [event["type"] for event in events if event["stream"] == f"visit-{visit}"][-1] == "HandoffAccepted"
    assert station.get(f"/visits/{visit}")["holder"] == "lin"


def test_f09_a_tablet_whose_clock_is_a_day_off_is_named_and_what_it_taps_stands_at_the_houses_time(
    server: Server,
) -> None:
    (visit,) = in_the_house(server, 1)
    station, desk = server.device("station"), server.device("desk")

    def clocks_said() -> list[str]:
        _, _, page = desk.request("GET", "/desk/devices", headers={"Accept": "text/html"})
        return re.findall(r"its clock is ([^<]*)<", page.decode())

    for ahead, said in ((25, ["25 h ahead"]), (-25, ["25 h behind"]), (0, [])):
        own = datetime.now(UTC) + timedelta(hours=ahead)
        with station.socket(at=int(own.timestamp() * 1000)) as tablet:
            hello = tablet.next("hello")
            assert abs(datetime.fromtimestamp(hello["at"] / 1000, UTC) - datetime.now(UTC)) < MINUTE
            assert clocks_said() == said
    assert station.tap(f"/visits/{visit}/gate", actor="mei", at=int(own.timestamp() * 1000))[0] == 201
    assert all(abs(at - datetime.now(UTC)) < MINUTE for at in moments(desk.get("/events?limit=1000")["events"]))
