"""A concern begins: told by a party, by one of us, or noticed with a face."""

from typing import Any

from ..domain import duty
from ..domain.concern import Concern, ConcernRaised
from ..domain.visit import Visit
from ..kinds import CONCERNS
from ..transaction import Transaction


def raised(tx: Transaction, visit: Visit, words: str, by: str, *, is_noticed: bool = False) -> dict[str, Any]:
    whom = duty.first_hands(visit.host, visit.deputy, tx.house.staff, tx.house.present)
    concern = Concern(
        id=tx.next_id(CONCERNS),
        visit=visit.id,
        number=visit.number,
        customer=visit.customer,
        stage=visit.stage,
        words=words,
        raised_by=by,
        raised_at=tx.now,
        owner=visit.host,
        whom=whom,
        deputy=visit.deputy if visit.deputy != whom else None,
        is_noticed=is_noticed,
    )
    tx.append(f"concern-{concern.id}", ConcernRaised(id=concern.id, visit=visit.id, stage=visit.stage))
    tx.put(CONCERNS, concern)
    return {"concern": concern.id}
