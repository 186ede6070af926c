"""What happens when, in the day's own time, which passes faster than the clock's."""

import heapq
import time
from collections.abc import Callable
from datetime import datetime
from itertools import count

from ..records import dataclass

Job = Callable[[], object]


@dataclass(frozen=True)
class HouseClock:
    """The clock of a house that goes as the simulated day does: `put` says how many seconds of it have passed since `began`."""

    began: datetime
    put: Callable[[float], object]


class Timetable:
    """`now` is in seconds of the day. A machine that cannot keep up plays the same day, only later: at worst by `lag_seconds` of
    the clock."""

    def __init__(self, speed: float, clock: HouseClock | None = None) -> None:
        self.speed, self.now, self.lag_seconds = speed, 0.0, 0.0
        self._clock = clock
        self._order = count()
        self._jobs: list[tuple[float, int, Job]] = []

    @property
    def ahead_of_the_house(self) -> float:
        """How much faster than the clock of the house it passes."""
        return 1.0 if self._clock else self.speed

    def later(self, seconds: float, job: Job) -> None:
        heapq.heappush(self._jobs, (self.now + max(0.0, seconds), next(self._order), job))

    def stop(self) -> None:
        """Nothing is left to do."""
        self._jobs.clear()

    def run(self, after_each: Job, before_each: Job = lambda: None) -> None:
        """Until nothing is left to do."""
        began = time.monotonic()
        while self._jobs:
            self.now, _, job = heapq.heappop(self._jobs)
            ahead = began + self.now / self.speed - time.monotonic()
            if ahead > 0:
                time.sleep(ahead)
            self.lag_seconds = max(self.lag_seconds, -ahead)
            if self._clock:
                self._clock.put(self.now)
            before_each()
            job()
            after_each()
