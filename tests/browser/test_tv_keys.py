"""The keys of the TV's own remote (complaint J; UX: the D-pad as a fallback for the remote page)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from ..serving import Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens
from .sales_room import Room, drop, open_tv, shows


@pytest.fixture
def room(house: Server) -> Iterator[Room]:
    add_bookings(house, booking_line(2031))
    drop(house, 2031, 6)
    room = Room(house)
    room.start()
    yield room
    room.end()


@pytest.fixture
def tv(room: Room, screens: Screens) -> Page:
    tv = open_tv(screens, room)
    shows(tv, "title")
    return tv


PRESS = """([key, code]) => {
  const event = new KeyboardEvent("keydown", { key, keyCode: code, bubbles: true, cancelable: true });
  return !document.body.dispatchEvent(event);
}"""


def sent(page: Page, key: str, code: int = 0) -> bool:
    """The event as a set sends it; whether the page took it."""
    return bool(page.evaluate(PRESS, [key, code]))


def place(page: Page, at: int) -> None:
    expect(page.locator("#place")).to_contain_text(f"{at} of 6")


def test_arrows_enter_and_back_steer_the_tv_and_the_presenters_tablet_follows(
    room: Room, screens: Screens, tv: Page
) -> None:
    tablet = screens.open(room.tablet, f"/presenter/{room.number}", (1180, 820))
    tv.keyboard.press("ArrowLeft")  # there is nothing before the title
    tv.keyboard.press("ArrowRight")
    shows(tv, room.slides[0])
    tv.keyboard.press("ArrowRight")
    shows(tv, room.slides[1])
    place(tablet, 2)
    tablet.keyboard.press("ArrowRight")
    shows(tv, room.slides[2])
    tv.keyboard.press("ArrowLeft")
    shows(tv, room.slides[1])
    tv.keyboard.press("Escape")
    shows(tv, "black")
    expect(tablet.locator("#black")).to_have_attribute("aria-pressed", "true")
    tv.keyboard.press("Escape")
    shows(tv, room.slides[1])
    tv.keyboard.press("Enter")
    expect(tablet.locator("#play")).to_have_attribute("aria-pressed", "true")
    tv.keyboard.press("Enter")
    expect(tablet.locator("#play")).to_have_attribute("aria-pressed", "false")


def test_pressing_fast_moves_as_often_as_was_pressed_and_a_held_key_once(room: Room, tv: Page) -> None:
    """Each photo that is waited for is reached by the last press only, and what a press too many or too few has left behind
    shows at the next one."""
    for _ in range(3):
        tv.keyboard.press("ArrowRight")
    shows(tv, room.slides[2])
    for key in ("ArrowLeft", "ArrowRight", "ArrowRight", "ArrowRight"):
        tv.keyboard.press(key)
    shows(tv, room.slides[4])
    tv.keyboard.down("ArrowLeft")
    tv.keyboard.down("ArrowLeft")  # the keyboard's own repeat
    tv.keyboard.up("ArrowLeft")
    shows(tv, room.slides[3])
    tv.keyboard.press("ArrowRight")
    shows(tv, room.slides[4])


def test_what_is_pressed_on_at_the_end_counts_for_nothing_however_slow_the_answer(room: Room, tv: Page) -> None:
    room.show(5)
    shows(tv, room.slides[5])
    late: list[Route] = []
    tv.route("**/tv/remote", lambda route: late.extend([route]), times=1)
    with tv.expect_request("**/tv/remote"):
        tv.keyboard.press("ArrowRight")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):  # pressed while the first one is on its way
        tv.keyboard.press(key)
    for route in late:
        route.continue_()
    shows(tv, room.slides[4])


def test_a_press_that_could_not_be_sent_is_forgotten_and_the_next_one_counts(room: Room, tv: Page) -> None:
    tv.keyboard.press("ArrowRight")
    shows(tv, room.slides[0])
    tv.route("**/tv/remote", lambda route: route.abort())
    with tv.expect_event("requestfailed", lambda request: request.url.endswith("/tv/remote")):
        tv.keyboard.press("ArrowRight")
    tv.unroute("**/tv/remote")
    tv.keyboard.press("ArrowRight")
    shows(tv, room.slides[1])


def test_back_leaves_no_page_while_nothing_runs(house: Server, screens: Screens) -> None:
    page = screens.open(house.device("tv", room="sales-1"), "/tv", (960, 540))
    shows(page, "idle")
    for key in ("Backspace", "Enter", "ArrowRight", "Escape"):
        page.keyboard.press(key)
    shows(page, "idle")
    assert page.url.endswith("/tv")


# What real remotes send for: on, back, dark and light again, play, pause. Many name no key, or call it "Unidentified".
REMOTES = {
    "webOS": (("", 39), ("", 37), ("", 461), ("", 415), ("", 19)),
    "webOS, wound": (("Unidentified", 417), ("Unidentified", 412), ("Unidentified", 403), ("", 415), ("", 413)),
    "Tizen": (
        ("XF86RaiseChannel", 427),
        ("XF86LowerChannel", 428),
        ("XF86Back", 10009),
        ("XF86PlayBack", 10252),
        ("", 10252),
    ),
    "Tizen, numbers": (("Unidentified", 10233), ("", 10232), ("", 10009), ("", 10252), ("MediaPause", 19)),
    "Android TV": (("ArrowRight", 0), ("ArrowLeft", 0), ("GoBack", 0), ("MediaPlayPause", 0), ("Enter", 13)),
    "HbbTV": (("", 425), ("", 424), ("", 461), ("", 402), ("", 402)),
    "old names": (("Right", 0), ("Left", 0), ("Esc", 0), ("Play", 0), ("Pause", 0)),
}


def test_the_remotes_of_real_sets_steer_whether_they_name_their_keys_or_number_them(
    room: Room, screens: Screens, tv: Page
) -> None:
    tablet = screens.open(room.tablet, f"/presenter/{room.number}", (1180, 820))
    play = tablet.locator("#play")
    for on, back, dark, begin, end in REMOTES.values():
        room.show(0)
        shows(tv, room.slides[0])
        assert sent(tv, *on)
        shows(tv, room.slides[1])
        assert sent(tv, *back)
        shows(tv, room.slides[0])
        assert sent(tv, *dark)
        shows(tv, "black")
        assert sent(tv, *dark)
        shows(tv, room.slides[0])
        assert sent(tv, *begin)
        expect(play).to_have_attribute("aria-pressed", "true")
        assert sent(tv, *end)
        expect(play).to_have_attribute("aria-pressed", "false")


def test_keys_that_mean_nothing_here_are_the_sets_own(room: Room, tv: Page) -> None:
    for key, code in (("", 0), ("Unidentified", 229), ("VolumeUp", 447), ("", 404), ("m", 77)):
        assert not sent(tv, key, code)
    shows(tv, "title")
