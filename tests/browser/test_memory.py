"""A browser that keeps nothing, being full or forbidden to: a guest's phone still calls, a tablet still takes a party."""

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from ..web.party import page_of
from .conftest import Screens
from .test_live_screens import arrive, is_live

TABLET, PHONE = (820, 1180), (390, 844)
KEEPS_NOTHING = {
    "forbidden": """for (const storage of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, storage, { get() { throw new DOMException("not here", "SecurityError"); } });
    }""",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };",
}


@pytest.fixture
def station(house: Server) -> Client:
    add_bookings(house, booking_line(2031))
    return house.device("station")


def opened(screens: Screens, device: Client, path: str, size: tuple[int, int], why: str) -> Page:
    page = screens.open(device, "/static/any/css/tokens.css", size)
    page.add_init_script(KEEPS_NOTHING[why])
    page.goto(device.server.address + path)
    is_live(page)
    return page


@pytest.mark.parametrize("why", KEEPS_NOTHING)
def test_without_any_memory_a_guest_calls_and_a_colleague_takes_them(
    house: Server, station: Client, screens: Screens, why: str
) -> None:
    visit = arrive(station)
    phone = opened(screens, Client(house, "hth_device=none"), page_of(house, visit), PHONE, why)
    phone.locator("button.call").click()
    expect(phone.locator(".calling.is-rings")).to_be_visible()
    mei = opened(screens, station, "/station/mei", TABLET, why)
    mei.locator(f"#visit-{visit} form[action$='/greeting'] button").click()
    expect(mei.locator(f"#visit-{visit} form[action$='/greeting']")).to_have_count(0)
    expect(mei.locator("#unsent")).to_be_hidden()
