"""Is a file whole? Judged by the format's own structure, before a decoder sees it.

A decoder is too kind for this: a JPEG whose tail was pre-allocated with zeros decodes without a complaint, and one
whose second half is still under way can look valid for a moment. Pure functions on the bytes; nothing is decoded here.
"""

from collections.abc import Iterator
from enum import Enum

from kiosk.records import dataclass

START_OF_SCAN, PROGRESSIVE, APP2 = 0xDA, 0xC2, 0xE2
FRAMES = {0xC0, 0xC1, PROGRESSIVE}
END_MARKER = b"\xff\xd9"

# A zero run no longer than this inside a picture is no sign of a hole: a blown-out white sky compresses to zeros too.
SUSPICIOUS_ZEROS = bytes(64 * 1024)
# Bytes behind a picture's end that need no explanation: padding and short notes, less than a block of a copy.
SHORT_TAIL = 4096
# Data that ends in this many zeros was pre-allocated by a copy, unless the format can hold black pixels as they are.
ZERO_TAIL = bytes(512)
# No camera needs more passes over a picture; each pass costs a full decode (a "progressive bomb" has thousands).
MAX_SCANS = 100
# No format tells itself in fewer bytes.
SHORTEST_FILE = 12
# Chunks a PNG may have, and those that are not picture data; more are an attack on readers that look at every one.
MAX_CHUNKS, MAX_NOTES = 200_000, 1_000


class Completeness(Enum):
    """WHOLE: everything is there. DOUBTFUL: believe it once it has been still for long. CUT: the picture's end is
    missing. HOSTILE: built to be expensive."""

    WHOLE = "whole"
    DOUBTFUL = "doubtful"
    CUT = "cut"
    HOSTILE = "hostile"


@dataclass(frozen=True)
class _Segment:
    """One marker segment of a JPEG's header: where its payload starts and ends."""

    marker: int
    start: int
    end: int


def completeness(data: bytes) -> Completeness:
    """Judge the bytes of one file. What is no picture at all counts as whole: the decoder will say what it is not."""
    if len(data) < SHORTEST_FILE or not data.lstrip(b"\0"):
        return Completeness.CUT
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data)
    if data.startswith(b"RIFF"):
        return _cut_unless(8 + int.from_bytes(data[4:8], "little") <= len(data) and not data.endswith(ZERO_TAIL))
    if data[4:8] == b"ftyp":
        return _boxes(data)
    if data.endswith(ZERO_TAIL):
        return Completeness.DOUBTFUL
    return Completeness.WHOLE


def _cut_unless(is_whole: bool) -> Completeness:
    return Completeness.WHOLE if is_whole else Completeness.CUT


def compressed_span(jpeg: bytes) -> tuple[int, int] | None:
    """Where the main picture's compressed data begins, and where its end marker stands; None when either is missing."""
    begin = next((segment.end for segment in _segments(jpeg) if segment.marker == START_OF_SCAN), None)
    if begin is None:
        return None
    # Behind the first scan header FF D9 can only be the end marker: inside compressed data FF is always followed by 00.
    end = jpeg.find(END_MARKER, begin)
    return (begin, end) if end >= 0 else None


def frame_size(jpeg: bytes) -> tuple[int, int]:
    """Width and height in pixels as the head of a JPEG says; zeros for a lossless one, which no screen shows, and for none."""
    frame = next((segment for segment in _segments(jpeg) if segment.marker in FRAMES), None)
    if frame is None:
        return 0, 0
    height, width = (int.from_bytes(jpeg[at : at + 2], "big") for at in (frame.start + 1, frame.start + 3))
    return width, height


def _jpeg(data: bytes) -> Completeness:
    segments = list(_segments(data))
    begin = segments[-1].end if segments and segments[-1].marker == START_OF_SCAN else len(data)
    # From the back, because that is where it usually is, and looking through all the data takes as long as hashing it.
    last_end = data.rfind(END_MARKER)
    if last_end < begin:
        return Completeness.CUT
    if _has_many_scans(data, segments) and data.count(b"\xff\xda", begin) > MAX_SCANS:
        return Completeness.HOSTILE
    if data.find(SUSPICIOUS_ZEROS, begin, last_end) >= 0 or not _explains_tail(data, segments, last_end + 2):
        return Completeness.DOUBTFUL
    return Completeness.WHOLE


def _has_many_scans(data: bytes, segments: list[_Segment]) -> bool:
    """Whether the picture comes in more than one pass: decoders then expect any number of them."""
    frame = next((segment for segment in segments if segment.marker in FRAMES), None)
    scan = segments[-1]
    return frame is None or frame.marker == PROGRESSIVE or data[scan.start] < data[frame.start + 5]


def _explains_tail(data: bytes, segments: list[_Segment], end: int) -> bool:
    """Is what follows a picture there to its own end? Phones and cameras append second pictures, films and notes."""
    declared = max((_declared_end(data, segment) for segment in segments if segment.marker == APP2), default=0)
    if declared > end:
        return declared <= len(data) <= declared + SHORT_TAIL and not data.endswith(ZERO_TAIL, 0, declared)
    return len(data) - end <= SHORT_TAIL or data.endswith(b"SEFT")


def _segments(data: bytes) -> Iterator[_Segment]:
    """The header up to and with the first scan's. Stray bytes between segments are skipped, as decoders do."""
    at = 2
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 3:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in (0x00, 0x01) or 0xD0 <= marker <= 0xD9:
            at += 2
        else:
            segment = _Segment(marker, at + 4, at + 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big")))
            yield segment
            if marker == START_OF_SCAN:
                return
            at = segment.end


def _declared_end(data: bytes, segment: _Segment) -> int:
    """Where the last picture listed in a multi-picture index (CIPA DC-007) ends; 0 for any other segment."""
    if data[segment.start : segment.start + 4] != b"MPF\0":
        return 0
    return _last_picture_end(data[segment.start + 4 : segment.end], segment.start + 4)


def _last_picture_end(index: bytes, base: int) -> int:
    def number(at: int, size: int) -> int:
        return int.from_bytes(index[at : at + size], "big" if index.startswith(b"MM") else "little")

    directory = number(4, 4)
    for at in range(directory + 2, directory + 2 + 12 * min(number(directory, 2), 64), 12):
        if number(at, 2) == 0xB002:
            table, length = number(at + 8, 4), number(at + 4, 4)
            pictures = range(table, min(table + length, len(index)), 16)
            return max((base + number(p + 8, 4) + number(p + 4, 4) for p in pictures if number(p + 8, 4)), default=0)
    return 0


def _png(data: bytes) -> Completeness:
    at, chunks, notes = 8, 0, 0
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        if kind == b"IEND":
            return Completeness.WHOLE if len(data) - at - 12 <= SHORT_TAIL else Completeness.DOUBTFUL
        if not kind.isalpha():
            break  # zeros that a copy has still to fill, or rubbish
        chunks, notes = chunks + 1, notes + (kind != b"IDAT")
        if chunks > MAX_CHUNKS or notes > MAX_NOTES:
            return Completeness.HOSTILE
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return Completeness.CUT


def _boxes(data: bytes) -> Completeness:
    """HEIC: a row of boxes, each with its length; 0 means "to the end of the file"."""
    at, kind = 0, b""
    while at + 8 <= len(data):
        kind, length = data[at + 4 : at + 8], int.from_bytes(data[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        at = at + length if length >= 8 else len(data)
    return _cut_unless(at == len(data) and not (kind == b"mdat" and data.endswith(ZERO_TAIL)))
