"""What a pick is for besides the album: known by its name in the package, and exchanged product by product."""

from display.domain import choices as c
from display.domain import choosing, meter, terms

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
