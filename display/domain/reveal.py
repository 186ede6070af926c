"""The reveal: a slow first pass on which each partner's heart is their own secret, and a second one made of the answers.

Sources: REQUIREMENTS feature 4 ("the reveal that listens") and A24, A25: "Don't dwell on images they didn't like, spend time
on the images they do like". Over both passes a photo loved together is seen for three base dwells, one that a single heart
asked for two, any other one: together > one > none.
"""

from collections.abc import Collection, Mapping, Sequence

from kiosk.records import dataclass

FIRST, SECOND = "first", "second"

# What the base dwell is multiplied with where the second pass shows what they love together.
TOGETHER = 2

# Phones that may take part: two partners, and room for a phone that died and for a mother on the sofa.
MOST_PEOPLE = 4

# By person, by photo: how often that person's heart was tapped. An odd number is a heart, an even one was taken back.
Hearts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the hearts of a pass come to, in the order in which the photos were shown. Who gave which heart is not in it.
    With a single person everything they loved counts as `together`."""

    people: int
    together: tuple[str, ...]
    alone: tuple[str, ...]

    @property
    def loved(self) -> tuple[str, ...]:
        """The second pass: first what they love together, then what one of them does."""
        return self.together + self.alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A pass of the reveal that is under way, as in PassBegun; `slides` () are all of them."""

    which: str
    dwell_seconds: float
    pairs: tuple[tuple[str, str], ...] = ()
    slides: tuple[str, ...] = ()
    long: tuple[str, ...] = ()

    def beside(self, slide: str) -> tuple[str, ...]:
        """The two that share the wall, if this is one of them."""
        return next((pair for pair in self.pairs if slide in pair), ())

    @property
    def dwells(self) -> dict[str, int]:
        """How long slides stand, in ms, that do not stand for `dwell_seconds`: not at all beside the one before them."""
        long = round(self.dwell_seconds * 1000 * TOGETHER)
        return dict.fromkeys(self.long, long) | {right: 0 for _, right in self.pairs}


def heard(taps: int, more: int) -> int:
    """The count of a heart after a tap that says its own count. The highest one wins, so taps may come twice, late, or in
    any order and still come to the same."""
    return max(taps, more)


def answer(order: Sequence[str], hearts: Hearts) -> Answer:
    """Only people who gave a heart count as having answered: a phone that lies on the table has nothing against a photo."""
    loved = {person: {photo for photo, taps in given.items() if taps % 2} for person, given in hearts.items()}
    people = [photos for photos in loved.values() if not photos.isdisjoint(order)]
    needed = min(2, len(people))
    counts = {photo: sum(photo in photos for photos in people) for photo in order}
    together = tuple(photo for photo in order if needed and counts[photo] >= needed)
    alone = tuple(photo for photo in order if 0 < counts[photo] < needed)
    return Answer(people=len(people), together=together, alone=alone)


def passed(order: Sequence[str], found: Answer) -> tuple[str, ...]:
    """What nobody gave a heart: it leaves without a word."""
    loved = set(found.loved)
    return tuple(photo for photo in order if photo not in loved)


def pairs(order: Sequence[str], upright: Collection[str], look_of: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Upright photos of one look that follow each other, two by two: they share the wall side by side."""
    found: list[tuple[str, str]] = []
    place = 0
    while place + 1 < len(order):
        left, right = order[place], order[place + 1]
        are_alike = left in upright and right in upright and look_of.get(left) == look_of.get(right)
        if are_alike:
            found.append((left, right))
        place += 2 if are_alike else 1
    return tuple(found)
