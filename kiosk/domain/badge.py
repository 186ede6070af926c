"""Badges: how a person says “it is me tapping” where a tapped face is not enough (REQUIREMENTS UX 3.3.8, FAULTS T04)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """The secrets of one person, hashed: a PIN (argon2id) and the code on their QR badge (SHA-256 of a random one)."""

    staff: str
    pin_hash: str | None = None
    code_hash: str | None = None
    wrong_tries: int = 0
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeIssued:
    """`what` is `pin` or `code`."""

    staff: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeShown:
    staff: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeRefused:
    staff: str
    what: str
