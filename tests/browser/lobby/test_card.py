"""The printed card beside the scanner: all that the lobby does can be done with the scanner alone."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, expect

from kiosk.config import Settings
from kiosk.queries.lobby_card import groups_of_codes

from ...serving import Client, Server
from ...web.party import shown
from ..conftest import Screens
from .conftest import ON_BOTH_ENGINES, paired
from .guest import NAME, Guest
from .test_ways_in import code_of

pytestmark = pytest.mark.browser

# The words that the tablet's own script knows.
KNOWN = "async () => (await import(`/static/${document.body.dataset.build}/js/lobby/card.js`)).WORDS"
TOLD = ("SessionChecked", "CompanyTold", "WishTold", "NeedsTold", "ConsentAnswered", "PlateTold")


def shows(guest: Guest, *words: str) -> None:
    """Cards, one after the other, as slowly as a hand lays them."""
    for word in words:
        guest.scans(f"HTHD-{word}")


def ends(guest: Guest, word: str) -> None:
    """With this card the guest is forgotten, and the next one has a fresh page."""
    guest.page.evaluate("document.documentElement.dataset.old = ''")
    shows(guest, word)
    guest.page.wait_for_selector("html:not([data-old]) [data-at=attract]")
    guest.page.wait_for_load_state()


def told(desk: Client, after: int) -> list[tuple[str, dict[str, object]]]:
    """What guests have told since, in order."""
    events = desk.get(f"/events?after={after}")["events"]
    return [(event["type"], event["body"]) for event in events if event["type"] in TOLD]


@ON_BOTH_ENGINES
def test_the_scanner_alone_checks_in_and_answers_every_question(guest: Guest, studio: Server, desk: Client) -> None:
    before = desk.get("/events")["seq"]
    number = 2055
    guest.scans(code_of(studio, number))
    guest.sees("confirm")
    shows(guest, "YES")
    guest.is_asked("session")
    shows(guest, "YES")
    guest.is_asked("company")
    shows(guest, "PICK-TWO", "PICK-TWO", "PICK-FOUR", "YES")  # two more people, one of them a child
    guest.is_asked("wish")
    shows(guest, "KEY-H", "KEY-I", "KEY-SPACE", "KEY-TWO", "KEY-DELETE", "KEY-THREE", "YES")
    guest.is_asked("needs")
    shows(guest, "PICK-ONE", "PICK-THREE", "YES")
    guest.is_asked("consent-board")
    shows(guest, "NOTHANKS")
    guest.is_asked("consent-samples")
    shows(guest, "YES")
    guest.is_asked("consent-marketing")
    shows(guest, "BACK")
    guest.is_asked("consent-samples")
    shows(guest, "NEXT", "NEXT")
    guest.is_asked("plate")
    shows(guest, "KEY-A", "KEY-SEVEN", "YES")
    guest.is_asked("next")
    ends(guest, "YES")
    found = told(desk, before)
    assert [kind for kind, _ in found] == [*TOLD[:5], *TOLD[4:]]
    session, company, wish, needs, board, samples, plate = (body for _, body in found)
    assert session["is_right"] and (company["size"], company["children"]) == (4, 1)
    assert (wish["wish"], plate["plate"]) == ("HI 3", "A7")
    assert needs["needs"] == [one.key for one in Settings().needs[:3:2]]
    assert [(one["use"], one["is_given"]) for one in (board, samples)] == [("board", False), ("samples", True)]


def test_the_scanner_alone_finds_a_booking_without_its_code(guest: Guest) -> None:
    shows(guest, "YES")
    guest.sees("digits")
    shows(guest, "KEY-TWO", "KEY-ZERO", "KEY-FIVE", "KEY-ZERO")
    guest.sees("name")
    shows(guest, "KEY-C", "KEY-H", "KEY-E", "KEY-N", "YES")
    guest.sees("confirm")


def test_the_scanner_alone_has_had_enough_of_questions_speaks_another_language_and_begins_anew(
    guest: Guest, studio: Server
) -> None:
    guest.scans(code_of(studio, 2051))
    guest.sees("confirm")
    shows(guest, "SPEAK-ZH_HANS")
    expect(guest.page.locator("#answer h1")).not_to_have_text("Is this you?")  # the question itself has come anew
    shows(guest, "YES")
    guest.is_asked("session")
    shows(guest, "ENOUGH")
    guest.is_asked("next")
    ends(guest, "START")
    guest.page.wait_for_selector("body[data-locale=en]")


def test_what_there_is_to_choose_from_is_numbered_from_the_first_card_on(guest: Guest, studio: Server) -> None:
    """Nobody picks a number that they have not seen."""
    guest.checks_in("2052", "Chen")
    numbered = guest.page.locator("[data-number]")
    expect(numbered).to_have_count(0)
    shows(guest, "PICK-ONE")
    guest.is_asked("session")
    choices = guest.page.locator(".asked:not([hidden]) form .btn >> visible=true")
    expect(numbered).to_have_count(choices.count() - 2)  # skip and no more questions have codes of their own
    assert numbered.evaluate_all("all => all.map(one => one.dataset.number)") == [
        str(one + 1) for one in range(numbered.count())
    ]


def test_a_card_shows_that_somebody_is_still_there(chromium: Browser, asking: Server) -> None:
    context = paired(chromium, asking)
    guest = Guest(context.pages[0], asking).come()
    shows(guest, "YES")
    guest.sees("digits")
    guest.page.wait_for_selector("dialog[open]", timeout=30000)
    shows(guest, "YES")
    expect(guest.page.locator("dialog[open]")).to_have_count(0)
    guest.sees("digits")
    guest.page.wait_for_selector("dialog[open]", timeout=30000)
    ends(guest, "START")
    context.close()


def test_the_scanner_alone_tells_how_it_was(guest: Guest, studio: Server, desk: Client) -> None:
    """From the idle screen to the feedback station, stage after stage, with words, and back."""
    before = desk.get("/events")["seq"]
    shows(guest, "LEAVING")
    guest.page.wait_for_url("**/feedback?*")
    guest.page.wait_for_load_state()
    numbered = guest.page.locator("[data-number]")
    shows(guest, "PICK-ONE")
    expect(numbered).to_have_count(4)  # nobody picks a number that they have not seen
    first = guest.page.locator("fieldset >> nth=0").locator(":checked")
    expect(first).to_have_count(0)
    shows(guest, "PICK-TWO")
    expect(first).to_have_value("content")
    shows(guest, "NEXT", "PICK-FOUR", "KEY-O", "KEY-K", "YES")
    guest.page.wait_for_url("**/feedback?step=thanks*")
    [given] = [one["body"] for one in desk.get(f"/events?after={before}")["events"] if one["type"] == "FeedbackGiven"]
    assert [face for _, face in given["faces"]] == ["content", "unhappy"]
    assert "OK" in shown(desk, "/desk/feedback")
    guest.come()
    shows(guest, "LEAVING")
    guest.page.wait_for_url("**/feedback?*")
    guest.page.wait_for_load_state()
    ends(guest, "BACK")


def test_a_card_leaves_nothing_in_the_field_that_was_open(guest: Guest) -> None:
    guest.arrives("2053")
    guest.page.focus(NAME)
    shows(guest, "KEY-A")
    expect(guest.page.locator(NAME)).to_have_value("A")


def test_every_code_of_the_printed_card_can_be_read_and_the_tablet_knows_its_word(
    screens: Screens, studio: Server, guest: Guest
) -> None:
    page = screens.open(studio.device("desk"), "/desk/lobby-card", (1280, 2400))
    drawn = page.locator(".codes figure")
    wanted = [code.text for group in groups_of_codes(Settings()) for code in group.codes]
    expect(drawn).to_have_count(len(wanted))
    picture = Image.open(BytesIO(page.screenshot(full_page=True)))
    assert {one.text for one in zxingcpp.read_barcodes(picture)} == set(wanted)
    assert {text.split("-")[1] for text in wanted} == set(guest.page.evaluate(KNOWN))


@pytest.mark.parametrize("step", ["attract", "digits", "confirm"])
def test_the_scanner_alone_calls_a_person(guest: Guest, studio: Server, step: str) -> None:
    if step == "digits":
        guest.tap("[data-does=arrive] button")
    if step == "confirm":
        guest.scans(code_of(studio, 2049))
    guest.sees(step)
    guest.scans("HTHD-PERSON")
    guest.hears_that_it_rings()


def test_the_scanner_alone_is_enough_for_who_is_just_looking(guest: Guest, studio: Server, desk: Client) -> None:
    code = f"HTHD-LOOKING-{guest.page.locator('[data-does=source][data-reason] button').first.get_attribute('value')}"
    before = len(desk.get("/visits")["visits"])
    guest.scans(code.upper())
    expect(guest.page.locator("#room")).to_have_attribute("data-at", re.compile("^(done|coming)$"))
    assert len(desk.get("/visits")["visits"]) == before + 1


def test_the_scanner_alone_goes_back(guest: Guest, studio: Server) -> None:
    guest.scans(code_of(studio, 2049))
    guest.sees("confirm")
    guest.scans("HTHD-BACK")
    guest.sees("digits")
    ends(guest, "BACK")
