"""After the check-in: who comes is told as it is, questions are asked one at a time, and the day is shown in pictures."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from ...serving import ZONE, Client, Server
from ...web.bookings import add_bookings, booking_line
from ..axe import barriers
from ..conftest import becomes
from .conftest import paired
from .guest import Guest

pytestmark = pytest.mark.browser

MIXED = "奶奶怕生 😊 مرحبا"  # signs, a picture, and words from right to left

GREETED = {"zh_Hans": "Anna已经来迎接您了。", "zh_Hant": "Anna已經來迎接您了。", "en": "Anna has greeted you."}


def visit_of(desk: Client, number: int) -> dict[str, object]:
    (visit,) = [visit for visit in desk.get("/visits")["visits"] if visit["number"] == number]
    return dict(desk.get(f"/visits/{visit['id']}"))


def told(desk: Client, type_: str) -> list[dict[str, object]]:
    events = desk.get("/events?limit=1000")["events"]
    return [event["body"] for event in events if event["type"] == type_]


def test_the_screen_never_says_more_than_somebody_has_said(chromium: Browser, server: Server) -> None:
    """On both engines: telling, walking, greeted, and whoever it is that comes (I11)."""
    add_bookings(server, booking_line(2031))
    context = paired(chromium, server)
    guest = Guest(context.pages[0], server).come()
    station = server.device("station")
    guest.checks_in("2031", "Chen")
    guest.hears("We are telling Mei.")
    station.tap("/visits/1/arrival", actor="anna")
    guest.hears("Anna is walking to you.")
    expect(guest.page.locator(".picture img:visible")).to_have_attribute("alt", "Anna Brooks")
    guest.wants_no_more_questions()
    guest.reads("Anna is walking to you.")
    guest.tap("#speak-zh_Hans")
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    guest.is_asked("next")
    station.tap("/visits/1/greeting", actor="anna")
    for language, sentence in GREETED.items():
        if language != "zh_Hans":
            guest.tap(f"#speak-{language}")
        guest.reads(sentence)
    station.tap("/visits/1/gate", actor="anna")
    expect(guest.page.locator("#arrivals li")).to_have_count(0)
    guest.is_asked("next")  # what was last known stays
    context.close()


def test_every_question_is_answered_on_a_screen_of_its_own(guest: Guest, desk: Client) -> None:
    guest.checks_in("2065", "Chen")
    guest.is_asked("session")
    expect(guest.page.locator(".session-facts")).to_contain_text("Classic")
    guest.tap("[name=changed][value=looks]")
    guest.is_asked("company")
    for _ in range(3):
        guest.presses("[data-by='1'] >> nth=1")
    expect(guest.page.locator("output").first).to_have_text("3")  # three children are three people
    guest.tap(".company .choice")
    guest.tap(".company-form .btn.main")
    guest.is_asked("wish")
    guest.tap(".wish .tile >> nth=1")
    guest.is_asked("needs")
    guest.tap(".need >> nth=1")
    guest.tap(".need >> nth=3")
    guest.tap(".needs-form .btn.main")
    for use, given in (("board", "true"), ("samples", "false")):
        guest.is_asked(f"consent-{use}")
        guest.presses(f"[name=is_given][value={given}]")
    guest.is_asked("consent-marketing")
    guest.skips()
    guest.is_asked("plate")
    guest.page.fill(".plate input[type=text]", "京a 12345")
    guest.page.keyboard.press("Enter")
    guest.is_asked("next")
    answers = {
        "SessionChecked": {"is_right": False, "changed": "looks"},
        "CompanyTold": {"size": 3, "children": 3, "has_reduced_mobility": True},
        "NeedsTold": {"needs": ["classic", "retro"]},
        "PlateTold": {"plate": "京A 12345"},
    }
    becomes(lambda: {one: told(desk, one)[-1] for one in answers if told(desk, one)}, answers)
    becomes(lambda: visit_of(desk, 2065)["wish"], "Take all the time it needs")
    consents = {"board": True, "samples": False}
    becomes(lambda: {body["use"]: body["is_given"] for body in told(desk, "ConsentAnswered")[-2:]}, consents)


def test_what_was_wished_for_when_booking_is_read_again_and_may_have_changed(guest: Guest, desk: Client) -> None:
    starts = datetime.now(ZONE) + timedelta(minutes=5)
    when = {"date": starts.date().isoformat(), "time": starts.strftime("%H:%M"), "anyway": "yes"}
    asked = {"look_names": "white gown", "look_wishes": "veil in the wind", "taboos": "no scent"}
    known = {"party": "Ms Chen", "phone": "13800135604", "host": "mei", "package": "Classic"}
    status, answer = desk.tap("/bookings", **known, **asked, **when)
    assert status == 201, answer
    guest.checks_in("5604", "Chen")
    guest.is_asked("session")
    wish = guest.page.locator(".requests dd").first
    expect(wish).to_be_visible()  # there is room for so few
    expect(wish).to_have_text("veil in the wind")
    assert guest.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert barriers(guest.page) == []
    guest.page.locator(".requests summary").press("Enter")
    expect(wish).to_be_hidden()
    guest.page.locator(".requests summary").press("Enter")
    guest.tap(".requests [value=wishes]")
    guest.is_asked("company")
    becomes(lambda: told(desk, "SessionChecked")[-1:], [{"is_right": False, "changed": "wishes"}])


@pytest.mark.parametrize(("language", "phone"), [("en", 135701), ("zh_Hans", 135702), ("zh_Hant", 135703)])
def test_what_was_wished_for_lies_open_on_every_tablet_in_every_language(
    guest: Guest, desk: Client, language: str, phone: int
) -> None:
    starts = datetime.now(ZONE) + timedelta(minutes=5)
    when = {"date": starts.date().isoformat(), "time": starts.strftime("%H:%M"), "anyway": "yes"}
    asked = {"look_names": "white gown\nevening gown\nqipao", "look_count": "3", "look_wishes": "veil in the wind"}
    known = {"party": "Ms Chen", "phone": f"13800{phone}", "host": "mei", "package": "Wedding Classic"}
    status, answer = desk.tap("/bookings", **known, **asked, **when)
    assert status == 201, answer
    guest.come(language)
    guest.checks_in(str(phone)[-4:], "Chen")
    guest.is_asked("session")
    expect(guest.page.locator(".requests[open]")).to_be_visible()
    for width, height in ((1280, 800), (1024, 768), (820, 1180), (768, 1024)):
        guest.page.set_viewport_size({"width": width, "height": height})
        assert guest.page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0, (width, height)


def test_no_and_yes_are_the_same_size_and_no_comes_first(guest: Guest) -> None:
    guest.checks_in("2066", "Chen")
    for question in ("session", "company", "wish", "needs"):
        guest.is_asked(question)
        guest.skips()
    guest.is_asked("consent-board")
    no, yes = (guest.page.locator(f"[name=is_given][value={value}] >> visible=true") for value in ("false", "true"))
    small, big = no.bounding_box(), yes.bounding_box()
    assert small and big and (small["width"], small["height"]) == (big["width"], big["height"])
    assert small["x"] < big["x"]
    assert no.get_attribute("class") == yes.get_attribute("class")


def test_a_name_for_the_board_is_theirs_to_write_and_enter_answers_nothing(guest: Guest, desk: Client) -> None:
    guest.checks_in("2070", "Chen")
    for question in ("session", "company", "wish", "needs"):
        guest.is_asked(question)
        guest.skips()
    guest.is_asked("consent-board")
    expect(guest.page.locator(".shown-name input")).to_have_value("")  # only a family name is known
    guest.page.fill(".shown-name input", "Mei-Lin")
    guest.page.keyboard.press("Enter")
    guest.is_asked("consent-board")
    with guest.page.expect_response("**/lobby/answers"):
        guest.presses("[name=is_given][value=true]")
    given = told(desk, "ConsentAnswered")[-1]
    assert (given["use"], given["is_given"], given["name"]) == ("board", True, "Mei-Lin")


def test_one_can_go_back_and_think_again(guest: Guest, desk: Client) -> None:
    guest.checks_in("2067", "Chen")
    guest.tap("[name=changed][value=time]")
    guest.is_asked("company")
    guest.tap("[data-does=ask-before] button")
    guest.is_asked("session")
    with guest.page.expect_response("**/lobby/answers"):
        guest.tap("[name=is_right][value=true]")
    assert told(desk, "SessionChecked")[-1] == {"is_right": True, "changed": ""}


def test_another_language_in_the_middle_loses_neither_the_place_nor_the_words(guest: Guest) -> None:
    guest.checks_in("2068", "Chen")
    guest.skips()
    guest.is_asked("company")
    guest.presses("[data-by='1'] >> nth=0")
    guest.skips()
    guest.is_asked("wish")
    guest.page.fill(".wish input[type=text]", MIXED)
    with guest.page.expect_response("**/lobby/visits"):
        guest.tap("#speak-zh_Hant")
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-Hant")
    guest.is_asked("wish")
    expect(guest.page.locator(".wish input[type=text]")).to_have_value(MIXED)
    expect(guest.page.locator(".company output").first).to_have_text("3")


def questions(guest: Guest) -> list[str]:
    asked = guest.page.locator(".arrived [data-ask]").evaluate_all("asked => asked.map(one => one.dataset.ask)")
    return list(asked)


def test_who_comes_to_fetch_is_not_asked_for_wishes(guest: Guest, desk: Client) -> None:
    assert desk.tap("/bookings/2093/pickup", actor="mei", names="Album")[0] == 201
    assert desk.tap("/bookings/2093/pickup/1", actor="mei", is_here=True)[0] == 201
    assert desk.tap("/bookings/2093/call", actor="mei")[0] == 201  # all of it lies at the desk
    guest.is_found("2093", "Chen")
    expect(guest.page.locator(".booking")).to_contain_text("with your finished pictures")
    guest.tap("[data-does=check-in] button")
    guest.sees("done")
    assert questions(guest) == ["plate", "next"]


def test_i6_what_is_not_ready_is_neither_promised_nor_told_at_the_door(guest: Guest, desk: Client) -> None:
    """Not one photo is there. They hear who comes and nothing else; the house knows of the miss (C40)."""
    assert desk.tap("/bookings/2094/call", actor="mei")[1]["code"] == "not_ready"
    guest.is_found("2094", "Chen")
    expect(guest.page.locator(".booking")).to_contain_text("Mei is expecting you")
    expect(guest.page.locator(".booking")).not_to_contain_text("photos")
    guest.tap("[data-does=check-in] button")
    guest.sees("done")
    assert questions(guest) == ["next"]
    expect(guest.page.locator("#answer")).to_contain_text("We are telling Mei.")
    words = guest.page.locator("#answer").inner_text().casefold()
    assert not [word for word in ("ready", "photo", "missing", "choosing", "sorry") if word in words]
    becomes(lambda: 2094 in [one["number"] for one in told(desk, "ArrivedUnready")], True)


def test_the_day_is_a_path_of_pictures(guest: Guest) -> None:
    guest.checks_in("2069", "Chen")
    guest.wants_no_more_questions()
    words = guest.page.locator(".path li").all_inner_texts()
    assert [word.replace("\n", " ") for word in words] == [
        "You are here", "Tea together", "Look 1", "Look 2", "Removal", "Farewell",
    ]  # fmt: skip


def test_an_early_guest_is_welcome(guest: Guest) -> None:
    guest.checks_in("2092", "Chen")
    guest.wants_no_more_questions()
    expect(guest.page.locator(".next .lead")).to_contain_text("You are early, and welcome")
