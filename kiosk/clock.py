"""The house's time: wall time that never runs backwards while the server is up (FAULTS F08).

Durations on every screen follow the monotonic clock. The wall clock is followed forwards (a machine without a battery
gets its time from the network late), never backwards: a clock set back an hour must not make waits negative.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

FORWARD_STEP = timedelta(seconds=2)


class Clock:
    """Answers `now()` as aware UTC, milliseconds kept. `not_before` is the log's last time, kept across restarts."""

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._offset = wall() - monotonic()

    def not_before(self, last: datetime) -> None:
        self._offset = max(self._offset, last.timestamp() - self._monotonic())

    def now(self) -> datetime:
        ahead = self._wall() - self._monotonic() - self._offset
        if ahead > FORWARD_STEP.total_seconds():
            self._offset += ahead
        moment = self._offset + self._monotonic()
        return datetime.fromtimestamp(round(moment, 3), UTC)
