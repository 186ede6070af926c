"""RAW files of our own making: a TIFF with directories as cameras write them, and Fuji's and Canon's own heads."""

import struct

ORIENTATION, STRIP_PLACES, STRIP_LENGTHS, DEEPER, EXIF = 0x0112, 0x0111, 0x0117, 0x014A, 0x8769
PICTURE_PLACE, PICTURE_LENGTH, TAKEN_AT, MAKER_NOTE, PANASONIC_PICTURE = 0x0201, 0x0202, 0x9003, 0x927C, 0x002E
SHORT, LONG, ASCII, UNDEFINED = 3, 4, 2, 7

Entry = tuple[int, int, int, int]  # tag, kind, count, value or place

HEAD_BYTES = 1024
SENSOR = bytes(range(256)) * 64  # stands for the sensor's own data


def directory(entries: list[Entry], following: int = 0, order: str = "<") -> bytes:
    """One directory; two values of a SHORT stand where a LONG would begin."""
    rows = b""
    for tag, kind, count, value in sorted(entries):
        held = struct.pack(order + "HH", value, 0) if kind == SHORT else struct.pack(order + "I", value)
        rows += struct.pack(order + "HHI", tag, kind, count) + held
    return struct.pack(order + "H", len(entries)) + rows + struct.pack(order + "I", following)


def laid_out(pieces: dict[int, bytes]) -> bytes:
    """The pieces at their places, zeros between them."""
    out = bytearray(max(place + len(piece) for place, piece in pieces.items()))
    for place, piece in pieces.items():
        out[place : place + len(piece)] = piece
    return bytes(out)


def tiff_raw(
    preview: bytes,
    *,
    orientation: int = 1,
    taken_at: str = "2026:11:22 10:11:12",
    magic: bytes = b"II*\0",
    thumbnail: bytes = b"",
) -> bytes:
    """As Nikon, Sony and Adobe do it: a small picture first, the sensor's data and the large preview in directories below."""
    order = "<" if magic.startswith(b"II") else ">"
    exif, below, words = 200, (320, 440), 560
    start = HEAD_BYTES + len(thumbnail)
    first = [
        (ORIENTATION, SHORT, 1, orientation),
        (STRIP_PLACES, LONG, 1, HEAD_BYTES),
        (STRIP_LENGTHS, LONG, 1, len(thumbnail)),
        (DEEPER, LONG, 2, 600),
        (EXIF, LONG, 1, exif),
    ]
    sensor = [(STRIP_PLACES, LONG, 1, start + len(preview)), (STRIP_LENGTHS, LONG, 1, len(SENSOR))]
    large = [(PICTURE_PLACE, LONG, 1, start), (PICTURE_LENGTH, LONG, 1, len(preview))]
    return laid_out(
        {
            0: magic + struct.pack(order + "I", 8),
            8: directory(first, 0, order),
            exif: directory([(TAKEN_AT, ASCII, 20, words)], 0, order),
            below[0]: directory(sensor, 0, order),
            below[1]: directory(large, 0, order),
            words: taken_at.encode() + b"\0",
            600: struct.pack(order + "II", *below),
            HEAD_BYTES: thumbnail,
            start: preview,
            start + len(preview): SENSOR,
        }
    )


def canon_cr2(preview: bytes, lossless: bytes) -> bytes:
    """Canon until 2018: the preview as the first directory's strip, the sensor's data as a lossless JPEG in the next one."""
    second, start = 200, HEAD_BYTES
    first = [
        (STRIP_PLACES, LONG, 1, start),
        (STRIP_LENGTHS, LONG, 1, len(preview)),
        (ORIENTATION, SHORT, 1, 1),
    ]
    next_one = [(STRIP_PLACES, LONG, 1, start + len(preview)), (STRIP_LENGTHS, LONG, 1, len(lossless))]
    pieces = {16: directory(first, second), second: directory(next_one), start: preview, start + len(preview): lossless}
    return laid_out({0: b"II*\0" + struct.pack("<I", 16) + b"CR\2\0", **pieces})


def panasonic_rw2(preview: bytes) -> bytes:
    """The preview is the value of a tag; the strips are nowhere, as in Panasonic's own files."""
    tags = [
        (PANASONIC_PICTURE, UNDEFINED, len(preview), HEAD_BYTES),
        (STRIP_PLACES, LONG, 1, 0xFFFFFFFF),
        (STRIP_LENGTHS, LONG, 1, 20_511_792),
    ]
    return laid_out({0: b"IIU\0" + struct.pack("<I", 24), 24: directory(tags), HEAD_BYTES: preview + SENSOR})


def olympus_orf(preview: bytes) -> bytes:
    """The preview's place stands in the maker's note, counted from the note's own beginning."""
    exif, note, camera = 100, 200, 60
    head = b"OLYMPUS\0II\3\0"
    pieces = {
        0: b"IIRO" + struct.pack("<I", 8),
        8: directory([(EXIF, LONG, 1, exif)]),
        exif: directory([(MAKER_NOTE, UNDEFINED, 500, note)]),
        note: head + directory([(0x2020, 13, 1, camera)]),
        note + camera: directory([(0x0101, LONG, 1, HEAD_BYTES - note), (0x0102, LONG, 1, len(preview))]),
        HEAD_BYTES: preview + SENSOR,
    }
    return laid_out(pieces)


def fuji_raf(preview: bytes) -> bytes:
    place = struct.pack(">II", 160, len(preview))
    return laid_out({0: b"FUJIFILMCCD-RAW 0201", 84: place, 160: preview + SENSOR})


def canon_cr3(preview: bytes, orientation: int = 1) -> bytes:
    """Boxes, as in a film: EXIF's first directory, then the preview, then the sensor's data."""
    words = b"II*\0" + struct.pack("<I", 8) + directory([(ORIENTATION, SHORT, 1, orientation)])
    shown = struct.pack(">IHHHHI", 0, 1, 1620, 1080, 1, len(preview)) + preview
    inner = box(b"CMT1", words)
    outer = [box(b"moov", box(b"uuid", bytes(16) + inner)), box(b"uuid", bytes(24) + box(b"PRVW", shown))]
    return box(b"ftyp", b"crx \0\0\0\1crx isom") + b"".join(outer) + box(b"mdat", SENSOR)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content
