"""The selection on its way to the retoucher: ratings and notes as XMP sidecars beside the originals, and copies of the chosen
originals in a folder of their own. Runs in native threads, on request alone.

    media/photos/<booking>/…/NAME.xmp     beside NAME.jpg; Capture One reads it, Lightroom and Bridge beside a RAW alone
    media/chosen/<booking>/…              copies, laid out as the originals are; a JPEG's RAW and any sidecar go with it,
                                          and the rating is inside it (embedding.py)

Originals are opened for reading and never otherwise. The sidecars are written by ratings.py.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kiosk.records import dataclass

from . import companions, photos
from .companions import unfinished_name
from .domain import choices as c
from .domain import refusals as r
from .domain.selection import RetouchNote, Selection
from .embedding import JPEG, LARGEST, embedded, photo_in
from .folder import open_original
from .library import PHOTOS, display_text, real_path

CHOSEN = "chosen"
NAMES_TOLD = 8
_BLOCK = 1 << 20


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


def all_there(order: Order) -> None:
    """Raises OriginalsMissing."""
    if order.missing:
        raise r.OriginalsMissing(names=told(order.missing))


def told(names: Sequence[str]) -> str:
    more = f" +{len(names) - NAMES_TOLD}" if len(names) > NAMES_TOLD else ""
    return ", ".join(names[:NAMES_TOLD]) + more


def copy_originals(media: Path, order: Order, labels: Mapping[str, str]) -> int:
    """Copy one file of every picked photo with its companions, the choice inside a JPEG's; what is there already is not copied
    again, and our copies of photos that are no longer picked are taken out. Returns how many there now are. Raises as
    check_copies does, or CannotWrite."""
    try:
        return _copy_originals(media, order, labels)
    except OSError as error:
        raise r.CannotWrite(reason=str(error.strerror)) from error


def check_copies(media: Path, order: Order) -> None:
    """Raises OriginalsMissing or CopiesInTheWay; quick, for it reads only what is there already."""
    all_there(order)
    folder = media / CHOSEN / str(order.number)
    in_the_way = [file.name for file in _picked(order) if _differs(folder / _below(file), file.photo)]
    if in_the_way:
        raise r.CopiesInTheWay(names=told(in_the_way))


def _copy_originals(media: Path, order: Order, labels: Mapping[str, str]) -> int:
    check_copies(media, order)
    folder, picked = media / CHOSEN / str(order.number), _picked(order)
    for file in picked:
        target = folder / _below(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        content = _with_choice(media / PHOTOS, file, labels)
        if content is None and not target.exists():
            _copy(media / PHOTOS, file, target)
        elif content is not None and not (target.exists() and target.read_bytes() == content):
            with _placing(target) as copy:
                copy.write(content)
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
    """Whether something is there that is neither this photo nor our copy of it."""
    if path.is_symlink() or path.is_dir():
        return True
    try:
        with open(path, "rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest()[:16] == photo:
                return False
            file.seek(0)
            return photo_in(_jpeg(file)) != photo
    except FileNotFoundError:
        return False


def _jpeg(file: BinaryIO) -> bytes:
    """All of it if it may be a JPEG that is read as a whole, else nothing."""
    begins = file.read(2)
    return begins + file.read() if begins == JPEG and os.fstat(file.fileno()).st_size <= LARGEST else b""


def _with_choice(root: Path, file: Original, labels: Mapping[str, str]) -> bytes | None:
    """A JPEG with the choice in it; None for what is copied as it is."""
    with open(open_original(root, file.real), "rb") as source:
        jpeg = _jpeg(source)
    if jpeg and hashlib.sha256(jpeg).hexdigest()[:16] != file.photo:
        raise r.OriginalsMissing(names=file.name)
    return embedded(jpeg, file.photo, file.mark, file.notes, labels)


def _copy(root: Path, file: Original, target: Path) -> None:
    """A file that changed under our hands is not the one that was chosen."""
    digest = hashlib.sha256()
    with open(open_original(root, file.real), "rb") as source, _placing(target) as copy:
        while block := source.read(_BLOCK):
            digest.update(block)
            copy.write(block)
        if digest.hexdigest()[:16] != file.photo:
            raise r.OriginalsMissing(names=file.name)


@contextmanager
def _placing(target: Path) -> Iterator[BinaryIO]:
    """To be written to; whole afterwards, or not there at all."""
    unfinished = target.with_name(unfinished_name(target.name))
    try:
        with open(unfinished, "wb") as copy:
            yield copy
            copy.flush()
            os.fsync(copy.fileno())
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    with _opened(target.parent) as folder:
        os.fsync(folder)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
