"""Which languages the studio offers and which of them comes first: changed at the desk, followed by every screen at once."""

import re
from pathlib import Path

import pytest

from kiosk.config import ConfigError, load
from kiosk.i18n import LOCALES

from ..serving import Server
from .bookings import add_bookings, booking_line
from .desk import Desk
from .test_settings import opened_form, page_of


def test_the_studio_chooses_which_languages_are_offered_and_which_comes_first(desk: Desk) -> None:
    lobby = Desk(desk.app, "token-of-lobby")
    form = {**opened_form(desk, "studio"), "0.language": "zh_Hans"}
    del form["0.languages.zh_Hant"]
    assert desk.form("/settings/studio", form).status_code == 303
    assert desk.floor.settings.studio.offered == ("zh_Hans", "en")
    assert desk.events("SettingsChanged")[-1]["body"]["sections"] == ["studio"]
    for path, menu in (("/lobby", r'id="speak-(\w+)"'), ("/feedback", r'/feedback\?lang=(\w+)" data-language')):
        assert re.findall(menu, lobby.page(path)) == ["zh_Hans", "en"]
    assert re.findall(r'name="locale" value="(\w+)"', desk.page("/pair")) == ["zh_Hans", "en"]


def test_a_browser_that_asks_for_a_language_that_is_not_offered_gets_the_first(desk: Desk) -> None:
    assert desk.tap("/settings/studio", value={"language": "zh_Hans", "languages": ["zh_Hans", "en"]})[0] == 201
    for wish in ({"Accept-Language": "zh-TW"}, {"Accept-Language": "fr"}, {"X-Locale": "zh_Hant"}):
        answer = desk.client.get("/board?lang=zh_Hant", headers={"Accept": "text/html", **wish})
        assert '<html lang="zh-Hans"' in answer.text
    assert '<html lang="en"' in desk.client.get("/board", headers={"Accept-Language": "en-GB"}).text
    lobby = Desk(desk.app, "token-of-lobby")  # and not what whoever set up its browser prefers
    for path in ("/lobby?lang=zh_Hant", "/feedback?lang=zh_Hant"):
        assert '<html lang="zh-Hans"' in lobby.client.get(path, headers={"Accept-Language": "en"}).text


def test_one_language_needs_no_menu(desk: Desk) -> None:
    assert desk.tap("/settings/studio", value={"languages": ["en"]})[0] == 201
    lobby = Desk(desk.app, "token-of-lobby")
    for path in ("/lobby", "/feedback", "/pair"):
        assert re.search(r'class="languages"[^>]* aria-label="Language" hidden', lobby.page(path))


def test_at_least_one_is_offered_and_the_first_is_among_them(desk: Desk) -> None:
    form = opened_form(desk, "studio")
    for locale in LOCALES:
        del form[f"0.languages.{locale}"]
    for chosen, at, sentence in (
        ({}, "0.languages.en", "At least one, please."),
        ({"0.languages.zh_Hant": "zh_Hant"}, "0.language", "Please choose one of those that are offered."),
    ):
        checked = desk.client.post("/settings/studio/check", data={**form, **chosen})
        assert checked.get_json()["problems"] == {at: sentence}
        assert desk.form("/settings/studio", {**form, **chosen}).status_code == 422
    assert desk.floor.settings.studio.offered == LOCALES


def test_studio_toml_may_say_it_too(tmp_path: Path) -> None:
    file = tmp_path / "studio.toml"
    file.write_text('[studio]\nlanguage = "zh_Hant"\nlanguages = ["en", "zh_Hant"]\n', "utf-8")
    assert load(file, {}).studio.offered == ("zh_Hant", "en")
    file.write_text('[studio]\nlanguages = ["zh_Hant"]\n', "utf-8")
    with pytest.raises(ConfigError, match="language has to be one of languages"):
        load(file, {})


def test_a_lobby_that_is_open_hears_of_it_and_nobody_goes_on_in_a_language_that_is_no_more(server: Server) -> None:
    """Both engines."""
    add_bookings(server, booking_line(2031))
    desk, lobby, station = server.device("desk"), server.device("lobby"), server.device("station")
    with lobby.socket(screen="lobby", locale="zh_Hant") as screen:
        screen.next("hello")
        assert desk.tap("/settings/studio", value={"language": "zh_Hans", "languages": ["zh_Hans", "en"]})[0] == 201
        assert screen.next("changed")["renew"]
        assert "speak-zh_Hant" not in page_of(lobby, "/lobby")
    with (
        station.socket(screen="station", who="mei", locale="zh_Hant") as late,
        station.socket(screen="station", who="mei", locale="zh_Hans") as first,
    ):
        late.next("hello"), first.next("hello")
        assert station.tap("/visits", actor="mei", booking=2031)[0] == 201
        assert late.next("changed")["parts"] == first.next("changed")["parts"]
