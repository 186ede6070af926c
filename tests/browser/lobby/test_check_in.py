"""The door: a booked customer is in somebody's hands after four taps, in any language, with any keyboard and patience."""

import json
import re
import time
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from ...crowd import crowded
from ...serving import Client, Server
from ..axe import barriers
from .conftest import ON_BOTH_ENGINES, paired
from .guest import HUMAN, NAME, Guest

pytestmark = pytest.mark.browser


def visits_of(desk: Client, number: int) -> list[dict[str, object]]:
    return [visit for visit in desk.get("/visits")["visits"] if visit["number"] == number]


def calls(desk: Client) -> list[dict[str, object]]:
    return [event for event in desk.get("/events?limit=1000")["events"] if event["type"] == "CallRaised"]


def take_call(desk: Client, staff: str) -> None:
    """Somebody of reception goes to whoever rang last."""
    call = calls(desk)[-1]["body"]
    assert isinstance(call, dict)
    assert desk.tap(f"/calls/{call['id']}/taking", actor=staff)[0] == 201


def look_up(device: Client, digits: str, name: str) -> tuple[int, bytes]:
    """What the lobby's script gets: status and fragment."""
    fields = urlencode({"command_id": uuid4().hex, "digits": digits, "name": name})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html", "X-Fragment": "1"}
    status, _, content = device.request("POST", "/lobby/lookups", fields, headers)
    return status, content


@ON_BOTH_ENGINES
def test_a_booked_customer_is_in_named_hands_after_four_taps(guest: Guest, desk: Client) -> None:
    guest.checks_in("2001", "chen")
    guest.hears("We are telling Mei.")
    assert [visit["holder"] for visit in visits_of(desk, 2001)] == ["mei"]
    guest.wants_no_more_questions()
    assert guest.taps <= 4
    guest.reads("We are telling Mei.")
    expect(guest.page.locator(".picture img:visible")).to_have_attribute("alt", "Mei Wang")
    expect(guest.page.locator(".board-word b")).not_to_be_empty()


def test_a_whole_check_in_takes_a_script_no_twenty_seconds(guest: Guest, desk: Client) -> None:
    started = time.monotonic()
    guest.checks_in("2012", "Chen")
    guest.tap("[name=is_right][value=true]")
    guest.is_asked("company")
    guest.wants_no_more_questions()
    guest.tap("[data-does=finish] button")
    guest.sees("attract")
    assert (time.monotonic() - started) * 1000 <= crowded(20_000)


def test_the_confirmation_shows_masked_names_and_nothing_of_the_booking_but_its_time(guest: Guest) -> None:
    with guest.page.expect_response("**/lobby/lookups") as found:
        guest.is_found("2002", "Li")
    told = found.value.text()
    assert "Ms C***" in told and "Mr L***" in told
    for canary in ("Chen", "1380013", "4999", "Classic", "2002", "shoot", "Shoot"):
        assert canary not in told.partition('name="ticket"')[0]


def test_an_impatient_double_tap_checks_in_once(guest: Guest, desk: Client) -> None:
    guest.tap("[data-does=arrive] button")
    guest.digits("2003")
    guest.page.fill(NAME, "Chen")
    guest.page.dblclick("[data-does=find] button")
    guest.sees("confirm")
    guest.page.dblclick("[data-does=check-in] button")
    guest.sees("done")
    assert len(visits_of(desk, 2003)) == 1


def test_the_second_half_of_a_double_tap_does_not_fall_through_to_the_next_step(guest: Guest) -> None:
    guest.page.dblclick("[data-does=arrive] button")
    guest.sees("digits")
    expect(guest.page.locator(".digits .filled")).to_have_count(0)


def test_who_is_here_already_hears_who_is_coming_once_somebody_is(guest: Guest, desk: Client) -> None:
    guest.checks_in("2004", "Chen")
    guest.come().arrives("2004", "Chen")
    guest.tap("[data-does=find] button")
    guest.sees("already_here")
    guest.reads("We have rung for a colleague.")
    take_call(desk, "anna")
    expect(guest.page.locator("h1:visible")).to_have_text("Anna is coming to you.")
    assert len(visits_of(desk, 2004)) == 1


def test_none_and_many_look_alike(studio: Server) -> None:
    device = studio.device("lobby")
    none, many = (look_up(device, digits, "Chen") for digits in ("7770", "7777"))
    assert none == many
    assert none[0] == 201


def test_not_found_is_kind_and_leads_back_with_the_name_kept(guest: Guest) -> None:
    guest.arrives("2005", "Cheng")
    guest.tap("[data-does=find] button")
    guest.sees("not_found")
    guest.tap("[data-does=again] button")
    guest.digits("2005")
    expect(guest.page.locator(NAME)).to_have_value("Cheng")


def test_after_five_misses_a_person_is_called(guest: Guest, desk: Client) -> None:
    before = len(calls(desk))
    guest.tap("[data-does=arrive] button")
    for tries in range(5):
        guest.digits("9999")
        guest.page.fill(NAME, "Nobody")
        guest.tap("[data-does=find] button")
        if tries < 4:
            guest.sees("not_found")
            guest.tap("[data-does=again] button")
    guest.hears_that_it_rings()
    assert len(calls(desk)) == before + 1


def test_somebody_comes_when_called_from_any_step(guest: Guest, desk: Client) -> None:
    before = len(calls(desk))
    guest.is_found("2006", "Chen")
    guest.tap(HUMAN)
    guest.hears_that_it_rings()
    with guest.page.expect_response("**/calls"):
        guest.page.press(HUMAN, "Enter")
    guest.hears_that_it_rings()
    assert len(calls(desk)) == before + 1  # asking twice keeps ringing as one call
    assert json.dumps(calls(desk)[-1]).count("Lobby") == 1


def test_switching_language_loses_nothing_that_was_typed(guest: Guest) -> None:
    guest.arrives("2007", "Chen")
    guest.tap("#speak-zh_Hans")
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(guest.page.locator(NAME)).to_have_value("Chen")
    guest.has_typed("2007")
    guest.tap("[data-does=find] button")
    guest.sees("confirm")
    with guest.page.expect_response("**/lobby/lookups") as again:
        guest.tap("#speak-zh_Hant")
    assert 'data-fragment="confirm"' in again.value.text()
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-Hant")
    guest.tap("[data-does=check-in] button")
    guest.sees("done")


# By question: what is touched before the answer, with which key or what is typed into it, and the button that answers.
BY_KEYS: dict[str, tuple[list[tuple[str, str]], str]] = {
    "session": ([], "[name=is_right]"),
    "company": ([("[data-by='1'] >> nth=0", "Enter")], ".btn.main"),
    "wish": ([("[name=wish][type=text]", "Laughing")], ".answer-line .btn"),
    "needs": ([("[value=classic]", "Space")], ".btn.main"),
    "consent-board": ([], "[name=is_given][value=false]"),
    "consent-samples": ([], "[name=is_given][value=true]"),
    "consent-marketing": ([], "[name=is_given][value=false]"),
    "plate": ([("[name=plate]", "b123")], ".btn.main"),
}


def reach(guest: Guest, selector: str) -> None:
    """Tab after tab, to whatever answers."""
    wanted = guest.page.locator(f".arrived [data-ask]:not([hidden]) {selector}")
    for _ in range(30):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        guest.page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {selector}")


def test_a_keyboard_alone_is_enough(guest: Guest, desk: Client) -> None:
    press = guest.page.keyboard.press
    before = desk.get("/events")["seq"]
    press("Tab")
    press("Enter")
    guest.sees("digits")
    guest.page.keyboard.type("2008", delay=80)
    guest.sees("name")
    guest.page.keyboard.type("Chen", delay=20)
    press("Enter")
    guest.sees("confirm")
    press("Tab")
    press("Enter")
    guest.sees("done")
    questions = guest.page.locator(".arrived [data-ask]").evaluate_all("asked => asked.map(one => one.dataset.ask)")
    for question in questions[:-1]:
        guest.is_asked(question)
        keys, answer = BY_KEYS[question]
        for field, key in keys:
            reach(guest, field)
            (press if key in ("Enter", "Space") else guest.page.keyboard.type)(key)
        reach(guest, answer)
        press("Enter")
    guest.is_asked("next")
    told = [(one["type"], one["body"]) for one in desk.get(f"/events?after={before}")["events"]]
    answers = dict(told)
    assert answers["SessionChecked"]["is_right"] and answers["CompanyTold"]["size"] == 3
    assert answers["WishTold"]["wish"] == "Laughing" and answers["NeedsTold"]["needs"] == ["classic"]
    assert [body["is_given"] for kind, body in told if kind == "ConsentAnswered"] == [False, True, False]
    assert answers["PlateTold"]["plate"] == "B123"


def test_a_scanner_that_types_a_whole_number_leaves_its_last_four(guest: Guest) -> None:
    guest.scans("13800132009")
    guest.sees("name")
    guest.has_typed("2009")
    expect(guest.page.locator(NAME)).to_have_value("")


def test_full_width_digits_are_digits(guest: Guest) -> None:
    for key in "２０１０":
        guest.page.evaluate("key => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))", key)
    guest.sees("name")
    guest.has_typed("2010")


# Whether an Enter that an input method has had goes on to send the form.
CLOSING = """(field, said) => field.dispatchEvent(
  new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...said }))"""


def test_enter_that_closes_an_input_method_is_no_answer(guest: Guest) -> None:
    guest.arrives("2101")
    asked: list[str] = []
    guest.page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    method = guest.page.context.new_cdp_session(guest.page)
    method.send("Input.imeSetComposition", {"text": "chen", "selectionStart": 4, "selectionEnd": 4})
    method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229})
    method.send("Input.insertText", {"text": "陈"})
    for said in ({"isComposing": True}, {"keyCode": 229}):  # Safari says the one only after the composition has ended
        assert guest.page.locator(NAME).evaluate(CLOSING, said) is False
    guest.sees("name")
    assert asked == []
    guest.page.keyboard.press("Enter")
    guest.sees("confirm")
    expect(guest.page.locator(".party")).to_have_text("陈** & 李*")


def test_nobody_is_said_to_be_coming_before_somebody_has_taken_the_call(guest: Guest, desk: Client) -> None:
    guest.tap(HUMAN)
    guest.hears_that_it_rings()
    expect(guest.page.locator("h1:visible")).to_contain_text("We have rung ")
    expect(guest.page.locator("body")).not_to_contain_text("is coming to you", use_inner_text=True)
    take_call(desk, "bo")
    expect(guest.page.locator("h1:visible")).to_have_text("Bo is coming to you.")
    expect(guest.page.locator(".picture img:visible")).to_have_attribute("alt", re.compile("^Bo"))
    guest.tap("#speak-zh_Hans")
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(guest.page.locator("h1:visible")).to_contain_text("Bo")
    guest.tap("[data-does=finish] button")
    guest.sees("attract")
    guest.page.wait_for_selector("[data-fresh]:not(:empty)")
    guest.tap(HUMAN)  # the next guest rings anew
    guest.hears_that_it_rings()
    expect(guest.page.locator("h1:visible")).to_contain_text("We have rung ")


def test_without_script_two_forms_do(chromium: Browser, studio: Server, desk: Client) -> None:
    context = paired(chromium, studio, java_script_enabled=False)
    page = context.pages[0]
    page.goto(f"{studio.address}/pair/{studio.invite('lobby', name='Lobby')}")
    page.click("text=I have arrived")
    page.fill("#digits", "２０１１")
    page.fill("#name", "Chen")
    page.click("text=Continue")
    page.click("text=Yes, that is us")
    expect(page.locator("h1:visible")).to_have_text("We are telling Mei.")
    page.click("text=talk to someone")
    expect(page.locator("h1:visible")).to_contain_text("We have rung")
    assert len(visits_of(desk, 2011)) == 1
    context.close()


def test_the_steps_of_a_browser_without_script_are_within_everybodys_reach(chromium: Browser, studio: Server) -> None:
    """axe is a script itself, so they are opened as the pages they are."""
    context = paired(chromium, studio)
    page = context.pages[0]
    for step in ("walk_in", "coming", "find"):
        page.goto(f"{studio.address}/lobby?step={step}")
        assert barriers(page) == [], step
    page.fill("#digits", "2072")
    page.fill("#name", "Chen")
    page.click("text=Continue")
    expect(page.locator("h1:visible")).to_have_text("Is this you?")
    assert barriers(page) == []
    page.click("text=Yes, that is us")
    expect(page.locator("h1:visible")).to_have_text("We are telling Mei.")
    assert barriers(page) == []
    context.close()
