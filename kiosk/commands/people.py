"""Staff and calls: who is here, and who goes when someone wants to talk to a person."""

from dataclasses import replace
from typing import Any

from ..config import Settings
from ..domain import calls, duty
from ..domain.calls import Call, CallEnded, CallRaised, UnknownCall
from ..domain.left_to import People
from ..domain.noting import DeputyNamed
from ..domain.staff import DutyEnded, DutyStarted, StaffListed, listed
from ..kinds import CALLS, STAFF
from ..transaction import Transaction
from .tapping import acting, staff_member

Content = dict[str, Any]


def list_staff(tx: Transaction, settings: Settings) -> Content:
    """Bring the people of studio.toml into the house: new ones, and those of whom it says something else than when it was
    last applied. What the desk has changed since stands; nobody is ever removed."""
    for person in settings.people:
        known = tx.house.staff.get(person.id)
        if known is None or known.listed != person.fingerprint:
            tx.append(f"staff-{person.id}", StaffListed(id=person.id))
            tx.put(STAFF, listed(person.staff(), known))
    return {}


def start_duty(tx: Transaction, staff_id: str) -> Content:
    person = staff_member(tx, staff_id)
    if not person.is_on_duty:
        tx.append(f"staff-{staff_id}", DutyStarted(id=staff_id))
        tx.put(STAFF, replace(person, is_on_duty=True))
    return {"staff": staff_id, "on_duty": True}


def end_duty(tx: Transaction, staff_id: str) -> Content:
    """Refused while they hold a party; who is their guest in a colleague's hands has a deputy from then on (I4)."""
    person = staff_member(tx, staff_id)
    duty.go_off_duty(person, tx.house.present)
    covers = duty.covers(person, tx.house.staff, tx.house.present) if person.is_on_duty else {}
    if person.is_on_duty:
        for visit_id, deputy in covers.items():
            tx.record(tx.visit(visit_id), f"visit-{visit_id}", [DeputyNamed(deputy=deputy)])
        tx.append(f"staff-{staff_id}", DutyEnded(id=staff_id))
        tx.put(STAFF, replace(person, is_on_duty=False))
    answers = duty.stand_ins(staff_id, tx.house.staff, tx.house.present) | covers
    return {
        "staff": staff_id,
        "on_duty": False,
        "deputies": {str(visit): deputy for visit, deputy in covers.items()},
        "answers": {str(visit): by for visit, by in answers.items()},
    }


def call_someone(tx: Transaction, place: str, language: str) -> Content:
    """Someone at `place` would rather talk to a person (I12). An open call from the same device keeps ringing as one."""
    end_forgotten(tx)
    for call in tx.house.calls.values():
        if call.visit is None and call.device == tx.writing.device:
            return {"call": call.id}
    call_id = tx.next_id(CALLS)
    tx.append(f"call-{call_id}", CallRaised(id=call_id, place=place, language=language))
    device = tx.writing.device
    tx.put(CALLS, Call(id=call_id, place=place, language=language, raised_at=tx.now, device=device))
    return {"call": call_id}


def end_forgotten(tx: Transaction) -> None:
    """Calls that everybody has forgotten, whoever's, leave the house's picture with the next call."""
    present = {visit.id for visit in tx.house.present}
    for call in list(tx.house.of(CALLS).values()):
        has_left = call.visit is not None and call.visit not in present
        if has_left or calls.is_forgotten(call, tx.now):
            end(tx, call)


def end(tx: Transaction, call: Call) -> None:
    tx.append(f"call-{call.id}", CallEnded(id=call.id))
    tx.put(CALLS, replace(call, ended_at=tx.now))


def take_call(tx: Transaction, settings: Settings, call_id: int) -> Content:
    call = _call(tx, call_id)
    until = calls.back_at(call, People(tx.house.staff, patience=settings.care.patience))
    taken = calls.take(call, acting(tx), until, tx.now)
    tx.append(f"call-{call_id}", taken)
    tx.put(CALLS, replace(call, taken_by=taken.by, taken_at=tx.now))
    return {"call": call_id, "taken_by": taken.by}


def answer_call(tx: Transaction, call_id: int) -> Content:
    """Somebody was with the party that called. Twice is once."""
    call = _call(tx, call_id)
    acting(tx)
    if call.ended_at is None:
        end(tx, call)
    return {"call": call_id}


def _call(tx: Transaction, call_id: int) -> Call:
    call = tx.find(CALLS, call_id)
    if call is None:
        raise UnknownCall()
    return call
