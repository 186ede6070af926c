"""The farewell as the station shows and takes it: nobody has to tick what was not done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.visit import Visit

from .desk import Desk, book, opened

DONE = ("returned", "comments", "open_items", "apology", "seven_steps")


class Door:
    """Mei sees a party off; `kind` is what they came for."""

    def __init__(self, station: Desk, kind: str = "shoot", language: str = "en") -> None:
        self.station = station
        book(station.floor, 2031, kind=kind)
        self.path = f"/visits/{self.taps('/visits', booking=2031, language=language)['visit']}"
        self.taps(f"{self.path}/gate")

    def taps(self, path: str, actor: str = "mei", **fields: Any) -> dict[str, Any]:
        status, answer = self.station.tap(path, actor=actor, **fields)
        assert status == 201, answer
        return answer

    def page(self) -> str:
        if self.visit().stage != "farewell":
            self.taps(f"{self.path}/stage", stage="farewell")
        return self.station.page("/station/mei")

    def visit(self) -> Visit:
        found: Visit = self.station.floor.store.house.visits[1]
        return found


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path) as app:
        yield Desk(app, "token-of-station")


def test_i7_a_point_that_was_not_done_says_why_on_the_station(station: Desk) -> None:
    door = Door(station)
    assert 'value="apology: They were in a hurry"' in door.page()
    fields = {
        "actor": "mei",
        "items": ["", *(item for item in DONE if item != "apology")],
        "reasons": ["", "apology: They were in a hurry", "selection_date: We do it by phone"],
        "selection_on": "",
    }
    assert station.form(f"{door.path}/farewell", fields).status_code == 303
    [told] = station.events("VisitFinished")
    assert told["body"]["left_out"] == [["apology", "They were in a hurry"], ["selection_date", "We do it by phone"]]
    assert door.visit().selection_on is None


def test_the_date_agreed_is_written_down_and_the_desk_reads_it(station: Desk) -> None:
    door = Door(station)
    assert 'name="selection_on"' in door.page()
    tick: dict[str, Any] = {"actor": "mei", "items": ("selection_date", *DONE)}
    for wrong, code in ((None, "date_missing"), ("2026-11-01", "date_gone")):
        status, answer = station.tap(f"{door.path}/farewell", **tick, selection_on=wrong)
        assert (status, answer["code"]) == (422, code)
    assert station.tap(f"{door.path}/farewell", **tick, selection_on="2026-12-01")[0] == 201
    assert "chooses on 2026-12-01" in Desk(station.app).page("/desk")
    assert "They come to choose on 2026-12-01." in Desk(station.app).page(f"{door.path}/journey")


def test_what_is_still_open_stands_above_the_list_to_be_read_out(station: Desk) -> None:
    door = Door(station)
    assert "Read this out to them" not in door.page()
    door.taps(f"{door.path}/requests", stage="studio", words="One with the dog")
    door.taps(f"{door.path}/concerns", words="The dress was creased")
    page = door.page()
    assert page.index("The dress was creased") < page.index('class="points is-farewell"')
    assert page.index("One with the dog") < page.index('class="points is-farewell"')


@pytest.mark.parametrize(("kind", "has_date"), [("shoot", True), ("enquiry", False), ("pickup", False)])
def test_the_list_asks_only_for_what_belongs_to_the_visit(station: Desk, kind: str, has_date: bool) -> None:
    door = Door(station, kind)
    assert ('value="selection_date"' in door.page()) is has_date
    if not has_date:
        door.taps(f"{door.path}/farewell", items=[item for item in DONE if item != "returned"])


def test_the_apology_stands_there_in_the_partys_language(station: Desk) -> None:
    assert "真的很抱歉，今天有招待不周的地方，请您多包涵。" in Door(station, language="zh_Hans").page()
