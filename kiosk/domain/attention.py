"""Who should look after whom now, and who if they do not: alerts follow from the visit's state and the clock alone, so that no
reload, no dead tablet and no restart loses one (features 7, 8, 10; C29, C30, E08, E28; FAULTS F12).

Every alert names moments, never the present time: a screen compares them with the server's clock.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from ..records import dataclass
from . import refusals as r
from .left_to import People, is_anothers, left_until
from .moods import CUSTOMER, TIRED, UPSET, seen_by, upsets
from .noting import AlertTaken
from .sheet import RECEPTION
from .staff import Staff
from .visit import SENT, Mood, Taken, Visit

OFFERED, STILL, SHEET = "offered", "still", "sheet"
KINDS = (OFFERED, STILL, SHEET, UPSET)
RESTLESS = timedelta(minutes=5)

# How long after its beginning an alert reaches whom: holder (or giver), host, deputy, manager.
OFFERED_STEPS = tuple(timedelta(seconds=seconds) for seconds in (60, 120, 180, 300))
UPSET_STEPS = tuple(timedelta(seconds=seconds) for seconds in (0, 0, 60, 120))
SHEET_STEPS = tuple(timedelta(seconds=seconds) for seconds in (0, 60, 180, 300))


@dataclass(frozen=True, slots=True)
class Alert:
    """Something about this visit wants a person. `since` is when it began, `reaches` who hears of it from when on, first to
    last; `taken_by` is who sees to it already, and `back_at` when everybody hears of it again, should it last that long."""

    kind: str
    visit: int
    since: datetime
    reaches: tuple[tuple[str, datetime], ...]
    taken_by: str | None = None
    back_at: datetime | None = None

    def from_(self, staff_id: str) -> datetime | None:
        """From when on this person hears of it; None: not at all."""
        return min((moment for who, moment in self.reaches if who == staff_id), default=None)


@dataclass(frozen=True, slots=True)
class Pace:
    """When a leg has run long: `usual` is its usual time, `steps` who is asked how long after `usual` × `factor`."""

    usual: timedelta
    factor: float
    steps: tuple[timedelta, timedelta, timedelta, timedelta]

    @property
    def long(self) -> timedelta:
        return self.usual * self.factor


def alerts(visit: Visit, people: People, pace: Pace) -> tuple[Alert, ...]:
    """Everything about this party that wants somebody, now or later, the gravest first. Of whom nobody can find the next in
    line hears in their stead; what somebody sees to comes back to all when it lasts too long."""
    if visit.ended_at or visit.greeted_at is None:
        return ()
    upset = next(iter(upsets(visit)), None)
    found = (_upset(visit, people, upset), _offered(visit, people), _still(visit, people, pace), _sheet(visit, people))
    return tuple(alert for alert in found if alert)


def heard_at(visit: Visit) -> datetime:
    """When the house last heard of this party: somebody moved it, said it is still theirs, or told how it is."""
    told = (one.at for one in visit.moods if one.by == visit.holder)
    return max(visit.since, *told, *(moment for moment in (visit.last_at, visit.confirmed_at) if moment))


def stale_from(visit: Visit, pace: Pace) -> datetime:
    """From when on what stands there of this party may be old: its stay runs long, and nothing was heard for a while."""
    return max(visit.since + pace.long, heard_at(visit) + max(pace.usual / 2, RESTLESS))


def staggered(
    since: datetime, rungs: Sequence[Collection[str]], steps: Sequence[timedelta], lost: Collection[str]
) -> tuple[tuple[str, datetime], ...]:
    """Who hears when. A rung in which nobody can be found gives its time to the next one, also past a rung with nobody in it:
    ringing a dead tablet is waiting for nothing. They hear of it all the same, should their device wake up."""
    reaches: dict[str, datetime] = {}
    gained, is_lost = timedelta(0), False
    for place, (rung, after) in enumerate(zip(rungs, steps, strict=True)):
        for who in rung:
            reaches.setdefault(who, since + after - gained)
        is_lost = all(who in lost for who in rung) if rung else is_lost
        if is_lost and place + 1 < len(steps):
            gained += steps[place + 1] - after
    return tuple(reaches.items())


def noted_upset(visit: Visit, people: People) -> Alert | None:
    """The “upset” that one of us noted, for a screen that everybody reads: of the party's own tap it tells not even when."""
    return _upset(visit, people, next((one for one in upsets(visit) if one.by != CUSTOMER), None))


def _upset(visit: Visit, people: People, last: Mood | None) -> Alert | None:
    """“Upset”, by whomever it was told, reaches the host at once (E28). Who is rated does not hear of the party's own tap."""
    if last is None:
        return None
    return _alert(UPSET, visit, people, last.at, UPSET_STEPS, first=visit.host, untold=last.rated)


def _offered(visit: Visit, people: People) -> Alert | None:
    """Offered, and nobody has accepted; whoever asked for five minutes gets them first (F12)."""
    if visit.handoff is None:
        return None
    since = max(visit.handoff.offered_at, visit.handoff.ready_at or visit.handoff.offered_at)
    return _alert(OFFERED, visit, people, since, OFFERED_STEPS)


def _still(visit: Visit, people: People, pace: Pace) -> Alert | None:
    """“Still with you?” An answer buys half the usual time (feature 10)."""
    if visit.handoff:
        return None
    due = visit.since + pace.long
    if visit.confirmed_at:
        due = max(due, visit.confirmed_at + max(pace.usual / 2, RESTLESS))
    return _alert(STILL, visit, people, due, pace.steps)


def _sheet(visit: Visit, people: People) -> Alert | None:
    """The sheet left before the last look: it has to come back (C28)."""
    if visit.sheet.place != SENT or not visit.sheet.is_early or visit.sheet.at is None:
        return None
    return _alert(SHEET, visit, people, visit.sheet.at, SHEET_STEPS)


def _alert(
    kind: str,
    visit: Visit,
    people: People,
    since: datetime,
    steps: tuple[timedelta, ...],
    first: str | None = None,
    untold: str | None = None,
) -> Alert:
    """`untold` is who must not hear of it, so that the next in line does at once."""
    deputy = [visit.deputy] if visit.deputy else []
    rungs = ([first or visit.holder], [visit.host], deputy, managers(people.staff))
    lost = {who for rung in rungs for who in rung if who == untold or people.cannot_hear(who)}
    reaches = tuple(one for one in staggered(since, rungs, steps, lost) if one[0] != untold)
    taken = _taken(visit, kind, since)
    back_at = left_until(taken.by, taken.at, people) if taken else None
    if taken is None or back_at is None:
        return Alert(kind, visit.id, since, reaches)
    again = tuple((who, moment if who == taken.by else max(moment, back_at)) for who, moment in reaches)
    return Alert(kind, visit.id, since, again, taken.by, back_at)


def _taken(visit: Visit, kind: str, since: datetime) -> Taken | None:
    """Whoever sees to a later one of its kind sees to this one as well."""
    return next((one for one in visit.taken if one.kind == kind and one.since >= since), None)


def take(visit: Visit, by: Staff, kind: str, since: datetime, people: People, now: datetime) -> list[AlertTaken]:
    """“I see to it.” The bell falls silent for everyone else; the second to tap hears who was first, as long as that one is
    left to it. Nobody sees beforehand to what has not begun: that would silence whatever comes until then (FAULTS F09)."""
    if visit.ended_at:
        raise r.VisitEnded()
    if since > now:
        raise r.InTheFuture()
    taken = _taken(visit, kind, since)
    if taken and is_anothers(taken.by, left_until(taken.by, taken.at, people), by.id, now):
        raise r.CallTaken(holder=taken.by)
    return [AlertTaken(kind=kind, since=since, by=by.id)]


def managers(staff: Mapping[str, Staff]) -> list[str]:
    """Whoever manages and is here; without any, everyone of reception."""
    here = [one for one in staff.values() if one.is_on_duty and not one.has_left]
    return [one.id for one in here if one.is_manager] or [one.id for one in here if one.works_in(RECEPTION)]


@dataclass(frozen=True, slots=True)
class Care:
    """What the host may offer, from when on and until when it makes sense (C29, C30, E08): `kind` is water, meal, rest or
    visit."""

    kind: str
    due_at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CareTimes:
    """The studio's care clock; `meals` are today's windows as moments."""

    water: timedelta
    rest: timedelta
    visit: timedelta
    meals: tuple[tuple[datetime, datetime], ...] = ()


def cares(
    visit: Visit, times: CareTimes, untold_from: datetime, reader: str = "", is_busy: bool = False
) -> tuple[Care, ...]:
    """What this party may need next, soonest first. A meal is asked about once per window in which they are here; whoever is
    tired is offered a rest at once, by a reader who may see that they are. A reader with a party in hand (`is_busy`) is asked
    to look in on others once they are free, or after twice the time: nobody is left alone for a visit (C30)."""
    if visit.ended_at or visit.greeted_at is None:
        return ()
    given = dict(visit.cares)
    due = [
        Care("water", given.get("water", visit.checked_in_at) + times.water),
        Care("rest", _rest_at(visit, times, seen_by(visit, reader, untold_from))),
    ]
    if visit.holder not in (visit.host, reader):
        after = times.visit * 2 if is_busy else times.visit
        due.append(Care("visit", max(visit.since, visit.visited_at or visit.since) + after))
    for opens, closes in times.meals:
        eaten = given.get("meal")
        if visit.checked_in_at < closes and not (eaten and opens <= eaten < closes):
            due.append(Care("meal", max(opens, visit.checked_in_at), closes))
    return tuple(sorted(due, key=lambda one: one.due_at))


def _rest_at(visit: Visit, times: CareTimes, last: Mood | None) -> datetime:
    rested = dict(visit.cares).get("rest")
    due = (rested or visit.checked_in_at) + times.rest
    is_tired = last is not None and last.mood == TIRED and (rested is None or rested < last.at)
    return min(due, last.at) if last and is_tired else due
