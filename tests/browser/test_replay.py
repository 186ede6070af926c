"""The day again, in a browser: scrubbed by keyboard, played, and read by everybody."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from .axe import findings
from .conftest import Screens

LAPTOP = (1440, 900)
OVERNIGHT = 2  # late in the evening the demo's yesterday reaches over midnight


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo studio: a day in progress, hours of it."""
    with Server(tmp_path_factory.mktemp("demo"), "eventlet", "demo", "--photos", "0", "--still") as server:
        yield server


@pytest.fixture(scope="module")
def desk(demo: Server) -> Client:
    return demo.device("desk")


@pytest.fixture
def replay(desk: Client, screens: Screens) -> Page:
    page = screens.open(desk, "/desk/replay", LAPTOP)
    page.locator(".is-replaying #at").wait_for()
    return page


def minutes(page: Page) -> int:
    hours, rest = page.locator("#then").inner_text().split(":")
    return int(hours) * 60 + int(rest)


def parties(page: Page) -> int:
    return page.locator(".then-card").count()


@pytest.mark.browser
def test_the_day_is_scrubbed_by_keyboard(replay: Page) -> None:
    here, last = parties(replay), minutes(replay)
    assert here > 5
    replay.locator("#at").focus()
    for _ in range(15):
        replay.keyboard.press("ArrowLeft")
    assert (last - minutes(replay)) % (24 * 60) in (14, 15)
    expect(replay.locator("#at")).to_have_attribute("aria-valuetext", replay.locator("#then").inner_text())
    replay.keyboard.press("Home")
    expect(replay.locator("#happened")).to_have_text("Nothing has happened yet.")
    assert parties(replay) <= OVERNIGHT
    replay.keyboard.press("End")
    expect(replay.locator(".then-card")).to_have_count(here)


@pytest.mark.browser
def test_one_steps_from_event_to_event(replay: Page) -> None:
    happened, on = replay.locator("#happened"), replay.get_by_role("button", name="Next event")
    replay.locator("#at").focus()
    replay.keyboard.press("Home")
    seen = [happened.inner_text()]
    for _ in range(20):
        on.click()
        expect(happened).not_to_have_text(seen[-1])
        seen.append(happened.inner_text())
        if "Arrived" in seen[-1]:
            expect(replay.locator(".then-card", has_text="not greeted").first).to_be_visible()
        if "Greeted them" in seen[-1]:
            break
    assert any("Arrived" in one for one in seen) and "Greeted them" in seen[-1]
    for before in reversed(seen[1:-1]):
        replay.get_by_role("button", name="Previous event").click()
        expect(happened).to_have_text(before)


@pytest.mark.browser
def test_the_day_plays_and_stops(replay: Page) -> None:
    replay.get_by_label("five minutes each second").check()
    play = replay.get_by_role("button", name="Play")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    first = minutes(replay)  # from the end it begins anew
    replay.wait_for_function(
        "first => { const [h, m] = document.getElementById('then').textContent.split(':'); "
        "return h * 60 + Number(m) >= first + 5 }",
        arg=first,
    )
    play.click()
    expect(play).to_have_attribute("aria-pressed", "false")
    at = replay.locator(".now line").get_attribute("x1")
    replay.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert replay.locator(".now line").get_attribute("x1") == at


@pytest.mark.browser
def test_the_line_stands_under_the_thumb(replay: Page) -> None:
    replay.locator("#at").focus()
    for _ in range(40):
        replay.keyboard.press("ArrowLeft")
    range_, line = replay.locator("#at").bounding_box(), replay.locator(".now line").bounding_box()
    assert range_ and line
    share = replay.evaluate("(at.value - at.min) / (at.max - at.min)")
    assert abs(range_["x"] + 12 + share * (range_["width"] - 24) - line["x"]) < 3


@pytest.mark.browser
def test_without_script_the_server_sets_out_the_board(desk: Client, screens: Screens) -> None:
    context = screens.browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    screens.contexts.append(context)
    name, _, value = desk.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": desk.server.address}])
    page = context.new_page()
    page.goto(f"{desk.server.address}/desk/replay")
    assert parties(page) > 5
    page.locator("#at").focus()
    page.keyboard.press("Home")
    page.locator(".playing").get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"at=\d+"))
    assert parties(page) <= OVERNIGHT


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en-GB", "zh-CN", "zh-TW"])
def test_axe_finds_nothing_serious(desk: Client, screens: Screens, language: str) -> None:
    visit = desk.get("/visits")["visits"][0]["id"]
    found = []
    for path in ("/desk/replay", "/desk/evening", f"/visits/{visit}/journey"):
        page = screens.open(desk, path, LAPTOP, locale=language)
        found += [(path, one["id"], one["nodes"][0]["html"]) for one in findings(page)]
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [(718, 1040), (483, 720)])  # A4 and A5 less their margins, in CSS pixels
def test_a_journey_fits_its_paper(desk: Client, screens: Screens, size: tuple[int, int]) -> None:
    visit = desk.get("/visits")["visits"][0]["id"]
    page = screens.open(desk, f"/visits/{visit}/journey", size)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator(".back")).to_be_hidden()
    assert page.locator("h1").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 30
