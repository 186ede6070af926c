"""The thread between a party and a sheet that has left it too early, on the wall (feature 3, trap 6)."""

import pytest
from playwright.sync_api import expect

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens
from .test_walls import BOARD, walk_to

# From the call to the card, and how much of it lies on what is read: other cards, heads of columns.
DRAWN = """(visit) => {
  const box = (one) => one.getBoundingClientRect();
  const card = box(document.getElementById(`visit-${visit}`)), call = box(document.getElementById(`need-${visit}`));
  const path = document.querySelector(".thread");
  if (!path) return "none";
  const read = [...document.querySelectorAll(".visit, .stages h2, .count, .delays li:not([hidden])")].map(box);
  const points = [...Array(200).keys()].map((i) => path.getPointAtLength((i / 199) * path.getTotalLength()));
  const [first, last] = [points[0], points[199]];
  const leads = Math.abs(first.y - call.bottom) < 2 && first.x > call.left && first.x < call.right
    && Math.abs(last.x - card.left) < 2 && last.y > card.top && last.y < card.bottom;
  const lies = (at, one) => at.x > one.left + 1 && at.x < one.right - 1 && at.y > one.top + 1 && at.y < one.bottom - 1;
  const crossed = points.filter((at) => read.some((one) => lies(at, one)));
  return leads ? (crossed.length ? "crosses" : "leads") : "elsewhere";
}"""


def visit_of(desk: Client, party: str) -> int:
    return next(int(one["id"]) for one in desk.get("/visits")["visits"] if one["party"] == party)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "zh_Hant"])
def test_a_thread_leads_from_the_party_to_the_call_for_its_sheet_and_crosses_no_card(
    house: Server, screens: Screens, language: str
) -> None:
    add_bookings(house, *(booking_line(2100 + place, names=f"Party {place},") for place in range(12)))
    desk = house.device("desk")
    for number in range(2100, 2103):
        walk_to(desk, number, "makeup")
    visit = visit_of(desk, "Party 1")
    board = screens.open(house.device("board"), f"/board?lang={language}", BOARD)
    expect(board.locator(".with-sheet")).to_have_count(3)
    expect(board.locator(".thread")).to_have_count(0)
    assert desk.tap(f"/visits/{visit}/sheet/sending", actor="lin")[0] == 201
    expect(board.locator(".thread")).to_have_count(1)
    expect(board.locator(".with-sheet")).to_have_count(2)
    board.wait_for_function(f"() => ({DRAWN})({visit}) === 'leads'")
    for number in range(2103, 2112):  # the cards become small, and the stage gets a second column
        walk_to(desk, number, "makeup")
    expect(board.locator(".visit")).to_have_count(12)
    board.wait_for_function(f"() => ({DRAWN})({visit}) === 'leads'")
    board.set_viewport_size({"width": 3840, "height": 2160})
    board.wait_for_function(f"() => ({DRAWN})({visit}) === 'leads'")
    board.set_viewport_size({"width": 390, "height": 844})
    expect(board.locator("#threads")).to_be_hidden()
    board.set_viewport_size({"width": BOARD[0], "height": BOARD[1]})
    assert desk.tap(f"/visits/{visit}/sheet/return", actor="lin")[0] == 201
    expect(board.locator(".thread")).to_have_count(0)
    last = visit_of(desk, "Party 11")  # in the second column
    assert desk.tap(f"/visits/{last}/sheet/sending", actor="lin")[0] == 201
    board.wait_for_function(f"() => ({DRAWN})({last}) === 'leads'")
