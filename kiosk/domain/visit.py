"""A visit is a fold over its events. That a party is in exactly one named person's hands holds by construction (I1):
`holder` is a name, never empty, and only `HandoffAccepted` (or a greeting by whoever covers) can change it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from . import events as e
from .sheet import RECEPTION, PlannedLeg

UNDO_WINDOW = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """A party on its way: offered, not yet accepted. The giver still holds (I2)."""

    giver: str
    receiver: str
    stage: str
    look: int
    place: int
    is_off_plan: bool
    room: str | None
    offered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One walked stretch: one stage with one holder. The last one has no end while the party is in the house."""

    stage: str
    holder: str
    look: int
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escort:
    kind: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One use of the pictures or names, answered on a given wording."""

    use: str
    is_given: bool
    wording: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One stay in the studio on one day. `since` is when the present leg began, `place` its index on the plan."""

    id: int
    number: int
    kind: str
    on: date
    party: tuple[str, ...]
    size: int
    language: str
    host: str
    deputy: str | None
    holder: str
    nickname: str
    look_names: tuple[str, ...]
    plan: tuple[PlannedLeg, ...]
    wish: str
    notes: str
    stage: str
    room: str | None
    look: int
    place: int
    is_off_plan: bool
    since: datetime
    checked_in_at: datetime
    version: int
    legs: tuple[Leg, ...]
    customer: int | None = None
    children: int = 0
    has_reduced_mobility: bool = False
    plate: str = ""
    needs: tuple[str, ...] = ()
    is_session_right: bool | None = None
    consents: tuple[Consent, ...] = ()
    coming: str | None = None
    coming_at: datetime | None = None
    greeted_at: datetime | None = None
    gate_at: datetime | None = None
    handoff: Handoff | None = None
    escort: Escort | None = None
    ended_at: datetime | None = None
    last_tap: str = ""
    last_actor: str = ""
    last_at: datetime | None = None
    before: "Visit | None" = None

    @property
    def title(self) -> str:
        return " & ".join(self.party)

    @property
    def looks(self) -> int:
        return len(self.look_names)

    def seconds_in_stage(self, now: datetime) -> int:
        """Whole seconds since the present leg began; never negative, whatever the clock did."""
        return max(0, int((now - self.since).total_seconds()))


UNDOABLE = (
    e.ArrivalTaken,
    e.PartyGreeted,
    e.GatePassed,
    e.HandoffOffered,
    e.HandoffAccepted,
    e.HandoffWithdrawn,
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
    if isinstance(event, e.Told):
        # what a party tells is no tap of the holder's: it neither hides nor spoils their undo
        return replace(_told(visit, event, record.at), version=record.version)
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
        stage=RECEPTION,
        room=None,
        look=0,
        place=0,
        is_off_plan=False,
        since=at,
        checked_in_at=at,
        version=version,
        legs=(Leg(stage=RECEPTION, holder=event.holder, look=0, started_at=at),),
        last_tap="VisitStarted",
        last_actor=actor,
        last_at=at,
    )


def _told(visit: Visit, event: e.Told, at: datetime) -> Visit:
    told = _with(visit, event, at)
    return replace(told, before=_with(visit.before, event, at)) if visit.before else told


def _with(visit: Visit, event: e.Told, at: datetime) -> Visit:
    match event:
        case e.WishTold(wish=wish):
            return replace(visit, wish=wish)
        case e.CompanyTold():
            mobility = event.has_reduced_mobility
            return replace(visit, size=event.size, children=event.children, has_reduced_mobility=mobility)
        case e.PlateTold(plate=plate):
            return replace(visit, plate=plate)
        case e.NeedsTold(needs=needs):
            return replace(visit, needs=needs)
        case e.SessionChecked(is_right=is_right):
            return replace(visit, is_session_right=is_right)
        case e.PartyNamed(party=party):
            return replace(visit, party=party)
        case e.ConsentAnswered():
            answer = Consent(use=event.use, is_given=event.is_given, wording=event.wording, at=at)
            others = tuple(one for one in visit.consents if one.use != event.use)
            return replace(visit, consents=(*others, answer))


def _after(visit: Visit, event: e.VisitEvent, at: datetime) -> Visit:
    match event:
        case e.PartyGreeted(by=by):
            greeted = replace(visit, greeted_at=at)
            return greeted if by == visit.holder else _new_leg(greeted, by, at)
        case e.ArrivalTaken(by=by):
            return replace(visit, coming=by, coming_at=at)
        case e.GatePassed():
            return replace(visit, gate_at=at)
        case e.HandoffOffered():
            return replace(visit, handoff=_handoff(event, at))
        case e.HandoffWithdrawn():
            return replace(visit, handoff=None)
        case e.HandoffAccepted(receiver=receiver) if visit.handoff:
            return _new_leg(_arrived(visit, visit.handoff), receiver, at)
        case e.StageEntered():
            return _new_leg(_arrived(visit, event), visit.holder, at)
        case e.EscortStarted(kind=kind):
            return replace(visit, escort=Escort(kind=kind, since=at))
        case e.EscortEnded():
            return replace(visit, escort=None)
        case e.VisitFinished():
            return replace(visit, ended_at=at, legs=_closed(visit.legs, at))
        case _:
            raise ValueError(f"{type(event).__name__} cannot follow {visit.last_tap}")


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
    )


def _arrived(visit: Visit, to: Handoff | e.StageEntered) -> Visit:
    return replace(
        visit, stage=to.stage, look=to.look, place=to.place, is_off_plan=to.is_off_plan, room=to.room, handoff=None
    )


def _new_leg(visit: Visit, holder: str, at: datetime) -> Visit:
    leg = Leg(stage=visit.stage, holder=holder, look=visit.look, started_at=at)
    return replace(visit, holder=holder, since=at, escort=None, legs=(*_closed(visit.legs, at), leg))


def _closed(legs: tuple[Leg, ...], at: datetime) -> tuple[Leg, ...]:
    return (*legs[:-1], replace(legs[-1], ended_at=at))


def _undone(visit: Visit, record: e.Recorded[e.VisitEvent]) -> Visit:
    if visit.before is None:
        raise ValueError(f"nothing to undo after {visit.last_tap}")
    return replace(
        visit.before, version=record.version, last_tap="TapUndone", last_actor=record.actor, last_at=record.at
    )
