"""What was said of a photo goes over to a new export of it, and to no other photo."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.transaction import Writing

from .sales import SalesHouse, photo, sales_house
from .test_presentation_intake import gone, slides
from .test_selection_taps import mark, terms
from .test_whereabouts import marks, name, rewritten


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        terms(house, allowance=9, extra_cents=6800)
        house.drop(1, 2, 3, 4)
        yield house


def renamed(house: SalesHouse, number: int, to: int) -> dict[str, Any]:
    return house.ready(number, name=name(to))


@pytest.mark.parametrize("is_one_batch", [True, False])
def test_numbering_the_files_anew_gives_a_deleted_photos_mark_to_no_other_photo(
    house: SalesHouse, is_one_batch: bool
) -> None:
    show = house.start()
    mark(house, show, 2)
    mark(house, show, 4)
    lines = (renamed(house, 3, 2), renamed(house, 4, 3), gone(name(4)))
    if is_one_batch:
        house.report(*lines)
    else:
        house.report(gone(name(2)))
        for line in lines:
            house.report(line)
    house.report(house.ready(7))
    assert marks(house) == {photo(4): "pick"}


def test_a_heart_for_a_deleted_photo_goes_to_no_photo_that_has_its_name_now(house: SalesHouse) -> None:
    show = house.start()
    hearts = "INSERT INTO heart (presentation, person, photo, taps) VALUES (?, 'li', ?, 1)"
    house.store.execute(Writing.by_system(), lambda tx: _run(tx, hearts, (show, photo(2))))
    house.report(renamed(house, 3, 2), gone(name(3)))
    rows = house.store.reader().execute("SELECT photo FROM heart").fetchall()
    assert [row["photo"] for row in rows] == [photo(2)]


def test_a_re_export_in_place_keeps_its_mark_also_where_two_files_of_a_look_share_a_name(house: SalesHouse) -> None:
    def ready(number: int, folder: str) -> dict[str, Any]:
        return {**house.ready(number, look="1 White", name="DSC_1.jpg"), "path": f"2031/1 White/{folder}/DSC_1.jpg"}

    house.report(ready(5, "A"), ready(6, "B"))
    show = house.start()
    mark(house, show, 5)
    house.report(ready(9, "A"))
    assert marks(house) == {photo(9): "pick"}
    house.report({**gone(""), "path": "2031/1 White/A/DSC_1.jpg"})
    assert marks(house) == {}, "the other file of that name is another photo"


def test_a_re_export_keeps_its_mark_however_its_name_is_spelled(house: SalesHouse) -> None:
    spelled = "Zoë_1.jpg"
    house.report(house.ready(5, name=spelled))
    show = house.start()
    mark(house, show, 5)
    house.report(gone(spelled), house.ready(9, name=unicodedata.normalize("NFD", spelled).upper()))
    assert marks(house) == {photo(9): "pick"}


def test_an_earlier_export_that_is_put_back_has_the_mark_again(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 2)
    rewritten(house, 2, 9)
    rewritten(house, 2, 2)
    assert marks(house) == {photo(2): "pick"}


def test_numbering_the_files_anew_takes_no_photo_away_meanwhile(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 3)
    house.tap(f"/presentations/{show}/slides", slide=photo(3))
    before = house.types("photos-2031")
    house.report({"type": "arriving", "booking": "2031", "count": 4})
    house.report({**renamed(house, 1, 2), "is_moving": True})
    house.report({**renamed(house, 2, 3), "is_moving": True})
    house.report({**gone(name(1)), "is_moving": False})
    assert set(slides(house)) == {photo(number) for number in (1, 2, 3, 4)}
    house.report({**renamed(house, 3, 4), "is_moving": True})
    house.report(house.ready(4, name=name(5)), {"type": "arriving", "booking": "2031", "count": 0})
    assert "PhotosGone" not in house.types("photos-2031")[len(before) :]
    assert marks(house) == {photo(3): "pick"}
    assert house.presentation(show).slide == photo(3)
    assert slides(house) == [photo(number) for number in (1, 2, 3, 4)]


def test_a_renamed_photo_that_does_not_arrive_after_all_is_gone_then(house: SalesHouse) -> None:
    house.report({"type": "arriving", "booking": "2031", "count": 1}, {**gone(name(1)), "is_moving": True})
    assert house.album().ready == 4
    house.report({"type": "arriving", "booking": "2031", "count": 0})
    assert house.album().ready == 3


def _run(tx: Any, sql: str, values: tuple[Any, ...]) -> dict[str, Any]:
    tx.connection.execute(sql, values)
    return {}
