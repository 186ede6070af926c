"""When a TV clears by itself: nobody else's photos may be left on a wall (FAULTS T26, I8)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from .presentation import Presentation
from .timeline import over_at

OPEN, IDLE, BLACK, CLOSED = "open", "idle", "black", "closed"

# A reload or a walk through the house is no leaving.
LEFT_AFTER = timedelta(seconds=20)


def curtain(
    presentation: Presentation,
    order: Sequence[str],
    now: datetime,
    touched_at: datetime,
    unattended_since: datetime | None,
    left_at: datetime | None,
    idle: timedelta,
) -> str:
    """IDLE, black until somebody taps, once nobody has tapped for `idle` although a presenter's tablet is connected: it may lie
    open on a table while everyone has gone. CLOSED once none was connected for as long either; BLACK when the presenter has
    left the page, `left_at`, and has not come back. A tablet that only went to sleep has not left, and a play that runs is
    the party's own: it goes on to its end. `touched_at` is the last tap that does not move the presentation itself."""
    moved_at = _moved_at(presentation, order, touched_at)
    if moved_at > now:
        return OPEN
    is_lit = not presentation.is_black
    if unattended_since is None:
        return IDLE if is_lit and now - moved_at >= idle else OPEN
    if now - max(moved_at, unattended_since) >= idle:
        return CLOSED
    has_left = left_at is not None and now - max(left_at, unattended_since) >= LEFT_AFTER
    return BLACK if has_left and is_lit else OPEN


def _moved_at(presentation: Presentation, order: Sequence[str], touched_at: datetime) -> datetime:
    """When anything last happened; a play happens until it is over."""
    moved_at = max(presentation.moved_at or presentation.started_at, touched_at)
    return max(moved_at, over_at(presentation, order) or moved_at)
