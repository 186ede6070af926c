"""The people page: who works here, who is away and who covers, and whom an absence would leave alone (C41, I4)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from ..config import Settings
from ..domain import duty
from ..domain.absence import Absence, Need, can_cover
from ..domain.badge import Badge
from ..domain.brief import has_read
from ..domain.staff import Staff
from ..floor import Floor
from ..house import House
from ..kinds import BADGES, BOOKINGS
from ..records import dataclass
from .diary import bookings_between, needs_between
from .faces import Face, face


@dataclass(frozen=True, slots=True)
class Person:
    """One of the house. `away` is the absence they are in today."""

    staff: Staff
    face: Face
    in_hand: int
    away: Absence | None
    has_pin: bool
    has_code: bool
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class Covered:
    """A booking that somebody else takes meanwhile; `is_read` once they have confirmed the brief (I4)."""

    number: int
    title: str
    starts_at: datetime
    role: str
    deputy: Face
    is_read: bool


@dataclass(frozen=True, slots=True)
class Away:
    absence: Absence
    face: Face
    is_now: bool
    covered: tuple[Covered, ...]

    @property
    def unread(self) -> tuple[Covered, ...]:
        return tuple(one for one in self.covered if one.role == "host" and not one.is_read)


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague who could cover; `that_day` counts the bookings they have already."""

    face: Face
    that_day: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A booking that an absence would leave without its host or artist, with who could take it, best first."""

    need: Need
    title: str
    choices: tuple[Choice, ...]


def people(one: Floor) -> list[Person]:
    """Everyone of the house in its own order; those who have left last."""
    house = one.store.house
    rows = one.store.reader().execute("SELECT body FROM badge")
    badges = {badge.staff: badge for badge in (BADGES.adapter.validate_json(row["body"]) for row in rows)}
    found = [person(house, staff, badges) for staff in house.staff.values()]
    return sorted(found, key=lambda one: one.staff.has_left)


def person(house: House, staff: Staff, badges: Mapping[str, Badge]) -> Person:
    badge = badges.get(staff.id) or Badge(staff=staff.id)
    return Person(
        staff=staff,
        face=face(house, staff.id),
        in_hand=duty.in_hand(house.present, staff.id),
        away=next((a for a in house.absences.values() if a.staff == staff.id and a.covers(house.today)), None),
        has_pin=badge.pin_hash is not None,
        has_code=badge.code_hash is not None,
        is_stopped=badge.is_stopped,
    )


def absences(one: Floor, staff_id: str | None = None) -> list[Away]:
    """Those of today and later that stand, the nearest first."""
    house = one.store.house
    found = [a for a in house.absences.values() if not a.is_cancelled and staff_id in (None, a.staff)]
    return [_away(one, house, absence) for absence in sorted(found, key=lambda a: (a.first, a.id))]


def _away(one: Floor, house: House, absence: Absence) -> Away:
    covered = []
    for cover in absence.deputies:
        booking = one.store.find(BOOKINGS, cover.number)
        if booking is None or booking.is_cancelled:
            continue
        deputy = (booking.deputy or cover.deputy) if cover.role == "host" else cover.deputy
        covered.append(
            Covered(
                number=booking.number,
                title=booking.title,
                starts_at=booking.starts_at,
                role=cover.role,
                deputy=face(house, deputy),
                is_read=has_read(booking, deputy),
            )
        )
    return Away(absence, face(house, absence.staff), absence.covers(house.today), tuple(covered))


def wanted(one: Floor, settings: Settings, staff_id: str, first: date, last: date) -> list[Wanted]:
    """Every booking of these days that asks for a deputy, each with the colleagues who may take it: who speaks the party's
    language and has least to do that day first, what is suggested for the bookings above included."""
    house, reader = one.store.house, one.store.reader()
    load = Counter(
        (day, who)
        for day, booking in bookings_between(reader, first, last, settings.zone)
        for who in {booking.deputy or booking.host, *booking.artists}
        if who
    )
    found, suggested = [], Counter[tuple[date, str]]()
    for need in needs_between(house, reader, settings, staff_id, first, last):
        choices = _choices(house, staff_id, need, load, suggested)
        suggested.update((need.day, choice.face.id) for choice in choices[:1])
        found.append(Wanted(need, need.booking.title, choices))
    return found


def _choices(
    house: House, absent: str, need: Need, load: Counter[tuple[date, str]], suggested: Counter[tuple[date, str]]
) -> tuple[Choice, ...]:
    language = need.booking.language
    able = [one for one in house.staff.values() if can_cover(one, house.staff.get(absent), need, house.is_away)]
    choices = [
        Choice(face(house, staff.id), load[need.day, staff.id], language is None or language in staff.languages)
        for staff in able
    ]
    return tuple(sorted(choices, key=lambda one: (not one.speaks, one.that_day + suggested[need.day, one.face.id])))
