"""Absences: planned with a deputy for every booking (C41, I4), begun and ended by the calendar itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ..config import Settings
from ..domain import absence as rules
from ..domain import duty
from ..domain.absence import Absence, AbsenceCancelled, AbsencePlanned, Cover
from ..domain.booking import Booking
from ..domain.staff import DutyEnded, DutyStarted
from ..kinds import ABSENCES, BOOKINGS, STAFF
from ..queries.diary import needs_between
from ..transaction import Transaction
from .bookings import keep
from .tapping import staff_member

Content = dict[str, Any]
Given = Mapping[tuple[int, str], str]


def plan(tx: Transaction, settings: Settings, staff: str, first: date, last: date, given: Given) -> Content:
    """`given` names the deputy by (booking number, role). The whole absence stands, or nothing of it."""
    person, house = staff_member(tx, staff), tx.house
    rules.ensure_days(first, last, house.today)
    rules.ensure_alone(staff, first, last, house.absences.values())
    if first == house.today and duty.in_hand(house.present, staff):
        raise rules.HoldsPartyToday(actor=staff)
    needs = needs_between(house, tx.connection, settings, staff, first, last)
    covers = rules.plan(
        staff, needs, given, lambda deputy, need: rules.can_cover(house.staff.get(deputy), person, need, house.is_away)
    )
    absence_id = tx.next_id(ABSENCES)
    planned = AbsencePlanned(id=absence_id, staff=staff, first=first, last=last, deputies=covers)
    tx.append(f"staff-{staff}", planned)
    tx.put(ABSENCES, Absence(id=absence_id, staff=staff, first=first, last=last, deputies=covers))
    for cover in covers:
        _cover(tx, cover, staff)
    settle(tx)
    return {"absence": absence_id, "deputies": [[one.number, one.deputy] for one in covers]}


def cancel(tx: Transaction, absence_id: int) -> Content:
    """They are there after all: the covers end, as far as nobody has changed them since."""
    absence = tx.find(ABSENCES, absence_id)
    if absence is None:
        raise rules.UnknownAbsence()
    if not absence.is_cancelled and not absence.is_over:
        tx.append(f"staff-{absence.staff}", AbsenceCancelled(id=absence_id, staff=absence.staff))
        tx.put(ABSENCES, replace(absence, is_cancelled=True))
        for cover in absence.deputies:
            _uncover(tx, cover, absence.staff)
        settle(tx)
    return {"absence": absence_id}


def settle(tx: Transaction) -> Content:
    """Bring duty in line with the calendar: who is away today goes off duty, who was away until now is back. Whoever holds
    a party over midnight keeps it, and with it their duty (I4)."""
    for absence in (*_over(tx), *tx.house.absences.values()):
        house = tx.house
        if absence.covers(house.today) and not absence.has_begun:
            if not duty.in_hand(house.present, absence.staff):
                _begin(tx, absence)
        elif absence.has_begun and not absence.is_over and not absence.covers(house.today):
            _end(tx, absence)
    return {}


def _cover(tx: Transaction, cover: Cover, absent: str) -> None:
    booking = tx.find(BOOKINGS, cover.number)
    if booking:
        keep(tx, _with(booking, cover.role, absent, cover.deputy), booking, "absence")


def _uncover(tx: Transaction, cover: Cover, absent: str) -> None:
    booking = tx.find(BOOKINGS, cover.number)
    if booking and cover.role == "host" and booking.deputy == cover.deputy:
        keep(tx, replace(booking, deputy=None), booking, "absence")
    if booking and cover.role == "artist" and absent not in booking.artists:
        keep(tx, _with(booking, cover.role, cover.deputy, absent), booking, "absence")


def _with(booking: Booking, role: str, whose: str, deputy: str) -> Booking:
    if role == "host":
        return replace(booking, deputy=deputy)
    return replace(booking, artists=tuple(dict.fromkeys(deputy if one == whose else one for one in booking.artists)))


def _begin(tx: Transaction, absence: Absence) -> None:
    person = tx.house.staff.get(absence.staff)
    if person and person.is_on_duty:
        tx.append(f"staff-{person.id}", DutyEnded(id=person.id), actor="system")
        tx.put(STAFF, replace(person, is_on_duty=False))
    tx.put(ABSENCES, replace(absence, has_begun=True))


def _end(tx: Transaction, absence: Absence) -> None:
    person = tx.house.staff.get(absence.staff)
    if person and not person.is_on_duty and not person.has_left and not tx.house.is_away(person.id, tx.house.today):
        tx.append(f"staff-{person.id}", DutyStarted(id=person.id), actor="system")
        tx.put(STAFF, replace(person, is_on_duty=True))
    tx.put(ABSENCES, replace(absence, is_over=True))


def _over(tx: Transaction) -> list[Absence]:
    """Absences of days gone by that nobody has ended yet: the server may have slept over midnight."""
    rows = tx.connection.execute(
        "SELECT body FROM absence WHERE last_date < :today", {"today": tx.house.today.isoformat()}
    )
    past = [ABSENCES.adapter.validate_json(row["body"]) for row in rows]
    return [one for one in past if one.has_begun and not one.is_over]
