"""What a tap makes foreseeable is told after the tap, and before the next one (docs/adr/0019; REQUIREMENTS D07, D23)."""

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..serving import Client, Listener, Server
from ..web.bookings import add_bookings, booking_line
from ..web.party import arrive

WAYS = (("makeup", "lin"), ("studio", "zhao"), ("makeup", "lin"), ("studio", "zhao"))


@pytest.fixture(params=("eventlet", "threading"))
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path, request.param) as server:
        add_bookings(server, booking_line(2031))
        yield server


def walk(station: Client, visit: int) -> int:
    """All of the ways, as fast as they can be tapped; the seq of the last tap."""
    seq, holder = 0, "lin"
    for stage, receiver in WAYS[1:]:
        fields = {"receiver": receiver, "stage": stage}
        assert station.tap(f"/visits/{visit}/handoffs", actor=holder, **fields)[0] == 201
        status, answer = station.tap(f"/visits/{visit}/handoff/acceptance", actor=receiver)
        assert status == 201, answer
        seq, holder = int(answer["seq"]), receiver
    return seq


def heard_until(screen: Listener, event: str, seq: int) -> list[tuple[str, dict[str, Any]]]:
    told: list[tuple[str, dict[str, Any]]] = []
    while not told or told[-1][0] != event or told[-1][1]["seq"] < seq:
        told.append(screen.heard.get(timeout=10))
    return [one for one in told if one[0] in ("changed", "foreseen")]


def test_predictions_follow_each_tap_and_come_before_the_next(house: Server) -> None:
    station, board = house.device("station"), house.device("board")
    visit = arrive(station, 2031)
    with board.socket() as screen:
        screen.next("hello")
        seq = walk(station, visit)
        told = heard_until(screen, "foreseen", seq)
    at, foreseen = told[0][1]["from"], 0
    for event, message in told:
        ids = {part["id"] for part in message["parts"]}
        is_prediction = event == "foreseen"
        assert message["seq"] == (at if is_prediction else message["seq"]), "a prediction of a house that has gone on"
        assert all(id_.startswith(("delay-", "room-")) == is_prediction for id_ in ids)
        at, foreseen = message["seq"], foreseen + is_prediction
    assert foreseen >= len(WAYS) - 1


def test_what_changes_no_prediction_is_followed_by_none(house: Server) -> None:
    station, board = house.device("station"), house.device("board")
    visit = arrive(station, 2031)
    with board.socket() as screen:
        screen.next("hello")
        for _ in range(2):
            assert station.tap(f"/visits/{visit}/moods", actor="lin", mood="calm")[0] == 201
            assert station.tap(f"/visits/{visit}/moods", actor="lin", mood="glad")[0] == 201
        seq = board.get("/healthz")["seq"]
        assert all(event == "changed" for event, _ in heard_until(screen, "changed", seq))
        with pytest.raises(queue.Empty):
            screen.next("foreseen", timeout=0.2)


def test_screens_that_guests_see_are_told_no_predictions(house: Server) -> None:
    station = house.device("station")
    with house.device("board").socket() as staff, house.device("lobby").socket() as lobby:
        for screen in (staff, lobby):
            screen.next("hello")
        visit = arrive(station, 2031)
        walk(station, visit)
        seq = staff.next("foreseen")["seq"]
        assert seq and all(event == "changed" for event, _ in heard_until(lobby, "changed", seq))
