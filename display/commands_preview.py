"""“I have looked through them”: part of what makes a selection ready (REQUIREMENTS C36)."""

from dataclasses import replace
from typing import Any

from kiosk.commands.readiness import keep, known
from kiosk.commands.tapping import acting
from kiosk.domain.readiness import PhotosPreviewed, Preview
from kiosk.transaction import Transaction

from .domain import refusals as r
from .kinds import ALBUMS

Content = dict[str, Any]


def previewed(tx: Transaction, number: int, revision: int) -> Content:
    """Who has looked, and at which photos. Photos that have come since the page was drawn are to be looked at first."""
    booking, by = known(tx, number), acting(tx).id
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
