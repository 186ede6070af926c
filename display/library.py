"""The photo library's words: which files count as photos, what they are called, where their renditions are, why one
was turned away. Names and paths only; nothing here opens a file.

    media/photos/<booking>/[<look>/]<file>             originals, dropped by the studio: never moved, altered or deleted
    media/renditions/<booking>/<photo>.<rendition>.jpg  our resized copies
"""

import os
import re
import unicodedata
from enum import Enum
from pathlib import Path

from kiosk.i18n import N_

PHOTOS = "photos"
RENDITIONS_FOLDER = "renditions"
# Smallest first, the order in which they are wanted.
RENDITIONS = ("thumb", "tv", "tv4k")

REASONS = {
    "incomplete": N_("{name} is not complete: still being copied, or cut off. It appears once the rest has arrived."),
    "damaged": N_("{name} is damaged and cannot be shown. Please ask the photographer for it again."),
    "not_a_photo": N_("{name} is not a photo in a format that can be shown. Please export it as JPEG."),
    "raw_unsupported": N_("{name} is a RAW file without a preview large enough to show. Please export it as JPEG."),
    "heic_unsupported": N_("{name} is a HEIC photo, which this server cannot open. Please export it as JPEG."),
    "too_large": N_("{name} has too many pixels to be opened. Please export it smaller, as JPEG."),
    "too_hard": N_("{name} could not be opened in time. Please export it again as JPEG."),
    "not_a_file": N_("{name} is a link or a device, not a photo. Please copy the photo itself into the folder."),
    "unreadable": N_("{name} cannot be opened: the server is not allowed to read it."),
}

_PHOTO_ENDINGS = {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif", ".hif"}
_RAW_ENDINGS = {".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".kdc", ".mef", ".mos"}
_RAW_ENDINGS |= {".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f"}
_FOREIGN_ENDINGS = {".ai", ".avif", ".bmp", ".eps", ".fits", ".gif", ".ico", ".jp2", ".jxl", ".pdf", ".ps", ".psb"}
_FOREIGN_ENDINGS |= {".psd", ".svg", ".tga"}
_TEMPORARY = re.compile(r"^~|~$|\.(tmp|temp|part|partial|filepart|crdownload|download)$")
_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}
_SYSTEM_FOLDERS = {"@eadir", "#recycle", "#snapshot", "$recycle.bin", "__macosx", "lost+found"}
_BOOKING = re.compile(r"[0-9]{1,12}")
_PHOTO = re.compile(r"[0-9a-f]{16}")
_INVISIBLE = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTION_MARKS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Kind(Enum):
    """What a file's name promises. PHOTO: to be opened. RAW: to be shown by the preview in it. FOREIGN: turned away unopened.
    OTHER: none of ours."""

    PHOTO = "photo"
    RAW = "raw"
    FOREIGN = "foreign"
    OTHER = "other"


def kind_of(name: str) -> Kind:
    """Judge a file by its name alone: sidecars, films, hidden and half-written files are none of ours."""
    folded = name.casefold()
    if folded.startswith(".") or folded in _SYSTEM_FILES or _TEMPORARY.search(folded):
        return Kind.OTHER
    ending = os.path.splitext(folded)[1]
    if ending in _PHOTO_ENDINGS:
        return Kind.PHOTO
    if ending in _RAW_ENDINGS:
        return Kind.RAW
    return Kind.FOREIGN if ending in _FOREIGN_ENDINGS else Kind.OTHER


def is_booking(name: str) -> bool:
    """Booking folders carry the booking's number and nothing else (docs: "short and speakable, like 2031")."""
    return _BOOKING.fullmatch(name) is not None


def is_look(name: str) -> bool:
    """Whether a folder inside a booking holds photos, rather than a NAS's or a system's own leftovers."""
    return not name.startswith(".") and name.casefold() not in _SYSTEM_FOLDERS


def display_text(name: str) -> str:
    """`name` as it may be shown: undecodable bytes, control characters and direction overrides become U+FFFD."""
    readable = os.fsencode(name).decode("utf-8", "replace")
    return "".join("\ufffd" if _is_unshowable(letter) else letter for letter in readable)


def _is_unshowable(letter: str) -> bool:
    return letter in _DIRECTION_MARKS or unicodedata.category(letter) in _INVISIBLE


def path_key(relative: str) -> str:
    r"""A file's path below `photos/` as text that any database can hold: undecodable bytes become `\xNN` and a real
    backslash is doubled, so that two files never share a key."""
    return os.fsencode(relative).replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def real_path(key: str) -> str:
    """The path as the system spells it, from its key."""
    spelled = re.sub(rb"\\\\|\\x([0-9a-f]{2})", _spelled, key.encode("utf-8"))
    return os.fsdecode(spelled)


def _spelled(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)]) if match[1] else b"\\"


def rendition_path(media: Path, booking: str, photo: str, rendition: str) -> Path:
    """Where a rendition is kept. Raises ValueError on anything that is not a booking number, a photo id and one of
    `RENDITIONS`, so that a forged name can never lead out of the folder."""
    if not (is_booking(booking) and _PHOTO.fullmatch(photo) and rendition in RENDITIONS):
        raise ValueError(f"no such rendition: {booking!r} {photo!r} {rendition!r}")
    return media / RENDITIONS_FOLDER / booking / f"{photo}.{rendition}.jpg"
