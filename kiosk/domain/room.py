"""Rooms: who is in them, which are ready, and when they will probably be free (REQUIREMENTS B18, D18, D23)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median

from ..records import dataclass
from .visit import Visit

ENOUGH = 3
SLOWEST, FASTEST = 3.0, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomState:
    """`by` has made the room ready at `ready_at`: background, props and light stand."""

    room: str
    by: str
    ready_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomReadied:
    room: str
    by: str


def occupants(room: str, present: Iterable[Visit]) -> list[Visit]:
    """Who is in this room; a large one has several parties at once."""
    return [visit for visit in present if visit.room == room and not visit.ended_at]


def is_ready(state: RoomState | None, room: str, visits: Iterable[Visit]) -> bool:
    """A room is ready from the tick until the next party enters it."""
    if state is None:
        return False
    entered = (leg.started_at for visit in visits for leg in visit.legs if leg.room == room)
    return all(moment < state.ready_at for moment in entered)


def pace(visits: Iterable[Visit], stage: str, usual: timedelta) -> float:
    """How today goes in this stage: the median of what its legs took against the usual time; 1 while there are too few to
    tell. Bounded, so that one forgotten tap does not promise midnight."""
    legs = (leg for visit in visits for leg in visit.legs if leg.stage == stage and leg.ended_at)
    shares = [(leg.ended_at - leg.started_at) / usual for leg in legs if leg.ended_at]
    return max(FASTEST, min(SLOWEST, median(shares))) if len(shares) >= ENOUGH else 1.0


def free_at(visit: Visit, usual: timedelta, pace_today: float) -> datetime:
    """When this party will probably leave the room, by today's real pace."""
    return visit.since + usual * pace_today
