"""Something's not right: raised by a party or by one of us, then taken, solved and told by somebody with a name."""

from dataclasses import replace
from typing import Any

from ..config import Settings
from ..domain import concern as rules
from ..domain import refusals as r
from ..domain.concern import Concern, UnknownConcern
from ..domain.left_to import People
from ..domain.moods import CUSTOMER
from ..domain.words import N_
from ..kinds import CONCERNS
from ..transaction import Transaction
from ..tries import Tries
from .raising import raised
from .tapping import acting
from .visit_page import here

Content = dict[str, Any]


class TooManyConcerns(r.Refusal):
    code, status = "too_many_concerns", 429
    message = N_("We have heard you and are coming. Anything more is best told to us directly.")


def raise_as_party(tx: Transaction, tries: Tries, visit_id: int, words: str) -> Content:
    """A party says on its own page that something is not right; words are welcome and not needed."""
    visit = here(tx, visit_id)
    if not tries.allow(f"concern-{visit_id}", tx.now):
        raise TooManyConcerns()
    return raised(tx, visit, words, CUSTOMER)


def raise_as_staff(tx: Transaction, visit_id: int, words: str) -> Content:
    """One of us noticed it, or was told; also after the party has left."""
    return raised(tx, tx.visit(visit_id), words, acting(tx).id)


def take(tx: Transaction, settings: Settings, concern_id: int) -> Content:
    concern = _concern(tx, concern_id)
    people = People(tx.house.staff, patience=settings.care.patience)
    is_here = any(visit.id == concern.visit for visit in tx.house.present)
    taken = rules.take(concern, acting(tx), rules.back_at(concern, people, is_here), tx.now)
    tx.append(f"concern-{concern_id}", taken)
    tx.put(CONCERNS, replace(concern, taken_by=taken.by, taken_at=tx.now))
    return {"concern": concern_id, "taken_by": taken.by}


def solve(tx: Transaction, concern_id: int, words: str) -> Content:
    concern = _concern(tx, concern_id)
    solved = rules.solve(concern, acting(tx), words)
    tx.append(f"concern-{concern_id}", solved)
    tx.put(CONCERNS, replace(concern, solved_by=solved.by, solved_at=tx.now, solution=words))
    return {"concern": concern_id}


def tell(tx: Transaction, concern_id: int) -> Content:
    concern = _concern(tx, concern_id)
    told = rules.tell(concern, acting(tx))
    tx.append(f"concern-{concern_id}", told)
    tx.put(CONCERNS, replace(concern, told_by=told.by, told_at=tx.now))
    return {"concern": concern_id}


def withdraw(tx: Transaction, visit_id: int, concern_id: int) -> Content:
    """The party says that all is well again; only about its own."""
    here(tx, visit_id)
    concern = _concern(tx, concern_id)
    if concern.visit != visit_id:
        raise UnknownConcern()
    tx.append(f"concern-{concern_id}", rules.withdraw(concern))
    tx.put(CONCERNS, replace(concern, withdrawn_at=tx.now))
    return {"concern": concern_id}


def _concern(tx: Transaction, concern_id: int) -> Concern:
    """Whoever must not read of it yet is told what is told of one that never was."""
    concern = tx.find(CONCERNS, concern_id)
    if concern is None or not rules.may_read(concern, tx.writing.actor, tx.house.untold_from):
        raise UnknownConcern()
    return concern
