"""Some of a party go their own way, over HTTP and as the screens show it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.visit import Visit
from kiosk.keys import secret
from kiosk.passes import visit_code

from .desk import Desk, book, opened


class Family:
    """Four people, two of them named, in Mei's hands."""

    def __init__(self, station: Desk) -> None:
        self.station = station
        book(station.floor, 2031, size=4)
        self.does("", booking=2031)
        self.does("/1/gate")
        self.does("/1/requests", stage="studio", words="No flash for the baby")
        self.does("/1/locker", locker="7")

    def does(self, path: str, **fields: Any) -> int:
        status, answer = self.station.tap(f"/visits{path}", actor="mei", **fields)
        assert status == 201, answer
        return int(answer["visit"])

    def visit(self, key: int) -> Visit:
        found: Visit = self.station.floor.store.house.visits[key]
        return found


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    with opened(tmp_path) as app:
        yield Family(Desk(app, "token-of-station"))


def test_those_without_a_name_go_another_way_as_a_number(family: Family) -> None:
    assert "How many of those without a name here?" in family.station.page("/station/mei")
    part = family.does("/1/parts", size=2)
    assert (family.visit(1).size, family.visit(part).size) == (2, 2)
    assert "part of a party</span>" not in family.station.page("/station/mei")
    assert "part of a party · 2 people" in family.station.page("/station/mei")
    assert "part of a party · 2 people" in Desk(family.station.app, "token-of-board").page("/board")
    family.does(f"/1/parts/{part}/return")
    assert family.visit(1).size == 4
    assert "How many of those without a name here?" in family.station.page("/station/mei")


def test_what_was_told_goes_along_and_what_they_ask_for_comes_back(family: Family) -> None:
    part = family.does("/1/parts", names=["Mr Li"])
    assert [one.words for one in family.visit(part).requests] == ["No flash for the baby"]
    assert family.visit(part).locker == "7"
    family.does(f"/{part}/requests", stage="makeup", words="He is allergic to lilies")
    family.does(f"/1/parts/{part}/return")
    assert [one.words for one in family.visit(1).requests] == ["No flash for the baby", "He is allergic to lilies"]


def test_i12_the_page_of_those_who_came_back_goes_on_and_still_calls_their_host(family: Family, tmp_path: Path) -> None:
    part = family.does("/1/parts", names=["Mr Li"])
    page = f"/v/{visit_code(secret(tmp_path / 'data', 'visits'), part)}"
    family.does(f"/1/parts/{part}/return")
    phone = Desk(family.station.app, "nobody")
    assert f'action="{page}/call"' in phone.page(page)
    assert phone.tap(f"{page}/call")[0] == 201
    assert [call.visit for call in family.station.floor.store.house.calls.values()] == [1]


def test_the_page_of_those_who_were_seen_off_on_their_own_is_over(family: Family, tmp_path: Path) -> None:
    part = family.does("/1/parts", names=["Mr Li"])
    page = f"/v/{visit_code(secret(tmp_path / 'data', 'visits'), part)}"
    items = [item.key for item in family.station.floor.settings.farewell]
    family.does(f"/{part}/farewell", items=items, selection_on="2026-12-01")
    assert Desk(family.station.app, "nobody").client.get(page).status_code == 404
