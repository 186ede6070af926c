"""What can happen to a selection: facts in the past tense, and the words they use. Stream `selection-<booking>`.

Marks name photos, never "this one" (FAULTS F28). Who did it stands in the log beside each event.
"""

from datetime import date

from kiosk.records import dataclass

PICK, MAYBE, PASS, NONE = "pick", "maybe", "pass", "none"
MARKS = (PICK, MAYBE, PASS)

# A pick goes into the album unless the party says that it is for something else alone.
ALBUM = "album"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something that the package holds photos for. `allowance` None means as many as they like; `extra_cents` None that
    nobody has named a price for one more."""

    key: str
    name: str
    allowance: int | None = None
    extra_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The party's word on one photo. `uses` are keys of products that a pick is for besides the album, or instead of it."""

    photo: str
    mark: str
    uses: tuple[str, ...] = ()
    is_album: bool = True

    @property
    def products(self) -> tuple[str, ...]:
        return (ALBUM, *self.uses) if self.is_album else self.uses


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTotal:
    """`picks` beyond the product's allowance are `extras`, together `cents`."""

    key: str
    name: str
    allowance: int | None
    picks: int
    extras: int
    extra_cents: int | None
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the meter shows and what is signed: the picks by look (its folder's name), by product, and the price of all
    extras. The counts by look always add up to `picks`."""

    picks: int
    by_look: tuple[tuple[str, int], ...]
    by_product: tuple[ProductTotal, ...]
    total_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionOpened:
    booking: int
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsChanged:
    """The desk changed the package; never to a higher price for what is picked already."""

    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosMarked:
    """One tap and one step of undo, over one photo or several (a swap, "stop at package")."""

    marks: tuple[Marked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraAgreed:
    """`price_cents` was shown and agreed to before the tap that follows; `total_cents` is what all extras then cost."""

    photos: tuple[str, ...]
    price_cents: int
    total_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksUndone:
    """`step` is the version of the step that was taken back."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetouchNoted:
    """A wish for the retoucher, pinned on a spot: `x` and `y` are shares of the upright photo, from its top left (D10)."""

    note: int
    photo: str
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetouchNoteRemoved:
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoNoted:
    """The presenter's own words on a photo, and whether the studio would pick it (C36, A27). For staff alone."""

    photo: str
    words: str
    is_star: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoReplaced:
    """`former` was exported anew: what was said of it holds for `photo` (FAULTS F20)."""

    former: str
    photo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosLeft:
    """The files of these photos are gone; what was said of them is kept, and counts for nothing meanwhile."""

    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosReturned:
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionConfirmed:
    """Signed for by the customer (D22): `signature` is the path of an SVG, drawn on a field of 1000 by 300."""

    signature: str
    totals: Totals
    pickup_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionReopened:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionHandedOver:
    """Written for the retoucher: `what` is sidecars or copies, `files` how many there now are; `trouble` says in the system's
    words why they are not all there. `marks` are how many of the sidecars tell of a pick and of a maybe, the others of neither;
    None where nobody counted."""

    what: str
    files: int
    trouble: str = ""
    marks: tuple[int, int] | None = None


SelectionEvent = (
    SelectionOpened
    | TermsChanged
    | PhotosMarked
    | ExtraAgreed
    | MarksUndone
    | RetouchNoted
    | RetouchNoteRemoved
    | PhotoNoted
    | PhotoReplaced
    | PhotosLeft
    | PhotosReturned
    | SelectionConfirmed
    | SelectionReopened
    | SelectionHandedOver
)
