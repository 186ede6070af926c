"""The customer's marks as XMP sidecars beside the originals. Runs in native threads, on request alone.

A sidecar that another program has written keeps all it says and gets our few words as well; as it was, it is kept beside it
(`NAME.xmp.VERSION.bak`). One that cannot be read is left alone, and its photo is named.
"""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.records import dataclass

from . import sidecar, xmp
from .companions import unfinished_name
from .domain import choices as c
from .domain import refusals as r
from .folder import NotRegular, open_original
from .handover import Order, Original, all_there, told
from .library import PHOTOS

LONGEST_NAME = 255
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Written:
    """How many sidecars there now are, and what they say: `picks`, `maybes`, the others neither. `unread` names photos whose
    sidecars cannot be read."""

    files: int
    picks: int
    maybes: int
    unread: str


def write_sidecars(media: Path, order: Order, labels: Mapping[str, str]) -> Written:
    """Write one beside every file of a picked or maybe photo, into what another program has written there, and bring those of
    others that are ours up to date. Raises ForeignSidecars when none can be read, OriginalsMissing, or CannotWrite; then none
    was written by this call, or, on a full disk, some whole ones."""
    all_there(order)
    try:
        return _write_sidecars(media / PHOTOS, order.files, labels)
    except OSError as error:
        raise r.CannotWrite(reason=str(error.strerror)) from error


def _write_sidecars(root: Path, files: Sequence[Original], labels: Mapping[str, str]) -> Written:
    wanted: dict[str, Original] = {}
    for file in files:
        if file.mark in (c.PICK, c.MAYBE) or sidecar.is_ours(_read(root, file.sidecar) or b""):
            wanted[file.sidecar] = _more_telling(wanted.get(file.sidecar), file)
    sheets, foreign = [], []
    for file in wanted.values():
        try:
            sheets.append(_sheet(root, file, labels))
        except xmp.NotMerged:
            foreign.append(file.name)
    if foreign and not sheets:
        raise r.ForeignSidecars(names=told(foreign))
    for sheet in sheets:
        with _folder(root, sheet.path) as (folder, name):
            if sheet.base is not None:
                _put(folder, kept_name(name, sheet.base), sheet.base)
            _put(folder, name, sheet.content)
    marks = [sheet.mark for sheet in sheets]
    return Written(len(sheets), marks.count(c.PICK), marks.count(c.MAYBE), told(foreign))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sidecar to be written; `base` is what another program wrote there, to be kept beside it."""

    path: str
    mark: str
    content: bytes
    base: bytes | None


def _sheet(root: Path, file: Original, labels: Mapping[str, str]) -> _Sheet:
    found = _read(root, file.sidecar)
    base = None if found is None else _base(root, file.sidecar, found)
    if base is None:
        return _Sheet(file.sidecar, file.mark, sidecar.content(file.mark, file.notes, labels), None)
    return _Sheet(file.sidecar, file.mark, sidecar.over(base, file.mark, file.notes, labels), base)


def _base(root: Path, path: str, found: bytes) -> bytes | None:
    """What another program wrote there before we did; None where nobody did. Laying over that anew, and not over ours, a note
    that was taken back is gone. If it was thrown away, what stands there is all there is."""
    if not sidecar.is_ours(found):
        return found
    if not (version := sidecar.laid_over(found)):
        return None
    folder, _, name = path.rpartition("/")
    kept = _read(root, f"{folder}/{kept_as(name, version)}")
    return kept if kept is not None and sidecar.version(kept) == version else found


def kept_name(name: str, base: bytes) -> str:
    return kept_as(name, sidecar.version(base))


def kept_as(name: str, version: str) -> str:
    """What another program's sidecar is kept under: no ending that any program reads, and short enough for any name."""
    ending = f".{version}.bak"
    return os.fsencode(name)[: LONGEST_NAME - len(ending)].decode(errors="ignore") + ending


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
