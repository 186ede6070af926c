"""Taps through faults (docs/faults.md): another program has the file for a while, two take one party at once, a tablet wakes."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ..crowd import crowded
from ..live.test_faults import held
from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens, becomes
from .test_live_screens import STATES, arrive, is_live

TABLET = (820, 1180)
WAKING = re.compile("is-waking")
STALE = re.compile("^(?!.*is-waking).*is-stale")
# The page's only thread stands still until the house has gone on: nothing is heard, nothing drawn. A finger on the card as it
# still stands there is the first thing after that, and a key the second.
ASLEEP = """(visit) => setTimeout(() => {
  const [button, began, asked] = [
    document.querySelector(`#visit-${visit} form[action$="/greeting"] button`), Date.now(), new XMLHttpRequest()];
  do {
    asked.open("GET", `/visits/${visit}`, false);
    asked.setRequestHeader("Accept", "application/json");
    asked.send();
  } while (JSON.parse(asked.responseText).holder !== "lin" || Date.now() - began < 4500);
  button.click();
  window.isVeiled = document.documentElement.classList.contains("is-waking");
  button.form.requestSubmit(button);
})"""
# How long after the finger the loser is told, as the page itself sees it.
TOLD = """form => { form.addEventListener("submit", () => { window.tappedAt = performance.now(); }, { capture: true });
  new MutationObserver(() => {
    if (document.body.textContent.includes("has just taken this party")) window.toldAt ??= performance.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true }); }"""


@pytest.fixture
def station(house: Server) -> Client:
    add_bookings(house, booking_line(2031), booking_line(2032, names="Emma Whitfield,"))
    return house.device("station")


def of_visit(house: Server, visit: int) -> list[str]:
    """What happened to the party: the house may say something of its own at any time."""
    events = house.device("desk").get("/events?limit=1000")["events"]
    return [event["type"] for event in events if event["stream"] == f"visit-{visit}"]


def greeting(page: Page, visit: int) -> Locator:
    return page.locator(f"#visit-{visit} form[action$='/greeting']")


def test_f05_while_another_program_has_the_file_the_tap_says_sending_and_then_it_is_done_once(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = arrive(station)
    mei = screens.open(station, "/station/mei", TABLET)
    is_live(mei)
    form, answers = greeting(mei, visit), []
    mei.on("response", lambda answer: answers.append(answer.status) if answer.url.endswith("/greeting") else None)
    form.evaluate(STATES)
    with held(house.data / "house.sqlite3"):
        form.locator("button").click()
        expect(form).to_contain_text("Sending…")
        becomes(lambda: (mei.title(), 503 in answers)[1], True)
        expect(form).to_be_visible()  # nothing is done yet
    expect(form).to_have_count(0)
    expect(mei.locator("#unsent")).to_be_hidden()
    assert mei.evaluate("window.states")[0] == "sending"
    assert answers[-1] == 201
    assert of_visit(house, visit).count("PartyGreeted") == 1


def test_f11_whoever_takes_them_a_moment_too_late_reads_on_the_screen_who_has_them(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = arrive(station)
    assert station.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    lin = screens.open(station, "/station/lin", TABLET)
    is_live(lin)
    assert station.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    form = lin.locator(f"#incoming-{visit}-acceptance")
    form.evaluate(TOLD)
    # Jo's tap is in the house first, and Lin's tablet has not heard of it when she taps.
    lin.route(
        "**/handoff/acceptance",
        lambda route: (station.tap(f"/visits/{visit}/handoff/acceptance", actor="jo"), route.continue_()),
    )
    form.locator("button").first.click()
    expect(lin.locator("body")).to_contain_text("Jo has just taken this party.")
    assert lin.evaluate("window.toldAt - window.tappedAt") < crowded(300)
    assert station.get(f"/visits/{visit}")["holder"] == "jo"


def test_f16_on_a_tablet_that_wakes_up_no_finger_counts_until_it_shows_the_house_as_it_is(
    house: Server, station: Client, screens: Screens
) -> None:
    visit, other = arrive(station), arrive(station, 2032)
    mei = screens.open(station, "/station/mei", TABLET)
    is_live(mei)
    posted: list[str] = []
    mei.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    mei.evaluate(ASLEEP, visit)
    for tap, actor in (("greeting", "mei"), ("gate", "mei")):
        assert station.tap(f"/visits/{visit}/{tap}", actor=actor)[0] == 201
    assert station.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    assert station.tap(f"/visits/{visit}/handoff/acceptance", actor="lin")[0] == 201
    expect(mei.locator(f"#visit-{visit}")).to_have_count(0)
    assert mei.evaluate("window.isVeiled") is True
    expect(mei.locator("html")).not_to_have_class(WAKING)
    assert posted == [] and of_visit(house, visit)[-1] == "HandoffAccepted"  # no ghost taps
    greeting(mei, other).locator("button").click()
    expect(greeting(mei, other)).to_have_count(0)
    assert of_visit(house, other)[-1] == "PartyGreeted"


def test_f16_no_finger_counts_as_long_as_the_houses_page_cannot_be_had(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = arrive(station)
    mei = screens.open(station, "/station/mei", TABLET)
    is_live(mei)
    failed: list[str] = []
    mei.on("requestfailed", lambda request: failed.append(request.url))
    mei.route("**/station/mei", lambda route: route.abort())
    mei.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    becomes(lambda: (mei.title(), len(failed) > 1)[1], True)  # it has asked once more
    greeting(mei, visit).locator("button").dispatch_event("click")
    expect(mei.locator("html")).to_have_class(WAKING)
    mei.unroute("**/station/mei")
    expect(mei.locator("html")).not_to_have_class(WAKING)
    assert "PartyGreeted" not in of_visit(house, visit)
    greeting(mei, visit).locator("button").click()
    expect(greeting(mei, visit)).to_have_count(0)


def test_f16_a_tablet_that_wakes_up_where_the_house_cannot_be_reached_gives_way_to_taps_that_wait(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = arrive(station)
    mei = screens.open(station, "/station/mei", TABLET)
    is_live(mei)
    mei.context.set_offline(True)
    mei.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(mei.locator("html")).to_have_class(STALE)
    greeting(mei, visit).locator("button").click()
    expect(mei.locator("#unsent")).to_have_text("Taps not sent yet: 1")
    mei.context.set_offline(False)
    expect(greeting(mei, visit)).to_have_count(0)
    assert of_visit(house, visit)[-1] == "PartyGreeted"


def test_i10_what_one_tab_could_not_send_another_tab_does_not_forget(
    house: Server, station: Client, screens: Screens
) -> None:
    visits = [arrive(station), arrive(station, 2032)]
    one = screens.open(station, "/station/mei", TABLET)
    other = one.context.new_page()
    other.goto(one.url)
    for page in (one, other):
        is_live(page)
    one.context.set_offline(True)
    for page, visit in zip((one, other), visits, strict=True):
        greeting(page, visit).locator("button").click()
        expect(page.locator("#unsent")).to_have_text("Taps not sent yet: 1")
    one.close()
    other.context.set_offline(False)
    expect(greeting(other, visits[1])).to_have_count(0)
    other.reload()
    expect(greeting(other, visits[0])).to_have_count(0)
    assert [of_visit(house, visit)[-1] for visit in visits] == ["PartyGreeted"] * 2
