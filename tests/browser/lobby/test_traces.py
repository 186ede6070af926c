"""The next customer finds nothing of the last one: no byte in page, fields, stores or history (FAULTS T23)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from ...serving import Server
from .conftest import ON_BOTH_ENGINES, Houses
from .guest import NAME, Guest

pytestmark = pytest.mark.browser

PATIENCE_MS = 40000  # seven seconds of idleness, five of warning, and a busy machine


@pytest.fixture
def studio(request: pytest.FixtureRequest, impatient_houses: Houses) -> Server:
    return impatient_houses.on(getattr(request, "param", "eventlet"))


def finish(guest: Guest) -> None:
    guest.wants_no_more_questions()
    guest.tap("[data-does=finish] button")


def close_by_itself(guest: Guest) -> None:
    guest.wants_no_more_questions()


def walk_away(guest: Guest) -> None:
    guest.page.wait_for_selector("dialog[open]", timeout=PATIENCE_MS)


def begin_again(guest: Guest) -> None:
    guest.page.wait_for_selector("dialog[open]", timeout=PATIENCE_MS)
    guest.tap("dialog [value=leave]")


def reload(guest: Guest) -> None:
    guest.page.reload()


def back_and_forward(guest: Guest) -> None:
    guest.page.go_back()
    assert "Casilda" not in guest.traces()
    guest.page.go_forward()


EXITS = {
    "8640": finish,
    "8641": close_by_itself,
    "8642": walk_away,
    "8643": begin_again,
    "8644": reload,
    "8645": back_and_forward,
}


def leave_and_wait(guest: Guest, leave: Callable[[Guest], None]) -> None:
    """Until a fresh document stands where the guest's was."""
    guest.page.evaluate("document.documentElement.dataset.old = ''")
    leave(guest)
    guest.page.wait_for_selector("html:not([data-old]) [data-at=attract]", timeout=PATIENCE_MS)


@ON_BOTH_ENGINES
@pytest.mark.parametrize(("digits", "leave"), EXITS.items(), ids=[leave.__name__ for leave in EXITS.values()])
def test_nobody_reads_of_the_last_guest(
    guest: Guest, tablet: BrowserContext, digits: str, leave: Callable[[Guest], None]
) -> None:
    entries = guest.page.evaluate("history.length")
    guest.is_found(digits, "Quillfeather")
    assert "Casilda Q." in guest.traces()  # the canary is there as long as they are
    assert guest.page.evaluate("[localStorage.length, sessionStorage.length, history.length]") == [0, 0, entries]
    if leave in (finish, close_by_itself):
        guest.tap("[data-does=check-in] button")
        guest.sees("done")
    leave_and_wait(guest, leave)
    for look in (lambda: None, guest.page.go_back, guest.page.go_forward):
        look()
        traces = guest.traces()
        for canary in ("Casilda", "Quillfeather", "uillf", digits):
            assert canary not in traces
    assert digits not in str(tablet.storage_state()["origins"])


TOLD = ("Zanzibar lilies", "京Z·98765")


def tell_everything(guest: Guest) -> None:
    """Answers every question, the last one typed only."""
    guest.tap("[data-does=check-in] button")
    guest.sees("done")
    guest.tap("[name=is_right][value=true]")
    guest.is_asked("company")
    for _ in range(5):
        guest.presses("[data-by='1'] >> nth=0")
    guest.tap(".company-form .btn.main")
    guest.is_asked("wish")
    guest.page.fill(".wish input[type=text]", TOLD[0])
    guest.tap(".wish .answer-line .btn")
    guest.is_asked("needs")
    guest.skips()
    for use in ("board", "samples", "marketing"):
        guest.is_asked(f"consent-{use}")
        guest.presses("[name=is_given][value=false]")
    guest.is_asked("plate")
    guest.page.fill(".plate input[type=text]", TOLD[1])


@pytest.mark.parametrize(
    ("digits", "leave"),
    [(str(int(digits) + 10), leave) for digits, leave in EXITS.items()],
    ids=[leave.__name__ for leave in EXITS.values()],
)
def test_nobody_reads_what_the_last_guest_told(
    guest: Guest, tablet: BrowserContext, digits: str, leave: Callable[[Guest], None]
) -> None:
    guest.is_found(digits, "Quillfeather")
    tell_everything(guest)
    assert TOLD[1] in guest.traces()
    assert guest.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    leave_and_wait(guest, leave)
    for look in (lambda: None, guest.page.go_back, guest.page.go_forward):
        look()
        traces = guest.traces()
        for canary in ("Quillfeather", "Zanzibar", "98765", ">7</output>", digits):
            assert canary not in traces
    assert "Zanzibar" not in str(tablet.storage_state()["origins"])


@pytest.mark.parametrize("leave", [walk_away, reload, back_and_forward], ids=lambda leave: str(leave.__name__))
def test_nobody_reads_what_was_only_typed(guest: Guest, leave: Callable[[Guest], None]) -> None:
    guest.arrives("8646", "Quillfeather")
    leave_and_wait(guest, leave)
    assert "Quillfeather" not in guest.traces()
    guest.tap("[data-does=arrive] button")
    expect(guest.page.locator(".digits .filled")).to_have_count(0)
    guest.digits("2222")
    expect(guest.page.locator(NAME)).to_have_value("")


def test_a_guest_who_is_still_there_keeps_everything_as_often_as_they_like(guest: Guest) -> None:
    guest.arrives("8647", "Quillfeather")
    for _ in range(2):
        guest.page.wait_for_selector("dialog[open]", timeout=PATIENCE_MS)
        guest.tap("dialog [value=stay]")
        expect(guest.page.locator("dialog[open]")).to_have_count(0)
    guest.sees("name")
    expect(guest.page.locator(NAME)).to_have_value("Quillfeather")


def test_the_next_guest_is_met_in_the_language_of_the_studio(guest: Guest) -> None:
    guest.tap("#speak-zh_Hant")
    expect(guest.page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(guest.page.locator("html")).to_have_attribute("lang", "en", timeout=PATIENCE_MS)
    guest.sees("attract")


def test_the_tablet_learns_names_and_digits_from_nobody(guest: Guest, studio: Server) -> None:
    """What the browser sent is in the answer's log by its hash only."""
    guest.is_found("8648", "Quillfeather")
    events = studio.device("desk").get("/events?limit=1000")["events"]
    looked = [event for event in events if "ookup" in event["type"]]
    assert "Quillfeather" not in str(looked) and "8648" not in str(looked)
