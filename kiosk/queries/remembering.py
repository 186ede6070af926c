"""A commit changes one visit out of forty: what the others look like is remembered, not computed again."""

from collections.abc import Callable
from typing import Generic, TypeVar

from ..config import Settings
from ..domain.visit import Visit
from ..house import House

T = TypeVar("T")

MOST = 1000


class PerVisit(Generic[T]):
    """Wraps a function of one visit and the house's people. The picture is immutable, so the same visit object with the
    same people gives the same answer."""

    def __init__(self, build: Callable[[House, Settings, Visit], T]) -> None:
        self._build = build
        self._kept: dict[int, tuple[Visit, object, Settings, T]] = {}

    def __call__(self, house: House, settings: Settings, visit: Visit) -> T:
        kept = self._kept.get(visit.id)
        if kept and kept[0] is visit and kept[1] is house.staff and kept[2] is settings:
            return kept[3]
        if len(self._kept) >= MOST:
            self._kept.clear()
        built = self._build(house, settings, visit)
        self._kept[visit.id] = (visit, house.staff, settings, built)
        return built
