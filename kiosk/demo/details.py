"""Still lifes: the small things of a day, drawn around (0, 0) about 600 wide."""

import math
from collections.abc import Callable

from kiosk.demo import garments, props
from kiosk.demo.bodies import fabric
from kiosk.demo.garments import GOLD, Cut
from kiosk.demo.vector import Colour, Drawing, Gradient, Point, Shape, at, ellipse, glow, ink, lit, mix, path, placed, rect, ribbon

Detail = Callable[[Colour, int], Drawing]
_SILK = lit(ink("fffaf0"), ink("efe2d0"), ink("b39c82"))


def _rests(x: float, y: float, wide: float, high: float = 18) -> Shape:
    """The shadow a thing throws on the table, away from the window."""
    return Shape(ellipse(x + wide * 0.14, y, wide, high), ink("1c120a"), 0.45, blur=12)


def _ring(cx: float, cy: float, rx: float, ry: float, width: float) -> Drawing:
    line: list[Point] = [(cx + rx * math.cos(i * math.tau / 28), cy + ry * math.sin(i * math.tau / 28)) for i in range(29)]
    band = ribbon(line, (width, width))
    gold = Gradient(((0.0, ink("fff0c4"), 1.0), (0.3, ink("d8ad58"), 1.0), (0.6, ink("8f6426"), 1.0), (0.8, ink("e9c67c"), 1.0), (1.0, ink("7a5420"), 1.0)), (0.0, 0.0, 1.0, 0.6))
    shine = ribbon(line[14:22], (width * 0.1, width * 0.3, width * 0.1))
    return (Shape(band, gold, blur=0.4), Shape(shine, ink("fffbe6"), 0.8, blur=2))


def rings(accent: Colour, variant: int) -> Drawing:
    cushion = path("M-330 60 C-340 -40 -260 -90 0 -96 C260 -90 340 -40 330 60 C320 170 220 210 0 214 C-220 210 -320 170 -330 60Z")
    diamond = path("M-26 -150 L26 -150 L42 -128 L0 -86 L-42 -128Z")
    facets = [Shape(path(t), ink(c), a) for t, c, a in (("M-26 -150 L0 -128 L-42 -128Z", "ffffff", 0.8), ("M26 -150 L42 -128 L0 -128Z", "9fb4c0", 0.8), ("M0 -128 L42 -128 L0 -86Z", "7f97a6", 0.7))]
    return (
        _rests(0, 200, 330, 40),
        Shape(cushion, fabric(mix(accent, ink("f3ebde"), 0.82), 0.5, 0.3), blur=2),
        Shape(ribbon([(-300, 120), (-60, 60), (40, 130), (300, 60)], (22, 30, 26, 20)), fabric(accent, 0.4, 0.4), 0.8, blur=1.4),
        Shape(ellipse(-46, 66, 112, 30), ink("4a3420"), 0.4, blur=12),
        *placed(_ring(-60, -20, 96, 92, 22), at(0, 0)),
        *placed((*_ring(0, 0, 82, 78, 17), *placed((Shape(diamond, ink("dfe9ee")), *facets), at(0, 26))), at(80, 20, 1, 24)),
        *props.rose(-250, -60, 78, mix(accent, ink("ffffff"), 0.3)),
        *props.leaf(-190, 0, 110, 20),
    )


def bouquet(accent: Colour, variant: int) -> Drawing:
    silk = path("M-560 620 C-440 180 -220 60 0 60 C220 60 440 180 560 620Z")
    folds = [Shape(ribbon([(x * 0.3, 120), (x * 0.7, 330), (x, 620)], (10, 30, 50)), ink("8a745c"), 0.22, blur=16, clip=silk) for x in (-420, -230, -40, 160, 360)]
    return (Shape(silk, fabric(ink("f1e8da"), 0.5, 0.35), blur=8), *folds, *props.bouquet(0, -40, 3.5, accent), *props.ribbon_tails(0, 300, 2.4))


def shoes(accent: Colour, variant: int) -> Drawing:
    pump = path("M-150 96 C-160 30 -150 -30 -128 -50 C-112 -30 -96 -6 -60 22 C-10 54 90 58 142 72 C166 82 166 98 150 102 L40 104 C-20 96 -70 70 -112 40 L-122 102 L-144 102Z")
    inner = path("M-128 -50 C-112 -30 -96 -6 -60 22 C-30 36 10 44 30 46 C-20 20 -80 -20 -104 -56Z")
    leather = fabric(accent, 0.55, 0.4)
    one = (_rests(0, 102, 170), Shape(pump, leather, blur=0.4), Shape(inner, mix(accent, ink("5a3a28"), 0.5), blur=0.4), Shape(ellipse(52, 66, 52, 10, 8), ink("ffffff"), 0.4, blur=6, clip=pump), *props.rose(96, 58, 18, mix(accent, ink("ffffff"), 0.5)))
    return (*placed(one, at(-20, -60, 1.5, -4)), *placed(one, at(70, 130, 1.7, 3)))


def dress(accent: Colour, variant: int) -> Drawing:
    """The gown on its hanger, waiting."""
    hanger = [Shape(ribbon([(-58, 236), (0, 206), (58, 236)], (8, 10, 8)), fabric(props.WOOD)), Shape(ribbon([(0, 206), (0, 176), (16, 160), (6, 142), (-10, 150)], (4, 4, 4)), ink("b08d57"))]
    worn = (Shape(ribbon([(0, 60), (0, 150)], (2, 2)), ink("6a5a48"), 0.6), *hanger, *garments.gown(accent, Cut(spread=250, train=90 * (variant % 2), neckline="straps"), lace=variant % 2 == 0))
    return placed(worn, at(0, -500, 1.0))


def letter(accent: Colour, variant: int) -> Drawing:
    envelope = placed((Shape(rect(-250, -150, 500, 310), lit(ink("fdf8ee"), ink("f0e6d4"), ink("cbbb9f")), blur=0.4), Shape(path("M-250 -150 L0 40 L250 -150Z"), lit(ink("f6eddd"), ink("e6d8c0"), ink("c2af90")), blur=1.2)), at(0, 0, 1, -8))
    seal = (Shape(ellipse(0, 0, 46, 43), fabric(ink("8f2a26"), 0.3, 0.4), blur=1), Shape(ellipse(0, 0, 32, 30), ink("6f1c1a"), 0.5, blur=2.4), Shape(path("M0 18 C-30 -4 -16 -24 0 -10 C16 -24 30 -4 0 18Z"), ink("b8504a"), 0.9, blur=1))
    twigs = [s for i in range(7) for s in props.leaf(150 + i * 16, 150 - i * 52, 86, -20 + (i % 2) * -110, mix(props.LEAF, ink("b9c0a6"), 0.3))]
    return (_rests(10, 170, 270, 30), *envelope, *placed(seal, at(4, 36)), Shape(ribbon([(130, 220), (190, 40), (270, -200)], (6, 5, 2)), ink("6b6a48"), blur=0.4), *twigs, *props.rose(-190, 150, 64, accent))


def jewels(accent: Colour, variant: int) -> Drawing:
    velvet = Shape(ellipse(0, 60, 460, 250), glow(mix(accent, ink("20101a"), 0.45), 0.95), blur=20)
    pearls: list[Shape] = []
    for i in range(46):
        angle = math.pi * (0.06 + i * 0.88 * 2 / 45) - math.pi * 0.4
        x, y = 300 * math.cos(angle), 40 + 170 * math.sin(angle)
        pearls.append(Shape(ellipse(x + 5, y + 12, 17, 13), ink("120a08"), 0.4, blur=6))
        pearls.append(Shape(ellipse(x, y, 17, 17), Gradient(((0.0, ink("ffffff"), 1.0), (0.4, ink("f3e8da"), 1.0), (1.0, ink("9a8470"), 1.0)), (0.34, 0.3, 0.75, 0.75), radial=True), blur=0.4))
    drops = [s for x in (-60, 50) for s in (Shape(ribbon([(x, -20), (x + 4, 22)], (4, 4)), GOLD), Shape(ellipse(x + 6, 58, 26, 36), Gradient(((0.0, ink("ffffff"), 1.0), (0.3, mix(accent, ink("ffffff"), 0.4), 1.0), (1.0, mix(accent, ink("000000"), 0.5), 1.0)), (0.35, 0.3, 0.7, 0.7), radial=True), blur=0.4))]
    return (velvet, *pearls, *drops)


def coupes(accent: Colour, variant: int) -> Drawing:
    """Two glasses, just touched."""
    glass = (
        _rests(0, 262, 90, 16),
        Shape(ellipse(0, 258, 84, 16), ink("f3ede2"), 0.4, blur=1.2),
        Shape(ribbon([(0, 40), (0, 150), (0, 256)], (16, 8, 20)), ink("f3ede2"), 0.45, blur=1),
        Shape(path("M-120 -90 C-120 10 -50 46 0 46 C50 46 120 10 120 -90Z"), ink("f7f1e6"), 0.3, blur=1),
        Shape(path("M-114 -58 C-106 10 -48 38 0 38 C48 38 106 10 114 -58Z"), lit(ink("fbe3a6"), ink("e3b75e"), ink("a8782e")), 0.85, blur=1),
        Shape(tuple(ellipse(-70 + (i * 53) % 140, -48 + (i * 37) % 70, 2.6, 2.6)[0] for i in range(24)), ink("fffbea"), 0.8),
        Shape(ellipse(0, -90, 120, 16), ink("fffaf0"), 0.35, blur=1),
        Shape(ribbon([(-104, -80), (-92, -20), (-60, 20)], (3, 8, 2)), ink("ffffff"), 0.7, blur=2),
    )
    return (*placed(glass, at(-118, 0, 1.2, -9)), *placed(glass, at(142, 10, 1.2, 8)))


def fan(accent: Colour, variant: int) -> Drawing:
    blooms = [s for i, (x, y) in enumerate(((-280, 160), (-220, 210), (240, 180), (290, 120))) for s in props.rose(x, y, 46 + 8 * (i % 2), mix(accent, ink("ffffff"), 0.35))]
    shade = Shape(ellipse(30, -110, 220, 214), ink("1c120a"), 0.4, blur=26)
    return (shade, *props.fan(30, 120, 2.6, -16 + 8 * (variant % 3)), *blooms)


def tea(accent: Colour, variant: int) -> Drawing:
    """Tea for the elders."""
    pot = (
        _rests(0, 150, 210, 26),
        Shape(ribbon([(140, 20), (210, -20), (236, -86)], (54, 34, 22)), fabric(accent, 0.35, 0.5), blur=0.4),
        Shape(ribbon([(-140, -40), (-226, -30), (-214, 70), (-130, 84)], (20, 22, 20)), fabric(accent, 0.35, 0.5), blur=0.4),
        Shape(path("M-150 20 C-150 -90 150 -90 150 20 C150 110 100 152 0 152 C-100 152 -150 110 -150 20Z"), fabric(accent, 0.4, 0.5), blur=0.4),
        Shape(ellipse(0, -62, 84, 18), fabric(mix(accent, ink("000000"), 0.15)), blur=0.4),
        Shape(ellipse(0, -88, 19, 17), GOLD, blur=0.4),
        Shape(garments.flowers([(-60.0, 30.0), (-20.0, 60.0), (30.0, 36.0), (66.0, 70.0)], 20), mix(GOLD, ink("fff1d6"), 0.4), 0.9, blur=0.4),
        Shape(ellipse(-70, -10, 34, 40), ink("ffffff"), 0.3, blur=14),
    )
    return (*placed(pot, at(-130, -30, 1.1)), _rests(190, 176, 70), *props.cup(190, 118, 1.35), _rests(40, 230, 70), *props.cup(30, 180, 1.35))


def hairpin(accent: Colour, variant: int) -> Drawing:
    cloth = Shape(path("M-420 -60 C-300 -180 260 -220 420 -80 C440 60 380 220 60 240 C-260 250 -440 120 -420 -60Z"), fabric(mix(accent, ink("f3ebde"), 0.75), 0.4, 0.3), blur=4)
    pin = ribbon([(-320, 110), (0, 10), (250, -70)], (5, 12, 16))
    beads = [Shape(ellipse(258 + i * 5, -40 + i * 34, 9, 9), GOLD if i % 2 else ink("f6ead6"), blur=0.4) for i in range(6)]
    petals = [s for k in range(6) for s in placed(props.leaf(0, 0, 74, 0, accent), at(236, -74, 1, k * 60))]
    return (cloth, Shape(at(10, 18).outlines(pin), ink("3a2416"), 0.4, blur=8), Shape(pin, fabric(GOLD, 0.5, 0.4), blur=0.4), *petals, Shape(ellipse(236, -74, 20, 20), GOLD, blur=0.4), *beads)



def booties(accent: Colour, variant: int) -> Drawing:
    """The smallest shoes in the house."""
    wool = fabric(mix(accent, ink("f3ebde"), 0.4), 0.5, 0.35)
    one = (
        _rests(0, 88, 130),
        Shape(path("M-90 84 C-110 20 -100 -60 -84 -84 L10 -84 C18 -40 40 -10 100 8 C146 24 146 84 110 88 L-70 90Z"), wool, blur=1),
        Shape(ribbon([(-92, -78), (-36, -70), (18, -78)], (26, 28, 26)), fabric(ink("f6efe2"), 0.5, 0.3), blur=1),
        Shape(ribbon([(-80, -40), (-30, -32), (20, -44)], (7, 8, 7)), fabric(accent), blur=0.4),
        Shape((ellipse(36, -46, 17, 12, 30)[0], ellipse(8, -30, 17, 12, -30)[0]), fabric(accent), blur=0.4),
    )
    return (*placed(one, at(-120, -40, 1.4, -6)), *placed(one, at(100, 90, 1.5, 4)))


def toys(accent: Colour, variant: int) -> Drawing:
    tints = (ink("c98b5a"), ink("8fa08a"), ink("d8b15f"), ink("b5645a"), ink("8ea3b4"), ink("e4d6c0"))
    shapes: list[Shape] = []
    spots = ((-210, 120, -6), (-60, 128, 5), (90, 122, -3), (-136, -16, 8), (20, -14, -7), (-60, -150, 3))
    for i, (x, y, turn) in enumerate(spots):
        tint = tints[(i + variant) % 6]
        front = Shape(rect(-66, -66, 132, 132), fabric(tint, 0.4, 0.3), blur=0.4)
        side = Shape(path("M66 -66 L96 -90 L96 40 L66 66Z"), mix(tint, ink("2a160c"), 0.42), blur=0.4)
        top = Shape(path("M-66 -66 L-36 -90 L96 -90 L66 -66Z"), mix(tint, ink("ffffff"), 0.42), blur=0.4)
        mark = Shape(ellipse(0, 0, 30, 30) if i % 2 else path("M0 -34 L34 28 L-34 28Z"), mix(tint, ink("fff8ea"), 0.6), 0.9, blur=0.4)
        shapes += placed((side, top, front, mark), at(x, y, 1, turn))
    ball = Shape(ellipse(256, 130, 84, 84), Gradient(((0.0, ink("fff0dc"), 1.0), (0.5, accent, 1.0), (1.0, mix(accent, ink("000000"), 0.5), 1.0)), (0.34, 0.3, 0.75, 0.75), radial=True), blur=0.4)
    return (_rests(-40, 196, 300, 26), *shapes, _rests(262, 206, 90), ball)


DETAILS: dict[str, Detail] = {
    "rings": rings,
    "bouquet": bouquet,
    "shoes": shoes,
    "dress": dress,
    "letter": letter,
    "jewels": jewels,
    "coupes": coupes,
    "fan": fan,
    "tea": tea,
    "hairpin": hairpin,
    "booties": booties,
    "toys": toys,
}
