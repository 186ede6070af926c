"""A photo's colours come out as they went in, whichever profile the camera or the editor gave it: within ΔE 2 in sRGB.

The patches are the 24 of a common test chart (the published D50 values) without the one that no sRGB screen can show.
"""

import itertools
import math
import struct

import pytest
from PIL import Image

from display.icc import ADOBE_RGB, WHITE_D50, matrix_profile
from display.renditions import develop

from .pictures import opened, saved

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

LAB: tuple[Triple, ...] = (
    (37.99, 13.56, 14.06),
    (65.71, 18.13, 17.81),
    (49.93, -4.88, -21.93),
    (43.14, -13.10, 21.91),
    (55.11, 8.84, -25.40),
    (70.72, -33.40, -0.20),
    (62.66, 36.07, 57.10),
    (40.02, 10.41, -45.96),
    (51.12, 48.24, 16.25),
    (30.33, 22.98, -21.59),
    (72.53, -23.71, 57.26),
    (71.94, 19.36, 67.86),
    (28.78, 14.18, -50.30),
    (55.26, -38.34, 31.37),
    (42.10, 53.38, 28.19),
    (81.73, 4.04, 79.82),
    (51.94, 49.99, -14.57),
    (96.54, -0.43, 1.19),
    (81.26, -0.64, -0.34),
    (66.77, -0.73, -0.50),
    (50.87, -0.15, -0.27),
    (35.66, -0.42, -1.23),
    (20.46, -0.08, -0.97),
)
SIDE = 48
NAMES = {"JPEG": "a.jpg", "TIFF": "a.tif", "PNG": "a.png"}
# Primaries as columns of XYZ, adapted to D50.
SRGB: Matrix = ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.71410))
SPACES: dict[str, tuple[Matrix, float]] = {
    "Adobe RGB": (((0.60974, 0.20528, 0.14919), (0.31111, 0.62567, 0.06322), (0.01947, 0.06087, 0.74457)), 2.19921875),
    "P3": (((0.51512, 0.29198, 0.15710), (0.24120, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407)), 2.2),
    "ProPhoto": (((0.79767, 0.13519, 0.03134), (0.28804, 0.71188, 0.00009), (0.0, 0.0, 0.82491)), 1.8),
}


def profile_of(name: str) -> bytes:
    if name == "Adobe RGB":
        return ADOBE_RGB
    matrix, gamma = SPACES[name]
    red, green, blue = zip(*matrix, strict=True)
    return matrix_profile(name, red, green, blue, gamma)


def xyz_of(lab: Triple) -> Triple:
    lightness, a, b = lab
    fy = (lightness + 16) / 116

    def back(f: float) -> float:
        return f**3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29)

    x, y, z = (white * back(f) for white, f in zip(WHITE_D50, (fy + a / 500, fy, fy - b / 200), strict=True))
    return x, y, z


def lab_of(xyz: Triple) -> Triple:
    def forth(t: float) -> float:
        return t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29

    fx, fy, fz = (forth(part / white) for part, white in zip(xyz, WHITE_D50, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def times(matrix: Matrix, vector: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def inverse(m: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    rows = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return tuple(tuple(part / det for part in row) for row in rows)  # type: ignore[return-value]


def linear(byte: int) -> float:
    """One sRGB channel as light (IEC 61966-2-1)."""
    v = byte / 255
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def shown(pixel: tuple[int, ...]) -> Triple:
    """What a screen in sRGB shows for this pixel, as Lab."""
    red, green, blue = (linear(byte) for byte in pixel)
    return lab_of(times(SRGB, (red, green, blue)))


def is_in_srgb(xyz: Triple) -> bool:
    return all(-0.001 <= part <= 1.001 for part in times(inverse(SRGB), xyz))


def chart(mode: str, pixels: list[tuple[int, ...]]) -> Image.Image:
    image = Image.new(mode, (SIDE * len(pixels), SIDE))
    for place, pixel in enumerate(pixels):
        image.paste(pixel, (place * SIDE, 0, (place + 1) * SIDE, SIDE))
    return image


def patches(data: bytes, count: int) -> list[tuple[int, ...]]:
    image = opened(data)
    side = image.width / count
    found = [image.getpixel((int((place + 0.5) * side), image.height // 2)) for place in range(count)]
    return [pixel for pixel in found if isinstance(pixel, tuple)]


@pytest.mark.parametrize("file_format", ["JPEG", "TIFF", "PNG"])
@pytest.mark.parametrize("space", SPACES)
def test_a_wide_space_comes_out_within_two_of_what_it_meant(space: str, file_format: str) -> None:
    matrix, gamma = SPACES[space]
    encoded = []
    for lab in LAB:
        light = times(inverse(matrix), xyz_of(lab))
        encoded.append(tuple(round(255 * max(0.0, min(1.0, part)) ** (1 / gamma)) for part in light))
    meant = [
        times(matrix, (red**gamma, green**gamma, blue**gamma))
        for red, green, blue in ([b / 255 for b in p] for p in encoded)
    ]
    options = {"quality": 98, "subsampling": 0} if file_format == "JPEG" else {}
    data = saved(chart("RGB", encoded), file_format, icc_profile=profile_of(space), **options)
    came = patches(develop(data, NAMES[file_format], ["tv"]).files["tv"], len(LAB))
    apart = [math.dist(shown(pixel), lab_of(xyz)) for pixel, xyz in zip(came, meant, strict=True) if is_in_srgb(xyz)]
    assert len(apart) >= 22
    assert max(apart) <= 2.0


# A press's profile in small: each ink takes light away, and not only its own. What is told is relative to the paper, which
# is white and its darkest black therefore: nothing has to be fitted. Enough to tell whether a profile is obeyed.

GRID = 5


def printed(ink: tuple[float, ...]) -> Triple:
    """The colour of these inks (0 to 1) on our press, as Lab."""
    cyan, magenta, yellow, black = ink
    red = (1 - 0.92 * cyan) * (1 - 0.15 * magenta) * (1 - black)
    green = (1 - 0.30 * cyan) * (1 - 0.80 * magenta) * (1 - 0.05 * yellow) * (1 - black)
    blue = (1 - 0.10 * cyan) * (1 - 0.35 * magenta) * (1 - 0.85 * yellow) * (1 - black)
    return lab_of(times(SRGB, (red, green, blue)))


def press_profile() -> bytes:
    """An ICC version 2 output profile with one table from inks to Lab (ICC.1:2001-04, lut16Type)."""
    steps = [step / (GRID - 1) for step in range(GRID)]
    cells = b""
    for ink in itertools.product(steps, repeat=4):
        lightness, a, b = printed(ink)
        cells += struct.pack(">3H", *(round(v) for v in (lightness * 652.8, (a + 128) * 256, (b + 128) * 256)))
    line = struct.pack(">2H", 0, 65535)
    identity = struct.pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    table = (
        b"mft2" + bytes(4) + bytes((4, 3, GRID, 0)) + identity + struct.pack(">2H", 2, 2) + line * 4 + cells + line * 3
    )
    white = b"XYZ " + bytes(4) + struct.pack(">3i", *(round(part * 65536) for part in WHITE_D50))
    text = b"desc" + bytes(4) + struct.pack(">I", 6) + b"press\0" + bytes(78)
    tags = ((b"desc", text), (b"cprt", b"text" + bytes(4) + b"CC0\0"), (b"wtpt", white), (b"A2B0", table))
    start, entries, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags:
        entries += name + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(">I4sI4s4s4s", start + len(body), bytes(4), 0x02100000, b"prtr", b"CMYK", b"Lab ")
    head = (head + struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp").ljust(68, b"\0")
    head += struct.pack(">3i", *(round(part * 65536) for part in WHITE_D50)) + bytes(128 - 80)
    return head + struct.pack(">I", len(tags)) + entries + body


@pytest.mark.parametrize("file_format", ["JPEG", "TIFF"])
def test_inks_come_out_within_two_of_what_their_press_prints(file_format: str) -> None:
    inks = [(c, m, y, k) for c, m, y, k in itertools.product((0.0, 0.5, 1.0), repeat=4) if c + m + y + 2 * k <= 2]
    options = {"quality": 98, "subsampling": 0} if file_format == "JPEG" else {}
    pixels = [tuple(round(255 * part) for part in ink) for ink in inks]
    data = saved(chart("CMYK", pixels), file_format, icc_profile=press_profile(), **options)
    came = patches(develop(data, NAMES[file_format], ["tv"]).files["tv"], len(inks))
    meant = [printed(tuple(byte / 255 for byte in pixel)) for pixel in pixels]
    apart = [math.dist(shown(a), b) for a, b in zip(came, meant, strict=True) if is_in_srgb(xyz_of(b))]
    assert len(apart) >= 20
    assert max(apart) <= 2.0
