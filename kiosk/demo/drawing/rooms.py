"""Places indoors."""

import math
from random import Random

from .light import (
    EVERYWHERE,
    Ground,
    beam,
    blots,
    floor,
    halo,
    points,
    side_lit,
    vignette,
    wall,
    window_light,
)
from .vector import Outlines, Shape, fabric, ink, lit, mix, path, rect, ribbon


def linen(rng: Random) -> Ground:
    """A hung cloth, rolling out over the floor."""
    tones = rng.choice((("eee6d8", "c9bca6", "83765f"), ("e6e2d8", "bdb8a8", "77725f"), ("efe0cf", "cbb199", "866b55")))
    sweep = Shape(path("M-40 900 C300 850 1200 850 1540 900 L1540 1040 L-40 1040Z"), ink(tones[1]), 0.7, blur=26)
    folds = []
    for i, x in enumerate(range(60, 1500, 130)):
        fold = ribbon([(x, -40), (x + 26, 400), (x - 18, 880)], (14, 46, 20))
        folds.append(Shape(fold, ink(tones[2 if i % 2 else 0]), 0.13, blur=22))
    return Ground((wall(tones), *folds, sweep), (vignette(0.5),), (window_light(0.24),))


def dark(rng: Random) -> Ground:
    """A low key, one warm pool of light."""
    tones = rng.choice((("8a6f5c", "4c3a30", "1c1512"), ("6b6a63", "3a3a37", "171716"), ("6a5568", "382b38", "171217")))
    strokes = []
    for _ in range(7):
        stroke = ribbon(points(rng, 3, (0, 1500), (0, 800)), (60, 150, 60))
        strokes.append(Shape(stroke, ink(tones[0]), 0.07, blur=50))
    base = lit(mix(ink(tones[1]), ink(tones[0]), 0.4), ink(tones[1]), ink(tones[2]))
    boards = Shape(rect(-40, 862, 1600, 200), base, 0.9, blur=12)
    pool = halo(880, 380, 430, 420, "f0c99a", 0.4)
    return Ground((wall(tones, (0.56, 0.4)), *strokes, pool, boards), (vignette(0.72),), (window_light(0.12),))


def olive(rng: Random) -> Ground:
    """A hand-painted canvas."""
    tones = rng.choice((("8b8a76", "56574a", "25261f"), ("8f9a9a", "59645f", "262b2a"), ("a08a78", "6a5446", "2b211b")))
    colours = [ink(tone) for tone in tones]
    clouds = blots(rng, points(rng, 18, (0, 1500), (0, 760)), (120, 330), colours, 0.2, 52, flat=0.5)
    return Ground((wall(tones), *clouds, floor("7d7460", "2f2a20", 868, 24)), (vignette(0.6),), (window_light(0.26),))


def window(rng: Random) -> Ground:
    """The tall window itself, curtains drawn aside, a seat below it."""
    x = rng.uniform(110, 260)
    pane = Shape(rect(x, -40, 430, 820), ink("fffaf0"), blur=7)
    garden = blots(rng, points(rng, 9, (x + 20, x + 410), (420, 760)), (40, 90), [ink("b9c2a0")], 0.5, 26)
    frame = [ribbon([(x + 215, -40), (x + 215, 780)], (13, 13))]
    frame += [ribbon([(x, y), (x + 430, y)], (13, 13)) for y in (210, 480)]
    seat = path(f"M{x - 60} 786 L{x + 500} 786 L{x + 520} 830 L{x - 70} 830Z")
    return Ground(
        (
            side_lit(("d8cdbb", "9c8d77", "3b3128"), 0.4),
            floor("b7a78d", "2d251d"),
            pane,
            *garden,
            *(Shape(bar, ink("a89a80"), blur=4) for bar in frame),
            Shape(seat, fabric(ink("cbbda4")), blur=5),
            *(Shape(curtain, fabric(ink("efe6d6"), 0.5, 0.3), 0.8, blur=14) for curtain in _curtains(x)),
        ),
        (vignette(0.55, (0.42, 0.45)),),
        (beam(0.5), halo(x + 215, 380, 460, 520, "fff6e4", 0.42)),
    )


def _curtains(x: float) -> list[Outlines]:
    left = (
        f"M{x - 150} -40 C{x - 60} 300 {x - 100} 600 {x - 50} 960 L{x + 70} 950 "
        f"C{x + 10} 600 {x + 80} 300 {x + 30} -40Z"
    )
    right = (
        f"M{x + 520} -40 C{x + 450} 300 {x + 480} 600 {x + 440} 940 L{x + 340} 930 "
        f"C{x + 390} 600 {x + 340} 300 {x + 400} -40Z"
    )
    return [path(left), path(right)]


def stairs(rng: Random) -> Ground:
    steps: list[Shape] = []
    for i in range(9):
        y, x = 940 - i * 74, 520 + i * 92
        steps.append(Shape(rect(x, y - 74, 1100, 78), lit(ink("d9cdb8"), ink("a8987f"), ink("564838")), blur=5))
        steps.append(Shape(rect(x - 8, y - 78, 1108, 14), ink("efe6d4"), 0.9, blur=4))
    rail = [Shape(ribbon([(430, 640), (760, 380), (1260, -40)], (18, 18, 18)), fabric(ink("5b3f28")), blur=5)]
    for i in range(14):
        bar = ribbon([(450 + i * 62, 630 - i * 50), (450 + i * 62, 900 - i * 50)], (7, 7))
        rail.append(Shape(bar, ink("3a2c20"), 0.8, blur=4))
    backdrop = (side_lit(("e9dfce", "b6a68e", "5d4f3f"), 0.42), floor("c7b89d", "4c3f31", 868), *steps, *rail)
    return Ground(backdrop, (vignette(0.5),), (window_light(0.4), beam(0.3)))


def sunlit(rng: Random) -> Ground:
    """A bare wall with the shape of the window lying across it."""
    tones = rng.choice((("e6cfb4", "c7a585", "7b5d46"), ("d9d2c4", "b3a995", "6d6453"), ("dcc0b0", "bb9484", "70503f")))
    skew = rng.uniform(30, 52)
    panes = []
    for i in range(3):
        for j in range(3):
            x, y = 620 + i * 210 + j * 40, 60 + j * 232 - i * 34
            pane = f"M{x} {y} L{x + 180} {y - 30} L{x + 180 + skew} {y + 170} L{x + skew} {y + 200}Z"
            panes.append(Shape(path(pane), ink("fff0d4"), 0.5, blur=7))
    leaves = blots(rng, points(rng, 16, (600, 1300), (40, 640)), (30, 60), [ink(tones[1])], 0.5, 7, flat=0.28)
    backdrop = (wall(tones), *panes, *leaves, floor(tones[1], tones[2], 868, 20))
    return Ground(backdrop, (vignette(0.45),), (window_light(0.24), beam(0.18)))


def nursery(rng: Random) -> Ground:
    curtain = []
    for i in range(6):
        fold = ribbon([(60 + i * 46, -40), (76 + i * 46, 400), (52 + i * 46, 900)], (30, 40, 30))
        curtain.append(Shape(fold, ink("fbf6ec" if i % 2 else "e2d9c9"), 0.8, blur=12))
    tints = (ink("d9b48a"), ink("a9b8a0"), ink("e2c27a"), ink("c98f80"))
    bunting = []
    for i in range(11):
        x, y = 640 + i * 74, 120 + 26 * math.sin(i * 0.6)
        bunting.append(Shape(path(f"M{x} {y} L{x + 60} {y + 3} L{x + 32} {y + 60}Z"), tints[i % 4], 0.8, blur=5))
    backdrop = (side_lit(("f1ece2", "d3c9b8", "8d8270")), *curtain, *_shelf(), *bunting, floor("d3b78e", "7a5c3c"))
    return Ground(backdrop, (vignette(0.36),), (window_light(0.36), beam(0.26)))


def _shelf() -> list[Shape]:
    books = ((1100, 214, 30, "b5645a"), (1136, 226, 26, "8fa08a"), (1168, 206, 34, "d8b15f"), (1230, 218, 40, "c9a67e"))
    board = Shape(rect(1060, 300, 330, 16), fabric(ink("b48e63")), blur=4)
    return [board, *(Shape(rect(x, y, wide, 300 - y), ink(colour), blur=5) for x, y, wide, colour in books)]


def table(rng: Random) -> Ground:
    """A tabletop near the window, for small things."""
    tones, cloth = rng.choice(
        (
            (("e2d8c6", "b8a98f", "6b5d49"), ink("eadfcd")),
            (("7c6c5c", "4f4338", "221b16"), ink("8a6a48")),
            (("cdc9bb", "9a9786", "55554a"), ink("d9d0bf")),
            (("e3c9a0", "b98f5e", "5f4024"), ink("9a6a3c")),
        )
    )
    dark = mix(cloth, ink("1a0f08"), 0.55)
    top = Shape(rect(-40, 470, 1580, 600), lit(mix(cloth, ink("fffaf0"), 0.4), cloth, dark, 0.36), blur=18)
    folds = []
    for i in range(4):
        fold = ribbon([(-40, 600 + i * 110), (500, 560 + i * 120), (1540, 640 + i * 100)], (10, 34, 14))
        folds.append(Shape(fold, dark, 0.15, blur=22))
    return Ground((wall(tones), top, *folds), (vignette(0.58),), (window_light(0.3), beam(0.22)))


def shoji(rng: Random) -> Ground:
    """Paper screens and one branch in a vase."""
    bars = [ribbon([(x, -40), (x, 840)], (9, 9)) for x in range(120, 1100, 120)]
    bars += [ribbon([(0, y), (1060, y)], (7, 7)) for y in range(60, 840, 150)]
    vase = path("M1236 850 C1200 800 1210 740 1240 716 L1238 690 L1272 690 L1270 716 C1300 740 1310 800 1274 850Z")
    twigs = [ribbon([(1255, 690), (1230, 560), (1290, 430), (1260, 300)], (9, 7, 5, 2))]
    twigs.append(ribbon([(1244, 580), (1180, 500), (1150, 410)], (6, 4, 2)))
    where = [(rng.gauss(1230, 56), rng.uniform(300, 600)) for _ in range(20)]
    blooms = blots(rng, where, (9, 15), [ink("e8b0a2"), ink("f2d3c8"), ink("d98a7c")], 0.9, 3)
    return Ground(
        (
            Shape(EVERYWHERE, lit(ink("f6efdd"), ink("e3d4b4"), ink("a58b62"), 0.45)),
            *(Shape(bar, ink("6b4c2e"), 0.85, blur=4) for bar in bars),
            Shape(vase, fabric(ink("6f8279")), blur=5),
            *(Shape(twig, ink("5d4a34"), blur=4) for twig in twigs),
            *blooms,
            floor("cdb078", "6f5430"),
        ),
        (vignette(0.42),),
        (window_light(0.36),),
    )


def lattice(rng: Random) -> Ground:
    """A red lacquered screen before warm paper."""
    left = 420 + rng.uniform(-80, 80)
    bars: list[Outlines] = []
    for i in range(8):
        bars.append(ribbon([(left + i * 130, -40), (left + i * 130, 850)], (15, 15)))
        bars.append(ribbon([(left, 10 + i * 120), (left + 910, 10 + i * 120)], (13, 13)))
    for i in range(4):
        for j in range(4):
            x, y = left + 65 + i * 260, 70 + j * 240
            bars.append(ribbon([(x - 46, y), (x, y - 42), (x + 46, y), (x, y + 42), (x - 46, y)], (9, 9)))
    lacquer = lit(ink("c4402c"), ink("98231a"), ink("4f0f0b"))
    return Ground(
        (
            side_lit(("f3dfb8", "d9b378", "8a5c2e")),
            Shape(rect(left - 20, -40, 950, 900), ink("f6e2b6"), 0.8, blur=10),
            *(Shape(bar, lacquer, 0.95, blur=5) for bar in bars),
            floor("a9744a", "3f2413"),
        ),
        (vignette(0.56),),
        (window_light(0.3), beam(0.16)),
    )
