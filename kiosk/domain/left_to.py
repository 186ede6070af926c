"""Whoever takes something by name is left to it for a while; what is not settled by then reaches everybody again (F12). One rule
for alerts, calls, concerns, silent screens and what is not ready."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from ..records import dataclass
from .staff import Staff

PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of the house, who cannot be found by ringing (their own device is silent), and how long whoever takes
    something is left to it."""

    staff: Mapping[str, Staff]
    lost: Collection[str] = ()
    patience: timedelta = PATIENCE

    def cannot_hear(self, who: str) -> bool:
        """Ringing for this person reaches nobody: the device is silent, or they are not here."""
        person = self.staff.get(who)
        return who in self.lost or person is None or person.has_left or not person.is_on_duty


def left_until(
    by: str | None, at: datetime | None, people: People, at_least: datetime | None = None
) -> datetime | None:
    """Until when it is left to `by`, who took it `at`; None: to nobody. Whoever has gone off duty sees to nothing any more,
    unless there was time until `at_least` anyway; whoever works here no longer, in no case."""
    person = people.staff.get(by) if by else None
    if person is None or at is None or person.has_left:
        return None
    if not person.is_on_duty:
        return at_least
    return max(at + people.patience, at_least or at)


def is_anothers(taken_by: str | None, until: datetime | None, by: str, now: datetime) -> bool:
    """It is left to somebody else still: the second to tap hears who was first."""
    return taken_by not in (None, by) and until is not None and now < until
