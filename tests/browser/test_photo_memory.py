"""Photos on a tablet through a day: none is held that is no longer near."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from ..serving import Server
from .choosing_room import TABLET, choosing_studio
from .conftest import Screens, becomes
from .sales_room import Room

BURSTS = (3, 1, 1, 1)
WIDTH = 720  # of the photos; their small copies are narrower
# A blob's address holds its photo in memory until it is let go.
HELD = """const [make, letGo] = [URL.createObjectURL, URL.revokeObjectURL];
window.made = 0; window.held = new Set();
URL.createObjectURL = (blob) => { const url = make.call(URL, blob); window.made += 1; window.held.add(url); return url; };
URL.revokeObjectURL = (url) => { window.held.delete(url); letGo.call(URL, url); };"""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with choosing_studio(tmp_path_factory.mktemp("studio"), BURSTS) as server:
        yield server


def is_large(tablet: Page, image: str) -> None:
    tablet.wait_for_function(
        "([image, width]) => document.querySelector(image)?.naturalWidth === width", arg=[image, WIDTH], timeout=30000
    )


@pytest.mark.parametrize(("page", "image"), [("", "#now"), ("/choosing", "#cells img"), ("/wall", "#plain")])
def test_no_photo_is_held_by_an_address_once_it_is_seen(room: Room, screens: Screens, page: str, image: str) -> None:
    room.start()
    tablet = screens.open(room.tablet, f"/presenter/{room.number}{page}", TABLET)
    tablet.add_init_script(HELD)
    tablet.reload()
    for key in ("ArrowRight", "ArrowLeft") * 2:
        for _ in room.slides:
            tablet.keyboard.press(key)
            is_large(tablet, image)
    assert tablet.evaluate("made") >= len(room.slides)
    becomes(lambda: tablet.evaluate("held.size"), 0)
