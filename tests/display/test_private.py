"""What is for the presenter's tablet alone stays there: the balance, the own notes, and a preview before the day (I8, I9; C32,
C36, A27). Every amount and note is a canary; every answer that another screen gets is searched for it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.keys import secret
from kiosk.kinds import BOOKINGS
from kiosk.live import Audience
from kiosk.passes import visit_code
from kiosk.transaction import Transaction, Writing

from .sales import SalesHouse, photo, sales_house

BALANCE, SPOKEN = 7654321, "76,543.21"
NOTE = "peculiar-note"
CANARIES = (str(BALANCE), SPOKEN, "76543", NOTE)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2, 3)
        house.store.execute(Writing.by_system(), owe)
        assert house.tap("/bookings/2031/photo-notes", photo=photo(1), words=NOTE, star=True)[0] == 201
        yield house


def owe(tx: Transaction) -> dict[str, Any]:
    tx.put(BOOKINGS, replace(tx.house.bookings[2031], balance_cents=BALANCE))
    return {}


def shown(house: SalesHouse, screen: str, who: str = "") -> str:
    """Everything that a socket of that screen would be told."""
    live = house.floor.live
    parts = live.parts(house.store.house, Audience(screen, "en", who))
    with house.app.test_request_context():
        return "\n".join(live.renderer.html(part) for part in parts)


def test_i9_the_balance_is_on_the_presenters_tablet_with_a_polite_line(house: SalesHouse) -> None:
    one = house.start()
    page = house.client("presenter").get(f"/presenter/{one}", headers={"Accept": "text/html"}).text
    assert f"Still to pay: CNY {SPOKEN}" in page and "may I also settle the rest with you" in page
    assert NOTE in page


def test_the_balance_stays_folded_away_when_the_title_is_back_after_the_first_pass(house: SalesHouse) -> None:
    one = house.start()
    assert "data-begun" not in shown(house, "presenting", str(one))
    assert house.tap(f"/presentations/{one}/pass", which="first")[0] == 201
    assert house.tap(f"/presentations/{one}/pass/end", which="first")[0] == 201
    assert house.presentation(one).slide is None
    assert "data-begun" in shown(house, "presenting", str(one))


def test_i9_neither_balance_nor_note_reaches_a_shared_screen_not_even_on_the_wire(house: SalesHouse) -> None:
    one = house.start()
    assert house.tap(f"/presentations/{one}/slides", slide=photo(1))[0] == 201
    visit = house.tap("/visits", device="desk", booking=2031)[1]["visit"]
    code = visit_code(secret(house.floor.folder, "visits"), visit)
    answers = {
        "TV page": house.client("tv").get("/tv", headers={"Accept": "text/html"}).text,
        "TV state": house.client("tv").get("/tv/state").text,
        "board": house.client("board").get("/board", headers={"Accept": "text/html"}).text,
        "visit page": house.client("board").get(f"/v/{code}", headers={"Accept": "text/html"}).text,
        **{screen: shown(house, screen) for screen in ("board", "public", "lobby", "desk", "readiness")},
        "TV socket": shown(house, "tv", "sales-1"),
        "visit socket": shown(house, "visit", code),
        "station socket": shown(house, "station", "mei"),
    }
    assert all(answers.values()), [where for where, text in answers.items() if not text]
    found = {where: canary for where, text in answers.items() for canary in CANARIES if canary in text}
    assert found == {}


def test_i9_nobody_who_owes_nothing_is_asked(house: SalesHouse) -> None:
    house.drop(7, booking="2032")
    one = house.start(2032)
    page = house.client("presenter").get(f"/presenter/{one}", headers={"Accept": "text/html"}).text
    assert "Still to pay" not in page


def test_i8_a_preview_shows_photos_to_the_presenters_tablet_and_to_no_other_screen(house: SalesHouse) -> None:
    tablet = house.client("presenter")
    grant = tablet.get("/previews/2031/grant").get_json()["grant"]
    address = f"/photos/2031/{photo(1)}/tv?g={grant}"
    assert tablet.get(address).status_code == 200
    assert {name: house.client(name).get(address).status_code for name in ("tv", "desk", "board", "second")} == {
        "tv": 404,
        "desk": 404,
        "board": 404,
        "second": 404,
    }
    assert house.app.test_client().get(address).status_code == 404


def test_i8_a_preview_ends_by_itself_and_is_good_for_its_own_booking(house: SalesHouse) -> None:
    house.drop(9, booking="2032")
    tablet = house.client("presenter")
    grant = tablet.get("/previews/2031/grant").get_json()["grant"]
    assert tablet.get(f"/photos/2032/{photo(9)}/tv?g={grant}").status_code == 404
    forged = grant.replace("2031", "2032")
    for booking, seen in (("2031", photo(1)), ("2032", photo(9))):
        assert tablet.get(f"/photos/{booking}/{seen}/tv?g={forged}").status_code == 404
    house.wait(24 * 3600)
    assert tablet.get(f"/photos/2031/{photo(1)}/tv?g={grant}").status_code == 404


def test_i8_a_tv_gets_no_grant_to_look_ahead(house: SalesHouse) -> None:
    assert house.client("tv").get("/previews/2031/grant").status_code == 403
    assert house.client("tv").get("/presenter/previews/2031").status_code == 403


def test_a_preview_is_told_with_who_and_shows_notes_and_picks(house: SalesHouse) -> None:
    page = house.client("presenter").get("/presenter/previews/2031", headers={"Accept": "text/html"}).text
    assert NOTE in page and "has looked through them" not in page
    revision = house.album().revision
    assert house.tap("/bookings/2031/preview", revision=revision)[0] == 201
    assert house.tap("/bookings/2031/preview", revision=revision, actor="bo")[0] == 201
    assert house.types("booking-2031").count("PhotosPreviewed") == 1
    assert "Mei has looked through them" in shown(house, "previewing", "2031")
    house.drop(5)
    assert "Files have changed since Mei looked" in shown(house, "previewing", "2031")


def test_there_is_nothing_to_preview_before_the_photos_are_there(house: SalesHouse) -> None:
    assert house.tap("/bookings/2032/preview", revision=0)[1]["code"] == "nothing_to_preview"
