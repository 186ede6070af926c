"""Whose turn it is to take the next walk-in, and why (REQUIREMENTS C21, complaint O)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from ..records import dataclass
from . import refusals as r
from .duty import in_hand
from .sheet import RECEPTION
from .staff import Staff
from .visit import Visit
from .words import N_

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of the rota on one day: `taken` with a walk-in's visit, `skipped` with a reason, or `returned` since the
    walk-in was somebody's customer already."""

    id: int
    on: date
    staff: str
    outcome: str
    at: datetime
    visit: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnTaken:
    """`why` are the keys of the reasons for which it was their turn."""

    id: int
    staff: str
    visit: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSkipped:
    id: int
    staff: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnReturned:
    """The party of `visit` has a host of its own, so this was no turn: it counts for nothing."""

    id: int
    staff: str
    visit: int


class NobodyInRota(r.Refusal):
    code, message = "nobody_in_rota", N_("Nobody of reception is on duty, so it is nobody’s turn.")


class NotTheirTurn(r.Refusal):
    code, message = "not_their_turn", N_("It is {actor}’s turn now. Only whoever is next can be skipped.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the rota with what speaks for them: `free`, `fewest` (turns today), `longest` (since the last one).
    `skips` are their turns skipped since the last walk-in came: the next one passes them by."""

    staff: str
    in_hand: int
    turns: int
    last_at: datetime | None
    skips: int = 0
    why: tuple[str, ...] = ()


def order(staff: Mapping[str, Staff], turns: Iterable[Turn], visits: Iterable[Visit]) -> tuple[Candidate, ...]:
    """Who takes the next walk-in, first to last: whoever is free, with the fewest turns today, longest without one, with the
    fewest parties in hand; the house's own order decides the rest. A skipped turn counts as one, and passes them by until
    a walk-in has come or everyone was skipped, so that skipping moves on and is no way to choose."""
    turns, visits = [turn for turn in turns if turn.outcome != "returned"], list(visits)
    able = [one for one in staff.values() if one.is_on_duty and not one.has_left and one.works_in(RECEPTION)]
    candidates = [_candidate(person, turns, visits) for person in able]
    candidates.sort(key=lambda one: (one.skips, one.in_hand > 0, one.turns, one.last_at or LONG_AGO, one.in_hand))
    return tuple(replace(one, why=_why(one, candidates)) for one in candidates)


def owner(host: str | None, taken_by: str, staff: Mapping[str, Staff]) -> str | None:
    """To whom a walk-in goes that has a `host` of its own: to them and past the rota, as long as they are here."""
    person = staff.get(host) if host and host != taken_by else None
    return person.id if person and person.is_on_duty and not person.has_left else None


def skip(candidates: tuple[Candidate, ...], staff: str, reason: str) -> Candidate:
    """Whose turn passes: only the next one's, as whoever skips has seen it, and never without a reason. The turn is spent,
    and everyone else keeps their place, so that nobody can choose by skipping (complaint O)."""
    if not candidates:
        raise NobodyInRota()
    if candidates[0].staff != staff:
        raise NotTheirTurn(actor=candidates[0].staff)
    if not reason.strip():
        raise r.ReasonMissing()
    return candidates[0]


def _candidate(person: Staff, turns: list[Turn], visits: list[Visit]) -> Candidate:
    theirs = [turn for turn in turns if turn.staff == person.id]
    last_at = max((turn.at for turn in theirs), default=None)
    last_taken = max((turn.id for turn in turns if turn.outcome == "taken"), default=0)
    skips = sum(turn.id > last_taken for turn in theirs)
    return Candidate(person.id, in_hand(visits, person.id), len(theirs), last_at, skips)


def _why(one: Candidate, all_: list[Candidate]) -> tuple[str, ...]:
    rivals = [other for other in all_ if other is not one and (other.in_hand > 0) == (one.in_hand > 0)]
    why = ["free"] if one.in_hand == 0 else []
    if all(one.turns <= other.turns for other in rivals):
        why.append("fewest")
        rivals = [other for other in rivals if other.turns == one.turns]
        if rivals and all((one.last_at or LONG_AGO) <= (other.last_at or LONG_AGO) for other in rivals):
            why.append("longest")
    return tuple(why)
