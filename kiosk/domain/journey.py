"""What a visit's history tells afterwards: how its card stood on the board at any moment, and how the party's way really was
(REQUIREMENTS features 8 and 10, E06, E15, E27, B27).

The two differ. The board showed what had been told by then: a late tap came late, a tap that was taken back stood for some
seconds. The way is what remained: a late tap counts from when it was true, and what was taken back never was.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from ..records import dataclass
from . import events as e
from .evolution import evolve
from .forecast import SHORTEST
from .moods import CUSTOMER, may_read
from .staff import Staff
from .visit import Handoff, Mood, Visit

History = Sequence[e.Recorded[e.VisitEvent]]
Step = tuple[e.Recorded[e.VisitEvent], Visit]

LATE_TAP = timedelta(seconds=60)
GREETING, OFFER = "greeting", "offer"
DOOR, TAKEOVER = "door", "takeover"
HOW = {
    e.VisitStarted: DOOR,
    e.PartyGreeted: "greeting",
    e.HandoffAccepted: "handoff",
    e.PartyTakenOver: TAKEOVER,
    e.PartyRecalled: "recall",
    e.StageEntered: "alone",
}
# Of what is told and noted beside the way, this alone is seen on a card.
ON_THE_CARD = (e.PartyNamed, e.CompanyTold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a party's card said. `has_left` is a card that was gone."""

    title: str
    size: int
    stage: str
    room: str | None
    holder: str
    look: int
    since: datetime
    is_greeted: bool
    is_off_plan: bool
    escort: str
    handoff: Handoff | None
    has_left: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A card stood like this from `start` until just before `end`; without `end` it still does."""

    start: datetime
    end: datetime | None
    standing: Standing

    def holds_at(self, moment: datetime) -> bool:
        return self.start <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class Wait:
    """A party waited for a person: at the door for a `greeting`, or after an `offer`. `stage` is where they were to come,
    `whom` they waited for; `is_met` is false where the offer came to nothing. A late tap ended the wait when it was true."""

    kind: str
    stage: str
    whom: str
    start: datetime
    end: datetime | None
    is_met: bool = True


@dataclass(frozen=True, slots=True)
class Taking:
    """How a leg began, and when that was told: one of the values of `HOW`, with the reason where one was asked for."""

    how: str
    told_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """`takings` has one for each of the visit's legs; `left_out` are points of the farewell list with their reasons."""

    segments: tuple[Segment, ...]
    waits: tuple[Wait, ...]
    takings: tuple[Taking, ...]
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """Time in one stage for one look, through whichever hands."""

    stage: str
    look: int
    start: datetime
    end: datetime | None

    def seconds(self, now: datetime) -> int:
        return max(0, int(((self.end or now) - self.start).total_seconds()))


def journey(history: History) -> Journey:
    """Everything at once, from one visit's whole stream."""
    shown = tuple(_steps(history))
    is_straight = not any(isinstance(record.event, e.TapUndone) for record in history)
    true = shown if is_straight else tuple(_steps(kept(history)))
    last = true[-1][0].event if true else None
    left_out = last.left_out if isinstance(last, e.VisitFinished) else ()
    return Journey(_segments(shown), _waits(true), _takings(true), left_out)


def segments(history: History) -> tuple[Segment, ...]:
    """How the card stood, from check-in to the end: each begins where the one before it ends, and none knows what came
    after it."""
    return _segments(tuple(_steps(history)))


def waits(history: History) -> tuple[Wait, ...]:
    """Every time the party waited for somebody, in order."""
    return _waits(tuple(_steps(kept(history))))


def takings(history: History) -> tuple[Taking, ...]:
    """How each leg of the visit began."""
    return _takings(tuple(_steps(kept(history))))


def kept(history: History) -> History:
    """The history without the taps that were taken back, as if nobody had tapped them."""
    left: list[e.Recorded[e.VisitEvent]] = []
    for record in history:
        if isinstance(record.event, e.TapUndone):
            del left[max(place for place, one in enumerate(left) if not isinstance(one.event, e.Quiet))]
        else:
            left.append(record)
    return left


def stays(visit: Visit) -> tuple[Stay, ...]:
    """The legs put together by stage and look. A leg of less than a minute is a wrong tap put right, not a stay."""
    found: list[Stay] = []
    for leg in visit.legs:
        if leg.ended_at and leg.ended_at - leg.started_at < SHORTEST:
            continue
        if found and (found[-1].stage, found[-1].look) == (leg.stage, leg.look):
            found[-1] = replace(found[-1], end=leg.ended_at)
        else:
            found.append(Stay(leg.stage, leg.look, leg.started_at, leg.ended_at))
    return tuple(found)


def visible_moods(moods: Iterable[Mood], untold_from: datetime, reader: Staff | None) -> tuple[Mood, ...]:
    """What this reader may see. The party's own face comes out when the day closes: what was tapped before `untold_from`, when
    it last did. Before that a manager may see it, never the one who is rated (feature 8). Nobody knows who reads a shared
    screen: then `reader` is None."""
    return tuple(mood for mood in moods if mood.by != CUSTOMER or mood.at < untold_from or _may_see(mood, reader))


def _may_see(mood: Mood, reader: Staff | None) -> bool:
    return reader is not None and reader.is_manager and may_read(mood.rated, reader.id, is_day_over=False)


def _steps(history: History) -> Iterator[Step]:
    """The visit after each event that a card shows; what is only noted beside the way costs nothing here."""
    visit: Visit | None = None
    for record in history:
        event = record.event
        if not isinstance(event, e.Quiet) or isinstance(event, ON_THE_CARD):
            visit = evolve(visit, record)
            yield record, visit


def _segments(steps: Sequence[Step]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for record, visit in steps:
        standing = _standing(visit)
        if found and (found[-1].standing == standing or (found[-1].standing.has_left and standing.has_left)):
            continue
        if found:
            found[-1] = replace(found[-1], end=record.at)
        found.append(Segment(record.at, None, standing))
    if found and found[-1].standing.has_left:
        found.pop()
    return tuple(one for one in found if one.end != one.start)


def _standing(visit: Visit) -> Standing:
    return Standing(
        title=visit.title,
        size=visit.size,
        stage=visit.stage,
        room=visit.room,
        holder=visit.holder,
        look=visit.look,
        since=visit.since,
        is_greeted=visit.greeted_at is not None,
        is_off_plan=visit.is_off_plan,
        escort=visit.escort.kind if visit.escort else "",
        handoff=visit.handoff,
        has_left=visit.ended_at is not None,
    )


def _waits(steps: Sequence[Step]) -> tuple[Wait, ...]:
    found = _at_the_door(steps)
    offer, legs = None, 0
    for record, visit in steps:
        if offer and (visit.handoff is None or visit.handoff.offered_at != offer.offered_at):
            is_met = len(visit.legs) > legs
            end = visit.since if is_met else record.at
            found.append(Wait(OFFER, offer.stage, offer.receiver, offer.offered_at, end, is_met))
        offer, legs = visit.handoff, len(visit.legs)
    if offer:
        found.append(Wait(OFFER, offer.stage, offer.receiver, offer.offered_at, None, False))
    return tuple(found)


def _at_the_door(steps: Sequence[Step]) -> list[Wait]:
    """Until somebody says hello. Who is a part of a party was welcomed with it."""
    if not steps or steps[0][1].greeted_at:
        return []
    first, last = steps[0][1], steps[-1][1]
    end = last.greeted_at or last.ended_at
    return [Wait(GREETING, first.stage, first.holder, first.checked_in_at, end, last.greeted_at is not None)]


def _takings(steps: Sequence[Step]) -> tuple[Taking, ...]:
    found: list[Taking] = []
    for record, visit in steps:
        if len(visit.legs) > len(found):
            reason = getattr(record.event, "reason", "")
            found.append(Taking(HOW.get(type(record.event), DOOR), record.at, reason))
    return tuple(found)
