"""The house's time: it goes on by the machine's monotonic clock, and by its wall clock once that has stood (FAULTS F08).

What the rule is, and why, stands in kiosk/domain/clock_jumps.py. A machine that slept has not jumped: its monotonic clock counts
the sleep where the system can tell.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from .domain.clock_jumps import ClockJumped, Pace, kept


def since_boot() -> float:
    """Seconds that never run backwards, sleep included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Clock:
    """Answers `now()` as aware UTC, milliseconds kept. `not_before` is the log's last time, kept across restarts; `is_empty`
    is asked before time goes back."""

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = since_boot) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._lock = threading.Lock()  # the writer asks from a thread of its own
        began = monotonic()
        self._pace = Pace(offset=wall() - began, began=began)
        self.is_empty: Callable[[], bool] = lambda: True

    def not_before(self, last: datetime) -> None:
        with self._lock:
            offset = max(self._pace.offset, last.timestamp() - self._monotonic())
            self._pace = replace(self._pace, offset=offset)

    def now(self) -> datetime:
        with self._lock:
            monotonic = self._monotonic()
            self._pace = kept(self._pace, self._wall(), monotonic, self.is_empty)
            return datetime.fromtimestamp(round(self._pace.offset + monotonic, 3), UTC)

    @property
    def jump(self) -> ClockJumped | None:
        """The last jump that people should hear of."""
        return self._pace.jump
