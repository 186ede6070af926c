"""A TV that nobody typed anything on: it shows a code, the desk authorises it, and it becomes the TV of its room."""

import re

from playwright.sync_api import expect

from ..serving import Client, Server
from .axe import barriers, findings
from .conftest import Screens
from .sales_room import shows


def test_a_tv_shows_a_code_and_is_the_curtain_by_itself_once_the_desk_has_authorised_it(
    house: Server, screens: Screens
) -> None:
    desk = screens.open(house.device("desk"), "/desk/devices", (1440, 900))
    expect(desk.locator("#asking")).to_be_hidden()
    tv = screens.open(Client(house, "hth_device=unknown"), "/tv", (1920, 1080))
    expect(tv.locator("h1")).to_have_text("Pair this screen")
    code = tv.locator(".code").inner_text()
    assert findings(tv) == []  # axe counts a page that loads itself anew among the barriers
    asking = desk.locator("#asking li").filter(has_text=code)
    asking.locator("summary").click()
    asking.get_by_label("What shall we call it?").fill("Sofa TV")
    second = screens.open(Client(house, "hth_device=unknown"), "/pair/screen", (1280, 720))
    expect(desk.locator("#asking li")).to_have_count(2)  # one more came, and what was typed is still there
    expect(asking.get_by_label("What shall we call it?")).to_have_value("Sofa TV")
    assert second.locator(".code").inner_text() != code
    expect(asking.get_by_label("What may a board show?")).to_be_hidden()  # a question for another kind of screen
    asking.get_by_label("Which room does it stand in?").select_option("sales-1")
    assert barriers(desk) == []
    asking.get_by_role("button", name="Let this screen in").click()
    expect(desk.locator("tbody")).to_contain_text("Sofa TV")
    tv.wait_for_url(re.compile(r"/tv$"))
    shows(tv, "idle")
    expect(desk.locator("#asking li")).to_have_count(1)


def test_a_tv_that_is_locked_out_shows_a_code_again(house: Server, screens: Screens) -> None:
    desk, device = house.device("desk"), house.device("tv", name="Old TV", room="sales-1")
    tv = screens.open(device, "/tv", (1280, 720))
    shows(tv, "idle")
    made = next(
        one
        for one in desk.get("/events?after=0&limit=1000")["events"]
        if one["type"] == "DevicePaired" and one["body"]["name"] == "Old TV"
    )
    assert desk.tap(f"/devices/{made['body']['id']}/revocation")[0] == 201
    expect(tv.locator(".code")).to_be_visible()


def test_a_code_stays_where_it_is_while_the_server_is_away_and_a_new_one_takes_its_place(
    house: Server, screens: Screens
) -> None:
    tv = screens.open(Client(house, "hth_device=unknown"), "/pair/screen", (1280, 720))
    code = tv.locator(".code").inner_text()
    tv.evaluate("window.isTheSamePage = true")
    house.kill()
    with tv.expect_event("requestfailed"):
        pass
    assert tv.locator(".code").inner_text() == code
    house.start()  # it knows of no code any more
    expect(tv.locator(".code")).not_to_have_text(code)
    assert tv.evaluate("window.isTheSamePage")
