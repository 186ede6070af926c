"""The preview that a camera puts into its RAW file: a finished JPEG, developed by the camera itself. Pure functions on the bytes.

Nearly every RAW is a TIFF by another name (CR2, NEF, NRW, ARW, SR2, DNG, PEF, SRW, 3FR; ORF and RW2 under a number of their
own): directories of tags, among them where pictures lie. RAF and CR3 say it in a head of their own. Why not a library:
docs/adr/0016-raw-by-its-preview.md.
"""

from kiosk.records import dataclass

from .completeness import frame_size

# In pixels, the long edge: what is smaller is made for a camera's own screen, and mush on a TV.
SMALLEST_EDGE = 1000
# No camera comes near these; a file that does is built to be expensive.
MOST_DIRECTORIES, MOST_TAGS, MOST_PIECES = 64, 1_000, 20_000
# A JPEG says its size in its head, which is this long at most.
HEAD_BYTES = 262_144
CANON_NOTE_BYTES = 65_536

# TIFF 6.0 and TIFF/EP: where pictures lie, as pairs of places and lengths; and where further directories do.
STRIPS, TILES, PICTURE = (0x0111, 0x0117), (0x0144, 0x0145), (0x0201, 0x0202)
PANASONIC_PICTURE = 0x002E
DEEPER, EXIF, MAKER_NOTE = 0x014A, 0x8769, 0x927C
# In the notes of Olympus, whose places count from the note's own beginning.
OLYMPUS_NOTES = {b"OLYMPUS\0": 12, b"OM SYSTEM\0": 16}
OLYMPUS_CAMERA, OLYMPUS_PICTURE = 0x2020, (0x0101, 0x0102)
VALUE_BYTES = {3: 2, 4: 4, 13: 4}  # SHORT, LONG, IFD
MAGIC = {b"II*\0": b"II*\0", b"MM\0*": b"MM\0*", b"IIRO": b"II*\0", b"IIRS": b"II*\0", b"MMOR": b"MM\0*"}
MAGIC[b"IIU\0"] = b"II*\0"

Area = tuple[int, int]


@dataclass(frozen=True)
class Preview:
    """`picture` is the largest preview, empty where none is worth showing; `tiff` the camera's own words on the photo, to be
    read like EXIF, empty where the picture has them itself. Not `is_whole`: the file is shorter than it says."""

    picture: bytes
    tiff: bytes = b""
    is_whole: bool = True


def preview_in(data: bytes) -> Preview:
    """What a RAW file has to show."""
    if data.startswith(b"FUJIFILMCCD-RAW "):
        return _largest(data, [(int.from_bytes(data[84:88], "big"), int.from_bytes(data[88:92], "big"))])
    if data[4:12] == b"ftypcrx ":
        return _in_canons_boxes(data)
    tiff = _as_tiff(data)
    return _largest(data, _Directories(tiff).areas(), tiff) if tiff else Preview(b"")


def _as_tiff(data: bytes) -> bytes:
    magic = MAGIC.get(data[:4])
    if magic is None:
        return b""
    return data if magic == data[:4] else magic + data[4:]


def _in_canons_boxes(data: bytes) -> Preview:
    """CR3: the preview lies in a box PRVW behind a head of 16 bytes, EXIF's first directory as a TIFF in a box CMT1."""
    box, note = data.find(b"PRVW"), data.find(b"CMT1")
    if box < 0:
        return Preview(b"")
    words = _as_tiff(data[note + 4 : note + 4 + CANON_NOTE_BYTES]) if note >= 0 else b""
    return _largest(data, [(box + 20, int.from_bytes(data[box + 16 : box + 20], "big"))], words)


def _largest(data: bytes, areas: list[Area], tiff: bytes = b"") -> Preview:
    edges = {area: _edge(data, *area) for area in areas}
    best = max(edges, key=edges.__getitem__, default=(0, 0))
    is_whole = all(start + length <= len(data) for start, length in areas)
    if edges.get(best, 0) < SMALLEST_EDGE:
        return Preview(b"", tiff, is_whole)
    return Preview(data[best[0] : best[0] + best[1]], tiff, is_whole)


def _edge(data: bytes, start: int, length: int) -> int:
    """The long edge of the JPEG there; 0 if none is, or a lossless one: such are the sensor's own data."""
    if data[start : start + 2] != b"\xff\xd8":
        return 0
    return max(frame_size(data[start : start + min(length, HEAD_BYTES)]))


class _Directories:
    """The directories of a TIFF, each looked at once, and the areas of pictures that they name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._is_little = data.startswith(b"II")
        self._areas: list[Area] = []

    def areas(self) -> list[Area]:
        waiting, seen = [self._number(4, 4)], set[int]()
        while waiting and len(seen) < MOST_DIRECTORIES and len(self._areas) < MOST_PIECES:
            at = waiting.pop(0)
            if at not in seen and 0 < at < len(self._data):
                seen.add(at)
                waiting += self._look_into(at)
        return self._areas[:MOST_PIECES]

    def _look_into(self, at: int) -> list[int]:
        """Note what a directory says of pictures; where it says that others are."""
        tags, following = self._tags(at)
        for places, lengths in (STRIPS, TILES, PICTURE):
            self._areas += zip(self._values(tags, places), self._values(tags, lengths), strict=False)
        self._areas += self._lies_at(tags, PANASONIC_PICTURE)
        for note, _ in self._lies_at(tags, MAKER_NOTE):
            self._look_into_note(note)
        return [following, *self._values(tags, DEEPER), *self._values(tags, EXIF)]

    def _look_into_note(self, note: int) -> None:
        """Olympus keeps its preview's place in the camera's part of its note."""
        head = next((size for name, size in OLYMPUS_NOTES.items() if self._data.startswith(name, note)), None)
        if head is None:
            return
        for camera in self._values(self._tags(note + head)[0], OLYMPUS_CAMERA):
            tags, _ = self._tags(note + camera)
            places, lengths = (self._values(tags, tag) for tag in OLYMPUS_PICTURE)
            self._areas += zip((note + place for place in places), lengths, strict=False)

    def _tags(self, at: int) -> tuple[dict[int, int], int]:
        """Where each tag of the directory stands, and where it says that the next directory is."""
        end = at + 2 + 12 * min(self._number(at, 2), MOST_TAGS)
        return {self._number(one, 2): one for one in range(at + 2, end, 12)}, self._number(end, 4)

    def _values(self, tags: dict[int, int], tag: int) -> list[int]:
        """A tag's whole numbers; none if it is not there or of another kind."""
        at = tags.get(tag)
        width = VALUE_BYTES.get(self._number(at + 2, 2), 0) if at else 0
        if at is None or not width:
            return []
        count = min(self._number(at + 4, 4), MOST_PIECES)
        first = at + 8 if count * width <= 4 else self._number(at + 8, 4)
        last = min(first + count * width, len(self._data))
        return [self._number(one, width) for one in range(first, last, width)]

    def _lies_at(self, tags: dict[int, int], tag: int) -> list[Area]:
        """A tag whose value is itself a piece of the file."""
        at = tags.get(tag)
        return [(self._number(at + 8, 4), self._number(at + 4, 4))] if at else []

    def _number(self, at: int, size: int) -> int:
        return int.from_bytes(self._data[at : at + size], "little" if self._is_little else "big")
