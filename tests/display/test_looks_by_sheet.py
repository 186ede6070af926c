"""A delivery without folders, of a party whose sheet says when which look was photographed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from display import photos
from kiosk.domain.visit import Leg, Visit
from kiosk.kinds import VISITS
from kiosk.transaction import Transaction, Writing

from ..domain.cast import Walk, at
from .sales import photo, sales_house


def walked() -> Visit:
    """The cast's party, with two stretches in the studio, an hour apart."""
    first = Leg(stage="studio", holder="zhao", look=1, started_at=at(60), ended_at=at(100))
    return replace(Walk().visit, legs=(first, Leg(stage="studio", holder="zhao", look=2, started_at=at(150))))


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
        gallery = house.sales.gallery(visit.number)
        assert [run for _, run in gallery.slides.looks] == [(photo(1), photo(2)), (photo(3), photo(4))]
