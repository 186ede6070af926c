"""Whether what the next parties come for is there: the desk's page, the tasks on stations, and what was seen, in words
(REQUIREMENTS C33-C40, feature 6, I6). No amounts stand here (I9)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from ..config import Settings
from ..domain.booking import Booking
from ..domain.due import a_day_sooner, all_due_on, back_at, due_on, past_due_at
from ..domain.missing import answers_today
from ..domain.readiness import DAYS_AHEAD, KINDS, PICKUP, PRESSING, Check, Item, reaches
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..domain.words import N_
from ..hours import clock, day_of
from ..house import House
from ..parts import Part
from ..records import dataclass
from .faces import Face, face, ms
from .looking_after import people_of
from .remembering import PerHouse

SAID = {
    "sheet": N_("The sheet is in production"),
    "sheet_on_its_way": N_("The sheet is on its way, production has not got it yet"),
    "sheet_with_party": N_("The sheet was never sent to production"),
    "no_sheet": N_("No shoot of theirs is known here"),
    "photos": N_("{ready} photos, {wanted} in the package"),
    "photos_but": N_("{ready} photos, {wanted} in the package; {rejected} cannot be opened"),
    "few_photos": N_("{ready} of {wanted} photos are there"),
    "photos_broken": N_("{ready} of {wanted} photos can be opened, {rejected} cannot"),
    "photos_arriving": N_("Photos are still arriving; {wanted} are in the package"),
    "photos_counted": N_("{ready} photos are ready, {arriving} files are still arriving; {wanted} are in the package"),
    "copies": N_("All {ready} are made for the TV"),
    "few_copies": N_("{copies} of {ready} are made for the TV"),
    "no_copies_yet": N_("Made as soon as the photos are there"),
    "not_looked_over": N_("Nobody has looked over the quality yet"),
    "looked_over": N_("{by} has looked it over"),
    "look_over_again": N_("Files have changed since {by} looked it over"),
    "nothing_to_look_over": N_("Looked over as soon as the photos are there"),
    "not_previewed": N_("Nobody has looked through them yet"),
    "previewed": N_("{by} has looked through them"),
    "look_again": N_("Files have changed since {by} looked: look again"),
    "room": N_("Reserved"),
    "no_room": N_("No room is reserved"),
    "tv": N_("It answers"),
    "no_tv": N_("No TV is paired with this room"),
    "tv_silent": N_("It does not answer"),
    "no_room_no_tv": N_("Known once a room is reserved"),
    "items": N_("All {all} lie at the desk"),
    "few_items": N_("{here} of {all} lie at the desk"),
    "no_items": N_("Nobody has written down yet what there is to pick up"),
}
NAMED = {
    "sheet": N_("Sheet"),
    "photos": N_("Photos"),
    "copies": N_("Copies for the TV"),
    "quality": N_("Quality"),
    "preview": N_("Preview"),
    "room": N_("Room"),
    "tv": N_("TV"),
    "items": N_("To pick up"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One check in words: `said` is a sentence, `slots` what was seen. `who` puts it right or `is_taken` by them. What lacks is
    `due_on` a day that is `due_in` so many: 0 is today, and less is past. `visit` is the shoot whose sheet may be
    received, `revision` that of the photos whose quality may be said to be good."""

    part: str
    name: str
    is_there: bool | None
    said: str
    slots: tuple[tuple[str, str], ...]
    who: Face | None
    is_taken: bool
    since: int
    due_on: date | None
    due_in: int
    visit: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A booking of the desk's page. `called` is who made the confirmation call, None while nobody has. A promise pulls in to
    `sooner`, if the desk says nothing else from `today` to `due_on`; None where no sooner day is left."""

    number: int
    title: str
    kind: str
    time: str
    phone: str
    room: str
    host: Face | None
    marks: tuple[Mark, ...]
    lacks: int
    is_looked_at: bool
    items: tuple[Item, ...]
    called: Face | None
    called_at: str
    has_customer: bool
    today: date
    due_on: date | None
    sooner: date | None


@dataclass(frozen=True, slots=True)
class Task:
    """What lacks of one booking, for one person: each part from its moment on (the second of a pair), the card from
    `shown_from`, with sound only shortly before they come. What I see to is silent until `back_at`."""

    number: int
    actor: str
    title: str
    kind: str
    day: date
    time: str
    marks: tuple[tuple[Mark, int], ...]
    parts: str
    shown_from: int
    rings_from: int
    is_mine: bool
    back_at: int


def lacks_of(house: House, visit: Visit) -> tuple[str, ...]:
    """What is not ready for a party that has just come."""
    booking = house.bookings.get(visit.number)
    return tuple(check.part for check in booking.readiness.lacks) if booking and booking.is_unready else ()


def ahead(house: House, settings: Settings) -> list[Booking]:
    """Those who come to choose or to fetch, today and in the days ahead, in the order in which they come."""
    last = house.today + timedelta(days=DAYS_AHEAD)
    coming = [
        booking
        for booking in house.bookings.values()
        if booking.kind in KINDS
        and not booking.is_cancelled
        and house.today <= day_of(booking.starts_at, settings.zone) <= last
    ]
    return sorted(coming, key=lambda booking: (booking.starts_at, booking.number))


def still_to_come(house: House, settings: Settings) -> list[Booking]:
    """Those of them whose party has not been here yet."""
    here = {visit.number for visit in house.visits.values()}
    return [booking for booking in ahead(house, settings) if booking.number not in here]


Coming = Callable[[int], tuple[int, int] | None]


def readiness_parts(house: House, settings: Settings, coming: Coming) -> list[Part]:
    """The desk's page: a row for each booking, in the list of its day, `day-0` being today. `coming` knows of a booking how many
    photos are ready and how many files are arriving, None while none are: a number of the moment, that no check keeps."""
    parts = []
    for booking in still_to_come(house, settings):
        place = (day_of(booking.starts_at, settings.zone) - house.today).days
        row = _row(house, settings, booking, coming(booking.number))
        order = ms(booking.starts_at) // 1000
        parts.append(Part(f"ready-{booking.number}", f"day-{place}", order, "readiness/_row.html", row))
    return parts


def _row(house: House, settings: Settings, booking: Booking, coming: tuple[int, int] | None) -> Row:
    known, confirmed = booking.readiness, booking.readiness.is_confirmed(booking.starts_at)
    called = known.called if confirmed else None
    return Row(
        number=booking.number,
        title=booking.title,
        kind=booking.kind,
        time=clock(booking.starts_at, settings.zone),
        phone=booking.phone or "",
        room=booking.room or "",
        host=face(house, booking.host) if booking.host else None,
        marks=tuple(_counted(_mark(house, settings, booking, check), coming) for check in known.checks),
        lacks=len(known.lacks),
        is_looked_at=bool(known.checks),
        items=known.items if booking.kind == PICKUP else (),
        called=face(house, called.by) if called else None,
        called_at=called.at.astimezone(settings.zone).strftime("%m-%d %H:%M") if called else "",
        has_customer=booking.customer is not None,
        today=house.today,
        due_on=all_due_on(known, booking.starts_at, settings.zone),
        sooner=a_day_sooner(known, booking.starts_at, settings.zone, house.today),
    )


def _counted(mark: Mark, coming: tuple[int, int] | None) -> Mark:
    """Photos that are still arriving, with the numbers of this moment."""
    if coming is None or mark.said != SAID["photos_arriving"]:
        return mark
    ready, arriving = (str(number) for number in coming)
    return replace(mark, said=SAID["photos_counted"], slots=(*mark.slots, ("ready", ready), ("arriving", arriving)))


def _mark(house: House, settings: Settings, booking: Booking, check: Check) -> Mark:
    taker = booking.readiness.taker_of(check)
    who = taker or check.who
    due = due_on(booking.readiness, check, booking.starts_at, settings.zone) if check.is_there is False else None
    return Mark(
        part=check.part,
        name=NAMED[check.part],
        is_there=check.is_there,
        said=SAID[check.why],
        slots=tuple((key, house.name_of(value) if key == "by" else value) for key, value in check.saw),
        who=face(house, who) if who and check.is_there is False else None,
        is_taken=taker is not None,
        since=ms(check.since) if check.since else 0,
        due_on=due,
        due_in=(due - house.today).days if due else 0,
        visit=int(dict(check.saw).get("visit", 0)),
        revision=check.revision if check.is_there is False else 0,
    )


def task_parts(house: House, settings: Settings, me: Staff) -> list[Part]:
    """What lacks and reaches me, now or later; what somebody else sees to is gone from here until it presses (C34). Whoever is
    in the house comes first: it stands below them."""
    if not me.is_on_duty:
        return []
    tasks = [_task(house, settings, lack, me) for lack in _lacking(house, settings)]
    return [
        Part(f"task-{task.number}", "tasks", task.shown_from // 1000, "station/_task.html", task)
        for task in tasks
        if task
    ]


@dataclass(frozen=True, slots=True)
class _Lack:
    """A booking that is not ready, whom each part of it reaches, and when; and when a part that somebody took comes `back`."""

    booking: Booking
    reached: tuple[tuple[Check, str, datetime], ...]
    back: Mapping[str, datetime]


@PerHouse
def _lacking(house: House, settings: Settings) -> list[_Lack]:
    """Every station asks for it at every commit."""
    managers = [one.id for one in house.staff.values() if one.is_manager and not one.has_left]
    coming = [one for one in still_to_come(house, settings) if one.readiness.lacks]
    return [_lack(house, settings, one, managers) for one in coming]


def _lack(house: House, settings: Settings, booking: Booking, managers: list[str]) -> _Lack:
    host = answers_today(booking, lambda staff_id: house.is_away(staff_id, house.today))
    known, starts_at, zone = booking.readiness, booking.starts_at, settings.zone
    reached = [
        (check, who, moment)
        for check in known.lacks
        for who, moment in reaches(check, starts_at, past_due_at(known, check, starts_at, zone), host, managers)
    ]
    return _Lack(booking, tuple(reached), back_at(known, starts_at, zone, people_of(house, settings)))


def _task(house: House, settings: Settings, lack: _Lack, me: Staff) -> Task | None:
    booking, known = lack.booking, lack.booking.readiness
    mine = [(check, _reached_at(lack, check, moment, me)) for check, who, moment in lack.reached if who == me.id]
    if not mine:
        return None
    back = [ms(lack.back[check.part]) for check, _ in mine if check.part in lack.back]
    is_mine = len(back) == len(mine) and all(known.taker_of(check) == me.id for check, _ in mine)
    pressing = max(ms(booking.starts_at - PRESSING), min(ms(moment) for _, moment in mine))
    return Task(
        number=booking.number,
        actor=me.id,
        title=booking.title,
        kind=booking.kind,
        day=day_of(booking.starts_at, settings.zone),
        time=clock(booking.starts_at, settings.zone),
        marks=tuple((_mark(house, settings, booking, check), ms(moment)) for check, moment in mine),
        parts=",".join(check.part for check, _ in mine),
        shown_from=min(ms(moment) for _, moment in mine),
        rings_from=max(pressing, min(back)) if is_mine else pressing,
        is_mine=is_mine,
        back_at=min(back) if is_mine else 0,
    )


def _reached_at(lack: _Lack, check: Check, moment: datetime, me: Staff) -> datetime:
    """What somebody else sees to comes back to me."""
    back = lack.back.get(check.part)
    return max(moment, back) if back and lack.booking.readiness.taker_of(check) != me.id else moment
