"""Whether what a party comes for is there: nobody learns at the desk that it is not (I6; REQUIREMENTS C33-C40, feature 6).

What was found is computed elsewhere (the sales room looks at sheet, photos, preview, room and TV); here is what follows from it:
who hears of a lack and when, and what may not be said to the customer while there is one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from ..records import dataclass
from . import refusals as r
from .left_to import is_anothers
from .words import N_

SELECTION, PICKUP = "selection", "pickup"
KINDS = (SELECTION, PICKUP)
DAYS_AHEAD = 2
LONGEST_ITEM, MOST_ITEMS = 80, 40

SHEET, PHOTOS, COPIES, QUALITY, PREVIEW = "sheet", "photos", "copies", "quality", "preview"
ROOM, TV, ITEMS = "room", "tv", "items"
PART_NAMES = {
    SHEET: N_("the sheet"),
    PHOTOS: N_("the photos"),
    COPIES: N_("the copies for the TV"),
    QUALITY: N_("the quality check"),
    PREVIEW: N_("the preview"),
    ROOM: N_("the room"),
    TV: N_("the TV"),
    ITEMS: N_("the things to pick up"),
}

# From when a lack reaches whom: its own person at once, the host a day ahead, the manager on the day; but neither of them
# before whoever is nearer has had a little time.
HOST_AHEAD, HOST_AFTER = timedelta(days=1), timedelta(minutes=15)
MANAGER_AHEAD, MANAGER_AFTER = timedelta(hours=6), timedelta(minutes=30)
PRESSING = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part, looked at. `is_there` None means that nothing can be known of it, which stops nobody. `why` names the
    sentence (queries/readiness.py) and `saw` its slots: what was seen. `who` puts it right, `since` is when it began to lack."""

    part: str
    is_there: bool | None
    why: str
    saw: tuple[tuple[str, str], ...] = ()
    who: str | None = None
    since: datetime | None = None

    @property
    def revision(self) -> int:
        """Of the album that was seen; 0 where that says nothing."""
        return int(dict(self.saw).get("revision", 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to be picked up. `here_at` is when it was ticked at the desk."""

    id: int
    name: str
    here_at: datetime | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Somebody has looked through the photos as they were at this revision of their album (C36)."""

    by: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedOver:
    """Somebody answers for the quality of the photos as they were at this revision of their album (B19)."""

    by: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """The customer was told that all is ready for `starts_at`; a booking that has moved since is not confirmed."""

    by: str
    at: datetime
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeesTo:
    """Who took a lack, and when; `at` is not known of what was taken before the house kept it."""

    part: str
    since: datetime
    by: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What is known of one booking. `checks` are empty while nobody has looked; `due_on` is the day that a promise pulled the
    rule's in to (due.py)."""

    checks: tuple[Check, ...] = ()
    items: tuple[Item, ...] = ()
    quality: LookedOver | None = None
    preview: Preview | None = None
    called: Called | None = None
    taken: tuple[SeesTo, ...] = ()
    due_on: date | None = None

    @property
    def lacks(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.is_there is False)

    def taking_of(self, check: Check) -> SeesTo | None:
        return next((one for one in self.taken if (one.part, one.since) == (check.part, check.since)), None)

    def taker_of(self, check: Check) -> str | None:
        """Who sees to this lack already."""
        taking = self.taking_of(check)
        return taking.by if taking else None

    def is_confirmed(self, starts_at: datetime) -> bool:
        return self.called is not None and self.called.starts_at == starts_at


UNSEEN = Readiness()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSeen:
    """What was found has changed; `lacks` are the parts that are not there."""

    number: int
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessTaken:
    number: int
    parts: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCalled:
    """The confirmation call: they know that all is ready, and when to come."""

    number: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupListed:
    """The names of the things stand in the row, so that they can be erased on request."""

    number: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupTicked:
    number: int
    item: int
    is_here: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityLookedOver:
    number: int
    by: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosPreviewed:
    number: int
    by: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedUnready:
    """A miss: they are at the door, and `lacks` are not there (C40)."""

    number: int
    visit: int
    lacks: tuple[str, ...]


class NotReady(r.Refusal):
    """`missing` are the parts that lack."""

    code, message = "not_ready", N_("Not ready yet, so nothing may be promised to them: {missing}.")


class NotLookedAt(r.Refusal):
    code, message = "not_looked_at", N_("It is not known yet whether all is ready. That is looked at two days ahead.")


class NothingToLookOver(r.Refusal):
    code, message = "nothing_to_look_over", N_("There are no photos to look over just now.")


class OtherPhotos(r.Refusal):
    code, message = "other_photos", N_("Photos have come or gone meanwhile. Please look them over once more.")


class NothingToSeeTo(r.Refusal):
    code, message = "nothing_to_see_to", N_("Nothing is missing there any more.")


class UnknownItem(r.Refusal):
    code, status, message = "unknown_item", 404, N_("This thing is not on the list.")


class TooManyItems(r.Refusal):
    code, status = "too_many_items", 422
    message = N_("At most {most} things, each in at most {letters} letters.")


def looked(before: Readiness, found: Iterable[Check], now: datetime) -> Readiness:
    """`before` with what was found now; a lack that is not new keeps the time at which it began, and who sees to it."""
    lacking = {check.part: check.since for check in before.lacks}
    checks = tuple(
        replace(check, since=(lacking.get(check.part) or now) if check.is_there is False else None) for check in found
    )
    still = {(check.part, check.since) for check in checks}
    return replace(before, checks=checks, taken=tuple(one for one in before.taken if (one.part, one.since) in still))


def reaches(
    check: Check, starts_at: datetime, past_due: datetime, host: str | None, managers: Iterable[str]
) -> tuple[tuple[str, datetime], ...]:
    """Who hears of this lack, and from when on: its own person, then the host, then the manager (C34); once it is past due,
    all of them at once."""
    if check.since is None:
        return ()
    for_host = min(max(check.since + HOST_AFTER, starts_at - HOST_AHEAD), past_due)
    for_manager = min(max(check.since + MANAGER_AFTER, starts_at - MANAGER_AHEAD), past_due)
    found: dict[str, datetime] = {}
    for who, moment in ((check.who, check.since), (host, for_host), *((one, for_manager) for one in managers)):
        if who:
            found[who] = min(moment, found.get(who, moment))
    return tuple(found.items())


def call(readiness: Readiness, starts_at: datetime, by: str, now: datetime) -> Readiness:
    """The confirmation call was made. While anything lacks nothing is promised (C35)."""
    if readiness.lacks:
        raise NotReady(missing=[check.part for check in readiness.lacks])
    if not readiness.checks:
        raise NotLookedAt()
    return replace(readiness, called=Called(by=by, at=now, starts_at=starts_at))


def look_over(readiness: Readiness, revision: int, by: str, now: datetime) -> Readiness:
    """The photos of this revision are good (B19). What has come since whoever ticks it looked is not meant by it."""
    found = next((check for check in readiness.checks if check.part == QUALITY), None)
    if found is None or found.is_there is None:
        raise NothingToLookOver()
    if found.revision != revision:
        raise OtherPhotos()
    return replace(readiness, quality=LookedOver(by=by, at=now, revision=revision))


def see_to(
    readiness: Readiness, parts: Iterable[str], by: str, back: Mapping[str, datetime], now: datetime
) -> tuple[Readiness, tuple[str, ...]]:
    """A named person sees to these lacks; those that somebody else has taken stay theirs until they come `back`."""
    wanted = [check for check in readiness.lacks if check.part in parts]
    if not wanted:
        raise NothingToSeeTo()
    free = [check for check in wanted if not is_anothers(readiness.taker_of(check), back.get(check.part), by, now)]
    if not free:
        raise r.CallTaken(holder=readiness.taker_of(wanted[0]))
    fresh = [
        SeesTo(part=check.part, since=check.since, by=by, at=now)
        for check in free
        if check.since and (check.part not in back or now >= back[check.part])
    ]
    kept = tuple(one for one in readiness.taken if one.part not in {one.part for one in fresh})
    return replace(readiness, taken=(*kept, *fresh)), tuple(one.part for one in fresh)


def list_items(readiness: Readiness, names: Iterable[str], seen: Collection[int]) -> Readiness:
    """What there is to be picked up; a thing that was on the list already keeps its tick. `seen` are the ids of the list that
    was looked at: what somebody has added since then stays."""
    known = {item.name: item for item in readiness.items}
    added = [item.name for item in readiness.items if item.id not in seen]
    wanted = list(dict.fromkeys([*names, *added]))
    if len(wanted) > MOST_ITEMS or any(len(name) > LONGEST_ITEM for name in wanted):
        raise TooManyItems(most=MOST_ITEMS, letters=LONGEST_ITEM)
    last = max((item.id for item in readiness.items), default=0)
    fresh = (name for name in wanted if name not in known)
    made = {name: Item(id=number, name=name) for number, name in enumerate(fresh, start=last + 1)}
    return replace(readiness, items=tuple(known.get(name) or made[name] for name in wanted))


def tick(readiness: Readiness, item_id: int, is_here: bool, by: str, now: datetime) -> Readiness:
    """This thing lies at the desk, or does not after all (C38)."""
    if item_id not in {item.id for item in readiness.items}:
        raise UnknownItem()
    mark = {"here_at": now, "by": by} if is_here else {"here_at": None, "by": None}
    items = (replace(item, **mark) if item.id == item_id else item for item in readiness.items)
    return replace(readiness, items=tuple(items))
