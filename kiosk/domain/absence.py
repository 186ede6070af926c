"""Who is away and who covers (REQUIREMENTS C41, I3, I4)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from ..records import dataclass
from . import refusals as r
from .booking import Booking
from .sheet import RECEPTION
from .staff import Staff
from .words import N_

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Someone takes this booking while its own person is away; `role` is 'host' or 'artist'. A cover is for these days
    and never makes a new owner (I3)."""

    number: int
    role: str
    deputy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """`staff` is away from `first` to `last`, both included. `has_begun` once it has ended their duty, `is_over` once they
    are back."""

    id: int
    staff: str
    first: date
    last: date
    is_cancelled: bool = False
    deputies: tuple[Cover, ...] = ()
    has_begun: bool = False
    is_over: bool = False

    def covers(self, day: date) -> bool:
        return not self.is_cancelled and self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencePlanned:
    id: int
    staff: str
    first: date
    last: date
    deputies: tuple[Cover, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceCancelled:
    id: int
    staff: str


class UnknownAbsence(r.Refusal):
    code, status, message = "unknown_absence", 404, N_("There is no such absence.")


class WrongDays(r.Refusal):
    code, status = "wrong_days", 422
    message = N_("The first day has to be today or later, the last one not before it and within a year.")


class AlreadyAway(r.Refusal):
    code, message = "already_away", N_("{actor} is already away from {first} to {last}.")


class HoldsPartyToday(r.Refusal):
    code, message = "holds_party", N_("{actor} has a party in hand and cannot be away today before handing it over.")


class DeputyMissing(r.Refusal):
    code, status = "deputy_missing", 422
    message = N_("Each of these bookings needs a deputy while {actor} is away: {numbers}.")


class DeputyUnfit(r.Refusal):
    code, status = "deputy_unfit", 422
    message = N_(
        "{receiver} cannot take booking {number}: away that day, gone, or not of that work. Choose a colleague."
    )


@dataclass(frozen=True, slots=True)
class Need:
    """A booking that wants somebody else on `day`; `role` is what the absent person is for it."""

    booking: Booking
    role: str
    day: date


def needs_of(person: str, bookings: Iterable[tuple[date, Booking]], is_away: Callable[[str, date], bool]) -> list[Need]:
    """Which of the bookings want somebody else when `person` is away: as their host, as the deputy of a host who is away
    too, or as one of their artists."""
    found = []
    for day, booking in bookings:
        covers = booking.deputy == person and booking.host is not None and is_away(booking.host, day)
        if booking.host == person or covers:
            found.append(Need(booking, "host", day))
        if person in booking.artists:
            found.append(Need(booking, "artist", day))
    return found


def can_cover(deputy: Staff | None, absent: Staff | None, need: Need, is_away: Callable[[str, date], bool]) -> bool:
    """May this colleague cover? They are of the house, there that day, and of that work."""
    if deputy is None or absent is None or deputy.id == absent.id or deputy.has_left or is_away(deputy.id, need.day):
        return False
    return deputy.works_in(RECEPTION) if need.role == "host" else any(map(deputy.works_in, absent.stages))


def ensure_days(first: date, last: date, today: date) -> None:
    if not today <= first <= last or last - first > LONGEST:
        raise WrongDays()


def ensure_alone(person: str, first: date, last: date, others: Iterable[Absence]) -> None:
    """One absence a day: the second would end the first one's covers."""
    for other in others:
        if other.staff == person and not other.is_cancelled and other.first <= last and first <= other.last:
            raise AlreadyAway(actor=person, first=other.first.isoformat(), last=other.last.isoformat())


def plan(
    person: str,
    needs: Iterable[Need],
    given: Mapping[tuple[int, str], str],
    can_take: Callable[[str, Need], bool],
) -> tuple[Cover, ...]:
    """The covers as they are `given` by (number, role), one for each need (C41)."""
    needs = list(needs)
    missing = sorted({need.booking.number for need in needs if not given.get((need.booking.number, need.role))})
    if missing:
        raise DeputyMissing(actor=person, numbers=", ".join(map(str, missing)))
    covers = []
    for need in needs:
        deputy = given[need.booking.number, need.role]
        if deputy == person or not can_take(deputy, need):
            raise DeputyUnfit(receiver=deputy, number=need.booking.number)
        covers.append(Cover(number=need.booking.number, role=need.role, deputy=deputy))
    return tuple(covers)
