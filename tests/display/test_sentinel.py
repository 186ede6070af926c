"""The sentinel looks by itself: soon after something changed, and every minute at what only time changes (I6; C33-C36)."""

from typing import Any

import pytest

from display import sentinel
from kiosk.commands.customers_link import link_customer
from kiosk.commands.tapping import known_booking
from kiosk.domain.readiness import PHOTOS, SHEET, TV
from kiosk.kinds import BOOKINGS
from kiosk.transaction import Transaction, Writing

from .sales import SalesHouse
from .test_readiness import WANTED, book, stored


def comes_to(house: SalesHouse, part: str, why: str) -> None:
    for _ in range(500):
        if {check.part: check.why for check in stored(house).readiness.checks}.get(part) == why:
            return
        house.floor.engine.sleep(0.01)
    raise AssertionError(stored(house).readiness.checks)


def begun(house: SalesHouse, monkeypatch: pytest.MonkeyPatch, every_seconds: float) -> None:
    monkeypatch.setattr(sentinel, "EVERY_SECONDS", every_seconds)
    monkeypatch.setattr(sentinel, "SOON_SECONDS", 0.01)
    house.sales.sentinel.start()
    comes_to(house, PHOTOS, "few_photos")


def test_i6_what_changes_is_looked_at_soon_and_without_anybody_asking(
    house: SalesHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, kind, days in ((2040, "shoot", 0), (2031, "selection", 1)):
        book(house, number, days, kind=kind, phone="+8613800130001")

    def link(tx: Transaction) -> dict[str, Any]:
        for number in (2040, 2031):
            tx.put(BOOKINGS, link_customer(tx, known_booking(tx, number)))
        return {}

    house.store.execute(Writing.by_system(), link)
    visit = house.tap("/visits", device="desk", booking=2040)[1]["visit"]
    begun(house, monkeypatch, every_seconds=3600)
    house.drop(*range(1, WANTED + 1), booking="2040")
    comes_to(house, PHOTOS, "photos")
    for tap, why in (("sending", "sheet_on_its_way"), ("receipt", "sheet"), ("return", "sheet_with_party")):
        assert house.tap(f"/visits/{visit}/sheet/{tap}", device="desk")[0] == 201
        comes_to(house, SHEET, why)


def test_i6_what_only_time_changes_is_seen_too(house: SalesHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    book(house)
    house.floor.live.seen["tv"] = house.now
    begun(house, monkeypatch, every_seconds=0.02)
    comes_to(house, TV, "tv")
    house.wait(23.5 * 3600)
    comes_to(house, TV, "tv_silent")
