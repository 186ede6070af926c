"""Faces in their own space: middle of the head at (0, 0), 78 half a face wide, 106 half a face high."""

import math

from . import profiles
from .mien import DARK, WHITE, Mien, skin_paint
from .people import Person, Skin
from .vector import (
    Colour,
    Drawing,
    Outlines,
    Point,
    Shape,
    ellipse,
    glow,
    ink,
    mix,
    path,
    ribbon,
)


def face(person: Person, mien: Mien) -> Drawing:
    return profiles.profile(person, mien) if mien.is_profile else _front(person, mien)


def _across(angle: float, turn: float) -> float:
    """Where a feature at an angle around the head is seen when the head has turned."""
    return 84.0 * math.sin(angle + turn * 0.62)


def _contour(person: Person, turn: float) -> Outlines:
    cheek, chin = (86, 96) if person.age < 2 else (80, 106)
    text = (
        f"M-78 -36 C-81 -126 81 -126 78 -36 C{cheek} 26 66 66 34 {chin - 10} "
        f"C16 {chin + 3} -16 {chin + 3} -34 {chin - 10} "
        f"C-66 66 {-cheek} 26 -78 -36Z"
    )
    return tuple(tuple((x + turn * 15 * max(y, 0) / 106, y) for x, y in outline) for outline in path(text))


def _front(person: Person, mien: Mien) -> Drawing:
    skin, turn = person.skin, mien.turn
    contour = _contour(person, turn)
    low = {0: 20, 1: 12}.get(person.age, 0) + mien.nod * 10
    shapes = [*_ears(skin, turn), Shape(contour, skin_paint(skin))]
    shapes += _modelling(skin, contour, turn)
    if person.beard:
        shapes += _beard(person, contour, turn)
    shapes += _cheeks(person, contour, turn, low)
    for side in (-1, 1):
        shapes += _eye(person, mien, side, low)
    shapes += _nose(person, turn, low)
    shapes += _mouth(person, mien, low)
    if person.age == 3:
        shapes += _years(skin, turn)
    if person.glasses:
        shapes += _glasses(turn, low)
    return tuple(shapes)


def _ears(skin: Skin, turn: float) -> list[Shape]:
    shapes = []
    for side, colour in ((-1, skin.base), (1, mix(skin.base, skin.shade, 0.6))):
        if side * turn < 0.45:
            x = side * 79 - turn * 12
            shapes.append(Shape(ellipse(x, 4, 11, 21, side * -6), colour))
            shapes.append(Shape(ellipse(x, 5, 5, 12), skin.shade, 0.45, blur=3))
    return shapes


def _modelling(skin: Skin, contour: Outlines, turn: float) -> list[Shape]:
    return [
        Shape(ellipse(92 + turn * 8, 20, 52, 120), skin.shade, 0.5, blur=22, clip=contour),
        Shape(ellipse(20 + turn * 16, 118, 80, 26), skin.shade, 0.4, blur=14, clip=contour),
        Shape(ellipse(0, -104, 90, 34), skin.deep, 0.28, blur=16, clip=contour),
        Shape(ellipse(-36 + turn * 10, -36, 34, 42), skin.light, 0.4, blur=20, clip=contour),
        Shape(ellipse(-42 + turn * 18, 34, 20, 18), skin.light, 0.35, blur=12, clip=contour),
    ]


def _cheeks(person: Person, contour: Outlines, turn: float, low: float) -> list[Shape]:
    strength = 0.5 if person.age < 2 else 0.3 + 0.14 * person.makeup
    tint = glow(person.skin.blush, strength)
    return [
        Shape(ellipse(_across(angle, turn), 34 + low * 0.5, 29, 21), tint, blur=5, clip=contour)
        for angle in (-0.6, 0.6)
    ]


def _eye(person: Person, mien: Mien, side: int, low: float) -> list[Shape]:
    angle = side * 0.46
    grown = {0: 1.12, 1: 1.1, 3: 0.9}.get(person.age, 1.0)
    x, y = _across(angle, mien.turn), -7 + low
    half = 15.5 * grown * math.cos(angle + mien.turn * 0.62) / math.cos(0.46)
    shapes = [Shape(ellipse(x, y - 6, half * 1.35, 13), person.skin.deep, 0.2, blur=7)]
    if mien.eyes == "open":
        shapes += _open_eye(person, x, y, half, side, mien.gaze)
    else:
        shapes += _closed_eye(person, x, y, half, 1 if mien.eyes == "down" else -1)
    return shapes + _brow(person, x, y, half, side, mien)


def _open_eye(person: Person, x: float, y: float, half: float, side: int, gaze: float) -> list[Shape]:
    height = 7.4 if person.age < 2 else 6.4 if person.age == 2 else 4.6
    almond = path(
        f"M{x - half} {y + 1} "
        f"C{x - half * 0.5} {y - height * 1.35} {x + half * 0.5} {y - height * 1.35} {x + half} {y + 1} "
        f"C{x + half * 0.5} {y + height * 0.9} {x - half * 0.5} {y + height * 0.9} {x - half} {y + 1}Z"
    )
    iris, radius = x + gaze * half * 0.45, 6.7 if person.age < 2 else 6.2
    outer = x + side * half * (1.12 + 0.14 * person.makeup)
    lid = [
        (x - side * half, y + 1.5),
        (x - side * half * 0.4, y - height * 0.86),
        (x + side * half * 0.45, y - height * 0.86),
    ]
    return [
        Shape(almond, mix(WHITE, person.skin.base, 0.18)),
        Shape(ellipse(iris, y - 0.6, radius, radius), ink("3a2417"), clip=almond),
        Shape(ellipse(iris, y - 0.6, radius * 0.5, radius * 0.5), ink("0f0906"), clip=almond),
        Shape(ellipse(iris - 2.2, y - 3, 1.7, 1.7), ink("ffffff"), 0.9),
        Shape(ribbon([*lid, (outer, y - 1)], (1.6, 3.6, 4.2, 1.2 + person.makeup)), DARK, 0.86),
        Shape(ribbon(_raised(lid, 6), (0.8, 1.6, 1.2)), person.skin.deep, 0.38),
        Shape(
            ribbon([(x - half * 0.7, y + height * 0.75), (x + half * 0.7, y + height * 0.75)], (0.8, 1.4)),
            person.skin.deep,
            0.28,
        ),
    ]


def _raised(points: list[Point], by: float) -> list[Point]:
    return [(x, y - by) for x, y in points]


def _closed_eye(person: Person, x: float, y: float, half: float, sag: int) -> list[Shape]:
    lash = [(x - half, y + 1 - sag), (x, y + 1 + sag * 4.5), (x + half, y + 1 - sag)]
    return [
        Shape(ellipse(x, y - 3, half, 7), person.skin.light, 0.25, blur=4),
        Shape(ribbon(lash, (1.4, 3.6 + person.makeup, 1.4)), DARK, 0.85),
    ]


def _brow(person: Person, x: float, y: float, half: float, side: int, mien: Mien) -> list[Shape]:
    lift = 26 + mien.smile * 3 + (4 if mien.laugh else 0)
    weight = {0: 2.4, 1: 3.6, 3: 4.0}.get(person.age, 6.4 if person.hair in ("parted", "cropped") else 5.0)
    line = [
        (x - side * half * 1.1, y - lift + 3),
        (x + side * half * 0.2, y - lift - 4),
        (x + side * half * 1.35, y - lift + 4),
    ]
    colour = mix(person.hair_colour, person.skin.deep, 0.25)
    return [Shape(ribbon(line, (weight * 0.8, weight, 1.4)), colour, 0.72, blur=1)]


def _nose(person: Person, turn: float, low: float) -> list[Shape]:
    skin = person.skin
    size = {0: 0.62, 1: 0.76}.get(person.age, 1.0)
    bridge, tip, y = turn * 46, turn * 62, low * 0.6
    way = 1 if turn >= -0.15 else -1
    base = 24 + 15 * size + y
    return [
        Shape(ribbon([(bridge + way * 8, -8 + y), (tip + way * 9, base - 12)], (5, 9)), skin.shade, 0.42, blur=4),
        Shape(ribbon([(bridge - way * 2, -6 + y), (tip - way, base - 10)], (4, 6)), skin.light, 0.55, blur=3.4),
        Shape(ellipse(tip, base + 2, 15 * size, 6), skin.shade, 0.4, blur=3.5),
        Shape(
            ribbon(
                [(tip - 12 * size, base - 2), (tip - 4, base + 2), (tip + 4, base + 2), (tip + 12 * size, base - 2)],
                (1.4, 3, 3, 1.4),
            ),
            skin.deep,
            0.55,
            blur=0.4,
        ),
    ]


def _mouth(person: Person, mien: Mien, low: float) -> list[Shape]:
    skin, smile = person.skin, mien.smile
    x = mien.turn * 50
    narrow = 1 - abs(mien.turn) * 0.22
    half = ({0: 17, 1: 21}.get(person.age, 25) + 8 * smile) * narrow
    y = 64 + low * 0.35
    corner = y - 6 * smile + 1
    colour = mix(skin.lips, ink("a81f2c"), 0.42 * person.makeup)
    if mien.laugh:
        return _laugh(colour, x, y - 5, half + 3, skin)
    dip = y + 3 * smile
    upper = path(
        f"M{x - half} {corner} C{x - half * 0.5} {y - 4} {x - 7} {y - 8} {x} {y - 4.5} "
        f"C{x + 7} {y - 8} {x + half * 0.5} {y - 4} "
        f"{x + half} {corner} C{x + half * 0.5} {dip + 2} {x - half * 0.5} {dip + 2} {x - half} {corner}Z"
    )
    lower = path(
        f"M{x - half * 0.94} {corner + 1} "
        f"C{x - half * 0.5} {dip + 1} {x + half * 0.5} {dip + 1} {x + half * 0.94} {corner + 1} "
        f"C{x + half * 0.5} {y + 15 - smile} {x - half * 0.5} {y + 15 - smile} {x - half * 0.94} {corner + 1}Z"
    )
    seam = [(x - half - 2, corner - 1), (x - half * 0.4, dip), (x + half * 0.4, dip), (x + half + 2, corner - 1)]
    return [
        Shape(ellipse(x, y + 18, half * 0.8, 6), skin.shade, 0.4, blur=5),
        Shape(upper, mix(colour, skin.deep, 0.18), 0.9, blur=0.4),
        Shape(lower, colour, 0.88, blur=0.4),
        Shape(ellipse(x - half * 0.2, y + 6, half * 0.3, 2.2), skin.light, 0.4, blur=2),
        Shape(ribbon(seam, (1.2, 2.3, 2.3, 1.2)), mix(colour, DARK, 0.6), 0.75),
    ]


def _laugh(colour: Colour, x: float, y: float, half: float, skin: Skin) -> list[Shape]:
    opening = path(
        f"M{x - half} {y - 5} C{x - half * 0.4} {y + 1} {x + half * 0.4} {y + 1} {x + half} {y - 5} "
        f"C{x + half * 0.7} {y + 24} {x - half * 0.7} {y + 24} {x - half} {y - 5}Z"
    )
    rim = ribbon(
        [(x - half, y - 6), (x - half * 0.4, y - 4), (x, y - 2.5), (x + half * 0.4, y - 4), (x + half, y - 6)],
        (2, 6, 5, 6, 2),
    )
    chin = ribbon([(x - half * 0.8, y + 8), (x, y + 18.5), (x + half * 0.8, y + 8)], (2, 6.4, 2))
    return [
        Shape(ellipse(x, y + 26, half * 0.8, 6), skin.shade, 0.4, blur=5),
        Shape(opening, ink("4f1b1a")),
        Shape(ellipse(x, y - 2, half * 0.82, 8.5), WHITE, 0.95, blur=0.4, clip=opening),
        Shape(chin, colour, 0.9, blur=0.4),
        Shape(rim, mix(colour, skin.deep, 0.18), 0.9, blur=0.4),
    ]


def _beard(person: Person, contour: Outlines, turn: float) -> list[Shape]:
    x = turn * 20
    shape = path(
        f"M-84 0 C-62 40 -44 44 {x - 34} 42 C{x - 12} 38 {x + 12} 38 {x + 34} 42 C44 44 62 40 84 0 L92 130 L-92 130Z"
    )
    return [Shape(shape, person.hair_colour, 0.52, blur=6, clip=contour)]


def _years(skin: Skin, turn: float) -> list[Shape]:
    shift = turn * 40
    lines: list[list[Point]] = [
        [(shift - 22, 40), (shift - 34, 54), (shift - 36, 70)],
        [(shift + 22, 40), (shift + 34, 54), (shift + 36, 70)],
        [(shift - 62, -2), (shift - 70, 4)],
        [(shift - 61, 4), (shift - 67, 12)],
        [(shift + 60, -2), (shift + 67, 4)],
        [(shift - 30, -62), (shift, -66), (shift + 30, -62)],
        [(shift - 46, 10), (shift - 36, 14), (shift - 26, 11)],
        [(shift + 46, 10), (shift + 36, 14), (shift + 26, 11)],
    ]
    return [Shape(ribbon(line, (1, 2.2, 1)), skin.deep, 0.3, blur=1) for line in lines]


def _glasses(turn: float, low: float) -> list[Shape]:
    rims = []
    for side in (-1, 1):
        x = _across(side * 0.46, turn)
        ring = [(x + 22 * math.cos(i * math.tau / 16), -4 + low + 19 * math.sin(i * math.tau / 16)) for i in range(17)]
        rims.append(Shape(ribbon(ring, (2.6, 2.6)), ink("7a5c34"), 0.9))
        rims.append(Shape(ellipse(x - 7, -10 + low, 8, 5, -30), WHITE, 0.22, blur=2))
    middle = turn * 44
    rims.append(
        Shape(
            ribbon([(middle - 13, -6 + low), (middle, -10 + low), (middle + 13, -6 + low)], (2.4, 2.4)),
            ink("7a5c34"),
            0.9,
        )
    )
    return rims
