"""Gathers what a readiness check needs to see: the shoot before, its sheet, the album, the room and its TVs, and who puts what
right. Reads only; what follows from it is domain/readiness.py."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from kiosk.domain import readiness as parts
from kiosk.domain.booking import Booking
from kiosk.domain.missing import answers_today
from kiosk.domain.noting import PRODUCTION
from kiosk.domain.paper import can_be_received, has_sheet
from kiosk.domain.readiness import Check, Preview
from kiosk.domain.sheet import RECEPTION, STUDIO
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Visit
from kiosk.house import House
from kiosk.kinds import BOOKINGS, VISITS

from .commands_selection import products_of
from .domain.album import Album
from .domain.readiness import Facts, Photos
from .kinds import ALBUMS
from .sales_room import SalesRoom

_VISITS_OF = """
SELECT body FROM visit WHERE number = :number
    OR number IN (SELECT number FROM booking WHERE customer = :customer) ORDER BY id DESC
"""


def timeless(check: Check) -> Check:
    """A check as it is found, without when it began to lack."""
    return replace(check, since=None)


def shoot_before(connection: sqlite3.Connection, booking: Booking) -> Visit | None:
    """The latest shoot of this party up to the booking; None where the house knows of none."""
    rows = connection.execute(_VISITS_OF, {"number": booking.number, "customer": booking.customer})
    visits = (VISITS.adapter.validate_json(row["body"]) for row in rows)
    return next((visit for visit in visits if has_sheet(visit) and visit.checked_in_at <= booking.starts_at), None)


def album_of(sales: SalesRoom, booking: Booking, shoot: Visit | None) -> Album:
    """The photos that they will choose from: in the booking's own folder, else in that of their shoot."""
    numbers = dict.fromkeys((str(booking.number), str(shoot.number) if shoot else str(booking.number)))
    house = sales.floor.store.house
    known = [house.of(ALBUMS).get(number) or sales.floor.store.find(ALBUMS, number) for number in numbers]
    empty = Album(booking=str(booking.number), changed_on=date.min)
    return next((one for one in known if one and (one.ready or one.arriving or one.rejected)), empty)


def facts(
    sales: SalesRoom,
    house: House,
    booking: Booking,
    shoot: Visit | None,
    album: Album,
    copies: int,
    people: Mapping[str, str],
) -> Facts:
    tvs = [tv.id for tv in house.devices.values() if tv.role == "tv" and tv.room == booking.room and not tv.revoked_at]
    return Facts(
        now=sales.floor.store.clock.now(),
        starts_at=booking.starts_at,
        sheet=shoot.sheet.place if shoot else None,
        shoot=shoot.id if shoot and can_be_received(shoot) else 0,
        photos=Photos(
            ready=album.ready,
            copies=copies,
            arriving=album.arriving,
            rejected=album.rejected,
            revision=album.revision,
        ),
        wanted=wanted(sales, booking, album),
        quality=booking.readiness.quality,
        is_quality_asked=sales.floor.settings.photos.quality_check,
        preview=_preview(sales, house, album),
        room=booking.room,
        has_tv=bool(tvs),
        tv_heard_at=_heard_at(sales, tvs),
        people=people,
    )


def wanted(sales: SalesRoom, booking: Booking, album: Album) -> int:
    """How many photos the package holds: the booking's own word, else that of the booking whose folder it is; at least one."""
    settings, own = sales.floor.settings, booking
    theirs = None if album.booking == str(own.number) else sales.floor.store.find(BOOKINGS, int(album.booking))
    counts = [products_of(one, settings)[0].allowance for one in (own, theirs) if one and products_of(one, settings)]
    return max(1, next((count for count in counts if count), 1))


def _preview(sales: SalesRoom, house: House, album: Album) -> Preview | None:
    number = int(album.booking)
    booking = house.bookings.get(number) or sales.floor.store.find(BOOKINGS, number)
    return booking.readiness.preview if booking else None


def _heard_at(sales: SalesRoom, tvs: Iterable[str]) -> datetime | None:
    """When a TV of the room last let itself be heard; one that is connected is heard now."""
    live, now = sales.floor.live, sales.floor.store.clock.now()
    connected = live.connected()
    heard = [now if tv in connected else live.seen.get(tv) for tv in tvs]
    return max((moment for moment in heard if moment), default=None)


def people_for(house: House, booking: Booking, shoot: Visit | None) -> dict[str, str]:
    """A named person for each part (C34): nothing is left to “somebody”."""
    day = booking.starts_at.date()
    here = [one for one in house.colleagues if not house.is_away(one.id, day)]
    known = {one.id for one in here}
    kept = {check.part: check.who for check in booking.readiness.checks}
    manager = _first(here, lambda one: one.is_manager, kept.get(parts.COPIES))
    front = _first(here, lambda one: one.works_in(RECEPTION), kept.get(parts.TV))
    host = answers_today(booking, lambda staff_id: house.is_away(staff_id, day))
    owner = host if host in known else front or manager
    made_by = kept.get(parts.SHEET) or kept.get(parts.ITEMS)
    makers = _first(here, lambda one: one.works_in(PRODUCTION), made_by) or _with_sheet(shoot, known) or owner
    shooters = [leg.holder for leg in reversed(shoot.legs) if leg.stage == STUDIO] if shoot else []
    able = {one.id for one in here if one.works_in(STUDIO)}
    shooters += [one for one in booking.artists if one in able]
    shooting = _first(here, lambda one: one.works_in(STUDIO), kept.get(parts.PHOTOS))
    photographer = next((one for one in shooters if one in known), shooting)
    named = {
        parts.SHEET: makers,
        parts.PHOTOS: photographer or owner,
        parts.COPIES: manager or owner,
        parts.QUALITY: makers,
        parts.PREVIEW: owner,
        parts.ROOM: front or owner,
        parts.TV: front or owner,
        parts.ITEMS: makers,
    }
    return {part: who for part, who in named.items() if who}


def _first(here: Iterable[Staff], does: Callable[[Staff], bool], kept: str | None) -> str | None:
    """Whose it is already, as long as they are there; else who is on duty before who is not. A task that wanders with
    every break is nobody's."""
    able = sorted((one for one in here if does(one)), key=lambda one: (not one.is_on_duty, one.is_manager, one.id))
    ids = [one.id for one in able]
    return kept if kept in ids else next(iter(ids), None)


def _with_sheet(shoot: Visit | None, known: set[str]) -> str | None:
    """Who had the sheet last: whoever sent it, else whoever had the party last."""
    had = [shoot.sheet.by, shoot.holder, shoot.host] if shoot else []
    return next((one for one in had if one in known), None)
