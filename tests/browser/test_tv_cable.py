"""A TV whose network cable is pulled (FAULTS F27): nothing closes its connection, it only hears nothing any more; and one that
is switched on before the server is there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Error, Page, expect

from ..serving import Server
from .cable import Cable
from .conftest import Screens
from .film import filmed
from .sales_room import GREEN, SIZE, Room, open_tv, reaches, settled, shows, studio_with

TEN_MINUTES_LATER = "() => { const now = performance.now.bind(performance); performance.now = () => now() + 600000; }"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with studio_with(tmp_path_factory.mktemp("studio"), 6, settings="[presentations]\ndwell_seconds = 3\n") as server:
        yield server


@pytest.fixture
def cable(studio: Server) -> Iterator[Cable]:
    with Cable(studio) as cable:
        yield cable


def begin(screens: Screens, room: Room, cable: Cable) -> Page:
    """A TV behind the cable that shows the first photo and has those fetched that come next."""
    tv = screens.open(room.tv, "/tv", SIZE, address=cable.address)
    room.start()
    room.show(0)
    shows(tv, room.slides[0])
    settled(tv)
    tv.wait_for_load_state("networkidle")
    return tv


def is_cut_off(tv: Page) -> None:
    expect(tv.locator("html")).to_have_class("is-cut-off", timeout=30000)


def is_back(tv: Page) -> None:
    expect(tv.locator("html")).not_to_have_class("is-cut-off", timeout=30000)


def test_f27_a_still_photo_stays_without_the_network_and_the_tv_says_so_discreetly(
    room: Room, screens: Screens, cable: Cable
) -> None:
    tv = begin(screens, room, cable)
    with filmed(tv) as film:
        cable.pull()
        room.show(3)
        is_cut_off(tv)
        shows(tv, room.slides[0])
        expect(tv.locator("#cut-off")).to_have_css("opacity", "0.4")
        cable.plug()
        is_back(tv)
        shows(tv, room.slides[3])
        settled(tv)
    assert all(green[0] >= GREEN - 12 for _, green, _ in film.extremes())
    assert tv.evaluate("performance.getEntriesByType('navigation').length") == 1
    assert tv.url == f"{cable.address}/tv"


def test_f27_a_play_goes_on_without_the_network_and_agrees_once_it_is_back(
    room: Room, screens: Screens, cable: Cable
) -> None:
    tv = begin(screens, room, cable)
    room.play(0)
    reaches(tv, room.slides[1:])
    tv.wait_for_load_state("networkidle")
    with filmed(tv) as film:
        cable.pull()
        is_cut_off(tv)
        reaches(tv, room.slides[4:])
        cable.plug()
        is_back(tv)
        room.show(1)
        shows(tv, room.slides[1])
        settled(tv)
    assert all(green[0] >= GREEN - 12 for _, green, _ in film.extremes())


def test_f27_a_tv_that_went_dark_after_ten_minutes_without_the_network_comes_back_to_its_photo(
    room: Room, screens: Screens, cable: Cable
) -> None:
    """Also when nothing at all has happened in the house meanwhile, so that it has missed nothing."""
    tv = begin(screens, room, cable)
    cable.pull()
    is_cut_off(tv)
    tv.evaluate(TEN_MINUTES_LATER)
    shows(tv, "idle")
    cable.plug()
    is_back(tv)
    shows(tv, room.slides[0])
    room.show(1)
    shows(tv, room.slides[1])


def test_f26_a_tv_that_is_on_before_the_server_after_a_power_cut_comes_to_its_photo_by_itself(
    room: Room, screens: Screens
) -> None:
    """Chromium tries again by itself from its own page about the server that it cannot reach."""
    tv = open_tv(screens, room)
    room.start()
    room.show(2)
    shows(tv, room.slides[2])
    room.server.kill()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        tv.reload()
    room.server.start()
    shows(tv, room.slides[2], 60000)
    room.show(3)
    shows(tv, room.slides[3])
