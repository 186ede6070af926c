"""What the desk's pages do for whoever is in a hurry, and how their days are written."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from ..serving import ZONE, Server
from ..web.bookings import add_bookings, booking_line
from .conftest import ON_BOTH_ENGINES, Screens

LAPTOP = (1440, 900)


@ON_BOTH_ENGINES
def test_whoever_has_not_said_who_they_are_is_led_to_where_it_is_said(house: Server, screens: Screens) -> None:
    add_bookings(house, booking_line(2031, minutes=24 * 60, kind="selection"))
    page = screens.open(house.device("desk"), "/desk/readiness", LAPTOP)
    confirm = page.get_by_role("button", name="They know: confirmed")
    confirm.click()
    expect(page.get_by_text("Please choose your own face or name first")).to_be_visible()
    chooser = page.get_by_label("I am")
    expect(chooser).to_be_focused()
    expect(chooser).to_have_attribute("aria-invalid", "true")
    chooser.select_option("mei")
    expect(chooser).not_to_have_attribute("aria-invalid", "true")
    confirm.click()
    expect(
        page.get_by_text("nothing may be promised to them")
    ).to_be_visible()  # I6: a reason of its own, and no longer for want of a name


# A day of the week's columns, up to its comma: one line, or else the month stands apart from its day.
LINES = """(days) => days.map((day) => {
  const text = document.createTreeWalker(day, NodeFilter.SHOW_TEXT).nextNode(), range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, text.data.search(/[，,]/) + 1);
  return new Set([...range.getClientRects()].map((one) => one.top)).size;
})"""


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_the_days_of_a_week_are_not_broken_within_a_date(house: Server, screens: Screens, language: str) -> None:
    page = screens.open(house.device("desk"), f"/desk/bookings?by=week&on=2026-11-23&lang={language}", LAPTOP)
    assert page.locator(".week h2").evaluate_all(LINES) == [1] * 7


# How far from its bar of the day each lane's text begins, in px.
APART = """(lanes) => lanes.map((lane) => {
  const range = document.createRange();
  range.selectNodeContents(lane.querySelector("p > *"));
  return Math.round(range.getBoundingClientRect().left - lane.querySelector(":scope > svg").getBoundingClientRect().left);
})"""


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_what_is_free_and_that_nothing_is_begin_where_the_day_begins(
    house: Server, screens: Screens, language: str
) -> None:
    day = (datetime.now(ZONE) + timedelta(days=9)).date()
    desk = house.device("desk")
    taken = {"date": str(day), "time": "00:00", "until": "23:59", "party": "Ms Chen", "room": "studio-1"}
    assert desk.tap("/bookings", **taken)[0] == 201
    page = screens.open(desk, f"/desk/bookings?on={day}&lang={language}", LAPTOP)
    assert page.locator(".lane p .quiet").count() == 1
    assert set(page.locator(".lane").evaluate_all(APART)) == {0}


def test_back_from_a_saved_booking_is_an_empty_form_and_no_artist_of_the_last_one_is_left_in_it(
    house: Server, screens: Screens
) -> None:
    day = (datetime.now(ZONE) + timedelta(days=9)).date()
    page = screens.open(house.device("desk"), f"/desk/bookings/new?on={day}", LAPTOP)
    page.get_by_label("Names", exact=True).fill("Ms First")
    page.get_by_label("Time", exact=True).fill("16:00")
    page.get_by_role("checkbox", name="Lin").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("New booking")
    expect(page.get_by_label("Names", exact=True)).to_have_value("")
    expect(page.get_by_role("checkbox", name="Lin")).not_to_be_checked()
