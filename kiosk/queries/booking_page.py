"""One booking on the desk's form: its fields as texts, what a colleague changed meanwhile, and its history (B14, D03)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from ..belongings import living
from ..commands.imports import package_terms
from ..config import Settings
from ..domain.booking import Booking
from ..domain.customer import Customer, restless
from ..domain.missing import Missing, missing
from ..domain.phone import grouped
from ..domain.sheet import MAKEUP, RECEPTION, REMOVAL, SALES_ROOM, STUDIO
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..floor import Floor
from ..hours import clock, day_of
from ..i18n import LOCALES
from ..intake.typed import LISTS, TEXTS, Choices
from ..money import amount, minor_units
from ..records import dataclass

Texts = dict[str, str]
Lists = dict[str, tuple[str, ...]]

# Which of the form's fields show an attribute of the booking.
SHOWN_IN = {
    "starts_at": ("date", "time"),
    "ends_at": ("until",),
    "looks": ("look_count", "look_names"),
    "extra_cents": ("extra",),
    "balance_cents": ("balance",),
}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to the booking. `fields` are the form's fields that it touched; `who` is a staff id, or ''
    for a tap of nobody's at the device `device`."""

    what: str
    at: datetime
    who: str
    device: str
    fields: tuple[str, ...]
    source: str
    reason: str
    was: datetime | None
    now: datetime | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that a colleague changed while it was on this form. `mine` was typed here, `theirs` stands now; where only
    they changed it, `is_choice` is False and theirs is taken over."""

    field: str
    mine: str
    theirs: str
    is_choice: bool
    change: Change | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of one booking shows beside its form. `restless` is 'soon' or 'late' for a customer who moved or
    cancelled often (B14)."""

    booking: Booking
    customer: Customer | None
    restless: str
    missing: tuple[Missing, ...]
    history: tuple[Change, ...]
    visit: Visit | None


def choices(one: Floor, booking: Booking | None = None) -> Choices:
    """What may be chosen; whatever stands on the booking already may stay."""
    house, settings = one.store.house, one.settings
    staff = {person.id for person in house.colleagues}
    kept = booking or Booking(number=0, starts_at=one.store.clock.now(), kind="", party=())
    return Choices(
        zone=settings.zone,
        region=settings.imports.region,
        minor_units=minor_units(settings.studio.currency),
        today=house.today,
        staff=frozenset({*staff, *kept.artists, *filter(None, (kept.host, kept.deputy))}),
        rooms=frozenset({*(room.key for room in settings.rooms), *filter(None, (kept.room,))}),
        needs=frozenset({*(item.key for item in settings.needs), *kept.needs}),
        languages=frozenset(LOCALES),
        packages=package_terms(settings),
    )


@dataclass(frozen=True, slots=True)
class Options:
    """What the form offers: the house's people by what they do, and everybody's name, whoever has left included."""

    hosts: tuple[Staff, ...]
    artists: tuple[tuple[str, tuple[Staff, ...]], ...]
    names: Mapping[str, str]
    rooms: tuple[tuple[str, tuple[str, ...]], ...]


def options(one: Floor, booking: Booking | None) -> Options:
    house, settings = one.store.house, one.settings
    kept = {booking.host, booking.deputy, *booking.artists} if booking else set()
    people = [person for person in house.staff.values() if not person.has_left or person.id in kept]
    by_stage = [(stage, tuple(p for p in people if _works_first_in(p, stage))) for stage in (MAKEUP, REMOVAL, STUDIO)]
    rooms = [(stage.key, tuple(r.key for r in settings.rooms if r.stage == stage.key)) for stage in settings.stages]
    return Options(
        hosts=tuple(person for person in people if person.works_in(RECEPTION) or person.id in kept),
        artists=tuple((stage, staff) for stage, staff in by_stage if staff),
        names={person.id: person.name for person in house.staff.values()},
        rooms=tuple((stage, keys) for stage, keys in rooms if keys and stage in (STUDIO, SALES_ROOM)),
    )


def _works_first_in(person: Staff, stage: str) -> bool:
    """Everybody is offered once: at the first of their stages in which artists work."""
    return next((one for one in person.stages if one in (MAKEUP, REMOVAL, STUDIO)), None) == stage


def blank(one: Floor, on: date, asked: Mapping[str, str]) -> tuple[Texts, Lists]:
    """A new booking's form, with what the link that led here knows: `time`, `room`, `artist`, `customer`."""
    texts = {**dict.fromkeys(TEXTS, ""), "date": on.isoformat(), "kind": "shoot"}
    texts |= {name: asked.get(name, "")[:40] for name in ("time", "room") if name in asked}
    customer = chosen(one, asked.get("customer", ""))
    if customer:
        texts |= {
            "party": "\n".join(customer.names),
            "phone": grouped(customer.phone or ""),
            "host": customer.host or "",
        }
        texts["language"] = customer.language or ""
    return texts, {"artists": tuple(filter(None, [asked.get("artist", "")[:40]])), "needs": ()}


def chosen(one: Floor, number: str) -> Customer | None:
    """Whose booking it is to be, as the form says it."""
    customer = living(one.store.reader(), int(number)) if number.isdecimal() and len(number) < 10 else None
    return customer if customer and customer.is_living else None


def stored_values(booking: Booking | None) -> dict[str, Any]:
    """A booking's attributes; none for one that is not there yet."""
    return {} if booking is None else {each.name: getattr(booking, each.name) for each in fields(Booking)}


def texts_of(booking: Booking, settings: Settings) -> tuple[Texts, Lists]:
    """The booking as the form shows it."""
    currency = settings.studio.currency
    names = booking.looks if any(booking.looks) else ()
    texts = {
        "date": day_of(booking.starts_at, settings.zone).isoformat(),
        "time": clock(booking.starts_at, settings.zone),
        "until": clock(booking.ends_at, settings.zone) if booking.ends_at else "",
        "kind": booking.kind,
        "party": "\n".join(booking.party),
        "size": str(booking.size or ""),
        "phone": grouped(booking.phone or ""),
        "package": booking.package or "",
        "look_count": str(len(booking.looks) or ""),
        "look_names": "\n".join(names).rstrip(),
        "allowance": "" if booking.allowance is None else str(booking.allowance),
        "extra": amount(booking.extra_cents, currency),
        "balance": amount(booking.balance_cents, currency),
        "host": booking.host or "",
        "deputy": booking.deputy or "",
        "room": booking.room or "",
        "dresses": "\n".join(booking.dresses),
        "occasion": booking.occasion,
        "hope": booking.hope,
        "taboos": booking.taboos,
        "look_wishes": "\n".join(booking.look_wishes),
        "notes": booking.notes,
        "language": booking.language or "",
    }
    return texts, {"artists": booking.artists, "needs": booking.needs}


def sealed(texts: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> str:
    """What the form showed, to be sent along with it: so that a colleague's changes can be told from one's own."""
    return json.dumps([dict(texts), {name: list(lists[name]) for name in LISTS}], ensure_ascii=False)


def unsealed(text: str) -> tuple[Texts, Lists] | None:
    try:
        texts, lists = json.loads(text)
        return {name: str(texts[name]) for name in TEXTS}, {name: tuple(map(str, lists[name])) for name in LISTS}
    except (ValueError, TypeError, KeyError):
        return None


def conflicts(
    mine: tuple[Texts, Lists], seen: tuple[Texts, Lists] | None, now: tuple[Texts, Lists], history: Sequence[Change]
) -> list[Conflict]:
    """Field by field what differs from the form because of a colleague. Without `seen` every difference could be ours."""
    found = []
    for field in (*TEXTS, *LISTS):
        own, theirs = _value(mine, field), _value(now, field)
        before = _value(seen, field) if seen else None
        if theirs in (own, before):
            continue
        change = next((one for one in history if field in one.fields), None)
        found.append(Conflict(field, own, theirs, before is None or own != before, change))
    return found


def merged(mine: tuple[Texts, Lists], now: tuple[Texts, Lists], theirs: Sequence[str]) -> tuple[Texts, Lists]:
    """The form with these fields as they stand now."""
    texts = {name: now[0][name] if name in theirs else value for name, value in mine[0].items()}
    return texts, {name: now[1][name] if name in theirs else value for name, value in mine[1].items()}


def _value(form: tuple[Texts, Lists], field: str) -> str:
    if field in LISTS:
        return "\n".join(sorted(form[1].get(field, ())))
    return "\n".join(form[0].get(field, "").replace("\r\n", "\n").strip().split("\n"))


def sheet(one: Floor, booking: Booking) -> Sheet:
    house = one.store.house
    customer = living(one.store.reader(), booking.customer) if booking.customer else None
    day = day_of(booking.starts_at, one.settings.zone)
    return Sheet(
        booking=booking,
        customer=customer if customer and customer.is_living else None,
        restless=restless(customer) if customer else "",
        missing=() if booking.is_cancelled else missing(booking, lambda staff_id: house.is_away(staff_id, day)),
        history=history_of(one, booking.number),
        visit=next((visit for visit in house.present if visit.number == booking.number), None),
    )


TOLD = {
    "BookingAdded": "added",
    "BookingChanged": "changed",
    "BookingMoved": "moved",
    "BookingWasCancelled": "cancelled",
    "BriefRead": "read",
}


def history_of(one: Floor, number: int) -> tuple[Change, ...]:
    """What happened to the booking, newest first."""
    sql = "SELECT type, body, actor, device, at FROM event WHERE stream = :stream ORDER BY version DESC"
    rows = one.store.reader().execute(sql, {"stream": f"booking-{number}"})
    names = {device.id: device.name for device in one.store.house.devices.values()}
    return tuple(
        _change(TOLD[row["type"]], json.loads(row["body"]), row["actor"], names.get(row["device"], ""), row["at"])
        for row in rows
        if row["type"] in TOLD
    )


def _change(what: str, body: dict[str, Any], actor: str, device: str, at: str) -> Change:
    touched = [shown for field in body.get("fields", ()) for shown in SHOWN_IN.get(field, (field,))]
    if what == "changed" and "is_cancelled" in touched:
        what = "restored"
    return Change(
        what=what,
        at=datetime.fromisoformat(at),
        who="" if actor == "system" else actor,
        device=device,
        fields=tuple(touched),
        source=body.get("source", ""),
        reason=body.get("reason", ""),
        was=_moment(body.get("was")),
        now=_moment(body.get("starts_at")),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
