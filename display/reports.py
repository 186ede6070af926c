"""What the darkroom reports becomes rows, albums and events: one command for many lines."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kiosk.transaction import Transaction

from . import hearts, photos
from .commands import record
from .commands_selection import keep
from .domain.album import Album, in_order
from .domain.events import (
    PhotoFolderFound,
    PhotoFolderLost,
    PhotosArriving,
    PhotosGone,
    PhotosReady,
    PhotosRejected,
    PresentationEvent,
    SlideReplaced,
)
from .domain.presentation import Presentation
from .domain.successors import Named, successors
from .domain.timeline import kept_in_place, shown
from .domain.whereabouts import follow
from .kinds import ALBUMS, PRESENTATIONS, SELECTIONS

Line = dict[str, Any]
Content = dict[str, Any]

ABOUT_FOLDER = {"unreachable": PhotoFolderLost, "reachable": PhotoFolderFound}


def take(tx: Transaction, lines: Sequence[Line]) -> Content:
    """Keep a batch of the darkroom's lines, in order. Screens hear of it once."""
    for line in lines:
        if line["type"] in ABOUT_FOLDER:
            tx.append("photos", ABOUT_FOLDER[line["type"]]())
    _liken(tx, [line for line in lines if line["type"] == "likeness"])
    told = [line for line in lines if "booking" in line and line["type"] != "likeness"]
    for booking in dict.fromkeys(line["booking"] for line in told):
        _Batch(tx, booking).take(line for line in told if line["booking"] == booking)
    return {}


def _liken(tx: Transaction, lines: Sequence[Line]) -> None:
    """Hashes of photos from before there were any. Nothing has happened to the photos: an album that has left the picture stays
    out of it, and whoever has looked through them has still done so."""
    for line in lines:
        photos.note_likeness(tx.connection, line["booking"], line["photo"], line["dhash"])
    for booking in dict.fromkeys(line["booking"] for line in lines):
        album = tx.find(ALBUMS, booking)
        if album is not None:
            tx.put(ALBUMS, replace(album, likeness=album.likeness + 1))


class _Batch:
    """The lines about one booking."""

    def __init__(self, tx: Transaction, booking: str) -> None:
        self._tx, self._booking, self._connection = tx, booking, tx.connection
        self._ready: dict[str, None] = {}
        self._gone: dict[str, None] = {}
        self._before: dict[str, Named | None] = {}
        self._rewritten: dict[str, str] = {}
        self._rejected: list[str] = []
        self._arriving: int | None = None

    def take(self, lines: Iterable[Line]) -> None:
        before = self._order()
        for line in lines:
            self._note(line)
        self._keep_album()
        self._tell()
        if self._gone or self._ready:
            self._follow(before)

    def _note(self, line: Line) -> None:
        match line["type"]:
            case "ready":
                self._keep_ready(line, line["photo"], photos.photo_behind(self._connection, line["path"]))
            case "rejected":
                former = photos.photo_behind(self._connection, line["path"])
                photos.keep_rejected(self._connection, line)
                self._rejected.append(line["name"])
                self._drop(former, line)
            case "gone":
                former = photos.photo_behind(self._connection, line["path"])
                photos.forget_file(self._connection, line["path"])
                self._drop(former, line)
            case "arriving":
                self._arriving = line["count"]
                self._drop_what_did_not_come()
            case "four_k":
                photos.note_four_k(self._connection, self._booking, line["photo"])

    def _keep_ready(self, line: Line, photo: str, former: str | None) -> None:
        self._remember(photo)
        photos.keep_ready(self._connection, line)
        self._ready[photo] = None
        self._gone.pop(photo, None)
        if former and former != photo:
            self._rewritten[former] = photo
            self._drop(former, line)

    def _remember(self, photo: str) -> None:
        if photo not in self._before:
            self._before[photo] = photos.find_named(self._connection, self._booking, photo)

    def _drop(self, photo: str | None, line: Line) -> None:
        """One whose file is only being renamed stays, and so do its marks and the screen, until that has arrived."""
        if photo and not line.get("is_moving"):
            self._take_out(photo)

    def _drop_what_did_not_come(self) -> None:
        for photo in [] if self._arriving else photos.without_files(self._connection, self._booking):
            self._take_out(photo)

    def _take_out(self, photo: str) -> None:
        self._remember(photo)
        if photos.drop_without_files(self._connection, self._booking, photo):
            self._gone[photo] = None
            self._ready.pop(photo, None)
        elif photos.call_by_a_file_it_has(self._connection, self._booking, photo):
            self._ready[photo] = None

    def _keep_album(self) -> None:
        old = self._tx.find(ALBUMS, self._booking)
        tally = photos.tally(self._connection, self._booking)
        new = Album(
            booking=self._booking,
            changed_on=self._tx.house.today,
            ready=tally.ready,
            rejected=tally.rejected,
            arriving=self._arriving if self._arriving is not None else old.arriving if old else 0,
            problems=photos.problems_of(self._connection, self._booking) if tally.rejected else (),
            likeness=old.likeness if old else 0,
            revision=(old.revision if old else 0) + bool(self._ready or self._gone),
        )
        if new != old:
            self._tx.put(ALBUMS, new)

    def _tell(self) -> None:
        stream = f"photos-{self._booking}"
        if self._ready:
            self._tx.append(stream, PhotosReady(booking=self._booking, photos=tuple(self._ready)))
        if self._rejected:
            self._tx.append(stream, PhotosRejected(booking=self._booking, files=tuple(self._rejected)))
        if self._gone:
            self._tx.append(stream, PhotosGone(booking=self._booking, photos=tuple(self._gone)))
        if self._arriving is not None and not (self._ready or self._rejected or self._gone):
            self._tx.append(stream, PhotosArriving(booking=self._booking, count=self._arriving))

    def _order(self) -> list[str]:
        """The slides as they stand, if somebody is looking at them."""
        rows = photos.photos_of(self._connection, self._booking) if self._presentations() else []
        return [photo.id for photo in in_order(rows)]

    def _follow(self, before: list[str]) -> None:
        """What was said of a photo, and its place on a screen, go over to the one that it was exported anew as."""
        selection = self._tx.find(SELECTIONS, int(self._booking)) if self._booking.isdecimal() else None
        anew = self._anew({*self._gone, *(selection.photos if selection else ())})
        if selection:
            there = {photo.id for photo in photos.photos_of(self._connection, self._booking)}
            keep(self._tx, selection, follow(selection, anew, there))
        shown_anew = {former: slide for former, slide in anew.items() if former in before and slide not in before}
        events: list[PresentationEvent] = [
            SlideReplaced(former=former, slide=slide) for former, slide in shown_anew.items()
        ]
        for presentation in self._presentations():
            hearts.rename(self._connection, presentation.id, anew)
            record(self._tx, presentation, events)
        self._keep_in_place([shown_anew.get(slide, slide) for slide in before])

    def _anew(self, of: set[str]) -> dict[str, str]:
        if not of:
            return {}  # a delivery of thousands comes in many batches
        every = photos.named(self._connection, self._booking)
        gone = [photo for photo in every if photo.id in of and not photo.is_there]
        return successors(gone, [photo for photo in every if photo.is_there], self._before, self._rewritten)

    def _presentations(self) -> list[Presentation]:
        every = self._tx.house.of(PRESENTATIONS).values()
        return [one for one in every if str(one.booking) == self._booking]

    def _keep_in_place(self, before: list[str]) -> None:
        after = self._order()
        for presentation in self._presentations():
            if after != before:
                orders = shown(presentation, before), shown(presentation, after)
                record(self._tx, presentation, kept_in_place(presentation, *orders, self._tx.now))
