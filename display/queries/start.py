"""The presenter's start page: who presents, where, which booking."""

from datetime import date

from kiosk.domain.booking import Booking
from kiosk.domain.words import N_
from kiosk.hours import clock, day_of
from kiosk.house import House
from kiosk.kinds import BOOKINGS
from kiosk.parts import Part
from kiosk.queries.faces import Face, face, ms
from kiosk.records import dataclass
from kiosk.studio import Room

from ..domain.album import Album
from ..domain.presentation import Presentation
from ..domain.samples import gives_way
from ..kinds import ALBUMS, PRESENTATIONS
from ..library import REASONS
from ..sales_room import SalesRoom
from .shows import in_room

SALES_STAGE = "sales_room"
OTHER_ALBUMS = 30
PROBLEMS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class AlbumCard:
    """One booking on the start page. Nothing of its photos but counts (I8). `when` is the hour for today's, the date
    for others; `problems` are sentences with the file's name as their slot, `more` how many there are besides."""

    booking: int
    title: str
    when: str
    ready: int
    arriving: int
    rejected: int
    problems: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A room with what runs in it, and whether it has a TV at all."""

    key: str
    has_tv: bool
    presenter: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """`title` is "" where samples alone are shown."""

    presentation: int
    title: str
    room: str
    presenter: Face


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about the photo folder that a person has to mend; `slots` fill the sentence."""

    sentence: str
    slots: tuple[tuple[str, str], ...] = ()


UNREACHABLE = N_("The photo folder has not been reachable since {time}. Photos that are ready can still be shown.")
FULL = N_("The disk is full: no more photos can be taken in. Please free some space.")
STRAY = N_("“{name}” in the photo folder belongs to no booking. Name the folder with the booking number, such as 2031.")


def presenter_parts(sales: SalesRoom, house: House) -> list[Part]:
    """The start page: who presents, where, which booking. No photo is on it (I8)."""
    parts = [_running(house, one) for one in house.of(PRESENTATIONS).values()]
    parts += [_person(house, place, staff_id) for place, staff_id in enumerate(_on_duty(house))]
    parts += [_room(house, place, room) for place, room in enumerate(sales_rooms(sales))]
    parts += _albums(sales, house)
    parts += [Part(f"trouble-{n}", "troubles", n, "presenter/_trouble.html", t) for n, t in enumerate(_troubles(sales))]
    return parts


def sales_rooms(sales: SalesRoom) -> list[Room]:
    rooms = sales.floor.settings.rooms
    return [room for room in rooms if room.stage == SALES_STAGE] or list(rooms)


def _on_duty(house: House) -> list[str]:
    return [person.id for person in house.staff.values() if person.is_on_duty and person.works_in(SALES_STAGE)]


def _person(house: House, place: int, staff_id: str) -> Part:
    return Part(f"who-{staff_id}", "people", place, "presenter/_person.html", face(house, staff_id))


def _room(house: House, place: int, room: Room) -> Part:
    one = in_room(house, room.key)
    one = None if one and gives_way(one) else one
    choice = RoomChoice(
        key=room.key,
        has_tv=any(tv.role == "tv" and tv.room == room.key and not tv.revoked_at for tv in house.devices.values()),
        presenter=house.name_of(one.presenter) if one else "",
        party=one.title if one else "",
    )
    return Part(f"room-{room.key}", "rooms", place, "presenter/_room.html", choice)


def _running(house: House, one: Presentation) -> Part:
    running = Running(one.id, one.title, one.room, face(house, one.presenter))
    return Part(f"running-{one.id}", "running", one.id, "presenter/_running.html", running)


def _albums(sales: SalesRoom, house: House) -> list[Part]:
    """Today's bookings by their hour, then the other albums, the latest first."""
    albums = [album for album in house.of(ALBUMS).values() if album.ready or album.arriving or album.rejected]
    today = [(booking, album) for album in albums if (booking := _booked_today(sales, house, album)) is not None]
    known = {album.booking for _, album in today}
    others = sorted((album for album in albums if album.booking not in known), key=_latest, reverse=True)
    zone = sales.floor.settings.zone
    parts = []
    for booking, album in today:
        hour = clock(booking.starts_at, zone)
        parts.append(_album("albums-today", ms(booking.starts_at) // 1000, card(booking, hour, album)))
    for place, album in enumerate(others[:OTHER_ALBUMS]):
        other = booking_of(sales, house, album)
        day = day_of(other.starts_at, zone).isoformat() if other else ""
        parts.append(_album("albums-other", place, card(other, day, album)))
    return parts


def _latest(album: Album) -> tuple[date, int]:
    return album.changed_on, int(album.booking)


def _booked_today(sales: SalesRoom, house: House, album: Album) -> Booking | None:
    booking = house.bookings.get(int(album.booking))
    if booking is None or booking.is_cancelled:
        return None
    return booking if day_of(booking.starts_at, sales.floor.settings.zone) == house.today else None


def booking_of(sales: SalesRoom, house: House, album: Album) -> Booking | None:
    """Also of other days; looked up once, for this is asked at every commit."""
    number = int(album.booking)
    booking = house.bookings.get(number) or sales.bookings.get(number) or sales.floor.store.find(BOOKINGS, number)
    if booking is not None:
        sales.bookings[number] = booking
    return booking


def _album(into: str, order: int, card: AlbumCard) -> Part:
    return Part(f"album-{card.booking}", into, order, "presenter/_album.html", card)


def card(booking: Booking | None, when: str, album: Album) -> AlbumCard:
    shown = album.problems[:PROBLEMS_SHOWN]
    return AlbumCard(
        booking=int(album.booking),
        title=booking.title if booking else "",
        when=when,
        ready=album.ready,
        arriving=album.arriving,
        rejected=album.rejected,
        problems=tuple((REASONS.get(problem.reason, "{name}"), problem.name) for problem in shown),
        more=album.rejected - len(shown),
    )


def _troubles(sales: SalesRoom) -> list[Trouble]:
    return lost(sales) + [Trouble(STRAY, (("name", name),)) for name in sales.intake.health.strays]


def lost(sales: SalesRoom) -> list[Trouble]:
    """Why no photo at all comes in just now."""
    health, troubles = sales.intake.health, []
    if health.unreachable_since:
        since = clock(health.unreachable_since, sales.floor.settings.zone)
        troubles.append(Trouble(UNREACHABLE, (("time", since),)))
    if health.is_full:
        troubles.append(Trouble(FULL))
    return troubles
