"""The TV of the sales room in a real browser: nothing but the photograph, and never a moment without it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from ..crowd import crowded
from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .conftest import Screens, becomes
from .film import filmed
from .sales_room import GREEN, GROUND, ON_GLASS, SIZE, Room, drop, open_tv, reaches, settled, shows, studio_with

# When another photo comes to the front, by the machine's clock, which is the server's too.
CAME = """() => new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.picture && target.classList.contains("is-front"))) window.cameAt = Date.now();
}).observe(document.getElementById("screen"), { subtree: true, attributes: true, attributeFilter: ["class"] })"""
CLOCK_MS = 5


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    other = booking_line(2032, names="Emma Whitfield,")
    with studio_with(tmp_path_factory.mktemp("studio"), 6, other) as server:
        drop(server, 2032, 2, first=20)
        yield server


def test_the_title_comes_first_then_the_photo_and_nothing_else(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    shows(tv, "idle")
    room.start()
    shows(tv, "title")
    expect(tv.locator(".title h1")).to_have_text("Ms Chen & Mr Li")
    room.show(0)
    shows(tv, room.slides[0])
    settled(tv)
    assert tv.locator("body").inner_text().strip() == ""
    assert tv.evaluate("getComputedStyle(document.body).cursor") == "none"


def test_between_two_photos_there_is_no_dark_and_no_torn_frame(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(0)
    shows(tv, room.slides[0])
    settled(tv)
    with filmed(tv) as film:
        for place in (1, 2, 3, 4, 3, 5, 0):
            room.show(place)
            shows(tv, room.slides[place])
            settled(tv)
        for place in (1, 2, 3):  # faster than the photos can fade
            room.show(place)
        shows(tv, room.slides[3])
        settled(tv)
    assert len(film) > 8  # one of each fade at least: a crowded machine paints few
    for red, green, blue in film.extremes():
        assert green[0] >= GREEN - 12
        assert max(high - low for low, high in (red, green, blue)) <= 12


def test_a_change_reaches_the_tv_at_once(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(0)
    shows(tv, room.slides[0])
    tv.wait_for_timeout(500)  # time to fetch what comes next
    room.show(1)
    shows(tv, room.slides[1], within_ms=crowded(500))


def test_two_tvs_of_a_room_wait_for_the_same_moment_and_one_alone_does_not(house: Server, screens: Screens) -> None:
    add_bookings(house, booking_line(2031))
    drop(house, 2031, 6)
    room = Room(house)
    tv = open_tv(screens, room)
    room.start()
    room.show(0)
    shows(tv, room.slides[0], 15000)
    assert room.tv.get("/tv/state")["show"]["lead"] == 0
    other = screens.open(room.server.device("tv", room="sales-1"), "/tv", SIZE)
    shows(other, room.slides[0], 15000)
    for page in (tv, other):
        page.evaluate(f"void ({CAME})()")
    room.show(1)
    for page in (tv, other):
        shows(page, room.slides[1], 15000)
    show = room.tv.get("/tv/state")["show"]
    assert show["lead"] > 0
    for page in (tv, other):
        assert page.evaluate("window.cameAt") >= show["at"] + show["lead"] - CLOCK_MS


def test_what_is_prepared_while_the_first_photo_settles_is_still_there_when_it_is_shown(
    room: Room, screens: Screens
) -> None:
    """Another party's photos are cleared away once the first of this one stands: never the one that is coming next."""
    tv = open_tv(screens, room)
    shown = tv.evaluate("""async () => {
        const glass = document.getElementById("screen").cloneNode(true);
        glass.querySelectorAll(".is-front").forEach((layer) => layer.classList.remove("is-front"));
        const screen = window.makeScreen(glass);
        const bytes = Uint8Array.from(atob("R0lGODlhAQABAAAAACwAAAAAAQABAAA="), (it) => it.charCodeAt(0));
        const photo = new Blob([bytes], { type: "image/gif" });
        await screen.prepare("first", photo);
        const stands = new Promise((resolve) => {
            screen.showPhoto("first", 0, () => { screen.clear(); resolve(); });
        });
        await screen.prepare("second", photo);
        await stands;
        screen.showPhoto("second", 0, () => {});
        return glass.querySelector(".is-front").picture;
    }""")
    assert shown == "second"


def test_the_show_goes_on_when_the_server_dies_and_agrees_when_it_is_back(tmp_path: Path, screens: Screens) -> None:
    server = Server(tmp_path)
    (server.data / "studio.toml").write_text("[presentations]\ndwell_seconds = 2\n")
    with server:
        add_bookings(server, booking_line(2031))
        drop(server, 2031, 6)
        room = Room(server)
        tv = open_tv(screens, room)
        room.start()
        room.show(0)
        shows(tv, room.slides[0])
        settled(tv)
        room.play(0)
        with filmed(tv) as film:
            server.kill()
            reaches(tv, room.slides[3:])
            server.start()
            reaches(tv, room.slides[4:])
        state = room.tv.get("/tv/state")
        assert (state["show"]["presentation"], state["show"]["slide"]) == (room.number, room.slides[0])
        assert all(green[0] >= GREEN - 12 for _, green, _ in film.extremes())
        assert tv.evaluate("performance.getEntriesByType('navigation').length") == 1
        room.show(5)
        shows(tv, room.slides[5])


def test_a_still_photo_stays_while_the_server_is_away_and_after(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(2)
    shows(tv, room.slides[2])
    settled(tv)
    with filmed(tv) as film:
        room.server.restart()
        expect(tv.locator("html")).not_to_have_class("is-cut-off")
        room.show(3)
        shows(tv, room.slides[3])
    assert all(green[0] >= GREEN - 12 for _, green, _ in film.extremes())


def test_a_reload_comes_back_to_the_same_slide_out_of_the_dark(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(2)
    shows(tv, room.slides[2])
    settled(tv)
    with filmed(tv) as film:
        tv.reload()
        shows(tv, room.slides[2])
        settled(tv)
    is_calm = [green[1] <= GROUND + 4 or green[0] >= GREEN - 12 for _, green, _ in film.extremes()]
    assert all(is_calm), f"a flash of something else: {film.extremes()}"


def test_the_end_leaves_no_photo_behind(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(1)
    shows(tv, room.slides[1])
    room.end()
    shows(tv, "idle")
    settled(tv)
    assert tv.evaluate("[...document.images].filter(image => image.hasAttribute('src')).length") == 0
    tv.reload()
    shows(tv, "idle")


def test_another_partys_title_never_comes_with_the_last_ones_photo(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(1)
    shows(tv, room.slides[1])
    room.end()
    first = set(room.slides)
    room.start(2032, photos=2)
    shows(tv, "title")
    expect(tv.locator(".title h1")).to_have_text("Emma Whitfield")
    settled(tv)
    held = tv.evaluate("[...document.images].map(image => image.picture).filter(Boolean)")
    assert not first & set(held)


def test_black_is_black_and_the_photo_comes_back(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(1)
    shows(tv, room.slides[1])
    room.tap_ok(f"/presentations/{room.number}/black", black=True)
    shows(tv, "black")
    settled(tv)
    assert Image.open(io.BytesIO(tv.screenshot())).convert("L").getbbox() is None
    room.tap_ok(f"/presentations/{room.number}/black", black=False)
    shows(tv, room.slides[1])


def test_a_photo_that_cannot_be_fetched_leaves_the_old_one_and_is_reported(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    file = room.server.media / "renditions" / "2031" / f"{room.slides[4]}.tv.jpg"
    hidden = file.rename(file.with_suffix(".away"))
    room.show(0)
    shows(tv, room.slides[0])
    room.show(4)
    is_stuck(room.tablet, room.number, tv)
    assert tv.evaluate(ON_GLASS) == room.slides[0]
    hidden.rename(file)
    shows(tv, room.slides[4])


def test_f17_a_photo_that_takes_its_time_comes_small_at_first_and_then_sharp(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(0)
    shows(tv, room.slides[0])
    late: list[Route] = []
    tv.route(f"**/{room.slides[5]}/tv*", lambda route: late.extend([route]))
    room.show(5)
    shows(tv, room.slides[5])
    width = "() => document.querySelector('.photo.is-front').naturalWidth"
    small = tv.evaluate(width)
    assert late and small < SIZE[0]
    for route in late:
        route.continue_()
    tv.wait_for_function(f"() => ({width})() > {small}")
    assert tv.evaluate(ON_GLASS) == room.slides[5]


def test_a_4k_screen_makes_do_with_the_smaller_copy_where_there_is_no_larger(room: Room, screens: Screens) -> None:
    tv = screens.open(room.tv, "/tv", (2560, 1440))
    asked: list[str] = []
    tv.on("request", lambda request: asked.append(request.url.partition("?")[0].rpartition("/")[2]))
    room.start()
    larger = room.server.media / "renditions" / "2031" / f"{room.slides[3]}.tv4k.jpg"
    larger.unlink(missing_ok=True)
    room.show(3)
    shows(tv, room.slides[3])
    assert {"tv4k", "tv"} <= set(asked)


def is_stuck(tablet: Client, number: int, page: Page) -> None:
    """The presenter is told that the TV lacks its photo."""
    becomes(lambda: (page.title(), tablet.get(f"/presentations/{number}/screen")["screen"])[1], "stuck")
