"""Screens through faults (docs/faults.md): a tablet that was cut off, one whose clock is wrong, one that shows yesterday."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..crowd import crowded
from ..link import link_to
from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens, becomes
from .test_live_screens import arrive, is_live

TABLET = (820, 1180)
LIVE = "html:not(.is-stale) [data-fresh]:not(:empty)"
KEPT, OVERTAKEN = 50, 3
WITHIN_MS = 20000
# The first page that this tab shows was made by another program, or yesterday.
OLDER = """
if (sessionStorage.getItem("older")) sessionStorage.setItem("newer", Date.now());
else new MutationObserver((_, observer) => {
  if (!document.body) return;
  sessionStorage.setItem("older", Date.now());
  const told = document.body.dataset;
  {changed};
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
# What a page says as it goes.
SAID = """
addEventListener("pagehide", () => {
  const note = document.getElementById("renewing");
  if (note?.checkVisibility()) sessionStorage.setItem("said", note.innerText);
});
"""


@pytest.fixture
def station(house: Server) -> Client:
    return house.device("station")


def greeted(house: Server) -> list[str]:
    events = house.device("desk").get("/events?limit=1000")["events"]
    return [event["stream"] for event in events if event["type"] == "PartyGreeted"]


def greeting(page: Page, visit: int):  # type: ignore[no-untyped-def]
    return page.locator(f"#visit-{visit} form[action$='/greeting'] button")


def test_f13_after_half_an_hour_without_the_house_the_tablet_says_what_was_done_and_what_needs_somebody(
    house: Server, station: Client, screens: Screens
) -> None:
    add_bookings(house, *(booking_line(2031 + number, names=f"Party {number},") for number in range(KEPT)))
    visits = [arrive(station, 2031 + number) for number in range(KEPT)]
    with link_to(house.port) as link:
        mei = screens.open(station, "/station/mei", TABLET, address=link.address)
        is_live(mei)
        link.cut()
        expect(mei.locator("html")).to_have_class(re.compile("is-stale"), timeout=WITHIN_MS)
        for visit in visits:
            greeting(mei, visit).dispatch_event("click")
        expect(mei.locator("#unsent")).to_have_text(f"Taps not sent yet: {KEPT}", timeout=WITHIN_MS)
        for visit in visits[:OVERTAKEN]:
            assert station.tap(f"/visits/{visit}/greeting", actor="anna")[0] == 201
        assert len(greeted(house)) == OVERTAKEN
        link.heal()
        told = mei.locator("#afterwards")
        expect(told.locator("[data-open]")).to_have_text(f"Needs you: {OVERTAKEN}", timeout=18 * WITHIN_MS)
    expect(told.locator("[data-done]")).to_have_text(f"Carried out after all: {KEPT - OVERTAKEN}")
    assert [re.sub(r"\s+", " ", text) for text in told.locator("li").all_inner_texts()] == [
        f"Party {number} Anna has already greeted this party." for number in range(OVERTAKEN)
    ]
    assert sorted(greeted(house)) == sorted(f"visit-{visit}" for visit in visits)
    told.get_by_role("button").click()
    expect(told).to_be_hidden()


def test_f13_what_was_refused_is_still_told_after_a_reload(house: Server, station: Client, screens: Screens) -> None:
    add_bookings(house, booking_line(2031))
    visit = arrive(station)
    with link_to(house.port) as link:
        mei = screens.open(station, "/station/mei", TABLET, address=link.address)
        is_live(mei)
        link.swallow()
        greeting(mei, visit).click()
        expect(mei.locator("#unsent")).to_be_visible(timeout=WITHIN_MS)
        assert station.tap(f"/visits/{visit}/greeting", actor="anna")[0] == 201
        link.heal()
        mei.reload()
        expect(mei.locator("#afterwards li")).to_contain_text("Anna", timeout=2 * WITHIN_MS)
        mei.reload()
        expect(mei.locator("#afterwards li")).to_have_count(1)


def test_f13_the_desk_is_told_likewise(house: Server, station: Client, screens: Screens) -> None:
    add_bookings(house, booking_line(2031, names="Ms Chen,"))
    visit = arrive(station)
    with link_to(house.port) as link:
        desk = screens.open(house.device("desk"), "/desk", address=link.address)
        is_live(desk)
        desk.select_option("#actor", "mei")
        link.swallow()
        desk.locator(f"#door-{visit} form[action$='/greeting'] button").click()
        expect(desk.locator("#unsent")).to_be_visible(timeout=WITHIN_MS)
        assert station.tap(f"/visits/{visit}/greeting", actor="anna")[0] == 201
        link.heal()
        expect(desk.locator("#afterwards li")).to_have_text(
            "Ms Chen: at the door for Mei Anna has already greeted this party.", timeout=6 * WITHIN_MS
        )
    desk.locator("#afterwards button").click()
    expect(desk.locator("#afterwards")).to_be_hidden()


@pytest.mark.parametrize("wrong", [timedelta(hours=-25), timedelta(hours=25)])
def test_f09_a_tablet_with_a_wrong_clock_shows_the_houses_minutes(
    house: Server, station: Client, screens: Screens, wrong: timedelta
) -> None:
    add_bookings(house, booking_line(2031))
    visit = arrive(station)
    assert station.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    mei = screens.open(station, "/station/mei", TABLET)
    shift = f"const Real = Date; const shift = {int(wrong.total_seconds() * 1000)};"
    shifted = "class extends Real { constructor(...a) { super(...(a.length ? a : [Real.now() + shift])); } "
    mei.add_init_script(f"{shift} window.Date = {shifted} static now() {{ return Real.now() + shift; }} }};")
    mei.reload()
    mei.wait_for_selector(LIVE)
    assert abs(mei.evaluate("Date.now()") / 1000 - (datetime.now(UTC) + wrong).timestamp()) < 60
    assert mei.locator(f"#visit-{visit} [data-minutes-since]").first.inner_text() in ("0", "1")
    mei.locator(f"#visit-{visit} form[action$='/handoffs'] .bring").click()
    expect(mei.locator("form[action$='/undo'] button").first).to_be_visible()
    expect(mei.locator("#unsent")).to_be_hidden()
    offered = [
        event for event in house.device("desk").get("/events?limit=1000")["events"] if event["type"] == "HandoffOffered"
    ]
    assert abs(datetime.fromisoformat(offered[0]["at"]) - datetime.now(UTC)) < timedelta(minutes=5)
    said = "25 h ahead" if wrong > timedelta() else "25 h behind"
    desk = screens.open(house.device("desk"), "/desk/devices")
    expect(desk.locator(".own-clock")).to_have_text(f"its clock is {said}")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("told.build = 'older'", "This screen is older than the house’s program: reloading"),
        ("told.seq -= 1; told.now -= 86400000", "This screen is from yesterday: reloading"),
    ],
)
def test_f15_a_tab_of_yesterday_says_so_and_renews_itself(
    house: Server, station: Client, screens: Screens, changed: str, said: str
) -> None:
    add_bookings(house, booking_line(2031))
    visit = arrive(station)
    mei = screens.open(station, "/station", TABLET)
    mei.add_init_script(OLDER.replace("{changed}", changed))
    loads: list[str] = []
    mei.on("load", lambda page: loads.append(page.url))
    mei.add_init_script(SAID)
    mei.goto(f"{house.address}/station/mei")
    mei.wait_for_function("() => sessionStorage.newer", timeout=2 * WITHIN_MS)
    mei.wait_for_selector(LIVE)
    mei.wait_for_load_state()
    becomes(lambda: (mei.title(), len(loads))[1], 2)
    assert mei.evaluate("sessionStorage.newer - sessionStorage.older") < crowded(3000)
    assert mei.evaluate("sessionStorage.said") == said
    expect(mei.locator("#renewing")).to_be_hidden()
    expect(greeting(mei, visit)).to_be_visible()


def test_i11_a_house_put_back_from_its_backup_is_shown_as_it_is(
    house: Server, station: Client, screens: Screens, tmp_path: Path
) -> None:
    add_bookings(house, booking_line(2031))
    visit = arrive(station)
    house.kill()
    for file in house.data.glob("house.sqlite3*"):
        shutil.copy(file, tmp_path)
    house.start()
    mei = screens.open(station, "/station/mei", TABLET)
    is_live(mei)
    greeting(mei, visit).click()
    expect(greeting(mei, visit)).to_have_count(0)
    house.kill()
    for file in house.data.glob("house.sqlite3*"):
        file.unlink()
    for file in tmp_path.glob("house.sqlite3*"):
        shutil.copy(file, house.data)
    house.start()
    expect(greeting(mei, visit)).to_be_visible()


def test_t03_a_tablet_that_is_no_longer_the_houses_keeps_nothing(
    house: Server, station: Client, screens: Screens
) -> None:
    add_bookings(house, booking_line(2031, names="Ms Chen,"))
    visit, desk = arrive(station), house.device("desk")
    mei = screens.open(station, "/station/mei", TABLET)
    is_live(mei)
    mei.route("**/greeting", lambda route: route.abort())
    greeting(mei, visit).click()
    expect(mei.locator("#unsent")).to_be_visible()
    mei.evaluate("sessionStorage.setItem('begun', 'The comb of Ms Chen')")
    paired = [one["body"]["id"] for one in desk.get("/events?limit=1000")["events"] if one["type"] == "DevicePaired"]
    assert desk.tap(f"/devices/{paired[0]}/revocation")[0] == 201
    mei.wait_for_url("**/pair")
    assert mei.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"
    expect(mei.locator("body")).not_to_contain_text("Chen")
