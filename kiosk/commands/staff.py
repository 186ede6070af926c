"""The people of the house as the desk keeps them: who comes, what is said of them, who leaves and who comes back."""

from dataclasses import replace
from typing import Any

from ..config import Settings
from ..domain import duty, staff
from ..domain import refusals as r
from ..domain.badge import BadgeRemoved
from ..domain.device import DeviceRevoked
from ..domain.staff import Particulars, Staff, StaffAdded, StaffChanged, StaffReturned
from ..kinds import BADGES, DEVICES, STAFF
from ..queries.diary import bookings_between
from ..spelling import sounded
from ..transaction import Transaction
from .tapping import known_room, known_stage

Content = dict[str, Any]

RESERVED = frozenset({"new", "nobody", "system", "customer", "pairing"})


def add_person(tx: Transaction, settings: Settings, wanted: Particulars) -> Content:
    """Somebody new. Their id is made of the name, so that it can be spoken and written in a calendar."""
    known = {*tx.house.staff, *RESERVED}
    plain = "".join(sign for sign in sounded(wanted.name.split(" ")[0]) if sign.isascii() and sign.isalnum())
    staff_id = staff.free_id(plain or "person", known)
    person, _ = staff.changed(Staff(id=staff_id, name="", stages=()), wanted)
    _check(settings, wanted)
    tx.append(f"staff-{staff_id}", StaffAdded(id=staff_id))
    tx.put(STAFF, replace(person, version=1))
    return {"staff": staff_id, "version": 1}


def edit_person(
    tx: Transaction, settings: Settings, staff_id: str, wanted: Particulars, version: int | None = None
) -> Content:
    """`version` is the one that the page showed: what somebody else has saved since is not written over unseen."""
    person = known_person(tx, staff_id)
    after, fields = staff.changed(person, wanted)
    _still(person, version)
    _check(settings, wanted)
    if fields:
        tx.append(f"staff-{staff_id}", StaffChanged(id=staff_id, fields=fields))
        tx.put(STAFF, after)
    return {"staff": staff_id, "version": after.version}


def set_portrait(tx: Transaction, staff_id: str, picture: str) -> Content:
    """`picture` names the content of the new file, so that every screen shows it at once and keeps it for ever."""
    person = known_person(tx, staff_id)
    tx.append(f"staff-{staff_id}", StaffChanged(id=staff_id, fields=("portrait",)))
    after = replace(person, portrait=picture, version=person.version + 1)
    tx.put(STAFF, after)
    return {"staff": staff_id, "version": after.version, "portrait": picture}


def leave(tx: Transaction, settings: Settings, staff_id: str) -> Content:
    """They no longer work here: off every list, their badge void and their own phone locked out; their name stays where
    it stands. Refused while a party is in their hands or would find nobody (I1, I4)."""
    person = known_person(tx, staff_id)
    for event in staff.leave(person, duty.in_hand(tx.house.present, staff_id), _only_theirs(tx, settings, staff_id)):
        tx.append(f"staff-{staff_id}", event)
        tx.put(STAFF, replace(person, has_left=True, is_on_duty=False, version=person.version + 1))
        _void_badge(tx, staff_id)
        _lock_out(tx, staff_id)
    return {"staff": staff_id, "has_left": True}


def come_back(tx: Transaction, staff_id: str) -> Content:
    person = known_person(tx, staff_id)
    if person.has_left:
        tx.append(f"staff-{staff_id}", StaffReturned(id=staff_id))
        tx.put(STAFF, replace(person, has_left=False, version=person.version + 1))
    return {"staff": staff_id, "has_left": False}


def known_person(tx: Transaction, staff_id: str) -> Staff:
    """Anybody who ever was of the house."""
    person = tx.house.staff.get(staff_id)
    if person is None:
        raise r.UnknownStaff(staff=staff_id)
    return person


def _still(person: Staff, version: int | None) -> None:
    if version is not None and version != person.version:
        raise staff.ChangedMeanwhile(version=person.version)


def _check(settings: Settings, wanted: Particulars) -> None:
    for stage in wanted.stages:
        known_stage(settings, stage)
    known_room(settings, wanted.room)


def _only_theirs(tx: Transaction, settings: Settings, staff_id: str) -> list[int]:
    """Coming bookings that nobody but this person would greet."""
    ended = {visit.number for visit in tx.house.visits.values() if visit.ended_at}
    coming = bookings_between(tx.connection, tx.house.today, None, settings.zone)
    return [
        booking.number
        for _, booking in coming
        if booking.host == staff_id and booking.deputy in (None, staff_id) and booking.number not in ended
    ]


def _void_badge(tx: Transaction, staff_id: str) -> None:
    badge = tx.find(BADGES, staff_id)
    if badge and badge.is_any:
        tx.append(f"badge-{staff_id}", BadgeRemoved(staff=staff_id))
        tx.put(BADGES, replace(badge, pin_hash=None, code_hash=None, wrong_tries=0, not_before=None))


def _lock_out(tx: Transaction, staff_id: str) -> None:
    for device in list(tx.house.devices.values()):
        if device.staff == staff_id and device.revoked_at is None:
            tx.append("devices", DeviceRevoked(id=device.id))
            tx.put(DEVICES, replace(device, revoked_at=tx.now))
