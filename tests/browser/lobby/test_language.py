"""Who touches the idle screen anywhere but on a button chooses a language first; who has read the button has chosen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ...serving import Server
from .conftest import open_studio, paired
from .guest import Guest
from .test_traces import PATIENCE_MS

pytestmark = pytest.mark.browser

CHOICES = "[data-step=language] [data-does=speak] button"
ANYWHERE = (300, 200)
NAMES = {"en": "English", "zh_Hans": "简体中文", "zh_Hant": "繁體中文"}


@pytest.fixture
def asked(guest: Guest) -> Guest:
    guest.page.touchscreen.tap(*ANYWHERE)
    guest.sees("language")
    return guest


@pytest.fixture
def english_only(tmp_path: Path) -> Iterator[Server]:
    with open_studio(tmp_path, settings='[studio]\nlanguage = "en"\nlanguages = ["en"]\n') as server:
        yield server


def test_a_touch_anywhere_asks_for_the_language_in_everybodys_own_words(asked: Guest) -> None:
    choices = asked.page.locator(f"{CHOICES}:visible")
    assert choices.all_inner_texts() == list(NAMES.values())
    assert min(choices.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")) >= 100
    expect(choices.nth(1)).to_have_attribute("lang", "zh-Hans")
    expect(asked.page.locator("#languages")).to_be_hidden()  # one way to choose, not two
    asked.tap(f"{CHOICES}[value=zh_Hant]")
    asked.sees("digits")
    expect(asked.page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(asked.page.locator("h1:visible")).to_be_focused()


def test_who_reads_the_button_is_not_asked(guest: Guest) -> None:
    """And so stays within four taps: test_check_in counts them."""
    guest.tap("[data-does=arrive] button")
    guest.sees("digits")


def test_one_language_is_no_question(chromium: Browser, english_only: Server) -> None:
    context = paired(chromium, english_only)
    guest = Guest(context.pages[0], english_only).come()
    guest.page.touchscreen.tap(*ANYWHERE)
    guest.sees("digits")
    context.close()


def test_a_keyboard_chooses_the_language(asked: Guest) -> None:
    expect(asked.page.locator("h1:visible")).to_be_focused()  # where a reader begins
    asked.page.keyboard.press("Tab")
    expect(asked.page.locator(CHOICES).first).to_be_focused()
    asked.page.keyboard.press("Tab")
    asked.page.keyboard.press("Enter")
    asked.sees("digits")
    expect(asked.page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_digits_that_are_typed_at_once_count(asked: Guest) -> None:
    asked.page.keyboard.type("2061", delay=80)
    asked.sees("name")
    asked.has_typed("2061")


def test_back_leads_to_the_idle_screen(asked: Guest) -> None:
    asked.presses("[data-step=language] [data-does=finish] button")
    asked.sees("attract")


def test_the_second_half_of_a_double_touch_chooses_nothing(guest: Guest) -> None:
    guest.page.touchscreen.tap(*ANYWHERE)
    guest.sees("language")
    box = guest.page.locator(CHOICES).first.bounding_box()
    assert box
    guest.come()
    guest.page.mouse.dblclick(box["x"] + 200, box["y"] + box["height"] / 2)
    guest.sees("language")


def test_an_idle_guest_is_asked_whether_they_are_there_and_then_forgotten(chromium: Browser, impatient: Server) -> None:
    context = paired(chromium, impatient)
    guest = Guest(context.pages[0], impatient).come()
    guest.page.touchscreen.tap(*ANYWHERE)
    guest.sees("language")
    guest.page.wait_for_selector("dialog[open]", timeout=PATIENCE_MS)
    guest.page.wait_for_selector("[data-at=attract]", timeout=PATIENCE_MS)
    context.close()
