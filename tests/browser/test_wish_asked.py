"""What became of the wish, answered with one finger at the farewell (feature 9, E02)."""

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from ..web.party import page_of
from .axe import barriers
from .conftest import Screens

WISH = "One picture where my grandmother’s comb shows."


@pytest.fixture
def station(house: Server) -> Client:
    add_bookings(house, booking_line(2031))
    device = house.device("station")
    visit = device.tap("/visits", actor="mei", booking=2031)[1]["visit"]
    assert Client(house).tap(f"{page_of(house, visit)}/wish", wish=WISH)[0] == 201
    for what, fields in (("gate", {}), ("stage", {"stage": "farewell"})):
        assert device.tap(f"/visits/{visit}/{what}", actor="mei", **fields)[0] == 201
    return device


def ticked(page: Page) -> None:
    page.locator("[data-tick-all]").click()
    page.locator("[name=selection_on]").fill("2099-01-01")


def test_the_party_says_it_on_its_phone_and_the_host_hears_it_before_they_leave(
    house: Server, station: Client, screens: Screens
) -> None:
    host = screens.open(station, "/station/mei", (820, 1180))
    expect(host.locator(".did-we .asked")).to_have_text(f"You wished: “{WISH}” Did we?")
    phone = screens.open(station, page_of(house, 1), (390, 844))
    phone.locator(".did-we [name=why]").fill("behind the veil")
    phone.get_by_role("button", name="Partly").click()
    expect(phone.get_by_text("Thank you for telling us.")).to_be_visible()
    expect(host.locator(".did-we [name=why]")).to_have_value("behind the veil")
    assert barriers(phone) == []
    ticked(host)
    host.get_by_role("button", name="Farewell finished").click()
    expect(phone.get_by_role("heading", name="Thank you for having been with us.")).to_be_visible()


def test_a_host_who_does_not_ask_says_why(station: Client, screens: Screens) -> None:
    page = screens.open(station, "/station/mei", (390, 844))
    ticked(page)
    page.locator(".did-we .why-not").select_option(label="They were in a hurry")
    assert barriers(page) == []
    page.get_by_role("button", name="Farewell finished").click()
    expect(page.locator(".did-we")).to_have_count(0)
    assert station.get("/visits/1")["ended_at"]


def test_enter_behind_the_reason_answers_for_nobody(house: Server, station: Client, screens: Screens) -> None:
    for device, path in ((station, "/station/mei"), (Client(house, "hth_device=none"), page_of(house, 1))):
        page = screens.open(device, path, (820, 1180))
        why = page.locator(".did-we [name=why]")
        why.fill("behind the veil")
        why.press("Enter")
        page.get_by_role("button", name="No, not this time").click()
        expect(page.locator(".did-we [aria-pressed=true]")).to_have_text("No, not this time")
    told = house.device("desk").get("/events?limit=1000")["events"]
    assert {one["body"]["answer"] for one in told if one["type"] == "WishAnswered"} == {"no"}
