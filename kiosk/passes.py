"""Unguessable words derived from the data folder's secrets: nothing of them is stored, so nothing can leak or go stale.

A visit's address for the party's own phone dies with the visit, a guest pass lets a phone do what the lobby tablet does
for half an hour, a booking's code finds the booking alone (issue of paper: FAULTS T33, T34).
"""

import base64
import hmac
import secrets
from datetime import UTC, datetime

from itsdangerous import BadData, URLSafeTimedSerializer

from .domain.device import CODE_ALPHABET, Device
from .domain.words import N_

GUEST_COOKIE = "hth_guest"
GUEST_SECONDS = 1800
BOOKING_CODE_LENGTH = 8


def visit_code(key: str, visit_id: int) -> str:
    """The 26 letters in the address of this visit's page: 128 bits."""
    digest = hmac.digest(key.encode(), f"visit-{visit_id}".encode(), "sha256")[:16]
    return base64.b32encode(digest).decode().rstrip("=").lower()


def booking_code(key: str, number: int) -> str:
    """Eight letters on the booking's paper (34 bits), told to the lobby by a scanner or a finger."""
    rest = int.from_bytes(hmac.digest(key.encode(), f"booking-{number}".encode(), "sha256"))
    letters = []
    for _ in range(BOOKING_CODE_LENGTH):
        rest, letter = divmod(rest, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[letter])
    return "".join(letters)


def invitation(key: str) -> str:
    """What the lobby's QR code carries: whoever scans it within `GUEST_SECONDS` gets a pass of their own."""
    return _signer(key, "invitation").dumps("")


def new_pass(key: str, invited: str) -> str | None:
    """A guest pass for a scanned invitation; None when that is old or forged."""
    try:
        _signer(key, "invitation").loads(invited, max_age=GUEST_SECONDS)
    except BadData:
        return None
    return _signer(key, "pass").dumps(secrets.token_hex(4))


def guest(key: str, given: str) -> Device | None:
    """The phone with this pass, as a lobby of its own; None when the pass is old or forged."""
    try:
        name, signed_at = _signer(key, "pass").loads(given, max_age=GUEST_SECONDS, return_timestamp=True)
    except BadData:
        return None
    return Device(
        id=f"guest-{name}",
        role="lobby",
        name=N_("A guest’s own phone"),
        token_hash="",
        paired_at=signed_at.astimezone(UTC) if isinstance(signed_at, datetime) else datetime.now(UTC),
    )


def _signer(key: str, salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt=salt)
