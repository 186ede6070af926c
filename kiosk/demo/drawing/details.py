"""Still lifes: the small things of a day, drawn around (0, 0) about 600 wide."""

import math
from collections.abc import Callable

from . import garments, keepsakes, props
from .garments import GOLD, Cut
from .vector import (
    Colour,
    Drawing,
    Gradient,
    Point,
    Shape,
    at,
    ellipse,
    fabric,
    glow,
    ink,
    lit,
    mix,
    path,
    placed,
    rect,
    ribbon,
)

Detail = Callable[[Colour, int], Drawing]


def _ring(cx: float, cy: float, rx: float, ry: float, width: float) -> Drawing:
    line: list[Point] = [
        (cx + rx * math.cos(i * math.tau / 28), cy + ry * math.sin(i * math.tau / 28)) for i in range(29)
    ]
    band = ribbon(line, (width, width))
    gold = Gradient(
        (
            (0.0, ink("fff0c4"), 1.0),
            (0.3, ink("d8ad58"), 1.0),
            (0.6, ink("8f6426"), 1.0),
            (0.8, ink("e9c67c"), 1.0),
            (1.0, ink("7a5420"), 1.0),
        ),
        (0.0, 0.0, 1.0, 0.6),
    )
    shine = ribbon(line[14:22], (width * 0.1, width * 0.3, width * 0.1))
    return (Shape(band, gold, blur=0.4), Shape(shine, ink("fffbe6"), 0.8, blur=2))


def rings(accent: Colour, variant: int) -> Drawing:
    cushion = path(
        "M-330 60 C-340 -40 -260 -90 0 -96 C260 -90 340 -40 330 60 C320 170 220 210 0 214 C-220 210 -320 170 -330 60Z"
    )
    diamond = path("M-26 -150 L26 -150 L42 -128 L0 -86 L-42 -128Z")
    facets = [
        Shape(path(t), ink(c), a)
        for t, c, a in (
            ("M-26 -150 L0 -128 L-42 -128Z", "ffffff", 0.8),
            ("M26 -150 L42 -128 L0 -128Z", "9fb4c0", 0.8),
            ("M0 -128 L42 -128 L0 -86Z", "7f97a6", 0.7),
        )
    ]
    return (
        props.rests(0, 200, 330, 40),
        Shape(cushion, fabric(mix(accent, ink("f3ebde"), 0.82), 0.5, 0.3), blur=2),
        Shape(
            ribbon([(-300, 120), (-60, 60), (40, 130), (300, 60)], (22, 30, 26, 20)),
            fabric(accent, 0.4, 0.4),
            0.8,
            blur=1.4,
        ),
        Shape(ellipse(-46, 66, 112, 30), ink("4a3420"), 0.4, blur=12),
        *placed(_ring(-60, -20, 96, 92, 22), at(0, 0)),
        *placed(
            (*_ring(0, 0, 82, 78, 17), *placed((Shape(diamond, ink("dfe9ee")), *facets), at(0, 26))), at(80, 20, 1, 24)
        ),
        *props.rose(-250, -60, 78, mix(accent, ink("ffffff"), 0.3)),
        *props.leaf(-190, 0, 110, 20),
    )


def bouquet(accent: Colour, variant: int) -> Drawing:
    silk = path("M-560 620 C-440 180 -220 60 0 60 C220 60 440 180 560 620Z")
    folds = [
        Shape(ribbon([(x * 0.3, 120), (x * 0.7, 330), (x, 620)], (10, 30, 50)), ink("8a745c"), 0.22, blur=16, clip=silk)
        for x in (-420, -230, -40, 160, 360)
    ]
    return (
        Shape(silk, fabric(ink("f1e8da"), 0.5, 0.35), blur=8),
        *folds,
        *props.bouquet(0, -40, 3.5, accent),
        *props.ribbon_tails(0, 300, 2.4),
    )


def shoes(accent: Colour, variant: int) -> Drawing:
    pump = path(
        "M-150 96 C-160 30 -150 -30 -128 -50 C-112 -30 -96 -6 -60 22 C-10 54 90 58 142 72 "
        "C166 82 166 98 150 102 L40 104 C-20 96 -70 70 -112 40 L-122 102 L-144 102Z"
    )
    inner = path("M-128 -50 C-112 -30 -96 -6 -60 22 C-30 36 10 44 30 46 C-20 20 -80 -20 -104 -56Z")
    leather = fabric(accent, 0.55, 0.4)
    one = (
        props.rests(0, 102, 170),
        Shape(pump, leather, blur=0.4),
        Shape(inner, mix(accent, ink("5a3a28"), 0.5), blur=0.4),
        Shape(ellipse(52, 66, 52, 10, 8), ink("ffffff"), 0.4, blur=6, clip=pump),
        *props.rose(96, 58, 18, mix(accent, ink("ffffff"), 0.5)),
    )
    return (*placed(one, at(-20, -60, 1.5, -4)), *placed(one, at(70, 130, 1.7, 3)))


def dress(accent: Colour, variant: int) -> Drawing:
    """The gown on its hanger, waiting."""
    hanger = [
        Shape(ribbon([(-58, 236), (0, 206), (58, 236)], (8, 10, 8)), fabric(props.WOOD)),
        Shape(ribbon([(0, 206), (0, 176), (16, 160), (6, 142), (-10, 150)], (4, 4, 4)), ink("b08d57")),
    ]
    worn = (
        Shape(ribbon([(0, 60), (0, 150)], (2, 2)), ink("6a5a48"), 0.6),
        *hanger,
        *garments.gown(accent, Cut(spread=250, train=90 * (variant % 2), neckline="straps"), lace=variant % 2 == 0),
    )
    return placed(worn, at(0, -500, 1.0))


def letter(accent: Colour, variant: int) -> Drawing:
    envelope = placed(
        (
            Shape(rect(-250, -150, 500, 310), lit(ink("fdf8ee"), ink("f0e6d4"), ink("cbbb9f")), blur=0.4),
            Shape(path("M-250 -150 L0 40 L250 -150Z"), lit(ink("f6eddd"), ink("e6d8c0"), ink("c2af90")), blur=1.2),
        ),
        at(0, 0, 1, -8),
    )
    seal = (
        Shape(ellipse(0, 0, 46, 43), fabric(ink("8f2a26"), 0.3, 0.4), blur=1),
        Shape(ellipse(0, 0, 32, 30), ink("6f1c1a"), 0.5, blur=2.4),
        Shape(path("M0 18 C-30 -4 -16 -24 0 -10 C16 -24 30 -4 0 18Z"), ink("b8504a"), 0.9, blur=1),
    )
    twigs = [
        s
        for i in range(7)
        for s in props.leaf(150 + i * 16, 150 - i * 52, 86, -20 + (i % 2) * -110, mix(props.LEAF, ink("b9c0a6"), 0.3))
    ]
    return (
        props.rests(10, 170, 270, 30),
        *envelope,
        *placed(seal, at(4, 36)),
        Shape(ribbon([(130, 220), (190, 40), (270, -200)], (6, 5, 2)), ink("6b6a48"), blur=0.4),
        *twigs,
        *props.rose(-190, 150, 64, accent),
    )


def jewels(accent: Colour, variant: int) -> Drawing:
    velvet = Shape(ellipse(0, 60, 460, 250), glow(mix(accent, ink("20101a"), 0.45), 0.95), blur=20)
    pearls: list[Shape] = []
    for i in range(46):
        angle = math.pi * (0.06 + i * 0.88 * 2 / 45) - math.pi * 0.4
        x, y = 300 * math.cos(angle), 40 + 170 * math.sin(angle)
        pearls.append(Shape(ellipse(x + 5, y + 12, 17, 13), ink("120a08"), 0.4, blur=6))
        pearls.append(
            Shape(
                ellipse(x, y, 17, 17),
                Gradient(
                    ((0.0, ink("ffffff"), 1.0), (0.4, ink("f3e8da"), 1.0), (1.0, ink("9a8470"), 1.0)),
                    (0.34, 0.3, 0.75, 0.75),
                    radial=True,
                ),
                blur=0.4,
            )
        )
    drops = [
        s
        for x in (-60, 50)
        for s in (
            Shape(ribbon([(x, -20), (x + 4, 22)], (4, 4)), GOLD),
            Shape(
                ellipse(x + 6, 58, 26, 36),
                Gradient(
                    (
                        (0.0, ink("ffffff"), 1.0),
                        (0.3, mix(accent, ink("ffffff"), 0.4), 1.0),
                        (1.0, mix(accent, ink("000000"), 0.5), 1.0),
                    ),
                    (0.35, 0.3, 0.7, 0.7),
                    radial=True,
                ),
                blur=0.4,
            ),
        )
    ]
    return (velvet, *pearls, *drops)


def coupes(accent: Colour, variant: int) -> Drawing:
    """Two glasses, just touched."""
    glass = (
        props.rests(0, 262, 90, 16),
        Shape(ellipse(0, 258, 84, 16), ink("f3ede2"), 0.4, blur=1.2),
        Shape(ribbon([(0, 40), (0, 150), (0, 256)], (16, 8, 20)), ink("f3ede2"), 0.45, blur=1),
        Shape(path("M-120 -90 C-120 10 -50 46 0 46 C50 46 120 10 120 -90Z"), ink("f7f1e6"), 0.3, blur=1),
        Shape(
            path("M-114 -58 C-106 10 -48 38 0 38 C48 38 106 10 114 -58Z"),
            lit(ink("fbe3a6"), ink("e3b75e"), ink("a8782e")),
            0.85,
            blur=1,
        ),
        Shape(
            tuple(ellipse(-70 + (i * 53) % 140, -48 + (i * 37) % 70, 2.6, 2.6)[0] for i in range(24)),
            ink("fffbea"),
            0.8,
        ),
        Shape(ellipse(0, -90, 120, 16), ink("fffaf0"), 0.35, blur=1),
        Shape(ribbon([(-104, -80), (-92, -20), (-60, 20)], (3, 8, 2)), ink("ffffff"), 0.7, blur=2),
    )
    return (*placed(glass, at(-118, 0, 1.2, -9)), *placed(glass, at(142, 10, 1.2, 8)))


DETAILS: dict[str, Detail] = {
    "rings": rings,
    "bouquet": bouquet,
    "shoes": shoes,
    "dress": dress,
    "letter": letter,
    "jewels": jewels,
    "coupes": coupes,
    "fan": keepsakes.fan,
    "tea": keepsakes.tea,
    "hairpin": keepsakes.hairpin,
    "booties": keepsakes.booties,
    "toys": keepsakes.toys,
}
