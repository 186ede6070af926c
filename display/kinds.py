"""The kinds of things the sales room adds to the house."""

from datetime import timedelta
from typing import Any

from kiosk.kinds import Kind

from .domain.album import Album
from .domain.presentation import Presentation
from .domain.selection import Selection

PRESENTATIONS = Kind(
    table="presentation",
    type=Presentation,
    key="id",
    columns={
        "booking": lambda presentation: str(presentation.booking),
        "is_open": lambda presentation: presentation.is_open,
        "version": lambda presentation: presentation.version,
    },
    where="is_open",
    in_house=lambda presentation, today: presentation.is_open,
)
ALBUMS = Kind(
    table="album",
    type=Album,
    key="booking",
    columns={"is_live": lambda album: album.is_live},
    where="is_live",
    in_house=lambda album, today: album.is_live,
)

# A selection is open over days, and most of its days nobody looks at it: it is in the picture while it is being changed.
FRESH = timedelta(days=2)
SELECTIONS = Kind(
    table="selection",
    type=Selection,
    key="booking",
    columns={
        "touched_on": lambda selection: selection.touched_on.isoformat(),
        "is_confirmed": lambda selection: selection.confirmation is not None,
    },
    where="touched_on >= :from_day",
    in_house=lambda selection, today: selection.touched_on >= today - FRESH,
)
KINDS: tuple[Kind[Any], ...] = (PRESENTATIONS, ALBUMS, SELECTIONS)
