"""The whole house on one page, as README's tour uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from ..serving import Server
from .conftest import Screens, becomes

PAGE = (1600, 1500)
# Out of the page, or not in the proportions of its screen.
CROOKED = """frames => frames.filter((one) => one.getBoundingClientRect().right > innerWidth
  || Math.abs(one.clientWidth / one.clientHeight - one.dataset.width / one.dataset.height) > 0.01).length"""
# Scrolled to: below the head of the station, in its upper half.
ON_TOP = "name => 0 < name.getBoundingClientRect().top && name.getBoundingClientRect().top < innerHeight / 2"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path, "eventlet", "demo", "--photos", "0", "--still") as server:
        yield server


@pytest.fixture
def page(demo: Server, screens: Screens) -> Page:
    page = screens.browser.new_page(viewport={"width": PAGE[0], "height": PAGE[1]})
    page.goto(f"{demo.address}/demo")
    return page


def frame(page: Page, key: str) -> FrameLocator:
    return page.frame_locator(f".f-{key} iframe")


def test_every_screen_goes_on_by_itself_when_the_server_is_back(demo: Server, page: Page) -> None:
    keys = ("lobby", "mei", "lin", "zhao", "board", "presenter", "desk")
    for key in keys:
        expect(frame(page, key).locator("[data-fresh]").first).to_contain_text("Live")
    demo.kill()
    for key in keys:
        expect(frame(page, key).locator("[data-fresh]").first).to_contain_text("Not live since")
    demo.start()
    for key in keys:
        expect(frame(page, key).locator("[data-fresh]").first).not_to_contain_text("Not live")
    page.close()


def test_a_station_that_scrolls_to_a_party_moves_nothing_around_it(page: Page) -> None:
    assert page.locator(".glass").evaluate_all(CROOKED) == 0
    station = frame(page, "mei")
    card = station.locator("#mine > li", has=station.locator("h2", has_text="Ms Dubois"))
    station.locator("#rings").get_by_role("button", name="I am on my way").first.click()
    becomes(lambda: card.locator("h2").evaluate(ON_TOP), True)
    card.locator("[id$=-greet] button").click()
    card.locator("[data-tick-all]").click()
    was = page.evaluate("scrollY")
    card.locator(".go button.main").click()
    expect(card.locator(".cue").first).to_be_visible()
    becomes(lambda: card.locator("h2").evaluate(ON_TOP), True)
    assert page.evaluate("[scrollY, document.querySelector('.f-mei .glass').scrollTop]") == [was, 0]
    page.close()
