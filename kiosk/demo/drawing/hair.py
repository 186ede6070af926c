"""Hair in the space of faces.py: what hangs behind the neck, what lies over the brow, and what is worn in it."""

import math
from collections.abc import Callable

from .mien import Mien
from .people import Person
from .vector import Colour, Drawing, Gradient, Outlines, Place, Shape, at, ellipse, ink, lit, mix, path, placed, ribbon

_SHORT_SKULL = "M-86 -30 C-100 -146 100 -146 86 -30 C86 -10 84 6 80 18 L-80 18 C-84 6 -86 -10 -86 -30Z"


_BACK = "M-88 -20 C-104 -150 104 -150 88 -20 C86 40 60 84 36 98 L-36 98 C-60 84 -86 40 -88 -20Z"
_LONG_BACK = (
    "M-94 -20 C-110 -154 110 -154 94 -20 C104 70 118 170 92 250 "
    "C60 280 30 262 0 284 C-30 262 -60 280 -92 250 C-118 170 -104 70 -94 -20Z"
)


def behind(person: Person, mien: Mien) -> Drawing:
    """The mass of hair painted before neck and face; a profile carries all its hair in front."""
    if mien.is_profile:
        return ()
    return placed(_BEHIND.get(person.hair, _short_behind)(person, mien), _lean(mien))


def over(person: Person, mien: Mien) -> Drawing:
    """The hair painted over the face."""
    if mien.is_profile:
        return _profile_over(person, 1 if mien.turn > 0 else -1)
    return placed(_OVER.get(person.hair, _nothing)(person, mien), _lean(mien))


def from_behind(person: Person) -> Drawing:
    """A head that looks away from us."""
    skull = path(_LONG_BACK if person.hair == "waves" else _BACK)
    shapes = [Shape(skull, _paint(person.hair_colour), blur=0.4)]
    if person.hair in ("parted", "cropped"):
        shapes.append(Shape(ellipse(0, 96, 44, 30), person.skin.shade, 0.8, blur=10, clip=skull))
    elif person.hair != "waves":
        shapes += _bun(person.hair_colour, 0, 46 if person.hair == "chignon" else -112, 46)
    return (*shapes, *_strands(person.hair_colour, skull))


def _lean(mien: Mien) -> Place:
    return at(-mien.turn * 9, mien.nod * 6)


def _nothing(person: Person, mien: Mien) -> Drawing:
    return ()


def _paint(colour: Colour) -> Gradient:
    return lit(mix(colour, ink("b59a84"), 0.34), colour, mix(colour, ink("000000"), 0.35), 0.42)


def _strands(colour: Colour, clip: Outlines) -> list[Shape]:
    """Light combed through from the window side."""
    light = mix(colour, ink("e6cdb2"), 0.42)
    lines = []
    for i in range(5):
        x = -70 + i * 22
        lines.append(
            Shape(
                ribbon([(x, -40 + i * 3), (x * 0.5 - 6, -96), (20 + i * 8, -118)], (2, 7, 2)),
                light,
                0.2,
                blur=4,
                clip=clip,
            )
        )
    return lines


def _bun(colour: Colour, x: float, y: float, radius: float) -> list[Shape]:
    ball = ellipse(x, y, radius, radius * 0.9)
    coils = [
        Shape(
            ribbon(
                [
                    (x - radius * 0.7, y + k * radius * 0.3),
                    (x, y - radius * 0.5 + k * radius * 0.4),
                    (x + radius * 0.7, y + k * radius * 0.2),
                ],
                (2, 4, 2),
            ),
            mix(colour, ink("e6cdb2"), 0.4),
            0.25,
            blur=2,
            clip=ball,
        )
        for k in (-1, 0, 1)
    ]
    return [Shape(ball, _paint(colour), blur=0.4), *coils]


def _chignon_behind(person: Person, mien: Mien) -> Drawing:
    side = -1 if mien.turn >= 0 else 1
    return (
        *_bun(person.hair_colour, side * (66 + 22 * abs(mien.turn)), 54, 42),
        Shape(
            path("M-92 -22 C-110 -150 110 -150 92 -22 C93 24 84 62 44 74 L-44 74 C-84 62 -93 24 -92 -22Z"),
            _paint(person.hair_colour),
            blur=0.4,
        ),
    )


def _updo_behind(person: Person, mien: Mien) -> Drawing:
    x = -mien.turn * 26
    return (
        *_bun(person.hair_colour, x, -128, 48),
        Shape(path(_SHORT_SKULL), _paint(person.hair_colour), blur=0.4),
    )


def _waves_behind(person: Person, mien: Mien) -> Drawing:
    mass = path(
        "M-98 -22 C-116 -156 116 -156 98 -22 C104 40 122 90 112 150 "
        "C108 190 92 214 84 236 C66 232 60 214 58 190 L-58 190 "
        "C-60 220 -70 240 -92 244 C-98 214 -124 190 -116 140 C-112 90 -102 40 -98 -22Z"
    )
    locks = [
        Shape(
            ribbon([(s * 86, 10), (s * 98, 70), (s * 84, 130), (s * 96, 180), (s * 84, 226)], (3, 9, 8, 9, 2)),
            mix(person.hair_colour, ink("e6cdb2"), 0.45),
            0.26,
            blur=4,
            clip=mass,
        )
        for s in (-1.0, 0.92)
    ]
    return (Shape(mass, _paint(person.hair_colour), blur=0.4), *locks)


def _short_behind(person: Person, mien: Mien) -> Drawing:
    return (Shape(path(_SHORT_SKULL), _paint(person.hair_colour), blur=0.4),)


def _cloud_behind(person: Person, mien: Mien) -> Drawing:
    puffs = [Shape(ellipse(0, -58, 116, 100), _paint(person.hair_colour), blur=2)]
    for i in range(13):
        angle = math.pi * (0.92 + i * 1.16 / 12)
        x, y = 104 * math.cos(angle), -54 + 92 * math.sin(angle)
        puffs.append(Shape(ellipse(x, y, 34, 33), _curl(person.hair_colour, x), blur=2))
    return tuple(puffs)


def _curl(colour: Colour, x: float) -> Colour:
    return mix(mix(colour, ink("b59a84"), 0.24), colour, min(1.0, max(0.0, (x + 110) / 150)))


def _puffs_behind(person: Person, mien: Mien) -> Drawing:
    shapes = []
    for side in (-1, 1):
        for dx, dy in ((0, 0), (-18, 12), (18, 8), (6, -18), (-12, -14)):
            x, y = side * 88 + dx, -92 + dy
            shapes.append(Shape(ellipse(x, y, 30, 29), _curl(person.hair_colour, x), blur=2))
        shapes.append(Shape(ellipse(side * 70, -76, 9, 9), ink("d9a441")))
    return (*shapes, Shape(path(_SHORT_SKULL), _paint(person.hair_colour), blur=0.4))


def _silver_behind(person: Person, mien: Mien) -> Drawing:
    side = -1 if mien.turn >= 0 else 1
    return (*_bun(person.hair_colour, side * 40 - mien.turn * 20, -112, 40), *_short_behind(person, mien))


def _swept_over(person: Person, mien: Mien) -> Drawing:
    """Two locks from a parting; the one on the far side of a turned head draws back from the eye."""
    part = -14.0 if mien.turn >= 0 else 14.0
    back_left, back_right = 20 * max(0.0, -mien.turn), 20 * max(0.0, mien.turn)
    left = path(
        f"M-88 -2 C-98 -96 -52 -138 {part} -126 C{part + 10} -122 {part + 12} -116 {part + 8} -108 "
        f"C{-24 - back_left} {-84 - back_left / 2} "
        f"{-58 - back_left} {-66 - back_left / 2} {-68 - back_left / 2} -18 C-74 0 -76 18 -80 30 C-86 20 -88 10 -88 -2Z"
    )
    right = path(
        f"M{part} -126 C60 -140 98 -96 88 -2 C88 10 86 20 80 30 "
        f"C76 16 75 0 {68 + back_right / 2} -16 C{58 + back_right} {-56 - back_right / 2} "
        f"{34 + back_right} {-82 - back_right / 2} {part} -106 C{part - 8} -112 {part - 8} -120 {part} -126Z"
    )
    shapes = []
    for lock in (left, right):
        shapes += [Shape(lock, _paint(person.hair_colour), blur=0.4), *_strands(person.hair_colour, lock)]
    return tuple(shapes)


def _parted_over(person: Person, mien: Mien) -> Drawing:
    top = path(
        "M-84 -10 C-96 -70 -88 -122 -30 -136 C34 -150 96 -118 84 -12 C80 -30 76 -48 66 -62 C44 -64 -2 -66 -34 -88 "
        "C-50 -76 -66 -62 -72 -40 C-76 -28 -80 -18 -84 -10Z"
    )
    return (Shape(top, _paint(person.hair_colour), blur=0.4), *_strands(person.hair_colour, top))


def _cropped_over(person: Person, mien: Mien) -> Drawing:
    cap = path(
        "M-83 -8 C-92 -100 -52 -128 0 -128 C52 -128 92 -100 83 -8 "
        "C80 -24 77 -40 72 -58 C44 -78 -44 -78 -72 -58 C-77 -40 -80 -24 -83 -8Z"
    )
    return (Shape(cap, _paint(person.hair_colour), 0.94, blur=2.4),)


def _cloud_over(person: Person, mien: Mien) -> Drawing:
    shapes = []
    for i in range(9):
        angle = math.pi * (1.06 + i * 0.88 / 8)
        x, y = 76 * math.cos(angle), -32 + 78 * math.sin(angle)
        shapes.append(Shape(ellipse(x, y, 23, 21), _curl(person.hair_colour, x), blur=1.6))
    return tuple(shapes)


def _down_over(person: Person, mien: Mien) -> Drawing:
    """A baby's first hair."""
    cap = path("M-80 -30 C-84 -126 84 -126 80 -30 C66 -84 -66 -84 -80 -30Z")
    return (Shape(cap, person.hair_colour, 0.6, blur=6),)


def _profile_over(person: Person, way: int) -> Drawing:
    cap = path(_PROFILE_CAPS.get(person.hair, _PROFILE_CAPS["chignon"]))
    cap = tuple(tuple((x * way, y) for x, y in outline) for outline in cap)
    bun = {"chignon": (-88, 44), "updo": (-52, -120), "silver": (-52, -118)}.get(person.hair)
    knot = [] if bun is None else _bun(person.hair_colour, bun[0] * way, bun[1], 44)
    return (*knot, Shape(cap, _paint(person.hair_colour), blur=0.4), *_strands(person.hair_colour, cap))


_PROFILE_CROWN = "M34 -102 C10 -150 -100 -140 -100 -40 C-102 10 -92 40 -82 58"
_PROFILE_BROW = "C-30 60 -28 40 -26 20 C-24 -10 -10 -28 12 -40 C30 -50 44 -70 48 -84 C46 -94 40 -100 34 -102Z"
_PROFILE_CAPS = {
    "chignon": f"{_PROFILE_CROWN} C-60 70 -50 84 -36 86 {_PROFILE_BROW}",
    "waves": f"{_PROFILE_CROWN} C-90 120 -96 190 -70 236 C-40 220 -34 150 -28 90 {_PROFILE_BROW}",
    "parted": (
        "M52 -104 C20 -146 -96 -136 -98 -40 C-98 6 -84 40 -52 66 C-46 56 -42 42 -38 22 C-32 0 -18 -6 -6 -14 "
        "C0 -34 10 -56 30 -66 C48 -72 62 -84 52 -104Z"
    ),
}


_Style = Callable[[Person, Mien], Drawing]

_BEHIND: dict[str, _Style] = {
    "chignon": _chignon_behind,
    "updo": _updo_behind,
    "waves": _waves_behind,
    "cloud": _cloud_behind,
    "puffs": _puffs_behind,
    "silver": _silver_behind,
    "down": _nothing,
}
_OVER: dict[str, _Style] = {
    "chignon": _swept_over,
    "updo": _swept_over,
    "waves": _swept_over,
    "silver": _swept_over,
    "puffs": _swept_over,
    "parted": _parted_over,
    "cropped": _cropped_over,
    "cloud": _cloud_over,
    "down": _down_over,
}
