"""What a screen shows first is of this moment already: nothing moves under a reader's eyes, and no minute is missing."""

from playwright.sync_api import Page

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens

# A frame is drawn only when nothing holds up the first picture any more.
NOTED = "requestAnimationFrame(() => { window.first = document.querySelector('%s')?.textContent ?? 'not there'; })"


def first(screens: Screens, device: Client, path: str, selector: str) -> str:
    page: Page = screens.open(device, "/healthz")
    page.add_init_script(NOTED % selector)
    page.goto(device.server.address + path)
    page.wait_for_function("() => window.first !== undefined")
    return str(page.evaluate("window.first"))


def test_the_first_picture_has_the_minutes_and_the_time_of_now(house: Server, screens: Screens) -> None:
    add_bookings(house, booking_line(2031))
    desk = house.device("desk")
    assert desk.tap("/visits", actor="mei", booking=2031)[0] == 201
    board = house.device("board")
    assert first(screens, board, "/board", "[data-minutes-since]") == "0"
    assert ":" in first(screens, board, "/board", "[data-wall-clock]")


def test_the_letters_of_a_page_are_asked_for_before_its_styles_have_been_read(house: Server, screens: Screens) -> None:
    page = screens.open(house.device("station"), "/station/mei")
    asked = page.locator("link[rel=preload][as=font]").evaluate_all("links => links.map((link) => link.href)")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert asked and set(asked) <= set(loaded)
    assert len(loaded) == len(set(loaded))  # none is fetched a second time
