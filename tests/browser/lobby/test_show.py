"""The idle screen: consented samples melt into each other, and new settings wait for whoever is in the middle."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from ...serving import Client, Server
from ...web.bookings import booking_line
from ...web.party import page_of
from .conftest import open_studio, paired
from .guest import Guest

pytestmark = pytest.mark.browser

SHOWN = "#show .sample.is-here"


@pytest.fixture(scope="module")
def showing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two samples, and one whose people no longer agree."""
    folder = tmp_path_factory.mktemp("samples")
    samples = folder / "media" / "samples"
    samples.mkdir(parents=True)
    for name, colour in (("1.jpg", "tan"), ("2.png", "wheat"), ("3.jpg", "black")):
        Image.new("RGB", (1200, 800), colour).save(samples / name)
    (samples / "3.no-consent").touch()
    with open_studio(
        folder, booking_line(2001), settings='[lobby]\nnotices = ["Open until eight tonight."]\n'
    ) as server:
        yield server


def test_the_samples_take_turns_and_nothing_flashes_in_between(chromium: Browser, showing: Server) -> None:
    context = paired(chromium, showing)
    page = Guest(context.pages[0], showing).come().page
    expect(page.locator(SHOWN)).to_have_count(1)
    first = page.locator(SHOWN).first.get_attribute("src")
    expect(page.locator(f"{SHOWN}:not([src='{first}'])")).to_have_count(1)
    # the new one lies over the old one, and that over the drawn picture, which never goes
    assert page.locator("#show img:not(.sample)").count() == 1
    expect(page.locator(SHOWN)).to_have_count(1)
    assert page.locator("#samples li").count() == 2
    expect(page.locator(".notices")).to_have_text("Open until eight tonight.")
    context.close()


def test_who_dislikes_motion_sees_pictures_change_without_any(chromium: Browser, showing: Server) -> None:
    context = paired(chromium, showing, reduced_motion="reduce")
    page = Guest(context.pages[0], showing).come().page
    expect(page.locator(SHOWN)).to_have_count(1)
    moving = "one => [getComputedStyle(one).transitionDuration, getComputedStyle(one).animationName]"
    assert page.locator(SHOWN).evaluate(moving) == ["0s", "none"]
    context.close()


def test_touching_a_sample_begins(chromium: Browser, showing: Server) -> None:
    context = paired(chromium, showing)
    guest = Guest(context.pages[0], showing).come()
    expect(guest.page.locator(SHOWN)).to_have_count(1)
    guest.page.touchscreen.tap(300, 200)
    guest.sees("language")
    context.close()


def test_new_settings_wait_for_whoever_is_in_the_middle(chromium: Browser, showing: Server) -> None:
    context = paired(chromium, showing)
    guest = Guest(context.pages[0], showing).come()
    renew = "document.dispatchEvent(new CustomEvent('live:renew', { cancelable: true }))"
    assert guest.page.evaluate(renew) is True  # nobody here: the page may be fetched anew
    guest.arrives("2001", "Chen")
    assert guest.page.evaluate(renew) is False
    guest.page.evaluate("document.documentElement.dataset.old = ''")
    guest.tap("[data-does=back] button")
    guest.page.tap("[data-key=back]")
    guest.page.wait_for_selector("html:not([data-old]) [data-at=attract]")  # the next one has a fresh page
    context.close()


def test_a_picture_leaves_the_screen_as_soon_as_its_people_take_their_consent_back(
    chromium: Browser, tmp_path: Path
) -> None:
    theirs = tmp_path / "media" / "samples" / "2001"
    theirs.mkdir(parents=True)
    Image.new("RGB", (1200, 800), "tan").save(theirs / "laughing.jpg")
    with open_studio(tmp_path, booking_line(2001)) as studio:
        visit = studio.device("desk").tap("/visits", actor="mei", booking=2001)[1]["visit"]
        consents = f"{page_of(studio, visit)}/consents"
        own = Client(studio)
        assert own.tap(consents, use="samples", is_given=True)[0] == 201
        context = paired(chromium, studio)
        guest = Guest(context.pages[0], studio).come()
        expect(guest.page.locator(SHOWN)).to_have_count(1)
        guest.tap("[data-does=arrive] button")
        guest.sees("digits")  # no picture takes its turn now: only the answer itself can take it away
        assert own.tap(consents, use="samples", is_given=False)[0] == 201
        expect(guest.page.locator("#show .sample")).to_have_count(0)
        context.close()
