"""A whole day against the real server, watched from outside: calm or stormy, and whenever the server dies (I10, FAULTS G7)."""

import threading
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kiosk.config import load
from kiosk.simulate import model
from kiosk.simulate.client import Tablet
from kiosk.simulate.delivery import STORM, Network
from kiosk.simulate.report import Report
from kiosk.simulate.run import Wanted, run
from kiosk.simulate.taps import Sent, Tap
from kiosk.simulate.timetable import Timetable

from ..serving import Server
from ..simulated import DayServer
from ..web.bookings import add_bookings, booking_line

pytestmark = pytest.mark.live

AT_ONCE = 100_000.0
KILLED_AT = (40, 110, 180)


def play(server: Server, **wanted: Any) -> Report:
    return run(server.data, load(server.data / "studio.toml"), Wanted(speed=AT_ONCE, **wanted))


def test_thirty_parties_go_through_the_house_and_no_rule_is_broken(server: Server) -> None:
    report = play(server, parties=30, seed=3, screens=3)
    assert report.problems == ()
    assert report.arrived == report.parties == 30
    assert (report.screens, report.missed) == (3, 0)
    assert report.heard >= report.events
    kinds = {row.kind for row in report.rows}
    assert {"takeover", "recall", "undo", "parts", "handoff/refusal", "handoff/postponement", "duty/end"} <= kinds
    assert server.run("verify-log").stdout.strip() == "The log is clean."


def test_the_default_day_has_all_that_goes_wrong_on_a_real_one(house: Server) -> None:
    """Walk-ins, an absence, parties that go two ways, forgotten taps, tablets that die. (Who is late: test_day.)"""
    report = play(house)
    done = {row.kind: row.taps - row.refused for row in report.rows}
    assert report.problems == ()
    assert min(done[kind] for kind in ("lobby/walk-ins", "absences", "parts", "parts/return")) >= 1
    assert done["takeover"] + report.late_takes >= 1
    assert min(report.ways[way] for way in ("asking", "answering", "double", "held", "race")) >= 1
    assert report.arrived == report.parties


def test_a_server_that_is_killed_in_the_middle_of_it_loses_nothing(server: Server) -> None:
    reached = {step: threading.Event() for step in KILLED_AT}
    kills: list[int] = []

    def kill() -> None:
        for step in KILLED_AT:
            if reached[step].wait(120):
                server.restart()
                kills.append(step)

    def tell(step: int) -> None:
        if step in reached:
            reached[step].set()

    killer = threading.Thread(target=kill)
    killer.start()
    wanted = Wanted(parties=8, seed=5, speed=AT_ONCE, screens=2)
    try:
        report = run(server.data, load(server.data / "studio.toml"), wanted, tell)
    finally:
        for event in reached.values():
            event.set()
        killer.join(120)
    assert len(kills) == 3
    assert report.problems == ()
    assert report.came_back >= 2
    assert server.run("verify-log").stdout.strip() == "The log is clean."


def test_whatever_the_network_does_the_house_is_what_the_acknowledged_taps_lead_to(server: Server) -> None:
    """Taps at random, sensible or not; many arrive twice, late, in another order, or lose their answer on the way."""
    add_bookings(server, *(booking_line(2031 + i) for i in range(5)))
    timetable = Timetable(AT_ONCE)
    tablets = [Tablet(server.address, server.device("station").cookie) for _ in range(3)]
    network = Network({"station": tablets}, STORM, Random(11), timetable.later)
    for i in range(5):
        assert network.plainly(Tap(path="/visits", actor="mei", fields={"booking": 2031 + i})).answer
    dice = Random(12)
    for _ in range(400):
        tap = anything(dice)
        timetable.later(tap.after, partial(network.carry, tap, ignore))
    timetable.run(lambda: None)
    network.close()
    assert network.problems == []
    assert all(sent.answer for sent in network.taps.values())
    assert sum(sent.tries for sent in network.taps.values()) > len(network.taps)
    assert sum(sent.answer is not None and sent.answer.is_ok for sent in network.taps.values()) > 50
    board = server.device("board")
    shown = {visit["id"]: board.get(f"/visits/{visit['id']}") for visit in board.get("/visits")["visits"]}
    assert list(model.differences(model.replayed(network.taps.values()), shown)) == []
    assert server.run("verify-log").stdout.strip() == "The log is clean."


def ignore(sent: Sent) -> None:
    """Nothing follows from an answer here: everybody taps on regardless."""


def anything(dice: Random) -> Tap:
    what, fields = dice.choice(
        (
            ("greeting", {}),
            ("gate", {}),
            (
                "handoffs",
                {"receiver": dice.choice(("lin", "zhao", "anna")), "stage": dice.choice(("makeup", "studio"))},
            ),
            ("handoffs", {"receiver": "lin", "stage": "makeup"}),
            ("handoff/acceptance", {}),
            ("handoff/acceptance", {}),
            ("handoff/refusal", {"reason": "not now"}),
            ("handoff/withdrawal", {}),
            ("takeover", {"stage": dice.choice(("makeup", "studio")), "reason": "forgot"}),
            ("recall", {"reason": "too soon"}),
            ("escort", {"kind": "meal"}),
            ("moods", {"mood": "glad"}),
            ("parts", {"size": 1}),
            ("undo", {}),
            ("undo", {}),
        )
    )
    path = f"/visits/{dice.randrange(1, 6)}/{what}"
    return Tap(path=path, actor=dice.choice(("mei", "lin", "zhao")), fields=fields, after=dice.uniform(0, 3600))


def test_the_command_prints_its_table_and_ends_well(house: Server) -> None:
    done = house.run("simulate", "--parties", "3", "--speed", "100000", "--seed", "7")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].split() == ["tap", "taps", "refused", "p50", "ms", "p99", "ms", "max", "ms"]
    assert done.stdout.splitlines()[-1] == "Every rule held at every step."
    living = {one["role"] for one in devices(house)}
    assert living == {"desk"}  # only the one that looks
    again = house.run("simulate", "--parties", "1", "--speed", "100000", "--seed", "7")
    assert again.returncode == 0, again.stderr  # simulated days may follow one another


def devices(house: Server) -> list[dict[str, Any]]:
    desk = house.device("desk")
    log = desk.get("/events?limit=1000")["events"]
    gone = {entry["body"]["id"] for entry in log if entry["type"] == "DeviceRevoked"}
    return [entry["body"] for entry in log if entry["type"] == "DevicePaired" and entry["body"]["id"] not in gone]


def test_a_real_studios_day_is_not_played_in(house: Server) -> None:
    add_bookings(house, booking_line(2031))
    done = house.run("simulate", "--parties", "1", "--speed", "100000")
    assert (done.returncode, done.stdout) == (1, "")
    assert "this house has bookings of its own" in done.stderr and "--yes-really" in done.stderr
    assert house.device("desk").get("/visits")["visits"] == []
    really = house.run("simulate", "--parties", "1", "--speed", "100000", "--yes-really")
    assert really.returncode == 0, really.stderr


def test_without_a_server_there_is_nothing_to_play_in(tmp_path: Path) -> None:
    done = Server(tmp_path).run("simulate")
    assert done.returncode == 1
    assert "no server is serving this folder" in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("wrong", [["--speed", "0"], ["--parties", "-1"], ["--parties", "many"]])
def test_what_makes_no_day_is_wrong_usage(tmp_path: Path, wrong: list[str]) -> None:
    assert Server(tmp_path).run("simulate", *wrong).returncode == 2


def test_a_day_may_stop_with_a_full_house_that_the_same_seed_leads_to_again(tmp_path: Path) -> None:
    houses = []
    for name in ("one", "other"):
        with DayServer(tmp_path / name) as server:
            report = server.play(parties=12, hours=3.5, crowd=7, seed=2)
            here = server.device("board").get("/visits")["visits"]
            houses.append([(one["party"], one["holder"], one["stage"], one["since"]) for one in here])
            assert report.problems == ()
    assert houses[0] == houses[1]
    assert len(houses[0]) >= 7
    assert len({since for *_, since in houses[0]}) > 3  # the house's clock has gone with the day
