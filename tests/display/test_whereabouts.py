"""Photos that are exported anew, go, or come back: what was said of them stays, and nobody pays for what is not there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from display.domain import choices as c
from display.domain import meter
from display.domain.whereabouts import follow
from display.kinds import SELECTIONS

from .choosing import ALBUM, Chooser
from .sales import SalesHouse, photo, sales_house
from .test_presentation_intake import gone, slides
from .test_selection_taps import mark, sign, terms


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        terms(house, allowance=2, extra_cents=6800)
        house.drop(1, 2, 3, 4)
        yield house


def name(number: int) -> str:
    return f"DSC_{number:04d}.jpg"


def marks(house: SalesHouse) -> dict[str, str]:
    kept = house.store.find(SELECTIONS, 2031)
    assert kept
    return {one: kept.mark_of(one) for one in kept.choices if one not in kept.gone}


def follows(one: Chooser, there: set[str], **anew: str) -> list[c.SelectionEvent]:
    events = one.do(follow(one.selection, anew, there))
    assert one.refolded() == one.selection
    assert SELECTIONS.adapter.validate_json(SELECTIONS.adapter.dump_json(one.selection)) == one.selection
    return events


def test_a_re_export_keeps_mark_star_note_pin_and_the_way_back() -> None:
    one = Chooser(ALBUM)
    one.pick("old")
    one.do([c.PhotoNoted(photo="old", words="the veil", is_star=True)])
    one.do([c.RetouchNoted(note=1, photo="old", x=0.5, y=0.5, words="softer")])
    follows(one, {"new"}, old="new")
    assert one.selection.picks == ("new",)
    assert one.selection.notes["new"].is_star and one.selection.retouches_of("new")[0].words == "softer"
    one.undo()
    one.undo()
    assert one.marks() == {} and not one.selection.gone


def test_a_pick_that_is_gone_costs_nothing_and_comes_back_as_it_was() -> None:
    one = Chooser(ALBUM)
    one.pick("a", "b", "c")
    one.mark("d", agreed=6800)
    follows(one, {"a", "b", "c"})
    assert (one.selection.picks, one.selection.lost_picks, meter.price(one.selection)) == (("a", "b", "c"), ("d",), 0)
    follows(one, {"a", "b"})
    assert one.selection.lost_picks == ("c", "d")
    follows(one, {"a", "b", "c"})
    assert (one.selection.picks, meter.price(one.selection)) == (("a", "b", "c"), 0)


def test_a_pick_whose_place_was_taken_meanwhile_comes_back_as_a_maybe_for_nobody_agreed_to_an_extra() -> None:
    one = Chooser(ALBUM)
    one.pick("a", "b", "c")
    follows(one, {"a", "b", "d"})
    one.pick("d")
    follows(one, {"a", "b", "c", "d"})
    assert (one.selection.picks, meter.price(one.selection)) == (("a", "b", "d"), 0)
    assert one.selection.mark_of("c") == c.MAYBE


def test_what_nothing_is_said_of_leaves_no_trace_and_nothing_is_told_twice() -> None:
    one = Chooser(ALBUM)
    one.pick("a")
    assert follows(one, {"a"}, x="y") == []
    assert len(follows(one, set())) == 1
    assert follows(one, set()) == []


def test_a_mark_of_its_own_is_not_overwritten_by_that_of_another_export() -> None:
    one = Chooser(ALBUM)
    one.pick("old")
    one.mark("new", c.PASS)
    follows(one, {"new"}, old="new")
    assert one.selection.mark_of("new") == c.PASS and one.selection.lost_picks == ("old",)


def rewritten(house: SalesHouse, number: int, into: int) -> None:
    house.report(house.ready(into, name=name(number)))


@pytest.mark.parametrize("way", ["in place", "deleted first", "another ending"])
def test_f20_a_re_export_in_any_way_keeps_the_mark(house: SalesHouse, way: str) -> None:
    show = house.start()
    mark(house, show, 2)
    if way == "in place":
        rewritten(house, 2, 9)
    elif way == "deleted first":
        house.report(gone(name(2)))
        assert marks(house) == {}
        rewritten(house, 2, 9)
    else:
        house.report(house.ready(9, name="DSC_0002.tif"))
        house.report(gone(name(2)))
    assert marks(house) == {photo(9): "pick"}


def test_the_screen_stays_where_it_is_when_its_photo_is_exported_anew(house: SalesHouse) -> None:
    show = house.start()
    house.tap(f"/presentations/{show}/comparison", photos=f"{photo(1)},{photo(2)}")
    rewritten(house, 2, 9)
    one = house.presentation(show)
    assert (one.compared, one.slide) == ((photo(1), photo(9)), photo(1))
    assert set(slides(house)) == {photo(1), photo(9), photo(3), photo(4)}
    house.tap(f"/presentations/{show}/slides", slide=photo(3))
    rewritten(house, 3, 8)
    assert house.presentation(show).slide == photo(8)


def test_a_closing_show_keeps_a_photo_that_is_exported_anew(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 1)
    mark(house, show, 2)
    house.tap(f"/presentations/{show}/narrowing", only="picks")
    rewritten(house, 2, 9)
    assert set(slides(house)) == {photo(1), photo(9)}


def test_a_deleted_pick_is_neither_signed_nor_paid_for_and_the_tablet_says_so(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 1)
    mark(house, show, 2)
    house.report(gone(name(2)))
    page = house.client("presenter").get(f"/presenter/{show}/choosing").get_data(as_text=True)
    assert "Picked, and no longer in the folder: 1" in page
    status, answer = mark(house, show, 3)
    assert (status, answer["picks"], answer["total_cents"]) == (201, 2, 0)
    assert sign(house, show, 2, 0)[0] == 201


def test_what_was_signed_and_is_gone_is_named_to_whoever_hands_it_over(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 1)
    mark(house, show, 2)
    sign(house, show, 2, 0)
    house.report(gone(name(2)))
    answer: dict[str, Any] = house.tap("/bookings/2031/selection/copies", device="desk")[1]
    assert answer["code"] == "originals_missing" and name(2) in answer["message"]
    house.report(house.ready(2, name=name(2)))
    assert marks(house) == {photo(1): "pick", photo(2): "pick"}
