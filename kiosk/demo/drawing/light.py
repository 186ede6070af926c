"""The room's own light, and what every place is made of, on a canvas of 1500 × 1000.

The floor meets the wall near y = 850; the window is always on the left.
"""

from collections.abc import Callable, Sequence
from random import Random

from ...records import dataclass
from .vector import Colour, Drawing, Gradient, Point, Shape, ellipse, fade, glow, ink, lit, mix, path, rect

WIDTH, HEIGHT = 1500.0, 1000.0
EVERYWHERE = rect(-40, -40, WIDTH + 80, HEIGHT + 80)


@dataclass(frozen=True)
class Ground:
    """What lies behind, how light falls off (multiplied) and what light adds (screened)."""

    backdrop: Drawing
    shade: Drawing
    glow: Drawing


Setting = Callable[[Random], Ground]
Tones = tuple[str, str, str]


def wall(tones: Tones, centre: Point = (0.34, 0.3)) -> Shape:
    """A wall brightest at the centre, given in shares of its width and height."""
    stops = ((0.0, ink(tones[0]), 1.0), (0.55, ink(tones[1]), 1.0), (1.0, ink(tones[2]), 1.0))
    return Shape(EVERYWHERE, Gradient(stops, (*centre, 0.95, 0.95), radial=True))


def side_lit(tones: Tones, middle: float = 0.45) -> Shape:
    """A wall that darkens away from the window."""
    return Shape(EVERYWHERE, lit(ink(tones[0]), ink(tones[1]), ink(tones[2]), middle))


def sky(tones: Tones, middle: float = 0.55) -> Shape:
    stops = ((0.0, ink(tones[0]), 1.0), (middle, ink(tones[1]), 1.0), (1.0, ink(tones[2]), 1.0))
    return Shape(EVERYWHERE, Gradient(stops, (0.0, 0.0, 0.08, 1.0)))


def floor(light: str, shade: str, y: float = 856, blur: float = 10) -> Shape:
    board = rect(-40, y, WIDTH + 80, HEIGHT - y + 60)
    return Shape(board, lit(ink(light), mix(ink(light), ink(shade), 0.4), ink(shade)), blur=blur)


def vignette(strength: float = 0.5, centre: Point = (0.46, 0.45)) -> Shape:
    dark = ink("0c0804")
    stops = ((0.0, dark, 0.0), (0.5, dark, 0.0), (1.0, dark, strength))
    return Shape(EVERYWHERE, Gradient(stops, (*centre, 0.82, 0.82), radial=True))


def window_light(strength: float = 0.3) -> Shape:
    return Shape(ellipse(240, 330, 620, 620), glow(ink("fff2dc"), strength), blur=30)


def halo(x: float, y: float, rx: float, ry: float, colour: str, strength: float) -> Shape:
    return Shape(ellipse(x, y, rx, ry), glow(ink(colour), strength), blur=40)


def beam(strength: float) -> Shape:
    slant = path("M120 -40 L560 -40 L1180 1040 L520 1040Z")
    return Shape(slant, fade(ink("fff3dd"), strength, 0.0, (0.1, 0.0, 0.8, 1.0)), blur=46)


def blots(
    rng: Random,
    where: Sequence[Point],
    radii: tuple[float, float],
    colours: Sequence[Colour],
    opacity: float,
    blur: float,
    flat: float = 1.0,
) -> list[Shape]:
    """Leaves, blossoms, lights or clouds: a turned ellipse at every point, flat times as high as wide."""
    shapes = []
    for point in where:
        radius = rng.uniform(*radii)
        outline = ellipse(point[0], point[1], radius, radius * flat * rng.uniform(0.8, 1.1), rng.uniform(0, 180))
        shapes.append(Shape(outline, rng.choice(colours), opacity, blur))
    return shapes


def points(rng: Random, count: int, xs: tuple[float, float], ys: tuple[float, float]) -> list[Point]:
    return [(rng.uniform(*xs), rng.uniform(*ys)) for _ in range(count)]
