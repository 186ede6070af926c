"""What is zoomed on the TV is soon there in its largest copy, also where that had not been made yet (F21)."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from ..serving import Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens
from .sales_room import GREEN, Room, shows

LARGE = (3000, 1688)  # its copy for the TV is 1920 wide
WIDTH = "() => document.querySelector('.layer.is-front').naturalWidth"


@pytest.fixture
def room(house: Server) -> Iterator[Room]:
    add_bookings(house, booking_line(2031))
    folder = house.media / "photos" / "2031"
    folder.mkdir(parents=True)
    for place in range(3):
        out = io.BytesIO()
        Image.new("RGB", LARGE, (80 * place, GREEN, 40)).save(out, "JPEG", comment=b"%d" % place)
        (folder / f"DSC_{place:04d}.jpg").write_bytes(out.getvalue())
    room = Room(house)
    room.start(photos=3)
    yield room
    room.end()


@pytest.mark.parametrize("size", [(960, 540), (2560, 1440)])
def test_f21_a_photo_becomes_sharp_by_itself(room: Room, screens: Screens, size: tuple[int, int]) -> None:
    tv = screens.open(room.tv, "/tv", size)
    room.show(2)
    shows(tv, room.slides[2])
    if size[0] < 1920:
        assert tv.evaluate(WIDTH) <= 1920
        room.tap_ok(f"/presentations/{room.number}/zoom", scale=2.0, x=0.5, y=0.5)
    tv.wait_for_function(f"() => ({WIDTH})() === {LARGE[0]}", timeout=20000)


def test_f21_what_hangs_on_the_wall_of_a_large_screen_becomes_sharp_too(room: Room, screens: Screens) -> None:
    tv = screens.open(room.tv, "/tv", (2560, 1440))
    hanging = {"size": "40x60", "scene": "living", "frame": 15, "finish": "black"}
    room.tap_ok(f"/presentations/{room.number}/wall", slide=room.slides[1], **hanging)
    shows(tv, "wall")
    print_width = "() => document.querySelector('.scenery.is-front img').naturalWidth"
    tv.wait_for_function(f"() => ({print_width})() === {LARGE[0]}", timeout=20000)
