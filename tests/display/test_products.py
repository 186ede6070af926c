"""What a pick is for: known by its name in the package, counted look by look, exchanged product by product."""

import pytest

from display.domain import choices as c
from display.domain import choosing, meter, terms
from display.domain import refusals as r
from display.domain.selection import PhotoNote

from .choosing import ALBUM, WALL, Chooser, pick_for


def test_a_photo_stays_picked_for_its_product_wherever_that_stands_in_the_package_now() -> None:
    def offered(*worded: str) -> tuple[c.Product, ...]:
        return terms.products(30, 6800, worded, 2)

    one = Chooser(*offered("Album 30", "Wall picture: 1, 480", "Digital: 20"))
    wall, digital = (product.key for product in one.selection.products[1:])
    one.mark("a", uses=(wall,), is_album=False)
    one.do(choosing.adopt(one.selection, offered("Cards: 50", "Digital: 25", "wall  picture: 2, 480")))
    found = {product.name: meter.picks_for(one.selection, product.key) for product in one.selection.products}
    assert found == {"Album": (), "Cards": (), "Digital": (), "wall  picture": ("a",)}
    assert one.selection.product(digital) == c.Product(key=digital, name="Digital", allowance=25, extra_cents=None)
    one.do(choosing.adopt(one.selection, offered("Digital: 25")))
    assert [product.name for product in one.selection.products] == ["Album", "Digital", "wall  picture"]
    assert choosing.adopt(one.selection, offered("Digital: 25")) == []
    one.mark("a", c.NONE)
    one.do(choosing.adopt(one.selection, offered("Digital: 25", "Poster: 1")))
    assert [product.name for product in one.selection.products] == ["Album", "Digital", "Poster"]
    assert len({product.key for product in one.selection.products}) == 3


def test_a_pick_makes_room_on_the_wall_and_stays_in_the_album() -> None:
    one = Chooser(ALBUM, WALL)
    one.mark("a", uses=("product-1",))
    one.mark("b")
    one.do(choosing.swap(one.selection, pick_for("b", "product-1"), "a"))
    assert one.marks() == {"a": (c.PICK, (c.ALBUM,)), "b": (c.PICK, (c.ALBUM, "product-1"))}
    one.mark("b", is_album=False, uses=("product-1",))
    one.do(choosing.swap(one.selection, pick_for("c", "product-1", is_album=False), "b"))
    assert one.marks()["b"] == (c.MAYBE, (c.ALBUM,)), "it was for the wall alone"
    assert one.marks()["c"] == (c.PICK, ("product-1",))
    assert meter.price(one.selection) == 0


def test_an_exchange_gives_what_was_wanted_and_leaves_the_rest() -> None:
    """By what the one that is given up was for, what the one that comes is for already, and what it is wanted for."""
    digital = c.Product(key="product-2", name="Digital", allowance=10, extra_cents=None)

    def exchanged(uses: tuple[str, ...], before: c.Marked, wanted: c.Marked) -> dict[str, tuple[str, tuple[str, ...]]]:
        one = Chooser(ALBUM, WALL, digital)
        one.mark("a", uses=uses)
        one.do(choosing.mark(one.selection, (before,), None, one.offer))
        one.do(choosing.swap(one.selection, wanted, "a"))
        return one.marks()

    nothing, maybe = c.Marked(photo="b", mark=c.NONE), c.Marked(photo="b", mark=c.MAYBE)
    for_digital = pick_for("b", "product-2", is_album=False)
    for before in (nothing, maybe):
        assert exchanged(("product-1",), before, pick_for("b")) == {
            "a": (c.MAYBE, (c.ALBUM,)),
            "b": (c.PICK, (c.ALBUM, "product-1")),
        }
    assert exchanged(("product-1",), nothing, pick_for("b", "product-1", is_album=False)) == {
        "a": (c.PICK, (c.ALBUM,)),
        "b": (c.PICK, ("product-1",)),
    }
    assert exchanged(("product-1",), for_digital, pick_for("b", "product-2")) == {
        "a": (c.PICK, ("product-1",)),
        "b": (c.PICK, (c.ALBUM, "product-2")),
    }


def test_only_another_pick_makes_room() -> None:
    one = Chooser()
    one.pick("a")
    for wanted, against in (("a", "a"), ("b", "c")):
        with pytest.raises(r.NotPicked):
            choosing.swap(one.selection, pick_for(wanted), against)


def test_only_a_pick_is_for_something_and_only_for_what_the_package_holds() -> None:
    one = Chooser(ALBUM, WALL)
    one.mark("a", uses=(c.ALBUM, "product-9"))
    one.mark("b", c.MAYBE, uses=("product-1",), is_album=False)
    assert one.marks() == {"a": (c.PICK, (c.ALBUM,)), "b": (c.MAYBE, (c.ALBUM,))}
    one.mark("b", c.NONE)
    assert one.marks() == {"a": (c.PICK, (c.ALBUM,))}


def test_an_exchange_is_offered_for_one_photo_and_not_for_several_at_once() -> None:
    one = Chooser()
    one.pick("a", "b", "c")
    one.mark("d", agreed=6800)
    one.mark("e", agreed=6800)
    one.do(choosing.stop_at_package(one.selection))
    with pytest.raises(r.OverAllowance) as refused:
        one.undo()
    assert (refused.value.detail["price_cents"], refused.value.detail["swap"]) == (2 * 6800, None)


def test_a_package_that_costs_no_more_is_taken_over_also_where_an_extra_was_agreed_to() -> None:
    one = Chooser()
    one.pick("a", "b", "c")
    one.mark("d", agreed=6800)
    one.do(choosing.adopt(one.selection, (c.Product(key="album", name="Album", allowance=3, extra_cents=6000),)))
    assert meter.price(one.selection) == 6000


def test_the_meter_names_every_look_and_those_without_one_only_where_they_are() -> None:
    looks = {"a": "1 White", "b": "2 Evening", "c": ""}
    one = Chooser()
    one.pick("a")
    assert meter.totals(one.selection, looks).by_look == (("1 White", 1), ("2 Evening", 0))
    one.pick("c")
    assert meter.totals(one.selection, looks).by_look == (("1 White", 1), ("2 Evening", 0), ("", 1))


def test_picks_stand_in_the_order_in_which_they_became_picks() -> None:
    one = Chooser(ALBUM, WALL)
    one.mark("a", c.MAYBE)
    one.pick("b", "a")
    assert one.selection.picks == ("b", "a")
    one.mark("b", uses=("product-1",))
    assert one.selection.picks == ("b", "a"), "a pick that is for something more stays where it was"


def test_room_is_made_by_a_pick_that_has_a_likeness_and_no_star_wherever_it_was_picked() -> None:
    one = Chooser(groups=(("b", "c"),))
    one.pick("f", "c", "a")
    assert one.offer("e") == "a", "none of them has its like among the picks"
    one = Chooser(groups=(("b", "c"),))
    one.pick("b", "c", "f")
    assert one.offer("e") == "c", "two that stand alone are not alike"
    one = Chooser(groups=(("b", "c"), ("a", "d")))
    one.pick("b", "c", "a")
    assert one.offer("e") == "c"
    one.do(choosing.note_photo(one.selection, "c", "laughing", None))
    assert one.offer("e") == "c", "a note is no star"


def test_a_note_keeps_its_star_and_a_star_its_note_and_both_can_go() -> None:
    one = Chooser()
    for words in ("smiling", "laughing"):
        one.do(choosing.note_photo(one.selection, "a", words, None))
        assert one.selection.notes["a"] == PhotoNote(words=words)
    one.do(choosing.note_photo(one.selection, "a", None, True))
    assert one.selection.notes["a"] == PhotoNote(words="laughing", is_star=True)
    assert choosing.note_photo(one.selection, "a", "laughing", True) == []
    one.do(choosing.note_photo(one.selection, "a", "", None))
    assert one.selection.notes["a"] == PhotoNote(is_star=True)
    one.do(choosing.note_photo(one.selection, "a", None, False))
    assert one.selection.notes == {} and choosing.note_photo(one.selection, "a", None, False) == []
