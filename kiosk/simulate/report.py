"""What a simulated day was like: how many taps of which kind, how long people waited for an answer, what broke."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from ..records import dataclass

LATE_TAKE_SECONDS = 120.0
SHOWN_PROBLEMS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind of tap; waits in milliseconds."""

    kind: str
    taps: int
    refused: int
    p50: float
    p99: float
    longest: float


@dataclass(frozen=True, kw_only=True)
class Report:
    """`ways` counts how taps travelled, `took_seconds` is by the clock, `lag_seconds` how far the machine fell behind the
    speed that was asked for. `heard` and `missed` are the announcements of all screens together."""

    rows: tuple[Row, ...]
    parties: int
    arrived: int
    parts: int
    handoffs: int
    late_takes: int
    ways: Mapping[str, int]
    events: int
    steps: int
    day_seconds: float
    took_seconds: float
    lag_seconds: float
    screens: int = 0
    heard: int = 0
    missed: int = 0
    came_back: int = 0
    problems: tuple[str, ...] = field(default=())

    @property
    def is_clean(self) -> bool:
        return not self.problems

    @property
    def sentence(self) -> str:
        """Why the day counts as failed."""
        count = len(self.problems)
        return f"{count} rule{'s were' if count > 1 else ' was'} broken; the first: {self.problems[0]}."

    def lines(self) -> Iterator[str]:
        yield f"{'tap':<22} {'taps':>6} {'refused':>8} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8}"
        for row in self.rows:
            waits = f"{row.p50:>8.1f} {row.p99:>8.1f} {row.longest:>8.1f}"
            yield f"{row.kind:<22} {row.taps:>6} {row.refused:>8} {waits}"
        yield ""
        yield f"{self.parties} parties planned, {self.arrived} came; {self.parts} times some of a party went their own way"
        yield f"{self.handoffs} hand-offs taken, {self.late_takes} of them more than {LATE_TAKE_SECONDS:.0f} s after the offer"
        yield f"taps sent twice, lost, held back, repeated late or raced for: {_listed(self.ways)}"
        yield f"{self.events} events in {self.steps} steps; {_hours(self.day_seconds)} played in {self.took_seconds:.1f} s"
        if self.lag_seconds > 1:
            yield f"the machine could not keep up with that speed and was up to {self.lag_seconds:.1f} s behind"
        if self.screens:
            again = f", {self.came_back} times back after a loss" if self.came_back else ""
            yield f"{self.screens} screens heard {self.heard} announcements and missed {self.missed}{again}"
        for problem in self.problems[:SHOWN_PROBLEMS]:
            yield f"BROKEN {problem}"
        yield "Every rule held at every step." if self.is_clean else f"{len(self.problems)} violations."


def rows(waits: Mapping[str, Sequence[float]], refused: Mapping[str, int]) -> tuple[Row, ...]:
    """One row a kind, by name, and one for all of them; `waits` are in seconds."""
    found = [_row(kind, waits[kind], refused.get(kind, 0)) for kind in sorted(waits)]
    everything = [seconds for each in waits.values() for seconds in each]
    return (*found, _row("all", everything, sum(refused.values()))) if everything else ()


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; `share` between 0 and 1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _row(kind: str, waits: Sequence[float], refused: int) -> Row:
    p50, p99 = (percentile(waits, share) * 1000 for share in (0.5, 0.99))
    return Row(kind=kind, taps=len(waits), refused=refused, p50=p50, p99=p99, longest=max(waits) * 1000)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "none"


def _hours(seconds: float) -> str:
    return f"{int(seconds // 3600)} h {int(seconds % 3600 // 60):02d} min"
