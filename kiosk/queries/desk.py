"""The desk's day: who is at the door, who is expected, who is here and in whose hands, who has left, and who of the
house is on duty (CONTRACT GET /visits; PRODUCT desk). No amounts stand here (I9)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ..config import Settings
from ..domain import duty
from ..domain.booking import Booking
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..house import House
from ..parts import Part
from .faces import Face, face, ms


@dataclass(frozen=True, slots=True)
class Day:
    """What the heading says: the studio's date, and how many of its parties are where."""

    on: date
    expected: int
    at_door: int
    here: int
    left: int


@dataclass(frozen=True, slots=True)
class Door:
    """A party at the door, not yet greeted; further stations begin to ring at `deputy_from` and `everyone_from`."""

    visit: int
    version: int
    title: str
    holder: Face
    time: str
    since: int
    deputy_from: int
    everyone_from: int


@dataclass(frozen=True, slots=True)
class Caller:
    """Someone who would rather talk to a person; `place` is where they stand."""

    call: int
    place: str
    since: int


@dataclass(frozen=True, slots=True)
class Row:
    """One booking of today. `state` is 'expected', 'here', 'left' or 'cancelled'; `greeter` is who would greet them if
    they came now, `ended` when they left, as HH:MM."""

    number: int
    title: str
    people: int
    kind: str
    package: str
    starts_at: int
    time: str
    host: Face | None
    greeter: Face | None
    language: str
    state: str
    visit: int | None
    stage: str
    room: str
    holder: Face | None
    is_greeted: bool
    ended: str
    notes: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone of the house; while `in_hand` parties are theirs they cannot go off duty (I4)."""

    face: Face
    stages: tuple[str, ...]
    is_on_duty: bool
    in_hand: int


def desk_parts(house: House, settings: Settings) -> list[Part]:
    rows = [row for booking in house.bookings.values() if (row := _row(house, settings, booking))]
    return [
        Part("desk-day", "day", 0, "desk/_day.html", _day(house, rows)),
        *_door_parts(house, settings),
        *(Part(f"booking-{row.number}", "today", row.starts_at // 1000, "desk/_row.html", row) for row in rows),
        *_people_parts(house),
    ]


def _day(house: House, rows: list[Row]) -> Day:
    states = [row.state for row in rows]
    at_door = sum(visit.greeted_at is None for visit in house.present)
    here = len(house.present) - at_door
    return Day(house.today, states.count("expected"), at_door, here, states.count("left"))


def _door_parts(house: House, settings: Settings) -> list[Part]:
    parts = []
    for call in house.calls.values():
        caller = Caller(call.id, call.place, ms(call.raised_at))
        parts.append(Part(f"call-{call.id}", "door", caller.since // 1000, "desk/_call.html", caller))
    for visit in house.present:
        if visit.greeted_at is None:
            door = _door(house, settings, visit)
            parts.append(Part(f"door-{visit.id}", "door", door.since // 1000, "desk/_door.html", door))
    return parts


def _door(house: House, settings: Settings, visit: Visit) -> Door:
    since = visit.checked_in_at
    return Door(
        visit=visit.id,
        version=visit.version,
        title=visit.title,
        holder=face(house, visit.holder),
        time=_clock(since, settings),
        since=ms(since),
        deputy_from=ms(since + settings.lobby.ringing.deputy),
        everyone_from=ms(since + settings.lobby.ringing.everyone),
    )


def _row(house: House, settings: Settings, booking: Booking) -> Row | None:
    """The booking as it stands today; None for one of another day whose party is not in the house either."""
    visit = _visit_of(house, booking)
    if visit is None and booking.starts_at.astimezone(settings.zone).date() != house.today:
        return None
    greeter = duty.first_hands(booking.host, booking.deputy, house.staff, house.present)
    return Row(
        number=booking.number,
        title=booking.title,
        people=booking.size or len(booking.party),
        kind=booking.kind,
        package=booking.package or "",
        starts_at=ms(booking.starts_at),
        time=_clock(booking.starts_at, settings),
        host=face(house, booking.host) if booking.host else None,
        greeter=face(house, greeter) if greeter and visit is None else None,
        language=booking.language or settings.studio.language,
        state=_state(booking, visit),
        visit=visit.id if visit else None,
        stage=visit.stage if visit else "",
        room=visit.room or "" if visit else "",
        holder=face(house, visit.holder) if visit and not visit.ended_at else None,
        is_greeted=bool(visit and visit.greeted_at),
        ended=_clock(visit.ended_at, settings) if visit and visit.ended_at else "",
        notes=booking.notes,
    )


def _clock(moment: datetime, settings: Settings) -> str:
    return moment.astimezone(settings.zone).strftime("%H:%M")


def _visit_of(house: House, booking: Booking) -> Visit | None:
    return max((v for v in house.visits.values() if v.number == booking.number), key=lambda v: v.id, default=None)


def _state(booking: Booking, visit: Visit | None) -> str:
    if visit is None:
        return "cancelled" if booking.is_cancelled else "expected"
    return "left" if visit.ended_at else "here"


def _people_parts(house: House) -> list[Part]:
    """Colleagues on duty first, otherwise in the house's own order."""

    def order(place: int, person: Staff) -> int:
        return place if person.is_on_duty else place + len(house.staff)

    return [
        Part(f"staff-{person.id}", "people", order(place, person), "desk/_person.html", _colleague(house, person))
        for place, person in enumerate(house.staff.values())
    ]


def _colleague(house: House, person: Staff) -> Colleague:
    in_hand = duty.in_hand(house.present, person.id)
    return Colleague(face(house, person.id), person.stages, person.is_on_duty, in_hand)


def visit_content(visit: Visit, settings: Settings, now: datetime) -> dict[str, Any]:
    """One visit as GET /visits shows it (CONTRACT)."""
    stage = settings.stage(visit.stage) or settings.stages[0]
    return {
        "id": visit.id,
        "number": visit.number,
        "kind": visit.kind,
        "party": visit.title,
        "stage": visit.stage,
        "room": visit.room,
        "holder": visit.holder,
        "host": visit.host,
        "deputy": visit.deputy,
        "handoff": _handoff_content(visit),
        "look": visit.look,
        "looks": visit.looks,
        "since": visit.since.isoformat(),
        "late": not visit.ended_at and now - visit.since > timedelta(seconds=stage.target_seconds),
        "version": visit.version,
    }


def _handoff_content(visit: Visit) -> dict[str, Any] | None:
    if visit.handoff is None:
        return None
    offer = visit.handoff
    return {
        "giver": offer.giver,
        "receiver": offer.receiver,
        "stage": offer.stage,
        "offered_at": offer.offered_at.isoformat(),
    }


def whole_visit(visit: Visit, settings: Settings, now: datetime) -> dict[str, Any]:
    """One visit with everything its event stream says."""
    return {
        **visit_content(visit, settings, now),
        "names": list(visit.party),
        "size": visit.size,
        "wish": visit.wish,
        "language": visit.language,
        "checked_in_at": visit.checked_in_at.isoformat(),
        "greeted_at": visit.greeted_at.isoformat() if visit.greeted_at else None,
        "gate_at": visit.gate_at.isoformat() if visit.gate_at else None,
        "ended_at": visit.ended_at.isoformat() if visit.ended_at else None,
        "escort": visit.escort.kind if visit.escort else None,
        "plan": [{"stage": leg.stage, "look": leg.look} for leg in visit.plan],
        "place": visit.place,
        "off_plan": visit.is_off_plan,
        "legs": [
            {
                "stage": leg.stage,
                "holder": leg.holder,
                "look": leg.look,
                "started_at": leg.started_at.isoformat(),
                "ended_at": leg.ended_at.isoformat() if leg.ended_at else None,
            }
            for leg in visit.legs
        ],
    }
