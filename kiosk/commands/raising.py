"""A concern begins: told by a party, by one of us, or noticed with a face."""

from dataclasses import replace
from typing import Any

from ..domain import duty
from ..domain.concern import Concern, ConcernRaised, answers_for
from ..domain.moods import CUSTOMER
from ..domain.visit import Visit
from ..kinds import CONCERNS
from ..transaction import Transaction


def raised(tx: Transaction, visit: Visit, words: str, by: str, *, is_noticed: bool = False) -> dict[str, Any]:
    """The concern of this party in the stage where it is: its host answers for it, and whoever covers hears of it first.
    `by` is a staff id or `customer`; `is_noticed` where one of us tapped a face, and the party has not spoken of it."""
    whom = duty.first_hands(visit.host, visit.deputy, tx.house.staff, tx.house.present)
    deputy = visit.deputy if visit.deputy != whom else None
    return _begin(tx, replace(_new(tx, visit, words, by), whom=whom, deputy=deputy, is_noticed=is_noticed))


def raised_by_own_face(tx: Transaction, visit: Visit) -> dict[str, Any]:
    """The party's own “upset”: whoever has it now is the one it rates, and learns nothing until the day closes."""
    rated = visit.holder
    owner = answers_for(visit, rated, tx.house.staff)
    new = replace(_new(tx, visit, "", CUSTOMER), owner=owner, deputy=visit.deputy, is_noticed=True)
    return _begin(tx, replace(new, rated=rated))


def _new(tx: Transaction, visit: Visit, words: str, by: str) -> Concern:
    return Concern(
        id=tx.next_id(CONCERNS),
        visit=visit.id,
        number=visit.number,
        customer=visit.customer,
        stage=visit.stage,
        words=words,
        raised_by=by,
        raised_at=tx.now,
        owner=visit.host,
    )


def _begin(tx: Transaction, concern: Concern) -> dict[str, Any]:
    raised = ConcernRaised(id=concern.id, visit=concern.visit, stage=concern.stage)
    tx.append(f"concern-{concern.id}", raised)
    tx.put(CONCERNS, concern)
    return {"concern": concern.id}
