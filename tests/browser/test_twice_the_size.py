"""In letters of twice their size (WCAG 1.4.4) a page is half as wide: it scrolls down, never sideways, and nothing is cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ..serving import Server
from ..web.party import arrive
from .choosing_room import choosing_studio
from .conftest import Screens
from .sales_room import Room

LAPTOP, REMOTE, SMALL_REMOTE, PHONE = (720, 450), (590, 410), (512, 384), (390, 844)
DESK = ("/desk", "/desk/bookings", "/desk/customers", "/desk/devices", "/desk/evening", "/desk/settings/stage")
OUT_OF_REACH = """() => [...document.querySelectorAll("button, a, input, h1, h2, p, td")].filter((one) => {
  const { left, right } = one.getBoundingClientRect();
  const isSeen = one.checkVisibility() && !one.closest(".visually-hidden, .table-frame, .nav, .looks-bar, .skip-link");
  return isSeen && (right > innerWidth + 1 || left < -1);
}).map((one) => one.outerHTML.slice(0, 120))"""
HIDDEN = """() => [...document.querySelectorAll("body, body > *")].filter((one) => one.checkVisibility()
  && getComputedStyle(one).overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1).map((one) => one.className)"""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with choosing_studio(tmp_path_factory.mktemp("studio"), (3, 1, 1, 1)) as server:
        yield server


def is_within_reach(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(OUT_OF_REACH) == []
    assert page.evaluate(HIDDEN) == []


def test_the_desks_pages(studio: Server, screens: Screens) -> None:
    arrive(studio.device("station"), 2031)
    page = screens.open(studio.device("desk"), DESK[0], LAPTOP)
    for path in DESK:
        page.goto(studio.address + path)
        is_within_reach(page)


@pytest.mark.parametrize("size", [REMOTE, SMALL_REMOTE, PHONE], ids=str)
@pytest.mark.parametrize("page", ["", "/choosing", "/wall"])
def test_the_presenters_pages(room: Room, screens: Screens, page: str, size: tuple[int, int]) -> None:
    room.start()
    room.show(0)
    is_within_reach(screens.open(room.tablet, f"/presenter/{room.number}{page}", size))


@pytest.mark.parametrize(("page", "wanted"), [("", ["#next"]), ("/choosing", ["[data-mark=pick]", "#next"])])
def test_on_a_phone_the_next_tap_needs_no_scrolling(room: Room, screens: Screens, page: str, wanted: list[str]) -> None:
    room.start()
    room.show(0)
    phone = screens.open(room.tablet, f"/presenter/{room.number}{page}", PHONE)
    for button in wanted:
        expect(phone.locator(button)).to_be_in_viewport(ratio=1)
