"""A tablet that the studio lends for the hearts types eight letters from the presenter's tablet, and is on the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from display.queries.hearts import code_of, typed_code_of

from .sales import SalesHouse, sales_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2)
        yield house


def typed(house: SalesHouse, letters: str, address: str = "10.0.0.7") -> TestResponse:
    return house.app.test_client().post(
        "/h", data={"code": letters}, headers={"Accept": "text/html"}, environ_base={"REMOTE_ADDR": address}
    )


def test_the_letters_on_the_presenters_tablet_lead_a_lent_tablet_to_the_heart_page(house: SalesHouse) -> None:
    number = house.start()
    letters = typed_code_of(house.floor.folder, number)
    page = house.client("presenter").get(f"/presenter/{number}", headers={"Accept": "text/html"}).text
    assert f"{letters[:4]} {letters[4:]}</b>" in page and "/h and type" in page
    assert 'name="code"' in house.app.test_client().get("/h").text
    for written in (letters, f"{letters[:4]} - {letters[4:]}".lower()):
        answer = typed(house, written)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/h/{code_of(house.floor.folder, number)}")


def test_other_letters_lead_nowhere_and_cannot_be_guessed_for_long(house: SalesHouse) -> None:
    number = house.start()
    letters = typed_code_of(house.floor.folder, number)
    for wrong in ("", "BCDFGHJK", code_of(house.floor.folder, number), typed_code_of(house.floor.folder, number + 1)):
        answer = typed(house, wrong)
        assert answer.status_code == 404 and "No pictures are shown under this code" in answer.text
    statuses = [typed(house, "BCDFGHJK", "10.0.0.8").status_code for _ in range(25)]
    assert statuses == [404] * 20 + [429] * 5
    assert typed(house, letters, "10.0.0.8").status_code == 429 and typed(house, letters).status_code == 303


def test_the_letters_die_with_the_presentation(house: SalesHouse) -> None:
    number = house.start()
    letters = typed_code_of(house.floor.folder, number)
    house.tap(f"/presentations/{number}/end")
    assert typed(house, letters).status_code == 404
