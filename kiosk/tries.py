"""How often the lobby may look for a booking before a person comes instead (FAULTS T21)."""

from collections import deque
from datetime import datetime, timedelta

PER_WINDOW = 20
PER_PHONE = 10
ALL_PHONES = 60
WINDOW = timedelta(minutes=10)


class Tries:
    """Counts tries per key over a sliding window. Kept in memory: a restart is no way in that a guest has."""

    def __init__(self, limit: int = PER_WINDOW, window: timedelta = WINDOW) -> None:
        self._limit, self._window = limit, window
        self._tries: dict[str, deque[datetime]] = {}

    def allow(self, key: str, now: datetime) -> bool:
        """Count one more try; False once the window is full (refused tries do not prolong it)."""
        self._forget_old(now)
        tries = self._tries.setdefault(key, deque())
        if len(tries) >= self._limit:
            return False
        tries.append(now)
        return True

    def take_back(self, key: str) -> None:
        """The last try was no guess. Only that one: a guesser with one booking of their own gains nothing."""
        if tries := self._tries.get(key):
            tries.pop()

    def _forget_old(self, now: datetime) -> None:
        for key, tries in list(self._tries.items()):
            while tries and now - tries[0] > self._window:
                tries.popleft()
            if not tries:
                del self._tries[key]


class DoorTries:
    """Each tablet of the house has its own tries, each guest's phone fewer, and all phones together a budget that is
    theirs alone: however many passes somebody collects, the tablet at the door stays open to the next guest."""

    def __init__(self, tablet: int = PER_WINDOW, phone: int = PER_PHONE, phones: int = ALL_PHONES) -> None:
        self._tablets, self._each, self._all = Tries(tablet), Tries(phone), Tries(phones)

    def allow(self, device: str, is_phone: bool, now: datetime) -> bool:
        if not is_phone:
            return self._tablets.allow(device, now)
        return self._each.allow(device, now) and self._all.allow("phones", now)

    def take_back(self, device: str, is_phone: bool) -> None:
        """A guest who was found was no guesser."""
        if not is_phone:
            self._tablets.take_back(device)
            return
        self._each.take_back(device)
        self._all.take_back("phones")
