"""When a TV closes by itself, with a clock that stands still until told (FAULTS T26)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from display import commands_reveal
from display.attendant import Attendant
from kiosk.store import CannotSave
from kiosk.transaction import Transaction, Writing

from .sales import SalesHouse, configured, photo, sales_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(*range(1, 7))
        yield house


@pytest.fixture
def number(house: SalesHouse) -> int:
    return house.start()


def attended(house: SalesHouse, monkeypatch: pytest.MonkeyPatch, *presentations: int) -> None:
    monkeypatch.setattr(house.floor.live, "joined", lambda *screens: {str(one) for one in presentations})


def test_a_tv_that_is_left_alone_closes_after_ten_minutes(house: SalesHouse, number: int) -> None:
    attendant = Attendant(house.sales)
    house.tap(f"/presentations/{number}/slides", slide=photo(1))
    attendant.look()
    house.wait(599)
    attendant.look()
    assert house.presentation(number)
    house.wait(1)
    attendant.look()
    assert house.presentation(number) is None
    assert house.types(f"presentation-{number}")[-1] == "PresentationEnded"
    grant = house.client("tv").get(f"/presentations/{number}/grant")
    assert grant.status_code == 404


def test_whoever_holds_the_tablet_holds_the_curtain(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    attendant = Attendant(house.sales)
    house.tap(f"/presentations/{number}/slides", slide=photo(1))
    attended(house, monkeypatch, number)
    house.wait(3600)
    attendant.look()
    assert house.presentation(number)
    attended(house, monkeypatch)
    attendant.look()
    house.wait(600)
    attendant.look()
    assert house.presentation(number) is None


def test_a_pass_that_plays_on_without_a_tablet_is_not_cut_short(house: SalesHouse, number: int) -> None:
    configured(house, curtain_minutes=1, dwell_seconds=60)
    attendant = Attendant(house.sales)
    house.tap(f"/presentations/{number}/pass", which="first")
    for _ in range(5):
        attendant.look()
        house.wait(60)
    assert house.presentation(number) and house.presentation(number).run


def test_the_tv_clears_when_the_presenter_leaves_but_not_for_a_reload(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    attendant = Attendant(house.sales)
    house.tap(f"/presentations/{number}/slides", slide=photo(1))
    house.tap(f"/presentations/{number}/leaving")
    attendant.look()
    house.wait(5)
    attended(house, monkeypatch, number)  # it was a reload
    attendant.look()
    attended(house, monkeypatch)  # the tablet sleeps
    attendant.look()
    house.wait(60)
    attendant.look()
    assert not house.presentation(number).is_black
    house.tap(f"/presentations/{number}/leaving")
    house.wait(20)
    attendant.look()
    assert house.presentation(number).is_black and house.presentation(number).slide == photo(1)


def test_the_tv_clears_also_when_the_page_that_was_left_seems_to_be_there_for_a_moment(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    attendant = Attendant(house.sales)
    house.tap(f"/presentations/{number}/slides", slide=photo(1))
    attended(house, monkeypatch, number)
    house.tap(f"/presentations/{number}/leaving")
    for _ in range(4):
        attendant.look()  # its socket is not closed yet
        house.wait(1)
    attended(house, monkeypatch)
    attendant.look()
    house.wait(20)
    attendant.look()
    assert house.presentation(number).is_black


def test_one_bad_look_is_not_the_last_one(house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class EndOfTest(BaseException):
        pass

    attendant = Attendant(house.sales)
    looks: list[int] = []

    def look() -> None:
        looks.append(len(looks))
        raise [RuntimeError("no such thing"), CannotSave(), EndOfTest()][looks[-1]]

    monkeypatch.setattr(attendant, "look", look)
    monkeypatch.setattr(house.floor.engine, "sleep", lambda seconds: None)
    with pytest.raises(EndOfTest):
        attendant._attend()
    assert looks == [0, 1, 2]


def test_a_tap_that_comes_meanwhile_keeps_the_curtain_open(house: SalesHouse, number: int) -> None:
    version = house.presentation(number).version
    house.tap(f"/presentations/{number}/slides", slide=photo(1))

    def close(tx: Transaction) -> dict[str, Any]:
        return commands_reveal.draw_curtain(tx, number, version, "closed")

    house.store.execute(Writing.by_system(), close)
    assert house.presentation(number)
