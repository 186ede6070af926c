"""What happens when, in the day's own time, which passes faster than the clock's."""

import heapq
import time
from collections.abc import Callable
from itertools import count

Job = Callable[[], object]


class Timetable:
    """`now` is in seconds of the day. A machine that cannot keep up plays the same day, only later: at worst by `lag_seconds` of
    the clock."""

    def __init__(self, speed: float) -> None:
        self.speed, self.now, self.lag_seconds = speed, 0.0, 0.0
        self._order = count()
        self._jobs: list[tuple[float, int, Job]] = []

    def later(self, seconds: float, job: Job) -> None:
        heapq.heappush(self._jobs, (self.now + max(0.0, seconds), next(self._order), job))

    def run(self, after_each: Job, before_each: Job = lambda: None) -> None:
        """Until nothing is left to do."""
        began = time.monotonic()
        while self._jobs:
            self.now, _, job = heapq.heappop(self._jobs)
            ahead = began + self.now / self.speed - time.monotonic()
            if ahead > 0:
                time.sleep(ahead)
            self.lag_seconds = max(self.lag_seconds, -ahead)
            before_each()
            job()
            after_each()
