"""Something's not right: a concern has an owner and a clock, raised → taken → solved → told (REQUIREMENTS C20, B23, B29, E05)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ..records import dataclass
from . import moods
from . import refusals as r
from .attention import UPSET_STEPS, managers, staggered
from .calls import reaches
from .duty import Ringing
from .left_to import People, is_anothers, left_until
from .staff import Staff
from .visit import Visit
from .words import N_

LONGEST = 500
# From the word to “they have been told” (REQUIREMENTS E11).
TARGET = timedelta(hours=24)
STEPS = ("raised", "taken", "solved", "told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """`stage` is where it happened, `owner` who answers for it (the host), `raised_by` a staff id or `customer`. `whom` covered
    for the owner when it was raised. One that `is_noticed` nobody has put into words: an “upset” has opened it; the party's own
    one is kept from whoever it `rated` until the day closes."""

    id: int
    visit: int
    number: int
    customer: int | None
    stage: str
    words: str
    raised_by: str
    raised_at: datetime
    owner: str
    whom: str | None = None
    deputy: str | None = None
    taken_by: str | None = None
    taken_at: datetime | None = None
    solved_by: str | None = None
    solved_at: datetime | None = None
    solution: str = ""
    told_by: str | None = None
    told_at: datetime | None = None
    withdrawn_at: datetime | None = None
    is_noticed: bool = False
    rated: str | None = None

    @property
    def is_open(self) -> bool:
        """Open until the customer has been told what was done: the third step cannot be skipped (B23). Only the party
        itself can say before that that all is well."""
        return self.told_at is None and self.withdrawn_at is None

    @property
    def step(self) -> str:
        """How far it has come: one of `STEPS`, or `withdrawn`."""
        if self.withdrawn_at:
            return "withdrawn"
        reached = (self.raised_at, self.taken_at, self.solved_at, self.told_at)
        return STEPS[sum(moment is not None for moment in reached) - 1]

    @property
    def due_at(self) -> datetime:
        return self.raised_at + TARGET


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised:
    """The words stand in the row, so that they can be erased on request."""

    id: int
    visit: int
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernTaken:
    id: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernSolved:
    id: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTold:
    id: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernWithdrawn:
    """The party itself says that all is well again."""

    id: int


class UnknownConcern(r.Refusal):
    code, status, message = "unknown_concern", 404, N_("This concern does not exist.")


class ConcernHasOwner(r.Refusal):
    code, message = "concern_taken", N_("{holder} is taking care of this already.")


class ConcernClosed(r.Refusal):
    code, message = "concern_closed", N_("This is settled already.")


class NotTakenYet(r.Refusal):
    code, message = "concern_not_taken", N_("First one of us takes this on by name.")


class NotSolvedYet(r.Refusal):
    code, message = "concern_not_solved", N_("First write down what was done; then tell the party.")


class SolvedAlready(r.Refusal):
    code, message = "concern_solved", N_("What was done is written down already. Now the party has to hear it.")


class SolutionMissing(r.Refusal):
    code, status, message = "solution_missing", 422, N_("Please write in a few words what was done.")


def may_read(concern: Concern, reader: str | None, untold_from: datetime) -> bool:
    """Does this reader learn of it, by any screen? Without one it is a screen that we all share; `untold_from` is when the
    day last closed."""
    return moods.may_read(concern.rated, reader, concern.raised_at < untold_from)


def answers_for(visit: Visit, rated: str | None, staff: Mapping[str, Staff]) -> str:
    """The host; where the party's own word rates the host, the next in line."""
    in_line = (visit.host, visit.deputy, *managers(staff))
    return next((one for one in in_line if one and one != rated), visit.host)


def take(concern: Concern, by: Staff, until: datetime | None, now: datetime) -> ConcernTaken:
    """A named person answers for it from here on; the second hears who, as long as it is left to that one: `until`."""
    _open(concern)
    if is_anothers(concern.taken_by, until, by.id, now):
        raise ConcernHasOwner(holder=concern.taken_by)
    return ConcernTaken(id=concern.id, by=by.id)


def solve(concern: Concern, by: Staff, solution: str) -> ConcernSolved:
    """Something was done about it; what, is written down, so that the party can be told."""
    _open(concern)
    if concern.taken_by is None:
        raise NotTakenYet()
    if concern.solved_at:
        raise SolvedAlready()
    if not solution.strip():
        raise SolutionMissing()
    return ConcernSolved(id=concern.id, by=by.id)


def tell(concern: Concern, by: Staff) -> CustomerTold:
    """The party knows what was done: only now it is settled (B23)."""
    _open(concern)
    if concern.solved_at is None:
        raise NotSolvedYet()
    return CustomerTold(id=concern.id, by=by.id)


def withdraw(concern: Concern) -> ConcernWithdrawn:
    _open(concern)
    return ConcernWithdrawn(id=concern.id)


def resurfacing(concerns: Iterable[Concern], stage: str, before: datetime) -> tuple[Concern, ...]:
    """What they were unhappy with in this stage before this moment, on any visit, newest first: whoever has them now does
    it better (B29). Solved ones too, for they look whether it lasts; what they took back themselves was nothing."""
    theirs = [one for one in concerns if one.stage == stage and one.raised_at < before and not one.withdrawn_at]
    return tuple(sorted(theirs, key=lambda one: (one.raised_at, one.id), reverse=True))


def back_at(concern: Concern, people: People, is_here: bool) -> datetime | None:
    """When a concern that somebody took reaches everybody again: a while after the last thing they did about it, and once the
    party has left (it is no longer `is_here`) not before the day is over in which it should be told."""
    done = [moment for moment in (concern.taken_at, concern.solved_at) if moment]
    return left_until(concern.taken_by, max(done, default=None), people, None if is_here else concern.due_at)


def rings_from(
    concern: Concern, person: Staff, ringing: Ringing, people: People, back: datetime | None = None
) -> datetime | None:
    """From when this person's station shows it; None: not at all. It gets to its owner like a call; once taken it stays with
    whoever took it until the party has been told, and comes `back` to the others."""
    if not concern.is_open:
        return None
    if person.id == concern.taken_by:
        return concern.raised_at
    if concern.rated:
        due = _reached_untold(concern, people).get(person.id)
    else:
        due = reaches(person, concern.raised_at, (concern.owner, concern.whom), concern.deputy, ringing, people.lost)
    return max(due, back) if due and back else due


def _reached_untold(concern: Concern, people: People) -> dict[str, datetime]:
    """The party's own “upset” goes where its bell goes, past whoever it rates: host, deputy, managers."""
    rungs = ([concern.owner], [concern.deputy] if concern.deputy else [], managers(people.staff))
    lost = {who for rung in rungs for who in rung if who == concern.rated or people.cannot_hear(who)}
    reached = dict(staggered(concern.raised_at, rungs, UPSET_STEPS[1:], lost))
    return {who: moment for who, moment in reached.items() if who != concern.rated}


def _open(concern: Concern) -> None:
    if not concern.is_open:
        raise ConcernClosed()
