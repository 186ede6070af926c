"""Special requests: what a booking asks of whom, also when it is changed while they are here; which of them a leg has to act on,
and which still wait for a stage (REQUIREMENTS B07)."""

from collections.abc import Sequence
from dataclasses import replace

from .booking import Booking
from .noting import RequestMade, RequestWithdrawn
from .sheet import LOOK_STAGES, PlannedLeg
from .visit import Request, Visit


def of_booking(booking: Booking, plan: Sequence[PlannedLeg]) -> list[RequestMade]:
    """What was told when booking, for every stage that makes their looks: first what must not be, on all of them, then what
    they wish for each. A visit that makes none asks nobody."""
    asked: list[tuple[str, int, str, bool]] = []
    for stage in LOOK_STAGES:
        looks = [leg.look for leg in plan if leg.stage == stage]
        if looks and booking.taboos.strip():
            asked.append((stage, 0, booking.taboos.strip(), True))
        wishes = ((look, wish.strip()) for look in looks for wish in booking.look_wishes[look - 1 : look])
        asked += ((stage, look, wish, False) for look, wish in wishes if wish)
    return [
        RequestMade(id=number, stage=stage, look=look, words=words, is_taboo=is_taboo)
        for number, (stage, look, words, is_taboo) in enumerate(asked, 1)
    ]


def of_change(
    visit: Visit, before: Booking, after: Booking, plan: Sequence[PlannedLeg]
) -> list[RequestMade | RequestWithdrawn]:
    """What a change of the booking asks of a party that is here already: whatever is new is there to be seen, and what the
    booking no longer asks is gone. Requests made since the door stay. `plan` is the whole party's, also for a part of it."""
    old, new = of_booking(before, plan), of_booking(after, plan)
    was, still = {_said(one) for one in old}, {_said(one) for one in new}
    known, gone = was | {_said(one) for one in visit.requests}, was - still
    first = max((one.id for one in visit.requests), default=0) + 1
    made = [
        replace(one, id=number) for number, one in enumerate((one for one in new if _said(one) not in known), first)
    ]
    return [*made, *(RequestWithdrawn(id=one.id) for one in visit.requests if _said(one) in gone)]


def _said(one: Request | RequestMade) -> tuple[str, int, str, bool]:
    return one.stage, one.look, one.words, one.is_taboo


def of_leg(visit: Visit, stage: str, look: int) -> tuple[Request, ...]:
    """Those that this leg acts on, unseen first."""
    asked = [one for one in visit.requests if one.stage == stage and one.look in (0, look)]
    return tuple(sorted(asked, key=lambda one: one.seen_by is not None))


def to_prepare(visit: Visit, stage: str) -> tuple[Request, ...]:
    """Those that wait for this stage and that nobody has seen: it may have to fetch something before the party comes. What
    the party's present leg or the hand-off under way asks for stands on the card of whoever acts on it."""
    if visit.ended_at:
        return ()
    legs = [(visit.stage, visit.look)]
    if visit.handoff:
        legs.append((visit.handoff.stage, visit.handoff.look))
    shown = {request.id for leg in legs for request in of_leg(visit, *leg)}
    waiting = (one for one in visit.requests if one.stage == stage and one.seen_by is None and one.id not in shown)
    return tuple(one for one in waiting if _is_to_come(visit, one))


def _is_to_come(visit: Visit, request: Request) -> bool:
    """A stage that the plan does not know may come any time; one that it knows has to lie ahead."""
    places = [
        place for place, leg in enumerate(visit.plan) if leg.stage == request.stage and request.look in (0, leg.look)
    ]
    return not places or places[-1] > visit.place
