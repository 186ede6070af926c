"""A commit changes one visit out of forty: what the others look like is remembered, not computed again."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from ..domain.visit import Visit
from ..house import House

G = TypeVar("G")
T = TypeVar("T")

MOST = 1000


class PerVisit(Generic[G, T]):
    """Wraps a function of one visit, the house's people and what else is given (the settings). The picture is immutable, so
    the same visit object with the same people and the same given object gives the same answer."""

    def __init__(self, build: Callable[[House, G, Visit], T]) -> None:
        self._build = build
        self._kept: dict[int, tuple[Visit, object, G, T]] = {}

    def __call__(self, house: House, given: G, visit: Visit) -> T:
        kept = self._kept.get(visit.id)
        if kept and kept[0] is visit and kept[1] is house.staff and kept[2] is given:
            return kept[3]
        if len(self._kept) >= MOST:
            self._kept.clear()
        built = self._build(house, given, visit)
        self._kept[visit.id] = (visit, house.staff, given, built)
        return built

    def of_all(self, house: House, given: G, visits: Iterable[Visit]) -> list[T]:
        """As one call for each visit."""
        kept, staff, all_of_them = self._kept.get, house.staff, []
        for visit in visits:
            one = kept(visit.id)
            is_same = one and one[0] is visit and one[1] is staff and one[2] is given
            all_of_them.append(one[3] if one and is_same else self(house, given, visit))
        return all_of_them


class PerHouse(Generic[G, T]):
    """Wraps a function of the picture and the settings that several screens ask for: one commit, one answer."""

    def __init__(self, build: Callable[[House, G], T]) -> None:
        self._build = build
        self._kept: tuple[House, G, T] | None = None

    def __call__(self, house: House, given: G) -> T:
        kept = self._kept
        if kept is None or kept[0] is not house or kept[1] is not given:
            kept = self._kept = (house, given, self._build(house, given))
        return kept[2]


class WhileSame(Generic[G, T]):
    """Wraps a function of the settings and of a part of the picture, `seen`, that several screens ask for. While that part
    stays as it is, so does the answer: most taps change nothing of it."""

    def __init__(self, seen: Callable[[House], object], build: Callable[[House, G], T]) -> None:
        self._seen, self._build = seen, build
        self._kept: tuple[House, object, G, T] | None = None

    def __call__(self, house: House, given: G) -> T:
        kept = self._kept
        if kept and kept[0] is house and kept[2] is given:
            return kept[3]
        seen = self._seen(house)
        answer = kept[3] if kept and kept[1] == seen and kept[2] is given else self._build(house, given)
        self._kept = (house, seen, given, answer)
        return answer
