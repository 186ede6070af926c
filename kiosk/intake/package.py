"""A package as a calendar names it, with its terms in brackets: `Wedding Classic (3 looks, 40 photos, extra 45)`."""

import re

from ..records import dataclass
from . import values

_TERMS = re.compile(r"(.*\S)\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_LOOKS = re.compile(
    r"([0-9]{1,5})\s*(?:looks?\b|outfits?\b|[个個套组組]?造型|套服[装裝]|套)|造型数?[:：]?\s*([0-9]{1,5})",
    re.IGNORECASE,
)
_PHOTOS = re.compile(
    r"([0-9]{1,5})\s*(?:photos?\b|pictures?\b|[张張])|入[册冊](?:[张張]数)?[:：]?\s*([0-9]{1,5})", re.IGNORECASE
)
_EXTRA = re.compile(r"(?:\bextra\b(?:\s+photos?)?|加片[价價]?)\s*[:：]?\s*([^;；、]+?)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Package:
    """`name` as written, '' for none; the terms None where nothing says them."""

    name: str
    looks: int | None = None
    allowance: int | None = None
    extra_cents: int | None = None


def read_package(text: str, minor_units: int) -> Package:
    """Brackets that tell no terms belong to the name: `Family (Deluxe)`."""
    match = _TERMS.fullmatch(text)
    if not match:
        return Package(text)
    terms = values.plain(match[2])
    extra = _EXTRA.search(terms)
    before = terms[: extra.start()] if extra else terms
    looks, photos = _LOOKS.search(before), _PHOTOS.search(before)
    if not (looks or photos or extra):
        return Package(text)
    return Package(
        match[1],
        int(looks[1] or looks[2]) if looks else None,
        int(photos[1] or photos[2]) if photos else None,
        values.money(extra[1], minor_units) if extra else None,
    )
