"""What stands on the presenter's tablet alone: their own notes and picks, and what is still to be paid (REQUIREMENTS A27, C32,
C36). Nothing of it ever goes to a TV, the lobby, the board or a party's own page (I9)."""

from dataclasses import asdict
from typing import Any

from kiosk import i18n
from kiosk.domain.readiness import Preview
from kiosk.house import House
from kiosk.live import Audience
from kiosk.money import amount
from kiosk.parts import Part
from kiosk.queries.faces import Face, face
from kiosk.records import dataclass
from kiosk.studio import look_words

from ..domain.selection import Selection
from ..kinds import ALBUMS, PRESENTATIONS
from ..sales_room import SalesRoom
from .choosing import booking_of, selection_of
from .shows import SlideList, label, presenting_parts


@dataclass(frozen=True, slots=True)
class Notes:
    """By photo: the presenter's words, and whether it is the studio's pick."""

    notes: tuple[tuple[str, str, bool], ...]

    @property
    def content(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Balance:
    """An amount as people write it, and how one says it: politely, and not before all is chosen (C32). Once the show
    `has_begun` it is told only when it is asked for."""

    currency: str
    amount: str
    has_begun: bool = False


@dataclass(frozen=True, slots=True)
class Previewed:
    """Who has looked through the photos, and when; `is_stale` once files have changed since. `arriving` are on their way."""

    booking: int
    revision: int
    photos: int
    arriving: int
    by: Face | None
    at: str
    is_stale: bool


def private_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """The running presentation for its presenter, with what only they may see."""
    parts = presenting_parts(sales, house, audience)
    one = house.of(PRESENTATIONS).get(int(audience.who)) if audience.who.isdecimal() else None
    if one is None:
        return parts
    notes = Notes(_notes(selection_of(sales, house, one.booking)))
    parts.append(Part("notes", "showing", 2, "presenter/_notes.html", notes))
    booking = booking_of(sales, one.booking)
    if booking and booking.balance_cents:
        currency = sales.floor.settings.studio.currency
        due = Balance(currency, amount(booking.balance_cents, currency), one.has_begun)
        parts.append(Part("balance", "private", 0, "presenter/_balance.html", due))
    return parts


def preview_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """A booking's photos before the day: `audience.who` is its number."""
    if not audience.who.isdecimal():
        return []
    number = int(audience.who)
    photos = sales.photos(number)
    own = look_words(sales.floor.settings.looks)
    with i18n.speaking(audience.locale):
        labelled = tuple((label(look, photos.looks.values(), own), slides) for look, slides in photos.slides.looks)
    return [
        Part("slides", "showing", 1, "tv/_slides.html", SlideList(None, labelled)),
        Part("notes", "showing", 2, "presenter/_notes.html", Notes(_notes(selection_of(sales, house, number)))),
        Part("previewed", "state", 0, "presenter/_previewed.html", _previewed(sales, house, number)),
    ]


def _notes(selection: Selection | None) -> tuple[tuple[str, str, bool], ...]:
    notes = sorted(selection.notes.items()) if selection else []
    return tuple((photo, note.words, note.is_star) for photo, note in notes)


def _previewed(sales: SalesRoom, house: House, number: int) -> Previewed:
    album, booking = house.of(ALBUMS).get(str(number)), booking_of(sales, number)
    seen: Preview | None = booking.readiness.preview if booking else None
    revision = album.revision if album else 0
    return Previewed(
        booking=number,
        revision=revision,
        photos=album.ready if album else 0,
        arriving=album.arriving if album else 0,
        by=face(house, seen.by) if seen else None,
        at=seen.at.astimezone(sales.floor.settings.zone).strftime("%m-%d %H:%M") if seen else "",
        is_stale=seen is not None and seen.revision != revision,
    )
