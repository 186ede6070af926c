"""The studio's star in a real browser: the presenter's one tap draws it onto its photo, and the next slide takes it along."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ..serving import Server
from .choosing_room import TABLET, open_tablet
from .conftest import Screens
from .sales_room import Room, settled, shows, studio_with

FULL_HD = (1920, 1080)
STAR = ".studio-star"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with studio_with(tmp_path_factory.mktemp("studio"), 4) as server:
        yield server


@pytest.fixture
def room(studio: Server) -> Iterator[Room]:
    room = Room(studio)
    room.start(photos=4)
    room.tap_ok("/bookings/2031/photo-notes", photo=room.slides[1], star=True)
    yield room
    room.end()


def starless(tv: Page) -> None:
    expect(tv.locator(STAR)).to_have_count(0)
    assert "star" not in (tv.locator("#show").get_attribute("data-show") or "")


def test_one_tap_on_the_remote_shows_our_pick_and_the_next_slide_takes_it_along(room: Room, screens: Screens) -> None:
    tv = screens.open(room.tv, "/tv", FULL_HD)
    remote = screens.open(room.tablet, f"/presenter/{room.number}", TABLET)
    remote.locator("#next").click()
    shows(tv, room.slides[0])
    expect(remote.locator("#show-star")).to_be_hidden()
    remote.locator("#next").click()
    shows(tv, room.slides[1])
    settled(tv)
    starless(tv)
    remote.locator("#show-star").click()
    expect(remote.locator("#show-star")).to_have_attribute("aria-pressed", "true")
    expect(tv.locator(f"{STAR}.is-there")).to_have_count(1)
    assert tv.locator("body").inner_text().strip() == ""
    remote.locator("#next").click()
    shows(tv, room.slides[2])
    starless(tv)
    remote.locator("#back").click()
    shows(tv, room.slides[1])
    settled(tv)
    starless(tv)


def test_the_star_lies_in_the_photos_own_corner_small_and_after_a_reload_as_well(room: Room, screens: Screens) -> None:
    tv = screens.open(room.tv, "/tv", FULL_HD)
    room.show(1)
    room.tap_ok(f"/presentations/{room.number}/star", slide=room.slides[1])
    for _ in range(2):
        expect(tv.locator(f"{STAR}.is-there")).to_have_css("opacity", "1")
        tv.wait_for_function(f"() => document.querySelector('{STAR}').getAnimations().length === 0")
        box = tv.locator(STAR).bounding_box()
        assert box
        assert 60 < box["width"] < 100
        corner = (box["x"] + box["width"], box["y"] + box["height"])
        assert 1850 < corner[0] < 1900 and 1010 < corner[1] < 1060
        tv.reload()


def test_choosing_shows_it_on_one_of_two_side_by_side_and_takes_it_away(room: Room, screens: Screens) -> None:
    tv = screens.open(room.tv, "/tv", FULL_HD)
    room.tap_ok(f"/presentations/{room.number}/comparison", photos=f"{room.slides[1]},{room.slides[2]}")
    tablet = open_tablet(screens, room)
    shows(tv, f"{room.slides[1]}-{room.slides[2]}")
    tablet.locator("#show-star").tap()
    expect(tv.locator(f"{STAR}.is-there")).to_have_count(1)
    box = tv.locator(STAR).bounding_box()
    assert box and box["x"] < 960
    shows(tv, f"{room.slides[1]}-{room.slides[2]}")
    tablet.locator("#show-star").tap(position={"x": 12, "y": 12})  # not the second half of a double tap
    starless_soon(tv)


def starless_soon(tv: Page) -> None:
    expect(tv.locator(STAR)).to_have_count(0)


def test_a_black_screen_has_no_star_and_a_lit_one_has_it_again(room: Room, screens: Screens) -> None:
    tv = screens.open(room.tv, "/tv", FULL_HD)
    room.show(1)
    room.tap_ok(f"/presentations/{room.number}/star", slide=room.slides[1])
    expect(tv.locator(f"{STAR}.is-there")).to_have_count(1)
    room.tap_ok(f"/presentations/{room.number}/black", black=True)
    starless_soon(tv)
    room.tap_ok(f"/presentations/{room.number}/black", black=False)
    expect(tv.locator(f"{STAR}.is-there")).to_have_count(1)
