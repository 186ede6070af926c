"""What an address names, or the refusal that says there is nothing of that name."""

from .domain.booking import Booking
from .domain.refusals import UnknownBooking, UnknownStaff, UnknownVisit
from .domain.staff import Staff
from .domain.visit import Visit
from .floor import floor
from .kinds import BOOKINGS, VISITS


def known_visit(visit_id: int) -> Visit:
    """Any visit there ever was."""
    visit = floor().store.find(VISITS, visit_id)
    if visit is None:
        raise UnknownVisit()
    return visit


def known_booking(number: int) -> Booking:
    booking = floor().store.find(BOOKINGS, number)
    if booking is None:
        raise UnknownBooking(number=number)
    return booking


def known_person(staff_id: str) -> Staff:
    """Anybody who ever was of the house."""
    person = floor().store.house.staff.get(staff_id)
    if person is None:
        raise UnknownStaff(staff=staff_id)
    return person


def colleague(staff_id: str) -> Staff:
    """Somebody who works here."""
    person = known_person(staff_id)
    if person.has_left:
        raise UnknownStaff(staff=staff_id)
    return person
