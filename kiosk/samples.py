"""The samples of lobby and presenter: pictures that the owner put into media/samples because their people agreed (E20, C02).

In a folder called by a booking's number they are that party's, and shown while its consent stands (queries/samples.py);
everything else is the studio's own to answer for. The files are never opened here, only told apart by their first bytes,
and never handed out: what a screen gets is a copy developed in a process of its own, without the places, times and cameras
that a file tells of (FAULTS T14, T18). A screen names them by a key that says nothing and cannot be guessed into another file.
"""

import hashlib
import os
import re
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from . import portraits
from .records import dataclass

FOLDER = "samples"
WITHDRAWN = "withdrawn"
NO_CONSENT = ".no-consent"
MOST = 60
LARGEST = 6_000_000
LOOK_AGAIN_SECONDS = 20.0
MOST_COPIES = 12  # a tablet keeps what it has shown; these are for the next tablet, and for one that begins anew
_NUMBER = re.compile("[0-9]{1,15}")
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class Sample:
    """`key` changes with the file; size in bytes at most `LARGEST`. `booking` is the number by which its folder is called; None
    where nobody of our bookings is named."""

    key: str
    path: Path
    booking: int | None = None

    def read(self) -> bytes | None:
        """The file, unless it is gone or has grown meanwhile."""
        try:
            content = self.path.read_bytes() if self.path.stat().st_size <= LARGEST else b""
        except OSError:
            return None
        return content or None


class Samples:
    """What may be shown now. Looking blocks on the disk: call `look` outside the serving loop."""

    def __init__(self, media: Path) -> None:
        self._folder = media / FOLDER
        self._found: tuple[Sample, ...] = ()
        self._looked_at = -LOOK_AGAIN_SECONDS
        self._copies: dict[str, bytes | None] = {}

    def look(self) -> tuple[Sample, ...]:
        if time.monotonic() - self._looked_at >= LOOK_AGAIN_SECONDS:
            with suppress(OSError):  # a file went while we looked: the next look tells
                self._found = tuple(_samples(self._folder))
                self._forget_the_withdrawn()
            self._looked_at = time.monotonic()
        return self._found

    def copy(self, sample: Sample) -> bytes | None:
        """The picture as a screen may have it, a JPEG; None for a file that is gone or cannot be shown."""
        content = sample.read()
        if content is None:
            return None
        if sample.key not in self._copies:
            while len(self._copies) >= MOST_COPIES:
                self._copies.pop(next(iter(self._copies)), None)
            self._copies[sample.key] = _clean(content)
        return self._copies.get(sample.key)

    def _forget_the_withdrawn(self) -> None:
        shown = {sample.key for sample in self._found}
        for key in [key for key in self._copies if key not in shown]:
            self._copies.pop(key, None)


@cache
def samples_in(media: Path) -> Samples:
    """One for each house, for all its screens."""
    return Samples(media)


def _clean(content: bytes) -> bytes | None:
    try:
        return portraits.sample(content)
    except portraits.NotAPicture:
        return None  # remembered, so that it is not tried at every turn of the show


def _samples(folder: Path) -> list[Sample]:
    """In order of their names, at most `MOST`, from the folder and its own folders."""
    found: list[Sample] = []
    for file in sorted(_files(folder)):
        if len(found) < MOST and _is_picture(file):
            found.append(Sample(_key(file), file, _booking(file.parent, folder)))
    return found


def _booking(inner: Path, folder: Path) -> int | None:
    """The booking that a folder inside is called by: its number and nothing else."""
    is_number = inner != folder and _NUMBER.fullmatch(inner.name)
    return int(inner.name) if is_number else None


def _files(folder: Path) -> list[Path]:
    """Regular files of bounded size whose people have not taken their consent back; no link is followed."""
    files: list[Path] = []
    for place in (folder, *_folders(folder)):
        entries = _entries(place)
        withdrawn = {entry.name.removesuffix(NO_CONSENT) for entry in entries if entry.name.endswith(NO_CONSENT)}
        for entry in entries:
            file = Path(entry.path)
            is_given = not withdrawn & {file.name, file.stem} and file.suffix != NO_CONSENT
            if is_given and entry.is_file(follow_symlinks=False) and 0 < entry.stat().st_size <= LARGEST:
                files.append(file)
    return files


def _folders(folder: Path) -> list[Path]:
    inner = [entry for entry in _entries(folder) if entry.is_dir(follow_symlinks=False)]
    return [Path(entry.path) for entry in inner if entry.name.casefold() != WITHDRAWN]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError:
        return []  # not there, or on a disk that is away: the drawn art stays


def _is_picture(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            start = stream.read(12)
    except OSError:
        return False
    return start.startswith(_SIGNS) or (start[:4] == b"RIFF" and start[8:] == b"WEBP")


def _key(file: Path) -> str:
    found = file.stat()
    return hashlib.sha256(f"{file}:{found.st_size}:{found.st_mtime_ns}".encode()).hexdigest()[:20]
