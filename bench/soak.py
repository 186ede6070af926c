"""(e) A long day with many screens: does memory grow, is an announcement missed, does a tap ever wait?

`python -m bench soak [--hours 8] [--speed 480] [--screens 30] [--parties 500] [--seed 1]`. Plays the simulated day of that many
parties (about six hand-offs each) at that speed, as fast as the machine can where it cannot keep up, and watches the
server's resident memory from the first minutes to the end. The day's rules are checked too, every twentieth step.
"""

import argparse
import tempfile
import threading
import time
from pathlib import Path

from kiosk.config import load
from kiosk.simulate.report import Report
from kiosk.simulate.run import Wanted, run
from tests.serving import Server

from .figures import machine, percentile
from .start import resident

SAMPLE_SECONDS = 0.5
SETTLED = 0.1  # of the run: until then the house fills, and what it holds for good is loaded
CHECK_EVERY = 20


class Memory:
    """Samples a process's resident megabytes until it is told to stop."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.samples: list[float] = []
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def _sample(self) -> None:
        while not self._is_over.wait(SAMPLE_SECONDS):
            self.samples.append(resident(self.pid))

    def stop(self) -> None:
        self._is_over.set()
        self._thread.join(5)

    @property
    def settled(self) -> float:
        """After the first tenth of the run."""
        return self.samples[int(len(self.samples) * SETTLED)]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--speed", type=float, default=480.0)
    parser.add_argument("--screens", type=int, default=30)
    parser.add_argument("--parties", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--async-mode", default="eventlet", choices=("eventlet", "threading"))
    options = parser.parse_args(arguments)
    print(machine())
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder), options.async_mode) as server:
        assert server.process
        empty = resident(server.process.pid)
        memory = Memory(server.process.pid)
        began = time.monotonic()
        wanted = Wanted(
            parties=options.parties,
            hours=options.hours,
            speed=options.speed,
            seed=options.seed,
            screens=options.screens,
            check_every=CHECK_EVERY,
        )
        played = run(server.data, load(server.data / "studio.toml"), wanted)
        took = time.monotonic() - began
        memory.stop()
        report(played, memory, empty, took, [line for line in server.errors if line.strip()])


def report(played: Report, memory: Memory, empty: float, took: float, errors: list[str]) -> None:
    rows = {row.kind: row for row in played.rows}
    taps, taken = rows["all"], rows.get("handoff/acceptance")
    end = percentile(memory.samples[-len(memory.samples) // 10 :], 0.5)
    growth = (end / memory.settled - 1) * 100
    print(f"{played.day_seconds / 3600:.1f} h played in {took:.0f} s (up to {played.lag_seconds:.0f} s behind)")
    print(f"{played.arrived} parties, {played.handoffs} hand-offs, {taps.taps} taps, {played.events} events")
    print(f"a tap's answer         p50 {taps.p50:.1f} ms  p99 {taps.p99:.1f} ms  max {taps.longest:.0f} ms")
    if taken:
        print(f"an accepted hand-off   p50 {taken.p50:.1f} ms  p99 {taken.p99:.1f} ms  max {taken.longest:.0f} ms")
    print(
        f"{played.screens} screens heard {played.heard} announcements, missed {played.missed}, came back {played.came_back}"
    )
    print(
        f"server memory: {empty:.0f} MB empty, {memory.settled:.1f} MB after a tenth, {end:.1f} MB over the last tenth "
        f"({growth:+.1f} %), {max(memory.samples):.1f} MB at most, while the rules are checked on the whole log"
    )
    print(f"rules broken: {len(played.problems)}; lines on the server's standard error: {len(errors)}")
    for line in (*played.problems[:5], *errors[:5]):
        print(f"  {line.strip()}")


if __name__ == "__main__":
    main()
