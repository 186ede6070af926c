"""What is half done when a tablet is reloaded: a retouch note goes on, a signature begins anew."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ..serving import Server
from .choosing_room import begin_anew, choosing_studio, open_tablet
from .conftest import Screens
from .sales_room import Room
from .test_closing import mark

BURSTS = [3]
WORDS = "Please take the strap away"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with choosing_studio(tmp_path_factory.mktemp("studio"), BURSTS) as server:
        yield server


@pytest.fixture
def room(studio: Server) -> Iterator[Room]:
    room = Room(studio)
    room.start(photos=sum(BURSTS))
    begin_anew(room)
    room.show(0)
    yield room
    room.end()


def begin_note(tablet: Page) -> None:
    tablet.wait_for_function(
        "() => document.querySelector('#cells .cell img')?.naturalWidth"
    )  # a spot is one of the photo's
    tablet.locator("#pin").click()
    tablet.locator("#cells .cell").click(position={"x": 90, "y": 120})
    tablet.locator("#pin-words").fill(WORDS)


def test_a_retouch_note_half_typed_goes_on_after_a_reload_and_is_pinned_once(room: Room, screens: Screens) -> None:
    tablet = open_tablet(screens, room)
    begin_note(tablet)
    tablet.reload()
    expect(tablet.locator("#pin-words")).to_have_value(WORDS)
    tablet.get_by_role("button", name="Pin it").click()
    expect(tablet.locator("#retouch-list li")).to_have_count(1)
    tablet.reload()
    expect(tablet.locator("#retouch-list li")).to_have_count(1)
    expect(tablet.locator("#pinning")).to_be_hidden()


def test_a_note_belongs_to_its_photo_and_waits_for_it(room: Room, screens: Screens) -> None:
    tablet = open_tablet(screens, room)
    begin_note(tablet)
    room.show(1)
    tablet.reload()
    tablet.locator(f'.cell[data-photo="{room.slides[1]}"] img').wait_for()
    expect(tablet.locator("#pinning")).to_be_hidden()
    room.show(0)
    tablet.locator(f'.cell[data-photo="{room.slides[0]}"] img').wait_for()
    tablet.locator("#pin").click()
    tablet.locator("#cells .cell").click(position={"x": 200, "y": 160})
    expect(tablet.locator("#pin-words")).to_have_value(WORDS)
    tablet.locator("#pin-leave").click()
    tablet.reload()
    expect(tablet.locator("#pinning")).to_be_hidden()


def test_a_draft_is_gone_with_its_presentation(room: Room, screens: Screens) -> None:
    tablet = open_tablet(screens, room)
    begin_note(tablet)
    room.end()
    tablet.wait_for_url("**/presenter")
    tablet.wait_for_function("() => sessionStorage.getItem('hth.pins') === null")


def test_small_copies_come_however_long_the_house_was_away(room: Room, screens: Screens) -> None:
    tablet = screens.open(room.tablet, "/presenter", (1180, 820))
    asked: Counter[str] = Counter()
    tablet.on("requestfailed", lambda request: asked.update([request.url]))
    tablet.route("**/thumb?g=*", lambda route: route.abort())
    with tablet.expect_event("requestfailed", lambda _: max(asked.values(), default=0) > 4, timeout=20_000):
        tablet.goto(f"{room.server.address}/presenter/{room.number}/choosing")
    tablet.unroute("**/thumb?g=*")
    tablet.wait_for_function(
        "() => { const all = [...document.querySelectorAll('#then img')];"
        " return all.length > 0 && all.every((one) => one.naturalWidth > 0); }"
    )


def draw_a_stroke(tablet: Page) -> None:
    box = tablet.locator("#pad").bounding_box()
    assert box
    tablet.mouse.move(box["x"] + 40, box["y"] + 60)
    tablet.mouse.down()
    tablet.mouse.move(box["x"] + 160, box["y"] + 40, steps=6)
    tablet.mouse.up()


def test_a_half_drawn_signature_survives_neither_a_reload_nor_another_sum(room: Room, screens: Screens) -> None:
    mark(room, 0)
    tablet = screens.open(room.tablet, f"/presenter/{room.number}/closing", (1180, 820))
    draw_a_stroke(tablet)
    expect(tablet.locator("#sign-now")).to_be_enabled()
    mark(room, 1)
    expect(tablet.get_by_text("Please look at it once more and sign anew.")).to_be_visible()
    expect(tablet.locator("#sign-now")).to_be_disabled()
    draw_a_stroke(tablet)
    expect(tablet.locator("#sign-now")).to_be_enabled()
    tablet.reload()
    expect(tablet.locator("#picked li")).to_have_count(2)
    expect(tablet.locator("#sign-now")).to_be_disabled()
