"""Customers, briefs and sheets as they are looked at and typed into: by everyone, by keyboard, and on A5 paper."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from ..web.party import page_of
from .axe import findings
from .conftest import ON_BOTH_ENGINES, Screens
from .test_live_screens import arrive

LAPTOP, TABLET, PHONE = (1440, 900), (820, 1180), (390, 844)
A5, A4 = (148, 210), (210, 297)  # mm
POINT = 25.4 / 72  # mm


def regular(house: Server, desk: Client) -> int:
    """Ms Chen and Mr Li with a note, a special day, a call, and a double."""
    add_bookings(house, booking_line(2031), booking_line(2032, names="Emma Whitfield,", phone="+447700904321"))
    row = next(one for one in desk.get("/events?limit=1000")["events"] if one["type"] == "CustomerAdded")
    key = int(row["body"]["id"])
    for path, fields in (
        ("notes", {"text": "No lilies anywhere.", "is_pinned": True}),
        ("contacts", {"channel": "call", "outcome": "no_answer"}),
        ("dates", {"label": "Wedding day", "month": 11, "day": 23}),
    ):
        status, answer = desk.tap(f"/customers/{key}/{path}", actor="mei", **fields)
        assert status == 201, answer
    same: dict[str, Any] = {"names": ["Chen Wei"], "phone": "13800132031"}
    assert desk.tap("/customers", actor="mei", **same)[0] == 201
    return key


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en-GB", "zh-CN", "zh-TW"])
def test_axe_finds_nothing_and_nothing_sticks_out(house: Server, screens: Screens, language: str) -> None:
    desk, station = house.device("desk"), house.device("station", staff="mei")
    key = regular(house, desk)
    found = []
    for device, path, size in (
        (desk, "/desk/customers", LAPTOP),
        (desk, f"/desk/customers/{key}", LAPTOP),
        (desk, f"/desk/customers/{key}/edit", LAPTOP),
        (desk, "/desk/bookings/2031/brief", LAPTOP),
        (station, "/bookings/2031/brief", TABLET),
        (station, "/bookings/2031/brief", PHONE),
        (station, "/station/mei", PHONE),
        (station, "/bookings/2031/sheet", PHONE),
        (desk, "/bookings/2031/sheet", TABLET),
    ):
        page = screens.open(device, path, size, locale=language)
        found += [(path, size, one["id"]) for one in findings(page)]
        found += [(path, size, "overflow")] if overflow(page) > 0 else []
        page.context.close()
    alone = desk.tap("/customers", actor="mei", names=["Casilda Quillfeather"], phone="13800139999")[1]["customer"]
    assert desk.tap(f"/customers/{alone}/erasure", actor="mei", confirmation=str(alone))[0] == 201
    page = screens.open(desk, f"/desk/customers/{alone}", LAPTOP, locale=language)
    expect(page.locator(".erased")).to_be_visible()
    found += [("erased", LAPTOP, one["id"]) for one in findings(page)]
    assert found == []


@pytest.mark.browser
@ON_BOTH_ENGINES
def test_a_note_is_written_and_pinned_with_the_keyboard_alone(house: Server, screens: Screens) -> None:
    desk = house.device("desk")
    key = regular(house, desk)
    page = screens.open(desk, f"/desk/customers/{key}", LAPTOP)
    page.get_by_label("I am").select_option("anna")
    page.get_by_placeholder("What shall we remember?").focus()
    page.keyboard.type("Her mother walks slowly.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    pinned = page.locator(".notes .is-pinned").filter(has_text="Her mother walks slowly.")
    expect(pinned).to_contain_text("Anna")
    expect(page.locator(".timeline")).to_contain_text("Wrote a note")


@pytest.mark.browser
def test_without_saying_who_writes_nothing_typed_is_lost(house: Server, screens: Screens) -> None:
    desk = house.device("desk")
    key = regular(house, desk)
    page = screens.open(desk, f"/desk/customers/{key}", LAPTOP)
    page.get_by_placeholder("What shall we remember?").fill("Half a thought")
    page.locator("form", has=page.get_by_placeholder("What shall we remember?")).get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("Please choose your own face or name first")
    expect(page.get_by_placeholder("What shall we remember?")).to_have_value("Half a thought")
    page.get_by_label("I am").select_option("mei")
    page.locator("form", has=page.get_by_placeholder("What shall we remember?")).get_by_role("button").click()
    expect(page.locator(".notes").first).to_contain_text("Half a thought")


@pytest.mark.browser
@ON_BOTH_ENGINES
def test_two_records_are_brought_together_at_the_desk(house: Server, screens: Screens) -> None:
    desk = house.device("desk")
    key = regular(house, desk)
    page = screens.open(desk, "/desk/customers", LAPTOP)
    page.locator(".doubles").get_by_role("link", name="Ms Chen").click()
    page.get_by_label("I am").select_option("mei")
    page.get_by_text("The same person", exact=True).click()
    page.get_by_role("button", name="Bring them together").first.click()
    expect(page).to_have_url(f"{house.address}/desk/customers/{key}")
    expect(page.locator(".double")).to_have_count(0)
    expect(page.locator(".timeline")).to_contain_text("Brought together with customer")


@pytest.mark.browser
def test_a_brief_is_read_on_a_phone_and_the_station_hears_of_it(house: Server, screens: Screens) -> None:
    regular(house, house.device("desk"))
    device = house.device("station", staff="mei")
    station = screens.open(device, "/station/mei", PHONE)
    due = station.locator("#briefs > li").filter(has_text="Ms Chen")
    expect(due).to_have_class(re.compile("soon"))  # they come in five minutes
    expect(due).to_contain_text("read it now")
    phone = screens.open(device, "/station/mei", PHONE)
    phone.locator("#briefs a").filter(has_text="Ms Chen").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ms Chen & Mr Li")
    phone.get_by_role("button", name="I have read it").click()
    expect(phone.get_by_text("You have read this. Thank you.")).to_be_visible()
    expect(due).to_have_class("is-read")
    expect(due.locator(".chip.ok")).to_be_visible()


def pages_of(page: Page, paper: str = "") -> list[tuple[int, int]]:
    """The sizes in mm of the pages that a printer would get; on `paper` the sheet lies where it is the printer's only one."""
    pdf = page.pdf(format=paper) if paper else page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    return [(round(float(width) * POINT), round(float(height) * POINT)) for width, height in boxes]


@pytest.mark.browser
def test_the_sheet_is_one_page_of_a5_and_two_for_six_looks(house: Server, screens: Screens) -> None:
    many = booking_line(2040, names="Maximiliane von Hohenstein-Wolfenbüttel,欧阳娜娜", looks="6")
    add_bookings(house, booking_line(2031, looks="3"), many)
    desk = house.device("desk")
    assert pages_of(screens.open(desk, "/bookings/2031/sheet", TABLET)) == [A5]
    assert pages_of(screens.open(desk, "/bookings/2040/sheet", TABLET)) == [A5, A5]
    page = screens.open(desk, "/bookings/2031/sheet", TABLET)
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_the_sheet_of_a_party_in_the_house_is_one_page_with_the_slip_for_their_phone(
    house: Server, screens: Screens, language: str
) -> None:
    notes = "The comb is in locker 7. Lip darker than in the trial; her mother comes at two and walks slowly."
    add_bookings(house, booking_line(2031, looks="3") + notes)
    desk = house.device("desk")
    visit = arrive(desk)
    assert (
        Client(house).tap(f"{page_of(house, visit)}/wish", wish="One picture where my grandmother’s comb shows.")[0]
        == 201
    )
    page = screens.open(desk, f"/bookings/2031/sheet?lang={language}", TABLET)
    expect(page.locator(".is-look")).to_have_count(3)
    expect(page.locator(".wish q")).to_be_visible()
    expect(page.locator("footer .visit-qr svg")).to_be_visible()
    assert (pages_of(page), pages_of(page, "A4")) == ([A5], [A4])


def test_what_nobody_saved_is_asked_about_before_its_page_goes(house: Server, screens: Screens) -> None:
    desk = house.device("desk")
    key = regular(house, desk)
    for path, field in (
        (f"/desk/customers/{key}", "textarea[name=text]"),
        (f"/desk/customers/{key}/edit", "form[data-guarded] textarea, form[data-guarded] input:not([type=hidden])"),
        ("/desk/people/mei", "#skills"),
        ("/desk/settings/farewell", "#section input:not([type=hidden])"),
    ):
        page = screens.open(desk, path, LAPTOP)
        page.on("dialog", lambda dialog: dialog.dismiss())
        typed = page.locator(field).first
        typed.fill("Words that took a while")
        with page.expect_event("dialog") as asked:
            page.locator("a[href$='/desk']").first.click(no_wait_after=True)
        assert asked.value.type == "beforeunload", path
        assert page.url.endswith(path) and typed.input_value() == "Words that took a while"
        page.close(run_before_unload=False)


def test_what_is_being_saved_is_not_asked_about(house: Server, screens: Screens) -> None:
    desk = house.device("desk")
    page = screens.open(desk, f"/desk/customers/{regular(house, desk)}", LAPTOP)
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.locator("textarea[name=text]").first.fill("They like tea.")
    page.locator("form:has(textarea[name=text]) button").first.click()
    expect(page.get_by_text("They like tea.").first).to_be_visible()
