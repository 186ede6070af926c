"""When the taps did not follow the people: taking over, calling back, splitting and rejoining (features 1 and 10)."""

from collections.abc import Collection
from datetime import datetime

from . import events as e
from . import noting as n
from . import refusals as r
from .custody import can_receive, held_by, in_house, leg_towards, none_elsewhere, none_offered
from .moods import CUSTOMER, upsets
from .sheet import PlannedLeg
from .staff import Staff
from .visit import Mood, Request, Visit


def not_before(visit: Visit, since: datetime, now: datetime) -> datetime:
    """A moment that may be told late: not in the future, and never before what is recorded already (feature 10)."""
    if since > now:
        raise r.InTheFuture()
    last = max(visit.since, visit.last_at or visit.since)
    if since < last:
        raise r.BeforeTheLastEvent(time=last.isoformat())
    return since


def take_over(
    visit: Visit, by: Staff, stage: str, reason: str, since: datetime, now: datetime, room: str | None = None
) -> list[e.VisitEvent]:
    """Somebody forgot to tap: `by` has the party, in `stage`, since `since`. Says why; never before the last event. Before
    the gate a greeted party stays where it is (I5), but whoever greeted it may be gone: a colleague goes on with it there."""
    in_house(visit)
    if not visit.gate_at and (not visit.greeted_at or stage != visit.stage):
        raise r.GateNotPassed()
    if visit.holder == by.id and visit.stage == stage:
        raise r.HoldsAlready(actor=by.id)
    can_receive(by, stage)
    look, place, is_off_plan = visit.look, visit.place, visit.is_off_plan
    if stage != visit.stage:
        leg, place, is_off_plan = leg_towards(visit, stage)
        look = leg.look
    return [
        e.PartyTakenOver(
            by=by.id,
            stage=stage,
            look=look,
            place=place,
            reason=_said(reason),
            since=not_before(visit, since, now),
            is_off_plan=is_off_plan,
            room=room or by.room,
        )
    ]


def confirm(visit: Visit, by: Staff) -> list[e.VisitEvent]:
    """“Still with me”: only the holder can say that (feature 10)."""
    held_by(visit, by)
    return [n.HolderConfirmed(by=by.id)]


def may_be_in(visit: Visit, by: Staff) -> tuple[str, ...]:
    """The stages in which a party in other hands may in truth be with `by`, who forgot to tap or stands in."""
    if visit.holder == by.id or not visit.greeted_at:
        return ()
    return tuple(stage for stage in by.stages if visit.gate_at or stage == visit.stage)


def recall(visit: Visit, by: Staff, reason: str) -> list[e.VisitEvent]:
    """Whoever handed the party over last calls it back: they have it again, where it was before."""
    in_house(visit)
    if visit.handoff or len(visit.legs) < 2 or visit.legs[-2].holder != by.id or visit.holder == by.id:
        raise r.NothingToRecall()
    if not by.is_on_duty:
        raise r.OffDuty(receiver=by.id)
    return [e.PartyRecalled(by=by.id, reason=_said(reason))]


def split(visit: Visit, by: Staff, part: int, names: tuple[str, ...], size: int) -> list[e.VisitEvent]:
    """Some of the party go their own way, at first in the same hands. They are named, or merely counted."""
    held_by(visit, by)
    none_offered(visit)
    if not visit.gate_at:
        raise r.GateNotPassed()
    if not 0 < size < visit.size or set(names) - set(visit.party) or len(names) > size:
        raise r.NobodyToSplit()
    return [e.PartySplit(part=part, names=names, size=size, children=_children(visit, names, size))]


def unnamed(visit: Visit) -> int:
    """How many of them have no name here and could go another way as a number."""
    return min(max(0, visit.size - len(visit.party)), visit.size - 1)


def _children(visit: Visit, names: tuple[str, ...], size: int) -> int:
    """Whoever has no name is a child before anybody else is."""
    return min(visit.children, size - len(names))


def part_of(visit: Visit, part: int, names: tuple[str, ...], size: int, nickname: str, lounge: str) -> e.VisitStarted:
    """How the part begins: welcomed, in the same hands and place; its plan leads from there to rejoining, also from a
    stage off the plan of the others: the leg that these have left is none of the part's. `lounge` is the stage where those wait
    who are not being made up or photographed; who is there already is brought nowhere."""
    here = PlannedLeg(visit.stage, visit.look)
    to_wait = () if visit.stage == lounge else (PlannedLeg(lounge),)
    return e.VisitStarted(
        id=part,
        number=visit.number,
        kind=visit.kind,
        on=visit.on,
        party=names or visit.party,
        size=size,
        language=visit.language,
        host=visit.host,
        deputy=visit.deputy,
        holder=visit.holder,
        nickname=nickname,
        looks=visit.look_names,
        plan=(here, *to_wait),
        wish=visit.wish,
        notes=visit.notes,
        customer=visit.customer,
        needs=visit.needs,
        part_of=visit.id,
        stage=visit.stage,
        look=visit.look,
        room=visit.room,
        is_greeted=True,
    )


def carried(visit: Visit, names: tuple[str, ...], size: int) -> list[e.VisitEvent]:
    """What the part takes along of what was told and noted of all of them. What was given to them (water, a meal) and their
    consents stay with the whole: nobody is asked less for having gone another way."""
    told: list[e.VisitEvent] = []
    children = _children(visit, names, size)
    if children or visit.has_reduced_mobility:
        told.append(e.CompanyTold(size=size, children=children, has_reduced_mobility=visit.has_reduced_mobility))
    if visit.plate:
        told.append(e.PlateTold(plate=visit.plate))
    if visit.locker:
        told.append(n.LockerAssigned(locker=visit.locker))
    mood = next((one for one in reversed(visit.moods) if one.by != CUSTOMER and one.at >= visit.since), None)
    if mood:
        told.append(n.MoodNoted(mood=mood.mood, by=mood.by, word=mood.word))
    for one in visit.requests:
        told.append(_made(one, one.id))
        if one.seen_by:
            told.append(n.RequestSeen(id=one.id, by=one.seen_by))
    if visit.poses:
        told.append(n.PosesPicked(poses=visit.poses, look=visit.poses_look))
    if visit.holder in visit.wish_read_by:
        told.append(n.WishReadBack(by=visit.holder))
    return told


def brought_back(visit: Visit, part: Visit) -> list[e.VisitEvent]:
    """What the part leaves open: an “upset” that still stands, requests that nobody has seen, and its wish where the others
    have none. The whole has them from now on."""
    known = {(one.by, one.word) for one in upsets(visit) if one.by != CUSTOMER}  # noted before they parted
    upset = [one for one in reversed(upsets(part)) if (one.by, one.word) not in known]
    wish = part.wish if not visit.wish else ""
    return [
        *(_told_anew(one) for one in upset),
        *([e.WishTold(wish=wish)] if wish else ()),
        *_asked_anew(visit, part),
    ]


def _told_anew(mood: Mood) -> e.VisitEvent:
    if mood.by == CUSTOMER:
        return n.PartyMoodTapped(mood=mood.mood, stage=mood.stage, rated=mood.rated or "", word=mood.word)
    return n.MoodNoted(mood=mood.mood, by=mood.by, word=mood.word)


def _asked_anew(visit: Visit, part: Visit) -> list[e.VisitEvent]:
    known = {(one.stage, one.look, one.words) for one in visit.requests}
    new = [one for one in part.requests if one.seen_by is None and (one.stage, one.look, one.words) not in known]
    first = max((one.id for one in visit.requests), default=0) + 1
    return [_made(one, number) for number, one in enumerate(new, first)]


def _made(one: Request, number: int) -> n.RequestMade:
    return n.RequestMade(id=number, stage=one.stage, words=one.words, look=one.look, is_taboo=one.is_taboo)


def goes_on_as(visit: Visit) -> int | None:
    """The visit as which a part has been in the house since it came back to the others; None for any other visit."""
    return visit.part_of if visit.ended_at and visit.last_tap == e.PartRejoined.__name__ else None


def rejoin(visit: Visit, part: Visit, by: Staff, gone: Collection[int] = ()) -> list[e.VisitEvent]:
    """The parts are in one pair of hands: they are one party again. The event is recorded on both. A part whose own parts
    are not `gone` from the house first waits for these: they could come back to nobody."""
    held_by(visit, by)
    if part.id not in visit.parts or part.part_of != visit.id:
        raise r.NotAPart()
    in_house(part)
    none_elsewhere(part, gone)
    if part.holder != by.id:
        raise r.NotTogether(holder=part.holder)
    none_offered(visit)
    none_offered(part)
    names = part.party if set(part.party) != set(visit.party) else ()
    return [e.PartRejoined(part=part.id, into=visit.id, names=names, size=part.size, children=part.children)]


def _said(reason: str) -> str:
    if not reason.strip():
        raise r.ReasonMissing()
    return reason.strip()
