"""A page that is on its way while the house goes on: what was announced meanwhile is neither taken back nor missed (I11)."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from ..link import link_to
from ..serving import PATIENCE, Client, Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens
from .sales_room import Room, drop, shows
from .test_live_screens import BOARD, arrive, card, is_live

# What the board takes for a reason to fetch its page anew: a tap that was refused.
DOUBT = "document.dispatchEvent(new CustomEvent('tap:answered', { detail: { status: 409 } }))"
BACKWARDS = """selector => { const shown = document.querySelector(selector); window.wentBack = false;
  new MutationObserver(() => { window.wentBack ||= shown.textContent.includes("not greeted"); })
    .observe(shown, { subtree: true, childList: true, characterData: true }); }"""


def until(page: Page, holds: Callable[[], bool]) -> None:
    """What the page's own events say holds, soon; they are only heard while the page is waited for."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        page.wait_for_timeout(20)


class Held:
    """Answers to the page's own requests that are fetched at once and given when the test says so."""

    def __init__(self, page: Page, path: str) -> None:
        self.page, self.is_over = page, False
        self.answers: list[tuple[Route, APIResponse]] = []
        page.route(f"**{path}", self._hold)

    def _hold(self, route: Route) -> None:
        if self.is_over:
            route.continue_()
        else:
            self.answers.append((route, route.fetch()))

    def wait(self) -> None:
        until(self.page, lambda: bool(self.answers))

    def give(self) -> None:
        self.is_over = True
        for route, answer in self.answers:
            route.fulfill(response=answer)


@pytest.fixture
def station(house: Server) -> Client:
    add_bookings(house, booking_line(2031))
    return house.device("station")


def test_a_page_that_is_older_than_what_was_announced_takes_nothing_back(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = arrive(station)
    board = screens.open(house.device("board"), "/board", BOARD)
    is_live(board)
    held = Held(board, "/board")
    board.evaluate(DOUBT)
    held.wait()
    assert station.tap(f"/visits/{visit}/greeting", actor="mei")[0] == 201
    expect(card(board, visit)).not_to_contain_text("not greeted")
    board.evaluate(BACKWARDS, f"#visit-{visit}")
    with board.expect_event("requestfinished", lambda request: request.url.endswith("/board")):
        held.give()
    assert station.tap(f"/visits/{visit}/moods", actor="mei", mood="upset")[0] == 201
    expect(board.locator(f"#need-{visit}")).to_be_visible()
    assert board.evaluate("window.wentBack") is False


def test_what_is_announced_while_a_page_is_on_its_way_is_fetched_at_once(
    house: Server, station: Client, screens: Screens
) -> None:
    """Without another word of the house: the heartbeat, which finds what a screen has missed, is swallowed."""
    visit = arrive(station)
    with link_to(house.port) as link:
        board = screens.open(house.device("board"), "/board", BOARD, address=link.address)
        is_live(board)
        heard: list[str | bytes] = []
        board.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.extend([frame])))
        link.cut()
        expect(board.locator("html")).to_have_class("is-stale")
        assert station.tap(f"/visits/{visit}/greeting", actor="mei")[0] == 201
        held = Held(board, "/board")
        link.heal()
        held.wait()
        assert station.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
        until(board, lambda: any('"changed"' in str(one) for one in heard))
        link.swallow()
        with board.expect_request("**/board"):
            held.give()


def test_a_tv_too_misses_nothing_while_its_state_is_on_its_way(house: Server, screens: Screens) -> None:
    add_bookings(house, booking_line(2031))
    drop(house, 2031, 6)
    room = Room(house)
    with link_to(house.port) as link:
        tv = screens.open(room.tv, "/tv", (960, 540), address=link.address)
        room.start()
        shows(tv, "title")
        heard: list[str | bytes] = []
        tv.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.extend([frame])))
        link.cut()
        room.show(0)
        held = Held(tv, "/tv/state")
        link.heal()
        held.wait()
        room.show(1)
        until(tv, lambda: any('"changed"' in str(one) for one in heard))
        link.swallow()
        with tv.expect_request("**/tv/state"):
            held.give()
        room.end()
