"""What a package holds photos for, from the words of the booking and of the owner's settings."""

import re
from collections.abc import Sequence

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
