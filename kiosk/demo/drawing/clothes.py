"""Everyday and festive clothes of the family and of Grandmother Sato, in the space of bodies.py."""

from functools import lru_cache

from .bodies import Sleeve
from .garments import Cut, flowers, gown
from .mien import skin_paint
from .people import Skin
from .vector import Colour, Drawing, Shape, ellipse, fabric, ink, lit, mix, path, ribbon


@lru_cache(maxsize=16)
def day_dress(colour: Colour) -> Drawing:
    """A long dress with a wrapped neckline."""
    yoke = path(
        "M-60 234 C-76 250 -72 300 -60 344 L60 344 C72 300 76 250 60 234 "
        "L38 224 C30 262 14 292 0 308 C-14 292 -30 262 -38 224Z"
    )
    wrap = ribbon([(-40, 226), (-14, 290), (34, 350), (46, 440)], (3, 5, 5, 3))
    return (
        *gown(colour, Cut(spread=150)),
        Shape(yoke, fabric(colour, 0.4, 0.32)),
        Shape(wrap, mix(colour, ink("2a160c"), 0.4), 0.5, blur=1.6),
        Shape(ribbon([(40, 226), (18, 284), (-2, 308)], (3, 4, 3)), mix(colour, ink("2a160c"), 0.35), 0.5, blur=1.2),
    )


@lru_cache(maxsize=16)
def knit(colour: Colour, skirt: Colour | None = None, slender: bool = False) -> Drawing:
    """A round-necked sweater; over a long skirt when one is given."""
    side = 66 if slender else 82
    body = path(
        f"M-30 212 C-44 222 {-side + 12} 226 {-side} 244 C{-side - 10} 270 {-side - 4} 340 {-side + 6} 400 "
        f"C{-side + 8} 440 {-side + 4} 470 {-side + 6} 496 "
        f"C-30 506 30 506 {side - 6} 496 C{side - 4} 470 {side - 8} 440 {side - 6} 400 "
        f"C{side + 4} 340 {side + 10} 270 {side} 244 "
        "C66 226 44 222 30 212 C16 232 -16 232 -30 212Z"
    )
    dark = mix(colour, ink("140a06"), 0.4)
    ribs = tuple(o for i in range(13) for o in ribbon([(-60 + i * 10, 478), (-60 + i * 10, 500)], (1.6, 1.6)))
    below = gown(skirt, Cut(spread=140)) if skirt is not None else ()
    return (
        *below,
        Shape(body, fabric(colour, 0.34, 0.4), blur=0.4),
        Shape(ellipse(side - 16, 380, 26, 130), dark, 0.42, blur=16, clip=body),
        Shape(
            ribbon([(-30, 213), (0, 233), (30, 213)], (9, 10, 9)), fabric(mix(colour, ink("fff4e2"), 0.08), 0.3, 0.4)
        ),
        Shape(ribbon([(-40, 320), (-10, 400), (-30, 470)], (3, 12, 3)), dark, 0.22, blur=7, clip=body),
        Shape(ribs, dark, 0.35, blur=0.4, clip=body),
    )


@lru_cache(maxsize=16)
def kimono(colour: Colour, sash: Colour) -> Drawing:
    """Crossed collar, broad sash, straight to the floor, a drift of pale blossom at the hem."""
    robe = path(
        "M-36 214 C-56 222 -74 236 -80 262 C-84 340 -74 400 -72 460 "
        "C-84 560 -88 720 -86 884 L88 884 C90 720 86 560 72 460 "
        "C74 400 84 340 80 262 C74 236 56 222 36 214 L4 330 L-4 330Z"
    )
    dark = mix(colour, ink("1c1214"), 0.5)
    drift = [(-60 + (i * 47) % 124, 640 + (i * 61) % 236) for i in range(22)]
    band = path("M-76 372 C-30 384 30 384 76 372 L74 458 C30 470 -30 470 -74 458Z")
    return (
        Shape(robe, fabric(colour, 0.36, 0.42)),
        Shape(ellipse(60, 500, 34, 330), dark, 0.4, blur=20, clip=robe),
        Shape(ribbon([(10, 470), (-6, 640), (-18, 884)], (3, 5, 6)), dark, 0.5, blur=2.4, clip=robe),
        Shape(
            flowers([(float(x), float(y)) for x, y in drift], 9),
            mix(colour, ink("fff3ee"), 0.68),
            0.72,
            blur=0.4,
            clip=robe,
        ),
        *_collar(colour),
        Shape(band, fabric(sash, 0.4, 0.4)),
        Shape(ribbon([(-76, 414), (0, 424), (76, 414)], (6, 7, 6)), mix(sash, ink("a8452e"), 0.5), 0.9),
        Shape(ellipse(0, 424, 9, 7), ink("f1e6d2")),
    )


def _collar(colour: Colour) -> list[Shape]:
    inner, outer = lit(ink("fffaf2"), ink("efe6da"), ink("b8a898")), fabric(mix(colour, ink("2a1a20"), 0.3), 0.3, 0.4)
    right, left = [(33, 200), (26, 250), (-22, 352)], [(-33, 200), (-26, 250), (34, 372)]
    return [
        Shape(ribbon(right, (10, 13, 11)), inner),
        Shape(ribbon([(x + 11, y + 5) for x, y in right], (16, 17, 15)), outer),
        Shape(ribbon(left, (10, 13, 11)), inner),
        Shape(ribbon([(x - 11, y + 5) for x, y in left], (16, 17, 15)), outer),
    ]


def kimono_sleeve(colour: Colour, side: int) -> Drawing:
    """A hanging sleeve for hands folded in the lap."""
    s = side
    shape = path(
        f"M{s * 62} 230 C{s * 96} 236 {s * 116} 310 {s * 116} 386 "
        f"C{s * 122} 450 {s * 122} 530 {s * 112} 580 C{s * 86} 592 {s * 56} 584 {s * 40} 566 "
        f"C{s * 40} 530 {s * 34} 510 {s * 18} 486 C{s * 14} 476 {s * 16} 464 {s * 22} 456 "
        f"C{s * 48} 444 {s * 72} 420 {s * 74} 384 L{s * 70} 330Z"
    )
    dark = mix(colour, ink("1c1214"), 0.5)
    blossoms = [(s * 88.0, 530.0), (s * 64.0, 556.0), (s * 104.0, 492.0), (s * 76.0, 478.0)]
    return (
        Shape(shape, fabric(colour, 0.36, 0.42)),
        Shape(ribbon([(s * 78, 370), (s * 64, 436), (s * 40, 476)], (4, 14, 6)), dark, 0.4, blur=8, clip=shape),
        Shape(flowers(blossoms, 9), mix(colour, ink("fff3ee"), 0.68), 0.72, blur=0.4, clip=shape),
    )


def child(skin: Skin, colour: Colour, sash: Colour) -> Drawing:
    """A little girl's dress, legs and shoes; shoulders at 225, feet at 560."""
    dress = path(
        "M-34 214 C-46 222 -50 250 -44 300 C-60 350 -84 400 -92 438 "
        "C-40 456 40 456 92 438 C84 400 60 350 44 300 C50 250 46 222 34 214 "
        "C16 228 -16 228 -34 214Z"
    )
    dark = mix(colour, ink("2a160c"), 0.45)
    legs = [ribbon([(s * 24, 430), (s * 25, 490), (s * 25, 540)], (24, 22, 18)) for s in (-1, 1)]
    folds = [ribbon([(x * 0.45, 310), (x * 0.8, 380), (x, 446)], (2, 7, 13)) for x in (-66.0, -24.0, 20.0, 62.0)]
    return (
        Shape(ribbon([(0, 175), (0, 228)], (36, 40)), skin_paint(skin)),
        *(Shape(leg, skin_paint(skin)) for leg in legs),
        *(Shape(ribbon([(s * 25, 528), (s * 25, 544)], (21, 20)), ink("f3ebe0")) for s in (-1, 1)),
        *(Shape(ellipse(s * 28, 556, 20, 10), ink("6a2f2a")) for s in (-1, 1)),
        Shape(dress, fabric(colour, 0.4, 0.36)),
        *(Shape(fold, dark, 0.3, blur=4, clip=dress) for fold in folds),
        Shape(ribbon([(-44, 302), (0, 310), (44, 302)], (11, 12, 11)), fabric(sash)),
        Shape(ellipse(0, 216, 24, 8), dark, 0.3, blur=4, clip=dress),
    )


def child_sleeve(colour: Colour) -> Sleeve:
    return Sleeve(fabric(colour, 0.4, 0.36), "cap")


def romper(skin: Skin, colour: Colour, wave: float = 0.0) -> Drawing:
    """A baby's body under a head at (0, 0) of scale 0.42; it ends at y = 175. wave lifts the arms, 0 to 1."""
    body = path("M-26 40 C-46 50 -54 90 -52 126 C-48 156 48 156 52 126 C54 90 46 50 26 40 C12 50 -12 50 -26 40Z")
    shapes: list[Shape] = []
    for s in (-1, 1):
        shapes.append(Shape(ribbon([(s * 30, 126), (s * 58, 148), (s * 66, 164)], (38, 32, 24)), fabric(colour)))
        shapes.append(Shape(ellipse(s * 68, 168, 14, 12), skin_paint(skin)))
    shapes += [
        Shape(body, fabric(colour, 0.4, 0.36)),
        Shape(ellipse(0, 130, 44, 20), mix(colour, ink("2a160c"), 0.4), 0.3, blur=8, clip=body),
        Shape(tuple(ellipse(0, y, 2.6, 2.6)[0] for y in (66, 84, 102)), mix(colour, ink("3a2418"), 0.5), 0.8),
        Shape(ribbon([(-22, 44), (0, 54), (22, 44)], (9, 10, 9)), mix(colour, ink("ffffff"), 0.55)),
    ]
    for s in (-1, 1):
        hand = (s * (58 + 14 * wave), 112 - 84 * wave)
        shapes.append(Shape(ribbon([(s * 32, 60), (s * 54, 84 - 20 * wave), hand], (25, 24, 19)), fabric(colour)))
        shapes.append(Shape(ellipse(hand[0], hand[1], 11, 10), skin_paint(skin)))
    return tuple(shapes)
