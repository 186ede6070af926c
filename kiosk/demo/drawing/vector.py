"""Shapes as data: outlines, gradients and where they stand. Knows no pixels.

Units are those of the drawing; y grows downwards. Every function returns new tuples, so whole drawings can be
compared, hashed and cached.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ...records import dataclass

Point = tuple[float, float]
Outline = tuple[Point, ...]
Outlines = tuple[Outline, ...]
Colour = tuple[int, int, int]

_TOKEN = re.compile(r"[MLCQZ]|-?\d*\.?\d+")
_CURVE_STEPS = 14


@dataclass(frozen=True)
class Gradient:
    """Colour stops (offset 0–1, colour, alpha 0–1) along an axis of the shape's own bounding box, as in SVG.

    The axis is given in the unit square after placing, so a mirrored figure is still lit from the same window.
    A linear axis is (x0, y0, x1, y1); a radial one is (centre x, centre y, radius x, radius y).
    """

    stops: tuple[tuple[float, Colour, float], ...]
    axis: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 0.15)
    radial: bool = False


Paint = Colour | Gradient


@dataclass(frozen=True)
class Shape:
    """One painted area: closed outlines, their paint, the softness of the edge and what it may not leave."""

    outlines: Outlines
    paint: Paint
    opacity: float = 1.0
    blur: float = 0.0
    clip: Outlines | None = None


Drawing = tuple[Shape, ...]


@dataclass(frozen=True)
class Place:
    """An affine map: (x, y) becomes (a·x + c·y + e, b·x + d·y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def outlines(self, outlines: Outlines) -> Outlines:
        a, b, c, d, e, f = self.a, self.b, self.c, self.d, self.e, self.f
        return tuple(tuple([(a * x + c * y + e, b * x + d * y + f) for x, y in outline]) for outline in outlines)

    @property
    def scale(self) -> float:
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def at(x: float, y: float, scale: float = 1.0, degrees: float = 0.0, mirrored: bool = False) -> Place:
    """Turned clockwise about its own origin, scaled, then moved to (x, y)."""
    cos, sin = math.cos(math.radians(degrees)) * scale, math.sin(math.radians(degrees)) * scale
    side = -1.0 if mirrored else 1.0
    return Place(cos * side, sin * side, -sin, cos, x, y)


def placed(shapes: Iterable[Shape], place: Place) -> Drawing:
    return tuple(
        replace(
            shape,
            outlines=place.outlines(shape.outlines),
            blur=shape.blur * place.scale,
            clip=None if shape.clip is None else place.outlines(shape.clip),
        )
        for shape in shapes
    )


def path(text: str) -> Outlines:
    """Flatten an SVG path of absolute M, L, C, Q and Z commands."""
    tokens = _TOKEN.findall(text)
    outlines: list[list[Point]] = []
    command, index = "M", 0

    def take(count: int) -> list[Point]:
        nonlocal index
        numbers = [float(token) for token in tokens[index : index + 2 * count]]
        index += 2 * count
        return list(zip(numbers[::2], numbers[1::2], strict=True))

    while index < len(tokens):
        if tokens[index].isalpha():
            command = tokens[index]
            index += 1
        if command == "M":
            outlines.append(take(1))
            command = "L"
        elif command == "L":
            outlines[-1] += take(1)
        elif command in "CQ":
            outlines[-1] += _bezier([outlines[-1][-1], *take(3 if command == "C" else 2)])
    return tuple(tuple(outline) for outline in outlines)


def _bezier(controls: Sequence[Point]) -> list[Point]:
    weights = (1, 3, 3, 1) if len(controls) == 4 else (1, 2, 1)
    degree = len(controls) - 1
    points = []
    for step in range(1, _CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        basis = [w * t**i * (1 - t) ** (degree - i) for i, w in enumerate(weights)]
        points.append(
            (
                sum(b * p[0] for b, p in zip(basis, controls, strict=True)),
                sum(b * p[1] for b, p in zip(basis, controls, strict=True)),
            )
        )
    return points


def smooth(points: Sequence[Point], steps: int = 8) -> Outline:
    """A soft open line through all points (Catmull–Rom)."""
    ends = [points[0], *points, points[-1]]
    line: list[Point] = [points[0]]
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        c1 = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c2 = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            b = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            line.append(
                (
                    b[0] * p1[0] + b[1] * c1[0] + b[2] * c2[0] + b[3] * p2[0],
                    b[0] * p1[1] + b[1] * c1[1] + b[2] * c2[1] + b[3] * p2[1],
                )
            )
    return tuple(line)


def ribbon(points: Sequence[Point], widths: Sequence[float]) -> Outlines:
    """A soft brush stroke through the points; the widths are spread evenly along it and the ends are round."""
    return _stroke(smooth(points), widths)


def bent(points: Sequence[Point], widths: Sequence[float]) -> Outlines:
    """A ribbon through three points that may turn sharply at the middle one: two strokes that meet there."""
    line = smooth(points)
    middle = len(line) // 2
    knee = _spread(widths, 0.5)
    first = [_spread(widths, i / 8) for i in range(5)]
    second = [_spread(widths, 0.5 + i / 8) for i in range(5)]
    return (*_stroke(line[: middle + 1], first), *_stroke(line[middle:], second), _disc(line[middle], knee / 2))


def _stroke(line: Outline, widths: Sequence[float]) -> Outlines:
    last = len(line) - 1
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(line):
        (x0, y0), (x1, y1) = line[max(i - 1, 0)], line[min(i + 1, last)]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        nx, ny = -(y1 - y0) / length, (x1 - x0) / length
        half = _spread(widths, i / last) / 2
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    caps = [_disc(line[0], widths[0] / 2), _disc(line[-1], widths[-1] / 2)]
    return (tuple(left + right[::-1]), *caps)


def _spread(values: Sequence[float], t: float) -> float:
    position = t * (len(values) - 1)
    index = min(int(position), len(values) - 2)
    return values[index] + (values[index + 1] - values[index]) * (position - index)


def _disc(centre: Point, radius: float) -> Outline:
    return ellipse(centre[0], centre[1], radius, radius)[0]


def ellipse(cx: float, cy: float, rx: float, ry: float, degrees: float = 0.0) -> Outlines:
    size = max(rx, ry)
    circle = _circle(10 if size < 3 else 16 if size < 9 else 48)
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Place(rx * cos, rx * sin, -ry * sin, ry * cos, cx, cy).outlines((circle,))


@lru_cache
def _circle(corners: int) -> Outline:
    turn = math.tau / corners
    return tuple((math.cos(i * turn), math.sin(i * turn)) for i in range(corners))


def rect(x: float, y: float, width: float, height: float) -> Outlines:
    return (((x, y), (x + width, y), (x + width, y + height), (x, y + height)),)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """The colour a given share of the way from one to the other."""
    r, g, b = (round(p + (q - p) * share) for p, q in zip(one, other, strict=True))
    return (r, g, b)


def ink(code: str) -> Colour:
    """A colour from its six hexadecimal digits."""
    return (int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16))


def lit(light: Colour, base: Colour, shade: Colour, middle: float = 0.5) -> Gradient:
    """The house light: one soft window from the left."""
    return Gradient(((0.0, light, 1.0), (middle, base, 1.0), (1.0, shade, 1.0)))


def fabric(base: Colour, bright: float = 0.45, dark: float = 0.45) -> Gradient:
    """Cloth, wood or clay of one colour in the house light."""
    return lit(mix(base, ink("fff4e2"), bright), base, mix(base, ink("140a06"), dark), 0.4)


def fade(colour: Colour, start: float, end: float, axis: tuple[float, float, float, float]) -> Gradient:
    """One colour whose alpha runs from start to end along the axis."""
    return Gradient(((0.0, colour, start), (1.0, colour, end)), axis)


def glow(colour: Colour, strength: float) -> Gradient:
    """A colour strongest in the middle of its shape and gone at the rim."""
    stops = ((0.0, colour, strength), (0.5, colour, strength * 0.42), (1.0, colour, 0.0))
    return Gradient(stops, (0.5, 0.5, 0.5, 0.5), radial=True)
