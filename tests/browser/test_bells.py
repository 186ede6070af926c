"""What is heard: an offer at its receiver's station; nothing where photographs are taken."""

import pytest
from playwright.sync_api import Page

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens

COUNTED = """window.struck = 0;
window.AudioContext = class {
  state = "running"; currentTime = 0;
  createOscillator() { window.struck += 1; return { frequency: {}, connect: (to) => to, start() {}, stop() {} }; }
  createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect() {} }; }
};"""


@pytest.fixture
def desk(house: Server) -> Client:
    add_bookings(
        house, booking_line(2031), booking_line(2032, names="Emma Whitfield,"), booking_line(2033, names="Jo,")
    )
    return house.device("desk")


def bring(desk: Client, number: int, receiver: str, stage: str) -> str:
    """A party that the host brings to a colleague, who has yet to take it."""
    path = f"/visits/{desk.tap('/visits', actor='mei', booking=number)[1]['visit']}"
    assert desk.tap(f"{path}/gate", actor="mei")[0] == 201
    assert desk.tap(f"{path}/handoffs", actor="mei", receiver=receiver, stage=stage)[0] == 201
    return path


def listening(screens: Screens, device: Client, who: str) -> Page:
    """The station of somebody who has touched it once; what it strikes is counted."""
    page = screens.open(device, f"/station/{who}", (820, 1180))
    page.add_init_script(COUNTED)
    page.reload()
    page.locator("h1").click()
    return page


def are_seen_and_not_heard(*pages: Page) -> bool:
    """For the next two rounds of the bell, of which a soft one strikes in one: it shows that it rings, and strikes nothing."""
    for page in pages:
        page.evaluate("() => { window.struck = 0; }")
    for _ in range(2):
        for page in pages:
            page.evaluate("() => document.documentElement.classList.remove('is-ringing')")
        for page in pages:
            page.wait_for_function("() => document.documentElement.classList.contains('is-ringing')")
    return all(page.evaluate("() => window.struck === 0") for page in pages)


def test_an_offer_is_heard_at_its_receivers_station_until_they_have_the_party(
    house: Server, desk: Client, screens: Screens
) -> None:
    path = bring(desk, 2031, "lin", "makeup")
    page = listening(screens, house.device("station"), "lin")
    page.wait_for_function("() => window.struck > 0")
    assert desk.tap(f"{path}/handoff/acceptance", actor="lin")[0] == 201
    page.wait_for_function("() => !document.documentElement.classList.contains('is-ringing')")


def test_during_a_shoot_what_rings_is_seen_and_not_heard(house: Server, desk: Client, screens: Screens) -> None:
    shoot = bring(desk, 2031, "zhao", "studio")
    assert desk.tap(f"{shoot}/handoff/acceptance", actor="zhao")[0] == 201
    own = listening(screens, house.device("station", staff="zhao"), "zhao")
    shared = listening(screens, house.device("station", stage="studio"), "marco")
    elsewhere = listening(screens, house.device("station", stage="makeup"), "marco")
    bring(desk, 2032, "marco", "studio")
    bring(desk, 2033, "zhao", "studio")
    assert are_seen_and_not_heard(own, shared)
    elsewhere.wait_for_function("() => window.struck > 0")
    assert desk.tap(f"{shoot}/handoffs", actor="zhao", receiver="mei", stage="farewell")[0] == 201
    assert desk.tap(f"{shoot}/handoff/acceptance", actor="mei")[0] == 201
    for page in (own, shared):
        page.wait_for_function("() => window.struck > 0")
