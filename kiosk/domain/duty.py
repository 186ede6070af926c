"""Who takes whom: first hands at the door, the colleague a leg goes to, and whose station rings (I1, I3, C21, A17)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from ..records import dataclass
from . import refusals as r
from .sheet import FAREWELL, RECEPTION, SALES_ROOM
from .staff import Staff
from .visit import Visit


@dataclass(frozen=True, slots=True)
class Ringing:
    """How an arrival escalates (A17): the deputy's station rings after `deputy`, everyone's of reception after `everyone`,
    and all of them once more when whoever went has not greeted the party after `again`."""

    deputy: timedelta = timedelta(seconds=60)
    everyone: timedelta = timedelta(seconds=120)
    again: timedelta = timedelta(seconds=120)


AS_USUAL = Ringing()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The next planned leg with the colleague it would go to. `in_hand` is how many parties that colleague has now."""

    stage: str
    look: int
    receiver: str | None
    in_hand: int = 0


def in_hand(visits: Iterable[Visit], staff_id: str) -> int:
    """How many parties this person holds, a hand-off on its way to them included."""
    return sum(
        visit.ended_at is None
        and (visit.holder == staff_id or (visit.handoff is not None and visit.handoff.receiver == staff_id))
        for visit in visits
    )


def go_off_duty(actor: Staff, visits: Iterable[Visit]) -> None:
    """Nobody who holds a party can go off duty (I4)."""
    if in_hand(visits, actor.id):
        raise r.HoldsParty(actor=actor.id)


def covers(leaving: Staff, staff: Mapping[str, Staff], visits: Iterable[Visit]) -> dict[int, str]:
    """Who answers from now on, by visit, for the parties that `leaving` has with colleagues: whoever of reception is freest,
    where neither host nor deputy stays on duty (I4)."""
    visits = list(visits)
    stay = {person.id for person in staff.values() if person.is_on_duty and person.id != leaving.id}
    alone = [visit for visit in visits if leaving.id in (visit.host, visit.deputy)]
    alone = [visit for visit in alone if not visit.ended_at and not stay & {visit.host, visit.deputy}]
    deputy = freest(RECEPTION, staff, visits, but=frozenset({leaving.id}))
    if alone and deputy is None:
        raise r.NobodyCovers(parties=" · ".join(visit.title for visit in alone))
    return {visit.id: deputy.id for visit in alone if deputy}


def stand_ins(away: str, staff: Mapping[str, Staff], visits: Iterable[Visit]) -> dict[int, str]:
    """Who answers, by visit, for the parties of somebody who is off duty: of host and deputy the other one, who is here."""
    found = {}
    for visit in visits:
        both = (visit.host, visit.deputy)
        here = (one for one in both if one and one != away and one in staff and staff[one].is_on_duty)
        if not visit.ended_at and away in both and (by := next(here, None)):
            found[visit.id] = by
    return found


def first_hands(
    host: str | None, deputy: str | None, staff: Mapping[str, Staff], visits: Iterable[Visit]
) -> str | None:
    """Into whose hands a party comes at the door: the host, else the deputy, else the freest of reception on duty."""
    for candidate in (host, deputy):
        if candidate and candidate in staff and staff[candidate].is_on_duty:
            return candidate
    free = freest(RECEPTION, staff, visits)
    return free.id if free else host or deputy


def freest(
    stage: str, staff: Mapping[str, Staff], visits: Iterable[Visit], but: frozenset[str] = frozenset()
) -> Staff | None:
    """Who of this stage is on duty with the fewest parties in hand; the house's own order decides a tie."""
    visits = list(visits)
    able = [
        person for person in staff.values() if person.is_on_duty and person.works_in(stage) and person.id not in but
    ]
    return min(able, key=lambda person: in_hand(visits, person.id), default=None)


def suggestion(
    visit: Visit, staff: Mapping[str, Staff], visits: Iterable[Visit], artists: Iterable[str] = ()
) -> Suggestion | None:
    """The next planned leg, preselected: back to whoever had them in that stage before, to the host for reception and
    farewell, to the one of `artists` whom they are booked with, else to whoever is freest. A leg is then two taps in all
    (C43, C53)."""
    if not visit.ahead:
        return None
    leg = visit.ahead[0]
    visits = [other for other in visits if other.id != visit.id]
    for candidate in (*_known_to(visit, leg.stage), *artists):
        person = staff.get(candidate)
        if person and person.is_on_duty and person.works_in(leg.stage):
            return Suggestion(leg.stage, leg.look, candidate, in_hand(visits, candidate))
    free = freest(leg.stage, staff, visits, but=frozenset({visit.holder}))
    return Suggestion(leg.stage, leg.look, free.id if free else None, in_hand(visits, free.id) if free else 0)


def _known_to(visit: Visit, stage: str) -> list[str]:
    before = [leg.holder for leg in reversed(visit.legs) if leg.stage == stage]
    at_home = [visit.host, visit.deputy] if stage in (RECEPTION, FAREWELL, SALES_ROOM) else []
    return [staff_id for staff_id in (*at_home, *before) if staff_id]


def waits(
    first: Collection[str | None], then: Collection[str | None], ringing: Ringing, lost: Collection[str]
) -> tuple[timedelta, timedelta]:
    """After how long the next in line, and after how long all of reception hear of it. Who cannot be found, because their own
    device is silent, is not waited for."""
    deputy, everyone = ringing.deputy, ringing.everyone
    if _are_lost(first, lost):
        deputy, everyone = timedelta(0), everyone - deputy if any(then) else timedelta(0)
    return deputy, deputy if _are_lost(then, lost) else everyone


def _are_lost(people: Collection[str | None], lost: Collection[str]) -> bool:
    known = [one for one in people if one]
    return bool(known) and all(one in lost for one in known)


def rings_from(
    visit: Visit,
    person: Staff,
    ringing: Ringing = AS_USUAL,
    is_unready: bool = False,
    lost: Collection[str] = (),
) -> datetime | None:
    """From when this person's station rings for a party not yet greeted; None: not at all. Somebody on the way silences
    the bells, for a while. Where something is not ready for them, host and manager hear it at once (C40)."""
    if visit.greeted_at or visit.ended_at:
        return None
    next_in_line = [one for one in (visit.host, visit.deputy) if one != visit.holder]
    deputy, everyone = waits((visit.holder,), next_in_line, ringing, lost)
    if person.id == visit.holder or (is_unready and (person.is_manager or person.id == visit.host)):
        due = visit.checked_in_at
    elif person.id in (visit.host, visit.deputy):
        due = visit.checked_in_at + deputy
    elif person.works_in(RECEPTION):
        due = visit.checked_in_at + everyone
    else:
        return None
    return max(due, visit.coming_at + ringing.again) if visit.coming_at else due
