"""The readiness sentinel: looks by itself at what the next parties come for, every minute and soon after something changed, and
has what it found written down where it differs (REQUIREMENTS C33-C36, feature 6, I6)."""

import logging
from collections.abc import Iterable
from pathlib import Path

from kiosk.commands.readiness import note_found
from kiosk.domain.booking import Booking
from kiosk.domain.readiness import KINDS, PICKUP, Check
from kiosk.house import House
from kiosk.kinds import BOOKINGS
from kiosk.queries.readiness import ahead
from kiosk.store import CannotSave, Commit
from kiosk.transaction import Writing

from . import seeing
from .domain import readiness as rules
from .library import RENDITIONS_FOLDER
from .sales_room import SalesRoom

log = logging.getLogger(__name__)

EVERY_SECONDS = 60.0
SOON_SECONDS = 1.0
TV_COPY = ".tv.jpg"
# What may change an answer. What the sentinel writes itself is not among it.
CONCERNS = frozenset(
    "PhotosReady PhotosRejected PhotosGone PhotosArriving SheetSent SheetReceived SheetReturned BookingAdded BookingChanged "
    "BookingMoved BookingWasCancelled PhotosPreviewed QualityLookedOver PickupListed PickupTicked DevicePaired DeviceRevoked "
    "AbsencePlanned DutyStarted DutyEnded DayStarted SettingsChanged VisitFinished CustomersMerged".split()
)


class Sentinel:
    """Runs for as long as the server lives, once it has been started."""

    def __init__(self, sales: SalesRoom) -> None:
        self._sales, self._floor = sales, sales.floor
        self._is_started = False
        self._is_waiting = False

    def start(self) -> None:
        self._is_started = True
        self._floor.engine.spawn(self._keep_looking)

    def hear(self, commit: Commit) -> None:
        """Something was recorded. Several things in a row are looked at once."""
        if self._is_started and not self._is_waiting and any(entry.type in CONCERNS for entry in commit.entries):
            self._is_waiting = True
            self._floor.engine.spawn(self._look_soon)

    def look(self) -> None:
        """Look at everybody who comes today and in the days ahead."""
        house = self._floor.store.house
        self._note(house, ahead(house, self._floor.settings))

    def look_at(self, number: int) -> None:
        """Look at one booking now, whenever it may be: before something is promised to its party."""
        house = self._floor.store.house
        booking = house.bookings.get(number) or self._floor.store.find(BOOKINGS, number)
        if booking and booking.kind in KINDS and not booking.is_cancelled:
            self._note(house, [booking])

    def _keep_looking(self) -> None:
        while True:
            self._look_safely()
            self._floor.engine.sleep(EVERY_SECONDS)

    def _look_soon(self) -> None:
        self._floor.engine.sleep(SOON_SECONDS)
        self._is_waiting = False
        self._look_safely()

    def _look_safely(self) -> None:
        try:
            self.look()
        except CannotSave:
            log.warning("what was found cannot be kept just now; it is looked at again")
        except Exception:  # whatever it was, tomorrow's parties are looked at again in a minute
            log.exception("the readiness of the next parties could not be looked at")

    def _note(self, house: House, bookings: Iterable[Booking]) -> None:
        found = {booking.number: self._checks(house, booking) for booking in bookings}
        fresh = {number: checks for number, checks in found.items() if self._differs(number, checks)}
        if fresh:
            self._floor.store.execute(Writing.by_system("sentinel"), lambda tx: note_found(tx, fresh))

    def _differs(self, number: int, checks: tuple[Check, ...]) -> bool:
        """A minute in which all is as it was is no transaction."""
        booking = self._floor.store.house.bookings.get(number)
        return booking is None or tuple(map(seeing.timeless, booking.readiness.checks)) != checks

    def _checks(self, house: House, booking: Booking) -> tuple[Check, ...]:
        shoot = seeing.shoot_before(self._floor.store.reader(), booking)
        people = seeing.people_for(house, booking, shoot)
        if booking.kind == PICKUP:
            return rules.pickup(booking.readiness.items, people)
        album = seeing.album_of(self._sales, booking, shoot)
        self._sales.folders[booking.number] = album.booking
        made: frozenset[str] = self._floor.engine.run_native(copies_in, self._floor.media, album.booking)
        copies = len(made.intersection(self._sales.photos(int(album.booking)).slides.order)) if album.ready else 0
        return rules.selection(seeing.facts(self._sales, house, booking, shoot, album, copies, people))


def copies_in(media: Path, booking: str) -> frozenset[str]:
    """The photos whose TV-size copies lie in the folder, as the disk says. Read in a native thread (FAULTS F22)."""
    try:
        names = [file.name for file in (media / RENDITIONS_FOLDER / booking).iterdir()]
    except OSError:
        return frozenset()
    return frozenset(name.removesuffix(TV_COPY) for name in names if name.endswith(TV_COPY))
