"""Cut off from the house the tablet says so, offers no look-up, and loses no tap that was made."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ...serving import Server
from ...web.bookings import booking_line
from ..axe import barriers
from .conftest import open_studio, paired
from .guest import HUMAN, NAME, Guest

pytestmark = pytest.mark.browser

PATIENCE_MS = 60000


@pytest.fixture
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    engine = getattr(request, "param", "eventlet")
    settings = "[lobby]\nidle_seconds = 30\nwarning_seconds = 5\n"
    with open_studio(tmp_path, booking_line(2001), settings=settings, engine=engine) as server:
        yield server


@pytest.fixture
def guest(chromium: Browser, house: Server) -> Iterator[Guest]:
    context = paired(chromium, house)
    yield Guest(context.pages[0], house).come()
    context.close()


def visits(house: Server) -> list[dict[str, object]]:
    found: list[dict[str, object]] = house.device("desk").get("/visits")["visits"]
    return found


def test_without_the_house_the_desk_is_named_and_nothing_is_looked_up(guest: Guest, house: Server) -> None:
    arrived = guest.page.locator("[data-does=arrive] button")
    house.kill()
    expect(arrived).to_be_hidden(timeout=PATIENCE_MS)
    expect(guest.page.locator(".see-desk")).to_be_visible()
    expect(guest.page.locator(HUMAN)).to_be_visible()
    house.start()
    expect(arrived).to_be_visible(timeout=PATIENCE_MS)


def test_what_was_typed_is_still_there_when_the_house_is_back(guest: Guest, house: Server) -> None:
    guest.arrives("2001", "Chen")
    house.kill()
    guest.page.wait_for_selector("[data-at=desk]", timeout=PATIENCE_MS)
    expect(guest.page.locator("h1:visible")).to_be_focused()
    assert barriers(guest.page) == []
    house.start()
    guest.page.wait_for_selector("[data-at=name]", timeout=PATIENCE_MS)
    expect(guest.page.locator(NAME)).to_be_focused()
    guest.tap("[data-does=find] button")
    guest.sees("confirm")


def test_a_check_in_still_on_its_way_and_a_ticket_too_old_are_within_everybodys_reach(guest: Guest) -> None:
    guest.is_found("2001", "Chen")
    guest.page.evaluate("document.querySelector('#answer [name=ticket]').value = 'old'")
    guest.tap("[data-does=check-in] button")
    guest.sees("expired")
    expect(guest.page.locator("h1:visible")).to_be_focused()
    assert barriers(guest.page) == []
    guest.come().is_found("2001", "Chen")
    guest.page.route("**/lobby/visits*", lambda route: None)  # on its way, and no answer comes
    with guest.page.expect_request("**/lobby/visits*"):
        guest.tap("[data-does=check-in] button")
    guest.page.reload()
    guest.sees("sending")
    expect(guest.page.locator("h1:visible")).to_be_focused()
    assert barriers(guest.page) == []


@pytest.mark.parametrize("house", ["eventlet", "threading"], indirect=True)
def test_f14_a_check_in_that_could_not_be_sent_is_sent_later_once(guest: Guest, house: Server) -> None:
    guest.is_found("2001", "Chen")
    house.kill()
    guest.tap("[data-does=check-in] button")
    expect(guest.page.locator("[data-said]:visible")).to_contain_text("Not sent yet", timeout=PATIENCE_MS)
    house.start()
    guest.page.wait_for_selector("[data-at=done]", timeout=PATIENCE_MS)
    assert len(visits(house)) == 1


def test_a_check_in_on_its_way_outlives_the_page_and_carries_no_name(guest: Guest, house: Server) -> None:
    guest.is_found("2001", "Chen")
    house.kill()
    guest.tap("[data-does=check-in] button")
    expect(guest.page.locator("[data-said]:visible")).to_contain_text("Sending", timeout=PATIENCE_MS)
    kept = guest.page.evaluate("JSON.stringify(localStorage)")
    assert "/lobby/visits" in kept
    assert "Chen" not in kept and "2001" not in kept
    address, context = guest.page.url, guest.page.context
    guest.page.close()
    house.start()
    guest.page = context.new_page()
    guest.page.goto(address)
    guest.page.wait_for_selector("[data-at=done]", timeout=PATIENCE_MS)
    assert guest.page.evaluate("localStorage.length") == 0
    assert len(visits(house)) == 1


def test_a_call_waits_for_the_house_and_says_so(guest: Guest, house: Server) -> None:
    house.kill()
    guest.page.wait_for_selector(".is-stale", timeout=PATIENCE_MS)
    guest.tap(HUMAN)
    expect(guest.page.locator("[data-said]:visible")).to_contain_text("Not sent yet", timeout=PATIENCE_MS)
    house.start()
    expect(guest.page.locator("h1:visible")).to_contain_text("We have rung", timeout=PATIENCE_MS)


def test_an_idle_tablet_without_the_house_forgets_and_stays_on_its_page(guest: Guest, house: Server) -> None:
    guest.is_found("2001", "Chen")
    house.kill()
    guest.page.wait_for_selector("[data-at=attract]", timeout=PATIENCE_MS)
    assert "Ms C" not in guest.traces()
    expect(guest.page.locator(".see-desk")).to_be_visible()


def test_nobody_waits_for_the_languages_that_are_kept_for_later(guest: Guest) -> None:
    """They are needed when the house is away. While a finger is busy, nothing is fetched that it does not wait for."""
    asked: list[str] = []
    guest.page.on("request", lambda request: asked.append(request.url) if "?lang=" in request.url else None)
    guest.page.evaluate(
        "() => { window.finger = setInterval(() => document.dispatchEvent(new Event('pointerdown')), 100); }"
    )
    began = float(guest.page.evaluate("performance.now()"))
    guest.page.wait_for_function("until => performance.now() > until", arg=began + 3000)
    assert asked == []
    with guest.page.expect_request(lambda request: "?lang=" in request.url):
        guest.page.evaluate("clearInterval(window.finger)")
