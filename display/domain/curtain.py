"""When a TV closes by itself: nobody else's photos may be left on a wall (FAULTS T26, I8)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from .presentation import Presentation
from .timeline import is_over

OPEN, BLACK, CLOSED = "open", "black", "closed"

# A reload or a walk through the house is no leaving.
LEFT_AFTER = timedelta(seconds=20)


def curtain(
    presentation: Presentation,
    order: Sequence[str],
    now: datetime,
    unattended_since: datetime | None,
    left_at: datetime | None,
    idle: timedelta,
) -> str:
    """CLOSED once nothing has moved and no presenter's tablet was connected for `idle`; BLACK when the presenter has left the
    page, `left_at`, and has not come back. A tablet that only went to sleep has not left, and a play that runs is
    the party's own: it goes on to its end."""
    if unattended_since is None or not _stands_still(presentation, order, now):
        return OPEN
    moved_at = max(presentation.moved_at or presentation.started_at, unattended_since)
    if now - moved_at >= idle:
        return CLOSED
    has_left = left_at is not None and now - max(left_at, unattended_since) >= LEFT_AFTER
    return BLACK if has_left and not presentation.is_black else OPEN


def _stands_still(presentation: Presentation, order: Sequence[str], now: datetime) -> bool:
    return presentation.playing_since is None or is_over(presentation, order, now)
