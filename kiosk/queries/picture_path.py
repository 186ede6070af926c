"""The day as pictures: the welcome, a stop for each look, the rest, and home to the host (REQUIREMENTS E21)."""

from dataclasses import replace
from itertools import groupby

from ..domain.sheet import FAREWELL, LOOK_STAGES, RECEPTION, PlannedLeg
from ..domain.visit import Visit
from ..house import House
from ..records import dataclass
from .faces import Face, face
from .ways import look_name

LOOK = "look"


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture. `kind` is `LOOK`, where makeup and studio of one look are one picture, else the stage; `state` is 'done',
    'now' or 'next'; `people` had or have the party there; `then` are the stages of this stop still to come."""

    kind: str
    look: int
    look_name: str
    state: str
    people: tuple[Face, ...] = ()
    then: tuple[str, ...] = ()


def stops(house: House, visit: Visit) -> tuple[Stop, ...]:
    """Behind: what was really walked. Ahead: what is planned. An excursion off the plan stands before what it interrupts."""
    is_away = visit.is_beside_plan
    found: list[Stop] = []
    for _, legs in groupby(enumerate(visit.plan), key=lambda placed: _stop_key(placed[1])):
        stop = _planned(house, visit, dict(legs), is_away)
        if stop and is_away and visit.place in stop[1]:
            found.append(Stop(visit.stage, 0, "", "now", (face(house, visit.holder),)))
        if stop:
            found.append(stop[0])
    return tuple(found)


def _stop_key(leg: PlannedLeg) -> tuple[str, int]:
    return (LOOK, leg.look) if leg.stage in LOOK_STAGES and leg.look else (leg.stage, 0)


def _planned(
    house: House, visit: Visit, legs: dict[int, PlannedLeg], is_away: bool
) -> tuple[Stop, frozenset[int]] | None:
    """The stop of these legs of the plan, with their places; None for one that was passed over."""
    kind, look = _stop_key(next(iter(legs.values())))
    stop = Stop(kind, look, look_name(visit, look), "next")
    places = frozenset(legs)
    walked = [leg for leg in visit.legs if _stop_key(PlannedLeg(leg.stage, leg.look)) == (kind, look)]
    if max(places) < visit.place:
        done = replace(stop, state="done", people=_people(house, [leg.holder for leg in walked]))
        return (done, places) if walked else None
    if visit.place in places and not is_away:
        then = tuple(leg.stage for place, leg in legs.items() if place > visit.place)
        people = (face(house, visit.holder),) if visit.greeted_at else ()  # nobody is with them who is still on the way
        now = replace(stop, state="now", people=people, then=then)
        return now, places
    if kind in (RECEPTION, FAREWELL):
        stop = replace(stop, people=(face(house, visit.host),))
    return stop, places


def _people(house: House, holders: list[str]) -> tuple[Face, ...]:
    return tuple(face(house, holder) for holder in dict.fromkeys(holders))
