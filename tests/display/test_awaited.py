"""How far photos are is said where people wait for them: the running remote, choosing, the stations of host and photographer,
and the desk's readiness (F18, F20)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from display.domain.awaited import waits_for
from kiosk.domain.booking import Booking
from kiosk.kinds import BOOKINGS
from kiosk.live import Audience
from kiosk.transaction import Transaction, Writing

from .sales import START, SalesHouse, sales_house

BROKEN = {
    "type": "rejected",
    "booking": "2031",
    "path": "2031/DSC_0412.jpg",
    "name": "DSC_0412.jpg",
    "reason": "damaged",
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2)
        yield house


def book(house: SalesHouse, **fields: Any) -> None:
    values = {"number": 2031, "starts_at": START, "kind": "shoot", "party": ("Ms Chen", "Mr Li"), "host": "mei"}
    booking = Booking(**{**values, **fields})

    def put(tx: Transaction) -> dict[str, Any]:
        tx.put(BOOKINGS, booking)
        return {}

    house.store.execute(Writing.by_system(), put)


def arriving(house: SalesHouse, count: int, booking: str = "2031") -> None:
    house.report({"type": "arriving", "booking": booking, "count": count})


def broken(house: SalesHouse) -> None:
    house.report({**BROKEN, "size": 1, "mtime_ns": 1, "detail": ""})


def says(house: SalesHouse, screen: str, who: object, into: str) -> str:
    """What stands in one list of a screen."""
    parts = house.floor.live.parts(house.store.house, Audience(screen, "en", str(who)))
    with house.app.test_request_context():
        return " ".join(house.floor.renderer.html(part) for part in parts if part.into == into)


@pytest.mark.parametrize("screen", ["presenting", "choosing"])
def test_f20_the_running_remote_and_choosing_say_what_is_still_arriving(house: SalesHouse, screen: str) -> None:
    number = house.start()
    assert says(house, screen, number, "progress") == ""
    arriving(house, 12)
    assert "12 arriving" in says(house, screen, number, "progress")
    arriving(house, 0)
    assert says(house, screen, number, "progress") == ""
    assert says(house, screen, 99, "progress") == says(house, screen, "", "progress") == ""


@pytest.mark.parametrize("page", ["", "/choosing"])
def test_f18_a_file_that_cannot_be_read_is_named_on_the_presenters_pages(house: SalesHouse, page: str) -> None:
    number = house.start()
    broken(house)
    text = house.client("presenter").get(f"/presenter/{number}{page}", headers={"Accept": "text/html"}).text
    assert "1 could not be read" in text and "DSC_0412.jpg" in text


def test_f20_host_and_photographer_see_their_partys_photos_come_in_and_nobody_else_does(house: SalesHouse) -> None:
    book(house, artists=("zhao", "lin"))
    arriving(house, 12)
    for who in ("mei", "zhao"):
        said = says(house, "station", who, "awaited")
        assert "Ms Chen" in said and "12 arriving" in said and "2 photos ready" in said
    for other in ("lin", "anna", "nobody"):  # Lin is theirs for makeup
        assert says(house, "station", other, "awaited") == ""
    arriving(house, 0)
    assert says(house, "station", "mei", "awaited") == ""
    broken(house)
    assert "DSC_0412.jpg" in says(house, "station", "zhao", "awaited")


def test_who_has_the_party_in_the_studio_waits_for_its_photos_whatever_was_booked(house: SalesHouse) -> None:
    book(house)
    visit = into_the_studio(house)
    arriving(house, 5)
    assert "5 arriving" in says(house, "station", "marco", "awaited")
    one = house.store.house.visits[visit]
    assert waits_for(None, [one], frozenset()) == {"mei", "marco"}


def test_a_lost_share_is_said_where_photos_are_awaited(house: SalesHouse) -> None:
    book(house)
    number = house.start()
    into_the_studio(house)
    since = "2026-11-22T01:05:00+00:00"
    line = {"type": "unreachable", "since": since}
    house.sales.intake.health.hear(line)
    house.report(line)
    for screen, who, into in (
        ("presenting", number, "progress"),
        ("choosing", number, "progress"),
        ("station", "marco", "awaited"),
        ("station", "mei", "awaited"),
    ):
        assert "not been reachable since 09:05" in says(house, screen, who, into), screen
    assert says(house, "station", "anna", "awaited") == ""
    house.sales.intake.health.hear({"type": "reachable"})
    assert says(house, "station", "marco", "awaited") == ""


def test_the_desks_readiness_has_the_number_of_the_moment_and_writes_no_event_for_it(house: SalesHouse) -> None:
    book(house, kind="selection", starts_at=START + timedelta(days=1), allowance=3, room="sales-1")
    arriving(house, 1588)
    house.sales.sentinel.look()
    before = house.store.house.seq
    said = says(house, "readiness", "", "day-1")
    assert "2 photos are ready, 1588 files are still arriving; 3 are in the package" in said
    arriving(house, 1587)
    house.sales.sentinel.look()
    assert "1587 files" in says(house, "readiness", "", "day-1")
    assert house.store.house.seq == before + 1  # that a file less is arriving, and nothing more


def into_the_studio(house: SalesHouse) -> int:
    """Ms Chen and Mr Li are with Marco in the studio."""
    tap = house.tap
    visit = int(tap("/visits", device="desk", booking=2031)[1]["visit"])
    assert tap(f"/visits/{visit}/gate", device="desk")[0] == 201
    assert tap(f"/visits/{visit}/handoffs", device="desk", receiver="marco", stage="studio")[0] == 201
    assert tap(f"/visits/{visit}/handoff/acceptance", device="desk", actor="marco")[0] == 201
    return visit
