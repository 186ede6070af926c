"""Real photographs as frames of a burst: what separates two frames that follow each other, done to the files of real cameras."""

import io
import random
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps

from display.domain.likeness import distance
from display.renditions import difference_hash
from kiosk.records import dataclass

Change = Callable[[Image.Image], Image.Image]
EDGE = 640  # long edge in pixels that a change works on; the hash looks at 144
MARGIN = 0.05
PAIRS = (("canon_hdr_NO.jpg", "canon_hdr_YES.jpg"), ("iphone_hdr_NO.jpg", "iphone_hdr_YES.jpg"))


def scenes(samples: Path) -> dict[str, Image.Image]:
    """Every file of `camera`, upright, as large as a tablet shows it."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old cameras' metadata
        for file in sorted((samples / "photos" / "camera").iterdir()):
            with Image.open(file) as image:
                image.draft("RGB", (EDGE, EDGE))
                picture = ImageOps.exif_transpose(image).convert("RGB")
            picture.thumbnail((EDGE, EDGE))
            found[file.name] = picture
    return found


def framed(image: Image.Image, right: float = 0.0, down: float = 0.0, nearer: float = 0.0) -> Image.Image:
    """What the camera takes in: all but a margin of the scene, and a little of what lies beside it once the camera has moved.
    In shares of the frame."""
    width, height = (edge * (1 - 2 * MARGIN) for edge in image.size)
    left, top = (image.width - width) / 2 + right * width, (image.height - height) / 2 + down * height
    x, y = width * nearer / 2, height * nearer / 2
    return image.crop((round(left + x), round(top + y), round(left + width - x), round(top + height - y)))


def moved(right: float, down: float = 0.0) -> Change:
    return lambda image: framed(image, right, down)


def nearer(share: float) -> Change:
    return lambda image: framed(image, nearer=share)


def rotated(degrees: float) -> Change:
    return lambda image: image.rotate(degrees, Image.Resampling.BICUBIC)


def tilted(degrees: float, share: float = 0.0) -> Change:
    return in_turn(rotated(degrees), nearer(share))


def exposed(stops: float) -> Change:
    """In linear light, as a shutter does it."""
    table = [min(255, round(255 * ((value / 255) ** 2.2 * 2**stops) ** (1 / 2.2))) for value in range(256)]
    return lambda image: image.point(table * 3)


def tinted(red: float, blue: float) -> Change:
    """Another white balance."""
    tables = [[min(255, round(value * gain)) for value in range(256)] for gain in (red, 1.0, blue)]
    return lambda image: image.point([value for table in tables for value in table])


def noisy(image: Image.Image) -> Image.Image:
    """High ISO."""
    grain = Image.frombytes("L", image.size, random.Random(1).randbytes(image.width * image.height))
    return Image.blend(image, grain.convert("RGB"), 0.12)


def encoded(image: Image.Image) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def in_turn(*changes: Change) -> Change:
    def change(image: Image.Image) -> Image.Image:
        for one in changes:
            image = one(image)
        return image

    return change


CHANGES: Mapping[str, Change] = {
    "moved by 1 %": moved(0.01),
    "moved by 2 %": moved(-0.01, 0.02),
    "moved by 4 %": moved(0.04, -0.01),
    "nearer by 4 %": nearer(0.04),
    "tilted by 1°": tilted(1.0),
    "tilted by 2°": tilted(-2.0),
    "half a stop lighter": in_turn(exposed(0.5), framed),
    "half a stop darker": in_turn(exposed(-0.5), framed),
    "warmer": in_turn(tinted(1.12, 0.88), framed),
    "cooler": in_turn(tinted(0.9, 1.12), framed),
    "noisy": in_turn(noisy, framed),
    "blurred": in_turn(lambda image: image.filter(ImageFilter.GaussianBlur(2)), framed),
    "encoded anew": in_turn(framed, encoded),
    "moved, darker, noisy": in_turn(moved(0.02, 0.01), exposed(-0.5), noisy, encoded),
    "tilted, nearer, warmer": in_turn(tilted(1.0, 0.02), tinted(1.12, 0.88), encoded),
    "tilted, moved, lighter": in_turn(rotated(-1.5), moved(0.01, 0.01), exposed(0.5)),
}


def frames(pictures: Mapping[str, Image.Image]) -> Iterator[tuple[str, str, str]]:
    """Scene, change ("" for the photo itself) and hash."""
    for scene, picture in pictures.items():
        yield scene, "", difference_hash(framed(picture))
        for name, change in CHANGES.items():
            yield scene, name, difference_hash(change(picture))


@dataclass(frozen=True)
class Measured:
    """`apart`: by change, in how many places a photo and its next frame differ. `others`: of frames of two scenes each."""

    apart: Mapping[str, Sequence[int]]
    others: Sequence[int]

    def recall(self, most_bits: int) -> float:
        every = [bits for found in self.apart.values() for bits in found]
        return sum(bits <= most_bits for bits in every) / len(every)

    def false_joins(self, most_bits: int) -> float:
        return sum(bits <= most_bits for bits in self.others) / len(self.others)


def measured(samples: Path) -> Measured:
    known = list(frames(scenes(samples)))
    whole = {scene: dhash for scene, change, dhash in known if not change}
    apart: dict[str, list[int]] = {change: [] for change in CHANGES}
    for scene, change, dhash in known:
        if change:
            apart[change].append(distance(whole[scene], dhash))
    others = [
        distance(one, other)
        for (scene, _, one), (another, _, other) in combinations(known, 2)
        if scene != another and (scene, another) not in PAIRS
    ]
    return Measured(apart, others)
