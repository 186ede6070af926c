"""Small photos of our own making, whole and broken ones."""

import io
import random
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image, ImageFilter

ORIENTATION = 0x0112


@cache
def scene(width: int = 900, height: int = 600, seed: int = 1) -> Image.Image:
    """Soft shapes with some grain, as a lens sees them."""
    chance = random.Random(seed)
    small = Image.frombytes("RGB", (24, 16), bytes(chance.randrange(30, 220) for _ in range(24 * 16 * 3)))
    grain = Image.frombytes("L", (width, height), chance.randbytes(width * height)).filter(ImageFilter.GaussianBlur(2))
    soft = small.resize((width, height), Image.Resampling.BICUBIC)
    return Image.blend(soft, grain.convert("RGB"), 0.25)


def jpeg(image: Image.Image | None = None, **options: Any) -> bytes:
    return saved(image or scene(), "JPEG", **{"quality": 90, **options})


def png(image: Image.Image, **options: Any) -> bytes:
    return saved(image, "PNG", **options)


def saved(image: Image.Image, file_format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, file_format, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def corners() -> Image.Image:
    """Red, green, blue and yellow quarters: any turn or flip shows."""
    image = Image.new("RGB", (320, 200))
    for place, colour in (((0, 0), "red"), ((160, 0), "lime"), ((0, 100), "blue"), ((160, 100), "yellow")):
        image.paste(colour, (*place, place[0] + 160, place[1] + 100))
    return image


def png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_bomb(width: int, height: int, notes: int = 0, rows: int | None = None) -> bytes:
    """A grey PNG of zeros: hardly any bytes, very many pixels; not all that it promises, if it has fewer `rows`."""
    packer = zlib.compressobj(9)
    row = bytes(width + 1)
    pixels = b"".join(packer.compress(row) for _ in range(rows or height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    note = png_chunk(b"tEXt", b"a\0b")
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + note * notes
        + png_chunk(b"IDAT", pixels)
        + png_chunk(b"IEND", b"")
    )


def two_pictures() -> bytes:
    """A main picture and a second one behind it, with the index that cameras write (CIPA DC-007)."""
    out = io.BytesIO()
    scene().save(out, "MPO", save_all=True, append_images=[scene(seed=2)], quality=90)
    return out.getvalue()


def similarity(first: Image.Image, second: Image.Image) -> float:
    """Mean structural similarity (Wang et al. 2004) of two pictures' brightness, over blocks of 8x8 pixels."""
    one, two = ([*_blocks(image)] for image in (first, second))
    return sum(map(_block_similarity, one, two)) / len(one)


def _blocks(image: Image.Image) -> list[bytes]:
    grey = image.convert("L")
    return [
        grey.crop((left, top, left + 8, top + 8)).tobytes()
        for top in range(0, grey.height - 7, 8)
        for left in range(0, grey.width - 7, 8)
    ]


def _block_similarity(one: bytes, two: bytes) -> float:
    mean_one, mean_two = sum(one) / 64, sum(two) / 64
    variance_one = sum(a * a for a in one) / 64 - mean_one**2
    variance_two = sum(b * b for b in two) / 64 - mean_two**2
    covariance = sum(a * b for a, b in zip(one, two, strict=True)) / 64 - mean_one * mean_two
    light = (2 * mean_one * mean_two + 6.5025) / (mean_one**2 + mean_two**2 + 6.5025)
    return light * (2 * covariance + 58.5225) / (variance_one + variance_two + 58.5225)
