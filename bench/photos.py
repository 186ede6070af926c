"""Photos of our own making for the benches, as large as a camera's, and a folder to work in."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw


def camera_photos(place: Path, count: int) -> list[Path]:
    """So many, each another one."""
    photos = [place / f"DSC_{number:04}.JPG" for number in range(count)]
    for number, photo in enumerate(photos):
        camera_photo(photo, number)
    return photos


def camera_photo(path: Path, seed: int) -> None:
    """A 6000 x 4000 JPEG with soft areas, edges and sensor noise, of the size cameras write (5-8 MB)."""
    chance = random.Random(seed)
    width, height = 6000, 4000
    small = Image.frombytes("RGB", (150, 100), bytes(chance.randrange(30, 225) for _ in range(150 * 100 * 3)))
    picture = small.resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(1500):
        x, y = chance.randrange(width), chance.randrange(height)
        end = (x + chance.randrange(-300, 300), y + chance.randrange(-300, 300))
        draw.line((x, y, *end), fill=tuple(chance.randrange(256) for _ in range(3)), width=chance.randrange(1, 9))
    noise = Image.effect_noise((width, height), 6).convert("RGB")
    ImageChops.add(picture, noise, 1, -128).save(path, quality=88, subsampling="4:2:0")


@contextmanager
def working_folder(parent: Path | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="ingest-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
