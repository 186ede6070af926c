"""What the presenter made of the photos beforehand: “I have looked through them”, part of what makes a selection ready
(REQUIREMENTS C36), and the studio's picks, which the party sees when the presenter says so (A27)."""

from dataclasses import replace
from typing import Any

from kiosk.commands.readiness import keep
from kiosk.commands.tapping import acting, known_booking
from kiosk.domain.readiness import PhotosPreviewed, Preview
from kiosk.transaction import Transaction

from . import commands, photos
from .domain import presentation as rules
from .domain import refusals as r
from .kinds import ALBUMS, PRESENTATIONS, SELECTIONS

Content = dict[str, Any]


def previewed(tx: Transaction, number: int, revision: int) -> Content:
    """Who has looked, and at which photos. Photos that have come since the page was drawn are to be looked at first."""
    booking, by = known_booking(tx, number), acting(tx).id
    album = tx.find(ALBUMS, str(number))
    if album is None or not album.ready:
        raise r.NothingToPreview()
    if revision != album.revision:
        raise r.PhotosChanged()
    seen = booking.readiness.preview
    if seen is None or seen.revision != revision:
        tx.append(f"booking-{number}", PhotosPreviewed(number=number, by=by, revision=revision))
        keep(tx, booking, replace(booking.readiness, preview=Preview(by=by, at=tx.now, revision=revision)))
    return {"booking": number, "revision": revision}


def show_star(tx: Transaction, presentation_id: int, slide: str, is_shown: bool) -> Content:
    """The star of a studio pick on the TV, or away from it again."""
    acting(tx)
    one = tx.find(PRESENTATIONS, presentation_id)
    if one is None:
        raise r.UnknownPresentation()
    if not is_shown:
        return commands.outcome(commands.record(tx, one, rules.take_star_away(one, slide)))
    if not photos.has_photo(tx.connection, str(one.booking), slide):
        raise r.UnknownSlide()
    selection = tx.find(SELECTIONS, one.booking)
    note = selection.notes.get(slide) if selection else None
    if note is None or not note.is_star:
        raise r.NotOurPick()
    return commands.outcome(commands.record(tx, one, rules.show_star(one, slide, commands.on_screen(tx, one))))
