"""Screens without a keyboard that show a code and wait to be let in (docs/adr/0018). Kept in memory, and few: whoever is on
the studio's network may ask, so nothing of it is written down, and a restart costs a screen no more than a new code."""

import threading
from collections.abc import Callable
from datetime import datetime

from .domain.device import CODE_LIFE, Asking, TooManyAsking
from .tries import Tries

MOST = 20
PER_ADDRESS = 8  # in the ten minutes of a code: one address alone never drives out the screens of the others


class AskingScreens:
    """By the hash of the token that only the asking browser has; the oldest are the first to be dropped."""

    def __init__(self, new_code: Callable[[], str]) -> None:
        self._new_code = new_code
        self._waiting: dict[str, Asking] = {}
        self._tries = Tries(PER_ADDRESS, CODE_LIFE)
        self._lock = threading.Lock()

    def begin(self, token_hash: str, address: str, now: datetime) -> Asking:
        """A new code for a browser that has none; raises TooManyAsking."""
        with self._lock:
            if not self._tries.allow(address, now):
                raise TooManyAsking()
            shown = {one.code for one in self._open(now)}
            code = next(code for code in iter(self._new_code, "") if code not in shown)
            one = Asking(code=code, token_hash=token_hash, address=address, since=now)
            self._waiting[token_hash] = one
            while len(self._waiting) > MOST:
                del self._waiting[next(iter(self._waiting))]
            return one

    def of(self, token_hash: str, now: datetime) -> Asking | None:
        """What this browser asked for, as long as it counts."""
        with self._lock:
            return next((one for one in self._open(now) if one.token_hash == token_hash), None)

    def waiting(self, now: datetime) -> list[Asking]:
        """The latest first: it is the one that somebody is standing before."""
        with self._lock:
            return self._open(now)[::-1]

    def showing(self, code: str, now: datetime) -> Asking | None:
        """The screen with this code on it."""
        with self._lock:
            return next((one for one in self._open(now) if one.code == code), None)

    def _open(self, now: datetime) -> list[Asking]:
        for key in [key for key, one in self._waiting.items() if not one.is_open(now)]:
            del self._waiting[key]
        return list(self._waiting.values())
