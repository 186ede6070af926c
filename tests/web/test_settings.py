"""The settings screen: everything the house is made of is changed at the desk, checked, and on every screen at once (D15)."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import ConfigError, Settings, load
from kiosk.i18n import LOCALES
from kiosk.sections import SECTIONS

from ..serving import Server
from .bookings import add_bookings, booking_line
from .desk import Desk, book, opened

NAMES = re.compile(r'<(?:input|textarea|select)[^>]*? name="([^"]+)"')


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A house for those who only look, or are refused."""
    with opened(tmp_path_factory.mktemp("still")) as app:
        yield Desk(app)


def fields_of(page: str) -> dict[str, str]:
    """The section's form as a browser would send it."""
    form = page.partition('id="section"')[2].partition("</form>")[0]
    inputs = re.findall(r'<input([^>]*? name="([^"]+)"[^>]*? value="([^"]*)"[^>]*)>', form)
    found = {
        name: unescape(value) for whole, name, value in inputs if "checkbox" not in whole or whole.endswith(" checked")
    }
    found |= {name: unescape(text) for name, text in re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>([^<]*)<', form)}
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]*? selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def opened_form(desk: Desk, section: str) -> dict[str, str]:
    return fields_of(desk.page(f"/desk/settings/{section}"))


def save(desk: Desk, section: str, **changes: str) -> Any:
    """Open the page, type, save; dots in names are written as two underscores."""
    typed = {name.replace("__", "."): text for name, text in changes.items()}
    return desk.form(f"/settings/{section}", {**opened_form(desk, section), **typed})


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_saved_as_it_is_changes_nothing_that_is_said(desk: Desk, section: str) -> None:
    before = desk.floor.settings
    response = save(desk, section)
    assert response.status_code == 303, response.text
    after, attribute = desk.floor.settings, SECTIONS[section].attribute
    assert getattr(after, attribute) == getattr(before, attribute)
    desk.form(f"/settings/{section}/return")
    assert desk.floor.settings == before


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_of_a_section_has_its_label_and_its_place_for_a_sentence(still: Desk, section: str) -> None:
    page = still.page(f"/desk/settings/{section}")
    if SECTIONS[section].shape == "rows":  # of some there may be none at first
        page = still.form(f"/settings/{section}/rows", {**fields_of(page), "do": "add"}).text
    names = [name for name in NAMES.findall(page.partition('id="section"')[2]) if "." in name and ".key" not in name]
    assert names
    for name in names:
        assert f'<label for="f-{name.replace(".", "-")}"' in page and f'data-wrong-for="{name}"' in page


def test_a_stage_is_renamed_moved_and_joined_by_another_without_script(desk: Desk) -> None:
    form = opened_form(desk, "stage")
    added = desk.form("/settings/stage/rows", {**form, "do": "add"})
    form = fields_of(added.text)
    assert "Not saved yet." in added.text and desk.floor.settings.stage("dressing") is None
    form |= {"6.name.en": "Dressing", "6.name.zh_Hans": "更衣", "6.target_minutes": "25", "6.settle_minutes": "0"}
    form = fields_of(desk.form("/settings/stage/rows", {**form, "do": "up.6"}).text)
    assert form["5.name.en"] == "Dressing"
    form["0.name.en"] = "First hello"
    assert desk.form("/settings/stage", form).status_code == 303
    stages = desk.floor.settings.stages
    assert [stage.key for stage in stages][-2:] == ["dressing", "sales_room"]
    assert stages[0].name == {"en": "First hello", "zh_Hans": "接待", "zh_Hant": "接待"}
    assert "First hello" in desk.page("/board") and "更衣" in desk.page("/board?lang=zh_Hans")
    assert desk.events("SettingsChanged")[-1]["body"]["sections"] == ["stage"]


def test_a_studio_keeps_further_words_off_a_card(still: Desk) -> None:
    form = opened_form(still, "cue") | {"2.unsaid": "Hurry up, 快点", "2.to_party.en": "Please hurry up, {party}."}
    problems = still.client.post("/settings/cue/check", data=form).get_json()["problems"]
    assert problems["2.to_party.en"].startswith("“hurry up” must not be said on this card")


@pytest.mark.parametrize(
    ("section", "field", "text", "at", "sentence"),
    [
        ("stage", "1.target_minutes", "soon", "1.target_minutes", "A whole number, please."),
        ("stage", "1.target_minutes", "0", "1.target_minutes", "More than 0, please."),
        ("stage", "1.target_minutes", "601", "1.target_minutes", "At most 600, please."),
        ("stage", "1.soon_minutes", "40", "1.soon_minutes", "Amber comes before red: a smaller number, please."),
        ("stage", "2.name", "", "2.name.en", "Please fill this in."),
        ("stage", "0.escorts", "makeup, moon", "0.escorts", "is no stage here"),
        ("room", "0.stage", "moon", "0.stage", "which is no stage here"),
        ("package", "0.name", "", "0.name", "Please fill this in."),
        ("package", "1.name", "Wedding Classic", "1.name", "stands there twice"),
        ("package", "0.extra_cents", "a lot", "0.extra_cents", "An amount such as 68 or 68.50, please."),
        ("package", "0.extra_cents", "6.805", "0.extra_cents", "An amount such as 68 or 68.50, please."),
        ("opening", "0.opens", "9 o'clock", "0.opens", "A time such as 09:00, please."),
        ("opening", "0.closes", "", "0.closes", "A time such as 09:00, please."),
        ("opening", "0.closes", "08:00", "0.opens", "Opening comes before closing."),
        ("studio", "0.currency", "yuan", "0.currency", "Three capital letters, please."),
        ("studio", "0.name", "", "0.name", "Please fill this in."),
        ("lobby", "0.idle_seconds", "1", "0.idle_seconds", "At least 5, please."),
        ("lobby", "0.notices.1.en", "x" * 301, "0.notices.1.en", "At most 300 signs, please."),
        ("care", "0.meals", "noon", "0.meals", "Times such as 11:30-13:00, please."),
        ("gate", "0.text", "", "0.text.en", "Please fill this in."),
        ("gate", "0.text.en", "x" * 301, "0.text.en", "At most 300 signs, please."),
        ("cue", "0.to_party.en", "This is {tea}.", "0.to_party.en", "{tea} is no slot of this card"),
        ("cue", "0.to_party.en", "This is {receiver", "0.to_party.en", "The curly brackets do not close"),
        ("cue", "8.to_party.en", "{host} has a day off.", "8.to_party.en", "“day off” must not be said on this card"),
    ],
)
def test_what_does_not_work_is_told_at_its_field_and_nothing_typed_is_lost(
    still: Desk, section: str, field: str, text: str, at: str, sentence: str
) -> None:
    before, form = still.floor.settings, opened_form(still, section)
    names = [f"{field}.{locale}" for locale in LOCALES] if f"{field}.en" in form else [field]
    typed = {**form, **dict.fromkeys(names, text)}
    checked = still.client.post(f"/settings/{section}/check", data=typed).get_json()
    assert sentence in checked["problems"][at], checked["problems"]
    refused = still.form(f"/settings/{section}", typed)
    assert refused.status_code == 422 and sentence in unescape(refused.text)
    assert {**fields_of(refused.text), "command_id": ""} == {**typed, "command_id": ""}
    assert still.floor.settings == before


def test_sentences_speak_the_readers_language(still: Desk) -> None:
    form = {**opened_form(still, "stage"), "1.target_minutes": "x"}
    spoken = {
        locale: still.client.post("/settings/stage/check", data=form, headers={"X-Locale": locale}).get_json()
        for locale in LOCALES
    }
    assert all("1.target_minutes" in answer["problems"] for answer in spoken.values())


def test_the_lobbys_notices_are_written_at_the_desk_in_each_language(desk: Desk) -> None:
    lobby = Desk(desk.app, "token-of-lobby")
    save(desk, "lobby", **{"0__notices__0__en": "Open till eight.", "0__notices__2__zh_Hans": "今天有新茶。"})
    assert "Open till eight." in lobby.page("/lobby") and "今天有新茶。" in lobby.page("/lobby?lang=zh_Hans")
    assert opened_form(desk, "lobby")["0.notices.1.zh_Hans"] == "今天有新茶。"  # an empty one leaves no gap
    assert save(desk, "lobby", **{"0__notices__0__en": "", "0__notices__1__zh_Hans": ""}).status_code == 303
    assert desk.floor.settings.lobby.notices == ()


def test_a_stage_that_is_needed_or_in_use_stays(desk: Desk) -> None:
    desk.tap("/settings/stage", value=[*stages(desk), {"key": "tea", "name": "Tea", "target_minutes": 9}])
    without = [stage for stage in stages(desk) if stage["key"] != "tea"]
    assert desk.tap("/staff/lin", name="Lin", stages=["makeup", "tea"])[0] == 201
    status, answer = desk.tap("/settings/stage", value=without)
    assert (status, answer["code"]) == (409, "in_use")
    assert answer["message"].startswith("“Tea” cannot be removed: Lin works there.")
    book(desk.floor, 2031)
    visit = desk.tap("/visits", booking=2031)[1]["visit"]
    desk.tap(f"/visits/{visit}/gate", actor="mei")
    assert desk.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="tea")[0] == 201
    assert "Ms Chen & Mr Li are there now" in desk.tap("/settings/stage", value=without)[1]["message"]
    form = opened_form(desk, "stage")
    for name in [name for name in form if name.startswith("1.")]:
        del form[name]
    page = desk.form("/settings/stage", form)
    assert page.status_code == 422 and "is needed and cannot be left out" in unescape(page.text)


def test_two_desks_do_not_write_over_each_other(desk: Desk) -> None:
    early = opened_form(desk, "gate")
    other = Desk(desk.app, "token-of-desk2")
    assert save(other, "gate", **{"0__text__en": "Seated by the window"}).status_code == 303
    late = desk.form("/settings/gate", {**early, "1.text.en": "Package looked at"})
    assert late.status_code == 409 and "Somebody has changed this meanwhile" in late.text
    form = fields_of(late.text)
    assert form["1.text.en"] == "Package looked at" and form["0.text.en"] == early["0.text.en"]
    assert desk.form("/settings/gate", form).status_code == 303
    kept = fields_of(desk.form("/settings/gate/rows", {**early, "do": "add"}).text)
    assert kept["version"] == early["version"]  # adding a row does not forget on what the page was opened


def test_a_changed_consent_is_a_new_wording_and_the_log_keeps_it(desk: Desk) -> None:
    assert save(desk, "consent", **{"1__text__en": "You may show a few pictures."}).status_code == 303
    first = {one.key: one.version for one in desk.floor.settings.consents}
    assert first["board"] == "1" and first["samples"] != "1"
    save(desk, "consent", **{"1__text__en": "You may show many pictures."})
    second = {one.key: one.version for one in desk.floor.settings.consents}
    assert second["samples"] not in ("1", first["samples"]) and second["board"] == "1"
    worded = [event["body"] for event in desk.events("ConsentWorded")]
    assert [one["version"] for one in worded] == [first["samples"], second["samples"]]
    assert json.loads(worded[0]["text"])["en"] == "You may show a few pictures."


def test_a_cue_card_speaks_the_studios_words_and_the_houses_where_it_gave_none(desk: Desk) -> None:
    own = "{receiver}, dear, look after {party} for me."
    shown = desk.client.post(
        "/settings/cue/check", data={**opened_form(desk, "cue"), "0.to_colleague.en": own}
    ).get_json()
    assert shown["preview"]["first"]["en"]["to_colleague"] == "Lin, dear, look after Ms Chen & Mr Li for me."
    assert save(desk, "cue", **{"0__to_colleague__en": own}).status_code == 303
    book(desk.floor, 2031)
    visit = desk.tap("/visits", booking=2031)[1]["visit"]
    desk.tap(f"/visits/{visit}/gate", actor="mei")
    page = unescape(desk.page("/station/mei"))
    assert "Lin, dear, look after Ms Chen & Mr Li for me." in page
    assert "This is Lin, one of the best we have." in page
    assert "dear" not in desk.page("/station/mei?lang=zh_Hans")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_preview_has_an_unfilled_slot(still: Desk, locale: str) -> None:
    page = unescape(still.page(f"/desk/settings/cue?lang={locale}"))
    spoken = re.findall(r'data-preview="[^"]+">([^<]*)<', page)
    assert len(spoken) == 11 * 2 * 3 and all(spoken) and not [one for one in spoken if "{" in one or "}" in one]


def test_studio_toml_stays_the_ground_and_a_section_goes_back_to_it(tmp_path: Path) -> None:
    file = tmp_path / "studio.toml"
    file.write_text('[studio]\nname = "Elm House"\n[lobby]\nidle_seconds = 60\n', "utf-8")
    with opened(tmp_path, load(file, {})) as app:
        desk = Desk(app)
        assert save(desk, "studio", **{"0__name": "Elm & Oak"}).status_code == 303
        assert save(desk, "lobby", **{"0__late_minutes": "20"}).status_code == 303
        assert "Elm &amp; Oak" in desk.page("/desk/settings")
    file.write_text('[studio]\nname = "Elm House"\ntime_zone = "Europe/London"\n[lobby]\nidle_seconds = 60\n', "utf-8")
    with opened(tmp_path, load(file, {})) as app:  # after a restart, and a change of what no form shows
        desk = Desk(app)
        lobby = desk.floor.settings.lobby
        assert (desk.floor.settings.studio.name, lobby.idle_seconds, lobby.late_minutes) == ("Elm & Oak", 60, 20)
        assert desk.floor.settings.studio.time_zone == "Europe/London"
        assert desk.form("/settings/studio/return").status_code == 303
        assert desk.floor.settings.studio.name == "Elm House"
        assert save(desk, "studio", **{"0__name": "Oak"}).status_code == 303


def test_a_section_that_no_longer_fits_studio_toml_does_not_keep_the_house_closed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings.model_validate(
        {"stage": [*stages_of(Settings()), {"key": "tea", "name": "T", "target_minutes": 9}]}
    )
    with opened(tmp_path, settings) as app:
        rooms = [*(room.model_dump(mode="json") for room in settings.rooms), {"key": "t", "name": "T", "stage": "tea"}]
        assert Desk(app).tap("/settings/room", value=rooms)[0] == 201
        assert Desk(app).tap("/settings/lobby", value={"late_minutes": 33})[0] == 201
    with opened(tmp_path) as app:  # the stage is gone from studio.toml
        now = Desk(app).floor.settings
        assert now.room("t") is None and now.lobby.late_minutes == 33
        assert "room no longer fits" in caplog.text


def test_own_words_in_studio_toml_are_checked_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "studio.toml"
    file.write_text('[cue.first]\nto_party = "This is {tea}."\n', "utf-8")
    with pytest.raises(ConfigError, match="no slot of this card"):
        load(file, {})
    file.write_text('[cue.frist]\nto_party = "x"\n', "utf-8")
    with pytest.raises(ConfigError, match="no cue card"):
        load(file, {})


def test_settings_need_a_managers_badge_once_there_is_one(desk: Desk) -> None:
    desk.tap("/staff/anna/pin", pin="480213")
    form = {**opened_form(desk, "gate"), "0.text.en": "Seated by the window"}
    asking = desk.form("/settings/gate", form)
    assert asking.status_code == 403 and "Seated by the window" in asking.text
    saved = desk.form("/settings/gate", {**form, "badge_staff": "anna", "badge_pin": "480213"})
    assert saved.status_code == 303
    assert desk.events("SettingsChanged")[-1]["actor"] == "anna"


def test_a_stage_renamed_at_the_desk_is_on_every_screen_without_a_restart(server: Server) -> None:
    """Both engines; two screens in two languages hear that they have to draw themselves anew."""
    add_bookings(server, booking_line(2031))
    desk, board, station = server.device("desk"), server.device("board"), server.device("station")
    with board.socket() as one, station.socket(screen="station", who="mei", locale="zh_Hans") as two:
        for screen in (one, two):
            screen.next("hello")
        value = [
            {**stage, "name": {"en": "Powder room", "zh_Hans": "妆容间"}} if stage["key"] == "makeup" else stage
            for stage in stages_of(Settings())
        ]
        assert desk.tap("/settings/stage", value=value)[0] == 201
        assert one.next("changed")["renew"] and two.next("changed")["renew"]
        assert "Powder room" in page_of(board, "/board") and "妆容间" in page_of(board, "/board?lang=zh_Hans")
        # what is pushed afterwards speaks the new words too
        visit = station.tap("/visits", actor="mei", booking=2031)[1]["visit"]
        station.tap(f"/visits/{visit}/gate", actor="mei")
        heard = "".join(part["html"] for _ in range(2) for part in two.next("changed")["parts"])
        assert "妆容间" in heard


def page_of(device: Any, path: str) -> str:
    _, _, content = device.request("GET", path, headers={"Accept": "text/html"})
    return str(content.decode())


def stages(desk: Desk) -> list[dict[str, Any]]:
    return stages_of(desk.floor.settings)


def stages_of(settings: Settings) -> list[dict[str, Any]]:
    return [stage.model_dump(mode="json", exclude_none=True) for stage in settings.stages]
