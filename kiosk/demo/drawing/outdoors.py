"""Places under the sky, or opening to it."""

import math
from random import Random

from .light import Ground, beam, blots, floor, halo, points, side_lit, sky, vignette, window_light
from .vector import Gradient, Point, Shape, ellipse, fabric, glow, ink, lit, path, rect, ribbon

_BARK = ink("5d4a34")
_PLUM = (ink("d98a7c"), ink("e8b0a2"), ink("c8655c"))


def arch(rng: Random) -> Ground:
    """A garden gate in leaf and flower."""
    greens = (ink("8f9d6f"), ink("6f7f55"), ink("a9b487"), ink("55663f"))
    far = blots(rng, points(rng, 26, (0, 1500), (160, 780)), (60, 170), greens, 0.42, 34, flat=0.9)
    lawn = Shape(rect(-40, 800, 1600, 240), lit(ink("b7bd8a"), ink("8a9564"), ink("4d5a36")), blur=24)
    way = Shape(path("M600 1040 C660 900 720 820 750 760 C790 820 860 900 940 1040Z"), ink("e6dcc2"), 0.9, blur=22)
    posts = [ribbon([(x, 1020), (x, 420)], (64, 58)) for x in (330, 1170)]
    posts.append(ribbon([(330, 430), (480, 170), (750, 84), (1020, 170), (1170, 430)], (52, 46, 46, 46, 52)))
    climbing = [(rng.choice((330, 1170)) + rng.gauss(0, 40), rng.uniform(380, 960)) for _ in range(66)]
    leaves = blots(rng, [*climbing, *(_on_arch(rng) for _ in range(84))], (12, 30), greens, 0.85, 4, flat=0.55)
    whites = (ink("f2ddd0"), ink("e2ab9c"), ink("fbf4e6"))
    roses = blots(rng, [_on_arch(rng) for _ in range(26)], (10, 17), whites, 0.95, 4)
    frame = [Shape(post, fabric(ink("cfc4ae")), blur=8) for post in posts]
    backdrop = (sky(("f4efdc", "cfd6b4", "8c9770"), 0.6), *far, lawn, way, *frame, *leaves, *roses)
    return Ground(backdrop, (vignette(0.42),), (window_light(0.34), beam(0.22)))


def _on_arch(rng: Random) -> Point:
    angle = rng.uniform(math.pi, math.tau)
    return (750 + 420 * math.cos(angle) + rng.gauss(0, 20), 430 + 346 * math.sin(angle) + rng.gauss(0, 24))


def field(rng: Random) -> Ground:
    """High grass in low sun."""
    hills = []
    for k, colour in enumerate(("b9b59a", "ab9f78", "8f8058")):
        y = 560 + k * 70
        ridge = path(
            f"M-40 {y} C300 {y - 60} 620 {y + 30} 900 {y - 20} "
            f"C1180 {y - 60} 1380 {y + 20} 1540 {y - 10} L1540 1040 L-40 1040Z"
        )
        hills.append(Shape(ridge, ink(colour), 0.9, blur=20 - k * 4))
    straws = (ink("d8c48c"), ink("8d8152"), ink("efe0b0"))
    grass = []
    for x in range(-20, 1520, 18):
        blade = [(x, 1010), (x + rng.gauss(0, 14), 940), (x + rng.gauss(14, 26), rng.uniform(860, 920))]
        grass.append(Shape(ribbon(blade, (7, 5, 1)), rng.choice(straws), 0.6, blur=3))
    sun = halo(1120, 300, 280, 240, "fff4dc", 0.95)
    return Ground(
        (sky(("c7ced0", "f2e6d0", "d9c39a")), sun, *hills, *grass),
        (vignette(0.45),),
        (halo(1120, 300, 620, 560, "ffeecb", 0.3), window_light(0.2)),
    )


def city(rng: Random) -> Ground:
    """Lights of the town far behind."""
    tints = (ink("ffd79a"), ink("ffb36b"), ink("fff0d2"), ink("c9d6ef"), ink("e88a6a"))
    lights = []
    for i in range(70):
        radius = rng.uniform(8, 34)
        spot = ellipse(rng.uniform(0, 1500), rng.gauss(560, 130), radius, radius)
        lights.append(Shape(spot, tints[i % 5], rng.uniform(0.2, 0.6), blur=2.4))
    dusk = sky(("3c4660", "7a6264", "1d1a20"), 0.62)
    return Ground(
        (dusk, *lights, floor("4a4038", "15120f", 880, 16)),
        (vignette(0.6),),
        (window_light(0.2), halo(1250, 320, 300, 420, "ffcf96", 0.2)),
    )


def lanterns(rng: Random) -> Ground:
    """An evening courtyard hung with paper lanterns."""
    stops = ((0.0, ink("4a2620"), 1.0), (0.6, ink("2a1513"), 1.0), (1.0, ink("120908"), 1.0))
    night = Shape(rect(-40, -40, 1580, 1080), Gradient(stops, (0.5, 0.3, 0.9, 0.9), radial=True))
    paper = ((0.0, ink("ffe2a4"), 1.0), (0.6, ink("ee7a3a"), 1.0), (1.0, ink("a32a1c"), 1.0))
    lights: list[Shape] = []
    for x, y in points(rng, 15, (0, 1500), (-20, 560)):
        r = rng.uniform(26, 74)
        lights.append(Shape(ellipse(x, y, r * 2.6, r * 2.6), glow(ink("ff9a4a"), 0.3), blur=20))
        globe = Gradient(paper, (0.45, 0.5, 0.6, 0.6), radial=True)
        lights.append(Shape(ellipse(x, y, r, r * 0.84), globe, 0.9, blur=r * 0.12))
    return Ground(
        (night, *lights, floor("5a3020", "1c0d08", 864)),
        (vignette(0.62),),
        (window_light(0.18), halo(750, 200, 900, 420, "ff9a4a", 0.16)),
    )


def moon_gate(rng: Random) -> Ground:
    """A round opening and a branch of plum in flower."""
    x = rng.choice((560.0, 760.0, 960.0))
    stops = ((0.0, ink("fbf2da"), 1.0), (1.0, ink("e6d2a4"), 1.0))
    disc = Shape(ellipse(x, 440, 345, 345), Gradient(stops, (0.4, 0.35, 0.7, 0.7), radial=True), blur=5)
    circle = [(x + 352 * math.cos(i * math.tau / 36), 440 + 352 * math.sin(i * math.tau / 36)) for i in range(37)]
    hills = []
    for k in range(2):
        y = 560 + k * 50
        ridge = path(f"M{x - 340} {y} C{x - 120} {y - 120} {x + 60} {y + 60} {x + 340} {y - 40} L{x} 740Z")
        hills.append(Shape(ridge, ink("c9b98c"), 0.4, blur=16, clip=ellipse(x, 440, 340, 340)))
    twigs = [ribbon([(x + 330, 190), (x + 200, 250), (x + 60, 240), (x - 120, 170)], (14, 9, 7, 3))]
    twigs.append(ribbon([(x + 180, 250), (x + 90, 330), (x - 10, 370)], (8, 5, 2)))
    return Ground(
        (
            side_lit(("efe0c4", "d0b185", "7c5b36"), 0.5),
            disc,
            *hills,
            Shape(ribbon(circle, (24, 24)), fabric(ink("6d4a27")), blur=6),
            *(Shape(twig, _BARK, blur=4) for twig in twigs),
            *blots(rng, _along_branch(rng, x), (8, 15), _PLUM, 0.9, 3),
            floor("b58a58", "4a2f18"),
        ),
        (vignette(0.5),),
        (window_light(0.3),),
    )


def _along_branch(rng: Random, x: float) -> list[Point]:
    where = []
    for i in range(22):
        t = i / 21
        long_twig = (x + 320 - 440 * t, 205 + 60 * math.sin(t * 3) - 40 * t)
        short_twig = (x + 170 - 170 * t, 260 + 110 * t)
        px, py = long_twig if i % 3 else short_twig
        where.append((px + rng.gauss(0, 12), py + rng.gauss(0, 14)))
    return where
