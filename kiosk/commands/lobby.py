"""The lobby: a guest finds their own booking and checks in; nobody else's name is ever shown (FAULTS T21-T23)."""

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from hmac import compare_digest
from typing import Any

from .. import tickets
from ..config import Settings
from ..domain import arrival, duty
from ..domain import refusals as r
from ..domain.booking import Booking, digits, masked, matches
from ..domain.visit import Visit
from ..domain.words import N_
from ..hours import clock, day_of
from ..kinds import BOOKINGS
from ..passes import booking_code
from ..records import dataclass
from ..spelling import family_spellings
from ..transaction import Transaction
from ..tries import DoorTries
from . import people, visits

Content = dict[str, Any]

TICKET_SECONDS = 300
TELLING_SECONDS = 1800
SEARCHED_DAYS = 60
BY_DIGITS = (
    "SELECT body FROM booking WHERE on_date BETWEEN :first AND :last "
    "AND (substr(phone, -4) = :four OR (phone IS NULL AND substr(CAST(number AS TEXT), -4) = :four))"
)
NUMBERS = "SELECT number FROM booking WHERE on_date BETWEEN :first AND :last"

code_of = lru_cache(maxsize=20_000)(booking_code)


class TooManyTries(r.Refusal):
    code, status, message = "too_many_tries", 429, N_("Let us help you: a colleague is coming.")


class TicketExpired(r.Refusal):
    code, status, message = (
        "ticket_expired",
        409,
        N_("That took a little long. Please look for your booking once more."),
    )


@dataclass(frozen=True)
class Door:
    """What a lobby's commands know besides the house: the settings, the budgets of look-ups and of walk-ins, the secrets
    of tickets and booking codes, and where the guest stands (the device's name) with their language."""

    settings: Settings
    look_ups: DoorTries
    walk_ins: DoorTries
    tickets: str
    codes: str
    place: str
    language: str


@dataclass(frozen=True)
class Sought:
    """What a guest typed, or what a scanner did."""

    digits: str = ""
    name: str = ""
    code: str = ""


def look_up(tx: Transaction, door: Door, sought: Sought) -> Content:
    """The one booking that both answers fit, or the code alone: masked, with a ticket. None and several look alike, and
    both take the same queries."""
    is_phone = is_guests_phone(tx)
    if not door.look_ups.allow(tx.writing.device, is_phone, tx.now):
        raise TooManyTries()
    booking = _found(tx, door, sought)
    if booking is None:
        return {"found": False, "state": "unknown"}
    door.look_ups.take_back(tx.writing.device, is_phone)
    return _met(tx, door, booking) or _confirmation(tx, door, booking)


def check_in(tx: Transaction, door: Door, ticket: str) -> Content:
    """Begin the visit for a ticket that this device got by looking up. Custody starts now; the host's station rings."""
    number = tickets.unseal(door.tickets, tickets.FINDING, ticket, tx.writing.device, TICKET_SECONDS)
    booking = tx.find(BOOKINGS, number) if number is not None else None
    if booking is None:
        raise TicketExpired()
    met = _met(tx, door, booking)
    if met:
        return met
    return begun(tx, door, booking, visits.check_in(tx, booking.number, door.language))


def begun(tx: Transaction, door: Door, booking: Booking, content: Content) -> Content:
    """The answer to a check-in: the word on the board, whether the time deserves a word, and the ticket to tell more."""
    visit = tx.visit(content["visit"])
    lobby = door.settings.lobby
    early, late = timedelta(minutes=lobby.early_minutes), timedelta(minutes=lobby.late_minutes)
    return {
        **content,
        "state": "arrived",
        "nickname": visit.nickname,
        "timing": arrival.timing(booking.starts_at, tx.now, early, late),
        "ticket": tickets.seal(door.tickets, tickets.TELLING, visit.id, tx.writing.device),
    }


def called(tx: Transaction, door: Door, state: str, **more: Any) -> Content:
    """No machine can help here, so a person is called at once, by itself (I12)."""
    return {"found": True, "state": state, **more, **people.call_someone(tx, door.place, door.language)}


def is_guests_phone(tx: Transaction) -> bool:
    return tx.writing.device not in tx.house.devices


def _met(tx: Transaction, door: Door, booking: Booking) -> Content | None:
    """What is said instead of a check-in when this booking cannot begin now; None when it can."""
    lobby, zone = door.settings.lobby, door.settings.zone
    early, late = timedelta(hours=lobby.early_hours), timedelta(hours=lobby.late_hours)
    visit = _visit_of(tx, booking)
    state = arrival.standing(booking, visit, tx.now, zone, early, late)
    if state == arrival.EXPECTED:
        return None
    if visit:
        return called(tx, door, state, holder=visit.host if visit.ended_at else visit.holder)
    on, time = day_of(booking.starts_at, zone), clock(booking.starts_at, zone)
    return called(tx, door, state, on=on.isoformat(), time=time)


def _confirmation(tx: Transaction, door: Door, booking: Booking) -> Content:
    return {
        "found": True,
        "state": arrival.EXPECTED,
        "party": [masked(person) for person in booking.party],
        "time": clock(booking.starts_at, door.settings.zone),
        "kind": "" if booking.is_unready else booking.kind,  # what is not there is not promised (C40)
        "host": duty.first_hands(booking.host, booking.deputy, tx.house.staff, tx.house.present),
        "ticket": tickets.seal(door.tickets, tickets.FINDING, booking.number, tx.writing.device),
    }


def _visit_of(tx: Transaction, booking: Booking) -> Visit | None:
    """The party's of today: in the house, else the last that was seen off."""
    theirs = [one for one in tx.house.visits.values() if one.number == booking.number and one.part_of is None]
    return max(theirs, key=lambda one: (one.ended_at is None, one.id), default=None)


def _found(tx: Transaction, door: Door, sought: Sought) -> Booking | None:
    """Today's first; only where none of those fits, the others of two months."""
    fitting = [*_by_digits(tx, sought), *_by_code(tx, door, sought)]
    past = frozenset(visit.number for visit in tx.house.visits.values() if visit.ended_at)
    zone = door.settings.zone
    todays = [booking for booking in fitting if arrival.is_today(booking.starts_at, tx.now, zone)]
    return arrival.theirs(todays or fitting, past, tx.now)


def _by_digits(tx: Transaction, sought: Sought) -> list[Booking]:
    first, last = arrival.days_around(tx.house.today, SEARCHED_DAYS)
    rows = tx.connection.execute(BY_DIGITS, {"first": first, "last": last, "four": digits(sought.digits)})
    bookings = [BOOKINGS.adapter.validate_json(row["body"]) for row in rows]
    return [one for one in bookings if matches(one, sought.digits, sought.name, _spelled(one.party))]


def _by_code(tx: Transaction, door: Door, sought: Sought) -> list[Booking]:
    """The booking's own code is enough, scanned or typed where the family name is asked for."""
    code = arrival.booking_code_in(sought.code or sought.name)
    if code is None:
        return []
    first, last = arrival.days_around(tx.house.today, SEARCHED_DAYS)
    numbers = [row["number"] for row in tx.connection.execute(NUMBERS, {"first": first, "last": last})]
    fitting = [tx.find(BOOKINGS, one) for one in numbers if compare_digest(code_of(door.codes, one), code)]
    return [one for one in fitting if one]


def _spelled(party: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(family_spellings(person) for person in party))
