"""Faults of whoever looks and taps too late, on both engines (docs/faults.md: F12, F15, F16)."""

import re
from datetime import datetime

from ..serving import Server
from .test_faults import entries, in_the_house


def test_f12_an_offer_that_nobody_takes_finds_a_person_and_outlives_the_server(server: Server) -> None:
    (visit,) = in_the_house(server, 1)
    station = server.device("station")
    assert station.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    assert station.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    (offered,) = entries(server.device("desk"), "HandoffOffered")

    def rings_after() -> list[int]:
        """Seconds after the offer at which the alarm is seen: by the giver, and by the last in line."""
        began = datetime.fromisoformat(offered["at"]).timestamp()
        found = []
        for who in ("mei", "anna"):
            _, _, page = station.request("GET", f"/station/{who}", headers={"Accept": "text/html"})
            card = re.search(rf'id="offered-{visit}"[^>]*data-from="(\d+)"', page.decode())
            assert card, who
            found.append(round(int(card[1]) / 1000 - began))
        return found

    before = rings_after()
    assert before[0] == 60 and before[1] > before[0]
    server.kill()
    server.start()
    assert rings_after() == before
    assert station.get(f"/visits/{visit}")["holder"] == "mei"


def test_f15_a_card_of_an_earlier_version_changes_nothing_and_says_why(server: Server) -> None:
    (visit,) = in_the_house(server, 1)
    station = server.device("station")
    version = station.get(f"/visits/{visit}")["version"]
    assert station.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    server.kill()
    server.start()
    before = station.get(f"/visits/{visit}")
    status, answer = station.tap(f"/visits/{visit}/escort", actor="mei", kind="meal", version=version)
    assert (status, answer["code"]) == (409, "stale_card") and answer["message"]
    assert station.get(f"/visits/{visit}") == before


def test_f16_a_screen_that_slept_is_told_how_far_the_house_has_gone(server: Server) -> None:
    (visit,) = in_the_house(server, 1)
    station, board = server.device("station"), server.device("board")
    with board.socket() as awake:
        before = awake.next("hello")["seq"]
    assert station.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    with board.socket() as again:
        now = again.next("hello")["seq"]
    assert now > before and now == station.get("/visits")["seq"]
