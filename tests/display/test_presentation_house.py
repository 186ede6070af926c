"""Presentations in the house: starting, the taps over HTTP, and who hears of them."""

from dataclasses import replace

import pytest

from display.commands import retire_albums
from display.domain.refusals import RoomBusy
from display.kinds import ALBUMS
from display.queries.start import presenter_parts
from kiosk.kinds import BOOKINGS
from kiosk.refusing import sentence
from kiosk.transaction import Writing

from .sales import SalesHouse, photo


@pytest.fixture
def running(house: SalesHouse) -> int:
    house.drop(1, 2, 3)
    return house.start()


def test_a_start_shows_the_title_and_names_the_presentation(house: SalesHouse) -> None:
    house.drop(1)
    status, answer = house.tap("/bookings/2031/presentations", room="sales-1")
    assert (status, answer["ok"], answer["slide"]) == (201, True, None)
    state = house.client("tv").get("/tv/state").get_json()
    assert state["show"]["presentation"] == answer["presentation"]
    assert state["show"]["party"] == ["Ms Chen", "Mr Li"]
    assert state["show"]["line"] == "Three looks"


def test_guests_without_a_name_are_greeted_by_none(house: SalesHouse) -> None:
    house.drop(1)
    booking = replace(house.store.house.bookings[2031], party=("Walk-in",))
    house.store.execute(Writing.by_system(), lambda tx: tx.put(BOOKINGS, booking) or {})
    house.start()
    show = house.client("tv").get("/tv/state").get_json()["show"]
    assert (show["party"], show["line"]) == ([], "Three looks")
    busy = RoomBusy(actor="mei", party=booking.title, presentation=1)
    assert "未预约客人" in sentence(busy, house.store.house, "zh_Hans")


def test_the_party_is_addressed_in_its_own_language(house: SalesHouse) -> None:
    house.drop(1)
    house.start()
    show = house.client("tv").get("/tv/state?lang=zh_Hans").get_json()["show"]
    assert show["language"] == "zh-Hans"


def test_only_the_tv_of_the_room_shows_it(house: SalesHouse, running: int) -> None:
    assert house.client("tv").get("/tv/state").get_json()["show"]["presentation"] == running
    other = house.client("other-tv").get("/tv/state").get_json()
    assert (other["show"]["presentation"], other["show"]["party"], other["looks"]) == (None, [], [])


def test_somebody_has_to_tap_their_own_face(house: SalesHouse) -> None:
    house.drop(1)
    assert house.tap("/bookings/2031/presentations", actor="", room="sales-1")[1]["code"] == "actor_missing"


def test_a_room_and_a_booking_have_to_exist(house: SalesHouse) -> None:
    house.drop(1)
    assert house.tap("/bookings/2031/presentations", room="attic")[1]["code"] == "unknown_room"
    assert house.tap("/bookings/9999/presentations", room="sales-1")[1]["code"] == "unknown_booking"


def test_a_room_shows_one_party_and_says_who_presents(house: SalesHouse, running: int) -> None:
    house.drop(4, booking="2032")
    status, answer = house.tap("/bookings/2032/presentations", device="second", actor="anna", room="sales-1")
    assert (status, answer["code"]) == (409, "room_busy")
    assert answer["message"].startswith("Mei is presenting to Ms Chen & Mr Li")


def test_a_party_is_shown_in_one_room_at_a_time(house: SalesHouse, running: int) -> None:
    answer = house.tap("/bookings/2031/presentations", actor="anna", room="sales-2")[1]
    assert (answer["code"], answer["detail"]["actor"]) == ("already_presenting", "mei")


def test_a_second_start_is_answered_with_the_presentation_that_runs(house: SalesHouse, running: int) -> None:
    assert house.start(actor="anna") == running
    assert house.types(f"presentation-{running}") == ["PresentationStarted"]


def test_nothing_starts_before_a_photo_is_ready_and_the_counts_say_why(house: SalesHouse) -> None:
    bad = {"type": "rejected", "booking": "2031", "path": "2031/x.jpg", "name": "x.jpg", "reason": "damaged"}
    house.report({**bad, "size": 1, "mtime_ns": 1, "detail": ""}, {"type": "arriving", "booking": "2031", "count": 3})
    status, answer = house.tap("/bookings/2031/presentations", room="sales-1")
    assert (status, answer["code"]) == (409, "photos_not_ready")
    assert answer["detail"] == {"ready": 0, "arriving": 3, "rejected": 1}


def test_the_taps_of_a_showing_are_recorded_once_each(house: SalesHouse, running: int) -> None:
    path = f"/presentations/{running}"
    for ending, fields in (
        ("slides", {"slide": photo(1)}),
        ("slides", {"slide": photo(1)}),
        ("playing", {"slide": photo(1)}),
        ("pause", {"slide": photo(2)}),
        ("black", {"black": True}),
        ("black", {"black": False}),
        ("end", {}),
    ):
        assert house.tap(f"{path}/{ending}", **fields)[0] == 201
    expected = ["PresentationStarted", "SlideShown", "PlayStarted", "PlayPaused", "ScreenBlackened", "ScreenLit"]
    assert house.types(f"presentation-{running}") == [*expected, "PresentationEnded"]
    assert house.tap(f"{path}/slides", slide=photo(1))[1]["code"] == "presentation_over"


def test_a_repeated_tap_is_answered_not_repeated(house: SalesHouse, running: int) -> None:
    body = {"command_id": "the-same-tap", "actor": "mei", "slide": photo(2)}
    client = house.client("presenter")
    answers = [client.post(f"/presentations/{running}/slides", json=body).data for _ in range(2)]
    assert answers[0] == answers[1]
    assert house.types(f"presentation-{running}").count("SlideShown") == 1


def test_two_quick_taps_end_on_the_second_slide_that_was_named(house: SalesHouse, running: int) -> None:
    for number in (1, 2):
        house.tap(f"/presentations/{running}/slides", slide=photo(number))
    house.tap(f"/presentations/{running}/slides", slide=photo(2))
    assert house.presentation(running).slide == photo(2)


@pytest.mark.parametrize("slide", [photo(99), "0" * 15, "../../etc/passwd", ""])
def test_only_photos_of_the_booking_can_be_shown(house: SalesHouse, running: int, slide: str) -> None:
    house.drop(99, booking="2032")
    assert house.tap(f"/presentations/{running}/slides", slide=slide)[1]["code"] in ("unknown_slide", "bad_request")
    assert house.presentation(running).slide is None


def test_blackening_a_play_rests_on_the_slide_that_was_on_the_screen(house: SalesHouse, running: int) -> None:
    house.tap(f"/presentations/{running}/playing", slide=photo(1))
    house.wait(6)
    house.tap(f"/presentations/{running}/black", black=True)
    assert house.presentation(running).slide == photo(2)
    assert house.presentation(running).playing_since is None


def test_the_desk_can_end_what_a_presenter_has_left_running(house: SalesHouse, running: int) -> None:
    assert house.tap(f"/presentations/{running}/slides", device="desk", slide=photo(1))[0] == 403
    assert house.tap(f"/presentations/{running}/end", device="desk", actor="anna")[0] == 201
    assert house.client("tv").get("/tv/state").get_json()["show"]["presentation"] is None


def test_an_unknown_presentation_is_said_to_be_unknown(house: SalesHouse) -> None:
    assert house.tap("/presentations/77/end")[1]["code"] == "unknown_presentation"


def test_a_tv_that_is_up_to_date_gets_no_body(house: SalesHouse, running: int) -> None:
    first = house.client("tv").get("/tv/state")
    again = house.client("tv").get("/tv/state", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_tv_without_a_room_says_so_and_shows_nothing(house: SalesHouse) -> None:
    client = house.client("tv")
    house.change_device("tv", room=None)
    assert "no room yet" in client.get("/tv").get_data(as_text=True)


def test_the_start_page_says_what_is_there_and_shows_no_photo(house: SalesHouse) -> None:
    rejected = {"type": "rejected", "booking": "2031", "path": "2031/DSC_0999.JPG", "name": "DSC_0999.JPG"}
    house.drop(1, 2)
    house.report(
        {**rejected, "size": 1, "mtime_ns": 1, "reason": "damaged", "detail": ""},
        {"type": "arriving", "booking": "2031", "count": 3},
    )
    page = house.client("presenter").get("/presenter").get_data(as_text=True)
    for words in (
        "Ms Chen &amp; Mr Li",
        "<b>2</b> photos ready",
        "3 arriving",
        "1 could not be read",
        "DSC_0999.JPG is",
    ):
        assert words in page
    assert "/photos/" not in page and photo(1) not in page


def test_the_start_page_tells_a_second_presenter_who_presents(house: SalesHouse, running: int) -> None:
    page = house.client("second").get("/presenter").get_data(as_text=True)
    assert "Mei is showing photos to <bdi>Ms Chen &amp; Mr Li</bdi> in Sales room 1" in page


def test_the_remote_of_a_presentation_that_is_over_leads_back_to_the_start(house: SalesHouse, running: int) -> None:
    client = house.client("presenter")
    assert client.get(f"/presenter/{running}").status_code == 200
    house.tap(f"/presentations/{running}/end")
    assert client.get(f"/presenter/{running}").headers["Location"].endswith("/presenter")


def test_the_presenter_hears_whether_the_tv_is_in_step(house: SalesHouse, running: int) -> None:
    screen = f"/presentations/{running}/screen"
    client = house.client("presenter")
    assert client.get(screen).get_json() == {"screen": "away"}
    house.revoke("tv")
    assert client.get(screen).get_json() == {"screen": "missing"}


def test_albums_that_have_long_been_still_leave_the_picture_and_come_back(house: SalesHouse) -> None:
    house.drop(1)
    house.wait(61 * 24 * 3600)
    house.store.execute(Writing.by_system(), lambda tx: retire_albums(tx, 60))
    assert "2031" not in house.store.house.of(ALBUMS)
    house.start()
    assert house.album().ready == 1


def test_of_albums_that_changed_on_one_day_the_highest_number_comes_first(house: SalesHouse) -> None:
    for number, booking in enumerate(("9999", "10000"), 1):
        house.drop(number, booking=booking)
    others = [part for part in presenter_parts(house.sales, house.store.house) if part.into == "albums-other"]
    assert [part.id for part in sorted(others, key=lambda part: part.order)] == ["album-10000", "album-9999"]
