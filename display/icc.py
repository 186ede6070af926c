"""A colour profile from nothing but its numbers: what cameras mean by "Adobe RGB" when they embed no profile.

Cameras follow DCF 2.0: an Adobe RGB photo carries the interoperability index "R03" and no profile at all, so someone
has to know the numbers. Written as a minimal ICC version 2 matrix profile (ICC.1:2001-04).
"""

import struct

Triple = tuple[float, float, float]

WHITE_D50: Triple = (0.9642, 1.0, 0.8249)


def matrix_profile(description: str, red: Triple, green: Triple, blue: Triple, gamma: float) -> bytes:
    """An RGB display profile: the three primaries as D50-adapted XYZ, and one gamma for all channels."""
    text = description.encode("ascii") + b"\0"
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text" + bytes(4) + b"CC0\0",
        b"wtpt": _xyz(WHITE_D50),
        b"rXYZ": _xyz(red),
        b"gXYZ": _xyz(green),
        b"bXYZ": _xyz(blue),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return _header(start + len(body)) + struct.pack(">I", len(tags)) + table + body


def _header(size: int) -> bytes:
    made_at = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ") + made_at + b"acsp"
    return head.ljust(68, b"\0") + _fixed(WHITE_D50) + bytes(128 - 80)


def _xyz(value: Triple) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(value)


def _fixed(value: Triple) -> bytes:
    return struct.pack(">3i", *(round(part * 65536) for part in value))


# Primaries of Adobe RGB (1998), section 4.3.5, adapted to D50.
ADOBE_RGB = matrix_profile(
    "Adobe RGB (1998) compatible",
    red=(0.60974, 0.31111, 0.01947),
    green=(0.20528, 0.62567, 0.06087),
    blue=(0.14919, 0.06322, 0.74457),
    gamma=2.19921875,
)
