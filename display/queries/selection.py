"""A selection as other programs and paper want it: JSON, a table, a list of file names, a sheet to print."""

import csv
import io
from datetime import date
from typing import Any

from kiosk.domain.refusals import UnknownBooking
from kiosk.kinds import BOOKINGS
from kiosk.log import format_time
from kiosk.records import dataclass

from ..domain import choices as c
from ..domain import meter
from ..domain.album import Photo
from ..domain.selection import RetouchNote, Selection
from ..kinds import PRESENTATIONS
from ..sales_room import SalesRoom
from ..sidecar import said
from .choosing import Meter, as_if_opened, meter_of

# What a spreadsheet would take for a formula (FAULTS T38).
DANGEROUS = ("'", "=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = ("number", "file", "look", "taken_at", "camera", "mark", "products", "retouch")


@dataclass(frozen=True, slots=True)
class Pick:
    """One picked photo. `number` counts the picks in the order in which the photos are shown; `name` is "" for a photo
    whose last file was taken out of the folder."""

    number: int
    photo: str
    name: str
    look: str
    taken_at: str
    camera: str
    products: tuple[str, ...]
    retouches: tuple[RetouchNote, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that leaves the house about one selection. `language` is the party's, if we know it."""

    booking: int
    title: str
    party: tuple[str, ...]
    selection: Selection
    picks: tuple[Pick, ...]
    meter: Meter
    language: str | None = None

    @property
    def pickup_on(self) -> date | None:
        return self.selection.confirmation.pickup_on if self.selection.confirmation else None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(pick.name for pick in self.picks if pick.name)


def document(sales: SalesRoom, number: int) -> Document:
    """Raises UnknownBooking. A booking of which nothing was chosen has an empty selection."""
    store = sales.floor.store
    booking = store.find(BOOKINGS, number)
    if booking is None:
        raise UnknownBooking(number=number)
    selection, photos = as_if_opened(sales, store.house, number), sales.photos(number)
    known = {photo.id: photo for photo in photos.ordered}
    picked = set(selection.picks)
    shown = [photo for photo in photos.slides.order if photo in picked]
    gone = [photo for photo in (*selection.picks, *selection.lost_picks) if photo not in known]
    picks = tuple(
        _pick(place, photo, known.get(photo), selection) for place, photo in enumerate([*shown, *gone], start=1)
    )
    shows = (one for one in store.house.of(PRESENTATIONS).values() if one.booking == number)
    language = next((one.language for one in shows), None) or booking.language
    found = meter_of(sales, selection, photos)
    return Document(number, booking.title, booking.party, selection, picks, found, language)


def _pick(number: int, photo: str, row: Photo | None, selection: Selection) -> Pick:
    names = {product.key: product.name for product in selection.products}
    return Pick(
        number=number,
        photo=photo,
        name=row.name if row else "",
        look=row.look if row else "",
        taken_at=(row.taken_at or "") if row else "",
        camera=(row.camera or "") if row else "",
        products=tuple(
            names[use] if use in names and use != c.ALBUM else use for use in selection.choices[photo].products
        ),
        retouches=selection.retouches_of(photo),
    )


def as_json(one: Document, looks: dict[str, str]) -> dict[str, Any]:
    """`looks`: the look of each photo. Money in the smallest unit."""
    selection, found = one.selection, meter.totals(one.selection, looks)
    done = selection.confirmation
    return {
        "booking": one.booking,
        "version": selection.version,
        "state": "confirmed" if done else "open",
        "picks": [_pick_json(pick) for pick in one.picks],
        "maybe": sorted(photo for photo in selection.choices if selection.mark_of(photo) == c.MAYBE),
        "passed": sorted(photo for photo in selection.choices if selection.mark_of(photo) == c.PASS),
        "by_look": [{"look": look, "picks": picks} for look, picks in found.by_look],
        "by_product": [
            {
                "product": total.key,
                "name": total.name,
                "picks": total.picks,
                "allowance": total.allowance,
                "extras": total.extras,
                "extra_cents": total.extra_cents,
                "cents": total.cents,
            }
            for total in found.by_product
        ],
        "total_cents": found.total_cents,
        "confirmed_at": format_time(done.at) if done else None,
        "confirmed_by": done.by if done else None,
        "pickup_on": done.pickup_on.isoformat() if done and done.pickup_on else None,
    }


def _pick_json(pick: Pick) -> dict[str, Any]:
    notes = [{"note": one.id, "x": one.x, "y": one.y, "words": one.words} for one in pick.retouches]
    return {
        "photo": pick.photo,
        "file": pick.name,
        "look": pick.look,
        "products": list(pick.products),
        "retouches": notes,
    }


def as_csv(one: Document) -> str:
    """The picks as a table that spreadsheets open with the right letters and without running anything."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for pick in one.picks:
        shot = (pick.name, pick.look, pick.taken_at, pick.camera)
        cells = (*shot, c.PICK, "; ".join(pick.products), "; ".join(said(pick.retouches)))
        writer.writerow([pick.number, *map(harmless, cells)])
    return "\ufeff" + out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever a file is called (FAULTS T38)."""
    flat = " ".join(cell.split("\n"))
    return f"'{flat}" if flat.startswith(DANGEROUS) else flat


def as_list(one: Document) -> str:
    """The file names, one a line, to paste into the search of a photo program."""
    return "".join(f"{name}\n" for name in one.names)
