"""All photos of the choice at once: those that look alike lie on one another, and the way back to the package is at hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from ..serving import Server
from .choosing_room import choosing_studio, open_tablet, picks, selection
from .conftest import Screens, becomes
from .sales_room import Room

pytestmark = pytest.mark.browser

BURSTS = (3, 1, 1, 1)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with choosing_studio(tmp_path_factory.mktemp("studio"), BURSTS) as server:
        yield server


def test_those_that_look_alike_lie_on_one_another_and_are_opened_in_place(room: Room, screens: Screens) -> None:
    room.start()
    tablet = open_tablet(screens, room)
    tablet.locator("#grid-open").tap()
    thumbs, chip = tablet.locator("#thumbs [data-photo]"), tablet.locator("#thumbs [data-stack]")
    expect(thumbs).to_have_count(4)
    expect(chip).to_have_text("3 alike")
    expect(chip).to_have_attribute("aria-expanded", "false")
    expect(tablet.locator("[data-filter=all] small")).to_have_text("6")
    expect(tablet.locator("#page-place")).to_have_text("1–6 of 6")
    seen = [one.get_attribute("data-photo") for one in thumbs.all()]
    assert seen == [room.slides[place] for place in (0, 3, 4, 5)]
    chip.tap()
    expect(thumbs).to_have_count(6)
    expect(chip).to_have_attribute("aria-expanded", "true")
    assert [one.get_attribute("data-photo") for one in thumbs.all()] == list(room.slides)
    chip.focus()
    tablet.keyboard.press("Enter")
    expect(thumbs).to_have_count(4)
    expect(chip).to_be_focused()
    box = chip.bounding_box()
    assert box and min(box["width"], box["height"]) >= 48


def test_a_stack_shows_what_is_picked_and_our_own_pick_on_top(room: Room, screens: Screens) -> None:
    room.start()
    room.tap_ok(f"/presentations/{room.number}/marks", photo=room.slides[1], mark="pick")
    tablet = open_tablet(screens, room)
    tablet.locator("#grid-open").tap()
    top, chip = tablet.locator("#thumbs [data-photo]").first, tablet.locator("#thumbs [data-stack]")
    expect(top).to_have_accessible_name("Photo 2, picked")
    expect(chip).to_have_accessible_name("3 alike, 1 picked")
    room.tap_ok("/bookings/2031/photo-notes", photo=room.slides[2], star="true")
    expect(top).to_have_accessible_name("Photo 3")
    expect(chip).to_contain_text("♥ 1")
    tablet.locator("[data-filter=pick]").tap()
    expect(tablet.locator("#thumbs [data-photo]")).to_have_count(1)
    expect(chip).to_have_count(0)
    tablet.locator("[data-filter=all]").tap()
    tablet.locator("#choose-some").tap()  # whoever compares sees each by itself
    expect(tablet.locator("#thumbs [data-photo]")).to_have_count(6)


def test_stop_at_the_package_is_at_hand_over_all_photos_too(room: Room, screens: Screens) -> None:
    room.start()
    for photo in picks(room):
        room.tap_ok(f"/presentations/{room.number}/marks", photo=photo, mark="none")
    tablet = open_tablet(screens, room)
    tablet.locator("#grid-open").tap()
    stop = tablet.locator("#grid").get_by_role("button", name="Stop at the package")
    expect(stop).to_be_disabled()
    expect(stop).to_be_visible()
    for place in (3, 4, 5):
        room.tap_ok(
            f"/presentations/{room.number}/marks",
            photo=room.slides[place],
            mark="pick",
            agreed_cents=6800 if place == 5 else 0,
        )
    expect(stop).to_be_enabled()
    stop.tap()
    expect(stop).to_be_disabled()
    becomes(lambda: (len(picks(room)), selection(room)["total_cents"]), (2, 0))
