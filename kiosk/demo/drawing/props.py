"""Things held or set about: flowers, fans, furniture."""

import math
from functools import lru_cache

from .vector import Colour, Drawing, Gradient, Shape, at, ellipse, fabric, fade, ink, lit, mix, path, placed, ribbon

BLUSH, ROSE, CREAM = ink("f0d6c4"), ink("d99f86"), ink("efe6d2")
LEAF = ink("6f7a58")
WOOD = ink("7a5634")


def rose(x: float, y: float, radius: float, colour: Colour) -> Drawing:
    ball = ellipse(x, y, radius, radius * 0.96)
    light, dark = mix(colour, ink("ffffff"), 0.6), mix(colour, ink("7a3c2a"), 0.55)
    paint = Gradient(((0.0, light, 1.0), (0.6, colour, 1.0), (1.0, dark, 1.0)), (0.38, 0.33, 0.72, 0.72), radial=True)
    shapes = [Shape(ball, paint)]
    for k, share in enumerate((0.78, 0.56, 0.36, 0.18)):
        r, start = radius * share, k * 1.9 + x * 0.05
        arc = [(x + r * math.cos(start + i * 0.55), y + r * 0.86 * math.sin(start + i * 0.55)) for i in range(8)]
        shapes.append(
            Shape(ribbon(arc, (radius * 0.02, radius * 0.07, radius * 0.02)), dark, 0.42, blur=radius * 0.02, clip=ball)
        )
        inner = [(px + radius * 0.03, py + radius * 0.05) for px, py in arc]
        shapes.append(
            Shape(
                ribbon(inner, (radius * 0.02, radius * 0.05, radius * 0.01)), light, 0.5, blur=radius * 0.02, clip=ball
            )
        )
    return tuple(shapes)


def leaf(x: float, y: float, length: float, degrees: float, colour: Colour = LEAF) -> Drawing:
    blade = path(
        f"M0 0 C{length * 0.3} {-length * 0.22} {length * 0.75} {-length * 0.18} {length} 0 "
        f"C{length * 0.75} {length * 0.16} {length * 0.3} {length * 0.2} 0 0Z"
    )
    vein = ribbon(
        [(0, 0), (length * 0.5, -length * 0.02), (length * 0.94, 0)], (length * 0.016, length * 0.02, length * 0.006)
    )
    return placed(
        (Shape(blade, fabric(colour, 0.35, 0.4), blur=0.4), Shape(vein, mix(colour, ink("f3eeda"), 0.5), 0.6)),
        at(x, y, degrees=degrees),
    )


@lru_cache(maxsize=16)
def bouquet(x: float, y: float, scale: float, accent: Colour = ROSE) -> Drawing:
    """Roses and leaves in a loose dome, its stems downwards."""
    shapes: list[Shape] = []
    for i in range(9):
        shapes += leaf(0, 0, 92 + 14 * (i % 3), -200 + i * 27, LEAF if i % 2 else mix(LEAF, ink("a9b08e"), 0.5))
    shapes.append(Shape(path("M-16 20 L-9 104 L11 104 L18 20Z"), fabric(ink("59683f"))))
    blooms = [
        (-30, -24, 30, CREAM),
        (34, -34, 31, BLUSH),
        (-50, 18, 24, accent),
        (52, 14, 25, CREAM),
        (0, -54, 25, accent),
    ]
    blooms += [
        (-20, 38, 22, BLUSH),
        (26, 40, 23, CREAM),
        (2, 4, 35, mix(accent, BLUSH, 0.35)),
        (-62, -14, 17, BLUSH),
        (64, -18, 16, accent),
    ]
    for bx, by, radius, colour in blooms:
        shapes += rose(bx, by, radius, colour)
    berries = tuple(ellipse(74 * math.cos(i * 1.3), -8 + 58 * math.sin(i * 1.3), 4.4, 4.4)[0] for i in range(9))
    shapes.append(Shape(berries, mix(CREAM, ink("ffffff"), 0.4), 0.95))
    return placed(shapes, at(x, y, scale))


def ribbon_tails(x: float, y: float, scale: float) -> Drawing:
    silk = lit(ink("fffaf0"), ink("efdfca"), ink("b99f82"))
    tails = [[(-2, 0), (-14, 50), (-4, 100), (-18, 150)], [(4, 0), (14, 44), (6, 92), (22, 128)]]
    return placed([Shape(ribbon(tail, (7, 8, 7, 6)), silk, 0.95) for tail in tails], at(x, y, scale))


@lru_cache(maxsize=16)
def fan(x: float, y: float, scale: float, degrees: float) -> Drawing:
    """A round silk fan with a spray of plum blossom."""
    disc = ellipse(0, -100, 84, 84)
    silk = Gradient(
        ((0.0, ink("fdf6e4"), 0.97), (0.8, ink("ead7ad"), 0.97), (1.0, ink("c4a264"), 1.0)),
        (0.45, 0.4, 0.62, 0.62),
        radial=True,
    )
    rim = [(86 * math.cos(i * math.tau / 24), -100 + 86 * math.sin(i * math.tau / 24)) for i in range(25)]
    twig = ribbon([(-60, -60), (-20, -92), (16, -104), (52, -140)], (4, 3, 2))
    blossom = tuple(
        ellipse(bx + 6 * math.cos(k * 1.257), by + 6 * math.sin(k * 1.257), 5.4, 5.4)[0]
        for bx, by in ((-34, -84), (-4, -104), (24, -96), (38, -128), (8, -130))
        for k in range(5)
    )
    return placed(
        (
            Shape(ribbon([(0, -18), (0, 78)], (9, 7)), fabric(WOOD)),
            Shape(disc, silk),
            Shape(twig, ink("6b5638"), 0.9),
            Shape(blossom, ink("cf6f66"), 0.9, blur=0.4),
            Shape(ribbon(rim, (6, 6)), fabric(WOOD)),
            Shape(ribbon([(0, 76), (3, 104), (-3, 140)], (3, 9, 11)), ink("a3241b"), blur=0.4),
        ),
        at(x, y, scale, degrees),
    )


def bench(x: float, y: float, width: float, cloth: Colour) -> Drawing:
    """A low upholstered bench; y is its seat, its feet stand at 880."""
    seat = path(
        f"M{x - width / 2} {y + 8} C{x - width / 2} {y - 8} {x + width / 2} {y - 8} {x + width / 2} {y + 8} "
        f"L{x + width / 2} {y + 56} L{x - width / 2} {y + 56}Z"
    )
    legs = [ribbon([(x + s * (width / 2 - 24), y + 50), (x + s * (width / 2 - 14), 880)], (20, 12)) for s in (-1, 1)]
    return (
        *(Shape(leg, fabric(WOOD)) for leg in legs),
        Shape(seat, fabric(cloth, 0.3, 0.5), blur=0.4),
        Shape(seat, fade(ink("1a0f08"), 0.0, 0.4, (0, 0.3, 0, 1))),
    )


def armchair(x: float, cloth: Colour) -> Drawing:
    """A high-backed chair, its seat at y = 640."""
    dark = mix(cloth, ink("140a06"), 0.35)
    back = path(
        f"M{x - 150} 660 C{x - 176} 440 {x - 168} 250 {x - 110} 220 "
        f"C{x - 50} 196 {x + 50} 196 {x + 110} 220 C{x + 168} 250 {x + 176} 440 {x + 150} 660Z"
    )
    sides = [
        path(
            f"M{x + s * 118} 560 C{x + s * 130} 520 {x + s * 190} 520 {x + s * 198} 566 "
            f"L{x + s * 192} 822 L{x + s * 124} 822Z"
        )
        for s in (-1, 1)
    ]
    buttons = tuple(
        ellipse(x + dx, dy, 6, 6)[0]
        for dx, dy in ((-70, 300), (0, 290), (70, 300), (-36, 356), (36, 356), (-70, 410), (0, 404), (70, 410))
    )
    return (
        *(Shape(ribbon([(x + s * 150, 810), (x + s * 160, 880)], (20, 12)), fabric(WOOD)) for s in (-1, 1)),
        Shape(back, fabric(cloth, 0.34, 0.5), blur=1),
        Shape(buttons, dark, 0.55, blur=2.4),
        Shape(path(f"M{x - 130} 640 L{x + 130} 640 L{x + 136} 822 L{x - 136} 822Z"), fabric(dark, 0.2, 0.4), blur=1),
        *(Shape(side, fabric(mix(cloth, ink("fff4e2"), 0.06), 0.3, 0.5), blur=1) for side in sides),
    )


def shadow_under(x: float, half: float, strength: float = 0.5) -> Shape:
    return Shape(ellipse(x, 884, half, 20), ink("140e08"), strength, blur=14)


def cup(x: float, y: float, scale: float) -> Drawing:
    """A tea bowl without a handle, and its steam."""
    bowl = path("M-44 -30 C-42 20 -26 42 0 42 C26 42 42 20 44 -30Z")
    steam = [ribbon([(dx, -44), (dx + 8, -70), (dx - 6, -98), (dx + 6, -128)], (3, 7, 6, 2)) for dx in (-12, 10)]
    return placed(
        (
            Shape(bowl, lit(ink("fdfaf2"), ink("dfe3dc"), ink("8d9a94"))),
            Shape(ellipse(0, -30, 44, 10), ink("c9b58d")),
            Shape(ellipse(0, -29, 39, 7), ink("8f5f2e"), blur=0.4),
            Shape(ribbon([(-34, 2), (0, 14), (34, 2)], (2, 3, 2)), ink("3f5f7a"), 0.7),
            *(Shape(line, ink("fffaf0"), 0.3, blur=5) for line in steam),
        ),
        at(x, y, scale),
    )


def rests(x: float, y: float, wide: float, high: float = 18) -> Shape:
    """The shadow a thing throws on the table, away from the window."""
    return Shape(ellipse(x + wide * 0.14, y, wide, high), ink("1c120a"), 0.45, blur=12)
