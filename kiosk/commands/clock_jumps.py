"""What is recorded of the machine's clock: that it jumped, and that somebody has read of it."""

from typing import Any

from ..domain.clock_jumps import ClockJumped, ClockJumpRead
from ..transaction import Transaction
from .tapping import acting

Content = dict[str, Any]

STREAM = "clock"


def record(tx: Transaction, jump: ClockJumped) -> Content:
    tx.append(STREAM, jump)
    return {}


def read(tx: Transaction) -> Content:
    """“All right”: the desk need not be told any longer. A second tap changes nothing."""
    acting(tx)
    sql = "SELECT type FROM event WHERE stream = :stream ORDER BY version DESC LIMIT 1"
    last = tx.connection.execute(sql, {"stream": STREAM}).fetchone()
    if last is not None and last["type"] == ClockJumped.__name__:
        tx.append(STREAM, ClockJumpRead())
    return {}
