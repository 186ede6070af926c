"""The end of choosing in a real browser: their own picks once more, the numbers of the meter, their name under it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ..serving import Server
from .axe import barriers
from .choosing_room import (
    SMALL_TABLET,
    TABLET,
    begin_anew,
    choosing_studio,
    open_tablet,
    selection,
)
from .conftest import Screens, becomes
from .sales_room import Room, open_tv, reaches, shows

pytestmark = pytest.mark.browser

BURSTS = (3, *(1,) * 45)
PHOTOS = sum(BURSTS)
MOST_NODES = 200
SMALLEST_PX = 48


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with choosing_studio(tmp_path_factory.mktemp("studio"), BURSTS) as server:
        yield server


@pytest.fixture
def room(studio: Server) -> Iterator[Room]:
    room = Room(studio)
    room.start(2031, PHOTOS)
    begin_anew(room)
    yield room
    room.end()


def mark(room: Room, place: int, mark: str = "pick", **fields: object) -> None:
    room.tap_ok(f"/presentations/{room.number}/marks", photo=room.slides[place], mark=mark, **fields)


def sign(tablet: Page) -> None:
    pad = tablet.locator("#pad").bounding_box()
    assert pad
    for stroke in ([(0.1, 0.5), (0.2, 0.2), (0.3, 0.8)], [(0.5, 0.4), (0.7, 0.6)]):
        for step, (x, y) in enumerate(stroke):
            tablet.mouse.move(pad["x"] + x * pad["width"], pad["y"] + y * pad["height"])
            if step == 0:
                tablet.mouse.down()
        tablet.mouse.up()


def test_two_sign_what_the_meter_said_and_it_goes_on_to_retouching(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    mark(room, 0)
    mark(room, 3)
    mark(room, 5, agreed_cents=6800, uses="product-2")
    tablet = open_tablet(screens, room, "closing")
    summary = tablet.locator("#summary")
    expect(summary).to_contain_text("3 photos chosen")
    expect(summary.locator("tfoot")).to_contain_text("68.00")
    expect(tablet.locator("#picked img")).to_have_count(3)
    expect(tablet.locator("#sign-now")).to_be_disabled()
    tablet.locator("#narrow").tap()
    reaches(tv, [room.slides[place] for place in (0, 3, 5)])
    chosen = [room.slides[place] for place in (0, 3, 5)]
    becomes(lambda: [slide for _, run in room.tv.get("/tv/state")["looks"] for slide in run], chosen)
    sign(tablet)
    tablet.locator("#pickup").fill("2037-12-24")
    tablet.locator("#sign-now").tap()
    expect(tablet.locator("#signed")).to_contain_text("Signed: 3 photos · 68.00 CNY")
    expect(tablet.locator("#signed figure path")).to_have_attribute("d", selection_path(room))
    expect(tablet.locator("#signed")).to_contain_text("to be fetched on 24 December 2037")
    tablet.locator("[data-copy]").tap()
    expect(tablet.locator("[data-copy]")).to_have_text("Copied")
    found = selection(room)
    assert (found["state"], found["total_cents"], found["pickup_on"]) == ("confirmed", 6800, "2037-12-24")
    tablet.locator("[data-hand=sidecars]").tap()
    expect(tablet.locator("#handed-sidecars")).to_contain_text("Ratings written beside 3 photos")
    tablet.locator("[data-hand=copies]").tap()
    expect(tablet.locator("#handed-copies")).to_contain_text("3 photos copied to chosen/2031")
    expect(tablet.locator("#copying")).to_be_hidden()
    expect(summary.locator("[data-act=package]")).to_be_hidden()
    tablet.locator("#reason").fill("Grandmother wants one too")
    tablet.get_by_role("button", name="Open again").tap()
    expect(tablet.locator("#sign-now")).to_be_visible()
    expect(tablet.locator("#pickup")).to_have_value("2037-12-24")
    summary.locator("[data-act=package]").tap()
    expect(summary.locator("tfoot")).to_contain_text("0.00")
    expect(summary.locator("[data-act=package]")).to_have_count(0)


def test_the_closing_page_says_why_the_tv_is_black_and_lights_it(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    mark(room, 0)
    room.show(0)
    shows(tv, room.slides[0])
    tablet = open_tablet(screens, room, "closing")
    expect(tablet.locator("#dark")).to_be_hidden()
    room.tap_ok(f"/presentations/{room.number}/black", black=True, slide=room.slides[0])
    expect(tablet.locator("#dark")).to_contain_text("The TV is black")
    expect(tablet.locator("#dark .when-idle")).to_be_hidden()  # somebody wanted it so
    tablet.locator("#light").tap()
    expect(tablet.locator("#dark")).to_be_hidden()
    shows(tv, room.slides[0])


def test_the_second_half_of_a_double_tap_presses_nothing_on_the_page_that_it_led_to(
    room: Room, screens: Screens
) -> None:
    mark(room, 0)
    tablet = open_tablet(screens, room)
    tablet.locator("a[href$=closing]").tap()
    back = tablet.locator("a[href$=choosing]")
    box = back.bounding_box()
    assert box
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    kept = "([x, y]) => sessionStorage.setItem('hth.lastTap', JSON.stringify({ at: Date.now() + 60000, x, y }))"
    tablet.evaluate(kept, list(at))  # as if the machine were so quick that half a second has not passed
    tablet.reload()
    tablet.touchscreen.tap(*at)
    tablet.locator("#pickup").tap()
    assert tablet.url.endswith("/closing")
    back.tap(position={"x": 12, "y": 12})
    tablet.wait_for_url("**/choosing")


def test_the_card_they_take_home_is_one_small_page_and_tells_the_day_in_words(room: Room, screens: Screens) -> None:
    mark(room, 0)
    signed = {"signature": "M100 100L200 200", "picks": 1, "total_cents": 0, "pickup_on": "2037-12-24"}
    room.tap_ok(f"/presentations/{room.number}/confirmation", **signed)
    card = screens.open(room.tablet, "/bookings/2031/selection/card", TABLET)
    expect(card.locator(".take-home .when")).to_contain_text("Thursday, 24 December")
    paper = card.pdf(prefer_css_page_size=True)
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", paper) == [(b"420", b"298")]  # A6 lying, once
    room.tap_ok("/bookings/2031/selection/reopening", reason="another one")


def selection_path(room: Room) -> str:
    """Of the log, which the desk may read: what was signed is kept as it was drawn."""
    events = room.server.device("desk").get("/events?after=0&limit=1000")["events"]
    signed = [event for event in events if event["type"] == "SelectionConfirmed"]
    return str(signed[-1]["body"]["signature"])


def test_a_page_of_the_grid_is_all_that_stands_in_the_document(room: Room, screens: Screens) -> None:
    tablet = open_tablet(screens, room)
    tablet.locator("#grid-open").tap()
    expect(tablet.locator("#thumbs [data-photo]")).not_to_have_count(0)
    tablet.locator("#choose-some").tap()  # whoever compares sees each by itself
    expect(tablet.locator("#thumbs [data-stack]")).to_have_count(0)
    seen: set[str] = set()
    for _ in range(PHOTOS):
        thumbs = tablet.locator("#thumbs [data-photo]")
        seen |= set(thumbs.evaluate_all("all => all.map(one => one.dataset.photo)"))
        assert tablet.evaluate("document.querySelectorAll('#thumbs, #thumbs *').length") <= MOST_NODES
        if tablet.locator("#page-next").is_disabled():
            break
        tablet.locator("#page-next").tap()
    assert seen == set(room.slides)


def test_filters_by_look_and_by_mark_lead_next_as_well(room: Room, screens: Screens) -> None:
    mark(room, 30, "maybe")
    mark(room, 40, "maybe")
    tablet = open_tablet(screens, room)
    tablet.locator("#grid-open").tap()
    tablet.locator("[data-filter=maybe]").tap()
    tablet.locator("#look-filters [data-look='1']").tap()
    expect(tablet.locator("#thumbs [data-photo]")).to_have_count(2)
    tablet.locator(f"#thumbs [data-photo='{room.slides[30]}']").tap()
    expect(tablet.locator("#place")).to_have_text(f"Choosing, photo 31 of {PHOTOS}")
    tablet.locator("#next").tap()
    expect(tablet.locator("#place")).to_have_text(f"Choosing, photo 41 of {PHOTOS}")
    expect(tablet.locator("#next")).to_be_disabled()
    expect(tablet.locator("#only")).to_contain_text("Only Maybe · Look 2 of 2, Evening gown")
    tablet.locator("#only").tap()
    expect(tablet.locator("#only")).to_be_hidden()
    expect(tablet.locator("#next")).to_be_enabled()


def test_a_retouch_note_is_pinned_where_the_finger_was_and_a_private_note_is_covered(
    room: Room, screens: Screens
) -> None:
    tv = open_tv(screens, room)
    tablet = open_tablet(screens, room)
    tablet.locator("#next").tap()
    reaches(tv, room.slides[:1])
    tablet.wait_for_function("() => document.querySelector('.cell img')?.naturalWidth > 0")
    tablet.locator("#pin").tap()
    cell = tablet.locator(".cell").bounding_box()
    assert cell
    tablet.touchscreen.tap(cell["x"] + cell["width"] / 2, cell["y"] + cell["height"] / 2)
    tablet.locator("#pin-words").fill("soften the light here")
    tablet.get_by_role("button", name="Pin it").tap()
    expect(tablet.locator("#retouch-list")).to_contain_text("soften the light here")
    expect(tablet.locator(".pin")).to_have_text("1")
    tablet.locator("#star").tap()
    tablet.locator("#note").fill("her mother cried at this one")
    tablet.locator("#place").click()
    tablet.locator("#note").blur()
    expect(tablet.locator("#star")).to_have_attribute("aria-pressed", "true")
    tablet.locator("#cover").tap()
    expect(tablet.locator("#note")).to_be_hidden()
    tablet.reload()
    expect(tablet.locator("#cover")).to_have_text("Uncover")
    expect(tablet.locator("#note")).to_be_hidden()
    assert "her mother" not in tv.content() and "soften" not in tv.content()
    tablet.locator("[data-unpin]").tap()
    expect(tablet.locator("#retouches")).to_be_hidden()


def serious(page: Page) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in barriers(page)]


def crowded(page: Page) -> list[str]:
    """Buttons too small for a finger, cut off, or outside of the screen."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll('button, a.btn')].filter(one => one.offsetParent).filter(one => {
          const box = one.getBoundingClientRect();
          const isIn = box.left >= 0 && box.top >= 0 && box.right <= innerWidth + 1;
          return box.width < least - 1 || box.height < least - 1 || !isIn || one.scrollWidth > one.clientWidth + 2;
        }).map(one => one.outerHTML.slice(0, 90))""",
        SMALLEST_PX,
    )
    return found


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN", "zh-TW"])
@pytest.mark.parametrize("size", [TABLET, SMALL_TABLET])
def test_every_screen_is_in_order_for_fingers_and_for_readers(
    room: Room, screens: Screens, locale: str, size: tuple[int, int]
) -> None:
    mark(room, 0)
    mark(room, 1)
    tablet = open_tablet(screens, room, size=size, locale=locale)
    assert serious(tablet) == []
    for _ in range(3):
        tablet.keyboard.press("ArrowRight")
    tablet.wait_for_function("() => document.querySelector('.cell img')?.naturalWidth > 0")
    assert (serious(tablet), crowded(tablet)) == ([], [])
    tablet.keyboard.press("p")
    expect(tablet.locator("#over")).to_be_visible()
    assert (serious(tablet), crowded(tablet)) == ([], [])
    tablet.keyboard.press("Escape")
    tablet.locator("#grid-open").tap()
    assert (serious(tablet), crowded(tablet)) == ([], [])
    tablet.goto(f"{room.server.address}/presenter/{room.number}/closing")
    expect(tablet.locator("#picked img")).to_have_count(2)
    assert (serious(tablet), crowded(tablet)) == ([], [])
    for path in ("selection/sheet", "selection/sheet?paper=a5"):
        tablet.goto(f"{room.server.address}/bookings/2031/{path}")
        assert serious(tablet) == []
