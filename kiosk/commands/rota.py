"""The rota's turns: one is skipped with a reason that everyone can read (C21, complaint O). A walk-in takes one
(commands/walk_ins.py)."""

from typing import Any

from ..domain import rota
from ..domain.rota import Candidate, Turn, TurnSkipped
from ..kinds import TURNS
from ..transaction import Transaction

Content = dict[str, Any]


def order(tx: Transaction) -> tuple[Candidate, ...]:
    return rota.order(tx.house.staff, tx.house.turns.values(), tx.house.present)


def skip_turn(tx: Transaction, staff: str, reason: str) -> Content:
    """Pass over the next one; `staff` is whom the page showed as next."""
    one = rota.skip(order(tx), staff, reason)
    turn = tx.next_id(TURNS)
    tx.append("rota", TurnSkipped(id=turn, staff=one.staff, reason=reason))
    tx.put(TURNS, Turn(id=turn, on=tx.house.today, staff=one.staff, outcome="skipped", at=tx.now, reason=reason))
    following = order(tx)
    return {"turn": turn, "next": following[0].staff if following else None}
