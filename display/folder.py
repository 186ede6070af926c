"""Looking into `media/photos` without trusting it: what is there, which bookings changed, and how to open a file.

Everything goes down from one directory descriptor, one name at a time and never through a symbolic link, so that
nothing outside the folder can be reached, whatever its names say.

Why looking and not inotify: inotify sees nothing on a network share, so looking is needed anyway. A booking whose
folders kept their modification times costs one stat a folder; only those that changed lately are listed again, and one
more in turn, so that a file rewritten in place is found too. `python -m bench.ingest` measures what a look costs.
"""

import errno
import os
import stat
import time
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from kiosk.records import dataclass

from .library import PHOTOS, Kind, display_text, is_booking, is_look, kind_of, path_key

# Looks are one folder deep. Deeper folders are an export program's doing and belong to the look they are in.
DEEPEST = 6
# A booking that changed is listed at every look for this long: writing into a file leaves its folder's time alone.
WARM_SECONDS = 60.0
# One look lists about so many files at most, newest bookings first: the first look after a start must not hold up what
# is arriving now until ten years of photos have been listed.
FILES_A_LOOK = 5_000

_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Without O_NONBLOCK, opening a FIFO would wait for a writer for ever.
_FILE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
# Not there, or replaced by a file or a link since its name was read.
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}

Version = tuple[int, int]


@dataclass(frozen=True)
class Sighting:
    """One file as a look found it. `path` is its key (library.path_key), `real` the same path as the system spells it;
    size in bytes, times in nanoseconds since 1970."""

    path: str
    real: str
    kind: Kind
    is_regular: bool
    size: int
    mtime_ns: int
    ctime_ns: int

    @property
    def booking(self) -> str:
        return self.real.split("/", 1)[0]

    @property
    def name(self) -> str:
        """Showable text."""
        return display_text(self.real.rsplit("/", 1)[1])

    @property
    def look(self) -> str:
        """The first folder below the booking as showable text; empty when the file lies in the booking's own."""
        parts = self.real.split("/", 2)
        return display_text(parts[1]) if len(parts) == 3 else ""

    @property
    def version(self) -> Version:
        """Changes when the content does, as far as one can tell without reading."""
        return (self.size, self.mtime_ns)


@dataclass(frozen=True)
class Listing:
    """A booking's photos by path, and the modification time of each of its folders by real path."""

    files: dict[str, Sighting] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)


class NotRegular(OSError):
    """The name belongs to a link, a FIFO, a device or a socket."""


def open_original(photos: Path, real: str) -> int:
    """A descriptor of the regular file `real` below `photos`, opened without following any link and without waiting.
    Raises NotRegular, or OSError as `os.open` does."""
    *folders, name = real.split("/")
    if not name or {"", ".", ".."} & set(folders) or name in (".", ".."):
        raise NotRegular(f"not a path below the photos: {real!r}")
    at = os.open(photos, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for folder in folders:
            deeper = os.open(folder, _FOLDER_FLAGS, dir_fd=at)
            os.close(at)
            at = deeper
        descriptor = os.open(name, _FILE_FLAGS, dir_fd=at)
    finally:
        os.close(at)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotRegular(f"not a regular file: {real!r}")
    return descriptor


def list_booking(root: int, booking: str) -> Listing:
    """Everything in one booking's folder that claims to be a photo, but for a RAW beside the photo of its name. A folder that
    is not there is an empty listing; one that cannot be read raises OSError, which says nothing about its files."""
    listing = Listing()
    try:
        with _opened_folder(booking, root) as descriptor:
            _collect(descriptor, booking, listing)
    except OSError as error:
        if error.errno not in _NO_FOLDER:
            raise
        return Listing()
    _leave_out_companions(listing)
    return listing


def _leave_out_companions(listing: Listing) -> None:
    """Cameras write a shot twice, as RAW and as JPEG: the JPEG is the photo, and the RAW is silently its companion."""
    photos = {_stem(file) for file in listing.files.values() if file.kind is Kind.PHOTO}
    companions = [path for path, file in listing.files.items() if file.kind is Kind.RAW and _stem(file) in photos]
    for path in companions:
        del listing.files[path]


def _stem(file: Sighting) -> str:
    return os.path.splitext(file.real)[0].casefold()


@contextmanager
def _opened_folder(name: str, parent: int) -> Iterator[int]:
    descriptor = os.open(name, _FOLDER_FLAGS, dir_fd=parent)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _collect(descriptor: int, here: str, listing: Listing) -> None:
    listing.folders[here] = os.fstat(descriptor).st_mtime_ns
    deeper = []
    with os.scandir(descriptor) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if is_look(entry.name) and here.count("/") < DEEPEST:
                    deeper.append(entry.name)
            else:
                _note(entry, f"{here}/{entry.name}", listing)
    for name in deeper:
        try:
            with _opened_folder(name, descriptor) as inner:
                _collect(inner, f"{here}/{name}", listing)
        except OSError as error:
            if error.errno not in _NO_FOLDER:
                raise


def _note(entry: os.DirEntry[str], real: str, listing: Listing) -> None:
    kind = kind_of(entry.name)
    if kind is Kind.OTHER:
        return
    try:
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return
    path = path_key(real)
    listing.files[path] = Sighting(
        path, real, kind, stat.S_ISREG(found.st_mode), found.st_size, found.st_mtime_ns, found.st_ctime_ns
    )


@dataclass(frozen=True)
class Look:
    """What one look found: the listings of the bookings that were due, and showable names in `photos/` that are no
    booking's folder."""

    listings: dict[str, Listing]
    strays: frozenset[str]


@dataclass(frozen=True)
class _Trace:
    """What is remembered of a listing: enough to see that it changed, and small, for there may be years of bookings."""

    folders: dict[str, int]
    fingerprint: int


class ShareMissing(OSError):
    """`photos/` is there but empty although it held photos: what is left when a share is not mounted."""


class Watch:
    """Looks again and again, listing a booking only when it is due."""

    def __init__(self, media: Path, known: Set[str]) -> None:
        """`known`: bookings to list at the beginning even when their folder is no longer there."""
        self._photos = media / PHOTOS
        self._unlisted = set(known)
        self._traces: dict[str, _Trace] = {}
        self._warm_until: dict[str, float] = {}
        self._turns: list[str] = []
        self._held_photos_at: tuple[int, int] | None = None

    def look(self, now: float, active: Set[str] = frozenset()) -> Look:
        """One look at monotonic time `now`; the `active` bookings are listed in any case. Raises OSError when `photos/`
        cannot be read or is no longer mounted."""
        root = os.open(self._photos, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            names = self._names(root)
            bookings = {name for name in names if is_booking(name)}
            listings: dict[str, Listing] = {}
            files = 0
            for booking in sorted(self._due(root, bookings, now) | active, key=_by_age):
                listing = self._list(root, booking, now) if files < FILES_A_LOOK or booking in active else None
                if listing is not None:
                    listings[booking] = listing
                    files += len(listing.files)
        finally:
            os.close(root)
        links = {booking for booking in listings.keys() & bookings if not listings[booking].folders}
        return Look(listings, frozenset(display_text(name) for name in (names - bookings) | links if is_look(name)))

    def _names(self, root: int) -> set[str]:
        found = os.fstat(root)
        identity = (found.st_dev, found.st_ino)
        names = set(os.listdir(root))
        if names:
            self._held_photos_at = identity
        elif (self._traces or self._unlisted) and identity != self._held_photos_at:
            raise ShareMissing(f"{self._photos} is empty: is the share mounted?")
        return names

    def _due(self, root: int, bookings: set[str], now: float) -> set[str]:
        due = {booking for booking in bookings if self._warm_until.get(booking, 0) > now or self._moved(root, booking)}
        due |= self._unlisted | (self._traces.keys() - bookings)
        if not self._turns:
            self._turns = sorted(bookings)
        if self._turns:
            due |= {self._turns.pop()} & bookings
        return due

    def _moved(self, root: int, booking: str) -> bool:
        """Whether any folder of the booking has another modification time than when it was listed."""
        trace = self._traces.get(booking)
        if trace is None:
            return True
        try:
            return any(
                os.stat(folder, dir_fd=root, follow_symlinks=False).st_mtime_ns != seen
                for folder, seen in trace.folders.items()
            )
        except OSError:
            return True

    def _list(self, root: int, booking: str, now: float) -> Listing | None:
        try:
            listing = list_booking(root, booking)
        except PermissionError:
            return None
        self._unlisted.discard(booking)
        self._remember(booking, listing, now)
        return listing

    def _remember(self, booking: str, listing: Listing, now: float) -> None:
        fingerprint = hash(frozenset((path, found.version) for path, found in listing.files.items()))
        trace = _Trace(listing.folders, fingerprint)
        earlier = self._traces.get(booking)
        if trace != earlier if earlier else _is_recent(listing):
            self._warm_until[booking] = now + WARM_SECONDS
        if listing.folders:
            self._traces[booking] = trace
        else:
            self._traces.pop(booking, None)


def _is_recent(listing: Listing) -> bool:
    """Whether a folder changed so lately that the next change may leave it the same modification time."""
    return max(listing.folders.values(), default=0) / 1e9 > time.time() - WARM_SECONDS


def _by_age(booking: str) -> tuple[int, ...]:
    """Newest first: booking numbers grow."""
    return (-len(booking), *(-ord(digit) for digit in booking))
