"""The one wish of the day: read back by whoever makes or photographs the looks, and asked about at the end (feature 9; B08,
E02)."""

from collections import Counter
from collections.abc import Iterable

from . import noting as n
from . import refusals as r
from .custody import held_by, in_house
from .moods import CUSTOMER
from .sheet import FAREWELL, LOOK_STAGES
from .staff import Staff
from .visit import Visit
from .words import N_

YES, PARTLY, NO = "yes", "partly", "no"
ANSWERS = (YES, PARTLY, NO)
UNASKED, OPEN = "unasked", "open"
OUTCOMES = (*ANSWERS, UNASKED, OPEN)
LONGEST_WHY = 200
DID_WE = N_("You wished: “{wish}” Did we?")


class NotYetAsked(r.Refusal):
    code, message = "not_yet_asked", N_("What became of their wish is asked at the farewell.")


def is_unread(visit: Visit) -> bool:
    """Has the holder still to read the wish back? They may have taken the party without it, or the wish is a new one."""
    return bool(visit.wish) and visit.stage in LOOK_STAGES and visit.holder not in visit.wish_read_by


def read_back(visit: Visit, by: Staff, wish: str) -> list[n.Noted]:
    """The holder picks the party's wish among others. Once more is no other event."""
    held_by(visit, by)
    if not visit.wish or wish != visit.wish:
        raise r.WrongWish()
    return [] if by.id in visit.wish_read_by else [n.WishReadBack(by=by.id)]


def is_asked(visit: Visit) -> bool:
    """Is the question for this party, now that the farewell has begun? Some who leave before the others are not asked: the
    others are. A wish that nobody told has no question."""
    return bool(visit.wish) and visit.part_of is None and visit.stage == FAREWELL


def is_to_ask(visit: Visit) -> bool:
    """Is the answer still missing?"""
    return is_asked(visit) and visit.became is None


def answered(visit: Visit, by: Staff | None, wish: str, answer: str, why: str) -> list[n.Noted]:
    """The answer to the question as it was read, `wish` being what it quoted: noted by the holder, or the party's own tap
    (`by` is None). Another answer takes its place; the same one again is no news."""
    if by:
        held_by(visit, by)
    in_house(visit)
    if not is_asked(visit):
        raise NotYetAsked()
    if wish != visit.wish:
        raise r.WrongWish()
    known = visit.became
    if known and (known.answer, known.why) == (answer, why):
        return []
    return [n.WishAnswered(wish=wish, answer=answer, by=by.id if by else CUSTOMER, why=why)]


def outcome(visit: Visit) -> str:
    """One of `OUTCOMES`; empty where nothing was wished. Whoever is in the house can still be asked."""
    if visit.became:
        return visit.became.answer
    if not visit.wish:
        return ""
    return UNASKED if visit.ended_at else OPEN


def counted(visits: Iterable[Visit]) -> tuple[tuple[str, int], ...]:
    """Each outcome with how many parties had it; a part of a party counts with its whole."""
    found = Counter(outcome(visit) for visit in visits if visit.part_of is None)
    return tuple((one, found[one]) for one in OUTCOMES)
