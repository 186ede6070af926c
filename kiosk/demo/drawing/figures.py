"""Whole people, dressed and posed: feet at y = 880, the middle of the body at x = 0."""

from dataclasses import field, replace

from ...records import dataclass
from . import bodies, garments
from .bodies import Sleeve
from .garments import Cut
from .mien import Mien
from .people import Person
from .vector import Colour, Drawing, Place, Shape, at, ellipse, fabric, ink, mix, path, placed, rect, ribbon

MAN_SCALE = 1.07
LINEN_WHITE = ink("f3eee4")


@dataclass(frozen=True)
class Dress:
    """A woman's outfit for one look: kind is 'gown' or 'qipao'."""

    colour: Colour
    kind: str = "gown"
    cut: Cut = field(default_factory=Cut)
    lace: bool = False
    veil: float = 0.0
    pin: Colour | None = None


@dataclass(frozen=True)
class Suit:
    """A man's outfit for one look; tie as in garments.jacket."""

    colour: Colour
    tie: str
    legs: Colour


def woman(person: Person, mien: Mien, dress: Dress, left: str, right: str, veil_side: int = -1) -> Drawing:
    """Seen from the front; left and right name the gestures of the arms as the viewer sees them."""
    behind, before = bodies.head(person, mien)
    shapes: list[Shape] = []
    if dress.veil:
        shapes += garments.veil(dress.veil, veil_side, behind=True)
    shapes += [*behind, *bodies.chest(person.skin), *_worn(dress)]
    for side, gesture in ((-1, left), (1, right)):
        if gesture != "none":
            shapes += bodies.arm(person.skin, gesture, side, cap_of(dress))
    shapes += before
    if dress.veil:
        shapes += garments.veil(min(dress.veil, 520), veil_side, behind=False)
    if dress.pin is not None:
        shapes += _hairpin(dress.pin, mien)
    return tuple(shapes) + _earrings(mien)


def woman_from_behind(person: Person, dress: Dress, mien: Mien | None = None) -> Drawing:
    """Seen from the back; with a mien the head looks over the shoulder in profile."""
    shapes = [*bodies.chest(person.skin), *_worn(dress, back=True)]
    for side in (-1, 1):
        shapes += bodies.arm(person.skin, "hang", side, cap_of(dress))
    shapes += (
        bodies.head_from_behind(person) if mien is None else [s for part in bodies.head(person, mien) for s in part]
    )
    if dress.veil:
        shapes += garments.veil(dress.veil, -1, behind=True)
    return tuple(shapes)


def _worn(dress: Dress, back: bool = False) -> Drawing:
    if dress.kind == "qipao":
        return garments.qipao(dress.colour, back)
    return garments.gown(dress.colour, dress.cut, dress.lace, back)


def cap_of(dress: Dress) -> Sleeve | None:
    return Sleeve(fabric(dress.colour, 0.3, 0.5), "cap") if dress.kind == "qipao" else None


def _earrings(mien: Mien) -> Drawing:
    if abs(mien.turn) > 0.3:
        return ()
    pearls = tuple(ellipse(side * 42 - mien.turn * 8, 147, 2.2, 2.8)[0] for side in (-1, 1))
    return placed((Shape(pearls, ink("f6ead6")),), at(0, 0))


def _hairpin(colour: Colour, mien: Mien) -> Drawing:
    x = -mien.turn * 14
    return (
        Shape(ribbon([(x - 30, 68), (x + 34, 50)], (3, 3.4)), garments.GOLD, 0.95),
        Shape(
            tuple(ellipse(x - 30 + dx, 66 + dy, 7, 7)[0] for dx, dy in ((0, 0), (-8, 5), (6, 7), (-1, 11))),
            colour,
            blur=0.4,
        ),
        Shape(ellipse(x - 31, 72, 3, 3), garments.GOLD),
    )


def man(person: Person, mien: Mien, suit: Suit, left: str, right: str, stride: float = 0.0) -> Drawing:
    behind, before = bodies.head(person, mien)
    cloth = fabric(suit.colour, 0.24, 0.5)
    cuff = None if suit.tie == "tang" else LINEN_WHITE
    shapes = [*bodies.trousers(fabric(suit.legs, 0.2, 0.5), stride), *behind, *bodies.chest(person.skin)]
    shapes += garments.jacket(suit.colour, suit.tie)
    for side, gesture in ((-1, left), (1, right)):
        if gesture != "none":
            shapes += bodies.limb(person.skin, _manly(gesture, side), side, Sleeve(cloth, "long", cuff, 1.06))
    return tall((*shapes, *before))


def man_from_behind(person: Person, suit: Suit, stride: float = 0.0) -> Drawing:
    cloth = fabric(suit.colour, 0.24, 0.5)
    coat = garments.jacket(suit.colour, "tang")[:3]
    seam = Shape(ribbon([(0, 240), (0, 520)], (1.6, 2.4)), mix(suit.colour, ink("000000"), 0.5), 0.6, blur=1)
    collar = Shape(
        ribbon([(-26, 206), (0, 198), (26, 206)], (12, 13, 12)), mix(suit.colour, ink("000000"), 0.2), blur=0.4
    )
    shapes = [*bodies.trousers(fabric(suit.legs, 0.2, 0.5), stride), *bodies.chest(person.skin), *coat, seam, collar]
    for side in (-1, 1):
        shapes += bodies.limb(person.skin, _manly("hang", side), side, Sleeve(cloth, "long", None, 1.06))
    return tall((*shapes, *bodies.head_from_behind(person)))


def _manly(gesture: str, side: int) -> list[tuple[float, float]]:
    (sx, sy), *rest = bodies.GESTURES[gesture]
    shoulder = ((sx + 9) * side, sy + 6)
    return [shoulder, *((x * side * 1.08, y) for x, y in rest)]


def tall(shapes: Drawing, scale: float = MAN_SCALE) -> Drawing:
    """Grown to another height on the same floor."""
    return placed(shapes, at(0, 880 * (1 - scale), scale))


def aside(shapes: Drawing, x: float, squeeze: float = 1.0, up: float = 0.0) -> Drawing:
    """Moved along the floor, and narrowed for a body turned half away."""
    return placed(shapes, Place(a=squeeze, e=x, f=-up))


def hand_on(person: Person, x: float, y: float, degrees: float, side: int = 1) -> Drawing:
    """A hand that comes from somewhere unseen."""
    return bodies.hand(person.skin, (x, y), degrees, side)


def sleeve_of(suit: Suit) -> Sleeve:
    return Sleeve(fabric(suit.colour, 0.24, 0.5), "long", None if suit.tie == "tang" else LINEN_WHITE, 1.06)


def above(shapes: Drawing, y: float) -> Drawing:
    """A standing figure without what falls below y."""
    kept = []
    for shape in shapes:
        heights = [p[1] for outline in shape.outlines for p in outline]
        if max(heights) <= y + 16:
            kept.append(shape)
        elif min(heights) < y and shape.clip is None:
            kept.append(replace(shape, clip=rect(-2000, -2000, 4000, 2000 + y)))
    return tuple(kept)


def lap(dress: Dress) -> Drawing:
    """A skirt over sitting knees; the waist at 440 and the floor at 730."""
    return _straight_lap(dress.colour) if dress.kind == "qipao" else _wide_lap(dress.colour)


def _straight_lap(colour: Colour) -> Drawing:
    skirt = path(
        "M-48 436 C-84 446 -108 474 -108 520 C-106 600 -92 680 -86 732 "
        "L90 732 C96 680 108 600 110 520 C110 474 86 446 48 436 "
        "C20 446 -20 446 -48 436Z"
    )
    spray = [(-60, 610), (-36, 640), (-64, 668), (-24, 676), (-48, 706), (20, 500), (44, 512)]
    return (
        Shape(skirt, fabric(colour, 0.3, 0.55)),
        Shape(ellipse(-50, 500, 60, 22), mix(colour, ink("ff9f80"), 0.4), 0.4, blur=12, clip=skirt),
        Shape(ellipse(10, 640, 60, 120), mix(colour, ink("1a0402"), 0.6), 0.32, blur=24, clip=skirt),
        Shape(
            garments.flowers([(float(x), float(y)) for x, y in spray], 12),
            mix(garments.GOLD, ink("fff1d6"), 0.45),
            0.85,
            clip=skirt,
        ),
    )


def _wide_lap(colour: Colour) -> Drawing:
    skirt = path(
        "M-48 436 C-104 452 -140 486 -150 530 C-176 600 -236 680 -262 716 "
        "C-140 746 170 748 270 718 C240 670 190 600 172 530 "
        "C160 486 108 452 48 436 C20 446 -20 446 -48 436Z"
    )
    shade, light = mix(colour, ink("2a160c"), 0.5), mix(colour, ink("fffaf0"), 0.6)
    shapes = [Shape(skirt, fabric(colour)), Shape(ellipse(-60, 500, 80, 34), light, 0.4, blur=16, clip=skirt)]
    for i in range(8):
        foot = -220 + i * 62
        line = [(foot * 0.34, 480 + 8 * (i % 3)), (foot * 0.7, 560), (foot, 730)]
        shapes.append(Shape(ribbon(line, (2, 12, 24)), shade, 0.32, blur=6, clip=skirt))
        shapes.append(Shape(ribbon([(x - 20, y) for x, y in line], (2, 8, 14)), light, 0.32, blur=5, clip=skirt))
    return tuple(shapes)
