"""The TV's own remote, for when the presenter's tablet is not at hand: it steers what runs in its room, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .sales import Answer, SalesHouse, photo, sales_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2, 3)
        yield house


def press(house: SalesHouse, number: int, does: str, device: str = "tv", **fields: Any) -> Answer:
    return house.tap("/tv/remote", device=device, presentation=number, does=does, **fields)


def test_its_keys_do_what_the_presenters_taps_do(house: SalesHouse) -> None:
    number = house.start()
    assert press(house, number, "show", slide=photo(2))[1]["slide"] == photo(2)
    for does, slide in (("play", photo(2)), ("pause", photo(3)), ("black", photo(3)), ("light", None)):
        assert press(house, number, does, **({"slide": slide} if slide else {}))[0] == 201
    expected = ["SlideShown", "PlayStarted", "PlayPaused", "ScreenBlackened", "ScreenLit"]
    assert house.types(f"presentation-{number}") == ["PresentationStarted", *expected]


def test_a_tv_steers_only_what_runs_in_its_own_room_and_only_with_photos_of_it(house: SalesHouse) -> None:
    number = house.start()
    assert press(house, number, "show", "other-tv", slide=photo(1))[1]["code"] == "unknown_presentation"
    assert press(house, number + 1, "show", slide=photo(1))[1]["code"] == "unknown_presentation"
    assert press(house, number, "show", slide=photo(9))[1]["code"] == "unknown_slide"
    assert press(house, number, "show")[1]["code"] == "unknown_slide"
    assert press(house, number, "end")[1]["code"] == "bad_request"
    for path in ("slides", "playing", "pause", "black", "end"):
        assert house.tap(f"/presentations/{number}/{path}", device="tv", slide=photo(1))[1]["code"] == "wrong_role"
    assert house.tap(f"/presentations/{number}/end")[0] == 201
    assert press(house, number, "show", slide=photo(1))[1]["code"] == "unknown_presentation"


def test_the_log_has_the_presenter_who_answers_for_it_and_the_tv_it_came_from(house: SalesHouse) -> None:
    number = house.start(actor="mei")
    assert press(house, number, "show", actor="anna", slide=photo(1))[0] == 201
    row = house.store.reader().execute("SELECT actor, device FROM event WHERE type = 'SlideShown'").fetchone()
    assert (row["actor"], row["device"]) == ("mei", "tv")


def put_away(house: SalesHouse, number: int, *slides: int) -> None:
    for one in slides:
        assert house.tap(f"/presentations/{number}/marks", photo=photo(one), mark="pass")[0] == 201


def test_its_arrows_pass_over_what_the_party_has_put_away(house: SalesHouse) -> None:
    house.drop(4, 5, 6)
    number = house.start()
    put_away(house, number, 1, 3, 4, 6)

    def step(by: int, **fields: Any) -> str | None:
        status, answer = press(house, number, "step", by=by, **fields)
        assert status == 201
        return str(answer["slide"]) if answer["slide"] else None

    assert step(-1) is None
    assert step(1) == photo(2)
    assert step(1, slide=photo(2)) == photo(5)
    assert step(1, slide=photo(5)) == photo(5), "what is put away comes last, and there is nothing after it"
    assert step(-1, slide=photo(5)) == photo(2)
    assert step(3, slide=photo(2)) == photo(5), "as far as there are any"


def test_its_play_begins_with_what_has_not_been_put_away(house: SalesHouse) -> None:
    number = house.start()
    put_away(house, number, 1, 3)
    assert press(house, number, "play-from")[1]["slide"] == photo(2)
    assert photo(1) in house.presentation(number).skipped
    assert press(house, number, "play-from", slide=photo(2))[1]["slide"] == photo(2)
