"""The station: what comes to me, what is in my hands, and the one next step (REQUIREMENTS A01, C43-C53)."""

from dataclasses import dataclass
from datetime import timedelta

from ..config import Settings
from ..domain import duty
from ..domain.sheet import FAREWELL
from ..domain.staff import Staff
from ..domain.visit import UNDO_WINDOW, Visit
from ..house import House
from ..parts import Part
from .faces import Face, face, ms
from .ways import Choice, look_name, next_way, other_ways, way


@dataclass(frozen=True, slots=True)
class Step:
    """One leg of the sheet as the station draws it: `state` is 'done', 'skipped', 'now' or 'next'."""

    stage: str
    look: int
    state: str


@dataclass(frozen=True, slots=True)
class Mine:
    """A party in my hands. `moment` is what the screen asks for: 'greet', 'gate', 'bring', 'offered' or 'farewell'."""

    visit: int
    version: int
    actor: str
    title: str
    language: str
    number: int
    stage: str
    look: int
    looks: int
    look_name: str
    host: Face
    wish: str
    notes: str
    since: int
    soon_at: int
    late_at: int
    target_minutes: int
    moment: str
    steps: tuple[Step, ...]
    next: Choice | None
    others: tuple[Choice, ...]
    offered_to: Face | None
    offered_at: int | None
    offered_cue: Choice | None
    checklist: tuple[str, ...]
    escort: str
    escort_since: int | None
    undo_until: int | None
    undo_tap: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A hand-off on its way to me, or to my stage when the colleague named cannot take it."""

    visit: int
    version: int
    actor: str
    title: str
    giver: Face
    receiver: Face
    is_mine: bool
    stage: str
    look: int
    looks: int
    look_name: str
    wish: str
    notes: str
    offered_at: int
    shown_from: int


@dataclass(frozen=True, slots=True)
class Ring:
    """Someone waits for a person: a party not yet greeted, or a call from the lobby, which nobody holds. Rings from
    `shown_from` on."""

    kind: str
    id: int
    version: int
    actor: str
    title: str
    holder: Face | None
    place: str
    language: str
    since: int
    shown_from: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class InHand:
    visit: int
    title: str


@dataclass(frozen=True, slots=True)
class Hands:
    """Everyone with me at once, where that is more than one party; the party held longest comes first."""

    parties: tuple[InHand, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """A tap that has taken the party out of my hands and can still be undone."""

    visit: int
    actor: str
    title: str
    tap: str
    until: int


COLLEAGUES_AFTER = timedelta(seconds=60)


def station_parts(house: House, settings: Settings, staff_id: str) -> list[Part]:
    """Everything on one person's station, incoming first."""
    me = house.staff.get(staff_id)
    if me is None:
        return []
    held = sorted((visit for visit in house.present if visit.holder == me.id), key=lambda visit: visit.since)
    return [
        *_rings(house, settings, me),
        *_incoming(house, me),
        *_hands(held),
        *(_mine(house, settings, visit, me) for visit in held),
        *_undos(house, me),
    ]


def _rings(house: House, settings: Settings, me: Staff) -> list[Part]:
    parts = []
    for visit in house.present:
        from_ = duty.rings_from(visit, me, settings.lobby.ringing)
        if from_ and (me.is_on_duty or visit.holder == me.id):
            ring = Ring(
                kind="arrival",
                id=visit.id,
                version=visit.version,
                actor=me.id,
                title=visit.title,
                holder=face(house, visit.holder),
                place="",
                language=visit.language,
                since=ms(visit.checked_in_at),
                shown_from=ms(from_),
                is_mine=visit.holder == me.id,
            )
            parts.append(Part(f"ring-{visit.id}", "rings", ms(from_) // 1000, "station/_ring.html", ring))
    if me.is_on_duty and me.works_in("reception"):
        for call in house.calls.values():
            raised = ms(call.raised_at)
            ring = Ring("call", call.id, 0, me.id, "", None, call.place, call.language, raised, raised, False)
            parts.append(Part(f"call-{call.id}", "rings", raised // 1000, "station/_ring.html", ring))
    return parts


def _incoming(house: House, me: Staff) -> list[Part]:
    parts = []
    for visit in house.present if me.is_on_duty else ():
        offer = visit.handoff
        if offer is None or offer.giver == me.id or not me.works_in(offer.stage):
            continue
        is_mine = offer.receiver == me.id
        incoming = Incoming(
            visit=visit.id,
            version=visit.version,
            actor=me.id,
            title=visit.title,
            giver=face(house, offer.giver),
            receiver=face(house, offer.receiver),
            is_mine=is_mine,
            stage=offer.stage,
            look=offer.look,
            looks=visit.looks,
            look_name=look_name(visit, offer.look),
            wish=visit.wish,
            notes=visit.notes,
            offered_at=ms(offer.offered_at),
            shown_from=ms(offer.offered_at if is_mine else offer.offered_at + COLLEAGUES_AFTER),
        )
        order = ms(offer.offered_at) // 1000
        parts.append(Part(f"incoming-{visit.id}", "incoming", order, "station/_incoming.html", incoming))
    return parts


def _hands(held: list[Visit]) -> list[Part]:
    if len(held) < 2:
        return []
    hands = Hands(tuple(InHand(visit.id, visit.title) for visit in held))
    return [Part("in-hand", "hands", 0, "station/_hands.html", hands)]


def _mine(house: House, settings: Settings, visit: Visit, me: Staff) -> Part:
    order = ms(visit.since) // 1000
    return Part(f"visit-{visit.id}", "mine", order, "station/_mine.html", mine(house, settings, visit, me))


def mine(house: House, settings: Settings, visit: Visit, me: Staff) -> Mine:
    """One party in my hands, with the next step preselected."""
    stage = settings.stage(visit.stage) or settings.stages[0]
    since = ms(visit.since)
    next_ = next_way(house, settings, visit)
    undo_until = _undo_until(visit, me)
    return Mine(
        visit=visit.id,
        version=visit.version,
        actor=me.id,
        title=visit.title,
        language=visit.language,
        number=visit.number,
        stage=visit.stage,
        look=visit.look,
        looks=visit.looks,
        look_name=look_name(visit, visit.look),
        host=face(house, visit.host),
        wish=visit.wish,
        notes=visit.notes,
        since=since,
        soon_at=since + stage.soon_seconds * 1000,
        late_at=since + stage.target_seconds * 1000,
        target_minutes=stage.target_minutes,
        moment=_moment(visit),
        steps=_steps(visit),
        next=next_,
        others=() if visit.handoff else other_ways(house, settings, visit, next_),
        offered_to=face(house, visit.handoff.receiver) if visit.handoff else None,
        offered_at=ms(visit.handoff.offered_at) if visit.handoff else None,
        offered_cue=way(house, settings, visit, visit.handoff.stage, visit.handoff.receiver) if visit.handoff else None,
        checklist=tuple(item.key for item in (settings.farewell if visit.stage == FAREWELL else settings.gate)),
        escort=visit.escort.kind if visit.escort else "",
        escort_since=ms(visit.escort.since) if visit.escort else None,
        undo_until=undo_until,
        undo_tap=visit.last_tap if undo_until else "",
    )


def _moment(visit: Visit) -> str:
    if visit.greeted_at is None:
        return "greet"
    if visit.gate_at is None:
        return "gate"
    if visit.handoff:
        return "offered"
    return "farewell" if visit.stage == FAREWELL else "bring"


def _steps(visit: Visit) -> tuple[Step, ...]:
    """The sheet as it was really walked: legs passed over are told from legs done, and an excursion off the plan stands
    before the leg that it interrupts."""
    walked = {(leg.stage, leg.look) for leg in visit.legs}
    is_away = visit.plan[visit.place].stage != visit.stage
    behind, ahead = visit.plan[: visit.place], visit.plan[visit.place if is_away else visit.place + 1 :]
    return (
        *(Step(leg.stage, leg.look, "done" if (leg.stage, leg.look) in walked else "skipped") for leg in behind),
        Step(visit.stage, visit.look, "now"),
        *(Step(leg.stage, leg.look, "next") for leg in ahead),
    )


def _undo_until(visit: Visit, me: Staff) -> int | None:
    if visit.before is None or visit.last_at is None or visit.last_actor != me.id:
        return None
    return ms(visit.last_at + UNDO_WINDOW)


def _undos(house: House, me: Staff) -> list[Part]:
    """Taps of mine on parties that I no longer hold: an acceptance is the receiver's to undo, a farewell the host's."""
    parts = []
    for visit in house.visits.values():
        until = _undo_until(visit, me)
        if until and (visit.holder != me.id or visit.ended_at):
            undo = Undo(visit.id, me.id, visit.title, visit.last_tap, until)
            parts.append(Part(f"undo-{visit.id}", "undos", until // 1000, "station/_undo.html", undo))
    return parts
