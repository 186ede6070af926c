"""Where it is photographed: walls, gardens and windows on a 1500 × 1000 canvas, soft as behind a portrait lens.

The floor meets the wall near y = 850; the window is always on the left.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from kiosk.demo.bodies import fabric
from kiosk.demo.vector import Colour, Drawing, Gradient, Outlines, Shape, ellipse, fade, glow, ink, lit, mix, path, rect, ribbon

WIDTH, HEIGHT = 1500.0, 1000.0
_ALL = rect(-40, -40, WIDTH + 80, HEIGHT + 80)


@dataclass(frozen=True)
class Ground:
    """What lies behind, how light falls off (multiplied) and what light adds (screened)."""

    backdrop: Drawing
    shade: Drawing
    glow: Drawing


Setting = Callable[[Random], Ground]


def _wall(light: str, base: str, shade: str, centre: tuple[float, float] = (0.34, 0.3)) -> Shape:
    stops = ((0.0, ink(light), 1.0), (0.55, ink(base), 1.0), (1.0, ink(shade), 1.0))
    return Shape(_ALL, Gradient(stops, (*centre, 0.95, 0.95), radial=True))


def _floor(light: str, shade: str, y: float = 856, blur: float = 10) -> Shape:
    return Shape(rect(-40, y, WIDTH + 80, HEIGHT - y + 60), lit(ink(light), mix(ink(light), ink(shade), 0.4), ink(shade)), blur=blur)


def _vignette(strength: float = 0.5, centre: tuple[float, float] = (0.46, 0.45)) -> Shape:
    dark = ink("0c0804")
    return Shape(_ALL, Gradient(((0.0, dark, 0.0), (0.5, dark, 0.0), (1.0, dark, strength)), (*centre, 0.82, 0.82), radial=True))


def _window_light(strength: float = 0.3) -> Shape:
    return Shape(ellipse(240, 330, 620, 620), glow(ink("fff2dc"), strength), blur=30)


def _beam(strength: float) -> Shape:
    beam = path("M120 -40 L560 -40 L1180 1040 L520 1040Z")
    return Shape(beam, fade(ink("fff3dd"), strength, 0.0, (0.1, 0.0, 0.8, 1.0)), blur=46)


def linen(rng: Random) -> Ground:
    tone = rng.choice((("eee6d8", "c9bca6", "83765f"), ("e6e2d8", "bdb8a8", "77725f"), ("efe0cf", "cbb199", "866b55")))
    sweep = Shape(path("M-40 900 C300 850 1200 850 1540 900 L1540 1040 L-40 1040Z"), ink(tone[1]), 0.7, blur=26)
    cloth = [
        Shape(ribbon([(x, -40), (x + 26, 400), (x - 18, 880)], (14, 46, 20)), ink(tone[2 if i % 2 else 0]), 0.13, blur=22)
        for i, x in enumerate(range(60, 1500, 130))
    ]
    return Ground((_wall(*tone), *cloth, sweep), (_vignette(0.5),), (_window_light(0.24),))


def dark(rng: Random) -> Ground:
    tone = rng.choice((("8a6f5c", "4c3a30", "1c1512"), ("6b6a63", "3a3a37", "171716"), ("6a5568", "382b38", "171217")))
    halo = Shape(ellipse(880, 380, 430, 420), glow(ink("f0c99a"), 0.4), blur=40)
    strokes = [
        Shape(ribbon([(rng.uniform(0, 1500), rng.uniform(0, 800)) for _ in range(3)], (60, 150, 60)), ink(tone[0]), 0.07, blur=50)
        for _ in range(7)
    ]
    floor = Shape(rect(-40, 862, 1600, 200), lit(mix(ink(tone[1]), ink(tone[0]), 0.4), ink(tone[1]), ink(tone[2])), 0.9, blur=12)
    return Ground((_wall(*tone, centre=(0.56, 0.4)), *strokes, halo, floor), (_vignette(0.72),), (_window_light(0.12),))


def olive(rng: Random) -> Ground:
    """A hand-painted canvas."""
    tone = rng.choice((("8b8a76", "56574a", "25261f"), ("8f9a9a", "59645f", "262b2a"), ("a08a78", "6a5446", "2b211b")))
    clouds = [
        Shape(ellipse(rng.uniform(0, 1500), rng.uniform(0, 760), rng.uniform(120, 330), rng.uniform(60, 160), rng.uniform(-40, 40)), ink(tone[i % 3]), 0.2, blur=52)
        for i in range(18)
    ]
    return Ground((_wall(*tone), *clouds, _floor("7d7460", "2f2a20", 868, 24)), (_vignette(0.6),), (_window_light(0.26),))


def window(rng: Random) -> Ground:
    x = rng.uniform(110, 260)
    frame = [ribbon([(x + 215, -40), (x + 215, 780)], (13, 13)), ribbon([(x, 210), (x + 430, 210)], (13, 13)), ribbon([(x, 480), (x + 430, 480)], (13, 13))]
    garden = [Shape(ellipse(x + rng.uniform(20, 410), rng.uniform(420, 760), rng.uniform(40, 90), rng.uniform(40, 80)), ink("b9c2a0"), 0.5, blur=26) for _ in range(9)]
    curtains = [path(f"M{x - 150} -40 C{x - 60} 300 {x - 100} 600 {x - 50} 960 L{x + 70} 950 C{x + 10} 600 {x + 80} 300 {x + 30} -40Z"), path(f"M{x + 520} -40 C{x + 450} 300 {x + 480} 600 {x + 440} 940 L{x + 340} 930 C{x + 390} 600 {x + 340} 300 {x + 400} -40Z")]
    seat = Shape(path(f"M{x - 60} 786 L{x + 500} 786 L{x + 520} 830 L{x - 70} 830Z"), fabric(ink("cbbda4")), blur=5)
    wall = Shape(_ALL, lit(ink("d8cdbb"), ink("9c8d77"), ink("3b3128"), 0.4))
    pane = Shape(rect(x, -40, 430, 820), ink("fffaf0"), blur=7)
    return Ground(
        (wall, _floor("b7a78d", "2d251d"), pane, *garden, *(Shape(bar, ink("a89a80"), blur=4) for bar in frame), seat, *(Shape(c, fabric(ink("efe6d6"), 0.5, 0.3), 0.8, blur=14) for c in curtains)),
        (_vignette(0.55, (0.42, 0.45)),),
        (_beam(0.5), Shape(ellipse(x + 215, 380, 460, 520), glow(ink("fff6e4"), 0.42), blur=40)),
    )


def arch(rng: Random) -> Ground:
    """A garden gate in leaf."""
    greens = (ink("8f9d6f"), ink("6f7f55"), ink("a9b487"), ink("55663f"))
    sky = Shape(_ALL, Gradient(((0.0, ink("f4efdc"), 1.0), (0.6, ink("cfd6b4"), 1.0), (1.0, ink("8c9770"), 1.0)), (0.0, 0.0, 0.1, 1.0)))
    far = [Shape(ellipse(rng.uniform(0, 1500), rng.uniform(160, 780), rng.uniform(60, 170), rng.uniform(50, 140)), greens[i % 4], 0.42, blur=34) for i in range(26)]
    path_light = Shape(path("M600 1040 C660 900 720 820 750 760 C790 820 860 900 940 1040Z"), ink("e6dcc2"), 0.9, blur=22)
    lawn = Shape(rect(-40, 800, 1600, 240), lit(ink("b7bd8a"), ink("8a9564"), ink("4d5a36")), blur=24)
    pillars = [ribbon([(s, 1020), (s, 420)], (64, 58)) for s in (330, 1170)] + [ribbon([(330, 430), (480, 170), (750, 84), (1020, 170), (1170, 430)], (52, 46, 46, 46, 52))]
    leaves = []
    for i in range(150):
        t = rng.random()
        x, y = (rng.choice((330.0, 1170.0)) + rng.gauss(0, 40), rng.uniform(380, 960)) if t < 0.45 else _on_arch(rng)
        leaves.append(Shape(ellipse(x, y, rng.uniform(12, 30), rng.uniform(8, 17), rng.uniform(0, 180)), greens[i % 4], 0.85, blur=4))
    roses = [Shape(ellipse(*_on_arch(rng), rng.uniform(10, 17), rng.uniform(10, 16)), rng.choice((ink("f2ddd0"), ink("e2ab9c"), ink("fbf4e6"))), 0.95, blur=4) for _ in range(26)]
    return Ground((sky, *far, lawn, path_light, *(Shape(p, fabric(ink("cfc4ae")), blur=8) for p in pillars), *leaves, *roses), (_vignette(0.42),), (_window_light(0.34), _beam(0.22)))


def _on_arch(rng: Random) -> tuple[float, float]:
    angle = rng.uniform(math.pi, math.tau)
    return 750 + 420 * math.cos(angle) + rng.gauss(0, 20), 430 + 346 * math.sin(angle) + rng.gauss(0, 24)


def stairs(rng: Random) -> Ground:
    wall = Shape(_ALL, lit(ink("e9dfce"), ink("b6a68e"), ink("5d4f3f"), 0.42))
    steps: list[Shape] = []
    for i in range(9):
        y, x = 940 - i * 74, 520 + i * 92
        steps.append(Shape(rect(x, y - 74, 1100, 78), lit(ink("d9cdb8"), ink("a8987f"), ink("564838")), blur=5))
        steps.append(Shape(rect(x - 8, y - 78, 1108, 14), ink("efe6d4"), 0.9, blur=4))
    rail = [Shape(ribbon([(430, 640), (760, 380), (1260, -40)], (18, 18, 18)), fabric(ink("5b3f28")), blur=5)]
    rail += [Shape(ribbon([(450 + i * 62, 630 - i * 50), (450 + i * 62, 900 - i * 50)], (7, 7)), ink("3a2c20"), 0.8, blur=4) for i in range(14)]
    return Ground((wall, _floor("c7b89d", "4c3f31", 868), *steps, *rail), (_vignette(0.5),), (_window_light(0.4), _beam(0.3)))


def lattice(rng: Random) -> Ground:
    """A red lacquered screen."""
    wall = Shape(_ALL, lit(ink("f3dfb8"), ink("d9b378"), ink("8a5c2e"), 0.45))
    bars: list[Outlines] = []
    left = 420 + rng.uniform(-80, 80)
    for i in range(8):
        bars.append(ribbon([(left + i * 130, -40), (left + i * 130, 850)], (15, 15)))
        bars.append(ribbon([(left, 10 + i * 120), (left + 910, 10 + i * 120)], (13, 13)))
    for i in range(4):
        for j in range(4):
            cx, cy = left + 130 + i * 260, 70 + j * 240
            bars.append(ribbon([(cx - 46, cy), (cx, cy - 42), (cx + 46, cy), (cx, cy + 42), (cx - 46, cy)], (9, 9)))
    lacquer = lit(ink("c4402c"), ink("98231a"), ink("4f0f0b"))
    panel = Shape(rect(left - 20, -40, 950, 900), ink("f6e2b6"), 0.8, blur=10)
    return Ground((wall, panel, *(Shape(bar, lacquer, 0.95, blur=5) for bar in bars), _floor("a9744a", "3f2413")), (_vignette(0.56),), (_window_light(0.3), _beam(0.16)))


def moon_gate(rng: Random) -> Ground:
    """A round opening and a branch of plum in flower."""
    x = rng.choice((560.0, 760.0, 960.0))
    wall = Shape(_ALL, lit(ink("efe0c4"), ink("d0b185"), ink("7c5b36")))
    disc = Shape(ellipse(x, 440, 345, 345), Gradient(((0.0, ink("fbf2da"), 1.0), (1.0, ink("e6d2a4"), 1.0)), (0.4, 0.35, 0.7, 0.7), radial=True), blur=5)
    rim = Shape(ribbon([(x + 352 * math.cos(i * math.tau / 36), 440 + 352 * math.sin(i * math.tau / 36)) for i in range(37)], (24, 24)), fabric(ink("6d4a27")), blur=6)
    hills = [Shape(path(f"M{x - 340} {560 + k * 50} C{x - 120} {440 + k * 60} {x + 60} {620 + k * 30} {x + 340} {520 + k * 60} L{x + 300} 700 L{x - 300} 700Z"), ink("c9b98c"), 0.4, blur=16, clip=ellipse(x, 440, 340, 340)) for k in range(2)]
    twig = [(x + 330, 190), (x + 200, 250), (x + 60, 240), (x - 120, 170)]
    branches = [Shape(ribbon(twig, (14, 9, 7, 3)), ink("5d4a34"), blur=4), Shape(ribbon([(x + 180, 250), (x + 90, 330), (x - 10, 370)], (8, 5, 2)), ink("5d4a34"), blur=4)]
    blooms = []
    for i in range(22):
        t = i / 21
        px, py = (x + 320 - 440 * t, 205 + 60 * math.sin(t * 3) - 40 * t) if i % 3 else (x + 170 - 170 * t, 260 + 110 * t)
        blooms.append(Shape(ellipse(px + rng.gauss(0, 12), py + rng.gauss(0, 14), rng.uniform(8, 15), rng.uniform(8, 14)), rng.choice((ink("d98a7c"), ink("e8b0a2"), ink("c8655c"))), 0.9, blur=3))
    return Ground((wall, disc, *hills, rim, *branches, *blooms, _floor("b58a58", "4a2f18")), (_vignette(0.5),), (_window_light(0.3),))


def lanterns(rng: Random) -> Ground:
    """An evening courtyard hung with paper lanterns."""
    night = Shape(_ALL, Gradient(((0.0, ink("4a2620"), 1.0), (0.6, ink("2a1513"), 1.0), (1.0, ink("120908"), 1.0)), (0.5, 0.3, 0.9, 0.9), radial=True))
    lights: list[Shape] = []
    for _ in range(15):
        x, y, r = rng.uniform(0, 1500), rng.uniform(-20, 560), rng.uniform(26, 74)
        lights.append(Shape(ellipse(x, y, r * 2.6, r * 2.6), glow(ink("ff9a4a"), 0.3), blur=20))
        lights.append(Shape(ellipse(x, y, r, r * 0.84), Gradient(((0.0, ink("ffe2a4"), 1.0), (0.6, ink("ee7a3a"), 1.0), (1.0, ink("a32a1c"), 1.0)), (0.45, 0.5, 0.6, 0.6), radial=True), 0.9, blur=r * 0.12))
    return Ground((night, *lights, _floor("5a3020", "1c0d08", 864)), (_vignette(0.62),), (_window_light(0.18), Shape(ellipse(750, 200, 900, 420), glow(ink("ff9a4a"), 0.16), blur=40)))


def city(rng: Random) -> Ground:
    """Lights of the town far behind."""
    dusk = Shape(_ALL, Gradient(((0.0, ink("3c4660"), 1.0), (0.55, ink("6a5a64"), 1.0), (0.72, ink("8a6a5c"), 1.0), (1.0, ink("1d1a20"), 1.0)), (0.0, 0.0, 0.05, 1.0)))
    tints = (ink("ffd79a"), ink("ffb36b"), ink("fff0d2"), ink("c9d6ef"), ink("e88a6a"))
    lights = []
    for i in range(70):
        r = rng.uniform(8, 34)
        spot = ellipse(rng.uniform(0, 1500), rng.gauss(560, 130), r, r)
        lights.append(Shape(spot, tints[i % 5], rng.uniform(0.2, 0.6), blur=2.4))
    return Ground((dusk, *lights, _floor("4a4038", "15120f", 880, 16)), (_vignette(0.6),), (_window_light(0.2), Shape(ellipse(1250, 320, 300, 420), glow(ink("ffcf96"), 0.2), blur=30)))


def field(rng: Random) -> Ground:
    sky = Shape(_ALL, Gradient(((0.0, ink("c7ced0"), 1.0), (0.5, ink("f2e6d0"), 1.0), (1.0, ink("d9c39a"), 1.0)), (0.0, 0.0, 0.15, 0.8)))
    sun = Shape(ellipse(1120, 300, 280, 240), glow(ink("fff4dc"), 0.95), blur=40)
    hills = [Shape(path(f"M-40 {560 + k * 70} C300 {500 + k * 80} 620 {590 + k * 60} 900 {540 + k * 74} C1180 {500 + k * 80} 1380 {580 + k * 66} 1540 {550 + k * 74} L1540 1040 L-40 1040Z"), (ink("b9b59a"), ink("ab9f78"), ink("8f8058"))[k], 0.9, blur=20 - k * 4) for k in range(3)]
    grass = [Shape(ribbon([(x, 1010), (x + rng.gauss(0, 14), 940), (x + rng.gauss(14, 26), 860 + rng.uniform(0, 60))], (7, 5, 1)), rng.choice((ink("d8c48c"), ink("8d8152"), ink("efe0b0"))), 0.6, blur=3) for x in range(-20, 1520, 18)]
    return Ground((sky, sun, *hills, *grass), (_vignette(0.45),), (Shape(ellipse(1120, 300, 620, 560), glow(ink("ffeecb"), 0.3), blur=50), _window_light(0.2)))


def sunlit(rng: Random) -> Ground:
    """A bare wall with the shape of the window lying across it."""
    tone = rng.choice((("e6cfb4", "c7a585", "7b5d46"), ("d9d2c4", "b3a995", "6d6453"), ("dcc0b0", "bb9484", "70503f")))
    skew = rng.uniform(90, 160)
    panes = []
    for i in range(3):
        for j in range(3):
            x, y = 620 + i * 210 + j * 40, 60 + j * 232 - i * 34
            panes.append(Shape(path(f"M{x} {y} L{x + 180} {y - 30} L{x + 180 + skew * 0.3} {y + 170} L{x + skew * 0.3} {y + 200}Z"), ink("fff0d4"), 0.5, blur=7))
    leaves = [Shape(ellipse(rng.uniform(600, 1300), rng.uniform(40, 640), rng.uniform(30, 60), rng.uniform(8, 16), rng.uniform(-60, 60)), ink(tone[1]), 0.5, blur=7) for _ in range(16)]
    return Ground((_wall(*tone), *panes, *leaves, _floor(tone[1], tone[2], 868, 20)), (_vignette(0.45),), (_window_light(0.24), _beam(0.18)))


def nursery(rng: Random) -> Ground:
    wall = Shape(_ALL, lit(ink("f1ece2"), ink("d3c9b8"), ink("8d8270"), 0.45))
    curtain = [Shape(ribbon([(60 + i * 46, -40), (76 + i * 46, 400), (52 + i * 46, 900)], (30, 40, 30)), ink("fbf6ec" if i % 2 else "e2d9c9"), 0.8, blur=12) for i in range(6)]
    shelf = [Shape(rect(1060, 300, 330, 16), fabric(ink("b48e63")), blur=4), Shape(rect(1100, 214, 30, 86), ink("b5645a"), blur=5), Shape(rect(1136, 226, 26, 74), ink("8fa08a"), blur=5), Shape(rect(1168, 206, 34, 94), ink("d8b15f"), blur=5), Shape(ellipse(1290, 262, 42, 40), ink("c9a67e"), blur=6)]
    bunting = [Shape(path(f"M{640 + i * 74} {120 + 26 * math.sin(i * 0.6)} L{700 + i * 74} {122 + 26 * math.sin(i * 0.6 + 0.5)} L{672 + i * 74} {180 + 26 * math.sin(i * 0.6 + 0.2)}Z"), (ink("d9b48a"), ink("a9b8a0"), ink("e2c27a"), ink("c98f80"))[i % 4], 0.8, blur=5) for i in range(11)]
    return Ground((wall, *curtain, *shelf, *bunting, _floor("d3b78e", "7a5c3c")), (_vignette(0.36),), (_window_light(0.36), _beam(0.26)))


def shoji(rng: Random) -> Ground:
    """Paper screens and one branch in a vase."""
    wall = Shape(_ALL, lit(ink("f6efdd"), ink("e3d4b4"), ink("a58b62"), 0.45))
    bars = [Shape(ribbon([(x, -40), (x, 840)], (9, 9)), ink("6b4c2e"), 0.85, blur=4) for x in range(120, 1100, 120)]
    bars += [Shape(ribbon([(0, y), (1060, y)], (7, 7)), ink("6b4c2e"), 0.8, blur=4) for y in range(60, 840, 150)]
    vase = Shape(path("M1236 850 C1200 800 1210 740 1240 716 L1238 690 L1272 690 L1270 716 C1300 740 1310 800 1274 850Z"), fabric(ink("6f8279")), blur=5)
    branch = [Shape(ribbon([(1255, 690), (1230, 560), (1290, 430), (1260, 300)], (9, 7, 5, 2)), ink("5d4a34"), blur=4), Shape(ribbon([(1244, 580), (1180, 500), (1150, 410)], (6, 4, 2)), ink("5d4a34"), blur=4)]
    blooms = [Shape(ellipse(rng.gauss(1230, 56), rng.uniform(300, 600), rng.uniform(9, 15), rng.uniform(9, 14)), rng.choice((ink("e8b0a2"), ink("f2d3c8"), ink("d98a7c"))), 0.9, blur=3) for _ in range(20)]
    return Ground((wall, *bars, vase, *branch, *blooms, _floor("cdb078", "6f5430")), (_vignette(0.42),), (_window_light(0.36),))


def table(rng: Random) -> Ground:
    """A tabletop near the window, for small things."""
    wall, cloth = rng.choice(((("e2d8c6", "b8a98f", "6b5d49"), "eadfcd"), (("7c6c5c", "4f4338", "221b16"), "8a6a48"), (("cdc9bb", "9a9786", "55554a"), "d9d0bf"), (("e3c9a0", "b98f5e", "5f4024"), "9a6a3c")))
    top = Shape(rect(-40, 470, 1580, 600), lit(mix(ink(cloth), ink("fffaf0"), 0.4), ink(cloth), mix(ink(cloth), ink("1a0f08"), 0.55), 0.36), blur=18)
    folds = [Shape(ribbon([(-40, 600 + i * 110), (500, 560 + i * 120), (1540, 640 + i * 100)], (10, 34, 14)), mix(ink(cloth), ink("1a0f08"), 0.5), 0.16, blur=22) for i in range(4)]
    return Ground((_wall(*wall), top, *folds), (_vignette(0.58),), (_window_light(0.3), _beam(0.22)))


GROUNDS: dict[str, Setting] = {
    "linen": linen,
    "dark": dark,
    "olive": olive,
    "window": window,
    "arch": arch,
    "stairs": stairs,
    "lattice": lattice,
    "moon_gate": moon_gate,
    "lanterns": lanterns,
    "city": city,
    "field": field,
    "sunlit": sunlit,
    "nursery": nursery,
    "shoji": shoji,
    "table": table,
}
