"""What a package holds photos for, from the words of the booking and of the owner's settings."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count

from kiosk.domain.words import N_

from .choices import ALBUM, Product

ALBUM_NAME = N_("Album")
MOST_PRODUCTS = 6

# "Wall picture: 1" or "Wall picture: 1, 480" or "Wall picture: 1, 480.50": how many photos, and what one more costs.
_COUNTED = re.compile(
    r"(?P<name>[^:：]+)[:：]\s*(?P<count>\d{1,4})(?:\s*[,，;]\s*(?P<price>\d{1,7}(?:\.\d{1,2})?))?\s*"
)


def products(
    allowance: int | None, extra_cents: int | None, worded: Sequence[str], minor_units: int
) -> tuple[Product, ...]:
    """The album with the booking's own allowance and price, then every product of the package that names a number.
    `minor_units`: digits behind the point in the studio's money. Products without a number are no matter of choosing."""
    found = [Product(key=ALBUM, name=ALBUM_NAME, allowance=allowance, extra_cents=extra_cents)]
    for place, text in enumerate(worded, start=1):
        match = _COUNTED.fullmatch(text.strip())
        if match and len(found) < MOST_PRODUCTS:
            found.append(_product(f"product-{place}", match, minor_units))
    return tuple(found)


def _product(key: str, match: re.Match[str], minor_units: int) -> Product:
    price = match["price"]
    cents = round(float(price) * 10**minor_units) if price else None
    return Product(key=key, name=match["name"].strip(), allowance=int(match["count"]), extra_cents=cents)


def kept_apart(agreed: Sequence[Product], offered: Sequence[Product], used: Collection[str]) -> tuple[Product, ...]:
    """What is `offered` now, by the keys under which photos were picked for it: a product is known by its name, wherever it
    stands in the package. One that photos are picked for, `used`, stays although the package has it no more."""
    keys: dict[str, list[str]] = {}
    for product in agreed:
        keys.setdefault(_folded(product.name), []).append(product.key)
    taken = {ALBUM, *used, *(product.key for product in agreed)}
    free = (key for key in (f"product-{place}" for place in count(1)) if key not in taken)
    found = []
    for product in offered:
        known = keys.get(_folded(product.name), [])
        found.append(replace(product, key=known.pop(0) if known else next(free)))
    there = {product.key for product in found}
    return (*found, *(product for product in agreed if product.key in used and product.key not in there))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
