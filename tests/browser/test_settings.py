"""People, badges, the rota and the settings in a real browser: told while typing, nothing lost, and usable by everyone."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk.sections import SECTIONS

from ..serving import ZONE, Client, Server
from ..web.bookings import add_bookings, booking_line
from .axe import findings
from .conftest import ON_BOTH_ENGINES, Screens

LAPTOP = (1440, 900)
SMALL = (1280, 800)
WIDER = "document.documentElement.scrollWidth > innerWidth"


def day(number: int) -> str:
    return (datetime.now(ZONE).date() + timedelta(days=number)).isoformat()


def desk_of(house: Server) -> Client:
    return house.device("desk", name="Front desk")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en-GB", "zh-CN", "zh-TW"])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(house: Server, screens: Screens, language: str) -> None:
    add_bookings(house, booking_line(2031, minutes=24 * 60), booking_line(2032))
    desk = desk_of(house)
    assert desk.tap("/staff", name="Maximiliane Oppenheimer-Featherstonehaugh", stages=["reception"])[0] == 201
    assert desk.tap("/absences", staff="mei", first=day(1), last=day(2), deputies=["2031:anna"])[0] == 201
    assert desk.tap("/rota/skips", staff="mei", reason="At lunch")[0] == 201
    assert desk.tap("/settings/lobby", value={"late_minutes": 20})[0] == 201
    paths = ["/desk/people", "/desk/people/new", "/desk/people/mei", "/desk/rota"]
    paths += [f"/desk/people/mei/absence?first={day(0)}&last={day(0)}"]
    found = found_on(screens.open(desk, "/desk/settings", SMALL, locale=language), paths)
    desk.tap("/staff/anna/pin", pin="480213")
    asking = screens.open(desk, "/desk/people/mei", SMALL, locale=language)
    asking.locator(".particulars .btn.main").click()
    expect(asking.locator("#pin")).to_be_focused()
    found += [("asking", one["id"]) for one in findings(asking)]
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en-GB", "zh-CN", "zh-TW"])
def test_axe_finds_nothing_in_any_section_of_the_settings(house: Server, screens: Screens, language: str) -> None:
    desk = desk_of(house)
    assert desk.tap("/settings/lobby", value={"late_minutes": 20})[0] == 201
    page = screens.open(desk, "/desk/settings", SMALL, locale=language)
    assert found_on(page, ["/desk/settings", *(f"/desk/settings/{one}" for one in SECTIONS)]) == []


def found_on(page: Page, paths: list[str]) -> list[tuple[str, str]]:
    """One page after the other in the same window: what axe finds, and what is wider than the screen."""
    address = re.sub("/desk.*", "", page.url)
    found = []
    for path in paths:
        page.goto(address + path)
        found += [(path, one["id"]) for one in findings(page)]
        found += [(path, "wider than the screen")] if page.evaluate(WIDER) else []
    return found


@pytest.mark.browser
def test_what_is_wrong_is_told_while_typing_and_gone_when_mended(house: Server, screens: Screens) -> None:
    page = screens.open(desk_of(house), "/desk/settings/stage", LAPTOP)
    minutes = page.get_by_label("Red after minutes, Makeup")
    minutes.fill("soon")
    wrong = page.locator('[data-wrong-for="1.target_minutes"]')
    expect(wrong).to_have_text("A whole number, please.")
    expect(minutes).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    minutes.fill("45")
    expect(wrong).to_have_text("")
    page.get_by_role("button", name="Save").last.click()
    expect(page).to_have_url(re.compile("/desk/settings/stage$"))
    expect(page.get_by_label("Red after minutes, Makeup")).to_have_value("45")
    expect(page.get_by_role("button", name="Back to studio.toml")).to_be_visible()


@pytest.mark.browser
def test_rows_come_go_and_move_without_leaving_the_page(house: Server, screens: Screens) -> None:
    page = screens.open(desk_of(house), "/desk/settings/gate", LAPTOP)
    page.locator("#section").evaluate("form => { window.stays = true; }")
    page.get_by_role("button", name="One more").click()
    expect(page.locator('[name="5.text.en"]')).to_be_focused()
    page.keyboard.type("Umbrella taken")
    page.get_by_role("button", name="Move Seated, tea offered, names exchanged down").click()
    expect(page.locator('[name="1.text.en"]')).to_have_value("Seated, tea offered, names exchanged")
    page.get_by_role("button", name="Remove Package checked together").click()
    expect(page.locator(".row")).to_have_count(5)
    expect(page.locator('[name="4.text.en"]')).to_have_value("Umbrella taken")
    assert page.evaluate("window.stays")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Not saved yet.")).to_be_hidden()
    expect(page.locator('[name="0.text.en"]')).to_have_value("Seated, tea offered, names exchanged")


@pytest.mark.browser
def test_a_cue_card_is_heard_in_every_language_while_it_is_written(house: Server, screens: Screens) -> None:
    page = screens.open(desk_of(house), "/desk/settings/cue", LAPTOP)
    said = page.locator('[data-preview="first.en.to_party"]')
    expect(said).to_contain_text("This is Lin, one of the best we have.")
    page.locator('[name="0.to_party.en"]').fill("Hello {party}, meet {receiver}.")
    expect(said).to_have_text("Hello Ms Chen & Mr Li, meet Lin.")
    page.locator('[name="0.to_party.en"]').fill("Hello {tea}.")
    expect(page.locator('[data-wrong-for="0.to_party.en"]')).to_contain_text("{tea} is no slot of this card")
    expect(said).to_contain_text("This is Lin")  # never an unfilled slot
    page.locator('[name="8.to_party.en"]').fill("{host} takes a rest.")
    expect(page.locator('[data-wrong-for="8.to_party.en"]')).to_contain_text("must not be said")


@pytest.mark.browser
def test_a_form_waits_for_the_badge_and_a_scanner_opens_it_from_anywhere(house: Server, screens: Screens) -> None:
    desk = desk_of(house)
    code = desk.tap("/staff/anna/badge")[1]["code"]
    page = screens.open(desk, "/desk/people/lin", LAPTOP)
    page.get_by_label("Skills").fill("updos")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Whose hand is this?")).to_be_visible()
    page.get_by_label("PIN, six digits").fill("999999")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("That PIN or badge is not right")
    scan(page, code)
    expect(page).to_have_url(re.compile("/desk/people$"))
    expect(page.get_by_text("Anna’s badge is on this desk")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Lin")).to_contain_text("updos")


def scan(page: Page, code: str) -> None:
    """As a wedge scanner does: all signs at once, then Enter."""
    page.keyboard.type(code, delay=3)
    page.keyboard.press("Enter")


@pytest.mark.browser
@ON_BOTH_ENGINES
def test_a_new_name_of_a_stage_is_on_the_wall_at_once_and_a_skip_on_the_rota(house: Server, screens: Screens) -> None:
    desk = desk_of(house)
    board = screens.open(house.device("board"), "/board", (1920, 1080))
    rota = screens.open(desk, "/desk/rota", LAPTOP)
    expect(rota.locator(".next-one .name")).to_have_text("Mei Wang")
    rota.get_by_label("Skip this turn, because").fill("At lunch")
    rota.get_by_role("button", name="Skip Mei’s turn").click()
    expect(rota.locator(".next-one .name")).to_have_text("Anna Brooks")
    expect(rota.locator("#turns")).to_contain_text("skipped: At lunch")
    expect(rota.get_by_label("Skip this turn, because")).to_have_value("")  # the next one is not at lunch as well
    page = screens.open(desk, "/desk/settings/stage", LAPTOP)
    page.locator('[name="1.name.en"]').fill("Powder room")
    page.get_by_role("button", name="Save").last.click()
    expect(board.get_by_text("Powder room")).to_be_visible()


@pytest.mark.browser
def test_a_refused_pin_is_told_in_its_place_and_nobody_leaves_the_page(house: Server, screens: Screens) -> None:
    desk = desk_of(house)
    page = screens.open(desk, "/desk/people/anna", LAPTOP)
    page.locator("#skills").fill("updos")
    told = page.locator("aside [data-refused]")
    for pin, again, sentence in (("123456", "123456", "six digits"), ("480213", "480214", "not the same")):
        page.locator("#new-pin").fill(pin)
        page.locator("#again").fill(again)
        page.get_by_role("button", name="Set the PIN").click()
        expect(told).to_contain_text(sentence)
        expect(page.locator("#new-pin")).to_be_focused()
    expect(page.locator("#skills")).to_have_value("updos")
    assert desk.tap("/staff/anna/pin", pin="480213", again="480213")[0] == 201
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Whose hand is this?")
    page.evaluate("window.hasStayed = true")
    for pin in ("999999", "111222"):
        page.locator("#pin").fill(pin)
        page.keyboard.press("Enter")
        expect(page.locator("#pin")).to_have_value("")
        expect(page.locator("[data-refused]")).to_contain_text("not right")
    assert page.evaluate("window.hasStayed")
    page.locator("#pin").fill("480213")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/people")
    assert "updos" in screens.open(desk, "/desk/people/anna", LAPTOP).locator("#skills").input_value()
