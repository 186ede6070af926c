"""How often the lobby may look for a booking before a person comes instead (FAULTS T21)."""

from collections import deque
from datetime import datetime, timedelta

PER_WINDOW = 20
WINDOW = timedelta(minutes=10)


class Tries:
    """Counts look-ups per device over a sliding window. Kept in memory: a restart is no way in that a guest has."""

    def __init__(self, limit: int = PER_WINDOW, window: timedelta = WINDOW) -> None:
        self._limit, self._window = limit, window
        self._tries: dict[str, deque[datetime]] = {}

    def allow(self, device: str, now: datetime) -> bool:
        """Count one more try; False once the window is full (refused tries do not prolong it)."""
        tries = self._tries.setdefault(device, deque())
        while tries and now - tries[0] > self._window:
            tries.popleft()
        if len(tries) >= self._limit:
            return False
        tries.append(now)
        return True

    def forgive(self, device: str) -> None:
        """A guest who was found was no guesser: their tries count no longer."""
        self._tries.pop(device, None)
