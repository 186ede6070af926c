"""The reveal in real browsers: the TV through both passes, the presenter's strip, and a heart on a phone in the dark."""

import io
import wave
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from display.queries.hearts import code_of

from ..display.test_reveal_live import Phone
from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .choosing_room import begin_anew
from .conftest import Screens
from .film import filmed
from .sales_room import COLOURS, GREEN, Room, drop, open_tv, reaches, settled, shows

PHOTOS, UPRIGHT = 6, 2
PHONE, TABLET = (390, 844), (1180, 820)
HELD = "document.querySelector('.layer.is-front').style.animationName"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("studio")
    (folder / "data").mkdir()
    (folder / "data" / "studio.toml").write_text("[reveal]\ndwell_seconds = 3\n")
    with Server(folder) as server:
        add_bookings(server, booking_line(2031))
        drop(server, 2031, PHOTOS)
        for place in range(PHOTOS, PHOTOS + UPRIGHT):
            drop_upright(server, place)
        put_music(server)
        yield server


def drop_upright(server: Server, place: int) -> None:
    out = io.BytesIO()
    Image.new("RGB", (540, 960), COLOURS[place % len(COLOURS)]).save(out, "JPEG", comment=b"%d" % place)
    (server.media / "photos" / "2031" / f"DSC_{place:04d}.jpg").write_bytes(out.getvalue())


def put_music(server: Server) -> None:
    (server.media / "music").mkdir(parents=True, exist_ok=True)
    with wave.open(str(server.media / "music" / "piece.wav"), "wb") as piece:
        piece.setnchannels(1)
        piece.setsampwidth(2)
        piece.setframerate(8000)
        piece.writeframes(b"\0\0" * 8000 * 30)


@pytest.fixture
def room(studio: Server) -> Iterator[Room]:
    room = Room(studio)
    room.start(photos=PHOTOS + UPRIGHT)
    begin_anew(room)  # what an earlier test has put away would not be shown
    yield room
    room.end()


def begin(room: Room, which: str = "first") -> None:
    room.tap_ok(f"/presentations/{room.number}/pass", which=which)


def paused_at(room: Room, place: int) -> None:
    """A photo stands for three seconds only, and who looks at it here may be slower."""
    room.tap_ok(f"/presentations/{room.number}/pause", slide=room.slides[place])


def open_phone(screens: Screens, room: Room) -> Page:
    return screens.open(Client(room.server, "hth_locale=en"), f"/h/{code_of(room.server.data, room.number)}", PHONE)


def test_a_pass_moves_gently_and_never_shows_a_dark_frame(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    shows(tv, "title")
    room.show(0)
    shows(tv, room.slides[0])
    settled(tv)
    begin(room)
    with filmed(tv) as film:
        reaches(tv, room.slides[1:])
        assert tv.evaluate(HELD).startswith("drift-")
        reaches(tv, room.slides[2:])
        settled(tv)
    assert len(film) > 8
    for red, green, blue in film.extremes():
        assert green[0] >= GREEN - 12
        assert max(high - low for low, high in (red, green, blue)) <= 14  # a moving picture is drawn anew


def test_who_wishes_no_motion_gets_none(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    tv.emulate_media(reduced_motion="reduce")
    begin(room)
    shows(tv, room.slides[0])
    assert tv.evaluate(HELD) == "none"


def test_two_upright_photos_share_the_wall_and_the_phone_has_two_hearts(room: Room, screens: Screens) -> None:
    tv, phone = open_tv(screens, room), open_phone(screens, room)
    remote = screens.open(room.tablet, f"/presenter/{room.number}", TABLET)
    begin(room)
    paused_at(room, PHOTOS - 1)
    shows(tv, room.slides[PHOTOS - 1])
    expect(phone.locator(".heart:visible")).to_have_count(1)
    expect(remote.locator("#then li")).to_have_count(2)
    expect(remote.locator("#beside")).to_be_hidden()
    room.play(PHOTOS - 1)
    shows(tv, "-".join(room.slides[PHOTOS:]))  # by itself, and so the title after the last one
    paused_at(room, PHOTOS)
    expect(phone.locator(".heart:visible")).to_have_count(2)
    expect(remote.locator("#beside")).to_be_visible()
    expect(remote.locator("#then li")).to_have_count(0)  # nothing comes that is there already
    phone.locator("#right").click()
    expect(phone.locator("#right")).to_have_attribute("aria-pressed", "true")
    room.play(PHOTOS)
    shows(tv, "title")
    expect(phone.locator("#hearts")).to_have_attribute("data-state", "counted")
    begin(room, "second")
    reaches(tv, [room.slides[-1]])


def test_the_second_pass_frames_what_is_still_a_question(room: Room, screens: Screens) -> None:
    tv, chen, li = open_tv(screens, room), open_phone(screens, room), open_phone(screens, room)
    expect(chen.locator("#hearts")).to_have_attribute("data-state", "waiting")
    begin(room)
    paused_at(room, 0)
    for phone in (chen, li):
        phone.locator("#one").click()
        expect(phone.locator("#one")).to_have_attribute("aria-pressed", "true")
    room.show(3)
    expect(chen.locator("#one")).to_have_attribute("aria-pressed", "false")
    chen.wait_for_timeout(800)
    chen.locator("#one").click()
    expect(chen.locator("#one")).to_have_attribute("aria-pressed", "true")
    expect(li.locator("#one")).to_have_attribute("aria-pressed", "false")
    assert chen.locator("img").count() == 0
    room.tap_ok(f"/presentations/{room.number}/pass/end", which="first")
    begin(room, "second")
    shows(tv, room.slides[0])
    framed = "([slide, is_asked]) => { const front = document.querySelector('.layer.is-front');"
    framed += " return front.picture === slide && front.classList.contains('is-asked') === is_asked; }"
    tv.wait_for_function(framed, arg=[room.slides[0], False])
    tv.wait_for_function(framed, arg=[room.slides[3], True])


def test_the_presenter_leads_through_it_and_hears_of_the_hearts_only_afterwards(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    tablet = screens.open(room.tablet, f"/presenter/{room.number}", TABLET)
    phone = open_phone(screens, room)
    tablet.locator("[data-phones]").click()
    expect(tablet.locator("#phones .qr")).to_be_visible()
    tablet.keyboard.press("Escape")
    tablet.locator("[data-begin=first]").click()
    shows(tv, room.slides[0])
    paused_at(room, 0)
    with phone.expect_response(lambda answer: answer.request.method == "POST"):
        phone.locator("#one").click()
    expect(tablet.locator("#reveal")).not_to_contain_text("together")
    tablet.locator("[data-end-pass]").click()
    expect(tablet.locator("#reveal")).to_contain_text("1 together")
    tablet.locator("[data-begin=second]").click()
    shows(tv, room.slides[0])
    expect(tablet.locator("#place")).to_have_text("Photo 1 of 1")


def test_the_volume_moves_with_the_keys_and_the_tv_does_not(room: Room, screens: Screens) -> None:
    tablet = screens.open(room.tablet, f"/presenter/{room.number}", TABLET)
    tablet.locator("[data-begin=first]").click()
    slider = tablet.locator("[data-volume]")
    slider.focus()
    before = int(slider.input_value())
    with tablet.expect_response(lambda answer: answer.url.endswith("/volume")) as told:
        tablet.keyboard.press("ArrowRight")
    assert told.value.status == 201
    assert int(slider.input_value()) == before + 5
    state = room.tv.get("/tv/state")["show"]
    assert (state["run"], state["slide"], state["volume"]) == ("first", room.slides[0], before + 5)


def test_a_heart_that_was_refused_is_drawn_back_and_says_why(room: Room, screens: Screens) -> None:
    begin(room)
    paused_at(room, 0)
    phone = open_phone(screens, room)
    assert [Phone(room).love(room.slides[0]) for _ in range(4)] == [201] * 4
    for _ in range(2):
        phone.locator("#one").click()
        expect(phone.get_by_role("alert")).to_have_text("4 phones are taking part already.")
        expect(phone.locator("#one")).to_have_attribute("aria-pressed", "false")
    phone.reload()
    expect(phone.locator("#one")).to_have_attribute("aria-pressed", "false")


# A browser that nobody has touched yet; the one of these tests is told to be more patient.
UNTOUCHED = """() => {
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("", "NotAllowedError"));
  addEventListener("mousedown", () => { HTMLMediaElement.prototype.play = play; });
}"""


def test_who_taps_the_heart_twice_for_joy_loves_it(room: Room, screens: Screens) -> None:
    phone = open_phone(screens, room)
    begin(room)
    paused_at(room, 0)
    heart = phone.locator("#one")
    expect(heart).to_be_visible()
    heart.dblclick()
    expect(heart).to_have_attribute("aria-pressed", "true")
    heart.press("Enter")  # which is no second half of a double tap
    expect(heart).to_have_attribute("aria-pressed", "false")


def sound(room: Room) -> str | None:
    told: str | None = room.tablet.get(f"/presentations/{room.number}/screen")["sound"]
    return told


def test_a_refused_sound_is_told_in_one_sentence_and_the_show_goes_on(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    tablet = screens.open(room.tablet, f"/presenter/{room.number}", TABLET)
    shows(tv, "title")
    tv.evaluate(UNTOUCHED)
    begin(room)
    told = tablet.get_by_text("Tap the TV once for sound.")
    expect(told).to_be_visible(timeout=15000)
    reaches(tv, room.slides[1:])
    tv.mouse.click(100, 100)
    expect(told).to_be_hidden(timeout=15000)
    assert sound(room) == "playing"
