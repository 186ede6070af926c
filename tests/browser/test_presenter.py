"""The presenter's tablet in a real browser: one tap or key, and the TV follows."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from ..serving import Server
from .conftest import Screens
from .sales_room import Room, open_tv, shows, studio_with

TABLET = (1180, 820)
HEIGHTS = (600, 700, 800)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with studio_with(tmp_path_factory.mktemp("studio"), 6) as server:
        yield server


def open_remote(screens: Screens, room: Room) -> Page:
    return screens.open(room.tablet, f"/presenter/{room.number}", TABLET)


def test_three_taps_start_a_presentation_and_next_shows_the_first_photo(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    tablet = screens.open(room.tablet, "/presenter", TABLET)
    start = tablet.get_by_role("button", name="Start on the TV")
    expect(start).to_be_disabled()
    expect(tablet.locator("#album-2031")).to_contain_text("6 photos ready")
    assert tablet.locator("img").count() == 0
    tablet.locator("#album-2031 .choice").click()
    tablet.locator("#who-mei .choice").click()
    start.click()
    shows(tv, "title")
    tablet.wait_for_url("**/presenter/*")
    room.number = int(tablet.url.rpartition("/")[2])
    expect(tablet.locator("#tv-state")).to_have_text("TV in step")
    tablet.locator("#next").click()
    tv.wait_for_function("() => Boolean(document.querySelector('.layer.photo.is-front'))")
    expect(tablet.locator("#place")).to_have_text("Photo 1 of 6")
    expect(tablet.locator("#tv-state")).to_have_text("TV in step")


def test_two_quick_taps_on_next_move_by_two(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(0)
    remote = open_remote(screens, room)
    expect(remote.locator("#place")).to_have_text("Photo 1 of 6")
    remote.evaluate("() => { const next = document.getElementById('next'); next.click(); next.click(); }")
    expect(remote.locator("#place")).to_have_text("Photo 3 of 6")
    shows(tv, room.slides[2])
    expect(remote.locator("#place")).to_have_text("Photo 3 of 6")


def test_a_clicker_and_a_keyboard_steer_the_tv(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    remote = open_remote(screens, room)
    for key, place in (("PageDown", 0), ("ArrowRight", 1), ("End", 5), ("PageUp", 4), ("Home", 0)):
        remote.keyboard.press(key)
        shows(tv, room.slides[place])
    remote.keyboard.press("b")
    shows(tv, "black")
    expect(remote.locator(".when-black")).to_be_visible()
    remote.keyboard.press("b")
    shows(tv, room.slides[0])


def next_three(remote: Page, *slides: str) -> None:
    """Just these, in this order, as pictures that have arrived."""
    then = """slides => { const images = [...document.querySelectorAll('#then [data-slide] img')];
      return images.every(one => one.naturalWidth > 0)
        && images.map(one => one.closest('[data-slide]').dataset.slide).join() === slides.join(); }"""
    remote.wait_for_function(then, arg=list(slides))


def test_the_next_three_are_seen_before_they_come_and_a_tap_leads_there(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    remote = open_remote(screens, room)
    next_three(remote, *room.slides[:3])
    remote.locator("#next").click()
    shows(tv, room.slides[0])
    next_three(remote, *room.slides[1:4])
    remote.locator("#then [data-slide]").nth(1).click()
    shows(tv, room.slides[2])
    next_three(remote, *room.slides[3:6])
    for left in (2, 1, 0):
        remote.keyboard.press("ArrowRight")
        next_three(remote, *room.slides[6 - left :])
    expect(remote.locator("#last")).to_be_visible()


def test_a_tap_on_the_contact_sheet_jumps_there(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    remote = open_remote(screens, room)
    remote.get_by_role("button", name="All photos").click()
    remote.locator(f"#sheets [data-slide='{room.slides[4]}']").click()
    shows(tv, room.slides[4])
    expect(remote.locator("#contact")).to_be_hidden()
    expect(remote.locator("#place")).to_have_text("Photo 5 of 6")


def test_what_was_put_away_is_shown_again_only_when_it_is_tapped(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(0)
    path = f"/presentations/{room.number}/marks"
    assert room.tablet.tap(path, actor="mei", photo=room.slides[1], mark="pass")[0] == 201
    remote = open_remote(screens, room)
    remote.wait_for_function("() => document.getElementById('slides').dataset.away")
    expect(remote.locator("#place")).to_have_text("Photo 1 of 6")
    remote.keyboard.press("ArrowRight")
    shows(tv, room.slides[2])
    remote.keyboard.press("ArrowLeft")
    shows(tv, room.slides[0])
    remote.goto(f"{room.server.address}/presenter/{room.number}/wall")
    expect(remote.locator("#place")).to_have_text("On the wall, photo 1 of 6")
    remote.keyboard.press("ArrowRight")
    shows(tv, room.slides[2])
    assert room.tablet.tap(path, actor="mei", photo=room.slides[1], mark="none")[0] == 201


def test_a_pause_stays_on_the_photo_that_both_see(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.play(0)
    remote = open_remote(screens, room)
    expect(remote.locator("#place")).not_to_have_text("Photo 1 of 6")
    with remote.expect_response(lambda answer: answer.request.method == "POST"):
        said = remote.evaluate("() => { document.getElementById('play').click(); return place.textContent; }")
    seen = room.slides[int(said.split()[1]) - 1]  # as it stood when the finger came down
    shows(tv, seen)
    state = room.tv.get("/tv/state")["show"]
    assert (state["slide"], state["since"]) == (seen, None)


def test_what_another_tablet_does_is_followed(room: Room, screens: Screens) -> None:
    room.start()
    remote = open_remote(screens, room)
    room.show(3)
    expect(remote.locator("#place")).to_have_text("Photo 4 of 6")
    room.end()
    remote.wait_for_url("**/presenter")


def test_the_end_asks_once_and_leads_back(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    remote = open_remote(screens, room)
    remote.locator("#end").click()
    remote.get_by_role("button", name="Go on").click()
    expect(remote.locator("#ending")).to_be_hidden()
    remote.locator("#end").click()
    asked: list[str] = []
    remote.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    remote.get_by_role("button", name="End it").click()
    remote.wait_for_url("**/presenter")
    shows(tv, "idle")
    assert len(asked) == 1, "the answer and the news of the end are one way out"


def test_a_tv_that_is_switched_off_is_told_of(room: Room, screens: Screens) -> None:
    room.start()
    remote = open_remote(screens, room)
    expect(remote.locator("#tv-state")).to_have_text("TV not connected")


def test_taps_made_while_the_server_is_away_arrive_when_it_is_back(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start()
    room.show(0)
    remote = open_remote(screens, room)
    expect(remote.locator("#place")).to_have_text("Photo 1 of 6")
    room.server.kill()
    remote.locator("#next").click()
    expect(remote.locator("#place")).to_have_text("Photo 2 of 6")
    room.server.start()
    shows(tv, room.slides[1])


def test_word_of_what_was_carried_out_lies_over_no_button_and_a_finger_puts_it_aside(
    room: Room, screens: Screens
) -> None:
    room.start()
    room.show(0)
    remote = open_remote(screens, room)
    expect(remote.locator("#place")).to_have_text("Photo 1 of 6")
    room.server.kill()
    remote.locator("#next").click()
    expect(remote.locator("#unsent")).to_be_visible()
    room.server.start()
    expect(remote.locator("#afterwards")).to_contain_text("Carried out after all: 1", timeout=20_000)
    for button in remote.locator(".top nav .btn, footer > .btn").all():
        if button.is_enabled():
            button.click(trial=True, timeout=1000)
    remote.locator("#afterwards").click()
    expect(remote.locator("#afterwards")).to_be_hidden()


def test_a_remote_that_is_opened_shows_the_photo_small_before_the_large_one_is_here(
    room: Room, screens: Screens
) -> None:
    room.start()
    room.show(1)
    remote = screens.open(room.tablet, "/presenter", TABLET)
    remote.route("**/tv?g=*", lambda _: None)  # never answered
    remote.goto(f"{room.server.address}/presenter/{room.number}")
    remote.wait_for_function(
        "() => { const { naturalWidth } = document.getElementById('now'); return naturalWidth > 0; }"
    )
    assert remote.locator("#now").evaluate("one => one.naturalWidth") == 480


# ---- samples, for guests who look at the tablet


def open_samples(screens: Screens, studio: Server) -> Page:
    """From the start page, with three samples there that are told apart by their heights."""
    folder = studio.media / "samples"
    if not folder.exists():
        folder.mkdir()
        for height in HEIGHTS:
            Image.new("RGB", (1000, height), "tan").save(folder / f"{height}.jpg")
    tablet = screens.open(studio.device("presenter", room="sales-1"), "/presenter", TABLET)
    tablet.get_by_role("link", name="Show samples").click()
    tablet.wait_for_url("**/presenter/samples?room=sales-1")
    return tablet


def sees_sample(tablet: Page, height: int) -> None:
    tablet.wait_for_function("height => document.getElementById('picture').naturalHeight === height", arg=height)


def test_samples_are_gone_through_by_finger_key_and_clicker(studio: Server, screens: Screens) -> None:
    tablet = open_samples(screens, studio)
    first, second, third = HEIGHTS
    sees_sample(tablet, first)
    expect(tablet.locator("#place")).to_have_text("Photo 1 of 3")
    assert tablet.locator("#picture").evaluate("one => one.clientWidth") == TABLET[0]
    tablet.locator("#next").click()
    sees_sample(tablet, second)
    tablet.locator("figure").click()
    sees_sample(tablet, third)
    for key, height in (("PageDown", first), ("ArrowRight", second), ("PageUp", first)):  # round and round
        tablet.keyboard.press(key)
        sees_sample(tablet, height)
    tablet.locator("#back").click()
    sees_sample(tablet, third)
    tablet.get_by_role("link", name="Close").click()
    tablet.wait_for_url("**/presenter")


def test_a_sample_whose_people_take_their_consent_back_is_left_out(studio: Server, screens: Screens) -> None:
    tablet = open_samples(screens, studio)
    first, _, third = HEIGHTS
    sees_sample(tablet, first)
    withdrawn = tablet.locator("#samples li").nth(1).get_attribute("data-src")
    tablet.route(f"**{withdrawn}", lambda route: route.fulfill(status=404))
    tablet.locator("#next").click()
    sees_sample(tablet, third)
    expect(tablet.locator("#place")).to_have_text("Photo 2 of 2")
    tablet.locator("#back").click()
    sees_sample(tablet, first)
    tablet.locator("#next").click()
    sees_sample(tablet, third)
