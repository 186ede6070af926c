"""What a camera writes beside the pixels: capture data, and the Adobe RGB profile some photographers choose."""

import struct
from datetime import datetime
from random import Random

from .shots import Shot

MAKE, MODEL, LENS = "Hand to Hand", "Hand to Hand Demo Camera", "Demo 35-85mm f/2"

# EXIF 2.32 tag numbers.
ORIENTATION, EXIF_FOLDER, GPS_FOLDER = 0x0112, 0x8769, 0x8825
DATE_TIME_ORIGINAL, SUB_SECONDS, OFFSET_TIME = 0x9003, 0x9291, 0x9011

_LENGTHS = {"full": 35.0, "walk": 35.0, "three": 50.0, "half": 70.0, "close": 85.0, "detail": 60.0}


def main_tags(shot: Shot) -> dict[int, object]:
    stamp = f"{shot.taken_at:%Y:%m:%d %H:%M:%S}"
    return {
        0x010F: MAKE,
        0x0110: MODEL,
        ORIENTATION: shot.orientation,
        0x0131: "Demo 1.0",
        0x0132: stamp,
        0x013B: "Zhao",
    }


def exposure_tags(shot: Shot) -> dict[int, object]:
    rng = Random(shot.setup_seed)
    return {
        0x829A: 1 / rng.choice((125, 160, 200, 250)),
        0x829D: rng.choice((2.0, 2.2, 2.8, 4.0)),
        0x8827: rng.choice((100, 200, 320, 400)),
        DATE_TIME_ORIGINAL: f"{shot.taken_at:%Y:%m:%d %H:%M:%S}",
        0x9004: f"{shot.taken_at:%Y:%m:%d %H:%M:%S}",
        OFFSET_TIME: "+02:00",
        SUB_SECONDS: f"{shot.taken_at.microsecond // 10000:02d}",
        0x920A: _LENGTHS.get(shot.frame, 50.0),
        0xA001: 0xFFFF if shot.is_adobe_rgb else 1,
        0xA431: f"HH{shot.session_seed:08d}",
        0xA434: LENS,
    }


def place_tags(latitude: float, longitude: float, at: datetime) -> dict[int, object]:
    return {
        1: "N" if latitude >= 0 else "S",
        2: _degrees(latitude),
        3: "E" if longitude >= 0 else "W",
        4: _degrees(longitude),
        29: f"{at:%Y:%m:%d}",
    }


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = abs(value) * 60
    return (float(minutes // 60), float(minutes % 60 // 1), round(minutes % 1 * 60, 2))


def adobe_rgb_profile() -> bytes:
    """An ICC version 2 profile with the primaries and the gamma of Adobe RGB (1998), D50-adapted as published."""
    colorants = {
        b"wtpt": (0.95045, 1.0, 1.08905),
        b"rXYZ": (0.60974, 0.31111, 0.01947),
        b"gXYZ": (0.20528, 0.62567, 0.06087),
        b"bXYZ": (0.14919, 0.06322, 0.74457),
    }
    name = b"Compatible with Adobe RGB (1998)\0"
    description = b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
    gamma = b"curv" + bytes(4) + struct.pack(">IH", 1, round(2.19921875 * 256))
    blocks = {b"desc": description, b"cprt": b"text" + bytes(4) + b"No rights reserved\0"}
    blocks |= {tag: b"XYZ " + bytes(4) + b"".join(_fixed(value) for value in xyz) for tag, xyz in colorants.items()}
    blocks |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), gamma)
    return _assembled(blocks)


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _assembled(blocks: dict[bytes, bytes]) -> bytes:
    offset = 128 + 4 + 12 * len(blocks)
    table, data = struct.pack(">I", len(blocks)), b""
    for tag, block in blocks.items():
        padded = block + bytes(-len(block) % 4)
        table += tag + struct.pack(">II", offset + len(data), len(block))
        data += padded
    size = 128 + len(table) + len(data)
    header = struct.pack(">I4xI4s4s4s12x4s28x", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    illuminant = _fixed(0.9642) + _fixed(1.0) + _fixed(0.8249)
    return (header + illuminant).ljust(128, b"\0") + table + data
