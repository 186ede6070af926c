"""A slow TV on a slow line: the picture comes at once, small if need be, the presenter is told, and it becomes sharp."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, Request, Route, expect

from ..crowd import crowded
from ..serving import Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens, becomes
from .sales_room import Room, open_tv, settled, shows
from .slow import BYTES_PER_SECOND, slowed

PHOTOS, FULL = 8, 1920
SMALL_WITHIN_MS = 1500
GIVEN_UP_WITHIN_MS = 12000  # after twenty seconds it would be given up in any case
WIDTH = "document.querySelector('.photo.is-front').naturalWidth"
HERE = """id => performance.getEntriesByType("resource").some(
    (one) => one.name.includes(`/${id}/tv?`) && one.responseEnd > 0)"""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Photos with so much detail that each of them takes seconds on such a line."""
    with Server(tmp_path_factory.mktemp("studio")) as server:
        add_bookings(server, booking_line(2031))
        folder = server.media / "photos" / "2031"
        folder.mkdir(parents=True)
        picture = Image.effect_noise((FULL, 1080), 40)
        for place in range(PHOTOS):
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=90, comment=b"%d" % place)
            (folder / f"DSC_{place:04d}.jpg").write_bytes(out.getvalue())
        yield server


@pytest.fixture
def room(studio: Server) -> Iterator[Room]:
    room = Room(studio)
    room.start(photos=PHOTOS)
    yield room
    room.end()


def weight(room: Room, place: int) -> int:
    return (room.server.media / "renditions" / "2031" / f"{room.slides[place]}.tv.jpg").stat().st_size


def first_shown(room: Room, screens: Screens) -> Page:
    tv = open_tv(screens, room)
    room.show(0)
    shows(tv, room.slides[0])
    tv.wait_for_function(f"() => {WIDTH} === {FULL}")
    return tv


def test_f17_what_nobody_could_foresee_comes_small_then_sharp_and_the_remote_says_so(
    room: Room, screens: Screens
) -> None:
    assert weight(room, 7) > 2 * BYTES_PER_SECOND
    tv = first_shown(room, screens)
    remote = screens.open(room.tablet, f"/presenter/{room.number}", (1180, 820))
    state = remote.locator("#tv-state")
    expect(state).to_have_text("TV in step")
    slowed(tv)
    room.show(7)
    shows(tv, room.slides[7], crowded(SMALL_WITHIN_MS))
    assert tv.evaluate(WIDTH) < FULL
    expect(state).to_have_text("TV catching up")
    tv.wait_for_function(f"() => {WIDTH} === {FULL}")
    expect(state).to_have_text("TV in step")


def test_f17_a_photo_that_was_fetched_ahead_is_there_at_once(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    slowed(tv)
    room.show(0)
    tv.wait_for_function(HERE, arg=room.slides[1], timeout=60000)
    settled(tv)
    room.show(1)
    shows(tv, room.slides[1], crowded(500))
    # On this line its first byte would take longer; a processor that is busy decoding may put the small one before it.
    tv.wait_for_function(f"() => {WIDTH} === {FULL}", timeout=crowded(500))


def test_f17_a_line_is_not_kept_busy_with_what_is_no_longer_near(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    slowed(tv)

    def is_next(request: Request) -> bool:
        return f"/{room.slides[4]}/tv?" in request.url

    with tv.expect_request(is_next):
        room.show(3)
    with tv.expect_event("requestfailed", is_next, timeout=GIVEN_UP_WITHIN_MS):
        room.show(0)
    shows(tv, room.slides[0])


def test_f17_a_small_one_that_is_zoomed_is_in_step_as_soon_as_its_largest_copy_is_there(
    room: Room, screens: Screens
) -> None:
    tv = first_shown(room, screens)
    held: list[Route] = []
    tv.route(f"**/{room.slides[7]}/tv?*", lambda route: held.extend([route]))
    room.show(7)
    shows(tv, room.slides[7])
    becomes(lambda: state(room, tv), "behind")
    room.tap_ok(f"/presentations/{room.number}/zoom", scale=2.0, x=0.5, y=0.5)
    tv.wait_for_function(f"() => {WIDTH} === {FULL}")
    becomes(lambda: state(room, tv), "in_step")
    assert held


def state(room: Room, tv: Page) -> str:
    """What the presenter hears; the page's own requests are served meanwhile."""
    tv.title()
    return str(room.tablet.get(f"/presentations/{room.number}/screen")["screen"])
