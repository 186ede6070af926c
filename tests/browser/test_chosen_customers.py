"""A booking's form offers the customers who fit; one is picked by key or finger, seen to be chosen, and given up again."""

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from .axe import barriers
from .conftest import Screens

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(house: Server) -> Client:
    desk = house.device("desk")
    given = {"phone": "13800135701", "host": "mei", "actor": "anna"}
    assert desk.tap("/customers", names=["欧阳静", "Ole Aas"], **given)[0] == 201
    return desk


def value(page: Page, name: str) -> str:
    return page.locator(f"#{name}").input_value()


def test_a_customer_is_picked_by_keys_seen_and_given_up(desk: Client, screens: Screens) -> None:
    page = screens.open(desk, "/desk/bookings/new?lang=en")
    page.locator("#party").press_sequentially("ouyang")
    offered = page.locator("#fitting-list .btn")
    expect(offered).to_have_count(1)
    assert barriers(page) == []
    page.keyboard.press("ArrowDown")
    expect(offered).to_be_focused()
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    expect(page.locator("#party")).to_be_focused()
    page.keyboard.type("j")
    expect(offered).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    sign = page.locator("#chosen input[name=customer]")
    expect(sign).to_be_checked()
    expect(page.locator("#chosen")).to_contain_text("This is a booking of our customer 欧阳静 & Ole Aas")
    assert (value(page, "party"), value(page, "host")) == ("欧阳静\nOle Aas", "mei")
    assert value(page, "phone").endswith("138 0013 5701")
    page.keyboard.press("Space")
    expect(sign).to_have_count(0)
    assert [value(page, name) for name in ("party", "phone", "host")] == ["ouyangj", "", ""]


def test_by_phone_and_finger_the_booking_is_that_customers_though_another_name_stands_there(
    desk: Client, screens: Screens
) -> None:
    page = screens.open(desk, "/desk/bookings/new?lang=en", (820, 1180))
    page.locator("#time").fill("09:00")
    page.locator("#party").fill("Ida Aas")
    page.locator("#phone").press_sequentially("138 0013 57")
    page.locator("#fitting-list .btn").click()
    assert value(page, "party") == "Ida Aas"
    page.locator(".saving .btn.main").click()
    page.wait_for_url("**/desk/bookings/*saved=1")
    expect(page.locator(".beside a[href*='/desk/customers/']")).to_have_text("欧阳静 & Ole Aas")
