"""The reveal shown once more, ended early, and its hearts that come late: nothing that was given is lost, and no photo leaves
unseen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from display import photos as photo_rows
from display.domain.album import Photo
from display.domain.timeline import cursor_at
from display.kinds import SELECTIONS
from display.views import reveal as views
from kiosk.tries import Tries

from .sales import START, SalesHouse, photo, sales_house
from .test_reveal_house import DWELL, PHOTOS, Phone, answered, begin, end


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(*PHOTOS)
        yield house


@pytest.fixture
def number(house: SalesHouse) -> int:
    return house.start()


def drawer(house: SalesHouse) -> set[str]:
    selection = house.store.find(SELECTIONS, 2031)
    return {one for one, choice in selection.choices.items() if choice.mark == "pass"} if selection else set()


def photos(*numbers: int) -> set[str]:
    return {photo(number) for number in numbers}


# --- hearts ---


def test_a_heart_that_was_stuck_until_the_second_pass_is_over_is_told_so_and_loses_nothing(
    house: SalesHouse, number: int
) -> None:
    begin(house, number)
    chen, li = Phone(house, number), Phone(house, number)
    chen.love(1, 2, 3)
    li.love(1, 2)
    end(house, number)
    found = house.presentation(number).answer
    begin(house, number, "second")
    end(house, number, "second")
    assert chen.love(5) == 409
    assert house.presentation(number).answer == found
    assert (found.together, found.alone) == ((photo(1), photo(2)), (photo(3),))


def test_everything_once_more_keeps_the_hearts_that_the_phones_still_show(house: SalesHouse, number: int) -> None:
    begin(house, number)
    chen = Phone(house, number)
    chen.love(1, 2)
    end(house, number)
    begin(house, number, "second")
    end(house, number, "second")
    begin(house, number)
    assert chen.love(2, taps=2) == 201  # taken back
    assert chen.love(4) == 201
    end(house, number)
    assert house.presentation(number).answer.loved == (photo(1), photo(4))


def test_the_second_pass_begins_with_what_they_love_together(house: SalesHouse, number: int) -> None:
    answered(house, number, (1, 4), (4, 5))
    begin(house, number, "second")
    one = house.presentation(number)
    assert one.slide == one.run.slides[0] == photo(4)


def test_the_first_pass_begins_with_the_first_photo_also_after_a_closing_show(house: SalesHouse, number: int) -> None:
    house.tap(f"/presentations/{number}/marks", photo=photo(4), mark="pick")
    assert house.tap(f"/presentations/{number}/narrowing", only="picks")[0] == 201
    begin(house, number)
    assert house.presentation(number).slide == photo(1)


def test_a_phone_that_taps_without_end_is_told_to_rest_and_the_other_one_is_not(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "tries", Tries(limit=3))
    begin(house, number)
    chen, li = Phone(house, number), Phone(house, number)
    assert [chen.love(1, taps=taps) for taps in (1, 2, 3, 4)] == [201, 201, 201, 429]
    assert li.love(1) == 201
    house.wait(601)
    assert chen.love(1, taps=5) == 201


def test_a_heart_of_a_pass_that_runs_does_not_read_the_photos(
    house: SalesHouse, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(house, number)
    chen = Phone(house, number)

    def read(*_: object) -> list[Photo]:
        raise AssertionError("the photos were read")

    with monkeypatch.context() as patch:
        patch.setattr(photo_rows, "photos_of", read)
        assert chen.love(1) == 201
    end(house, number)
    assert house.presentation(number).answer.loved == (photo(1),)


def test_six_hundred_hearts_at_once_are_heard() -> None:
    assert all(views.tries.allow("a phone that was behind a dead Wi-Fi", START) for _ in range(600))


# --- the drawer ---


def test_no_photo_that_nobody_has_seen_goes_into_the_drawer(house: SalesHouse, number: int) -> None:
    begin(house, number)
    Phone(house, number).love(1)
    house.wait(DWELL + 1)  # the second one has come
    end(house, number)
    begin(house, number, "second")
    assert drawer(house) == photos(2)


def test_what_the_presenter_leapt_over_has_not_been_seen(house: SalesHouse, number: int) -> None:
    begin(house, number)
    Phone(house, number).love(1)
    house.wait(1)
    house.tap(f"/presentations/{number}/slides", slide=photo(5))
    house.wait(1)
    house.tap(f"/presentations/{number}/pause", slide=photo(5))
    house.wait(60)
    house.tap(f"/presentations/{number}/comparison", photos=f"{photo(2)},{photo(5)}")
    house.wait(1)
    house.tap(f"/presentations/{number}/black", black=True)
    house.tap(f"/presentations/{number}/slides", slide=photo(6))
    house.wait(1)
    end(house, number)
    begin(house, number, "second")
    assert drawer(house) == photos(2, 5)


def test_a_photo_that_came_behind_the_one_on_the_wall_stays_where_it_is(house: SalesHouse, number: int) -> None:
    house.report(house.ready(7, look="z"))
    begin(house, number)
    Phone(house, number).love(1)
    house.wait(2 * DWELL + 1)
    house.report(house.ready(8, name="DSC_0001b.jpg"), house.ready(9, name="DSC_0004b.jpg"))
    house.wait(6 * DWELL)
    end(house, number)
    begin(house, number, "second")
    assert drawer(house) == photos(2, 3, 4, 5, 6, 7, 9)


def test_two_that_share_the_wall_are_both_seen(house: SalesHouse, number: int) -> None:
    house.report(*({**house.ready(one), "width": 2, "height": 3} for one in (10, 11)))
    begin(house, number)
    Phone(house, number).love(1)
    house.wait(len(PHOTOS) * DWELL + 1)
    assert house.presentation(number).run.pairs == ((photo(10), photo(11)),)
    end(house, number)
    begin(house, number, "second")
    assert photos(10, 11) <= drawer(house)


def test_a_drawer_that_was_emptied_is_not_filled_again_by_the_same_pass(house: SalesHouse, number: int) -> None:
    answered(house, number, (2,), (2,))
    begin(house, number, "second")
    assert drawer(house) == photos(1, 3, 4, 5, 6)
    step = house.store.find(SELECTIONS, 2031).steps[-1].version
    assert house.tap(f"/presentations/{number}/marks/undo", step=step)[0] == 201
    end(house, number, "second")
    begin(house, number, "second")
    assert drawer(house) == set()


# --- another visit ---


def test_a_first_pass_on_another_visit_leaves_in_the_drawer_what_was_put_away(house: SalesHouse, number: int) -> None:
    for away in (PHOTOS[0], PHOTOS[2], PHOTOS[-1]):
        house.tap(f"/presentations/{number}/marks", photo=photo(away), mark="pass")
    house.tap(f"/presentations/{number}/end")
    again = house.start()
    begin(house, again)
    one, order = house.presentation(again), house.sales.photos(2031).slides.order
    put_away = photos(PHOTOS[0], PHOTOS[2], PHOTOS[-1])
    assert (set(one.skipped), one.slide) == (put_away, photo(PHOTOS[1]))
    seconds = range(DWELL * len(PHOTOS) + 5)
    shown = {cursor_at(one, order, house.now + timedelta(seconds=second)) for second in seconds}
    assert shown == set(order) - put_away
    house.tap(f"/presentations/{again}/pause", slide=photo(PHOTOS[1]))
    house.tap(f"/presentations/{again}/playing", slide=photo(PHOTOS[1]))
    assert set(house.presentation(again).skipped) == put_away, "nor after a rest"
    house.tap(f"/presentations/{again}/slides", slide=photo(PHOTOS[2]))
    assert cursor_at(house.presentation(again), order, house.now) == photo(PHOTOS[2]), "but when it is asked for"
    house.tap(f"/presentations/{again}/slides", slide=photo(PHOTOS[1]))
    Phone(house, again).love(PHOTOS[1])
    house.wait(1)
    end(house, again)
    assert not put_away & set(house.presentation(again).seen)
    begin(house, again)  # everything once more is what it says
    assert house.presentation(again).skipped == ()
    assert house.presentation(again).slide == photo(PHOTOS[0])


def test_where_everything_was_put_away_a_first_pass_shows_it(house: SalesHouse, number: int) -> None:
    for one in PHOTOS:
        house.tap(f"/presentations/{number}/marks", photo=photo(one), mark="pass")
    begin(house, number)
    assert house.presentation(number).skipped == ()
