"""A promise in a whole house: what lacks is due sooner, the desk and whoever puts it right see by when, and past that day host
and manager hear of it (C37-C39)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands.customers_link import link_customer
from kiosk.commands.tapping import known_booking
from kiosk.domain.readiness import PHOTOS
from kiosk.kinds import BOOKINGS, CUSTOMERS
from kiosk.queries.readiness import Task
from kiosk.transaction import Transaction, Writing

from .sales import SalesHouse, sales_house
from .test_readiness import book, look, stored, tasks

TODAY = date(2026, 11, 22)  # a Sunday
TOMORROW = TODAY + timedelta(days=1)
PROMISE = "/bookings/2031/promise"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    """Ms Chen and Mr Li come in two days; one of three photos is there, so the other two are due tomorrow."""
    with sales_house(tmp_path) as house:
        book(house, days=2)
        house.store.execute(Writing.by_system(), link)
        house.drop(1)
        look(house)
        yield house


def link(tx: Transaction) -> dict[str, Any]:
    tx.put(BOOKINGS, link_customer(tx, known_booking(tx, 2031)))
    return {}


def promise(house: SalesHouse, **fields: Any) -> tuple[int, dict[str, Any]]:
    return house.tap(PROMISE, device="desk", words="It will be there, and the album a week early.", **fields)


def page(house: SalesHouse, path: str, device: str = "desk") -> str:
    return house.client(device).get(path, headers={"Accept": "text/html"}).text


def task_of(house: SalesHouse, who: str) -> Task:
    [task] = tasks(house, who)
    return task


def test_a_promise_pulls_the_day_in_and_whose_it_is_sees_by_when(house: SalesHouse) -> None:
    assert "due by Monday" in page(house, "/desk/readiness")
    status, answer = promise(house)
    assert (status, answer["due_on"]) == (201, TODAY.isoformat())
    assert stored(house).readiness.due_on == TODAY
    assert "due today" in page(house, "/desk/readiness") and "due by Monday" not in page(house, "/desk/readiness")
    [(mark, _)] = task_of(house, "marco").marks
    assert (mark.part, mark.due_on, mark.due_in) == (PHOTOS, TODAY, 0)


def test_the_day_is_in_the_log_and_in_what_is_told_of_them(house: SalesHouse) -> None:
    promise(house)
    assert house.types("booking-2031").count("DeadlinePulledIn") == 1
    told = page(house, f"/desk/customers/{stored(house).customer}")
    assert "Promised: what booking 2031 lacks is due on 2026-11-22, not on 2026-11-23" in told


def test_a_day_that_would_put_it_off_is_refused_and_nothing_is_promised(house: SalesHouse) -> None:
    status, answer = promise(house, due_on=(TOMORROW + timedelta(days=1)).isoformat())
    assert (status, answer["code"], answer["detail"]) == (422, "not_sooner", {"due_on": TOMORROW.isoformat()})
    assert stored(house).readiness.due_on is None
    customer = house.store.find(CUSTOMERS, stored(house).customer)
    assert customer is not None and not customer.notes


def test_words_alone_are_a_promise_too_where_no_sooner_day_is_left(house: SalesHouse) -> None:
    promise(house)
    assert 'name="due_on"' not in page(house, "/desk/readiness")
    status, answer = promise(house)
    assert (status, answer["due_on"]) == (201, TODAY.isoformat())
    assert house.types("booking-2031").count("DeadlinePulledIn") == 1


def test_past_the_promised_day_host_and_manager_hear_of_it_at_once(house: SalesHouse) -> None:
    def hears(who: str) -> int:
        return next(moment for mark, moment in task_of(house, who).marks if mark.part == PHOTOS)

    starts = int(stored(house).starts_at.timestamp() * 1000)
    assert hears("mei") == starts - 24 * 3_600_000
    promise(house)
    midnight = starts - 33 * 3_600_000  # they come at nine, the day after tomorrow
    assert (hears("mei"), hears("anna")) == (midnight, midnight)
