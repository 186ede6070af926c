"""What is worn, in the space of bodies.py."""

import math
from functools import lru_cache

from ...records import dataclass
from .vector import Colour, Drawing, Outlines, Point, Shape, ellipse, fabric, fade, ink, mix, path, ribbon

GOLD = ink("d8b15f")
_BODICE = (
    "M-60 306 C-58 286 -22 272 0 300 C22 272 58 286 60 306 "
    "C64 350 50 404 46 444 C20 452 -20 452 -46 444 C-50 404 -64 350 -60 306Z"
)


@dataclass(frozen=True)
class Cut:
    """How a gown falls: half its hem, how far the hem drifts, its train and its neckline."""

    spread: float = 240.0
    sway: float = 0.0
    train: float = 0.0
    neckline: str = "heart"
    slim: bool = False


@lru_cache(maxsize=16)
def gown(colour: Colour, cut: Cut, lace: bool = False, back: bool = False) -> Drawing:
    """A long dress; lace scatters flowers on bodice and hem, back shows it from behind."""
    skirt = _skirt(cut)
    bodice = path(_BODICE)
    cloth = fabric(colour)
    shapes = [*_train(colour, cut), Shape(skirt, cloth), *_folds(colour, cut, skirt)]
    shapes += [Shape(bodice, fabric(colour, 0.45, 0.3)), *_modelling(colour, bodice)]
    shapes += _neckline(colour, cut.neckline)
    if lace:
        shapes += _lace(colour, bodice, skirt, cut)
    if back:
        buttons = tuple(ellipse(0, 322 + 15 * i, 3.2, 3.2)[0] for i in range(9))
        shapes.append(Shape(buttons, mix(colour, ink("6b5844"), 0.5), 0.8))
    waist = [(-46.0, 440.0), (0.0, 450.0), (46.0, 440.0)]
    return (*shapes, Shape(ribbon(waist, (4, 7, 4)), mix(colour, ink("3a2418"), 0.35), 0.6, blur=1.2))


def _skirt(cut: Cut) -> Outlines:
    left, right = cut.sway - cut.spread, cut.sway + cut.spread
    if cut.slim:
        return path(
            f"M-46 438 C-66 500 -78 560 -70 650 C-64 720 {left * 0.7} 800 {left} 866 "
            f"C{left / 2} 892 {right / 2} 892 {right} 866 "
            f"C{right * 0.7} 800 66 720 72 650 C80 560 66 500 46 438 C20 446 -20 446 -46 438Z"
        )
    return path(
        f"M-46 438 C-84 486 {left * 0.62} 640 {left} 862 C{left / 2} 900 {right / 2} 900 {right} 862 "
        f"C{right * 0.62} 640 84 486 46 438 C20 446 -20 446 -46 438Z"
    )


def _train(colour: Colour, cut: Cut) -> list[Shape]:
    if not cut.train:
        return []
    x = cut.sway - cut.spread
    outline = path(
        f"M-40 560 C{x * 0.6} 680 {x - cut.train} 800 {x - cut.train} 872 C{x} 900 40 900 60 870 C40 760 0 640 -40 560Z"
    )
    return [Shape(outline, fabric(mix(colour, ink("2a1a12"), 0.22)), blur=2)]


def _folds(colour: Colour, cut: Cut, skirt: Outlines) -> list[Shape]:
    shade, light = mix(colour, ink("2a160c"), 0.5), mix(colour, ink("fffaf0"), 0.6)
    shapes = []
    for i in range(9):
        share = (i + 0.5) / 9 * 2 - 1
        hem = cut.sway + cut.spread * share * 0.96
        bend = 70 * share if cut.slim else hem * 0.62
        waist, foot = share * 42, 880 + 8 * math.cos(share * 2)
        start = 640 if cut.slim else 452 + 22 * (i % 3)
        line: list[Point] = [(bend if cut.slim else waist, start), (bend, 650 if not cut.slim else 720), (hem, foot)]
        shapes.append(Shape(ribbon(line, (2, 11, 26)), shade, 0.34, blur=6, clip=skirt))
        shifted = [(x - 17 - 8 * abs(share), y) for x, y in line]
        shapes.append(Shape(ribbon(shifted, (1.5, 7, 15)), light, 0.34, blur=5, clip=skirt))
    hem_shade = fade(ink("2a160c"), 0.0, 0.34, (0.0, 0.72, 0.0, 1.0))
    return [*shapes, Shape(skirt, hem_shade)]


def _modelling(colour: Colour, bodice: Outlines) -> list[Shape]:
    shade, light = mix(colour, ink("2a160c"), 0.5), mix(colour, ink("fffaf0"), 0.6)
    return [
        Shape(ellipse(52, 380, 20, 90), shade, 0.3, blur=12, clip=bodice),
        Shape(ellipse(-28, 326, 20, 24), light, 0.42, blur=9, clip=bodice),
        Shape(ribbon([(-24, 330), (-16, 390), (-20, 446)], (1.5, 4, 2)), shade, 0.34, blur=1.6, clip=bodice),
        Shape(ribbon([(24, 330), (16, 390), (20, 446)], (1.5, 4, 2)), shade, 0.4, blur=1.6, clip=bodice),
        Shape(
            ribbon([(-58, 305), (-30, 285), (0, 303), (30, 285), (58, 305)], (2, 3.4, 2, 3.4, 2)), light, 0.6, blur=1
        ),
    ]


def _neckline(colour: Colour, style: str) -> list[Shape]:
    cloth = fabric(colour)
    if style == "straps":
        return [Shape(ribbon([(s * 46, 298), (s * 44, 262), (s * 36, 226)], (9, 7, 6)), cloth) for s in (-1, 1)]
    if style == "shoulder":
        return [
            Shape(ribbon([(s * 40, 300), (s * 72, 284), (s * 84, 316)], (22, 30, 24)), cloth, blur=0.4) for s in (-1, 1)
        ] + [Shape(ribbon([(-66, 292), (0, 312), (66, 292)], (14, 16, 14)), cloth, blur=0.4)]
    if style == "one":
        return [Shape(ribbon([(-44, 310), (-10, 272), (40, 232)], (26, 24, 16)), cloth, blur=0.4)]
    return []


def _lace(colour: Colour, bodice: Outlines, skirt: Outlines, cut: Cut) -> list[Shape]:
    light, shade = mix(colour, ink("ffffff"), 0.8), mix(colour, ink("6b5844"), 0.5)
    above = flowers([(54 * math.sin(i * 2.4), 296 + (i * 37 % 140)) for i in range(64)], 3.2)
    below = flowers(
        [
            (cut.sway + cut.spread * math.sin(i * 2.4), 886 - (i * 29 % 120) * abs(math.cos(i * 1.7)))
            for i in range(170)
        ],
        4.2,
    )
    drop = tuple(tuple((x + 1.0, y + 1.4) for x, y in o) for o in below)
    return [
        Shape(above, light, 0.6, blur=0.4, clip=bodice),
        Shape(drop, shade, 0.3, blur=1.4, clip=skirt),
        Shape(below, light, 0.66, blur=0.4, clip=skirt),
    ]


def flowers(centres: list[tuple[float, float]], size: float) -> Outlines:
    """Five-petalled blossoms as one set of outlines."""
    petals: list[tuple[Point, ...]] = []
    for x, y in centres:
        for k in range(5):
            angle = k * math.tau / 5 + x
            petals += ellipse(
                x + size * 0.7 * math.cos(angle),
                y + size * 0.7 * math.sin(angle),
                size * 0.55,
                size * 0.4,
                math.degrees(angle),
            )
    return tuple(petals)


@lru_cache(maxsize=16)
def veil(length: float, side: int, behind: bool) -> Drawing:
    """Tulle from the crown; the part behind the body, or the edge that falls before the shoulder."""
    foot = 92 + length
    white = ink("fffaf0")
    if behind:
        wide = 70 + length * 0.26
        outline = path(
            f"M-44 84 C-96 200 {-wide * 0.55} {foot - 300} {-wide + side * 60} {foot} "
            f"C{-wide * 0.4} {foot + 34} {wide * 0.4} {foot + 34} "
            f"{wide + side * 60} {foot} C{wide * 0.55} {foot - 300} 96 200 44 84 C20 60 -20 60 -44 84Z"
        )
        pleats = [
            Shape(
                ribbon([(s * 34, 90), (s * 86, 300), (s * wide * 0.8 + side * 50, foot)], (2, 10, 26)),
                white,
                0.16,
                blur=5,
                clip=outline,
            )
            for s in (-1.0, -0.6, 0.55, 1.0)
        ]
        return (Shape(outline, fade(white, 0.62, 0.3, (0.2, 0.0, 0.4, 1.0)), blur=1.2), *pleats)
    edge = path(
        f"M{side * 6} 70 C{side * 60} 76 {side * 74} 170 {side * 92} 300 "
        f"C{side * 120} 420 {side * 140} {foot - 140} {side * 150} {foot - 60} "
        f"C{side * 124} {foot - 30} {side * 96} {foot - 50} {side * 84} {foot - 60} "
        f"C{side * 84} 420 {side * 66} 300 {side * 52} 190 "
        f"C{side * 46} 130 {side * 34} 92 {side * 6} 70Z"
    )
    hem = ribbon([(side * 10, 70), (side * 60, 120), (side * 86, 290), (side * 150, foot - 60)], (1, 2, 2.4, 2))
    return (Shape(edge, fade(white, 0.42, 0.26, (0, 0, 0, 1)), blur=1), Shape(hem, white, 0.5, blur=1))


@lru_cache(maxsize=16)
def qipao(colour: Colour, back: bool = False) -> Drawing:
    """Close-fitting, high collar, slit at the side, gold piping and a spray of blossom."""
    dress = path(
        "M-23 192 C-26 212 -34 222 -50 230 C-66 238 -72 262 -66 300 "
        "C-62 350 -50 404 -46 444 C-66 500 -84 560 -80 640 C-78 740 -72 820 -70 884 "
        "L74 884 C78 820 84 740 82 640 C84 560 66 500 46 444 "
        "C50 404 62 350 66 300 C72 262 66 238 50 230 C34 222 26 212 23 192 "
        "C10 202 -10 202 -23 192Z"
    )
    dark, light = mix(colour, ink("1a0402"), 0.6), mix(colour, ink("ff9f80"), 0.4)
    cloth: list[Shape] = [
        Shape(dress, fabric(colour, 0.3, 0.55)),
        Shape(ellipse(54, 380, 24, 120), dark, 0.5, blur=14, clip=dress),
        Shape(ellipse(-30, 330, 18, 26), light, 0.5, blur=10, clip=dress),
        Shape(ribbon([(-50, 520), (-46, 660), (-44, 880)], (14, 22, 14)), light, 0.3, blur=10, clip=dress),
        Shape(ribbon([(20, 470), (34, 660), (30, 880)], (6, 18, 10)), dark, 0.4, blur=8, clip=dress),
        Shape(ribbon([(-24, 194), (0, 203), (24, 194)], (3, 3.2, 3)), GOLD, 0.95),
        Shape(ribbon([(-34, 221), (0, 232), (34, 221)], (2, 2.6, 2)), dark, 0.6, blur=0.4),
    ]
    return tuple(cloth) if back else (*cloth, *_embroidery(dress))


def _embroidery(dress: Outlines) -> list[Shape]:
    blossom = flowers(
        [(-34, 620), (-18, 660), (-42, 700), (-8, 716), (-30, 760), (4, 790), (-44, 812), (-28, 344), (-12, 366)], 12
    )
    hearts = tuple(
        ellipse(x, y, 2.6, 2.6)[0]
        for x, y in ((-34, 620), (-18, 660), (-42, 700), (-8, 716), (-30, 760), (4, 790), (-28, 344), (-12, 366))
    )
    knots = (*ellipse(3, 210, 5, 5), *ellipse(14, 246, 5.4, 5.4), *ellipse(38, 263, 5.4, 5.4))
    return [
        Shape(ribbon([(-30, 700), (-24, 640), (-40, 590)], (1.6, 3, 1.4)), GOLD, 0.6, clip=dress),
        Shape(ribbon([(-34, 840), (-20, 760), (-30, 690), (-12, 640)], (2, 3, 2, 1)), GOLD, 0.6, clip=dress),
        Shape(blossom, mix(GOLD, ink("fff1d6"), 0.45), 0.85, clip=dress),
        Shape(hearts, ink("a8452e"), 0.8, clip=dress),
        Shape(ribbon([(0, 206), (10, 240), (36, 262), (62, 276)], (3, 3.4, 3)), GOLD, 0.95),
        Shape(knots, GOLD),
        Shape(ribbon([(62, 640), (66, 760), (64, 884)], (3, 3, 3)), GOLD, 0.9),
    ]


@lru_cache(maxsize=16)
def jacket(colour: Colour, tie: str, shirt: Colour = (243, 238, 228)) -> Drawing:
    """A man's upper half: tie is 'long', 'bow', 'open' or 'tang' for the collar and knots of a Tang jacket."""
    coat = path(
        "M-24 196 C-40 212 -66 218 -82 234 C-96 250 -92 320 -82 380 "
        "C-76 430 -80 480 -84 520 C-60 530 -20 532 8 530 C40 530 64 526 84 518 "
        "C80 480 76 430 82 380 C92 320 96 250 82 234 C66 218 40 212 24 196 C12 216 -12 216 -24 196Z"
    )
    cloth, dark = fabric(colour, 0.26, 0.5), mix(colour, ink("000000"), 0.5)
    shapes = [
        Shape(coat, cloth),
        Shape(ellipse(70, 400, 34, 160), dark, 0.5, blur=16, clip=coat),
        Shape(ellipse(-56, 270, 30, 40), mix(colour, ink("fff4e2"), 0.4), 0.3, blur=14, clip=coat),
    ]
    if tie == "tang":
        return (*shapes, *_tang_front(colour))
    shapes += [
        Shape(path("M-24 190 C-10 206 10 206 24 190 L30 214 L4 372 L-4 372 L-30 214Z"), fabric(shirt, 0.5, 0.25)),
        *_tie(tie),
    ]
    for side in (-1, 1):
        collar = path(f"M{side * 24} 188 L{side * 33} 222 L{side * 14} 238 L{side * 2} 212Z")
        lapel = path(
            f"M{side * 28} 202 L{side * 54} 262 L{side * 40} 276 L{side * 50} 288 "
            f"L{side * 3} 392 L{side * 2} 366 C{side * 10} 300 {side * 18} 250 {side * 28} 202Z"
        )
        shapes += [
            Shape(collar, mix(shirt, ink("ffffff"), 0.4)),
            Shape(tuple(tuple((x + 4, y + 4) for x, y in o) for o in lapel), dark, 0.5, blur=4, clip=coat),
            Shape(lapel, mix(colour, ink("fff4e2"), 0.13 if side < 0 else 0.04)),
        ]
    return (
        *shapes,
        Shape(ribbon([(0, 390), (5, 470), (12, 528)], (1.5, 3, 2)), dark, 0.7, blur=1),
        *_coat_details(shirt, dark),
    )


def _tie(tie: str) -> list[Shape]:
    if tie == "long":
        return [Shape(path("M-8 206 L8 206 L6 222 L13 330 L0 352 L-13 330 L-6 222Z"), fabric(ink("6b5a4c")))]
    if tie == "bow":
        return [Shape(path("M0 214 L-28 202 L-28 228 L0 218 L28 228 L28 202Z"), ink("17120f"))]
    return [Shape(path("M-12 196 L0 246 L12 196Z"), ink("b98a66"), 0.85, blur=0.4)]


def _coat_details(shirt: Colour, dark: Colour) -> list[Shape]:
    return [
        Shape(path("M40 306 L66 300 L64 292 L58 298 L52 288 L46 298 L40 294Z"), shirt, 0.9),
        Shape((ellipse(5, 408, 4, 4)[0], ellipse(7, 452, 4, 4)[0]), dark, 0.9),
        Shape(ribbon([(44, 486), (72, 484)], (3, 3)), dark, 0.6, blur=0.4),
    ]


def _tang_front(colour: Colour) -> list[Shape]:
    knots: list[Shape] = []
    for y in (240, 300, 360, 420, 480):
        knots.append(Shape(ribbon([(-24, y), (24, y)], (3, 3)), GOLD, 0.95))
        knots.append(Shape(ellipse(0, y, 6, 6), mix(GOLD, ink("5a3a12"), 0.3)))
    collar = path("M-27 178 C-10 196 10 196 27 178 L32 208 C12 224 -12 224 -32 208Z")
    return [
        Shape(collar, fabric(colour, 0.34, 0.4)),
        Shape(ribbon([(-27, 179), (0, 192), (27, 179)], (2.6, 2.6, 2.6)), GOLD, 0.9),
        Shape(ribbon([(0, 216), (0, 530)], (2, 2)), mix(colour, ink("000000"), 0.5), 0.7, blur=0.4),
        *knots,
    ]
