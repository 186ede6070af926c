"""A photo on a wall at its real size: every length in millimetres, so that a TV that knows its own pixels can keep to them.

Places are measured from the nail line on the floor: `x` to the right, `y` downwards, so what hangs on the wall has a
negative `y`. Only a `View` knows the screen.
"""

import math
from collections.abc import Iterable, Mapping

from kiosk.records import dataclass

CARD_WIDTH_MM, CARD_HEIGHT_MM = 85.60, 53.98  # a bank card: ISO/IEC 7810, ID-1

# What stands below the picture in each scene, and how high it reaches.
SCENES: Mapping[str, int] = {"living": 830, "bedroom": 1090, "hallway": 860}
FRAMES_MM = (0, 15, 30, 50)
MATS_MM = (0, 40, 80)
FINISHES = ("oak", "black", "white")

EYE_MM = 1450  # where galleries hang the middle of a picture
CLEAR_MM = 120  # never closer than this to what stands below
AIR = 0.03  # share of the screen that stays free on each side of the frame
ABOVE = 0.42  # share of the free wall that is above the frame: a picture looks heavier than the wall
FLOOR_MM = 260  # how much floor belongs to a view of the whole room
ROOM_HEIGHT_MM, ROOM_WIDTH_MM = 2300, 3000  # the least that a view of the whole room shows
GUESSED_WIDTH_MM = 1210  # a set of 55 inches: for one that nobody has calibrated, and then nothing is claimed


@dataclass(frozen=True, slots=True)
class Size:
    """A print as a studio orders it, without saying which way it hangs."""

    short_mm: int
    long_mm: int

    @property
    def key(self) -> str:
        """In whole centimetres: "40x60"."""
        return f"{self.short_mm // 10}x{self.long_mm // 10}"


def size(key: str) -> Size:
    """The size behind a key such as "40x60", in centimetres; whichever number comes first."""
    short, long = sorted(int(number) * 10 for number in key.split("x"))
    return Size(short, long)


def sizes(keys: Iterable[str]) -> tuple[Size, ...]:
    return tuple(size(key) for key in keys)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the wall, in mm."""

    x: float
    y: float
    width: float
    height: float

    def grown(self, by: float) -> "Box":
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """What hangs on the wall instead of a slide. `photo_width` and `photo_height` are the photo's pixels, upright;
    `is_far`: the whole room is looked at, which no TV can show at true size."""

    slide: str
    photo_width: int
    photo_height: int
    short_mm: int
    long_mm: int
    frame_mm: int
    mat_mm: int
    finish: str
    scene: str
    is_far: bool = False

    @property
    def size(self) -> Size:
        return Size(self.short_mm, self.long_mm)

    @property
    def width_mm(self) -> int:
        """The long side of the print follows the photo's."""
        return self.long_mm if self.photo_width >= self.photo_height else self.short_mm

    @property
    def height_mm(self) -> int:
        return self.short_mm if self.photo_width >= self.photo_height else self.long_mm

    @property
    def margin_mm(self) -> int:
        """From the print to the outer edge of its frame."""
        return self.frame_mm + self.mat_mm

    def cropped(self, size: Size) -> int:
        """How much of the photo such a print would leave out, in percent; it fills the paper and loses as much on either
        side. Half a percent is a camera's own rounding."""
        longer, shorter = sorted((self.photo_width, self.photo_height), reverse=True)
        photo, paper = longer / shorter, size.long_mm / size.short_mm
        return round(100 * (1 - min(photo, paper) / max(photo, paper)))


def printed(hanging: Hanging) -> Box:
    """Where the print hangs: its middle at eye level, higher where something below would be too near."""
    height = hanging.height_mm + 2 * hanging.margin_mm
    middle = max(EYE_MM, SCENES[hanging.scene] + CLEAR_MM + height / 2)
    return Box(-hanging.width_mm / 2, -middle - hanging.height_mm / 2, hanging.width_mm, hanging.height_mm)


@dataclass(frozen=True, slots=True)
class View:
    """The piece of the scene that fills the screen. `scale` is 1 at true size, smaller where more than fits had to be
    shown, None where nobody can say."""

    window: Box
    scale: float | None

    @property
    def percent(self) -> int | None:
        """Never rounded up: 100 is true size and nothing else."""
        return None if self.scale is None else math.floor(100 * self.scale + 1e-9)


def px_per_mm(card_px: float) -> float:
    """On a screen on which a bank card covers exactly so many pixels."""
    return card_px / CARD_WIDTH_MM


def view_of(hanging: Hanging, width_px: int, height_px: int, px_per_mm: float | None) -> View:
    """What a screen of that size shows: the framed print at true size, or as large as it fits; or the whole room."""
    known = px_per_mm or width_px / GUESSED_WIDTH_MM
    width, height = width_px / known, height_px / known
    framed = printed(hanging).grown(hanging.margin_mm)
    share = min(1.0, width * (1 - 2 * AIR) / framed.width, height * (1 - 2 * AIR) / framed.height)
    if hanging.is_far:
        needed = max(ROOM_HEIGHT_MM, -framed.y + FLOOR_MM + height * AIR, ROOM_WIDTH_MM * height / width)
        share = min(share, height / needed)
    window = _window(framed, width / share, height / share, hanging.is_far)
    return View(window, None if px_per_mm is None else share)


def _window(framed: Box, width: float, height: float, is_far: bool) -> Box:
    """So much of the scene: the picture in its middle, or all from the floor upwards."""
    lowest = FLOOR_MM - height
    top = lowest if is_far else min(lowest, framed.y - (height - framed.height) * ABOVE)
    return Box(-width / 2, top, width, height)
