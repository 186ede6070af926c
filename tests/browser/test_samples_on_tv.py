"""Samples on the room's TV: brought there by one tap, taken away by one tap, through reloads and without the house (C02)."""

import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from ..serving import Server
from .conftest import Screens
from .sales_room import ON_GLASS, Room, open_tv, settled, shows, studio_with

TABLET = (1180, 820)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with studio_with(tmp_path_factory.mktemp("studio"), 3) as server:
        folder = server.media / "samples"
        folder.mkdir()
        for height in (500, 510):
            Image.new("RGB", (1000, height), "tan").save(folder / f"{height}.jpg")
        yield server


@pytest.fixture
def seated(studio: Server) -> Iterator[Room]:
    room = Room(studio)
    room.start(photos=3)
    yield room
    room.end()


def sees(tv: Page, height: int) -> None:
    """The sample of that height, alone on the glass."""
    tv.wait_for_function(
        "height => { const on = document.querySelector('.layer.is-front');"
        " return on && (on.picture || '').startsWith('sample-') && on.naturalHeight === height; }",
        arg=height,
    )


def open_samples(screens: Screens, room: Room) -> Page:
    remote = screens.open(room.tablet, f"/presenter/{room.number}", TABLET)
    remote.get_by_role("link", name="Show samples").click()
    remote.wait_for_url("**/samples")
    return remote


def test_a_sample_comes_onto_the_tv_by_one_tap_and_the_title_is_back_by_one(seated: Room, screens: Screens) -> None:
    tv, tablet = open_tv(screens, seated), open_samples(screens, seated)
    shows(tv, "title")
    tablet.get_by_role("button", name="Show on the TV").click()
    sees(tv, 500)
    tablet.locator("#next").click()
    sees(tv, 510)
    tablet.get_by_role("button", name="Back to the photos").click()
    shows(tv, "title")


def test_a_reload_of_both_and_a_dead_house_leave_the_sample_where_it_is(seated: Room, screens: Screens) -> None:
    tv, tablet = open_tv(screens, seated), open_samples(screens, seated)
    tablet.locator("#next").click()
    tablet.get_by_role("button", name="Show on the TV").click()
    sees(tv, 510)
    seated.server.kill()
    tv.wait_for_function("() => document.documentElement.classList.contains('is-cut-off')")
    sees(tv, 510)
    seated.server.start()
    tv.reload()
    sees(tv, 510)
    tablet.reload()
    expect(tablet.locator("#place")).to_have_text("Photo 2 of 2")
    expect(tablet.get_by_role("button", name="Back to the photos")).to_be_visible()
    tablet.get_by_role("link", name="Close").click()
    shows(tv, "title")


def test_the_remote_tells_of_a_sample_and_next_goes_on_with_the_photos(seated: Room, screens: Screens) -> None:
    tv, tablet = open_tv(screens, seated), open_samples(screens, seated)
    tablet.get_by_role("button", name="Show on the TV").click()
    sees(tv, 500)
    tablet.goto(tablet.url.removesuffix("/samples"))
    expect(tablet.get_by_text("A sample is on the TV")).to_be_visible()
    expect(tablet.locator("#tv-state")).to_have_text("TV in step")
    expect(tablet.locator("#place")).to_have_text("Title, photos to come: 3")
    tablet.locator("#next").click()
    shows(tv, seated.slides[0])
    expect(tablet.get_by_text("A sample is on the TV")).to_be_hidden()


def test_a_consent_that_is_taken_back_clears_the_tv(seated: Room, screens: Screens) -> None:
    tv, tablet = open_tv(screens, seated), open_samples(screens, seated)
    tablet.get_by_role("button", name="Show on the TV").click()
    sees(tv, 500)
    tablet.goto("about:blank")  # nobody is there to take it away
    tv.route("**/tv/samples/*", lambda route: route.fulfill(status=404))
    shows(tv, "black")
    settled(tv)
    assert tv.evaluate(ON_GLASS) == "black"


def taken_back(page: Page) -> None:
    page.route(re.compile("/(tv|presenter)/samples/"), lambda route: route.fulfill(status=404))


def test_whoever_comes_back_to_the_photos_reads_why_the_tv_is_black(seated: Room, screens: Screens) -> None:
    tv, tablet = open_tv(screens, seated), open_samples(screens, seated)
    tablet.get_by_role("button", name="Show on the TV").click()
    sees(tv, 500)
    tablet.goto("about:blank")
    for page in (tv, tablet):
        taken_back(page)
    tablet.goto(f"{seated.server.address}/presenter/{seated.number}")
    expect(tablet.get_by_text("This sample may not be shown any more. The TV is black.")).to_be_visible()
    expect(tablet.get_by_text("A sample is on the TV")).to_be_hidden()
    expect(tablet.locator("#sample")).to_be_hidden()
    shows(tv, "black")
    tablet.get_by_role("button", name="Back to the photos").click()
    shows(tv, "title")
    expect(tablet.get_by_text("This sample may not be shown any more")).to_be_hidden()


def without(route: Route, piece: str) -> None:
    """The page as it is once that sample is gone."""
    page = route.fetch()
    assert piece in page.text()
    route.fulfill(response=page, body=page.text().replace(piece, ""))


@pytest.mark.parametrize("is_away", [False, True])
def test_a_sample_that_went_off_the_tv_says_why_until_somebody_taps(
    seated: Room, screens: Screens, is_away: bool
) -> None:
    tv, tablet = open_tv(screens, seated), open_samples(screens, seated)
    tablet.locator("#next").click()
    tablet.get_by_role("button", name="Show on the TV").click()
    sees(tv, 510)
    address = tablet.locator("#samples [data-src]").nth(1).get_attribute("data-src")
    if is_away:
        tablet.route("**/samples", lambda route: without(route, f'<li data-src="{address}"></li>'))
        tablet.reload()
    else:
        tablet.route(f"**{address}", lambda route: route.fulfill(status=404))
    gone = tablet.get_by_text("A sample has been taken off the TV: it may not be shown any more.")
    expect(gone).to_be_visible(timeout=8000)
    shows(tv, "title")
    tablet.locator("figure").click()
    expect(gone).to_be_hidden()


def test_guests_without_photos_see_samples_on_the_tv_of_the_room(studio: Server, screens: Screens) -> None:
    room = Room(studio)
    tv = open_tv(screens, room)
    shows(tv, "idle")
    tablet = screens.open(room.tablet, "/presenter", TABLET)
    tablet.locator(".people .choice").first.click()
    tablet.get_by_role("link", name="Show samples").click()
    tablet.get_by_role("button", name="Show on the TV").click()
    sees(tv, 500)
    tablet.get_by_role("link", name="Close").click()
    shows(tv, "idle")
