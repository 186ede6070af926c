"""How a visit follows from its events, one after the other. That a party is in exactly one named person's hands holds by
construction (I1): only an acceptance, a take-over, a recall or a greeting by whoever covers changes `holder`."""

from datetime import datetime, timedelta

from ..records import replace
from . import events as e
from .beside import noted
from .visit import Escort, Handoff, Leg, Visit

UNDOABLE = (
    e.ArrivalTaken,
    e.PartyGreeted,
    e.GatePassed,
    e.HandoffOffered,
    e.HandoffAccepted,
    e.HandoffPostponed,
    e.HandoffDeclined,
    e.HandoffWithdrawn,
    e.PartyTakenOver,
    e.PartyRecalled,
    e.StageEntered,
    e.EscortStarted,
    e.EscortEnded,
    e.VisitFinished,
)


def evolve(visit: Visit | None, record: e.Recorded[e.VisitEvent]) -> Visit:
    """The visit after one more event. Every tap remembers the state before it, so that it can be undone once."""
    event = record.event
    if isinstance(event, e.VisitStarted):
        return _started(event, record.version, record.actor, record.at)
    if visit is None:
        raise ValueError(f"{type(event).__name__} on a visit that never started")
    if isinstance(event, e.TapUndone):
        return _undone(visit, record)
    if isinstance(event, e.Quiet):
        # what is told or noted beside the way is no tap of the holder's: it neither hides nor spoils their undo
        return replace(noted(visit, event, record.at), version=record.version)
    after = _after(visit, event, record.at)
    return replace(
        after,
        version=record.version,
        last_tap=type(event).__name__,
        last_actor=record.actor,
        last_at=record.at,
        before=replace(visit, before=None) if isinstance(event, UNDOABLE) else None,
    )


def _started(event: e.VisitStarted, version: int, actor: str, at: datetime) -> Visit:
    return Visit(
        id=event.id,
        number=event.number,
        kind=event.kind,
        on=event.on,
        party=event.party,
        size=event.size,
        language=event.language,
        host=event.host,
        deputy=event.deputy,
        holder=event.holder,
        nickname=event.nickname,
        look_names=event.looks,
        plan=event.plan,
        wish=event.wish,
        notes=event.notes,
        customer=event.customer,
        needs=event.needs,
        part_of=event.part_of,
        stage=event.stage,
        room=event.room,
        look=event.look,
        place=event.place,
        is_off_plan=False,
        since=at,
        checked_in_at=at,
        version=version,
        legs=(_leg(event, event.holder, at),),
        greeted_at=at if event.is_greeted else None,
        gate_at=at if event.is_greeted else None,
        last_tap="VisitStarted",
        last_actor=actor,
        last_at=at,
    )


def _after(visit: Visit, event: e.VisitEvent, at: datetime) -> Visit:
    if isinstance(event, e.PassedOn):
        return _passed_on(visit, event, at)
    match event:
        case e.ArrivalTaken(by=by):
            return replace(visit, coming=by, coming_at=at)
        case e.PartyGreeted(by=by):
            greeted = replace(visit, greeted_at=at)
            return greeted if by == visit.holder else _new_leg(greeted, by, at)
        case e.GatePassed():
            return replace(visit, gate_at=at)
        case e.EscortStarted(kind=kind):
            return replace(visit, escort=Escort(kind=kind, since=at))
        case e.EscortEnded():
            return replace(visit, escort=None)
        case e.PartySplit():
            rest = tuple(name for name in visit.party if name not in event.names) or visit.party
            size, children = max(1, visit.size - event.size), max(0, visit.children - event.children)
            return replace(visit, party=rest, size=size, children=children, parts=(*visit.parts, event.part))
        case e.PartRejoined(part=part) if part in visit.parts:
            names = (name for name in event.names if name not in visit.party)
            parts = tuple(one for one in visit.parts if one != part)
            size, children = visit.size + event.size, visit.children + event.children
            return replace(visit, party=(*visit.party, *names), size=size, children=children, parts=parts)
        case e.VisitFinished(selection_on=selection_on):
            return replace(_ended(visit, at), selection_on=selection_on)
        case e.PartRejoined():
            return _ended(visit, at)
        case _:
            raise _impossible(visit, event)


def _ended(visit: Visit, at: datetime) -> Visit:
    return replace(visit, ended_at=at, handoff=None, legs=_closed(visit.legs, at))


def _passed_on(visit: Visit, event: e.PassedOn, at: datetime) -> Visit:
    match event:
        case e.HandoffOffered():
            return replace(visit, handoff=_handoff(event, at))
        case e.HandoffPostponed(minutes=minutes) if visit.handoff:
            return replace(visit, handoff=replace(visit.handoff, ready_at=at + timedelta(minutes=minutes)))
        case e.HandoffDeclined() | e.HandoffWithdrawn():
            return replace(visit, handoff=None)
        case e.HandoffAccepted(receiver=receiver) if visit.handoff:
            arrived = _arrived(visit, replace(visit.handoff, room=event.room or visit.handoff.room))
            if event.has_read_wish and receiver not in visit.wish_read_by:
                arrived = replace(arrived, wish_read_by=(*visit.wish_read_by, receiver))
            return _new_leg(arrived, receiver, event.since or at, told_at=at, assistant=event.assistant)
        case e.PartyTakenOver(by=by):
            return _new_leg(_arrived(visit, event), by, event.since, told_at=at)
        case e.PartyRecalled(by=by) if len(visit.legs) > 1:
            return replace(_new_leg(_arrived(visit, visit.legs[-2]), by, at), recalled_at=at)
        case e.StageEntered():
            return _new_leg(_arrived(visit, event), visit.holder, at)
        case _:
            raise _impossible(visit, event)


def _impossible(visit: Visit, event: e.VisitEvent) -> ValueError:
    return ValueError(f"{type(event).__name__} cannot follow {visit.last_tap}")


def _handoff(event: e.HandoffOffered, at: datetime) -> Handoff:
    return Handoff(
        giver=event.giver,
        receiver=event.receiver,
        stage=event.stage,
        look=event.look,
        place=event.place,
        is_off_plan=event.is_off_plan,
        room=event.room,
        offered_at=at,
        walker=event.walker,
    )


def _arrived(visit: Visit, to: Handoff | Leg | e.StageEntered | e.PartyTakenOver) -> Visit:
    return replace(
        visit, stage=to.stage, look=to.look, place=to.place, is_off_plan=to.is_off_plan, room=to.room, handoff=None
    )


def _new_leg(
    visit: Visit, holder: str, since: datetime, told_at: datetime | None = None, assistant: str | None = None
) -> Visit:
    late = max(0, int((told_at - since).total_seconds())) if told_at else 0
    leg = replace(_leg(visit, holder, since), assistant=assistant, late_tap=late)
    return replace(
        visit,
        holder=holder,
        since=since,
        escort=None,
        recalled_at=None,
        confirmed_at=None,
        legs=(*_closed(visit.legs, since), leg),
    )


def _leg(at: Visit | e.VisitStarted, holder: str, since: datetime) -> Leg:
    is_off_plan = isinstance(at, Visit) and at.is_off_plan
    return Leg(
        stage=at.stage,
        holder=holder,
        look=at.look,
        started_at=since,
        place=at.place,
        room=at.room,
        is_off_plan=is_off_plan,
    )


def _closed(legs: tuple[Leg, ...], at: datetime) -> tuple[Leg, ...]:
    return (*legs[:-1], replace(legs[-1], ended_at=at))


def _undone(visit: Visit, record: e.Recorded[e.VisitEvent]) -> Visit:
    if visit.before is None:
        raise ValueError(f"nothing to undo after {visit.last_tap}")
    return replace(
        visit.before, version=record.version, last_tap="TapUndone", last_actor=record.actor, last_at=record.at
    )
