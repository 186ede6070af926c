"""The station's first screen holds what is next; on a shared tablet a PIN says whose hand it is (FAULTS T08); a party picks
its poses with a finger (REQUIREMENTS D21)."""

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from ..web.party import arrive, page_of
from .conftest import Screens

PIN = "480213"
TABLET, PHONE = (820, 1180), (390, 844)


@pytest.fixture
def station(house: Server) -> Client:
    add_bookings(house, booking_line(2031), booking_line(2032, names="Emma Whitfield,"))
    return house.device("station")


def on_the_way(house: Server, station: Client) -> int:
    """Lin has one party, with a wish, picked poses and a request; Mei is bringing her another one. Its number."""
    phone, mine = Client(house), arrive(station, 2031)
    path = page_of(house, mine)
    wish = "One picture where my grandmother’s comb shows."
    assert phone.tap(f"{path}/wish", wish=wish)[0] == 201
    assert station.tap(f"/visits/{mine}/wish/reading", actor="lin", wish=wish)[0] == 201
    assert phone.tap(f"{path}/poses", poses=["window", "dance", "hand-in-hand"])[0] == 201
    # Tired, so that a rest is due at any hour.
    assert station.tap(f"/visits/{mine}/moods", actor="lin", mood="tired")[0] == 201
    station.tap(
        f"/visits/{mine}/requests", actor="mei", stage="makeup", words="The comb goes in last, on the left side."
    )
    visit = int(station.tap("/visits", actor="mei", booking=2032)[1]["visit"])
    assert phone.tap(f"{page_of(house, visit)}/wish", wish="A portrait that my grandchildren will like.")[0] == 201
    station.tap(f"/visits/{visit}/gate", actor="mei")
    station.tap(f"/visits/{visit}/moods", actor="mei", mood="tired")
    assert station.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    return visit


def lowest(page: Page, css: str) -> float:
    """The lower edge of the lowest of these, in pixels from the top of the screen."""
    boxes = [one.bounding_box() for one in page.locator(css).all() if one.is_visible()]
    assert boxes and all(boxes), css
    return max(box["y"] + box["height"] for box in boxes if box)


def top(page: Page, css: str) -> float:
    box = page.locator(css).first.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN", "zh-TW"])
def test_who_comes_and_the_whole_next_step_stand_on_one_tablet_screen(
    house: Server, station: Client, screens: Screens, locale: str
) -> None:
    on_the_way(house, station)
    page = screens.open(station, "/station/lin", TABLET, locale=locale)
    page.locator(".incoming .acceptance .btn").first.wait_for()
    assert top(page, ".incoming .mood") < top(page, ".incoming .acceptance")
    step = top(page, ".party .go")
    for css in (
        ".incoming .btn",
        ".tending .btn",
        ".requests .btn",
        ".more > .btn, .more summary",
        ".cue p",
        ".picked li",
    ):
        assert lowest(page, css) <= step + 1, css
    assert lowest(page, ".bring") <= TABLET[1]


def test_on_a_phone_the_acceptance_and_the_next_step_are_on_the_first_screen(
    house: Server, station: Client, screens: Screens
) -> None:
    on_the_way(house, station)
    page = screens.open(station, "/station/lin", PHONE)
    page.locator(".incoming .acceptance .btn").first.wait_for()
    assert lowest(page, ".incoming .acceptance .btn") <= top(page, ".party .go")
    assert lowest(page, ".bring") <= PHONE[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_shared_tablet_asks_whose_hand_it_is_and_the_tap_goes_on_by_itself(
    house: Server, station: Client, screens: Screens
) -> None:
    assert house.device("desk").tap("/staff/lin/pin", pin=PIN, again=PIN)[0] == 201
    visit = int(station.tap("/visits", actor="mei", booking=2032)[1]["visit"])
    station.tap(f"/visits/{visit}/gate", actor="mei")
    station.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")
    page = screens.open(station, "/station/lin", TABLET)
    page.locator(".incoming .acceptance .btn").first.click()
    expect(page.locator("#whose")).to_be_visible()
    page.locator("#pin").fill("999999")
    page.locator("#whose .btn.main").click()
    expect(page.locator("[data-whose-said]")).to_contain_text("not right")
    page.locator("#pin").fill(PIN)
    page.locator("#whose .btn.main").click()
    expect(page.locator(f"#visit-{visit}")).to_be_visible()
    expect(page.locator("#whose")).to_be_hidden()
    assert PIN not in str(page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})"))


def test_with_three_pictures_ticked_the_others_rest_until_one_is_given_back(
    house: Server, station: Client, screens: Screens
) -> None:
    path = page_of(house, arrive(station, 2031))
    page = screens.open(station, path, PHONE)
    page.locator(".picking summary").click()
    faces = page.locator(".pose-face")
    for place in (0, 1, 2):
        faces.nth(place).click()
    expect(page.locator("input[name=poses]").nth(3)).to_be_disabled()
    faces.nth(0).click()
    expect(page.locator("input[name=poses]").nth(3)).to_be_enabled()
    page.locator(".picking .btn.solid").click()
    expect(page.locator(".picking .strip img")).to_have_count(2)


def handed_over(station: Client, screens: Screens, visit: int) -> Page:
    return screens.open(station, f"/visits/{visit}/poses?as=lin&lang=en", TABLET)


def test_a_call_from_the_pictures_is_answered_on_the_screen_and_taken_back_while_ticks_stay(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = arrive(station, 2031)
    page = handed_over(station, screens, visit)
    call = page.locator("#call")
    page.locator(".pose-face").nth(0).click()
    call.get_by_role("button", name="Call my host").click()
    expect(call).to_contain_text("We are calling Mei")
    call.get_by_role("button", name="Never mind").click()
    call.get_by_role("button", name="Call my host").click()
    expect(call).to_contain_text("We are calling Mei")
    ringing = Client(house).tap(f"{page_of(house, visit)}/call")[1]["call"]  # the same one, while it rings
    assert station.tap(f"/calls/{ringing}/taking", actor="anna")[0] == 201
    expect(call).to_contain_text("Anna is coming")
    expect(page.locator("input[name=poses]").nth(0)).to_be_checked()


def test_ticked_pictures_stay_over_a_reload_until_they_are_sent_or_given_up(
    house: Server, station: Client, screens: Screens
) -> None:
    page = handed_over(station, screens, arrive(station, 2031))
    ticked = page.locator("input[name=poses]:checked")
    for place in (0, 1, 2):
        page.locator(".pose-face").nth(place).click()
    page.reload()
    expect(ticked).to_have_count(3)
    expect(page.locator("input[name=poses]").nth(3)).to_be_disabled()
    page.get_by_role("button", name="These, please").click()
    expect(page.locator(".picked.is-large li")).to_have_count(3)
    page.get_by_role("link", name="Choose again").click()
    page.locator(".pose-face").nth(0).click()
    page.reload()
    expect(ticked).to_have_count(2)
    page.locator("form[data-draft] a").click()
    page.wait_for_url("**/station/lin*")
    page.go_back()
    page.reload()
    expect(ticked).to_have_count(3)
