"""The kinds of things the sales room adds to the house."""

from typing import Any

from kiosk.kinds import Kind

from .domain.album import Album
from .domain.presentation import Presentation

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
KINDS: tuple[Kind[Any], ...] = (PRESENTATIONS, ALBUMS)
