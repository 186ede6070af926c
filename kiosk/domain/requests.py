"""Special requests: which of them a leg has to act on, and which still wait for a stage (REQUIREMENTS B07)."""

from .visit import Request, Visit


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
