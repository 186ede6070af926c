"""The taps of the wall: what hangs, until when, and how a TV learns its own size."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .sales import SalesHouse, photo, sales_house

HOW = {"size": "40x60", "scene": "living", "frame": 15}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2)
        yield house


def hang(house: SalesHouse, number: int, **fields: Any) -> tuple[int, dict[str, Any]]:
    return house.tap(f"/presentations/{number}/wall", **{"slide": photo(1), **HOW, **fields})


def shown(house: SalesHouse) -> dict[str, Any]:
    """What the TV of the room is told."""
    found: dict[str, Any] = house.client("tv").get("/tv/state").get_json()["show"]
    return found


def measured(house: SalesHouse, width: int = 1920, height: int = 1080) -> None:
    assert house.tap("/tv/glass", device="tv", width=width, height=height)[0] == 201


def test_a_photo_hangs_until_the_next_slide_is_shown(house: SalesHouse) -> None:
    number = house.start()
    assert hang(house, number)[0] == 201
    wall = shown(house)["wall"]
    assert (wall["slide"], wall["print"][2:]) == (photo(1), [600, 400])
    house.tap(f"/presentations/{number}/slides", slide=photo(1))
    assert (shown(house)["wall"], shown(house)["slide"]) == (None, photo(1))


@pytest.mark.parametrize("path", ["playing", "comparison", "zoom", "narrowing"])
def test_whatever_else_is_shown_takes_it_down(house: SalesHouse, path: str) -> None:
    number = house.start()
    house.tap(f"/presentations/{number}/marks", photo=photo(1), mark="pick", agreed_cents=0)
    fields: dict[str, dict[str, Any]] = {
        "playing": {"slide": photo(1)},
        "comparison": {"photos": f"{photo(1)},{photo(2)}"},
        "zoom": {"scale": 2, "x": 0.5, "y": 0.5},
        "narrowing": {"only": "all"},
    }
    hang(house, number)
    house.tap(f"/presentations/{number}/{path}", **fields[path])
    assert (shown(house)["wall"] is None) == (path != "narrowing")  # with nothing to widen nothing happens


def test_a_photo_that_is_taken_away_hangs_no_longer(house: SalesHouse) -> None:
    number = house.start()
    hang(house, number)
    house.report({"type": "gone", "booking": "2031", "path": "2031/DSC_0001.jpg", "photo": photo(1)})
    assert (shown(house)["wall"], shown(house)["slide"]) == (None, photo(2))


def test_a_black_screen_stays_black_and_the_photo_still_hangs_behind_it(house: SalesHouse) -> None:
    number = house.start()
    house.tap(f"/presentations/{number}/black", black=True)
    hang(house, number)
    assert shown(house)["is_black"]
    house.tap(f"/presentations/{number}/black", black=False)
    assert shown(house)["wall"]["slide"] == photo(1)


def test_hanging_it_as_it_hangs_records_nothing(house: SalesHouse) -> None:
    number = house.start()
    hang(house, number)
    hang(house, number)
    assert house.types(f"presentation-{number}").count("PhotoHung") == 1
    hang(house, number, frame=30)
    assert house.types(f"presentation-{number}").count("PhotoHung") == 2


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"slide": photo(9)}, 422, "unknown_slide"),
        ({"size": "41x60"}, 422, "no_such_print"),
        ({"scene": "kitchen"}, 400, "bad_request"),
        ({"finish": "gold"}, 400, "bad_request"),
        ({"frame": -1}, 400, "bad_request"),
        ({"frame": 4000}, 400, "bad_request"),
    ],
)
def test_what_the_studio_does_not_offer_is_not_hung(
    house: SalesHouse, fields: dict[str, Any], status: int, code: str
) -> None:
    answered, answer = hang(house, house.start(), **fields)
    assert (answered, answer["code"]) == (status, code)
    assert shown(house)["wall"] is None


def test_nothing_hangs_once_the_presentation_has_ended(house: SalesHouse) -> None:
    number = house.start()
    house.tap(f"/presentations/{number}/end")
    assert hang(house, number)[1]["code"] == "presentation_over"


def test_only_a_calibrated_tv_is_said_to_show_true_size(house: SalesHouse) -> None:
    measured(house)
    number = house.start()
    hang(house, number)
    drawn = shown(house)["wall"]["drawn"]
    assert [(one["percent"], one["note"]) for one in drawn] == [(None, "Not at true size")]
    house.tap("/devices/tv/calibration", width=171.2)
    drawn = shown(house)["wall"]["drawn"]
    assert [(one["device"], one["percent"], one["note"]) for one in drawn] == [("tv", 100, "")]
    assert drawn[0]["window"][2] == pytest.approx(960)
    hang(house, number, is_far=True)
    assert "of true size" in shown(house)["wall"]["drawn"][0]["note"]


def test_another_size_of_the_picture_ends_true_size(house: SalesHouse) -> None:
    measured(house)
    house.tap("/devices/tv/calibration", width=171.2)
    hang(house, house.start())
    measured(house, 3840, 2160)
    assert shown(house)["wall"]["drawn"][0]["percent"] is None


def test_a_tv_that_says_the_same_again_records_nothing(house: SalesHouse) -> None:
    for _ in range(3):
        measured(house)
    assert house.types("devices").count("GlassMeasured") == 1


def test_the_outline_of_a_card_is_shown_while_it_is_adjusted_and_goes_when_it_fits(house: SalesHouse) -> None:
    measured(house)
    house.tap("/devices/tv/card", width=140, device="desk")
    (glass,) = shown(house)["glass"]
    assert (glass["device"], glass["card"], glass["until"]) == ("tv", 140, int((house.now.timestamp() + 300) * 1000))
    house.tap("/devices/tv/calibration", width=140.5, device="desk")
    assert shown(house)["glass"][0]["card"] is None
    assert house.types("devices") == ["GlassMeasured", "BankCardShown", "TvCalibrated"]


def test_an_outline_can_be_left(house: SalesHouse) -> None:
    measured(house)
    for path in ("card", "card/removal", "card/removal"):
        assert house.tap(f"/devices/tv/{path}", width=140)[0] == 201
    assert house.types("devices").count("BankCardTakenAway") == 1


@pytest.mark.parametrize(
    ("device", "code"), [("tv", "tv_not_measured"), ("desk", "unknown_device"), ("x", "unknown_device")]
)
def test_only_a_tv_that_is_on_is_calibrated(house: SalesHouse, device: str, code: str) -> None:
    assert house.tap(f"/devices/{device}/calibration", width=140)[1]["code"] == code


def test_a_calibration_belongs_to_the_tv_and_outlives_presentation_and_restart(house: SalesHouse) -> None:
    measured(house)
    house.tap("/devices/tv/calibration", width=171.2)
    number = house.start()
    house.tap(f"/presentations/{number}/end")
    house.start()
    assert house.store.house.devices["tv"].glass is not None
    assert house.store.house.devices["tv"].glass.px_per_mm == pytest.approx(2)


def test_the_presenter_is_told_when_the_tv_shows_the_wall(house: SalesHouse) -> None:
    number = house.start()
    hang(house, number)
    house.tap("/tv/showing", device="tv", presentation=number, shows=f"wall-{photo(1)}")
    assert house.sales.seen["tv"].shows == f"wall-{photo(1)}"


def test_the_pages_are_there_for_who_needs_them(house: SalesHouse) -> None:
    number = house.start()
    assert b"40 \xc3\x97 60" in house.client("presenter").get(f"/presenter/{number}/wall").data
    assert house.client("presenter").get("/presenter/99/wall").status_code == 303
    for device in ("presenter", "desk"):
        assert b"Calibrate the TV" in house.client(device).get("/rooms/sales-1/calibration").data
    assert house.client("desk").get("/rooms/nowhere/calibration").status_code == 404
