"""Every step, in every language and size: readable, reachable, and the way to a person always in the same corner."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from ...serving import Server
from ..axe import barriers
from .conftest import Houses, paired
from .guest import HUMAN, NAME, Guest

pytestmark = pytest.mark.browser

SIZES = {"1280x800": (1280, 800), "1024x768": (1024, 768), "768x1024": (768, 1024), "390x844": (390, 844)}
LANGUAGES = ("en", "zh_Hans", "zh_Hant")
BOOKINGS = iter(range(2013, 2060))


def steps(guest: Guest, language: str) -> Iterator[str]:
    """Goes through all steps; stands still at each."""
    guest.come(language)
    yield "attract"
    guest.page.touchscreen.tap(300, 200)
    guest.sees("language")
    yield "language"
    guest.presses(f"[data-step=language] [value={language}]")
    guest.sees("digits")
    yield "digits"
    guest.tap("[data-does=just-looking] button")
    yield "reason"
    guest.tap("[data-does=reason] button >> nth=0")
    guest.sees("source")
    yield "source"
    guest.come(language).scans("HTTP://EVIL.EXAMPLE")
    guest.sees("foreign")
    yield "foreign"
    guest.tap("[data-does=again] button")
    guest.digits("9999")
    yield "name"
    guest.page.fill("#family-name", "Nobody")
    guest.tap("[data-does=find] button")
    guest.sees("not_found")
    yield "not_found"
    guest.come(language).arrives("2091", "Chen")
    guest.tap("[data-does=find] button")
    guest.sees("another_time")
    yield "another_time"
    booking = str(next(BOOKINGS))
    guest.come(language).is_found(booking, "Chen")
    yield "confirm"
    guest.tap("[data-does=check-in] button")
    guest.sees("done")
    yield from asked(guest)
    guest.tap(HUMAN)
    guest.hears_that_it_rings()
    yield "coming"


def asked(guest: Guest) -> Iterator[str]:
    """Every question after a check-in, up to what happens next."""
    questions = guest.page.locator(".arrived [data-ask]").evaluate_all("asked => asked.map(one => one.dataset.ask)")
    assert len(questions) > 5
    for question in questions:
        guest.is_asked(question)
        yield question
        if question != "next":
            guest.skips()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(guest: Guest, language: str) -> None:
    for step in steps(guest, language):
        assert barriers(guest.page) == [], step


def test_a_reader_begins_at_the_heading_of_every_step(guest: Guest) -> None:
    """The name is to be typed: there it is the field, which the heading names."""
    for step in steps(guest, "en"):
        if step != "attract":  # nobody came there from another step
            expect(guest.page.locator(NAME if step == "name" else "h1:visible"), step).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_to_an_idle_guest_is_within_everybodys_reach(
    chromium: Browser, asking: Server, language: str
) -> None:
    context = paired(chromium, asking, viewport={"width": 768, "height": 1024})
    guest = Guest(context.pages[0], asking).come(language)
    guest.tap("[data-does=arrive] button")
    guest.page.wait_for_selector("dialog[open]", timeout=30000)
    assert barriers(guest.page) == []
    assert too_small(guest.page) == []
    expect(guest.page.locator("dialog [value=stay]")).to_be_focused()
    context.close()


def too_small(page: Page) -> list[object]:
    """Targets under 64 px (the one thing to do: 88), and everything that does not fit the screen's width. On a phone, which is
    in the hand, the languages are a finger wide and no more."""
    found: list[object] = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll("button, input:not([type=hidden])")];
            const touched = all.map((one) => one.type === "checkbox" ? one.closest("label") : one);
            const shown = touched.filter((one) => one.checkVisibility());
            const small = shown.filter((one) => {
                const { width, height } = one.getBoundingClientRect();
                const isBeside = innerWidth < 600 && one.closest(".languages");
                const least = one.classList.contains("main") ? 88 : isBeside ? 44 : 64;
                return Math.round(height) < least || Math.round(width) < Math.min(least, 64);
            });
            const wide = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
            return [...small.map((one) => one.outerHTML), ...wide];
        }"""
    )
    return found


class Stood(NamedTuple):
    """What was measured on one step."""

    step: str
    small: list[object]
    main: int
    corner: tuple[int, int]
    near: list[object]


@pytest.fixture(scope="module", params=SIZES)
def walked(request: pytest.FixtureRequest, chromium: Browser, houses: Houses) -> list[Stood]:
    """Every step on a screen of each size, gone through once and measured for all who ask."""
    width, height = SIZES[request.param]
    studio = houses.on("eventlet")
    context = paired(chromium, studio, viewport={"width": width, "height": height})
    guest = Guest(context.pages[0], studio)
    found = [measured(step, guest.page) for step in steps(guest, "en")]
    context.close()
    return found


def measured(step: str, page: Page) -> Stood:
    box = page.locator(HUMAN).bounding_box()
    assert box, step
    corner = (round(box["x"] + box["width"]), round(box["y"] + box["height"]))
    small, main, near = too_small(page), page.locator(".btn.main:visible").count(), too_near(page)
    page.evaluate("scrollTo(0, 0)")
    return Stood(step, small, main, corner, near)


def test_every_target_is_large_enough_for_a_finger(walked: list[Stood]) -> None:
    assert [(one.step, one.small) for one in walked if one.small] == []
    assert [one.step for one in walked if one.main > 1] == []


def test_i12_the_way_to_a_person_is_in_the_same_corner_on_every_step(walked: list[Stood]) -> None:
    assert len({one.corner for one in walked}) == 1


def test_two_targets_are_twelve_pixels_apart(walked: list[Stood]) -> None:
    assert [(one.step, one.near) for one in walked if one.near] == []


GESTURES = {
    "menu": "document.body.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))",
    "drag": "document.images[0].dispatchEvent(new DragEvent('dragstart', { bubbles: true, cancelable: true }))",
    "zoom": "document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true }))",
}


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_tablet_on_a_stand_has_no_menus_drags_or_zoom(guest: Guest, gesture: str) -> None:
    assert guest.page.evaluate(GESTURES[gesture]) is False  # the browser was told not to


def test_nothing_can_be_selected_but_what_is_typed(guest: Guest) -> None:
    assert guest.page.evaluate("getComputedStyle(document.querySelector('h1')).userSelect") == "none"
    assert guest.page.evaluate("getComputedStyle(document.body).touchAction") == "pan-x pan-y"


@pytest.mark.parametrize("size", SIZES)
def test_everyone_on_duty_has_a_whole_face_on_the_idle_screen(chromium: Browser, studio: Server, size: str) -> None:
    width, height = SIZES[size]
    context = paired(chromium, studio, viewport={"width": width, "height": height})
    guest = Guest(context.pages[0], studio).come()
    on_duty = sum(person["on_duty"] for person in studio.device("desk").get("/staff")["staff"])
    faces = guest.page.evaluate(
        """() => {
            const picture = document.getElementById("show").getBoundingClientRect();
            const team = document.querySelector(".team").getBoundingClientRect();
            return [...document.querySelectorAll(".team li")].filter((one) => {
                const face = one.getBoundingClientRect();
                const lies = (box) => face.top >= box.top && face.right <= box.right && face.bottom <= box.bottom;
                return team.top >= 0 && lies(picture) && lies(team);
            }).length;
        }"""
    )
    assert faces == on_duty > 8
    context.close()


def too_near(page: Page) -> list[object]:
    """Buttons above the foot, where the page is scrolled to its end, that come nearer to it than a finger is sure of."""
    found: list[object] = page.evaluate(
        """() => {
            scrollTo(0, document.documentElement.scrollHeight);
            const human = document.querySelector(".foot .human").getBoundingClientRect();
            const all = [...document.querySelectorAll("#steps button, #languages button")];
            const others = all.filter((one) => one.checkVisibility());
            const near = others.filter((one) => {
                const { left, right, top, bottom } = one.getBoundingClientRect();
                const across = Math.max(left - human.right, human.left - right);
                return Math.round(Math.max(across, human.top - bottom, top - human.bottom)) < 12;
            });
            return near.map((one) => one.outerHTML);
        }"""
    )
    return found
