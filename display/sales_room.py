"""The running sales room in one place, and how a request reaches it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app

from kiosk.domain.booking import Booking
from kiosk.floor import Floor
from kiosk.kinds import BOOKINGS
from kiosk.records import dataclass

from . import photos
from .condition import Condition
from .domain.album import Look, Photo, by_camera, by_look, in_order
from .domain.likeness import groups
from .domain.presentation import Presentation
from .domain.timeline import shown
from .grants import Grants
from .intake import Intake
from .kinds import ALBUMS
from .screens import Seen

if TYPE_CHECKING:
    from .sentinel import Sentinel

SLIDES_KEPT = 16
TOGETHER, ALONE = "together", "alone"


@dataclass(frozen=True, slots=True)
class Slides:
    """A booking's slides in order: look by look, with the ids, and all ids in a row."""

    looks: tuple[tuple[Look, tuple[str, ...]], ...]
    order: tuple[str, ...]

    def only(self, chosen: frozenset[str]) -> "Slides":
        """Those of a closing show; a look of which nothing was chosen is left out."""
        runs = ((look, tuple(slide for slide in slides if slide in chosen)) for look, slides in self.looks)
        looks = tuple((look, slides) for look, slides in runs if slides)
        return Slides(looks, tuple(slide for _, slides in looks for slide in slides))

    def in_turn(self, order: Sequence[str], long: Collection[str]) -> "Slides":
        """Those of a second pass in its own order; its looks are called TOGETHER and ALONE."""
        together = tuple(slide for slide in order if slide in long)
        alone = tuple(slide for slide in order if slide not in long)
        looks = ((Look(0, (name,)), slides) for name, slides in ((TOGETHER, together), (ALONE, alone)) if slides)
        return Slides(tuple(looks), together + alone)


@dataclass(frozen=True, slots=True)
class Photos:
    """Everything about a booking's photos that choosing needs: all of them `ordered`, the look of each (its folder's name),
    the looks by their folders, which look alike, and by which camera and when each was taken (album.by_camera)."""

    slides: Slides
    ordered: tuple[Photo, ...]
    look_of: Mapping[str, str]
    looks: Mapping[str, Look]
    groups: tuple[tuple[str, ...], ...]
    cameras: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass
class SalesRoom:
    """`seen` is what each TV said last, by device id, `conditions` what it said of its set; `bookings` those of other days
    that have been looked up, `folders` the ones that their readiness was last seen in where that is another booking's;
    `handing` the bookings whose chosen originals are being copied; `left` when a presenter's tablet left a presentation's
    page, `hearted` when a party last gave one a heart."""

    floor: Floor
    grants: Grants
    intake: Intake
    seen: dict[str, Seen] = field(default_factory=dict)
    conditions: dict[str, Condition] = field(default_factory=dict)
    bookings: dict[int, Booking] = field(default_factory=dict)
    folders: dict[int, str] = field(default_factory=dict)
    handing: set[int] = field(default_factory=set)
    left: dict[int, datetime] = field(default_factory=dict)
    hearted: dict[int, datetime] = field(default_factory=dict)
    sentinel: "Sentinel" = field(init=False)
    _kept: dict[int, tuple[tuple[int, int], Photos]] = field(default_factory=dict)

    def slides(self, presentation: Presentation) -> Slides:
        """What this presentation shows, in order."""
        slides = self.photos(presentation.booking).slides
        if presentation.run and presentation.run.slides:
            return slides.in_turn(shown(presentation, slides.order), presentation.run.long)
        return slides.only(frozenset(presentation.narrowed)) if presentation.narrowed else slides

    def photos(self, number: int) -> Photos:
        """Asked for at every commit, so it is read once for each revision of the album and of what looks alike."""
        album = self.floor.store.house.of(ALBUMS).get(str(number))
        revision = (album.revision, album.likeness) if album else (0, 0)
        kept = self._kept.pop(number, None)
        if kept is None or kept[0] != revision:
            kept = (revision, self._read(number))
        self._kept[number] = kept  # the last one asked for goes last
        while len(self._kept) > SLIDES_KEPT:
            self._kept.pop(next(iter(self._kept)))
        return kept[1]

    def _read(self, number: int) -> Photos:
        store = self.floor.store
        ordered = in_order(photos.photos_of(store.reader(), str(number)))
        booking = store.find(BOOKINGS, number)
        runs = by_look(ordered, booking.looks if booking else ())
        slides = Slides(tuple(runs), tuple(photo.id for photo in ordered))
        look_of = {photo.id: photo.look for photo in ordered}
        looks = {look_of[ids[0]]: look for look, ids in runs}
        return Photos(slides, ordered, look_of, looks, groups(ordered), by_camera(ordered))


def sales_room() -> SalesRoom:
    """The sales room that serves the current request."""
    found: SalesRoom = current_app.extensions["sales_room"]
    return found
