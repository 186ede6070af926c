"""Which look a photo is of, by folders or by the sheet, and what it is called."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from display import photos
from kiosk.domain.visit import Leg, Visit
from kiosk.i18n import speaking
from kiosk.kinds import BOOKINGS, VISITS
from kiosk.transaction import Transaction, Writing

from ..domain.cast import Walk, at
from .sales import SalesHouse, photo, sales_house


def walked() -> Visit:
    """The cast's party, with two stretches in the studio, an hour apart."""
    first = Leg(stage="studio", holder="zhao", look=1, started_at=at(60), ended_at=at(100))
    return replace(Walk().visit, legs=(first, Leg(stage="studio", holder="zhao", look=2, started_at=at(150))))


def booked(house: SalesHouse, *looks: str) -> None:
    def change(tx: Transaction) -> dict[str, Any]:
        booking = tx.find(BOOKINGS, 2031)
        assert booking
        tx.put(BOOKINGS, replace(booking, looks=looks))
        return {}

    house.store.execute(Writing.by_system(), change)


def test_photos_without_folders_are_shown_and_counted_look_by_look(tmp_path: Path) -> None:
    with sales_house(tmp_path) as house:
        visit = walked()
        number = str(visit.number)

        def put(tx: Transaction) -> dict[str, Any]:
            tx.put(VISITS, visit)
            return {}

        house.store.execute(Writing.by_system(), put)

        first, second = [leg.started_at for leg in visit.legs]
        times = (first, first, second, second)
        lines = [house.ready(n, number, taken_at=at.replace(tzinfo=None).isoformat()) for n, at in enumerate(times, 1)]
        house.report(*lines)
        found = {one.id: one.look for one in photos.photos_of(house.store.reader(), number)}
        assert found == {photo(1): "1", photo(2): "1", photo(3): "2", photo(4): "2"}
        slides = house.sales.photos(visit.number).slides
        assert [run for _, run in slides.looks] == [(photo(1), photo(2)), (photo(3), photo(4))]


@pytest.mark.parametrize(
    ("language", "white", "evening", "third"),
    [("en", "White gown", "evening gown", "Look 3"), ("zh_Hans", "白纱", "晚礼服", "造型 3")],
)
def test_a_look_is_called_in_the_readers_language_on_every_screen_and_on_paper(
    tmp_path: Path, language: str, white: str, evening: str, third: str
) -> None:
    with sales_house(tmp_path) as house:
        booked(house, "", "evening gown", "")
        folders = ("1 White gown", "2 Evening", "3")
        house.report(*(house.ready(n, look=look) for n, look in enumerate(folders, start=1)))
        show = house.start()
        for n in (1, 2, 3):
            assert house.tap(f"/presentations/{show}/marks", photo=photo(n), mark="pick")[0] == 201
        with speaking("en"):  # what a request speaks it leaves behind
            pages = ("/bookings/2031/selection/sheet", f"/presenter/{show}/choosing", f"/presenter/{show}/closing")
            for path in pages:
                page = read(house, f"{path}?lang={language}")
                assert [name in page for name in (white, evening, third)] == [True] * 3, path
            remote = read(house, f"/presenter/{show}?lang={language}")
        labels = [label for label, _ in json.loads(re.findall(r"data-looks='(.*?)'", remote)[0])]
        assert [white in labels[0], evening in labels[1], "3" in labels[2]] == [True] * 3, labels


def read(house: SalesHouse, path: str) -> str:
    return house.client("presenter").get(path, headers={"Accept": "text/html"}).text
