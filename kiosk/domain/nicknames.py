"""The word and colour by which a party finds itself on the public board; no name stands there without its yes (I9, E20)."""

from collections.abc import Set

from .words import N_

# The colour of each word stands in static/css/tokens.css.
NICKNAMES = {
    "heron": N_("Heron"),
    "juniper": N_("Juniper"),
    "saffron": N_("Saffron"),
    "plum": N_("Plum"),
    "birch": N_("Birch"),
    "coral": N_("Coral"),
    "fern": N_("Fern"),
    "slate": N_("Slate"),
    "apricot": N_("Apricot"),
    "moss": N_("Moss"),
    "lilac": N_("Lilac"),
    "tern": N_("Tern"),
    "amber": N_("Amber"),
    "willow": N_("Willow"),
    "indigo": N_("Indigo"),
    "maple": N_("Maple"),
    "pearl": N_("Pearl"),
    "sorrel": N_("Sorrel"),
    "cedar": N_("Cedar"),
    "dove": N_("Dove"),
}


def free_nickname(visit_id: int, taken: Set[str]) -> str:
    """A word that no party in the house has; with more parties than words a number is added (`fern 2`)."""
    words = list(NICKNAMES)
    ordered = words[visit_id % len(words) :] + words[: visit_id % len(words)]
    for round_ in range(1, 100):
        for word in ordered:
            name = word if round_ == 1 else f"{word} {round_}"
            if name not in taken:
                return name
    return f"{ordered[0]} {visit_id}"
