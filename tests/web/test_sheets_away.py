"""The sheet between its party and production: every screen that can say where it is, and does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.visit import IN_PRODUCTION, SENT, WITH_PARTY, Visit

from .desk import Desk, book, opened


class Day:
    """Mei has welcomed a party and said that their sheet is on its way."""

    def __init__(self, desk: Desk, station: Desk, board: Desk) -> None:
        self.desk, self.station, self.board = desk, station, board
        book(desk.floor, 2031)
        self.visit = self.taps("/visits", booking=2031)["visit"]
        self.taps(f"/visits/{self.visit}/gate")
        self.taps(f"/visits/{self.visit}/sheet/sending")

    def taps(self, path: str, actor: str = "mei", **fields: Any) -> dict[str, Any]:
        status, answer = self.desk.tap(path, actor=actor, **fields)
        assert status == 201, answer
        return answer

    def is_at(self) -> str:
        visit: Visit = self.desk.floor.store.house.visits[self.visit]
        return visit.sheet.place


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with opened(tmp_path) as app:
        yield Day(Desk(app), Desk(app, "token-of-station"), Desk(app, "token-of-board"))


def test_a_sheet_that_was_merely_sent_is_in_production_on_no_screen(day: Day) -> None:
    day.taps(f"/visits/{day.visit}/sheet/return")
    for leg in (("lin", "makeup"), ("zhao", "studio"), ("lin", "makeup"), ("zhao", "studio")):
        holder = day.desk.floor.store.house.visits[day.visit].holder
        day.taps(f"/visits/{day.visit}/handoffs", holder, receiver=leg[0], stage=leg[1])
        day.taps(f"/visits/{day.visit}/handoff/acceptance", leg[0])
    day.taps(f"/visits/{day.visit}/sheet/sending", "zhao")
    page = day.board.page("/board")
    assert "sheet on its way" in page and "sheet in production" not in page
    day.taps(f"/visits/{day.visit}/sheet/receipt")
    assert "sheet in production" in day.board.page("/board")


def test_the_desk_receives_a_sheet_in_the_name_of_whoever_has_it(day: Day) -> None:
    assert f'action="/visits/{day.visit}/sheet/receipt"' in day.desk.page("/desk")
    day.taps(f"/visits/{day.visit}/sheet/receipt", receiver="jo")
    [received] = day.desk.events("SheetReceived")
    assert (received["actor"], received["body"]["by"], day.is_at()) == ("mei", "jo", IN_PRODUCTION)
    assert "/sheet/receipt" not in day.desk.page("/desk")
    status, answer = day.desk.tap(f"/visits/{day.visit}/sheet/receipt", actor="mei", receiver="nobody")
    assert (status, answer["code"]) == (422, "unknown_staff")


def test_a_sheet_sent_too_early_is_back_by_a_tap_of_its_holder_or_of_the_desk(day: Day) -> None:
    back = f'action="/visits/{day.visit}/sheet/return"'
    assert back in day.station.page("/station/mei") and back in day.desk.page("/desk")
    day.taps(f"/visits/{day.visit}/sheet/return")
    assert day.is_at() == WITH_PARTY
    assert back not in day.station.page("/station/mei") and back not in day.desk.page("/desk")


def test_a_sheet_comes_to_production_after_its_party_has_left_whoever_forgot_to_say_so(day: Day) -> None:
    day.taps(f"/visits/{day.visit}/sheet/return")
    status, answer = day.desk.tap(f"/visits/{day.visit}/sheet/receipt", actor="jo")
    assert (status, answer["code"]) == (409, "sheet_elsewhere")
    day.taps(f"/visits/{day.visit}/farewell", all=True)
    day.taps(f"/visits/{day.visit}/sheet/receipt", "jo")
    assert day.is_at() == IN_PRODUCTION


def test_some_who_went_another_way_have_no_sheet_of_their_own(day: Day) -> None:
    day.taps(f"/visits/{day.visit}/sheet/return")
    part = day.taps(f"/visits/{day.visit}/parts", names=["Mr Li"])["visit"]
    page = day.station.page("/station/mei")
    assert f"/visits/{part}/sheet/sending" not in page
    assert day.is_at() != SENT
