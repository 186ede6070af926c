"""The brief: all that a host, a makeup artist and a photographer should know before the party is there (REQUIREMENTS A15,
A16, A21, A35, B21, B29, C41)."""

import sqlite3
from datetime import date, datetime

from ..belongings import Belongings, belongings_of, living
from ..config import Settings
from ..domain import brief as rules
from ..domain.booking import Booking
from ..domain.concern import Concern
from ..domain.customer import Customer, Note, SpecialDate
from ..domain.staff import Staff
from ..domain.visit import Became, Visit
from ..floor import Floor
from ..hours import clock, day_of
from ..house import House
from ..money import amount
from ..parts import Part
from ..pronouncing import pronounced
from ..records import dataclass
from .concerns import concerns_of
from .faces import Face, face, ms

MOST_PHOTOS = 12
AFTER_THE_UNREAD = 10**10  # seconds; no date of ours is so far away


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who has to read the brief; `at` is when they did."""

    face: Face
    at: datetime | None


@dataclass(frozen=True, slots=True)
class LastTime:
    """Their latest visit before this one: when, what for, and into whose hands they came, in that order. `picks` is how many
    photos they signed for, None where that is not known."""

    on: date
    kind: str
    package: str
    wish: str
    became: Became | None
    people: tuple[Face, ...]
    looks: tuple[str, ...]
    picks: int | None


@dataclass(frozen=True, slots=True)
class Signed:
    """Photos that they chose and signed for last, of `booking`; as many as a brief shows, in the order they picked them."""

    booking: int
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """`say` is how the names are spoken; `days` are special days with the days until them; `balance` is '' wherever money
    may not be shown (I9). `amber_at` is from when an unread brief is too late, None once all have read it."""

    booking: Booking
    customer: Customer | None
    day: date
    time: str
    say: str
    host: Face | None
    deputy: Face | None
    days: tuple[tuple[SpecialDate, int], ...]
    notes: tuple[Note, ...]
    needs: tuple[str, ...]
    concerns: tuple[Concern, ...]
    last: LastTime | None
    signed: Signed | None
    visits: int
    changes: int
    balance: str
    readers: tuple[Reader, ...]
    amber_at: int | None
    has_come: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A brief of today or tomorrow on one person's station. `amber_at` is from when it should have been read; None: they have."""

    number: int
    actor: str
    title: str
    time: str
    kind: str
    wish: str
    amber_at: int | None
    is_tomorrow: bool


def brief(one: Floor, booking: Booking, shows_money: bool) -> Brief:
    house, settings = one.store.house, one.settings
    found = living(one.store.reader(), booking.customer) if booking.customer else None
    customer = found if found and found.is_living else None
    theirs = belongings_of(one.store.reader(), customer) if customer else None
    visits = _visits_before(theirs, booking) if theirs else []
    amber = unread_from(booking, settings, house)
    day = day_of(booking.starts_at, settings.zone)
    return Brief(
        booking=booking,
        customer=customer,
        day=day,
        time=clock(booking.starts_at, settings.zone),
        say=_said(booking, customer),
        host=face(house, booking.host) if booking.host else None,
        deputy=face(house, booking.deputy) if booking.deputy else None,
        days=tuple(rules.near_days(customer, day)) if customer else (),
        notes=rules.to_remember(customer) if customer else (),
        needs=tuple(dict.fromkeys((*booking.needs, *(customer.needs if customer else ())))),
        concerns=tuple(concerns_of(one.store, customer.id)) if customer else (),
        last=_last_time(house, theirs, visits[-1]) if theirs and visits else None,
        signed=_signed(theirs) if theirs else None,
        visits=len(visits),
        changes=customer.moves + customer.cancels if customer else 0,
        balance=amount(booking.balance_cents, settings.studio.currency) if shows_money else "",
        readers=tuple(_readers(house, settings, booking)),
        amber_at=ms(amber) if amber else None,
        has_come=any(visit.number == booking.number for visit in house.visits.values()),
    )


def signed_for(connection: sqlite3.Connection, booking: Booking) -> Signed | None:
    """What the brief of this booking shows of their photos (A35). Only what they have seen and signed for: nothing is
    seen here before the reveal (I8)."""
    customer = living(connection, booking.customer) if booking.customer else None
    return _signed(belongings_of(connection, customer)) if customer and customer.is_living else None


def _signed(theirs: Belongings) -> Signed | None:
    signed = [one for one in theirs.shown if one.table == "selection" and one.body.get("confirmation")]
    if not signed:
        return None
    last = max(signed, key=lambda one: str(one.body["confirmation"]["at"]))
    gone = last.body.get("gone", ())
    choices = last.body.get("choices", {}).items()
    picked = sorted(
        (choice["since"], photo) for photo, choice in choices if choice["mark"] == "pick" and photo not in gone
    )
    return Signed(last.key, tuple(photo for _, photo in picked[:MOST_PHOTOS]))


def unread_from(booking: Booking, settings: Settings, house: House) -> datetime | None:
    """From when the booking's brief is amber: somebody who has to read it has not (A15). None: everybody has."""
    day = day_of(booking.starts_at, settings.zone)
    return rules.unread_from(booking, settings.lobby.brief_minutes, lambda staff: house.is_away(staff, day))


def briefs_parts(house: House, settings: Settings, me: Staff) -> list[Part]:
    """Today's briefs for this person, on their station, and tomorrow's of those whom they stand in for: unread ones first,
    and the rest to look at again, until the party has come to them."""
    known = {visit.number for visit in house.visits.values() if _has_met(visit, me)}
    parts = []
    for booking in house.bookings.values():
        if booking.is_cancelled or booking.number in known or not _is_theirs(house, settings, booking, me):
            continue
        due = _due(settings, booking, me, day_of(booking.starts_at, settings.zone) > house.today)
        order = ms(booking.starts_at) // 1000 + (0 if due.amber_at else AFTER_THE_UNREAD)
        parts.append(Part(f"brief-{booking.number}", "briefs", order, "brief/_due.html", due))
    return parts


def _is_theirs(house: House, settings: Settings, booking: Booking, me: Staff) -> bool:
    day = day_of(booking.starts_at, settings.zone)
    if day not in (house.today, house.today + rules.A_DAY_BEFORE):
        return False
    is_stand_in = me.id == booking.deputy
    return (day == house.today or is_stand_in) and me.id in rules.readers(booking, lambda one: house.is_away(one, day))


def _has_met(visit: Visit, me: Staff) -> bool:
    """Has the party been with them, or left? Whoever greets has read the brief by then, or never will."""
    is_welcomed = visit.greeted_at is not None and me.id in (visit.host, visit.deputy)
    return visit.ended_at is not None or is_welcomed or any(leg.holder == me.id for leg in visit.legs[1:])


def _due(settings: Settings, booking: Booking, me: Staff, is_tomorrow: bool) -> Due:
    return Due(
        number=booking.number,
        actor=me.id,
        title=booking.title,
        time=clock(booking.starts_at, settings.zone),
        kind=booking.kind,
        wish=booking.wish,
        amber_at=None
        if rules.has_read(booking, me.id)
        else ms(rules.reads_by(booking, me.id, settings.lobby.brief_minutes)),
        is_tomorrow=is_tomorrow,
    )


def _readers(house: House, settings: Settings, booking: Booking) -> list[Reader]:
    """Who has to, and after them whoever else did."""
    day = day_of(booking.starts_at, settings.zone)
    read = {reading.by: reading.at for reading in booking.briefs}
    due = rules.readers(booking, lambda staff: house.is_away(staff, day))
    return [Reader(face(house, one), read.get(one)) for one in dict.fromkeys((*due, *read))]


def _said(booking: Booking, customer: Customer | None) -> str:
    if customer and customer.say:
        return customer.say
    return ", ".join(said for name in booking.party if (said := pronounced(name)))


def _visits_before(theirs: Belongings, booking: Booking) -> list[Visit]:
    visits = [visit for visit in theirs.visits if visit.number != booking.number and visit.ended_at]
    return sorted(visits, key=lambda visit: visit.checked_in_at)


def _last_time(house: House, theirs: Belongings, visit: Visit) -> LastTime:
    booking = next((one for one in theirs.bookings if one.number == visit.number), None)
    hands = dict.fromkeys(leg.holder for leg in visit.legs)
    return LastTime(
        on=visit.on,
        kind=visit.kind,
        package=booking.package or "" if booking else "",
        wish=visit.wish,
        became=visit.became,
        people=tuple(face(house, holder) for holder in hands),
        looks=tuple(look for look in visit.look_names if look),
        picks=_picks(theirs, visit.number),
    )


def _picks(theirs: Belongings, number: int) -> int | None:
    for shown in theirs.shown:
        if (shown.table, shown.key) == ("selection", number) and shown.body.get("confirmation"):
            return int(shown.body["confirmation"]["totals"]["picks"])
    return None
