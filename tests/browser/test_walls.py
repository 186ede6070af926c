"""The board and the desk as they are looked at: a full house fits the wall, and everyone can use them."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .axe import findings
from .conftest import Screens, becomes

BOARD = (1920, 1080)
CROWD = {"reception": 8, "makeup": 12, "studio": 7, "removal": 5, "farewell": 3, "sales_room": 5}
NARROW = {"reception": 10, "makeup": 12, "studio": 10, "removal": 2, "farewell": 1, "sales_room": 5}
LONGER = {"makeup": "noor", "studio": "marco", "removal": "tess", "farewell": "anna", "sales_room": "anna"}
COLLEAGUES = {"makeup": "lin", "studio": "zhao", "removal": "tess", "farewell": "anna", "sales_room": "anna"}
MISPLACED = """([smallest]) => {
  const foot = document.querySelector(".foot").getBoundingClientRect();
  const cards = [...document.querySelectorAll(".stages ol > li")];
  const boxes = cards.map((card) => card.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return cards.filter((card, i) => boxes[i].bottom > foot.top || boxes[i].right > innerWidth || boxes[i].left < 0
    || parseFloat(getComputedStyle(card.querySelector("h3")).fontSize) < smallest
    || boxes.some((other, j) => j !== i && meet(boxes[i], other))).map((card) => card.id);
}"""


def walk_to(desk: Client, number: int, stage: str, colleagues: Mapping[str, str] = COLLEAGUES) -> None:
    """Check a booking in and bring its party to the stage."""
    status, answer = desk.tap("/visits", booking=number)
    assert status == 201, answer
    visit, receiver = answer["visit"], colleagues.get(stage)
    if receiver:
        assert desk.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
        assert desk.tap(f"/visits/{visit}/handoffs", actor="mei", receiver=receiver, stage=stage)[0] == 201
        assert desk.tap(f"/visits/{visit}/handoff/acceptance", actor=receiver)[0] == 201


def is_in_place(page: Page, smallest: float) -> None:
    """Once the last parts are there: predictions come after the taps themselves, and the density follows."""
    becomes(lambda: page.evaluate(MISPLACED, [smallest]), [])


@pytest.mark.browser
def test_forty_parties_fit_the_wall_and_a_newcomer_makes_room_for_itself(house: Server, screens: Screens) -> None:
    stages = [stage for stage, parties in CROWD.items() for _ in range(parties)]
    add_bookings(house, *(booking_line(2100 + place, names=f"Party {place},") for place in range(len(stages))))
    desk = house.device("desk")
    board = screens.open(house.device("board"), "/board", BOARD)
    for place, stage in enumerate(stages):
        walk_to(desk, 2100 + place, stage)
    expect(board.locator(".visit")).to_have_count(40)
    is_in_place(board, smallest=26)
    board.reload()
    is_in_place(board, smallest=26)
    board.set_viewport_size({"width": 3840, "height": 2160})
    is_in_place(board, smallest=52)
    board.set_viewport_size({"width": 1366, "height": 768})
    is_in_place(board, smallest=18)
    public = screens.open(house.device("board", face="public"), "/board", BOARD)
    expect(public.locator(".party")).to_have_count(40)
    is_in_place(public, smallest=26)


# Every party has been there too long, and nothing was heard of it: the clock is not waited for.
LONG_SINCE = """() => document.querySelectorAll(".visit").forEach((card) => {
  card.dataset.lateAt = 0;
  card.querySelector("small:not(.old)").dataset.until = 0;
  card.querySelector(".old").dataset.from = 0;
})"""
HARD_TO_SEE = """cards => cards.filter((card) => {
  const box = card.getBoundingClientRect(), face = card.querySelector(".face").getBoundingClientRect();
  const outside = (one) => !one.width || one.right > box.right || one.bottom > box.bottom + 1 || one.left < box.left;
  const marks = [...card.querySelectorAll(".marks > *")].map((one) => one.getBoundingClientRect()).filter((one) => one.width);
  const beside = (one) => one.left >= face.right - 1 || one.right <= face.left + 1;
  const covers = (one) => !beside(one) && one.top < face.bottom - 1 && one.bottom > face.top + 1;
  return outside(card.querySelector(".old .icon").getBoundingClientRect()) || marks.some(covers);
}).map((card) => card.id)"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("density", "parties"), [("roomy", 2), ("full", 4), ("medium", 6), ("tight", 9), ("tight", 21)]
)
def test_a_card_says_how_old_it_is_and_shows_its_holders_face_however_full_the_house(
    house: Server, screens: Screens, density: str, parties: int
) -> None:
    names = ("Mr Lindqvist,Mrs Lindqvist", "Jo,", "Ms Rossi,Mr Tan")
    add_bookings(house, *(booking_line(2001 + i, names=names[i % 3]) for i in range(2 * parties)))
    desk = house.device("desk")
    for i in range(2 * parties):
        walk_to(desk, 2001 + i, "reception" if i % 2 else "makeup")
    page = screens.open(house.device("board"), "/board", BOARD)
    expect(page.locator(f".stages[data-density={density}] .visit")).to_have_count(2 * parties)
    page.evaluate(LONG_SINCE)
    expect(page.locator(".visit.late .old:not([hidden])")).to_have_count(2 * parties)
    becomes(lambda: page.locator(".visit").evaluate_all(HARD_TO_SEE), [])
    is_in_place(page, smallest=26)


# Whose hands, where and how long: nothing of it is narrower than what it holds, or lies outside its card.
CUT = """cards => cards.flatMap((card) => {
  const box = card.getBoundingClientRect();
  const told = [...card.querySelectorAll(".hand, .hand :not(.face, .face *), .minutes b")];
  const seen = told.filter((one) => one.getClientRects().length);
  const isCut = (one) => getComputedStyle(one).display !== "inline" && one.clientWidth && one.scrollWidth > one.clientWidth;
  const isOut = (one) => one.getBoundingClientRect().right > box.right || one.getBoundingClientRect().bottom > box.bottom + 1;
  const holds = [".hand .face", ".hand b", ".minutes b"].every((what) => card.querySelector(what).getClientRects().length);
  const cut = seen.filter((one) => isCut(one) || isOut(one)).map((one) => `${card.id}: ${one.textContent}`);
  return holds ? cut : [...cut, card.id];
})"""


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en-GB", "zh-CN", "zh-TW"])
def test_forty_parties_say_whose_hands_where_and_how_long_uncut(house: Server, screens: Screens, language: str) -> None:
    names = ("Mr Lindqvist,Mrs Lindqvist", "Jo,", "Alexandra Featherstonehaugh,", "欧阳娜娜,王小明")
    stages = [stage for stage, parties in NARROW.items() for _ in range(parties)]
    add_bookings(house, *(booking_line(2100 + i, names=names[i % 4]) for i in range(len(stages))))
    desk = house.device("desk")
    for place, stage in enumerate(stages):
        walk_to(desk, 2100 + place, stage, LONGER if place % 2 else COLLEAGUES)
    board = screens.open(house.device("board"), "/board", BOARD, locale=language)
    cards = board.locator(".visit")
    for _ in range(2):
        for size in (BOARD, (3840, 2160), (1440, 900), (390, 844)):
            board.set_viewport_size({"width": size[0], "height": size[1]})
            expect(cards).to_have_count(40)
            becomes(lambda: cards.evaluate_all(CUT), [])
        assert board.evaluate("document.documentElement.scrollWidth") <= 390
        board.evaluate(LONG_SINCE)
        expect(board.locator(".visit.late .old:not([hidden])")).to_have_count(40)


@pytest.mark.browser
def test_a_name_on_two_lines_leaves_room_for_whose_hands_below_it(house: Server, screens: Screens) -> None:
    """Four in a stage: the fullest that a card with two lines for its name gets."""
    add_bookings(house, *(booking_line(2031 + n, names="Mr Lindqvist,Mrs Lindqvist") for n in range(4)))
    desk = house.device("desk")
    for number in range(2031, 2035):
        walk_to(desk, number, "reception")
    board = screens.open(house.device("board"), "/board", BOARD)
    expect(board.locator("[data-density=full] .long h3")).to_have_count(4)
    touching = """cards => cards.flatMap((card) => {
      const [name, hand, marks] = ["h3", ".hand", ".marks"].map((one) => card.querySelector(one).getBoundingClientRect());
      return [hand.top - name.bottom, marks.top - hand.bottom].filter((gap) => gap < 2);
    })"""
    assert board.locator(".stages .long").evaluate_all(touching) == []


@pytest.mark.browser
def test_a_board_that_is_cut_off_says_so_at_its_own_place(house: Server, screens: Screens) -> None:
    page = screens.open(house.device("board"), "/board", BOARD)
    expect(page.locator(".fresh")).to_have_text("Live")
    house.kill()
    expect(page.locator(".fresh")).to_contain_text("Not live since")
    assert page.locator(".fresh").evaluate("one => getComputedStyle(one, '::before').position") != "absolute"


@pytest.mark.browser
def test_a_need_that_somebody_sees_to_says_so_and_gives_way_to_those_that_wait(house: Server, screens: Screens) -> None:
    add_bookings(house, *(booking_line(2001 + i, names=f"Party {i},") for i in range(4)))
    desk = house.device("desk")
    for number in range(2001, 2005):
        walk_to(desk, number, "makeup")
    visits = [one["id"] for one in desk.get("/visits")["visits"]]
    board = screens.open(house.device("board"), "/board", BOARD)
    for visit in visits[:3]:
        assert desk.tap(f"/visits/{visit}/moods", actor="lin", mood="upset")[0] == 201
    since = next(one["at"] for one in desk.get("/events?limit=1000")["events"] if one["type"] == "MoodNoted")
    assert desk.tap(f"/visits/{visits[0]}/alerts/upset/taking", actor="anna", since=since)[0] == 201
    taken = board.locator(f"#need-{visits[0]}")
    expect(taken).to_contain_text("Anna sees to it")
    expect(taken).not_to_contain_text("with Lin", use_inner_text=True)
    expect(taken).to_be_visible()
    assert desk.tap(f"/visits/{visits[3]}/moods", actor="lin", mood="upset")[0] == 201
    expect(taken).to_be_hidden()
    expect(board.locator(f"#need-{visits[3]}")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en-GB", "zh-CN", "zh-TW"])
def test_axe_finds_nothing_serious(house: Server, screens: Screens, language: str) -> None:
    add_bookings(
        house, booking_line(2031), booking_line(2032, names="Emma Whitfield,"), booking_line(2033, names="Jo,")
    )
    desk = house.device("desk", name="Front desk")
    walk_to(desk, 2031, "makeup")
    walk_to(desk, 2032, "reception")
    pages = [
        (house.device("board"), "/board"),
        (house.device("board", face="public"), "/board"),
        (Client(house, "hth_device=unknown"), "/pair"),
    ]
    found = []
    for device, path in [*pages, (desk, "/desk"), (desk, "/desk/devices"), (desk, "/nowhere")]:
        page = screens.open(device, path, (1440, 900), locale=language)
        found += [(path, one["id"]) for one in findings(page)]
    assert found == []


@pytest.mark.browser
def test_the_desk_checks_a_guest_in_for_those_who_leave_the_tablet_alone(house: Server, screens: Screens) -> None:
    add_bookings(house, booking_line(2031))
    desk = screens.open(house.device("desk"), "/desk", (1440, 900))
    desk.get_by_label("I am").select_option("anna")
    desk.get_by_role("button", name="Check in").click()
    expect(desk.locator("#door")).to_contain_text("Ms Chen & Mr Li: at the door for Mei")
    desk.get_by_role("button", name="Mei has greeted them").click()
    expect(desk.locator("#today")).to_contain_text("with Mei")
    desk.reload()
    expect(desk.get_by_label("I am")).to_have_value("anna")


@pytest.mark.browser
def test_a_new_screen_is_paired_by_the_code_that_the_desk_shows(house: Server, screens: Screens) -> None:
    desk = screens.open(house.device("desk"), "/desk/devices", (1440, 900))
    desk.get_by_label("Lobby tablet").check()
    desk.get_by_label("What shall we call it?").fill("Lobby 1")
    desk.get_by_role("button", name="Make a code").click()
    code = desk.locator(".code").inner_text()
    tablet = screens.open(Client(house, "hth_device=unknown"), "/pair", (1280, 800))
    tablet.get_by_label("Type the eight letters").fill(code.lower())
    tablet.get_by_role("button", name="Pair").click()
    expect(tablet).to_have_url(f"{house.address}/lobby")
    desk.goto(f"{house.address}/desk/devices")
    row = desk.get_by_role("row").filter(has_text="Lobby 1")
    row.locator("summary").click()
    row.get_by_role("button").click()
    expect(desk.get_by_role("row").filter(has_text="Lobby 1")).to_have_count(0)


def test_a_house_that_stands_in_one_stage_is_on_the_wall_whole(house: Server, screens: Screens) -> None:
    add_bookings(house, *(booking_line(2001 + i) for i in range(40)))
    desk = house.device("desk")
    for number in range(2001, 2041):
        assert desk.tap("/visits", actor="mei", booking=number)[0] == 201
    page = screens.open(house.device("board"), "/board", (1920, 1080))
    expect(page.locator(".stages li.card")).to_have_count(40)
    below = "cards => Math.max(...cards.map(card => card.getBoundingClientRect().bottom))"
    foot = page.locator(".foot").evaluate("foot => foot.getBoundingClientRect().top")
    becomes(lambda: page.locator(".stages li.card").evaluate_all(below) <= foot, True)
