"""The running sales room in one place, and how a request reaches it."""

from dataclasses import dataclass, field

from flask import current_app

from kiosk.domain.booking import Booking
from kiosk.floor import Floor
from kiosk.kinds import BOOKINGS

from . import photos
from .domain.album import by_look, in_order
from .domain.presentation import Presentation
from .grants import Grants
from .intake import Intake
from .kinds import ALBUMS
from .screens import Seen

SLIDES_KEPT = 16


@dataclass(frozen=True, slots=True)
class Slides:
    """A booking's slides in order: look by look (its name, "" without one, and the ids), and all ids in a row."""

    looks: tuple[tuple[str, tuple[str, ...]], ...]
    order: tuple[str, ...]


@dataclass
class SalesRoom:
    """`seen` is what each TV said last, by device id; `bookings` those of other days that have been looked up."""

    floor: Floor
    grants: Grants
    intake: Intake
    seen: dict[str, Seen] = field(default_factory=dict)
    bookings: dict[int, Booking] = field(default_factory=dict)
    _kept: dict[int, tuple[int, Slides]] = field(default_factory=dict)

    def slides(self, presentation: Presentation) -> Slides:
        """Asked for at every commit, so they are read once for each revision of the album."""
        number = presentation.booking
        album = self.floor.store.house.of(ALBUMS).get(str(number))
        revision = album.revision if album else 0
        kept = self._kept.get(number)
        if kept is None or kept[0] != revision:
            if len(self._kept) >= SLIDES_KEPT:
                self._kept.pop(next(iter(self._kept)))
            kept = self._kept[number] = (revision, self._read(number))
        return kept[1]

    def _read(self, number: int) -> Slides:
        store = self.floor.store
        runs = by_look(in_order(photos.photos_of(store.reader(), str(number))))
        booking = store.find(BOOKINGS, number)
        booked = booking.looks if booking and len(booking.looks) == len(runs) else ("",) * len(runs)
        looks = tuple((name or named, slides) for (name, slides), named in zip(runs, booked, strict=True))
        return Slides(looks, tuple(slide for _, slides in looks for slide in slides))


def sales_room() -> SalesRoom:
    """The sales room that serves the current request."""
    found: SalesRoom = current_app.extensions["sales_room"]
    return found
