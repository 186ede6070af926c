"""Grants: the signed, expiring right of one device to fetch the photos of one running presentation (T20).

A grant reads `<presentation>.<expiry>.<signature>`: the expiry in seconds since 1970, the signature over presentation,
room, device and expiry. Whether the presentation still runs is not in it and is looked up each time: ending a
presentation kills every grant at once (T26).
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.domain.device import Device
from kiosk.records import dataclass

from .domain.presentation import Presentation

ROLES = ("tv", "presenter")
LONGEST = 120
PREVIEW = "preview-"


@dataclass(frozen=True, slots=True)
class Grants:
    """Gives grants out and checks them. `key` is the server's own secret."""

    key: bytes
    life: timedelta

    def give(self, presentation: Presentation, device: Device, now: datetime) -> tuple[str, int]:
        """The grant and its expiry in seconds since 1970."""
        expiry = int((now + self.life).timestamp())
        return f"{presentation.id}.{expiry}.{self._signed(_showing(presentation, device, expiry))}", expiry

    def give_preview(self, booking: str, device: Device, now: datetime) -> tuple[str, int]:
        """A grant for a presenter's tablet alone, to look through the photos before the day (C36)."""
        expiry = int((now + self.life).timestamp())
        return f"{PREVIEW}{booking}.{expiry}.{self._signed(_preview(booking, device, expiry))}", expiry

    def allows(self, grant: str, presentation: Presentation, device: Device, now: datetime) -> bool:
        """Was this very grant given to this device, for this presentation, and does it still hold?"""
        return self._holds(grant, str(presentation.id), lambda expiry: _showing(presentation, device, expiry), now)

    def allows_preview(self, grant: str, booking: str, device: Device, now: datetime) -> bool:
        return self._holds(grant, f"{PREVIEW}{booking}", lambda expiry: _preview(booking, device, expiry), now)

    def _holds(self, grant: str, what: str, content: Callable[[int], str], now: datetime) -> bool:
        number, _, rest = grant.partition(".")
        expiry, _, signature = rest.partition(".")
        if len(grant) > LONGEST or not (expiry.isascii() and expiry.isdecimal() and signature.isascii()):
            return False
        is_genuine = hmac.compare_digest(signature, self._signed(content(int(expiry)))) and number == what
        return is_genuine and now.timestamp() < int(expiry)

    def _signed(self, content: str) -> str:
        digest = hmac.new(self.key, content.encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(digest).rstrip(b"=").decode()


def _showing(presentation: Presentation, device: Device, expiry: int) -> str:
    return f"{presentation.id}\0{presentation.room}\0{device.id}\0{expiry}"


def _preview(booking: str, device: Device, expiry: int) -> str:
    return f"{PREVIEW}\0{booking}\0{device.id}\0{expiry}"


def presentation_of(grant: str) -> int | None:
    """Which presentation a grant claims to be for."""
    number = grant.partition(".")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 12 else None


def may_see(device: Device, presentation: Presentation) -> bool:
    """A TV sees what runs in its own room, a presenter's tablet what it can steer; no other device sees photos."""
    if device.role == "tv":
        return device.room == presentation.room
    return device.role == "presenter"
