"""The choice inside the copy of a JPEG, for Lightroom and Bridge read no sidecar beside one. Never in an original.

A JPEG is segments and then the picture. One segment holds the XMP packet; it is put in, or what another program says in it is
merged with ours. The picture and every other segment are carried over byte for byte, an extended packet too, for it is known by
its own checksum. A last line of the packet says which photo the copy is of and what the rest of it was: by it we know a copy
of ours that nobody has worked on.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence

from . import sidecar, xmp
from .domain.selection import RetouchNote

# A camera's largest JPEG is half of that; read as a whole, one at a time.
LARGEST = 100_000_000
JPEG = b"\xff\xd8"

_SCAN, _APP0, _APP1, _APP2 = 0xDA, 0xE0, 0xE1, 0xE2
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_SEVERAL_PICTURES = b"MPF\0"  # its table counts bytes, ours among them
_LONGEST = 0xFFFF - 2
_SEAL = re.compile(rb"<!-- Hand to Hand ([0-9a-f]{64}) in ([0-9a-f]{16}) ([0-9a-f]{64}) -->\n\Z")

_Segment = tuple[int, int, int]  # its marker, where it begins, where the next does


def embedded(
    jpeg: bytes, photo: str, mark: str, notes: Sequence[RetouchNote], labels: Mapping[str, str]
) -> bytes | None:
    """The copy with the choice in it; None where it would not be safe, or is no JPEG."""
    segments = _segments(jpeg)
    packets = [one for one in segments if _holds(jpeg, one, _XMP)]
    if not segments or len(packets) > 1 or any(_holds(jpeg, one, _SEVERAL_PICTURES) for one in segments):
        return None
    _, start, end = packets[0] if packets else (0, _after_camera(segments), _after_camera(segments))
    try:
        packet = _packet(jpeg[start + 4 + len(_XMP) : end], mark, notes, labels)
    except xmp.NotMerged:
        return None
    before, after = jpeg[:start], jpeg[end:]
    rest = hashlib.sha256(before + after).hexdigest()
    seal = f"\n<!-- Hand to Hand {hashlib.sha256(packet).hexdigest()} in {photo} {rest} -->\n"
    content = _XMP + packet + seal.encode()
    if len(content) > _LONGEST:
        return None
    return before + bytes((0xFF, _APP1)) + (len(content) + 2).to_bytes(2, "big") + content + after


def photo_in(copy: bytes) -> str:
    """The photo that this is our copy of, if nobody has worked on it since; else ""."""
    for segment in _segments(copy):
        _, start, end = segment
        seal = _SEAL.search(copy[start:end]) if _holds(copy, segment, _XMP) else None
        if seal is None:
            continue
        packet = copy[start + 4 + len(_XMP) : start + seal.start() - 1]
        found = (hashlib.sha256(packet).hexdigest(), hashlib.sha256(copy[:start] + copy[end:]).hexdigest())
        if found == (seal[1].decode(), seal[3].decode()):
            return seal[2].decode()
    return ""


def _packet(theirs: bytes, mark: str, notes: Sequence[RetouchNote], labels: Mapping[str, str]) -> bytes:
    return sidecar.merged(theirs, mark, notes, labels) if theirs else sidecar.sheet(mark, notes, labels)


def _segments(jpeg: bytes) -> list[_Segment]:
    """Everything between the start and the picture; nothing if that is not what stands there."""
    found: list[_Segment] = []
    at = 2
    while jpeg[:2] == JPEG and at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == _SCAN:
            return found
        if not 0xC0 <= marker <= 0xFE or 0xD0 <= marker <= 0xD9:  # one that has no length
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append((marker, at, end))
        at = end
    return []


def _holds(jpeg: bytes, segment: _Segment, name: bytes) -> bool:
    marker, start, _ = segment
    return marker in (_APP1, _APP2) and jpeg.startswith(name, start + 4)


def _after_camera(segments: Sequence[_Segment]) -> int:
    """Behind what the file says of itself and of the camera, which readers expect first."""
    at = 2
    for marker, _, end in segments:
        if marker not in (_APP0, _APP1):
            break
        at = end
    return at
