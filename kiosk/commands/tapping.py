"""What every tap has in common: who is acting, and on which state of the card they decided."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from ..config import Settings
from ..domain import refusals as r
from ..domain.booking import Booking
from ..domain.events import QUIET, VisitEvent
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..kinds import BOOKINGS
from ..transaction import Transaction


def acting(tx: Transaction) -> Staff:
    """The staff member whose tap this is. A device cannot act on its own: somebody's face has to be tapped first."""
    if not tx.writing.actor:
        raise r.ActorMissing()
    return staff_member(tx, tx.writing.actor)


def staff_member(tx: Transaction, staff_id: str) -> Staff:
    person = tx.house.staff.get(staff_id)
    if person is None or person.has_left:
        raise r.UnknownStaff(staff=staff_id)
    return person


def known_booking(tx: Transaction, number: int) -> Booking:
    booking = tx.find(BOOKINGS, number)
    if booking is None:
        raise r.UnknownBooking(number=number)
    return booking


def known_stage(settings: Settings, stage: str) -> str:
    if settings.stage(stage) is None:
        raise r.UnknownStage(stage=stage)
    return stage


def known_room(settings: Settings, room: str | None) -> str | None:
    if room is not None and settings.room(room) is None:
        raise r.UnknownRoom(room=room)
    return room


def still(tx: Transaction, visit: Visit, version: int | None) -> None:
    """The card was not older than the visit. Called after the rule, which may have the better answer. What the party has
    told meanwhile (a wish, a plate) changes no decision of ours, so it makes no card stale."""
    if version is None or version == visit.version:
        return
    sql = "SELECT type FROM event WHERE stream = :stream AND version > :version"
    since = tx.connection.execute(sql, {"stream": f"visit-{visit.id}", "version": version})
    if version > visit.version or any(row["type"] not in QUIET for row in since):
        raise r.StaleCard(version=visit.version)


def on_visit(
    tx: Transaction, visit_id: int, version: int | None, rule: Callable[[Visit, Staff], Sequence[VisitEvent]]
) -> dict[str, Any]:
    """Load, decide by the rule, check that the card was fresh, append."""
    visit = tx.visit(visit_id)
    events = rule(visit, acting(tx))
    still(tx, visit, version)
    return outcome(tx.record(visit, f"visit-{visit_id}", list(events)))


def gone_of(tx: Transaction, visit: Visit) -> frozenset[int]:
    """The parts of this party that have left the house already, seen off on their own."""
    here = {one.id for one in tx.house.present}
    return frozenset(part for part in visit.parts if part not in here)


def moment_ago(tx: Transaction, minutes: int) -> datetime:
    return tx.now - timedelta(minutes=minutes)


def outcome(visit: Visit) -> dict[str, Any]:
    return {"visit": visit.id, "version": visit.version, "holder": visit.holder, "stage": visit.stage}
