"""The rules of choosing: the price is known before it is owed, and every cut can be taken back (complaint C)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from display.domain import choices as c
from display.domain import choosing, meter, terms
from display.domain import refusals as r
from display.kinds import SELECTIONS

from .choosing import ALBUM, WALL, Chooser, pick_for

LOOKS = {"a": "1 White", "b": "1 White", "c": "2 Evening", "d": "2 Evening", "e": "", "f": "2 Evening"}
PHOTOS = list(LOOKS)


def test_an_extra_is_refused_with_its_price_until_the_same_tap_agrees_to_it() -> None:
    one = Chooser()
    one.pick("a", "b", "c")
    with pytest.raises(r.OverAllowance) as refused:
        one.mark("d")
    assert refused.value.detail["price_cents"] == 6800
    assert (refused.value.detail["picks"], refused.value.detail["allowance"]) == (4, 3)
    with pytest.raises(r.OverAllowance):
        one.mark("d", agreed=6700)
    assert one.selection.picks == ("a", "b", "c")
    agreed, marked = one.mark("d", agreed=6800)
    assert isinstance(agreed, c.ExtraAgreed) and isinstance(marked, c.PhotosMarked)
    assert (agreed.price_cents, agreed.total_cents, meter.price(one.selection)) == (6800, 6800, 6800)


def test_a_price_agreed_to_that_is_no_longer_asked_is_not_taken_either() -> None:
    one = Chooser()
    with pytest.raises(r.PriceChanged):
        one.mark("a", agreed=6800)


def test_a_pick_for_the_wall_is_asked_for_by_the_walls_own_price() -> None:
    one = Chooser(ALBUM, WALL)
    one.mark("a", uses=("product-1",))
    one.mark("b")
    with pytest.raises(r.OverAllowance) as refused:
        one.mark("b", uses=("product-1",))
    assert (refused.value.detail["price_cents"], refused.value.detail["product"]) == (48000, "Wall picture")
    assert refused.value.detail["swap"] == "a"
    one.mark("b", uses=("product-1",), agreed=48000)
    assert meter.picks_for(one.selection, "product-1") == ("a", "b")
    assert meter.price(one.selection) == 48000


def test_each_product_has_an_allowance_of_its_own() -> None:
    digital = c.Product(key="product-2", name="Digital", allowance=10, extra_cents=None)
    one = Chooser(ALBUM, digital)
    one.pick("a", "b", "c")
    one.mark("d", uses=("product-2",), is_album=False)
    one.mark("a", uses=("product-2",))
    assert meter.picks_for(one.selection, c.ALBUM) == ("a", "b", "c")
    assert meter.picks_for(one.selection, "product-2") == ("a", "d")
    assert (meter.price(one.selection), len(one.selection.picks)) == (0, 4)
    with pytest.raises(r.OverAllowance) as refused:
        one.mark("d", uses=("product-2",))
    assert refused.value.detail["product"] == "Album"
    one.mark("d", is_album=False, agreed=6800)
    assert one.marks()["d"] == (c.PICK, (c.ALBUM,)), "what is for nothing else is for the album"


def test_stop_at_package_leaves_a_pick_what_it_is_also_for() -> None:
    one = Chooser(ALBUM, WALL)
    one.pick("a", "b", "c")
    one.mark("d", uses=("product-1",), agreed=6800)
    one.do(choosing.stop_at_package(one.selection))
    assert one.marks()["d"] == (c.PICK, ("product-1",))
    assert meter.price(one.selection) == 0
    assert one.offer("e") != "d", "what is not in the album makes no room there"


def test_without_a_price_nothing_is_added_beyond_the_package() -> None:
    one = Chooser(c.Product(key="album", name="Album", allowance=1, extra_cents=None))
    one.pick("a")
    with pytest.raises(r.NoPriceForExtras):
        one.mark("b")
    one.mark("b", c.MAYBE)


def test_a_package_without_a_limit_never_asks() -> None:
    one = Chooser(c.Product(key="album", name="Album"))
    one.pick(*PHOTOS)
    assert meter.price(one.selection) == 0
    assert choosing.stop_at_package(one.selection) == []


def test_the_swap_offered_looks_like_the_new_one_and_is_no_star() -> None:
    one = Chooser(groups=(("a", "d"), ("b", "c")))
    one.pick("a", "b", "c")
    assert one.offer("d") == "a"
    assert one.offer("e") == "c"
    one.do(choosing.note_photo(one.selection, "c", None, True))
    assert one.offer("e") == "b"
    one.do(choosing.swap(one.selection, pick_for("d"), "a"))
    assert one.selection.picks == ("b", "c", "d")
    assert one.selection.mark_of("a") == c.MAYBE
    one.undo()
    assert one.selection.picks == ("a", "b", "c")


def test_stop_at_package_puts_what_came_last_into_maybe_and_undo_brings_it_back_at_its_price() -> None:
    one = Chooser(ALBUM, WALL)
    one.mark("a", uses=("product-1",))
    one.pick("b", "c")
    one.mark("d", agreed=6800)
    one.mark("b", uses=("product-1",), agreed=48000)
    before = one.marks()
    one.do(choosing.stop_at_package(one.selection))
    assert one.selection.picks == ("a", "b", "c")
    assert one.marks()["d"] == (c.MAYBE, (c.ALBUM,))
    assert one.marks()["b"] == (c.PICK, (c.ALBUM,))
    assert meter.price(one.selection) == 0
    assert choosing.stop_at_package(one.selection) == []
    with pytest.raises(r.OverAllowance):
        one.undo()
    one.undo(agreed=6800 + 48000)
    assert one.marks() == before


def test_an_undo_names_its_step_so_that_two_that_cross_take_back_one() -> None:
    one = Chooser()
    one.pick("a", "b")
    step = one.selection.steps[-1].version
    one.do(choosing.undo(one.selection, step, None, one.offer))
    with pytest.raises(r.NotTheLastStep):
        choosing.undo(one.selection, step, None, one.offer)
    one.undo()
    with pytest.raises(r.NothingToUndo):
        choosing.undo(one.selection, step, None, one.offer)


def test_the_same_mark_twice_is_one_step() -> None:
    one = Chooser()
    assert len(one.mark("a")) == 1
    assert one.mark("a") == []
    assert one.mark("b", c.NONE) == []


def test_a_retouch_note_is_pinned_numbered_and_comes_back() -> None:
    one = Chooser()
    one.do(choosing.note_retouch(one.selection, "a", 0.5, 0.25, "the strand of hair"))
    one.do(choosing.note_retouch(one.selection, "a", 0.1, 0.1, "the wall"))
    assert [note.id for note in one.selection.retouches_of("a")] == [1, 2]
    assert one.selection.retouches_of("b") == () and choosing.remove_retouch(one.selection, 9) == []
    one.do(choosing.remove_retouch(one.selection, 1))
    assert [note.id for note in one.selection.retouches_of("a")] == [2]
    one.undo()
    assert one.selection.retouches[1].words == "the strand of hair"
    one.do(choosing.note_retouch(one.selection, "b", 0.1, 0.1, "another"))
    assert one.selection.last_note == 3


def test_photos_are_fetched_on_a_day_that_is_to_come_and_on_which_somebody_is_there() -> None:
    today = date(2026, 11, 22)
    for day in (today, date(2026, 11, 23)):
        choosing.agree_to_fetch(day, today, is_open=True)
    with pytest.raises(r.PickupIsPast):
        choosing.agree_to_fetch(date(2026, 11, 21), today, is_open=True)
    with pytest.raises(r.ClosedForPickup):
        choosing.agree_to_fetch(date(2026, 11, 23), today, is_open=False)


def test_what_is_signed_is_what_was_seen_and_stays_until_opened_again_with_a_reason() -> None:
    one = Chooser()
    with pytest.raises(r.NothingPicked):
        choosing.confirm(one.selection, LOOKS, (0, 0), "M1 1", None)
    one.pick("a", "b", "c")
    one.mark("d", agreed=6800)
    with pytest.raises(r.TotalsChanged):
        choosing.confirm(one.selection, LOOKS, (4, 0), "M1 1", None)
    with pytest.raises(r.NotConfirmed):
        choosing.hand_over(one.selection, "copies", 4)
    assert choosing.reopen(one.selection, "nothing is signed") == []
    one.do(choosing.confirm(one.selection, LOOKS, (4, 6800), "M1 1L2 2", date(2026, 12, 24)))
    signed = one.selection.confirmation
    assert signed and signed.totals.total_cents == 6800 and signed.pickup_on == date(2026, 12, 24)
    taps: tuple[Callable[[], object], ...] = (
        lambda: one.mark("e", c.MAYBE),
        one.undo,
        lambda: choosing.stop_at_package(one.selection),
        lambda: choosing.note_retouch(one.selection, "a", 0, 0, "no"),
        lambda: choosing.remove_retouch(one.selection, 1),
        lambda: choosing.confirm(one.selection, LOOKS, (4, 6800), "M3 3", None),
        lambda: choosing.swap(one.selection, pick_for("e"), "a"),
    )
    for tap in taps:
        with pytest.raises(r.SelectionIsConfirmed):
            tap()
    assert choosing.adopt(one.selection, (c.Product(key="album", name="Album", allowance=9),)) == []
    one.do(choosing.note_photo(one.selection, "a", "loved it", None))
    one.do(choosing.reopen(one.selection, "the mother wants another one"))
    one.mark("a", c.PASS)
    assert one.selection.reopened_because == "the mother wants another one"


def test_a_new_package_is_taken_over_unless_it_would_cost_more_than_was_shown() -> None:
    one = Chooser()
    one.pick("a", "b", "c")
    dearer = (c.Product(key="album", name="Album", allowance=2, extra_cents=6800),)
    assert choosing.adopt(one.selection, dearer) == []
    assert choosing.adopt(one.selection, (c.Product(key="album", name="Album", allowance=2),)) == [], "without a price"
    larger = (c.Product(key="album", name="Album", allowance=5, extra_cents=9900),)
    one.do(choosing.adopt(one.selection, larger))
    one.pick("d", "e")
    assert meter.price(one.selection) == 0


def test_only_products_that_name_a_number_are_chosen_for() -> None:
    worded = ("Album 30 × 30", "Wall picture: 1, 480", "电子版：20", "Frame: 2, 99.50", "Make-up voucher")
    found = terms.products(30, 6800, worded, 2)
    assert [(one.name, one.allowance, one.extra_cents) for one in found] == [
        ("Album", 30, 6800),
        ("Wall picture", 1, 48000),
        ("电子版", 20, None),
        ("Frame", 2, 9950),
    ]
    assert len({one.key for one in found}) == len(found)


TAPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("mark"),
            st.sampled_from(PHOTOS),
            st.sampled_from([*c.MARKS, c.NONE, c.PICK]),
            st.sampled_from([(), ("product-1",)]),
            st.booleans(),
        ),
        st.tuples(st.just("undo")),
        st.tuples(st.just("package")),
        st.tuples(
            st.just("swap"), st.sampled_from(PHOTOS), st.sampled_from(PHOTOS), st.sampled_from([(), ("product-1",)])
        ),
        st.tuples(st.just("retouch"), st.sampled_from(PHOTOS)),
        st.tuples(st.just("unpin"), st.integers(1, 4)),
    ),
    max_size=40,
)


def _tap(one: Chooser, tap: tuple[Any, ...], agreed: int | None) -> list[c.SelectionEvent]:
    match tap:
        case ("mark", photo, mark, uses, is_album):
            return one.mark(photo, mark, agreed, uses, is_album)
        case ("undo",):
            return one.undo(agreed) if one.selection.steps else []
        case ("package",):
            return one.do(choosing.stop_at_package(one.selection))
        case ("swap", photo, against, uses):
            return one.do(choosing.swap(one.selection, pick_for(photo, *uses), against))
        case ("retouch", photo):
            return one.do(choosing.note_retouch(one.selection, photo, 0.5, 0.5, "softer"))
        case ("unpin", number):
            return one.do(choosing.remove_retouch(one.selection, number))
    raise AssertionError(tap)


@settings(max_examples=300, deadline=None)
@given(taps=TAPS)
def test_the_price_shown_is_the_price_charged_and_every_cut_comes_back(taps: list[tuple[Any, ...]]) -> None:
    one = Chooser(ALBUM, WALL)
    states = [(0, one.marks(), one.selection.retouches)]
    for tap in taps:
        before, shown = meter.price(one.selection), None
        try:
            events = _tap(one, tap, None)
        except r.OverAllowance as over:
            shown = int(str(over.detail["price_cents"]))
            assert meter.price(one.selection) == before
            if tap[0] == "swap":
                continue  # it makes room in one product; what another one lacks is no exchange
            events = _tap(one, tap, shown)
        except r.NotPicked:
            continue
        charged = meter.price(one.selection) - before
        assert charged == shown if shown is not None else charged <= 0
        assert any(isinstance(event, c.ExtraAgreed) for event in events) == (shown is not None)
        if tap == ("undo",) and events:
            states.pop()
            assert states[-1][1:] == (one.marks(), one.selection.retouches)
        elif events:
            states.append((len(states), one.marks(), one.selection.retouches))
        _adds_up(one)
    while one.selection.steps:
        try:
            one.undo()
        except r.OverAllowance as over:
            one.undo(int(str(over.detail["price_cents"])))
        states.pop()
        assert states[-1][1:] == (one.marks(), one.selection.retouches)
    assert one.marks() == {}


def _adds_up(one: Chooser) -> None:
    found = meter.totals(one.selection, LOOKS)
    assert sum(picks for _, picks in found.by_look) == found.picks == len(one.selection.picks)
    assert found.total_cents == sum(total.extras * (total.extra_cents or 0) for total in found.by_product)
    assert one.refolded() == one.selection
    kept = SELECTIONS.adapter.dump_json(one.selection)
    assert SELECTIONS.adapter.validate_json(kept) == one.selection
