"""Faults that taps have to get through, on both engines (docs/faults.md: F05, F10, F13)."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.simulate.client import Tablet
from kiosk.simulate.taps import Answer, Sent, Tap

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line

HELD_SECONDS = 6.0  # longer than the writer waits for the file, so that it also has to say that it cannot save
STALL_SECONDS = 1.5  # whoever waits for the file on the loop holds it up for two seconds and more
TIMES, AT_ONCE = 1000, 4
KEPT, OVERTAKEN = 50, 8
DRAINED_WITHIN = 5.0

HOLD = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
file.execute("COMMIT")
"""


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Another program has the data file for itself."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin and holder.stdout and holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.stdin.close()
        assert holder.wait(10) == 0
        holder.stdout.close()


def in_the_house(server: Server, parties: int) -> list[int]:
    add_bookings(server, *(booking_line(2031 + number) for number in range(parties)))
    desk = server.device("desk")
    answers = [desk.tap("/visits", actor="mei", booking=2031 + number) for number in range(parties)]
    assert {status for status, _ in answers} == {201}
    return [int(answer["visit"]) for _, answer in answers]


def until_answered(tablet: Tablet, sent: Sent) -> list[Answer]:
    """As a screen does it: what was not saved is sent again under the same id. Every answer on the way."""
    answers = [tablet.ask("POST", sent.tap.path, sent.body)]
    while not answers[-1].is_final:
        time.sleep(0.3)
        answers.append(tablet.ask("POST", sent.tap.path, sent.body))
    return answers


def entries(client: Client, type_: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/events?limit=1000")["events"]
    return [entry for entry in found if entry["type"] == type_]


def tablet_of(client: Client) -> Tablet:
    return Tablet(client.server.address, client.cookie)


def test_f05_while_another_program_has_the_file_no_tap_is_lost_and_no_screen_stops(server: Server) -> None:
    visits = in_the_house(server, 4)
    station, board, desk = (server.device(role) for role in ("station", "board", "desk"))
    sent = [Sent(Tap(path=f"/visits/{visit}/greeting", actor="mei"), f"tap-of-visit-{visit}") for visit in visits]
    answers: dict[str, list[Answer]] = {}

    def tap(one: Sent) -> None:
        tablet = tablet_of(station)
        answers[one.command_id] = until_answered(tablet, one)
        tablet.close()

    threads = [threading.Thread(target=tap, args=(one,)) for one in sent]
    with held(server.data / "house.sqlite3"):
        for thread in threads:
            thread.start()
        waits = _looked_at(board, HELD_SECONDS)
        assert entries(desk, "PartyGreeted") == []
    for thread in threads:
        thread.join(30)
    assert max(waits) < STALL_SECONDS
    first, last = [one[0] for one in answers.values()], [one[-1] for one in answers.values()]
    cannot, can = (503, "cannot_save"), (201, "")  # the first wait in vain, those behind them until it works
    assert {cannot} <= {(answer.status, answer.code) for answer in first} <= {cannot, can}
    assert {answer.status for answer in last} == {201}
    assert len(entries(desk, "PartyGreeted")) == len(visits)


def _looked_at(board: Client, seconds: float) -> list[float]:
    """How long the board's page took each time, over so many seconds."""
    waits, until = [], time.monotonic() + seconds
    while (began := time.monotonic()) < until:
        status, _, content = board.request("GET", "/board", headers={"Accept": "text/html"})
        assert status == 200 and b"visit-1" in content
        waits.append(time.monotonic() - began)
        time.sleep(0.1)
    return waits


def test_f10_the_same_tap_a_thousand_times_is_one_event_and_one_answer(server: Server) -> None:
    (visit,) = in_the_house(server, 1)
    station = server.device("station")
    sent = Sent(Tap(path=f"/visits/{visit}/greeting", actor="mei"), "the-very-same-tap")
    answers: set[tuple[int, bytes]] = set()
    barrier = threading.Barrier(AT_ONCE)

    def hammer() -> None:
        tablet = tablet_of(station)
        barrier.wait(10)
        for _ in range(TIMES // AT_ONCE):
            answer = tablet.ask("POST", sent.tap.path, sent.body)
            answers.add((answer.status, answer.body))
        tablet.close()

    threads = [threading.Thread(target=hammer) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [status for status, _ in answers] == [201]
    greeted = entries(server.device("desk"), "PartyGreeted")
    assert [entry["command_id"] for entry in greeted] == [sent.command_id]
    assert json.loads(answers.pop()[1])["seq"] == greeted[0]["seq"]


def test_f13_taps_kept_on_a_tablet_are_each_carried_out_or_refused_with_a_sentence(server: Server) -> None:
    visits = in_the_house(server, KEPT)
    mei, anna = tablet_of(server.device("station")), server.device("station")
    kept = [Sent(Tap(path=f"/visits/{visit}/greeting", actor="mei"), f"kept-{visit:04d}") for visit in visits]
    for visit in visits[:OVERTAKEN]:
        assert anna.tap(f"/visits/{visit}/greeting", actor="anna")[0] == 201
    began = time.monotonic()
    answers = [mei.ask("POST", sent.tap.path, sent.body) for sent in kept]
    assert time.monotonic() - began < DRAINED_WITHIN
    assert [answer.code for answer in answers] == ["already_greeted"] * OVERTAKEN + [""] * (KEPT - OVERTAKEN)
    assert all("Anna" in answer.content["message"] for answer in answers[:OVERTAKEN])
    assert [mei.ask("POST", sent.tap.path, sent.body).body for sent in kept] == [answer.body for answer in answers]
    assert len(entries(server.device("desk"), "PartyGreeted")) == KEPT
    mei.close()
