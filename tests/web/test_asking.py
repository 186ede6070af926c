"""A screen without a keyboard shows a code and is let in at the desk (docs/adr/0018; FAULTS T02)."""

import re
from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from kiosk import database
from kiosk.asking import MOST, PER_ADDRESS, AskingScreens
from kiosk.commands.devices import new_code
from kiosk.config import Settings
from kiosk.domain.device import CODE_ALPHABET, CODE_LENGTH
from kiosk.studio import Studio

from .desk import TEN, Desk, opened

LETTERS = rf"[{CODE_ALPHABET}]"
CODE = re.compile(rf'class="code">({LETTERS}{{4}}) ({LETTERS}{{4}})<')


class Screen:
    """A browser that nobody has paired, at one address of the studio's network."""

    def __init__(self, app: Flask, address: str = "10.0.0.7") -> None:
        self.client, self.address = app.test_client(), address

    def look(self, path: str = "/pair/screen") -> TestResponse:
        return self.client.get(path, headers={"Accept": "text/html"}, environ_base={"REMOTE_ADDR": self.address})

    def code(self) -> str:
        """What stands on the screen now."""
        answer = self.look()
        found = CODE.search(answer.text)
        assert answer.status_code == 200 and found, answer.text
        return found[1] + found[2]


def listed(desk: Desk) -> list[str]:
    """The codes that the desk's devices page has, and its list that is fetched again and again has too."""
    codes = re.findall(rf'id="asking-({LETTERS}{{{CODE_LENGTH}}})"', desk.page("/desk/devices"))
    assert codes == re.findall(r'id="asking-(\w+)"', desk.page("/desk/devices/asking"))
    return codes


def let_in(desk: Desk, code: str, command_id: str | None = None, **fields: str) -> tuple[int, str]:
    wanted = {"role": "tv", "name": "Sofa TV", "room": "sales-1", **fields}
    status, answer = desk.tap("/pairings/screens", command_id, code=code, **wanted)
    return status, answer.get("code", "")


def test_an_unpaired_tv_is_led_to_a_code_and_becomes_the_tv_by_itself_once_the_desk_has_let_it_in(desk: Desk) -> None:
    tv = Screen(desk.app)
    assert tv.look("/tv").headers["Location"] == "/pair/screen"
    code = tv.code()
    page = tv.look().text
    assert '<noscript><meta http-equiv="refresh"' in page and page.count("http-equiv") == 1  # also where no script runs
    assert tv.code() == code and listed(desk) == [code] and "10.0.0.7" in desk.page("/desk/devices")
    assert desk.form("/pairings/screens", code=code, role="tv", name="Sofa TV", room="sales-1").status_code == 303
    assert listed(desk) == []
    arrived = tv.look()
    assert (arrived.status_code, arrived.headers["Location"]) == (303, "/tv")
    assert tv.look("/tv").status_code == 200
    made = [one for one in desk.floor.store.house.devices.values() if one.name == "Sofa TV"]
    assert [(one.role, one.room) for one in made] == [("tv", "sales-1")]
    assert tv.look().headers["Location"] == "/tv"  # paired, it needs no code


def test_an_answer_that_was_lost_on_the_way_to_the_screen_comes_again(desk: Desk) -> None:
    tv = Screen(desk.app)
    assert let_in(desk, tv.code())[0] == 201
    token = tv.client.get_cookie("hth_asking", path="/pair")
    assert token is not None and tv.look().status_code == 303
    tv.client.delete_cookie("hth_device")
    tv.client.set_cookie("hth_asking", token.value, path="/pair")
    assert tv.look().headers["Location"] == "/tv" and tv.look("/tv").status_code == 200


def test_before_it_is_let_in_a_screen_holds_nothing_that_opens_a_page(desk: Desk) -> None:
    tv = Screen(desk.app)
    tv.code()
    token = tv.client.get_cookie("hth_asking", path="/pair")
    assert token is not None and tv.client.get_cookie("hth_device") is None
    tv.client.set_cookie("hth_device", token.value)
    assert tv.client.get("/tv", headers={"Accept": "application/json"}).status_code == 401


def test_after_ten_minutes_the_code_is_refused_and_the_screen_shows_another_and_says_so(desk: Desk) -> None:
    tv = Screen(desk.app)
    code = tv.code()
    desk.floor.store.clock.moment = TEN + timedelta(minutes=9, seconds=59)
    assert tv.code() == code
    desk.floor.store.clock.moment = TEN + timedelta(minutes=10)
    assert let_in(desk, code) == (409, "asking_over")
    page = tv.look().text
    assert "no longer valid" in page and code[:4] not in page
    fresh = tv.code()
    assert listed(desk) == [fresh] and "no longer valid" not in tv.look().text
    assert let_in(desk, fresh)[0] == 201 and tv.look().headers["Location"] == "/tv"


def test_a_code_lets_one_screen_in_once_and_a_repeated_tap_gets_its_first_answer(desk: Desk) -> None:
    tv, other = Screen(desk.app), Screen(desk.app, "10.0.0.8")
    code = tv.code()
    assert let_in(desk, code, "the-very-same-tap")[0] == 201
    assert let_in(desk, code, "the-very-same-tap")[0] == 201
    assert let_in(desk, code, name="Another") == (409, "asking_over")
    assert [event["body"]["name"] for event in desk.events("DevicePaired")] == ["Sofa TV"]
    assert other.look(f"/pair/{code}").status_code == 404  # what is shown to be compared is no code to be typed
    assert other.code() != code


def test_another_browser_can_neither_take_a_code_nor_put_its_own_in_its_place(desk: Desk) -> None:
    tv, attacker = Screen(desk.app), Screen(desk.app, "10.0.0.66")
    code = tv.code()
    attacker.client.set_cookie("hth_asking", code, path="/pair")
    assert attacker.code() != code and tv.code() == code
    for _ in range(3 * PER_ADDRESS):
        attacker.client.delete_cookie("hth_asking", path="/pair")
        attacker.look()
    assert tv.code() == code and len(listed(desk)) == PER_ADDRESS + 1
    assert let_in(desk, code)[0] == 201
    assert tv.look().status_code == 303 and attacker.look().status_code != 303


def test_who_asks_for_code_after_code_is_told_to_wait_and_looks_again_later(desk: Desk) -> None:
    hasty = Screen(desk.app)
    for _ in range(PER_ADDRESS):
        hasty.code()
        hasty.client.delete_cookie("hth_asking", path="/pair")
    refused = hasty.look()
    assert refused.status_code == 429 and "Too many codes" in refused.text and 'content="60"' in refused.text
    desk.floor.store.clock.moment = TEN + timedelta(minutes=10, seconds=1)
    assert hasty.code()


def test_no_more_than_twenty_wait_and_the_oldest_is_dropped(desk: Desk) -> None:
    screens = [Screen(desk.app, f"10.0.1.{place}") for place in range(MOST + 1)]
    codes = [screen.code() for screen in screens]
    assert listed(desk) == codes[:0:-1]
    assert let_in(desk, codes[0]) == (409, "asking_over")


def test_two_screens_never_show_the_same_code() -> None:
    codes = iter(["BCDFGHJK", "BCDFGHJK", "CCDFGHJK"])
    asking = AskingScreens(lambda: next(codes))
    assert [asking.begin(f"token-{place}", "", TEN).code for place in range(2)] == ["BCDFGHJK", "CCDFGHJK"]
    assert AskingScreens(new_code).begin("token", "", TEN).is_open(TEN)


def test_only_the_desk_lets_screens_in_and_only_as_what_the_house_knows(desk: Desk) -> None:
    tv = Screen(desk.app)
    code = tv.code()
    for role in ("station", "board", "lobby", "tv"):
        assert let_in(Desk(desk.app, f"token-of-{role}"), code) == (403, "wrong_role")
    assert let_in(desk, code, role="owner") == (400, "bad_request")
    assert let_in(desk, code, room="cellar") == (422, "unknown_room")
    assert let_in(desk, "BCDFGHJK") == (409, "asking_over")
    assert tv.code() == code and tv.look().status_code == 200
    assert let_in(desk, f" {code[:4].lower()} {code[4:]}", role="station", name="Tablet", room="")[0] == 201
    assert tv.look().headers["Location"] == "/station"


def test_nothing_of_a_screen_that_only_asks_is_written_down(desk: Desk, tmp_path: Path) -> None:
    tv = Screen(desk.app)
    before, code = desk.floor.store.house.seq, tv.code()
    token = tv.client.get_cookie("hth_asking", path="/pair")
    assert desk.floor.store.house.seq == before and token is not None
    assert let_in(desk, code)[0] == 201 and tv.look().status_code == 303
    reader = database.open_reader(tmp_path / "data" / "house.sqlite3")
    assert token.value not in "\n".join(reader.iterdump())


def test_the_screen_speaks_the_studios_language_whatever_the_set_says(tmp_path: Path) -> None:
    with opened(tmp_path, Settings(studio=Studio(language="zh_Hans"))) as app:
        assert "配对这个屏幕" in Screen(app).look().text


def test_the_page_that_wants_a_typed_code_leads_there_too(desk: Desk) -> None:
    assert 'href="/pair/screen"' in Screen(desk.app).look("/pair").text
