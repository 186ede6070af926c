"""The station as a finger and a screen reader find it, with a party in hand and another on the way (UX: touch and layout)."""

import re

import pytest
from playwright.sync_api import Page, expect

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from ..web.party import arrive
from .axe import barriers
from .conftest import Screens
from .test_shared_station import PHONE, TABLET, lowest, on_the_way, station, top

__all__ = ["station"]

LEAST, GAP, HAND_OFF = 56, 12, 72
# Every pair of targets that stand beside or above one another, nearer than the gap; and every target that is too small.
CLOSE = """([least, gap]) => {
  const all = [...document.querySelectorAll(".station :is(button, summary, a.btn)")];
  const boxes = all.filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).map((one) => ({
    name: one.innerText.trim(), box: one.getBoundingClientRect(), bar: Boolean(one.closest(".go")),
  }));
  const small = boxes.filter(({ box }) => box.height < least || box.width < least).map(({ name }) => name);
  const near = [];
  for (const [place, a] of boxes.entries()) for (const b of boxes.slice(place + 1)) {
    if (a.bar !== b.bar) continue; // the bar under the thumb lies over the page
    const x = Math.max(a.box.left, b.box.left) - Math.min(a.box.right, b.box.right);
    const y = Math.max(a.box.top, b.box.top) - Math.min(a.box.bottom, b.box.bottom);
    if (Math.max(x, y) < gap - 0.5) near.push(`${a.name} | ${b.name}`);
  }
  return [...small, ...near];
}"""


# Words or buttons that stick out of their button or their party's card, and a page that scrolls sideways.
OUTSIDE = """() => {
  const shown = (css) => [...document.querySelectorAll(css)].filter((one) => one.checkVisibility());
  const cut = shown(".station :is(button, summary, a.btn, .chip)").filter((one) => one.scrollWidth > one.clientWidth + 1);
  const out = shown(".party .btn").filter(
    (one) => one.getBoundingClientRect().right > one.closest(".party").getBoundingClientRect().right + 1);
  const thin = shown(".go :is(.bring > span, .walking p)").filter((one) => one.clientWidth < 120 && one.offsetWidth < 120);
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  return [...new Set([...cut, ...out, ...thin])].map((one) => one.innerText.trim()).concat(wide);
}"""


def with_a_party(
    house: Server, station: Client, screens: Screens, size: tuple[int, int], locale: str = "en-GB"
) -> Page:
    on_the_way(house, station)
    page = screens.open(station, "/station/lin", size, locale=locale)
    page.locator(".incoming .acceptance .btn").first.wait_for()
    return page


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN", "zh-TW"])
def test_nobody_is_kept_out_of_the_station(house: Server, station: Client, screens: Screens, locale: str) -> None:
    page = with_a_party(house, station, screens, TABLET, locale)
    for summary in page.locator(".party details > summary").all():
        summary.click()
    assert barriers(page) == []


@pytest.mark.parametrize("size", [TABLET, PHONE, (1180, 820)])
def test_every_target_is_big_enough_and_far_enough_from_the_next(
    house: Server, station: Client, screens: Screens, size: tuple[int, int]
) -> None:
    page = with_a_party(house, station, screens, size)
    assert page.evaluate(CLOSE, [LEAST, GAP]) == []
    for box in (one.bounding_box() for one in page.locator(".bring, .acceptance .btn.solid").all()):
        assert box and box["height"] >= (HAND_OFF if size != PHONE else LEAST)


def test_the_undo_stands_beside_the_next_step_and_hides_nothing_that_is_to_be_said(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = arrive(station, 2031)
    page = screens.open(station, "/station/lin", TABLET)
    assert station.tap(f"/visits/{visit}/escort", actor="lin", kind="phone")[0] == 201
    expect(page.locator(".go .undo-bar")).to_be_visible()
    assert lowest(page, ".go .undo-bar") == pytest.approx(lowest(page, ".bring"), abs=1)
    assert lowest(page, ".cue p") <= top(page, ".party .go")


def test_on_a_phone_what_to_say_stands_on_the_first_screen(house: Server, station: Client, screens: Screens) -> None:
    arrive(station, 2031)
    page = screens.open(station, "/station/lin", PHONE)
    page.locator(".cue p").first.wait_for()
    assert lowest(page, ".cue p") <= top(page, ".party .go")


def test_e08_the_card_counts_how_long_they_have_been_here_beside_how_long_the_leg_takes(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = arrive(station, 2031)
    page = screens.open(station, "/station/lin", TABLET)
    chip = page.locator(f"#visit-{visit} .chip", has=page.locator("[data-hours-since]"))
    expect(chip).to_have_text(re.compile(r"here for 0 h 0\d"))
    aged = "one => one.setAttribute(one.getAttributeNames().find((name) => name.endsWith('-since')), Date.now() - 9_610_000)"
    for one in chip.locator(".num").all():
        one.evaluate(aged)
    expect(chip).to_have_text(re.compile(r"here for 2 h 40"))


def test_a_refusal_goes_as_soon_as_what_was_refused_is_done(house: Server, station: Client, screens: Screens) -> None:
    status, answer = station.tap("/visits", actor="mei", booking=2031)
    assert status == 201 and station.tap(f"/visits/{answer['visit']}/greeting", actor="mei")[0] == 201
    page = screens.open(station, "/station/mei", PHONE)
    finished = page.locator(f"#visit-{answer['visit']} .go button.main")
    finished.click()
    expect(page.locator("#said")).not_to_be_empty()
    page.locator("[data-tick-all]").click()
    finished.click()
    expect(page.locator(f"#visit-{answer['visit']} .cue").first).to_be_visible()
    expect(page.locator("#said")).to_be_empty(timeout=2000)  # it would stand for eight seconds


def test_under_more_stand_who_helps_and_who_walks_and_the_tap_takes_them_along(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = on_the_way(house, station)
    page = screens.open(station, "/station/lin", TABLET)
    page.locator(f"#incoming-{visit}-more summary").click()
    page.locator(f"#incoming-{visit} [name=assistant]").select_option("jo")
    expect(page.locator(f"#incoming-{visit} [name=minutes_ago] option:not([hidden])")).to_have_count(1)
    assert station.tap(f"/visits/{visit}/moods", actor="mei", mood="calm")[0] == 201  # the card is drawn anew
    expect(page.locator(f"#incoming-{visit} .mood")).to_contain_text("calm")
    page.locator(f"#incoming-{visit} .acceptance button", has_text="grandchildren").click()
    card = page.locator(f"#visit-{visit}")
    expect(card.locator(".cue", has_text="I am Lin, and this is Jo.")).to_be_visible()
    card.locator(f"#visit-{visit}-beside > summary").click()
    card.locator(f"#visit-{visit}-walker button", has_text="Jo").click()
    expect(card.locator(".walking")).to_be_visible()
    told = house.device("desk").get("/events?limit=1000")["events"]
    assert next(one["body"]["walker"] for one in reversed(told) if one["type"] == "HandoffOffered") == "jo"


def test_the_code_of_their_own_page_is_held_out_to_them_and_says_so_in_their_language(
    house: Server, station: Client, screens: Screens
) -> None:
    status, answer = station.tap("/visits", actor="mei", booking=2031, language="zh_Hans")
    assert status == 201 and station.tap(f"/visits/{answer['visit']}/greeting", actor="mei")[0] == 201
    page = screens.open(station, "/station/mei", PHONE)
    card = page.locator(f"#visit-{answer['visit']}")
    card.locator("[id$=-beside] > summary").click()
    card.locator("[id$=-page-code] > summary").click()
    expect(card.get_by_role("img", name="QR code of the party’s own page")).to_be_in_viewport()
    page.wait_for_function("() => document.querySelector('.held-out img').naturalWidth > 0")
    expect(card.locator(".held-out figcaption")).to_have_attribute("lang", "zh-Hans")
    expect(card.locator(".held-out figcaption")).to_contain_text("Wi-Fi")
    assert page.locator(".held-out .qr").evaluate("one => one.clientWidth") >= 200
    assert barriers(page) == []


@pytest.mark.parametrize("size", [(1024, 768), (768, 1024), (360, 740)])
@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_nothing_sticks_out_of_a_card_with_several_parties_an_offer_and_guests_not_seen_for_long(
    house: Server, station: Client, screens: Screens, size: tuple[int, int], locale: str
) -> None:
    on_the_way(house, station)
    add_bookings(house, booking_line(2033, names="Ada Okafor,"))
    third = int(station.tap("/visits", actor="mei", booking=2033)[1]["visit"])
    assert station.tap(f"/visits/{third}/gate", actor="mei")[0] == 201
    page = screens.open(station, "/station/mei", size, locale=locale)
    page.locator(".walking").wait_for()
    # As after a day without care: the moments themselves are the clock's.
    page.evaluate("document.querySelectorAll('.guest .dues > li').forEach((one) => one.hidden = false)")
    assert page.evaluate(OUTSIDE) == []
    page = screens.open(station, "/station/lin", size, locale=locale)
    page.locator(".incoming .acceptance .btn").first.wait_for()
    assert page.evaluate(OUTSIDE) == []


def test_a_word_beside_the_face_goes_with_one_tap_and_who_has_none_taps_once(
    house: Server, station: Client, screens: Screens
) -> None:
    visit = on_the_way(house, station)
    assert (
        station.tap(f"/visits/{visit}/handoff/acceptance", actor="lin", wish=station.get(f"/visits/{visit}")["wish"])[0]
        == 201
    )
    lin, zhao = (screens.open(station, f"/station/{who}", TABLET) for who in ("lin", "zhao"))
    card = lin.locator(f"#visit-{visit}")
    card.locator(".a-word summary").click()
    card.locator(".a-word input").fill("shy before  the lens")
    card.locator(".a-word input").press("Enter")  # taps no face
    assert station.tap(f"/visits/{visit}/cares", actor="mei", kind="water")[0] == 201  # the card is drawn anew
    assert station.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="zhao", stage="studio")[0] == 201
    incoming = zhao.locator(f"#incoming-{visit}")
    expect(incoming.locator(".mood")).to_contain_text("earlier")
    expect(card.locator(".a-word input")).to_have_value("shy before  the lens")
    card.get_by_role("button", name="calm").click()
    expect(incoming.locator(".mood")).to_contain_text("calm shy before the lens")
    expect(card.locator(".a-word input")).to_have_value("")
    expect(card.locator(".a-word input")).to_be_hidden()
    card.get_by_role("button", name="tired").click()
    expect(incoming.locator(".mood")).to_contain_text("tired")
    expect(incoming.locator(".mood q")).to_have_count(0)
