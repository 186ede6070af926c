"""The presenter's tablet while a party chooses: the marks, the meter, what has been put away, what is signed.

Money is in these parts: they are for the presenter's tablet (and the desk), never for a TV (I9).
"""

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from kiosk.domain.booking import Booking
from kiosk.house import House
from kiosk.kinds import BOOKINGS
from kiosk.live import Audience
from kiosk.money import amount
from kiosk.parts import Part
from kiosk.queries.faces import Face, face, ms
from kiosk.records import dataclass

from ..commands_selection import products_of
from ..domain import choices as c
from ..domain import meter
from ..domain.album import Look, searched_by
from ..domain.presentation import Presentation
from ..domain.selection import Selection
from ..kinds import PRESENTATIONS, SELECTIONS
from ..sales_room import Photos, SalesRoom
from .shows import presenting_parts

LETTERS = {c.PICK: "p", c.MAYBE: "m", c.PASS: "x", c.NONE: "."}


@dataclass(frozen=True, slots=True)
class Marks:
    """`letters` has one sign for each slide in order (LETTERS); `uses` the products of picks that are for more or else than
    the album; `step` is what undo would take back; `retouches` are number, photo, x, y and words; `notes` photo, words and
    star (staff only)."""

    booking: int
    version: int
    step: int | None
    is_confirmed: bool
    letters: str
    uses: tuple[tuple[str, tuple[str, ...]], ...]
    products: tuple[tuple[str, str], ...]
    retouches: tuple[tuple[int, str, float, float, str], ...]
    notes: tuple[tuple[str, str, bool], ...]

    @property
    def content(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Groups of photos that look alike."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Shots:
    """As domain.album.by_camera."""

    cameras: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class LookCount:
    """`number` and `names` as album.Look has them; `scale` is the same for all looks: what a full bar stands for."""

    number: int
    names: tuple[str, ...]
    picks: int
    scale: int


@dataclass(frozen=True, slots=True)
class ProductCount:
    name: str
    picks: int
    allowance: int | None
    extras: int
    extra: str
    price: str

    @property
    def left(self) -> int | None:
        return None if self.allowance is None else self.allowance - self.picks


@dataclass(frozen=True, slots=True)
class Meter:
    """Prices are amounts as people write them, `currency` its code. `is_over` says that "stop at package" has something to
    do; `counts` are photos by mark: picked, maybe, passed, and not yet looked at; `lost` are picks whose files are gone."""

    looks: tuple[LookCount, ...]
    products: tuple[ProductCount, ...]
    counts: tuple[int, int, int, int]
    price: str
    total_cents: int
    currency: str
    is_over: bool
    lost: int = 0

    @property
    def album(self) -> ProductCount | None:
        return self.products[0] if self.products else None

    @property
    def has_limit(self) -> bool:
        return any(one.allowance is not None for one in self.products)

    @property
    def ring(self) -> int:
        """How full the package is, in hundredths; never more than whole."""
        album = self.album
        return min(100, 100 * album.picks // max(1, album.allowance)) if album and album.allowance else 0


@dataclass(frozen=True, slots=True)
class Picked:
    """The picks in the order in which they are shown, for the closing page."""

    picked: tuple[str, ...]

    @property
    def content(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Handed:
    """What went to the retoucher, and when; `trouble` says why not all of it did."""

    booking: int
    what: str
    files: int
    trouble: str
    at: datetime
    marks: tuple[int, int] | None = None

    @property
    def others(self) -> int:
        """Files whose photos are chosen no more: their ratings say so."""
        return self.files - sum(self.marks or ())


@dataclass(frozen=True, slots=True)
class Signed:
    """What the customer put their name to; `picks` and `price` as they were signed."""

    booking: int
    at: int
    by: Face
    signature: str
    picks: int
    price: str
    currency: str
    pickup_on: date | None


def selection_of(sales: SalesRoom, house: House, number: int) -> Selection | None:
    """From the picture while it is being changed, else from its row."""
    return house.of(SELECTIONS).get(number) or sales.floor.store.find(SELECTIONS, number)


def as_if_opened(sales: SalesRoom, house: House, number: int) -> Selection:
    """The selection, or an empty one on the package's terms where nobody has marked anything yet."""
    found = selection_of(sales, house, number)
    if found is not None:
        return found
    booking = booking_of(sales, number)
    products = products_of(booking, sales.floor.settings) if booking else ()
    return Selection(booking=number, version=0, touched_on=house.today, products=products)


def booking_of(sales: SalesRoom, number: int) -> Booking | None:
    return sales.floor.store.house.bookings.get(number) or sales.floor.store.find(BOOKINGS, number)


def choosing_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """The running presentation that `audience.who` names, with everything for choosing; nothing once it has ended."""
    one = house.of(PRESENTATIONS).get(int(audience.who)) if audience.who.isdecimal() else None
    if one is None:
        return []
    selection, photos = as_if_opened(sales, house, one.booking), sales.photos(one.booking)
    order = sales.slides(one).order
    parts = [
        *presenting_parts(sales, house, audience),
        Part("marks", "showing", 2, "choosing/_marks.html", _marks(selection, order)),
        Part("likeness", "showing", 3, "choosing/_likeness.html", Likeness(photos.groups)),
        Part("shots", "showing", 4, "choosing/_shots.html", Shots(photos.cameras)),
        Part("meter", "meters", 0, "choosing/_meter.html", meter_of(sales, selection, photos)),
    ]
    return parts + signed_parts(sales, house, selection)


def closing_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """The page on which the customer signs."""
    one = house.of(PRESENTATIONS).get(int(audience.who)) if audience.who.isdecimal() else None
    return [] if one is None else _closing(sales, house, one)


def _closing(sales: SalesRoom, house: House, one: Presentation) -> list[Part]:
    selection, photos = as_if_opened(sales, house, one.booking), sales.photos(one.booking)
    done = selection.confirmation is not None
    return [
        Part(
            "show", "showing", 0, "choosing/_closing_show.html", (one.id, bool(one.narrowed), one.is_black, one.is_idle)
        ),
        Part("marks", "showing", 2, "choosing/_marks.html", _picked(selection, photos)),
        Part("summary", "summaries", 0, "choosing/_summary.html", meter_of(sales, selection, photos)),
        *signed_parts(sales, house, selection),
        *([Part("search", "searches", 0, "choosing/_search.html", _searched_by(selection, photos))] if done else []),
        *(Part(f"handed-{one.what}", "handed", 0, "choosing/_handed.html", one) for one in _handed(selection)),
    ]


def _searched_by(selection: Selection, photos: Photos) -> str:
    return searched_by(photo.name for photo in photos.ordered if selection.mark_of(photo.id) == c.PICK)


def _picked(selection: Selection, photos: Photos) -> Picked:
    picks = set(selection.picks)
    return Picked(tuple(photo for photo in photos.slides.order if photo in picks))


def _handed(selection: Selection) -> tuple[Handed, ...]:
    done = selection.handed_over if selection.confirmation else ()
    return tuple(Handed(selection.booking, one.what, one.files, one.trouble, one.at, one.marks) for one in done)


def _marks(selection: Selection, order: tuple[str, ...]) -> Marks:
    uses = tuple((photo, choice.products) for photo, choice in sorted(selection.choices.items()) if choice.uses)
    return Marks(
        booking=selection.booking,
        version=selection.version,
        step=selection.steps[-1].version if selection.steps else None,
        is_confirmed=selection.confirmation is not None,
        letters="".join(LETTERS[selection.mark_of(photo)] for photo in order),
        uses=uses,
        products=tuple((product.key, product.name) for product in selection.products)
        if len(selection.products) > 1
        else (),
        retouches=tuple((one.id, one.photo, one.x, one.y, one.words) for _, one in sorted(selection.retouches.items())),
        notes=tuple((photo, note.words, note.is_star) for photo, note in sorted(selection.notes.items())),
    )


def meter_of(sales: SalesRoom, selection: Selection, photos: Photos) -> Meter:
    """The very numbers that are agreed to and signed (domain/meter.py), in words for people."""
    currency = sales.floor.settings.studio.currency
    found = meter.totals(selection, photos.look_of)
    marked = Counter(selection.mark_of(photo) for photo in photos.slides.order)
    every = _every_look(found, tuple(dict.fromkeys(photos.look_of.values())))
    allowance = found.by_product[0].allowance if found.by_product else None
    scale = max([1, (allowance or 0) // max(1, len(every)), *(picks for _, picks in every)])
    known = ((photos.looks.get(look, Look(names=(look,))), picks) for look, picks in every)
    looks = tuple(LookCount(look.number, look.names, picks, scale) for look, picks in known)
    products = tuple(
        ProductCount(
            name=one.name,
            picks=one.picks,
            allowance=one.allowance,
            extras=one.extras,
            extra=amount(one.extra_cents, currency),
            price=amount(one.cents, currency),
        )
        for one in found.by_product
    )
    return Meter(
        looks=looks,
        products=products,
        counts=(found.picks, marked[c.MAYBE], marked[c.PASS], marked[c.NONE]),
        price=amount(found.total_cents, currency),
        total_cents=found.total_cents,
        currency=currency,
        is_over=any(one.extras for one in found.by_product),
        lost=len(selection.lost_picks),
    )


def _every_look(found: c.Totals, looks: tuple[str, ...]) -> list[tuple[str, int]]:
    """Also those of which nothing is picked yet."""
    picks = dict(found.by_look)
    return [(look, picks.get(look, 0)) for look in dict.fromkeys([*looks, *picks])]


def signed_parts(sales: SalesRoom, house: House, selection: Selection) -> list[Part]:
    """The signature, once there is one."""
    done = selection.confirmation
    if done is None:
        return []
    currency = sales.floor.settings.studio.currency
    signed = Signed(
        booking=selection.booking,
        at=ms(done.at),
        by=face(house, done.by),
        signature=done.signature,
        picks=done.totals.picks,
        price=amount(done.totals.total_cents, currency),
        currency=currency,
        pickup_on=done.pickup_on,
    )
    return [Part("signed", "signed-list", 0, "choosing/_signed.html", signed)]
