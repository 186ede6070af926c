"""Badges: a PIN or a code is set by whoever may, and shown by whoever is meant (FAULTS T04-T06).

A PIN is counted as wrong before it is looked at, in a transaction of its own, because looking takes a while and happens
outside the writer; what a try comes to is recorded afterwards.
"""

import base64
import hmac
from dataclasses import replace
from typing import Any

from ..domain import badge as rules
from ..domain.badge import Badge, BadgeIssued, BadgeRefused, BadgeRemoved, BadgeShown
from ..kinds import BADGES
from ..transaction import Transaction
from .devices import hashed
from .staff import known_person
from .tapping import staff_member

Content = dict[str, Any]


def code_for(key: str, staff: str, command_id: str) -> str:
    """The code of one tap: a repeated tap prints the same card again, and still nothing of it is stored. 128 bits."""
    digest = hmac.digest(key.encode(), f"badge-{staff}-{command_id}".encode(), "sha256")[:16]
    return base64.b32encode(digest).decode().rstrip("=")


def set_pin(tx: Transaction, staff: str, pin_hash: str) -> Content:
    """A new PIN also ends the delays after wrong ones, and the stop after a hundred."""
    staff_member(tx, staff)
    badge = rules.forgiven(_badge(tx, staff))
    return _issue(tx, replace(badge, pin_hash=pin_hash), "pin")


def set_code(tx: Transaction, staff: str, code: str) -> Content:
    """A new badge; the one before is void."""
    staff_member(tx, staff)
    return _issue(tx, replace(_badge(tx, staff), code_hash=hashed(code)), "code")


def remove(tx: Transaction, staff: str) -> Content:
    """Neither PIN nor badge any more."""
    known_person(tx, staff)
    badge = _badge(tx, staff)
    if badge.is_any:
        tx.append(f"badge-{staff}", BadgeRemoved(staff=staff))
        tx.put(BADGES, Badge(staff=staff))
    return {"staff": staff}


def begin_try(tx: Transaction, staff: str) -> Content:
    """Count one more try. The answer's `pin_hash` is for the caller's memory only: tries have no command id, so nothing of
    it is kept. None for a PIN that is not looked at: there is none, or another try was quicker."""
    badge = _badge(tx, staff)
    if badge.pin_hash is None or not rules.may_try(badge, tx.now):
        return {"pin_hash": None}
    tx.put(BADGES, rules.trying(badge, tx.now))
    return {"pin_hash": badge.pin_hash}


def end_try(tx: Transaction, staff: str, is_right: bool) -> Content:
    if is_right:
        tx.put(BADGES, rules.forgiven(_badge(tx, staff)))
        tx.append(f"badge-{staff}", BadgeShown(staff=staff, what="pin"), actor=staff)
    else:
        tx.append(f"badge-{staff}", BadgeRefused(staff=staff, what="pin"))
    return {"staff": staff}


def show_code(tx: Transaction, code: str) -> Content:
    """Whose badge this is; None when it is nobody's."""
    row = tx.connection.execute("SELECT staff FROM badge WHERE code_hash = :hash", {"hash": hashed(code)}).fetchone()
    if row is None:
        return {"staff": None}
    tx.append(f"badge-{row['staff']}", BadgeShown(staff=row["staff"], what="code"), actor=row["staff"])
    return {"staff": row["staff"]}


def _badge(tx: Transaction, staff: str) -> Badge:
    return tx.find(BADGES, staff) or Badge(staff=staff)


def _issue(tx: Transaction, badge: Badge, what: str) -> Content:
    tx.append(f"badge-{badge.staff}", BadgeIssued(staff=badge.staff, what=what))
    tx.put(BADGES, badge)
    return {"staff": badge.staff}
