"""PINs at rest: argon2id, so slow that a stolen file does not give away six digits in an afternoon (docs/adr/0010).

Hashing takes tens of milliseconds: it is run off the serving loop (`Engine.run_native`).
"""

import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY_KIB, PASSES, LANES = 19 * 1024, 2, 1  # OWASP's second choice for argon2id

# One at a time: whoever tries many at once must not take the processors and the memory from the screens.
_turn = threading.Lock()


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # here, because most days nobody shows a PIN before the doors open

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this")


def hash_pin(pin: str) -> str:
    with _turn:
        return _hasher().hash(pin)


def is_right(pin_hash: str | None, pin: str) -> bool:
    """Takes as long for somebody without a PIN, so that time does not tell who has one."""
    with _turn:
        return _matches(pin_hash, pin)


def _matches(pin_hash: str | None, pin: str) -> bool:
    from argon2.exceptions import VerifyMismatchError

    try:
        return _hasher().verify(pin_hash or _nobodys(), pin) and pin_hash is not None
    except VerifyMismatchError:
        return False
