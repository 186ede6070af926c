"""Who has shown a badge on which device, for a short while (FAULTS T06-T08). Kept in memory: after a restart a badge is
shown again."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from .records import dataclass

IDLE = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Session:
    staff: str
    device: str
    used_at: datetime


class Sessions:
    """A session is known by a random token that only its browser has, belongs to one device, and ends when it has not been
    used for `IDLE`. Each badge shown begins a new one and ends the device's others, so that a planted token is worth
    nothing."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def start(self, staff: str, device: str, now: datetime) -> str:
        """The new session's token."""
        self.end(device)
        token = secrets.token_urlsafe(24)
        self._sessions[_hashed(token)] = Session(staff, device, now)
        return token

    def holder(self, token: str, device: str, now: datetime) -> str | None:
        """Whose badge is on this device; asking is using."""
        key = _hashed(token)
        session = self._sessions.get(key)
        if session is None or session.device != device:
            return None
        if abs(now - session.used_at) > IDLE:  # the clock may have been put back
            self._sessions.pop(key, None)
            return None
        self._sessions[key] = replace(session, used_at=now)
        return session.staff

    def end(self, device: str) -> None:
        self._keep(lambda session: session.device != device)

    def end_of(self, staff: str) -> None:
        """Their badge is void: wherever it was shown, it counts no longer."""
        self._keep(lambda session: session.staff != staff)

    def _keep(self, stays: Callable[[Session], bool]) -> None:
        for key, session in list(self._sessions.items()):
            if not stays(session):
                self._sessions.pop(key, None)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
