"""What the house's time goes by when the machine's wall clock jumps (FAULTS F08).

It goes on by the monotonic clock. A jump of the wall clock is believed once it has stood for five minutes, so a glitch forth
and back moves nothing; forwards at once just after the start, for a machine without a battery hears of the time late.
Backwards it is followed only while no party is in the house: nobody's wait gets shorter, and what has rung for them does not
ring again.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from ..records import dataclass

STEP = 2.0  # seconds; less is drift, which adds up until it counts
STANDS = 300.0
STARTING = 600.0
NOTABLE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJumped:
    """At `at` by the house's time the wall clock went `by_seconds` ahead of it (negative: behind), and stayed there. It is
    followed, or the house keeps its own time until no party is in it."""

    by_seconds: int
    at: datetime
    is_followed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJumpRead:
    """Somebody at the desk has read of it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the house keeps time, in seconds: `offset` is added to the monotonic clock, which showed `began` at the start. Since
    `since` the wall clock is `astray` seconds ahead. `jump` is the last one that people should hear of."""

    offset: float
    began: float
    astray: float = 0.0
    since: float = 0.0
    jump: ClockJumped | None = None


def kept(pace: Pace, wall: float, monotonic: float, is_empty: Callable[[], bool]) -> Pace:
    """The pace after a look at both clocks. `is_empty`: no party is in the house; asked only when it matters."""
    ahead = wall - monotonic - pace.offset
    if abs(ahead) <= STEP:
        return replace(pace, astray=0.0) if pace.astray else pace
    if abs(ahead - pace.astray) > STEP:
        pace = replace(pace, astray=ahead, since=monotonic)
    is_starting = ahead > 0 and monotonic - pace.began < STARTING
    if not is_starting and monotonic - pace.since < STANDS:
        return pace
    nobody = is_empty()
    is_followed = ahead > 0 or nobody
    jump = pace.jump if is_starting and nobody else _notable(pace, is_followed)
    return replace(pace, offset=pace.offset + ahead, astray=0.0, jump=jump) if is_followed else replace(pace, jump=jump)


def _notable(pace: Pace, is_followed: bool) -> ClockJumped | None:
    if abs(pace.astray) < NOTABLE:
        return pace.jump
    at = datetime.fromtimestamp(round(pace.offset + pace.since, 3), UTC)
    return ClockJumped(by_seconds=round(pace.astray), at=at, is_followed=is_followed)
