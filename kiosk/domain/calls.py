"""The way to a human (I12): someone would rather talk to a person, at the lobby or from their own phone, and it rings until a
named person takes it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from ..records import dataclass
from . import refusals as r
from .duty import Ringing, waits
from .left_to import People, is_anothers, left_until
from .sheet import RECEPTION
from .staff import Staff
from .words import N_

# So long is a call of the lobby remembered that somebody took: no one says there that it is over.
COMING = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`place` is where a caller of the lobby stands. A party in the house calls from its own page: then `visit` says who
    they are, `whom` whose station rings at once and `deputy` whose next. A call is kept until it has `ended_at`."""

    id: int
    place: str
    language: str
    raised_at: datetime
    device: str
    visit: int | None = None
    whom: str | None = None
    deputy: str | None = None
    taken_by: str | None = None
    taken_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def rings(self) -> bool:
        return self.taken_at is None and self.ended_at is None

    @property
    def wants_somebody(self) -> bool:
        """Nobody has taken it yet; or it is a party's own, and nobody has said that they were with them."""
        return self.rings or (self.visit is not None and self.is_open)

    @property
    def is_open(self) -> bool:
        """Somebody still has to hear of it: who is called, or whoever waits for them."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRaised:
    id: int
    place: str
    language: str
    visit: int | None = None
    whom: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaken:
    id: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded:
    """The person has come, or the party needs nobody any more."""

    id: int


class UnknownCall(r.Refusal):
    code, status = "unknown_call", 404


class CallOver(r.Refusal):
    code, message = "call_over", N_("They need nobody any more.")


def take(call: Call, by: Staff, until: datetime | None, now: datetime) -> CallTaken:
    """The first to take a call goes; the second hears who is on the way, as long as it is left to that one: `until`."""
    if call.taken_by and (not call.wants_somebody or is_anothers(call.taken_by, until, by.id, now)):
        raise r.CallTaken(holder=call.taken_by)
    if call.ended_at:
        raise CallOver()
    return CallTaken(id=call.id, by=by.id)


def back_at(call: Call, people: People) -> datetime | None:
    """When a party's call that somebody took reaches everybody again. Who stands in the lobby has a face before them by then."""
    return left_until(call.taken_by, call.taken_at, people) if call.visit is not None else None


def rings_from(
    call: Call, person: Staff, ringing: Ringing, people: People, back: datetime | None = None
) -> datetime | None:
    """From when this person's station shows the call; None: not at all. At the lobby nobody in particular is called, so all of
    reception hears it at once. Whoever goes to a party keeps it before them; to the others it comes `back`."""
    if not call.wants_somebody:
        return None
    if call.visit is None:
        return call.raised_at if person.works_in(RECEPTION) else None
    if back and person.id == call.taken_by:
        return call.raised_at
    due = reaches(person, call.raised_at, (call.whom,), call.deputy, ringing, people.lost)
    return max(due, back) if due and back else due


def reaches(
    person: Staff,
    raised_at: datetime,
    whom: tuple[str | None, ...],
    deputy: str | None,
    ringing: Ringing,
    lost: Collection[str] = (),
) -> datetime | None:
    """When a party's word gets to this person: to `whom` at once, then to the deputy, then to everyone of reception (C47,
    feature 7), sooner where those before are `lost`; None: not at all."""
    second, everyone = waits(whom, (deputy,), ringing, lost)
    if person.id in whom:
        return raised_at
    if person.id == deputy:
        return raised_at + second
    return raised_at + everyone if person.works_in(RECEPTION) else None


def is_forgotten(call: Call, now: datetime) -> bool:
    """Taken at the lobby so long ago that nobody waits there any more, though no one has said so. A party's comes back."""
    return call.visit is None and call.taken_at is not None and now - call.taken_at > COMING
