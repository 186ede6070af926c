"""Choosing in a real browser: three words for a photo, the price before an extra, side by side on the TV, undo always."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Position, expect

from ..serving import Server
from .choosing_room import SMALL_TABLET, begin_anew, choosing_studio, open_tablet, picks, selection
from .conftest import Screens, becomes
from .sales_room import Room, open_tv, shows

pytestmark = pytest.mark.browser

BURSTS = (3, 1, 1, 1)
UPRIGHT = (820, 1180)
ELSEWHERE: Position = {
    "x": 12,
    "y": 12,
}  # in its corner: at the same place within half a second a second tap is the first one's echo


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with choosing_studio(tmp_path_factory.mktemp("studio"), BURSTS, range(2031, 2036)) as server:
        yield server


def word(tablet: Page, mark: str) -> None:
    tablet.locator(f"footer [data-mark={mark}]").tap()


def is_marked(tablet: Page, mark: str) -> None:
    expect(tablet.locator(f"footer [data-mark={mark}]")).to_have_attribute("aria-pressed", "true")


def kept(tablet: Page, letters: str) -> None:
    """The server has said these marks of the first photos, one letter each."""
    said = "letters => JSON.parse(document.querySelector('#marks').dataset.marks).letters.startsWith(letters)"
    tablet.wait_for_function(said, arg=letters, timeout=15000)


def test_a_photo_gets_its_word_by_finger_and_by_key_and_loses_it_by_undo(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start(2031)
    tablet = open_tablet(screens, room)
    expect(tablet.locator("#place")).to_have_text("Choosing, 6 photos")
    tablet.locator("#next").tap()
    shows(tv, room.slides[0])
    expect(tablet.locator("#shot")).to_have_text("Canon EOS R5, 10:00")
    word(tablet, "pick")
    is_marked(tablet, "pick")
    expect(tablet.locator("#meter")).to_contain_text("1 of 2")
    tablet.keyboard.press("ArrowRight")
    tablet.keyboard.press("m")
    is_marked(tablet, "maybe")
    tablet.keyboard.press("ArrowRight")
    tablet.keyboard.press("X")
    is_marked(tablet, "pass")
    expect(tablet.locator("#undo")).to_be_enabled()
    kept(tablet, "pmx")
    assert picks(room) == [room.slides[0]]
    tablet.locator("#undo").tap()
    expect(tablet.locator("footer [data-mark=pass]")).to_have_attribute("aria-pressed", "false")
    expect(tablet.locator("#hint")).to_have_text("Taken back. Photo 3")
    tablet.locator("#undo").tap()
    expect(tablet.locator("#hint")).to_have_text("Taken back. Photo 2")  # which is not the one that is seen
    tablet.locator("#undo").tap()
    expect(tablet.locator("#meter")).to_contain_text("0 of 2")
    expect(tablet.locator("#undo")).to_be_disabled()
    kept(tablet, "...")
    assert selection(room)["maybe"] == []


def test_the_remotes_keys_lead_on_while_choosing_too(room: Room, screens: Screens) -> None:
    room.start()
    tv, tablet = open_tv(screens, room), open_tablet(screens, room)
    for key, place in (("End", -1), ("ArrowUp", -2), ("Home", 0), ("ArrowDown", 1)):
        tablet.keyboard.press(key)
        shows(tv, room.slides[place])


def test_an_extra_is_never_added_before_its_price_was_read(room: Room, screens: Screens) -> None:
    room.start(2032)
    tablet = open_tablet(screens, room)
    for _ in range(3):
        tablet.keyboard.press("ArrowRight")
        tablet.keyboard.press("p")
    question = tablet.get_by_role("alertdialog")
    expect(question).to_contain_text("The package holds 2 photos. This would be number 3.")
    expect(question).to_contain_text("It costs 68.00 CNY.")
    expect(tablet.locator("#over-leave")).to_be_focused()
    kept(tablet, "pp.")
    assert len(picks(room, 2032)) == 2
    tablet.keyboard.press("Escape")
    expect(question).to_be_hidden()
    word(tablet, "pick")
    expect(question).to_be_visible()
    tablet.locator("#swap-now").tap()
    expect(question).to_be_hidden()
    kept(tablet, "pmp")
    assert picks(room, 2032) == [room.slides[0], room.slides[2]]
    assert selection(room, 2032)["total_cents"] == 0
    tablet.keyboard.press("ArrowRight")
    word(tablet, "pick")
    tablet.locator("#over-add").tap()
    expect(tablet.locator("#meter")).to_contain_text("1 extra, 68.00 CNY")
    becomes(lambda: selection(room, 2032)["total_cents"], 6800)
    tablet.locator("[data-act=package]").tap()
    expect(tablet.locator("#meter")).to_contain_text("The package is full")
    becomes(lambda: (len(picks(room, 2032)), selection(room, 2032)["total_cents"]), (2, 0))
    tablet.locator("#undo").tap()
    expect(question).to_contain_text("Bring it back for 68.00 CNY")
    tablet.locator("#over-leave").tap()
    assert selection(room, 2032)["total_cents"] == 0


def test_a_pick_for_the_wall_counts_against_the_wall(room: Room, screens: Screens) -> None:
    room.start(2033)
    tablet = open_tablet(screens, room)
    tablet.keyboard.press("ArrowRight")
    word(tablet, "pick")
    album, wall = (tablet.locator(f"[data-use]{which}") for which in ("[data-use=album]", ":not([data-use=album])"))
    expect(album).to_have_attribute("aria-pressed", "true")
    colours = [one.evaluate("one => getComputedStyle(one).borderColor") for one in (album, wall)]
    assert colours[0] != colours[1], "what it is for is to be seen"
    wall.tap()
    expect(wall).to_have_attribute("aria-pressed", "true")
    expect(tablet.locator("#meter")).to_contain_text("Wall picture: 1 of 1")
    expect(tablet.locator("#meter .count")).to_contain_text("1 of 2")
    album.tap()
    expect(tablet.locator("#meter .count")).to_contain_text("0 of 2")
    tablet.keyboard.press("ArrowRight")
    word(tablet, "pick")
    wall.tap()
    expect(tablet.get_by_role("alertdialog")).to_contain_text("Wall picture: the package holds 1")
    expect(tablet.get_by_role("alertdialog")).to_contain_text("480.00 CNY")


def test_side_by_side_on_the_tv_and_zoomed_alike(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start(2034)
    tablet = open_tablet(screens, room)
    tablet.locator("#grid-open").tap()
    tablet.locator("#choose-some").tap()
    for place in (0, 3, 5):
        tablet.locator(f"#thumbs [data-photo='{room.slides[place]}']").tap()
    tablet.locator("#compare-some").tap()
    three = [room.slides[place] for place in (0, 3, 5)]
    shows(tv, "-".join(three))
    expect(tablet.locator("#tv-state")).to_have_text("TV in step")
    expect(tablet.locator(".cell")).to_have_count(3)
    tablet.locator(".cell").nth(1).tap()
    word(tablet, "pick")
    expect(tablet.locator("#meter")).to_contain_text("1 of 2")
    becomes(lambda: picks(room, 2034), [three[1]])
    tablet.locator("#closer").tap()
    zoomed = (
        "() => [...document.querySelectorAll('.compare.is-front img')].filter(i => i.src).map(i => i.style.transform)"
    )
    tv.wait_for_function(f"() => ({zoomed})().every(one => one.includes('scale(2)'))")
    assert len(set(tv.evaluate(zoomed))) == 1
    assert tv.locator("#screen").inner_text().strip() in ("", tv.locator("#screen h1").inner_text().strip())
    tv.reload()
    shows(tv, "-".join(three))
    tv.wait_for_function(f"() => ({zoomed})().every(one => one.includes('scale(2)'))")
    tablet.locator("#alone").tap()
    shows(tv, three[1])
    tablet.locator("#closer").tap()
    tv.wait_for_function("() => document.querySelector('.photo.is-front').style.transform.includes('scale(2)')")
    tablet.locator("#next").tap()
    shows(tv, room.slides[4])
    tv.wait_for_function("() => !document.querySelector('.photo.is-front').style.transform.includes('scale')")


def test_two_side_by_side_are_three_taps_from_the_one_that_is_shown(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start(2034)
    tablet = open_tablet(screens, room)
    tablet.keyboard.press("ArrowRight")
    tablet.locator("#beside").tap()
    tablet.locator(f"#thumbs [data-photo='{room.slides[2]}']").tap()
    tablet.locator("#compare-some").tap()
    shows(tv, f"{room.slides[0]}-{room.slides[2]}")
    tablet.locator("#alone").tap()
    shows(tv, room.slides[0])


def test_nothing_lies_over_the_photos_that_are_compared(room: Room, screens: Screens) -> None:
    room.start(2034)
    tablet = open_tablet(screens, room)
    room.tap_ok(f"/presentations/{room.number}/comparison", photos=",".join(room.slides[:4]))
    expect(tablet.locator(".cell")).to_have_count(4)
    cells, tools, look = (edges(tablet, one) for one in ("#cells", ".tools", ".now figcaption"))
    assert cells[1] <= min(tools[0], look[0])
    assert max(tools[1], look[1]) <= edges(tablet, "footer:has(#meters)")[0]
    apart = "() => stage.getBoundingClientRect().right - alone.getBoundingClientRect().right"
    assert tablet.evaluate(apart) >= 8  # not on the edge, where a case hides it


@pytest.mark.parametrize("size", [SMALL_TABLET, UPRIGHT])
def test_on_small_and_upright_tablets_everything_is_within_the_screen(
    room: Room, screens: Screens, size: tuple[int, int]
) -> None:
    room.start(2034)
    tablet = open_tablet(screens, room, size=size)
    room.tap_ok(f"/presentations/{room.number}/comparison", photos=",".join(room.slides[:4]))
    expect(tablet.locator(".cell")).to_have_count(4)
    for what in ("#next", "#undo", ".choose .top a >> nth=-1", "#mine", "#stage"):
        box = tablet.locator(what).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= size[0], what
    look, tools = tablet.locator(".now figcaption").bounding_box(), tablet.locator(".tools").bounding_box()
    assert look and tools and look["x"] + look["width"] <= tools["x"]


def edges(tablet: Page, what: str) -> tuple[float, float]:
    box = tablet.locator(what).bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def test_an_impatient_finger_marks_once_and_a_held_key_too(room: Room, screens: Screens) -> None:
    room.start(2031)
    begin_anew(room)
    tablet = open_tablet(screens, room)
    tablet.locator("#next").tap()
    for _ in range(2):
        word(tablet, "pick")
    is_marked(tablet, "pick")
    kept(tablet, "p")
    tablet.locator("#next").tap(position=ELSEWHERE)
    expect(tablet.locator("#place")).to_have_text("Choosing, photo 2 of 6")
    for _ in range(4):
        tablet.keyboard.down("m")
    tablet.keyboard.up("m")
    is_marked(tablet, "maybe")
    kept(tablet, "pm")


def test_in_a_duel_the_pick_goes_over_to_the_one_that_stays(room: Room, screens: Screens) -> None:
    room.start(2035)
    room.tap_ok(f"/presentations/{room.number}/marks", photo=room.slides[0], mark="pick")
    room.show(0)
    tablet = open_tablet(screens, room)
    tablet.locator("#duel").tap()
    tablet.locator(f".cell[data-photo='{room.slides[1]}']").tap()
    tablet.locator(f".cell[data-photo='{room.slides[2]}']").wait_for()
    tablet.locator(f".cell[data-photo='{room.slides[1]}']").tap(position=ELSEWHERE)
    kept(tablet, "mpx")
    assert [pick["photo"] for pick in selection(room, 2035)["picks"]] == [room.slides[1]]
    tablet.locator("#undo").tap()
    kept(tablet, "mp.")
    tablet.locator("#undo").press("Enter")  # what one tap has decided, one tap takes back
    kept(tablet, "p..")
    begin_anew(room, 2035)


def test_what_a_pick_is_for_stands_there_in_the_readers_language(room: Room, screens: Screens) -> None:
    room.start(2031)
    room.tap_ok(f"/presentations/{room.number}/marks", photo=room.slides[0], mark="pick")
    room.show(0)
    tablet = open_tablet(screens, room, locale="zh-CN")
    expect(tablet.locator("#use-list button").first).to_have_text("相册")
    begin_anew(room)


def test_of_those_that_look_alike_one_stays_and_the_others_can_come_back(room: Room, screens: Screens) -> None:
    tv = open_tv(screens, room)
    room.start(2035)
    tablet = open_tablet(screens, room)
    tablet.locator("#next").tap()
    expect(tablet.locator("#alike")).to_be_visible()
    tablet.locator("#duel").tap()
    shows(tv, "-".join(room.slides[:2]))
    tablet.locator(f".cell[data-photo='{room.slides[1]}']").tap()
    shows(tv, "-".join((room.slides[2], room.slides[1])))  # who stays keeps its place
    tablet.locator(f".cell[data-photo='{room.slides[1]}']").tap(position=ELSEWHERE)
    shows(tv, room.slides[1])
    tablet.locator("#grid-open").tap()
    tablet.locator("[data-filter=pass]").tap()
    expect(tablet.locator("#thumbs [data-photo]")).to_have_count(2)
    kept(tablet, "x.x")
    assert sorted(selection(room, 2035)["passed"]) == sorted((room.slides[0], room.slides[2]))
    tablet.locator("#thumbs [data-photo]").first.tap()
    expect(tablet.locator("#thumbs [data-photo]")).to_have_count(1)
    kept(tablet, "..x")
    assert selection(room, 2035)["passed"] == [room.slides[2]]


def test_words_said_while_the_server_is_away_arrive_once(room: Room, screens: Screens) -> None:
    room.start(2031)
    tablet = open_tablet(screens, room)
    tablet.keyboard.press("ArrowRight")
    expect(tablet.locator("#place")).to_have_text("Choosing, photo 1 of 6")
    room.server.kill()
    word(tablet, "maybe")
    is_marked(tablet, "maybe")
    tablet.keyboard.press("ArrowRight")
    word(tablet, "pass")
    room.server.start()
    expect(tablet.locator("#unsent")).to_be_hidden(timeout=15000)
    is_marked(tablet, "pass")
    kept(tablet, "mx")
    found = selection(room)
    assert (found["maybe"], found["passed"]) == ([room.slides[0]], [room.slides[1]])
