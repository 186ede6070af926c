"""Other ways in than four digits and a name: a scanner, a typed code, no booking at all, a phone of one's own."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from kiosk.keys import secret
from kiosk.passes import booking_code

from ...crowd import crowded
from ...serving import Client, Server
from ...web.party import page_of
from ..conftest import becomes
from .conftest import ON_BOTH_ENGINES
from .guest import NAME, SCANNER, Guest

pytestmark = pytest.mark.browser


def code_of(studio: Server, number: int) -> str:
    return booking_code(secret(studio.data, "bookings"), number)


def calls(desk: Client) -> int:
    events = desk.get("/events?limit=1000")["events"]
    return sum(event["type"] == "CallRaised" for event in events)


# ---- the scanner


@pytest.mark.parametrize("step", ["attract", "language", "digits", "name", "foreign"])
def test_a_scanned_code_finds_the_booking_from_every_asking_step(guest: Guest, studio: Server, step: str) -> None:
    if step == "language":
        guest.page.touchscreen.tap(300, 200)
    if step in ("digits", "name"):
        guest.tap("[data-does=arrive] button")
    if step == "name":
        guest.digits("1234")
    if step == "foreign":
        guest.scans("HTTP://EVIL.EXAMPLE")
    guest.sees(step)
    guest.scans(f"HTH-{code_of(studio, 2040)}")
    guest.sees("confirm")
    expect(guest.page.locator(".party")).to_contain_text("Ms C***")
    expect(guest.page.locator(NAME)).to_have_value("")


def test_a_scanner_without_enter_is_heard_too(guest: Guest, studio: Server) -> None:
    guest.page.evaluate(SCANNER.replace(', "Enter"', ""), code_of(studio, 2041).lower())
    guest.sees("confirm")


def test_a_typed_code_does_in_place_of_the_name(guest: Guest, studio: Server) -> None:
    guest.arrives("0000", code_of(studio, 2042).lower())
    guest.tap("[data-does=find] button")
    guest.sees("confirm")


FOREIGN = {
    "script": "javascript:alert(document.cookie)",
    "address": "http://evil.example/checkin?x=1",
    "long": "A" * 4096,
    "sql": "'; DROP TABLE booking; --",
    "nul": "HTH-\x00\x00\x00\x00\x00\x00\x00\x00",
    "emoji": "😀" * 12,
    "gs1": "]C1\x1d01095040000591012110ABC",
    "nearly": "HTH-BCDFGHJA",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_code_is_not_one_of_ours_and_goes_nowhere(guest: Guest, text: str) -> None:
    """Not opened, not sent, not kept; said within 300 ms (FAULTS T33)."""
    sent: list[str] = []
    guest.tap("[data-does=arrive] button")
    guest.page.on("request", lambda request: sent.append(request.url))
    address = guest.page.url
    guest.page.evaluate(
        """() => new MutationObserver(() => { window.saidAt ??= room.dataset.at === "foreign" ? performance.now() : undefined; })
            .observe(room, { attributeFilter: ["data-at"] })"""
    )
    typed_at = guest.scans(text)
    guest.sees("foreign")
    guest.reads("That is not one of our codes.")
    assert guest.page.evaluate("window.saidAt") - typed_at < crowded(300)
    assert guest.page.url == address
    assert not [url for url in sent if "/lobby?lang=" not in url]
    assert text[:12] not in guest.traces().replace("\\", "")


def test_a_scan_presses_no_button(guest: Guest, studio: Server, desk: Client) -> None:
    guest.is_found("2043", "Chen")
    guest.page.focus("[data-does=check-in] button")
    guest.scans(f"HTH-{code_of(studio, 2044)}")
    guest.sees("confirm")
    assert not [visit for visit in desk.get("/visits")["visits"] if visit["number"] in (2043, 2044)]


def test_the_scanner_alone_is_enough_to_be_known(guest: Guest, studio: Server) -> None:
    """The same code once more means yes: no finger, no key."""
    code = code_of(studio, 2045)
    guest.scans(code)
    guest.sees("confirm")
    guest.page.evaluate("document.activeElement.blur()")
    expect(guest.page.locator("[data-scan-again]")).to_be_visible()
    guest.scans(code)
    guest.sees("done")


def test_a_code_read_twice_at_once_is_not_yet_a_yes(guest: Guest, studio: Server, desk: Client) -> None:
    code = code_of(studio, 2048)
    guest.scans(code)
    guest.sees("confirm")
    guest.scans(code)
    expect(guest.page.locator("[data-scan-again]")).to_be_visible()
    guest.sees("confirm")
    assert 2048 not in [visit["number"] for visit in desk.get("/visits")["visits"]]


# ---- what people type


ODD = {
    "emoji": "👩‍👩‍👧‍👦 Noémie 😊",
    "two hundred signs": "Wolfeschlegelsteinhausenbergerdorff" * 6,
    "right to left": "خاچاتریان",
    "a spreadsheet": "2031\tMs Chen\t13800132031\r\n2032\tMr Li\x0b\x00",
}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_an_odd_name_gets_a_clear_sentence_and_stays(guest: Guest, name: str) -> None:
    guest.arrives("2046")
    guest.page.focus(NAME)
    guest.page.keyboard.insert_text(name)
    kept = guest.page.input_value(NAME)
    guest.tap("[data-does=find] button")
    guest.sees("not_found")
    guest.reads("We could not find it this way.")
    guest.tap("[data-does=again] button")
    guest.digits("2046")
    expect(guest.page.locator(NAME)).to_have_value(kept)


# ---- just looking


@ON_BOTH_ENGINES
def test_just_looking_is_three_taps_to_a_named_person(guest: Guest, desk: Client) -> None:
    guest.tap("[data-does=arrive] button")
    guest.taps = 0
    guest.tap("[data-does=just-looking] button")
    guest.tap("[data-does=reason] button >> nth=1")
    guest.sees("source")
    guest.tap("[data-step=source] [data-does=source] button >> nth=0")
    guest.sees("done")
    assert guest.taps == 3
    visit = desk.get("/visits")["visits"][-1]
    assert (visit["kind"], visit["party"]) == ("enquiry", "Walk-in")
    expect(guest.page.locator("[data-live=said] >> visible=true").first).to_contain_text("We are telling")
    guest.is_asked("needs")


def test_who_is_just_looking_says_why_and_from_where_with_one_tap(guest: Guest, desk: Client) -> None:
    guest.tap("[data-does=arrive] button")
    guest.taps = 0
    guest.tap("[data-does=just-looking] button")
    guest.sees("reason")
    guest.tap(".at-once [value=passing]")
    guest.sees("done")
    assert guest.taps == 2
    told = [event["body"] for event in desk.get("/events?limit=1000")["events"] if event["type"] == "WalkedIn"]
    assert (told[-1]["reason"], told[-1]["source"]) == ("looking", "passing")


def test_a_guest_who_was_not_found_may_just_look(guest: Guest) -> None:
    guest.arrives("9998", "Nobody")
    guest.tap("[data-does=find] button")
    guest.sees("not_found")
    guest.tap("[data-does=just-looking] button")
    guest.sees("reason")


# ---- the idle screen


def test_touching_anywhere_begins(guest: Guest) -> None:
    guest.page.touchscreen.tap(300, 200)
    guest.sees("language")


def test_a_language_chooses_and_begins(guest: Guest) -> None:
    guest.tap("#speak-zh_Hans")
    guest.sees("digits")
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_the_team_of_today_has_faces(guest: Guest) -> None:
    team = guest.page.locator(".team li")
    expect(team.first).to_contain_text("Mei")
    expect(team.first.locator(".face")).to_be_visible()


def test_the_kind_screens_call_a_person_by_themselves(guest: Guest, desk: Client) -> None:
    before = calls(desk)
    guest.arrives("2091", "Chen")
    guest.tap("[data-does=find] button")
    guest.sees("another_time")
    guest.reads("Good to see you.")
    becomes(lambda: calls(desk), before + 1)


# ---- a phone of one's own


def read_code(code: Locator) -> str:
    """What a phone's camera reads on the tablet."""
    picture = code.screenshot()
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return str(found.text)


@ON_BOTH_ENGINES
def test_a_phone_checks_in_by_the_tablets_code(guest: Guest, chromium: Browser, studio: Server, desk: Client) -> None:
    address = read_code(guest.page.locator(".own-phone .qr"))
    assert re.match(rf"http://[\d.]+:{studio.port}/arrive/", address)
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    phone = Guest(context.new_page(), studio)
    phone.page.goto(studio.address + "/arrive/" + address.rpartition("/")[2])
    assert phone.page.url == f"{studio.address}/lobby"
    assert phone.page.locator(".own-phone").count() == 0
    phone.page.wait_for_selector("[data-fresh]:not(:empty)")
    phone.checks_in("2047", "Chen")
    phone.hears("We are telling Mei.")
    (visit,) = [visit for visit in desk.get("/visits")["visits"] if visit["number"] == 2047]
    desk.tap(f"/visits/{visit['id']}/arrival", actor="mei")
    phone.hears("Mei is walking to you.")
    phone.wants_no_more_questions()
    phone.presses("[data-own-page]")  # and on the phone it stays
    phone.page.wait_for_url(studio.address + page_of(studio, int(visit["id"])))
    context.close()


def test_the_last_step_has_the_way_to_the_own_page_and_the_tablet_forgets_it(
    guest: Guest, studio: Server, desk: Client
) -> None:
    guest.checks_in("2049", "Chen")
    guest.wants_no_more_questions()
    code = guest.page.locator(".page-code .qr")
    (visit,) = [visit for visit in desk.get("/visits")["visits"] if visit["number"] == 2049]
    assert read_code(code).endswith(page_of(studio, visit["id"]))
    assert "/v/" not in guest.traces()
    guest.page.evaluate("document.documentElement.dataset.old = ''")
    guest.tap("[data-does=finish] button")
    expect(code).to_have_count(0)  # at once, before a fresh document is there
    guest.page.wait_for_selector("html:not([data-old]) [data-at=attract]")
    guest.page.go_back()
    expect(code).to_have_count(0)


def test_the_code_is_drawn_anew_while_nobody_is_there(guest: Guest) -> None:
    """The page fetches itself anew every minute; choosing its language does the same at once."""
    guest.page.evaluate("document.querySelector('.own-phone .qr').replaceChildren()")
    guest.page.evaluate("document.getElementById('speak-en').click()")
    expect(guest.page.locator(".own-phone .qr path")).to_have_count(2)
