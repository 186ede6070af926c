"""The honest meter: how many are picked, of which look, for which product, and what those beyond the package cost.
One function counts for the screen, for the question before an extra is added, and for what is signed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from .choices import Product, ProductTotal, Totals
from .selection import Selection


def totals(selection: Selection, looks: Mapping[str, str]) -> Totals:
    """`looks` says each photo's look, in the order of the looks; a pick that is not in it counts under ""."""
    picks = selection.picks
    counted = Counter(looks.get(photo, "") for photo in picks)
    order = dict.fromkeys([*looks.values(), *counted])
    return Totals(
        picks=len(picks),
        by_look=tuple((look, counted[look]) for look in order if look or counted[look]),
        by_product=tuple(product_total(selection, product) for product in selection.products),
        total_cents=price(selection),
    )


def product_total(selection: Selection, product: Product) -> ProductTotal:
    picks = len(picks_for(selection, product.key))
    extras = max(0, picks - product.allowance) if product.allowance is not None else 0
    return ProductTotal(
        key=product.key,
        name=product.name,
        allowance=product.allowance,
        picks=picks,
        extras=extras,
        extra_cents=product.extra_cents,
        cents=extras * (product.extra_cents or 0),
    )


def picks_for(selection: Selection, product: str) -> tuple[str, ...]:
    """The photos of one product, in the order in which they were picked."""
    return tuple(photo for photo in selection.picks if product in selection.choices[photo].products)


def price(selection: Selection) -> int:
    """What everything beyond the package costs, in the smallest unit of the studio's money."""
    return sum(product_total(selection, product).cents for product in selection.products)


def unpriced(selection: Selection) -> Product | None:
    """A product that is exceeded although nobody has named a price for more of it."""
    exceeded = (one for one in selection.products if one.extra_cents is None and product_total(selection, one).extras)
    return next(exceeded, None)


def swap_for(selection: Selection, photo: str, product: str, groups: Sequence[Sequence[str]]) -> str | None:
    """The pick that could most easily make room for `photo` in this product: one that looks like it, else one that looks like
    another pick, else the latest; among equals one without a star and for nothing else, picked last. None without picks."""
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    picks = picks_for(selection, product)
    alike = Counter(group_of[pick] for pick in picks if pick in group_of)

    def ease(pick: str) -> tuple[bool, bool, bool, bool, int]:
        group = group_of.get(pick)
        note = selection.notes.get(pick)
        return (
            group is not None and group == group_of.get(photo),
            group is not None and alike[group] > 1,
            not (note and note.is_star),
            selection.choices[pick].products == (product,),
            selection.choices[pick].since,
        )

    return max(picks, key=ease, default=None)
