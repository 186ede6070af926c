"""Bodies in their own space: middle line x = 0, head at (0, 130), shoulders at 245, waist at 440, feet at 880."""

import math
from collections.abc import Sequence

from ...records import dataclass
from . import hair
from .faces import face
from .mien import Mien, skin_paint
from .people import Person, Skin
from .vector import (
    Colour,
    Drawing,
    Gradient,
    Point,
    Shape,
    at,
    bent,
    ellipse,
    ink,
    lit,
    mix,
    path,
    placed,
    ribbon,
)

HEAD_SCALE = 0.56
HEAD: Point = (0.0, 130.0)

# Right arms (viewer's right): shoulder, elbow, wrist. The left arm is the same turned over.
GESTURES: dict[str, tuple[Point, Point, Point]] = {
    "hang": ((60, 252), (72, 354), (70, 452)),
    "clasp": ((60, 252), (84, 352), (12, 420)),
    "lap": ((60, 252), (92, 372), (14, 462)),
    "waist": ((60, 252), (112, 346), (50, 424)),
    "cheek": ((60, 252), (88, 352), (38, 222)),
    "skirt": ((60, 252), (92, 350), (104, 462)),
    "out": ((60, 252), (118, 338), (176, 424)),
    "up": ((60, 250), (118, 176), (84, 66)),
    "heart": ((60, 252), (86, 348), (4, 318)),
    "pocket": ((60, 252), (98, 350), (70, 440)),
    "across": ((60, 252), (70, 352), (-52, 372)),
    "hold": ((60, 252), (92, 340), (4, 348)),
}


def head(person: Person, mien: Mien) -> tuple[Drawing, Drawing]:
    """What of a head stands behind the neck and what before it."""
    tilt = at(HEAD[0], HEAD[1] + 60, HEAD_SCALE, mien.tilt)
    return (
        placed(placed(hair.behind(person, mien), at(0, -60 / HEAD_SCALE)), tilt),
        placed(placed((*face(person, mien), *hair.over(person, mien)), at(0, -60 / HEAD_SCALE)), tilt),
    )


def head_from_behind(person: Person, tilt: float = 0.0) -> Drawing:
    return placed(hair.from_behind(person), at(HEAD[0], HEAD[1], HEAD_SCALE, tilt))


def chest(skin: Skin, wide: float = 1.0) -> Drawing:
    """Neck, shoulders and collarbones."""
    w = 66 * wide
    outline = path(
        f"M-23 160 C-22 196 -24 214 -38 222 C{-w + 8} 230 {-w} 240 {-w} 262 C{-w + 2} 300 -58 330 -56 350 L56 350 "
        f"C58 330 {w - 2} 300 {w} 262 C{w} 240 {w - 8} 230 38 222 C24 214 22 196 23 160Z"
    )
    return (
        Shape(outline, skin_paint(skin)),
        Shape(
            path("M-30 168 C-20 208 18 208 32 164 L34 186 C20 220 -14 222 -26 196Z"),
            skin.deep,
            0.34,
            blur=7,
            clip=outline,
        ),
        Shape(ellipse(60, 290, 26, 80), skin.shade, 0.4, blur=14, clip=outline),
        Shape(ribbon([(-8, 236), (-26, 232), (-48, 238)], (1.5, 3, 1)), skin.shade, 0.5, blur=1.6),
        Shape(ribbon([(8, 236), (26, 232), (48, 238)], (1.5, 3, 1)), skin.shade, 0.55, blur=1.6),
        Shape(ellipse(-30, 256, 22, 16), skin.light, 0.45, blur=9, clip=outline),
    )


@dataclass(frozen=True)
class Sleeve:
    """Cloth on an arm: a 'cap' over the shoulder, 'half' to the elbow, or 'long' to the wrist with a cuff."""

    cloth: Gradient
    length: str = "long"
    cuff: Colour | None = None
    wide: float = 1.0


def arm(skin: Skin, gesture: str, side: int, sleeve: Sleeve | None = None) -> Drawing:
    """One arm in a named gesture; side is -1 for the viewer's left."""
    return limb(skin, [(x * side, y) for x, y in GESTURES[gesture]], side, sleeve)


def limb(skin: Skin, joints: Sequence[Point], side: int, sleeve: Sleeve | None = None) -> Drawing:
    """An arm through any shoulder, elbow and wrist; side says which way its thumb lies."""
    shoulder, elbow, wrist = joints
    angle = math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]))
    palm = hand(skin, wrist, angle, side)
    if sleeve is not None and sleeve.length == "long":
        return (*palm, *_long_sleeve(joints, side, sleeve))
    tone = lit(mix(skin.light, skin.base, 0.25), skin.base, mix(skin.base, skin.shade, 0.75), 0.5)
    bare = bent([shoulder, elbow, wrist], (27, 27, 24, 19, 16))
    shapes = (Shape(bare, tone), _inner_shade(joints, skin.shade), *palm)
    if sleeve is None:
        return (*shapes, _joined(shoulder, side, mix(skin.light, skin.base, 0.6)))
    reach = 0.3 if sleeve.length == "cap" else 0.86
    cloth = ribbon(
        [(shoulder[0] - side * 10, shoulder[1] - 10), shoulder, _between(shoulder, elbow, reach)], (20, 34, 36)
    )
    return (*shapes, Shape(cloth, sleeve.cloth), _joined(shoulder, side, sleeve.cloth.stops[1][1]))


def _long_sleeve(joints: Sequence[Point], side: int, sleeve: Sleeve) -> Drawing:
    shoulder, elbow, wrist = joints
    wide, cloth = sleeve.wide, sleeve.cloth
    tube = bent(
        [shoulder, elbow, _between(elbow, wrist, 0.94)], (38 * wide, 43 * wide, 37 * wide, 33 * wide, 29 * wide)
    )
    shapes = []
    if sleeve.cuff is not None:
        shapes.append(Shape(ribbon([_between(elbow, wrist, 0.8), wrist], (25, 25)), sleeve.cuff))
    return (
        *shapes,
        Shape(tube, cloth),
        _inner_shade(joints, cloth.stops[-1][1]),
        _joined(shoulder, side, cloth.stops[1][1]),
    )


def _joined(shoulder: Point, side: int, colour: Colour) -> Shape:
    """Skin or cloth runs on from the shoulder into the arm without a seam."""
    return Shape(ellipse(shoulder[0] - side * 7, shoulder[1] + 4, 13, 17), colour, 0.75, blur=7)


def _between(one: Point, other: Point, share: float) -> Point:
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)


def _inner_shade(joints: Sequence[Point], colour: Colour) -> Shape:
    """The soft dark along the side of an arm that looks away from the window."""
    return Shape(ribbon([(x + 9, y + 5) for x, y in joints], (4, 9, 8, 3)), colour, 0.4, blur=4)


def hand(skin: Skin, wrist: Point, degrees: float, side: int = 1) -> Drawing:
    palm = path("M-10 -8 C2 -13 16 -13 28 -9 C38 -6 47 -3 47 1 C46 5 38 8 28 10 C14 13 2 11 -10 8Z")
    fingers = [Shape(ribbon([(18, y), (44, y * 0.55)], (0.8, 1.3, 0.6)), skin.shade, 0.6) for y in (-4.5, 0.5, 5)]
    thumb = Shape(ribbon([(0, -6), (14, -15), (25, -14)], (9, 8.5, 5.5)), skin_paint(skin))
    shapes = (thumb, Shape(palm, skin_paint(skin)), *fingers)
    if side < 0:
        shapes = tuple(placed(shapes, at(0, 0, mirrored=True)))
        degrees += 180
    return placed(shapes, at(wrist[0], wrist[1], 0.8, degrees))


def trousers(colour: Gradient, stride: float = 0.0) -> Drawing:
    """Two legs and shoes; stride opens them for a walk."""
    return (*_leg(colour, 1, stride), *_leg(colour, -1, stride))


def _leg(colour: Gradient, side: int, stride: float) -> Drawing:
    lift = stride * 0.25 if side > 0 else 0.0
    x = side * (34 + stride * 0.8)
    knee = side * (36 + stride * 0.35)
    leg = ribbon([(side * 36, 500), (knee, 690), (x, 858 - lift)], (74, 66, 56, 48, 42))
    crease = ribbon([(side * 38, 540), (knee + 4, 690), (x + 2, 850)], (2, 5, 2))
    shadow = ribbon([(side * 52, 540), (knee + 22, 690), (x + 14, 840)], (10, 18, 8))
    return (
        *placed((_shoe(side),), at(x, -lift)),
        Shape(leg, colour),
        Shape(crease, colour.stops[0][1], 0.3, blur=2.5),
        Shape(shadow, colour.stops[-1][1], 0.5, blur=7, clip=leg),
    )


def _shoe(side: int) -> Shape:
    sole = f"C-22 884 {side * 8 - 18} 892 {side * 12} 892 C{side * 8 + 24} 892 22 866 20 850"
    return Shape(path(f"M-20 850 {sole}Z"), ink("1a1210"))
