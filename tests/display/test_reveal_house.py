"""The reveal over HTTP: who may begin a pass, whose hearts count, who hears the music, and when a TV closes by itself."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from display.attendant import Attendant
from display.hearts import hearts_of
from display.kinds import PRESENTATIONS, SELECTIONS
from display.queries.hearts import code_of
from kiosk.live import Audience
from kiosk.transaction import Transaction, Writing

from .sales import SalesHouse, configured, photo, sales_house

PHOTOS = range(1, 7)
DWELL = 7
ids = count()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(*PHOTOS)
        yield house


@pytest.fixture
def number(house: SalesHouse) -> int:
    return house.start()


class Phone:
    """A partner's own phone, which no device of the house is."""

    def __init__(self, house: SalesHouse, number: int) -> None:
        self.house, self.code = house, code_of(house.floor.folder, number)
        self.client: FlaskClient = house.app.test_client()
        self.page = self.client.get(f"/h/{self.code}", headers={"Accept": "text/html"})

    def love(self, *numbers: int, taps: int = 1) -> int:
        for one in numbers:
            body = {"command_id": f"heart-{next(ids):06d}", "photo": photo(one), "taps": taps}
            status = self.client.post(f"/h/{self.code}/hearts", json=body).status_code
        return status


def begin(house: SalesHouse, number: int, which: str = "first") -> Any:
    return house.tap(f"/presentations/{number}/pass", which=which)


def end(house: SalesHouse, number: int, which: str = "first") -> Any:
    return house.tap(f"/presentations/{number}/pass/end", which=which)


def answered(house: SalesHouse, number: int, first: tuple[int, ...], second: tuple[int, ...]) -> None:
    begin(house, number)
    chen, li = Phone(house, number), Phone(house, number)
    assert chen.love(*first) == 201 and li.love(*second) == 201
    house.wait(len(PHOTOS) * DWELL)
    end(house, number)


def test_the_second_pass_is_what_they_love_and_the_rest_waits_in_the_drawer(house: SalesHouse, number: int) -> None:
    answered(house, number, (2, 4), (4, 5))
    assert begin(house, number, "second")[0] == 201
    state = house.client("tv").get("/tv/state").get_json()
    assert [slide for _, slides in state["looks"] for slide in slides] == [photo(4), photo(2), photo(5)]
    assert state["show"]["asked"] == [photo(2), photo(5)]
    assert state["show"]["dwells"] == [[photo(4), 2 * DWELL * 1000]]
    selection = house.store.find(SELECTIONS, 2031)
    assert selection and {one for one, choice in selection.choices.items() if choice.mark == "pass"} == {
        photo(1),
        photo(3),
        photo(6),
    }
    assert len(selection.steps) == 1


def strip(house: SalesHouse, number: int) -> Any:
    parts = house.floor.live.parts(house.store.house, Audience("presenting", "en", str(number)))
    return next(part.model for part in parts if part.id == "reveal")


def test_the_strip_counts_what_the_second_pass_will_put_away_and_nothing_once_it_has(
    house: SalesHouse, number: int
) -> None:
    house.tap(f"/presentations/{number}/marks", photo=photo(1), mark="maybe")
    begin(house, number)
    chen = Phone(house, number)
    assert chen.love(2) == 201
    house.wait(3 * DWELL + 1)  # four of the six have been seen
    end(house, number)
    assert strip(house, number).rest == 2
    begin(house, number, "second")
    end(house, number, "second")
    assert strip(house, number).rest == 0


def test_what_has_been_marked_before_stays_as_it_is(house: SalesHouse, number: int) -> None:
    house.tap(f"/presentations/{number}/marks", photo=photo(1), mark="maybe")
    answered(house, number, (2,), (2,))
    begin(house, number, "second")
    selection = house.store.find(SELECTIONS, 2031)
    assert selection and selection.mark_of(photo(1)) == "maybe"


def test_a_heart_is_in_no_event_no_picture_and_no_part_until_the_pass_is_over(house: SalesHouse, number: int) -> None:
    begin(house, number)
    before = (house.store.house, events(house))
    Phone(house, number).love(1, 2)
    assert (house.store.house, events(house)) == before
    for device, path in (("presenter", f"/presenter/{number}"), ("presenter", f"/presenter/{number}/choosing")):
        page = house.client(device).get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
        assert "heart_of" not in page and '"together"' not in page
    end(house, number)
    assert house.presentation(number).answer.together == (photo(1), photo(2))


def events(house: SalesHouse) -> list[tuple[int, str]]:
    rows = house.store.reader().execute("SELECT seq, type FROM event ORDER BY seq")
    return [(row["seq"], row["type"]) for row in rows]


def test_a_tap_that_comes_twice_or_late_counts_once(house: SalesHouse, number: int) -> None:
    begin(house, number)
    chen, li = Phone(house, number), Phone(house, number)
    chen.love(3)
    chen.love(3)
    li.love(3)
    end(house, number)
    chen.love(5)
    assert house.presentation(number).answer.together == (photo(3),)
    assert house.presentation(number).answer.alone == (photo(5),)
    chen.love(5, taps=2)
    assert house.presentation(number).answer.alone == ()


def test_a_heart_after_the_second_pass_has_begun_is_told_so(house: SalesHouse, number: int) -> None:
    answered(house, number, (2,), (2,))
    late = Phone(house, number)
    begin(house, number, "second")
    assert late.love(3) == 409


def test_the_box_is_empty_once_the_presentation_is_over(house: SalesHouse, number: int) -> None:
    answered(house, number, (2,), (2,))
    begin(house, number, "second")
    assert hearts_of(house.store.reader(), number)
    house.tap(f"/presentations/{number}/end")
    assert not hearts_of(house.store.reader(), number)


def test_more_than_four_phones_cannot_take_part(house: SalesHouse, number: int) -> None:
    begin(house, number)
    assert [Phone(house, number).love(1) for _ in range(5)] == [201, 201, 201, 201, 409]


def test_a_phone_gets_no_photograph_and_no_name(house: SalesHouse, number: int) -> None:
    begin(house, number)
    phone = Phone(house, number)
    text = phone.page.get_data(as_text=True)
    assert "Chen" not in text and "/photos/" not in text and "<img" not in text and "DSC_" not in text
    grant = house.grant("tv", number)
    for path in (f"/photos/2031/{photo(1)}/tv?g={grant}", f"/presentations/{number}/music?g={grant}"):
        assert phone.client.get(path).status_code == 404
    assert phone.client.get(f"/presentations/{number}/grant").status_code == 401
    assert phone.client.get("/lobby").status_code in (303, 401)


def test_the_heart_page_dies_with_the_presentation(house: SalesHouse, number: int) -> None:
    phone = Phone(house, number)
    assert phone.page.status_code == 200
    house.tap(f"/presentations/{number}/end")
    assert phone.love(1) == 404
    assert Phone(house, number).page.status_code == 404
    assert house.app.test_client().get("/h/aaaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 404


def test_a_forged_pass_gives_no_heart(house: SalesHouse, number: int) -> None:
    begin(house, number)
    phone = Phone(house, number)
    phone.client.set_cookie("hth_heart", "somebody.else.entirely")
    assert phone.love(1) == 404


def test_a_phone_that_is_reloaded_finds_its_own_hearts_and_nobody_elses(house: SalesHouse, number: int) -> None:
    begin(house, number)
    chen, li = Phone(house, number), Phone(house, number)
    chen.love(1)
    li.love(2)
    page = chen.client.get(f"/h/{chen.code}", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert json.dumps({photo(1): 1}) in page.replace("&#34;", '"')
    assert photo(2) not in page.partition("data-mine=")[2].partition(">")[0]


def test_one_switch_brings_back_the_presentation_without_a_reveal(house: SalesHouse, number: int) -> None:
    configured(house, enabled=False)
    assert begin(house, number)[1]["code"] == "reveal_off"
    assert Phone(house, number).page.status_code == 404
    assert house.tap(f"/presentations/{number}/slides", slide=photo(1))[0] == 201
    page = house.client("presenter").get(f"/presenter/{number}", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert 'id="reveal"' not in page


# --- music ---


def test_only_the_rooms_own_tv_hears_the_music(house: SalesHouse, number: int) -> None:
    folder = house.media / "music"
    folder.mkdir(parents=True)
    (folder / "b.MP3").write_bytes(b"second")
    (folder / "a.ogg").write_bytes(b"first")
    (folder / "cover.jpg").write_bytes(b"no music")
    (folder / "secret.wav").symlink_to(house.floor.folder / "house.sqlite3")
    grant = house.grant("tv", number)
    tv = house.client("tv")
    assert tv.get(f"/presentations/{number}/music?g={grant}").get_json() == {"pieces": 2}
    heard = tv.get(f"/presentations/{number}/music/0?g={grant}")
    assert (heard.data, heard.mimetype) == (b"first", "audio/ogg")
    assert tv.get(f"/presentations/{number}/music/2?g={grant}").status_code == 404
    assert tv.get(f"/presentations/{number}/music/0").status_code == 404
    own = house.grant("presenter", number)
    assert house.client("presenter").get(f"/presentations/{number}/music/0?g={own}").status_code == 404
    assert house.client("other-tv").get(f"/presentations/{number}/music/0?g={grant}").status_code == 404
    house.tap(f"/presentations/{number}/end")
    assert tv.get(f"/presentations/{number}/music/0?g={grant}").status_code == 404


def test_without_a_folder_there_is_silence_and_no_error(house: SalesHouse, number: int) -> None:
    grant = house.grant("tv", number)
    assert house.client("tv").get(f"/presentations/{number}/music?g={grant}").get_json() == {"pieces": 0}


def test_the_volume_is_the_presenters(house: SalesHouse, number: int) -> None:
    assert house.tap(f"/presentations/{number}/volume", percent=25)[0] == 201
    begin(house, number)
    show = house.client("tv").get("/tv/state").get_json()["show"]
    assert (show["volume"], show["run"], show["has_music"]) == (25, "first", True)


# --- what it does by itself ---


def test_a_pass_ends_by_itself_when_its_last_photo_has_had_its_time(house: SalesHouse, number: int) -> None:
    attendant = Attendant(house.sales)
    begin(house, number)
    Phone(house, number).love(2)
    house.wait(len(PHOTOS) * DWELL - 0.5)
    attendant.look()
    assert house.presentation(number).run is not None and house.presentation(number).answer is None
    house.wait(0.5)
    attendant.look()
    assert house.presentation(number).run is None
    assert house.presentation(number).answer.together == (photo(2),)


def test_before_the_first_photo_the_presenter_reads_what_to_say_in_the_partys_language(house: SalesHouse) -> None:
    """A23."""
    number = house.start()
    assert "I think you are going to be so pleased." in remote(house, number)
    speak(house, number, "zh_Hans")
    assert "我觉得您一定会非常喜欢。" in remote(house, number)
    begin(house, number)
    assert "我觉得您" not in remote(house, number)


def remote(house: SalesHouse, number: int) -> str:
    return house.client("presenter").get(f"/presenter/{number}").get_data(as_text=True)


def speak(house: SalesHouse, number: int, language: str) -> None:
    def change(tx: Transaction) -> dict[str, Any]:
        tx.put(PRESENTATIONS, replace(house.presentation(number), language=language))
        return {}

    house.store.execute(Writing.by_system(), change)
