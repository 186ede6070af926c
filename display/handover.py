"""The selection on its way to the retoucher: ratings and notes as XMP sidecars beside the originals, and copies of the chosen
originals in a folder of their own. Runs in native threads, on request alone.

    media/photos/<booking>/…/NAME.xmp     beside NAME.jpg; Capture One reads it, Lightroom and Bridge beside a RAW alone
    media/chosen/<booking>/…              copies, laid out as the originals are; a JPEG's RAW and any sidecar go with it

Originals are opened for reading and never otherwise. A sidecar that another program has written, or has changed since we
wrote it, is left alone, and its photo is named.
"""

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.records import dataclass

from . import companions, photos, sidecar
from .companions import unfinished_name
from .domain import choices as c
from .domain import refusals as r
from .domain.selection import RetouchNote, Selection
from .folder import NotRegular, open_original
from .library import PHOTOS, display_text, real_path

CHOSEN = "chosen"
NAMES_TOLD = 8
_BLOCK = 1 << 20
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Original:
    """One file of a photo: its path below `photos/` as the system spells it, and what was decided about the photo."""

    photo: str
    real: str
    mark: str
    notes: tuple[RetouchNote, ...]

    @property
    def name(self) -> str:
        return display_text(self.real.rsplit("/", 1)[1])

    @property
    def sidecar(self) -> str:
        return os.path.splitext(self.real)[0] + ".xmp"


@dataclass(frozen=True, slots=True)
class Order:
    """What to hand over: every file of the booking, and the names of picked photos that have none any more."""

    number: int
    files: tuple[Original, ...]
    missing: tuple[str, ...]


def order_of(connection: sqlite3.Connection, selection: Selection) -> Order:
    rows = photos.files_of(connection, str(selection.booking))
    files = tuple(
        Original(photo, real_path(path), selection.mark_of(photo), selection.retouches_of(photo))
        for photo, path in rows
    )
    there = {file.photo for file in files}
    missing = {photo for photo in selection.picks if photo not in there} | {*selection.lost_picks}
    return Order(selection.booking, files, tuple(photos.names_of(connection, str(selection.booking), missing)))


# --- sidecars ---


def write_sidecars(media: Path, order: Order, labels: Mapping[str, str]) -> tuple[int, str]:
    """Write one beside every file of a picked or maybe photo, and bring those of others that are ours up to date. Returns how
    many there now are, and the names of photos whose sidecars are somebody else's. Raises ForeignSidecars when all are,
    OriginalsMissing, or CannotWrite; then none was written by this call, or, on a full disk, some whole ones."""
    _all_there(order)
    try:
        return _write_sidecars(media / PHOTOS, order.files, labels)
    except OSError as error:
        raise r.CannotWrite(reason=str(error.strerror)) from error


def _write_sidecars(root: Path, files: Sequence[Original], labels: Mapping[str, str]) -> tuple[int, str]:
    foreign: list[str] = []
    wanted: dict[str, Original] = {}
    for file in files:
        found = _read(root, file.sidecar)
        if found is not None and not sidecar.is_ours(found):
            if file.mark in (c.PICK, c.MAYBE):
                foreign.append(file.name)
        elif found is not None or file.mark in (c.PICK, c.MAYBE):
            wanted[file.sidecar] = _more_telling(wanted.get(file.sidecar), file)
    if foreign and not wanted:
        raise r.ForeignSidecars(names=_told(foreign))
    for path, file in wanted.items():
        with _folder(root, path) as (folder, name):
            _put(folder, name, sidecar.content(file.mark, file.notes, labels))
    return len(wanted), _told(foreign)


def _more_telling(one: Original | None, other: Original) -> Original:
    """Two files of one name, such as a JPEG and a TIFF of one shot, share a sidecar: the better mark stands in it."""
    order = (c.PICK, c.MAYBE, c.PASS, c.NONE)
    return other if one is None or order.index(other.mark) < order.index(one.mark) else one


def _read(root: Path, path: str) -> bytes | None:
    """What stands there now. A link or a folder of that name is somebody else's, whatever it holds."""
    try:
        with open(open_original(root, path), "rb") as file:
            return file.read(sidecar.LONGEST)
    except FileNotFoundError:
        return None
    except NotRegular:
        return b""
    except OSError as error:
        if error.errno == errno.ELOOP:
            return b""
        raise


# --- copies ---


def copy_originals(media: Path, order: Order) -> int:
    """Copy one file of every picked photo with its companions; what is there already is not copied again, and our copies of
    photos that are no longer picked are taken out. Returns how many there now are. Raises as write_sidecars does."""
    try:
        return _copy_originals(media, order)
    except OSError as error:
        raise r.CannotWrite(reason=str(error.strerror)) from error


def check_copies(media: Path, order: Order) -> None:
    """Raises OriginalsMissing or CopiesInTheWay; quick, for it reads only what is there already."""
    _all_there(order)
    folder = media / CHOSEN / str(order.number)
    in_the_way = [file.name for file in _picked(order) if _differs(folder / _below(file), file.photo)]
    if in_the_way:
        raise r.CopiesInTheWay(names=_told(in_the_way))


def _copy_originals(media: Path, order: Order) -> int:
    check_copies(media, order)
    folder, picked = media / CHOSEN / str(order.number), _picked(order)
    for file in picked:
        target = folder / _below(file)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(media / PHOTOS, file, target)
    companions.copy(media / PHOTOS, folder, [file.real for file in picked])
    kept = {file.real for file in picked}
    for file in order.files:
        old = folder / _below(file)
        if file.real not in kept and old.is_file() and not _differs(old, file.photo):
            old.unlink()
            companions.take_out(media / PHOTOS, folder, file.real, kept)
    return len(picked)


def _picked(order: Order) -> list[Original]:
    first: dict[str, Original] = {}
    for file in order.files:
        if file.mark == c.PICK:
            first.setdefault(file.photo, file)
    return list(first.values())


def _below(file: Original) -> str:
    return file.real.split("/", 1)[1]


def _differs(path: Path, photo: str) -> bool:
    """Whether something is there that is not this photo."""
    if path.is_symlink() or path.is_dir():
        return True
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16] != photo
    except FileNotFoundError:
        return False


def _copy(root: Path, file: Original, target: Path) -> None:
    """Whole or not at all; a file that changed under our hands is not the one that was chosen."""
    digest = hashlib.sha256()
    unfinished = target.with_name(unfinished_name(target.name))
    try:
        with open(open_original(root, file.real), "rb") as source, open(unfinished, "wb") as copy:
            while block := source.read(_BLOCK):
                digest.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        if digest.hexdigest()[:16] != file.photo:
            raise r.OriginalsMissing(names=file.name)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    with _opened(target.parent) as folder:
        os.fsync(folder)


# --- both ---


def _all_there(order: Order) -> None:
    if order.missing:
        raise r.OriginalsMissing(names=_told(order.missing))


def _told(names: Sequence[str]) -> str:
    more = f" +{len(names) - NAMES_TOLD}" if len(names) > NAMES_TOLD else ""
    return ", ".join(names[:NAMES_TOLD]) + more


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _folder(root: Path, path: str) -> Iterator[tuple[int, str]]:
    """The folder of a path below `root`, opened without following a link, and the last name."""
    *folders, name = path.split("/")
    at = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for folder in folders:
            deeper = os.open(folder, _FOLDER_FLAGS, dir_fd=at)
            os.close(at)
            at = deeper
        yield at, name
    finally:
        os.close(at)


def _put(folder: int, name: str, content: bytes) -> None:
    """Write one file of a folder so that it is whole or as it was, also after a power cut."""
    unfinished = unfinished_name(name)
    with suppress(FileNotFoundError):
        os.unlink(unfinished, dir_fd=folder)
    try:
        with open(os.open(unfinished, _NEW_FLAGS, 0o644, dir_fd=folder), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, name, src_dir_fd=folder, dst_dir_fd=folder)
        os.fsync(folder)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(unfinished, dir_fd=folder)
        raise
