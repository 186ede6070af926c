"""When a TV clears by itself, with a clock that stands still until told (FAULTS T26)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from display import commands_reveal
from display.attendant import Attendant
from display.kinds import SELECTIONS
from display.queries.hearts import code_of
from kiosk.store import CannotSave
from kiosk.transaction import Transaction, Writing

from .sales import Answer, SalesHouse, configured, photo, sales_house


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


def test_a_tablet_that_lies_open_keeps_no_photo_on_the_wall(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    attendant = Attendant(house.sales)
    house.tap(f"/presentations/{number}/slides", slide=photo(1))
    attended(house, monkeypatch, number)
    attendant.look()
    house.wait(599)
    attendant.look()
    assert not house.presentation(number).is_black
    house.wait(1)
    attendant.look()
    attendant.look()
    assert house.presentation(number).is_black and house.presentation(number).is_idle
    assert house.types(f"presentation-{number}")[-2:] == ["SlideShown", "ScreenBlackened"]
    closing = house.client("presenter").get(f"/presenter/{number}/closing", headers={"Accept": "text/html"}).text
    assert '"is_black": true, "is_idle": true' in closing
    house.wait(7200)
    attendant.look()
    assert house.presentation(number), "it is black, not ended"
    house.tap(f"/presentations/{number}/black", black=False)
    one = house.presentation(number)
    assert (one.is_black, one.is_idle, one.slide) == (False, False, photo(1))
    attendant.look()
    assert not house.presentation(number).is_black


def test_a_tv_that_is_black_and_whose_tablet_goes_closes_ten_minutes_later(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    attendant = Attendant(house.sales)
    attended(house, monkeypatch, number)
    attendant.look()
    house.wait(3600)
    attendant.look()
    attended(house, monkeypatch)
    attendant.look()
    house.wait(599)
    attendant.look()
    assert house.presentation(number).is_black
    house.wait(1)
    attendant.look()
    assert house.presentation(number) is None


@pytest.mark.parametrize("tap", ["zoom", "mark", "undo", "own note", "tv's remote", "volume"])
def test_every_tap_by_anybody_keeps_the_photo_up(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch, tap: str
) -> None:
    attendant = Attendant(house.sales)
    here = f"/presentations/{number}"
    house.tap(f"{here}/slides", slide=photo(1))
    house.tap(f"{here}/marks", photo=photo(2), mark="maybe")
    step = house.store.house.of(SELECTIONS)[2031].version
    attended(house, monkeypatch, number)
    attendant.look()
    house.wait(590)
    does: dict[str, Callable[[], Answer]] = {
        "zoom": lambda: house.tap(f"{here}/zoom", scale=2, x=0.5, y=0.5, slide=photo(1)),
        "mark": lambda: house.tap(f"{here}/marks", photo=photo(1), mark="pick"),
        "undo": lambda: house.tap(f"{here}/marks/undo", step=step),
        "own note": lambda: house.tap("/bookings/2031/photo-notes", photo=photo(1), words="her mother's favourite"),
        "tv's remote": lambda: house.tap("/tv/remote", "tv", presentation=number, does="show", slide=photo(2)),
        "volume": lambda: house.tap(f"{here}/volume", percent=31),
    }
    assert does[tap]()[0] == 201
    attendant.look()
    house.wait(590)
    attendant.look()
    assert not house.presentation(number).is_black
    house.wait(10)
    attendant.look()
    assert house.presentation(number).is_black


def test_a_heart_keeps_the_photo_up(house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    attendant = Attendant(house.sales)
    house.tap(f"/presentations/{number}/pass", which="first")
    house.tap(f"/presentations/{number}/pause", slide=photo(1))
    attended(house, monkeypatch, number)
    attendant.look()
    house.wait(590)
    code = code_of(house.floor.folder, number)
    phone = house.app.test_client()
    phone.get(f"/h/{code}")
    heart = {"command_id": "heart-00000001", "photo": photo(1), "taps": 1}
    assert phone.post(f"/h/{code}/hearts", json=heart).status_code == 201
    house.wait(590)
    attendant.look()
    assert not house.presentation(number).is_black
    house.wait(10)
    attendant.look()
    assert house.presentation(number).is_black


def test_a_long_play_goes_on_to_its_end_and_its_last_photo_has_its_ten_minutes(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(house, curtain_minutes=1)
    attendant = Attendant(house.sales)
    attended(house, monkeypatch, number)
    house.tap(f"/presentations/{number}/playing", slide=photo(1))
    one = house.presentation(number)
    attendant.look()
    house.wait(6 * one.dwell_seconds + 59)
    attendant.look()
    assert not house.presentation(number).is_black
    house.wait(1)
    attendant.look()
    after = house.presentation(number)
    assert after.is_black and after.slide == photo(6)


def test_the_tablet_is_told_why_the_tv_is_black(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    attendant = Attendant(house.sales)
    house.tap(f"/presentations/{number}/slides", slide=photo(1))
    house.tap(f"/presentations/{number}/black", black=True)
    assert not told(house)["is_idle"], "it was the presenter"
    house.tap(f"/presentations/{number}/black", black=False)
    attended(house, monkeypatch, number)
    attendant.look()
    house.wait(600)
    attendant.look()
    assert told(house)["is_black"] and told(house)["is_idle"]


def told(house: SalesHouse) -> Any:
    return house.client("tv").get("/tv/state").get_json()["show"]


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
