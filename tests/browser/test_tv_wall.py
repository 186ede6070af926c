"""At true size, in a real browser: a millimetre on the wall is a millimetre on the glass, and nothing is claimed otherwise."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Locator, Page, expect

from ..serving import Server
from ..web.bookings import add_bookings, booking_line
from .axe import findings
from .conftest import Screens
from .sales_room import Room, settled, shows

FULL_HD, ULTRA_HD, TABLET = (1920, 1080), (3840, 2160), (1180, 820)
CARD_MM = 85.6
BLUE, RED = (20, 40, 220), (220, 30, 30)
PHOTOS = ((1500, 1000), (1000, 1500), (1200, 900))  # lying, standing, and one that no paper of 2:3 takes whole


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("studio")) as server:
        add_bookings(server, booking_line(2031))
        folder = server.media / "photos" / "2031"
        folder.mkdir(parents=True)
        for place, size in enumerate(PHOTOS):
            (folder / f"DSC_{place:04d}.jpg").write_bytes(blue_with_red_ends(size, place))
        yield server


def blue_with_red_ends(size: tuple[int, int], place: int) -> bytes:
    """A tenth of it at either end of its short side is red."""
    picture, (width, height) = Image.new("RGB", size, BLUE), size
    pen, short = ImageDraw.Draw(picture), min(size) // 10
    is_lying = width > height
    ends = [(0, 0, width, short), (0, height - short, width, height)]
    sides = [(0, 0, short, height), (width - short, 0, width, height)]
    for box in ends if is_lying else sides:
        pen.rectangle(box, fill=RED)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95, subsampling=0, comment=b"%d" % place)
    return out.getvalue()


@pytest.fixture
def room(studio: Server) -> Iterator[Room]:
    room = Room(studio)
    yield room
    room.end()
    studio_forgets(room)


def studio_forgets(room: Room) -> None:
    """A TV of this room that no other test should meet."""
    desk = room.server.device("desk")
    state = room.tv.get("/tv/state")["show"]["glass"]
    for glass in state:
        desk.tap(f"/devices/{glass['device']}/revocation")


def open_calibrated(screens: Screens, room: Room, size: tuple[int, int], ratio: float) -> Page:
    """A TV on which a card covers so many pixels to a millimetre, with a presentation that runs."""
    tv = screens.open(room.tv, "/tv", size)
    device = tv.locator("#screen").get_attribute("data-device")
    knows(tv, size)
    room.tap_ok(f"/devices/{device}/calibration", width=CARD_MM * ratio)
    room.start(photos=len(PHOTOS))
    return tv


def knows(tv: Page, size: tuple[int, int]) -> None:
    """The server has heard how large this TV is."""
    tv.wait_for_function(
        "async ([width, height]) => (await (await fetch('/tv/state')).json()).show.glass"
        ".some((one) => one.width === width && one.height === height)",
        arg=list(size),
    )


def reads_from_the_sofa(note: Locator) -> None:
    """On a picture of 1920 to 1080: no smaller than 28 pixels, and within the 5 % that a set may cut off."""
    assert note.evaluate("note => parseFloat(getComputedStyle(note).fontSize) * 1920 / innerWidth") >= 28
    right, bottom = note.evaluate(
        "note => { const box = note.getBoundingClientRect();"
        " return [1 - box.right / innerWidth, 1 - box.bottom / innerHeight]; }"
    )
    assert right >= 0.0499 and bottom >= 0.0499


def hang(room: Room, tv: Page, place: int, **fields: Any) -> None:
    how = {"size": "40x60", "scene": "living", "frame": 15, "finish": "black", **fields}
    room.tap_ok(f"/presentations/{room.number}/wall", slide=room.slides[place], **how)
    shows(tv, "wall")
    settled(tv)


def seen(tv: Page) -> Image.Image:
    """What is on the glass; a whole screen of 4K takes a machine without a graphics chip a while."""
    return Image.open(io.BytesIO(tv.screenshot(timeout=60_000))).convert("RGB")


def painted(screen: Image.Image) -> tuple[int, int, int, int]:
    """Where something of the photo's colours is: left, top, right, bottom."""
    red, green, blue = screen.split()
    is_loud = ImageChops.lighter(red, blue).point(lambda value: 255 if value > 120 else 0)
    is_pure = green.point(lambda value: 255 if value < 60 else 0)
    box = ImageChops.multiply(is_loud, is_pure).getbbox()
    assert box
    return box


def colour(screen: Image.Image, x: float, y: float) -> str:
    pixel = screen.getpixel((round(x), round(y)))
    assert isinstance(pixel, tuple)
    return "red" if pixel[0] > pixel[2] else "blue"


@pytest.mark.parametrize(("size", "ratio"), [(FULL_HD, 1.5873), (ULTRA_HD, 3.1746)])
@pytest.mark.parametrize(("place", "expected"), [(0, (600, 400)), (1, (400, 600))])
def test_the_painted_print_has_its_real_size(
    room: Room, screens: Screens, size: tuple[int, int], ratio: float, place: int, expected: tuple[int, int]
) -> None:
    tv = open_calibrated(screens, room, size, ratio)
    hang(room, tv, place)
    left, top, right, bottom = painted(seen(tv))
    assert abs((right - left) - expected[0] * ratio) <= 1
    assert abs((bottom - top) - expected[1] * ratio) <= 1
    assert abs((left + right) / 2 - size[0] / 2) <= 1
    assert tv.locator("body").inner_text().strip() == ""


def test_frame_and_mat_are_as_wide_as_they_are(room: Room, screens: Screens) -> None:
    tv = open_calibrated(screens, room, FULL_HD, 1.4)
    hang(room, tv, 0, size="30x45", frame=30, mat=40)
    frame = tv.locator(".scenery.is-front .frame .ground").bounding_box()
    left, _, right, _ = painted(seen(tv))
    assert frame
    assert abs(frame["width"] - (450 + 2 * 70) * 1.4) <= 1
    assert abs((frame["width"] - (right - left)) / 2 - 70 * 1.4) <= 1


def test_a_photo_of_the_papers_shape_is_whole_and_another_loses_as_much_at_either_end(
    room: Room, screens: Screens
) -> None:
    tv = open_calibrated(screens, room, FULL_HD, 1.5)
    for place, inside in ((0, 0.08), (2, 0.035)):  # a tenth is red; of the last photo an eighteenth is lost at each end
        hang(room, tv, place, frame=0)
        screen = seen(tv)
        left, top, right, bottom = painted(screen)
        middle, height = (left + right) / 2, bottom - top
        assert {colour(screen, middle, top + height * inside), colour(screen, middle, bottom - height * inside)} == {
            "red"
        }
        assert {colour(screen, middle, top + height * 0.115), colour(screen, middle, bottom - height * 0.115)} == {
            "blue"
        }


def test_what_does_not_fit_is_smaller_and_the_tv_says_so(room: Room, screens: Screens) -> None:
    tv = open_calibrated(screens, room, FULL_HD, 1.5873)
    hang(room, tv, 1, size="60x90")
    left, top, right, bottom = painted(seen(tv))
    note = tv.locator(".scenery.is-front .note")
    expect(note).to_have_text(re.compile(r"Shown at \d\d per cent of true size"))
    reads_from_the_sofa(note)
    share = int(re.findall(r"\d+", note.inner_text())[0]) / 100
    assert share <= (bottom - top) / (900 * 1.5873) < share + 0.01
    assert (right - left) / (bottom - top) == pytest.approx(2 / 3, abs=0.003)


def test_it_survives_a_reload_and_ends_with_the_next_slide(room: Room, screens: Screens) -> None:
    tv = open_calibrated(screens, room, FULL_HD, 1.5)
    hang(room, tv, 0)
    before = painted(seen(tv))
    tv.reload()
    shows(tv, "wall")
    settled(tv)
    assert painted(seen(tv)) == before
    room.show(0)
    shows(tv, room.slides[0])
    settled(tv)
    assert tv.evaluate("[...document.querySelectorAll('.scenery img')].every(image => !image.hasAttribute('src'))")


def test_another_size_or_room_is_changed_without_the_photo_leaving(room: Room, screens: Screens) -> None:
    tv = open_calibrated(screens, room, FULL_HD, 1.5)
    hang(room, tv, 0)
    tv.evaluate(
        "() => { window.fronts = []; new MutationObserver(() => window.fronts.push("
        "document.querySelector('.layer.is-front').dataset.layer)).observe(document.getElementById('screen'),"
        " { subtree: true, attributes: true, attributeFilter: ['class'] }); }"
    )
    hang(room, tv, 0, size="50x75", scene="bedroom")
    tv.wait_for_function(
        "() => document.querySelector('.scenery.is-front use').getAttribute('href') === '#scene-bedroom'"
    )
    settled(tv)
    left, _, right, _ = painted(seen(tv))
    assert abs((right - left) - 750 * 1.5) <= 1
    assert set(tv.evaluate("window.fronts")) == {"wall"}


def test_a_tv_of_another_size_is_no_longer_called_true(room: Room, screens: Screens) -> None:
    tv = open_calibrated(screens, room, FULL_HD, 1.5)
    hang(room, tv, 0)
    expect(tv.locator(".scenery.is-front .note")).to_be_hidden()
    tv.set_viewport_size({"width": 1280, "height": 720})
    expect(tv.locator(".scenery.is-front .note")).to_have_text("Not at true size")


def test_a_card_is_held_to_the_tv_and_fits(room: Room, screens: Screens) -> None:
    tv = screens.open(room.tv, "/tv", FULL_HD)
    knows(tv, FULL_HD)
    tablet = screens.open(room.tablet, "/rooms/sales-1/calibration", TABLET)
    tablet.get_by_role("button", name="Show the card’s outline").click()
    shows(tv, "card")
    first = tv.locator(".bank-card").bounding_box()
    for name in ("Much larger", "Much larger", "Smaller", "A hair larger"):
        tablet.get_by_role("button", name=name, exact=True).click()
    tv.wait_for_function(
        "width => Math.abs(document.querySelector('.bank-card').getBoundingClientRect().width - width) < 0.01",
        arg=(first or {"width": 0})["width"] + 18.5,
    )
    card = tv.locator(".bank-card").bounding_box()
    assert card
    assert card["width"] / card["height"] == pytest.approx(85.6 / 53.98, rel=0.002)
    tablet.get_by_role("button", name="It fits").click()
    shows(tv, "idle")
    wide = round(1920 / (card["width"] / CARD_MM))
    expect(tablet.locator(".known")).to_contain_text(f"its picture is {wide} mm wide")


@pytest.mark.parametrize("size", [TABLET, (1024, 768)])
def test_axe_finds_nothing_on_the_tablets_pages(room: Room, screens: Screens, size: tuple[int, int]) -> None:
    tv = open_calibrated(screens, room, FULL_HD, 1.5873)
    hang(room, tv, 2)
    wall = screens.open(room.tablet, f"/presenter/{room.number}/wall", size)
    expect(wall.locator("#crop")).to_be_visible()
    adjusting = screens.open(room.tablet, "/rooms/sales-1/calibration", size)
    adjusting.get_by_role("button", name="Show the card’s outline").click()
    for page in (wall, adjusting):
        assert [one["id"] for one in findings(page)] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_tablet_hangs_changes_and_takes_down(room: Room, screens: Screens) -> None:
    tv = open_calibrated(screens, room, FULL_HD, 1.5873)
    room.show(2)
    tablet = screens.open(room.tablet, f"/presenter/{room.number}/wall", TABLET)
    expect(tablet.locator("#truth")).to_have_text("Not on the wall yet")
    tablet.get_by_role("button", name="Hang it on the wall").click()
    shows(tv, "wall")
    expect(tablet.locator("#truth")).to_have_text("At true size on the TV")
    expect(tablet.locator("#tv-state")).to_have_text("TV in step")
    expect(tablet.locator("#crop p")).to_contain_text("leaves out 11 % of the photo, at the top and bottom edge")
    tablet.get_by_role("button", name="60 × 90").click()
    tv.wait_for_function(
        "() => document.querySelector('.scenery.is-front .print').getBoundingClientRect().width > 1400"
    )
    expect(tablet.locator("#truth")).to_have_text("At true size on the TV")
    tablet.get_by_role("button", name="The whole room").click()
    expect(tablet.locator("#truth")).to_have_text(re.compile(r"Shown at \d\d per cent of true size"))
    tablet.get_by_role("button", name="Take it down").click()
    shows(tv, room.slides[2])
    expect(tablet.locator("#truth")).to_have_text("Not on the wall yet")


# What a page says when it is left, kept for the next one to tell.
OVERHEARD = """navigator.sendBeacon = (url) => {
  localStorage.setItem("beacons", (localStorage.getItem("beacons") ?? "") + url + "\\n");
  return true;
}"""


def test_calibrating_is_no_leaving_and_going_elsewhere_is(room: Room, screens: Screens) -> None:
    room.start(photos=len(PHOTOS))
    wall = screens.open(room.tablet, f"/presenter/{room.number}/wall", TABLET)
    wall.add_init_script(OVERHEARD)
    wall.reload()
    wall.evaluate("localStorage.removeItem('beacons')")
    wall.get_by_role("link", name="Calibrate the TV").click()
    wall.wait_for_url("**/calibration?*")
    wall.get_by_role("link", name="Back").click()
    wall.wait_for_url("**/wall")
    assert wall.evaluate("localStorage.getItem('beacons')") is None
    wall.get_by_role("link", name="Choose").click()
    wall.wait_for_url("**/choosing")
    assert wall.evaluate("localStorage.getItem('beacons')") == f"/presentations/{room.number}/leaving\n"
