"""The list at the door: which points a party's visit asks for, the date that was agreed, and why a point was not done
(I7; REQUIREMENTS C54-C57, C64)."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from . import refusals as r
from .visit import Request, Visit
from .wish import is_to_ask
from .words import N_

SELECTION_DATE = "selection_date"
WISH = "their_wish"  # answered with a tap of its own, never ticked
SORRY = N_("I am really sorry that not everything today was as good as it should have been for you.")
WHY_NOT = (
    N_("They were in a hurry"),
    N_("They did not want it"),
    N_("We do it by phone"),
    N_("There was nothing to do"),
)
OTHERS_DO = N_("Those who stay do it")


class DateMissing(r.Refusal):
    code, status, message = "date_missing", 422, N_("Please write down the date that was agreed for choosing.")


class DateGone(r.Refusal):
    code, status, message = "date_gone", 422, N_("That day is over. Which date was agreed?")


class Point(Protocol):
    """A point of the studio's list: for visits of these `kinds`, of all kinds where it names none."""

    @property
    def key(self) -> str: ...

    @property
    def kinds(self) -> tuple[str, ...]: ...


def points_of(visit: Visit, points: Iterable[Point]) -> tuple[str, ...]:
    """The keys of what this visit asks for. Some who leave before the others agree no date: the others do."""
    fitting = (one.key for one in points if not one.kinds or visit.kind in one.kinds)
    return tuple(key for key in fitting if visit.part_of is None or key != SELECTION_DATE)


def to_do(visit: Visit, points: Iterable[Point]) -> tuple[str, ...]:
    """What nobody leaves without: the points, and the answer to what became of their wish while that is missing (E02)."""
    asked = (WISH,) if is_to_ask(visit) else ()
    return (*points_of(visit, points), *asked)


def agreed(items: Collection[str], selection_on: date | None, today: date) -> date | None:
    """The date for choosing. Whoever ticks that it was agreed says which it is."""
    if SELECTION_DATE not in items:
        return None
    if selection_on is None:
        raise DateMissing()
    if selection_on < today:
        raise DateGone()
    return selection_on


def reasons_for(visit: Visit) -> tuple[str, ...]:
    """Why a point may not have been done, most of the time."""
    return (*WHY_NOT, OTHERS_DO) if visit.part_of else WHY_NOT


def still_asked(visit: Visit) -> tuple[Request, ...]:
    """Requests that nobody has seen: they are read out before the party leaves. What must not be can no longer be made good,
    and what several stages were asked is read out once."""
    unseen = [one for one in visit.requests if one.seen_by is None and not one.is_taboo]
    return tuple({(one.words, one.look): one for one in unseen}.values())
