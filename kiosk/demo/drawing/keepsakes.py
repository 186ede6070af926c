"""Small things with a story: drawn as those of details.py."""

from . import garments, props
from .garments import GOLD
from .vector import Colour, Drawing, Gradient, Shape, at, ellipse, fabric, ink, mix, path, placed, rect, ribbon


def fan(accent: Colour, variant: int) -> Drawing:
    blooms = [
        s
        for i, (x, y) in enumerate(((-280, 160), (-220, 210), (240, 180), (290, 120)))
        for s in props.rose(x, y, 46 + 8 * (i % 2), mix(accent, ink("ffffff"), 0.35))
    ]
    shade = Shape(ellipse(30, -110, 220, 214), ink("1c120a"), 0.4, blur=26)
    return (shade, *props.fan(30, 120, 2.6, -16 + 8 * (variant % 3)), *blooms)


def tea(accent: Colour, variant: int) -> Drawing:
    """Tea for the elders."""
    pot = (
        props.rests(0, 150, 210, 26),
        Shape(ribbon([(140, 20), (210, -20), (236, -86)], (54, 34, 22)), fabric(accent, 0.35, 0.5), blur=0.4),
        Shape(
            ribbon([(-140, -40), (-226, -30), (-214, 70), (-130, 84)], (20, 22, 20)),
            fabric(accent, 0.35, 0.5),
            blur=0.4,
        ),
        Shape(
            path("M-150 20 C-150 -90 150 -90 150 20 C150 110 100 152 0 152 C-100 152 -150 110 -150 20Z"),
            fabric(accent, 0.4, 0.5),
            blur=0.4,
        ),
        Shape(ellipse(0, -62, 84, 18), fabric(mix(accent, ink("000000"), 0.15)), blur=0.4),
        Shape(ellipse(0, -88, 19, 17), GOLD, blur=0.4),
        Shape(
            garments.flowers([(-60.0, 30.0), (-20.0, 60.0), (30.0, 36.0), (66.0, 70.0)], 20),
            mix(GOLD, ink("fff1d6"), 0.4),
            0.9,
            blur=0.4,
        ),
        Shape(ellipse(-70, -10, 34, 40), ink("ffffff"), 0.3, blur=14),
    )
    return (
        *placed(pot, at(-130, -30, 1.1)),
        props.rests(190, 176, 70),
        *props.cup(190, 118, 1.35),
        props.rests(40, 230, 70),
        *props.cup(30, 180, 1.35),
    )


def hairpin(accent: Colour, variant: int) -> Drawing:
    cloth = Shape(
        path("M-420 -60 C-300 -180 260 -220 420 -80 C440 60 380 220 60 240 C-260 250 -440 120 -420 -60Z"),
        fabric(mix(accent, ink("f3ebde"), 0.75), 0.4, 0.3),
        blur=4,
    )
    pin = ribbon([(-320, 110), (0, 10), (250, -70)], (5, 12, 16))
    beads = [
        Shape(ellipse(258 + i * 5, -40 + i * 34, 9, 9), GOLD if i % 2 else ink("f6ead6"), blur=0.4) for i in range(6)
    ]
    petals = [s for k in range(6) for s in placed(props.leaf(0, 0, 74, 0, accent), at(236, -74, 1, k * 60))]
    return (
        cloth,
        Shape(at(10, 18).outlines(pin), ink("3a2416"), 0.4, blur=8),
        Shape(pin, fabric(GOLD, 0.5, 0.4), blur=0.4),
        *petals,
        Shape(ellipse(236, -74, 20, 20), GOLD, blur=0.4),
        *beads,
    )


def booties(accent: Colour, variant: int) -> Drawing:
    """The smallest shoes in the house."""
    wool = fabric(mix(accent, ink("f3ebde"), 0.4), 0.5, 0.35)
    one = (
        props.rests(0, 88, 130),
        Shape(
            path("M-90 84 C-110 20 -100 -60 -84 -84 L10 -84 C18 -40 40 -10 100 8 C146 24 146 84 110 88 L-70 90Z"),
            wool,
            blur=1,
        ),
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
        mark = Shape(
            ellipse(0, 0, 30, 30) if i % 2 else path("M0 -34 L34 28 L-34 28Z"),
            mix(tint, ink("fff8ea"), 0.6),
            0.9,
            blur=0.4,
        )
        shapes += placed((side, top, front, mark), at(x, y, 1, turn))
    ball = Shape(
        ellipse(256, 130, 84, 84),
        Gradient(
            ((0.0, ink("fff0dc"), 1.0), (0.5, accent, 1.0), (1.0, mix(accent, ink("000000"), 0.5), 1.0)),
            (0.34, 0.3, 0.75, 0.75),
            radial=True,
        ),
        blur=0.4,
    )
    return (props.rests(-40, 196, 300, 26), *shapes, props.rests(262, 206, 90), ball)
