"""On a phone of one's own every screen after the check-in is seen whole: nobody has to find out that there is more below."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page

from kiosk.keys import secret
from kiosk.passes import invitation

from ...serving import ZONE, Server
from .guest import Guest

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
LOOKS = ("white gown", "evening gown", "qipao", "business", "Hanfu")
HOPE = "Pictures in which grandmother laughs, as she did on the day when all of us drove to the sea together"
# How far the page scrolls in both directions, and what is too small for a finger, cut off, or under the foot.
SEEN = """() => {
    const ALL = "#steps :is(button, a.btn, label, h1, dd, summary, .lead, .path li), .languages button, .foot button";
    const page = document.documentElement;
    const foot = document.querySelector(".foot").getBoundingClientRect();
    const shown = [...document.querySelectorAll(ALL)]
        .filter((one) => one.checkVisibility());
    const box = (one) => one.getBoundingClientRect();
    const fits = (one) => one.closest(".foot") || box(one).bottom <= foot.top - 4;
    const isTouched = (one) => one.matches("button, a, label.choice, label.need, summary");
    const small = shown.filter((one) => isTouched(one) && Math.round(Math.min(box(one).width, box(one).height)) < 44);
    return { down: page.scrollHeight - innerHeight, right: page.scrollWidth - innerWidth,
             bad: [...shown.filter((one) => !fits(one)), ...small].map((one) => one.outerHTML.slice(0, 120)) };
}"""
WHOLE = {"down": 0, "right": 0, "bad": []}


def expected(studio: Server, phone: str) -> None:
    """A booking with as much to review as most have, of somebody early, who is told so."""
    starts = datetime.now(ZONE) + timedelta(minutes=70)
    when = {"date": starts.date().isoformat(), "time": starts.strftime("%H:%M")}
    fields = {"party": "Ms Chen\nMr Li", "phone": phone, "allowance": "30", "host": "mei", "anyway": "yes", **when}
    package = "Wedding Classic with two albums and one frame"
    asked = {
        "look_wishes": "\n".join(f"the {look} as in the film" for look in LOOKS),
        "hope": HOPE,
        "taboos": "no scent",
    }
    told = {"look_names": "\n".join(LOOKS), **asked}
    status, answer = studio.device("desk").tap("/bookings", **fields, package=package, **told)
    assert status == 201, answer


def speaks(page: Page, language: str, question: str) -> None:
    """Returns once the questions themselves have come in that language."""
    page.evaluate("document.querySelector('.arrived').dataset.old = ''")
    page.locator(f"#speak-{language}").press("Enter")
    page.wait_for_selector(f"body[data-locale={language}]")
    page.wait_for_selector(f".arrived:not([data-old]) [data-ask={question}]:not([hidden])")


@pytest.mark.parametrize(("size", "phone"), [((360, 640), "13800135601"), ((390, 844), "13800135602")])
def test_every_question_and_what_happens_next_are_seen_whole_on_a_phone(
    chromium: Browser, studio: Server, size: tuple[int, int], phone: str
) -> None:
    expected(studio, phone)
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=True)
    guest = Guest(context.new_page(), studio)
    guest.page.goto(f"{studio.address}/arrive/{invitation(secret(studio.data, 'guests'))}")
    guest.page.wait_for_selector("[data-fresh]:not(:empty)")
    guest.checks_in(phone[-4:], "Chen")
    asked = guest.page.locator(".arrived [data-ask]").evaluate_all("asked => asked.map(one => one.dataset.ask)")
    assert asked[0] == "session" and len(asked) > 5
    for question in asked:
        guest.is_asked(question)
        for language in LANGUAGES:
            speaks(guest.page, language, question)
            assert guest.page.evaluate(SEEN) == WHOLE, (question, language)
        if question != "next":
            guest.skips()
    assert guest.page.locator(".path li").count() == 2 + len(LOOKS) + 2
    context.close()
