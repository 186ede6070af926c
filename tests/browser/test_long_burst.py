"""A burst of forty, made of a real photograph: it is one stack, is opened and laid back, and its duels are not lost."""

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import sin
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from ..display.real_bursts import framed, scenes
from ..serving import Server
from ..web.bookings import add_bookings, booking_line
from .choosing_room import begin_anew, open_tablet, selection
from .conftest import Screens, becomes
from .sales_room import Room

pytestmark = pytest.mark.browser

BURST = range(2, 42)
BEGAN = datetime(2026, 11, 22, 10, 0, 0)
ALONE = ("DSCN0012.jpg", "jolla.jpg", "iphone_hdr_NO.jpg", "kodak-dc240.jpg")


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("studio")) as server:
        add_bookings(server, booking_line(2031))
        folder = server.media / "photos" / "2031" / "1 White gown"
        folder.mkdir(parents=True)
        known = scenes(samples)
        for place in range(len(BURST) + len(ALONE)):
            is_of_burst = place in BURST
            scene = "DSCN0010.jpg" if is_of_burst else ALONE[place if place < BURST.start else place - len(BURST)]
            at = BEGAN + timedelta(seconds=120 + place / 5 if is_of_burst else 60 * place)
            (folder / f"DSC_{place:04d}.jpg").write_bytes(shot(known[scene], place, at))
        yield server


def shot(scene: Image.Image, place: int, at: datetime) -> bytes:
    """The camera moves a little from frame to frame, five a second."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "NIKON", "COOLPIX P6000"
    exif.get_ifd(0x8769)[0x9003] = f"{at:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(0x8769)[0x9291] = f"{at.microsecond // 10000:02d}"
    out = io.BytesIO()
    framed(scene, 0.02 * sin(place / 4), 0.01 * sin(place / 7)).save(out, "JPEG", exif=exif, comment=b"%d" % place)
    return out.getvalue()


@pytest.fixture
def tablet(room: Room, screens: Screens) -> Page:
    room.start(2031, len(BURST) + len(ALONE))
    begin_anew(room)
    return open_tablet(screens, room)


def seen(tablet: Page) -> list[str]:
    found: list[str] = tablet.locator("#thumbs [data-photo]").evaluate_all("all => all.map(one => one.dataset.photo)")
    return found


def test_forty_alike_are_one_stack_that_is_laid_back_from_any_page(room: Room, tablet: Page) -> None:
    tablet.locator("#grid-open").tap()
    chip = tablet.locator("#thumbs [data-stack]")
    expect(chip).to_have_text("40 alike")
    assert seen(tablet) == [room.slides[place] for place in (0, 1, BURST.start, 42, 43)]
    chip.tap()
    expect(chip).to_have_attribute("aria-expanded", "true")
    pages = [seen(tablet)]
    assert pages[0][0] == room.slides[BURST.start], "all of it that fits stands on one page"
    while not tablet.locator("#page-next").is_disabled():
        tablet.locator("#page-next").tap()
        pages.append(seen(tablet))
        if pages[-1][0] in room.slides[BURST.start : BURST.stop]:
            expect(chip).to_have_attribute("aria-expanded", "true")
    assert [photo for page in pages for photo in page] == list(room.slides[BURST.start :])
    assert len(pages) > 1, "or this is no test of pages"
    while tablet.locator("#thumbs [data-stack]").count() == 0:
        tablet.locator("#page-back").tap()
    chip.tap()
    expect(chip).to_have_attribute("aria-expanded", "false")
    assert seen(tablet) == [room.slides[place] for place in (0, 1, BURST.start, 42, 43)]


def test_beside_one_of_forty_stand_its_neighbours_and_a_way_to_all(room: Room, tablet: Page) -> None:
    here = BURST.start + 20
    room.show(here)
    near = [room.slides[place] for place in range(here - 3, here + 4) if place != here]
    alike = tablet.locator("#alike-list [data-photo]")
    becomes(lambda: alike.evaluate_all("all => all.map(one => one.dataset.photo)"), near)
    expect(tablet.locator("#alike-all")).to_have_text("All 40 alike")
    tablet.locator("#alike-all").tap()
    expect(tablet.locator("#thumbs [aria-current]")).to_have_attribute("data-photo", room.slides[here])
    assert set(near) <= set(seen(tablet))


def test_a_duel_of_forty_counts_a_double_tap_once_and_goes_on_after_a_reload(room: Room, tablet: Page) -> None:
    room.show(BURST.start)
    tablet.locator("#duel").tap()
    hint, first = tablet.locator("#hint"), room.slides[BURST.start]
    expect(hint).to_contain_text("Still to come: 38")
    both_are_seen(tablet)
    box = tablet.locator(f".cell[data-photo='{first}']").bounding_box()
    assert box
    for _ in range(2):
        tablet.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(hint).to_contain_text("Still to come: 37")
    becomes(lambda: selection(room)["passed"], [room.slides[BURST.start + 1]])
    tablet.reload()
    expect(hint).to_contain_text("Still to come: 37")
    both_are_seen(tablet)
    tablet.locator(f".cell[data-photo='{first}']").tap()
    expect(hint).to_contain_text("Still to come: 36")
    becomes(lambda: sorted(selection(room)["passed"]), sorted(room.slides[BURST.start + 1 : BURST.start + 3]))
    room.show(0)  # on another tablet
    expect(hint).to_be_hidden()


def both_are_seen(tablet: Page) -> None:
    """Only then does a finger count."""
    tablet.wait_for_function("() => [...document.querySelectorAll('.cell img')].every(one => one.naturalWidth)")
