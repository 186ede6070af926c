"""Badges: how a person says “it is me tapping” where a tapped face is not enough (REQUIREMENTS UX 3.3.8, FAULTS T04-T06)."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from ..records import dataclass
from . import refusals as r
from .words import N_

PIN_LENGTH = 6
FREE_TRIES = 5
LONGEST_DELAY = 300
STOP = 100
PREFIX = "HTHB-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """The secrets of one person, hashed: a PIN (argon2id) and the code on their QR badge (SHA-256 of a random one).
    `wrong_tries` are the wrong PINs since the last right one; before `not_before` no PIN is looked at."""

    staff: str
    pin_hash: str | None = None
    code_hash: str | None = None
    wrong_tries: int = 0
    not_before: datetime | None = None

    @property
    def is_any(self) -> bool:
        return bool(self.pin_hash or self.code_hash)

    @property
    def is_stopped(self) -> bool:
        return self.wrong_tries >= STOP


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeIssued:
    """`what` is `pin` or `code`."""

    staff: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeRemoved:
    staff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeShown:
    staff: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeRefused:
    staff: str
    what: str


class BadgeNeeded(r.Refusal):
    code, status = "badge_needed", 403
    message = N_("This needs a manager’s PIN or badge. Nothing was changed yet.")


class OwnBadgeNeeded(r.Refusal):
    """On a tablet that several share, whoever has a PIN or badge shows it for what is theirs to answer for (T08)."""

    code, status = "own_badge_needed", 403
    message = N_("{actor}, this tablet is shared: please show your PIN or badge. Nothing was changed yet.")


class WrongBadge(r.Refusal):
    """Wrong, unknown, without a PIN and too early look alike; `seconds` is how long no PIN of this person is looked at."""

    code, status, message = "badge_refused", 403, N_("That PIN or badge is not right. Nothing was changed.")


class TooEarly(WrongBadge):
    message = N_("That was not right, or too early. The next PIN counts in {seconds} s; a badge works at once.")


class BadgeStopped(WrongBadge):
    message = N_("This PIN was wrong too often. A manager has to set a new one; the badge still works.")


class WeakPin(r.Refusal):
    code, status = "weak_pin", 422
    message = N_("A PIN has six digits, not all the same and not in a row such as 123456.")


class NotAManager(r.Refusal):
    code, status, message = "not_a_manager", 403, N_("{actor} is no manager of this house. Ask one of them.")


def has_to_show(is_shared: bool, badge: Badge | None, actor: str, holder: str | None) -> bool:
    """Is a tapped face not enough here? `holder` is whose badge is on the device now. Who has neither PIN nor badge says who
    they are by tapping their face, and on somebody's own device it is always theirs."""
    return is_shared and badge is not None and badge.is_any and holder != actor


def delay(wrong_tries: int) -> int:
    """Seconds before the next PIN is looked at: none for the first tries, then 1, 2, 4 … 300."""
    return 0 if wrong_tries < FREE_TRIES else min(LONGEST_DELAY, 2 ** (wrong_tries - FREE_TRIES))


def may_try(badge: Badge, now: datetime) -> bool:
    return not badge.is_stopped and (badge.not_before is None or now >= badge.not_before)


def ensure_may_try(badge: Badge, now: datetime) -> None:
    """Refuse a try that comes too early. Delays are per person, and a badge is never delayed, so nobody can be locked out
    by a colleague (T05)."""
    if badge.is_stopped:
        raise BadgeStopped(seconds=LONGEST_DELAY)
    if badge.not_before and now < badge.not_before:
        raise TooEarly(seconds=int((badge.not_before - now).total_seconds()) + 1)


def trying(badge: Badge, now: datetime) -> Badge:
    """Counted as wrong before it is looked at: a hundred tries at once are a hundred tries."""
    tries = badge.wrong_tries + 1
    seconds = delay(tries)
    return replace(badge, wrong_tries=tries, not_before=now + timedelta(seconds=seconds) if seconds else None)


def forgiven(badge: Badge) -> Badge:
    return replace(badge, wrong_tries=0, not_before=None)


def wrong(badge: Badge | None) -> WrongBadge:
    """What a wrong PIN is answered; the same for somebody without one."""
    tries = badge.wrong_tries if badge else 0
    if tries >= STOP:
        return BadgeStopped(seconds=LONGEST_DELAY)
    seconds = delay(tries)
    return TooEarly(seconds=seconds) if seconds else WrongBadge(seconds=0)


def ensure_strong(pin: str) -> None:
    """Six digits that are not the first ones somebody would try."""
    digits = [int(sign) for sign in pin] if pin.isascii() and pin.isdigit() else []
    steps = {after - before for before, after in pairwise(digits)}
    if len(digits) != PIN_LENGTH or steps in ({0}, {1}, {-1}):
        raise WeakPin()


def code_in(text: str) -> str | None:
    """The code in what a scanner typed; None when it is no badge of this house."""
    typed = text.strip().upper()
    return typed.removeprefix(PREFIX) if typed.startswith(PREFIX) else None
