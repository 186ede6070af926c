"""The quiet hours of a shoot: whoever photographs, and whoever stands beside it, sees what rings and does not hear it."""

from collections.abc import Collection, Iterable

from .sheet import STUDIO
from .visit import Visit


def is_shooting(visits: Iterable[Visit], staff_id: str) -> bool:
    """Is this person with a party in the studio?"""
    return any(visit.holder == staff_id for visit in _shoots(visits))


def places(visits: Iterable[Visit], rooms: Collection[str]) -> tuple[str, ...]:
    """Where a shoot goes on: the stage, and its rooms. Of `rooms`, all that there are for it, any may be the one where a party
    stands whose room nobody knows."""
    shoots = list(_shoots(visits))
    if not shoots:
        return ()
    known = {visit.room for visit in shoots if visit.room}
    return (STUDIO, *sorted(known if all(visit.room for visit in shoots) else known | set(rooms)))


def _shoots(visits: Iterable[Visit]) -> Iterable[Visit]:
    return (visit for visit in visits if visit.stage == STUDIO and not visit.ended_at)
