"""Faces seen from the side, in the space of faces.py."""

from .mien import DARK, Mien, skin_paint
from .people import Person
from .vector import Drawing, Outlines, Shape, ellipse, glow, ink, mix, path, ribbon


def profile(person: Person, mien: Mien) -> Drawing:
    """A head seen from the side; drawn looking right and turned over for the left."""
    way = 1 if mien.turn > 0 else -1
    skin = person.skin

    def seen(outlines: Outlines) -> Outlines:
        return tuple(tuple((x * way, y) for x, y in outline) for outline in outlines)

    contour = seen(
        path(
            "M30 -98 C56 -92 68 -64 70 -40 C70 -28 68 -20 69 -14 "
            "C74 2 86 16 92 26 C94 33 86 37 77 38 C78 43 82 46 82 51 "
            "C82 56 77 57 76 59 C79 61 80 64 79 69 C78 75 71 76 71 81 C74 88 74 98 64 104 C50 110 22 100 2 78 "
            "C-20 60 -40 20 -40 -20 C-30 -80 0 -100 30 -98Z"
        )
    )
    colour = mix(skin.lips, ink("a81f2c"), 0.42 * person.makeup)
    eye = (
        [(40.0, -7.0), (50.0, -3.0), (61.0, -7.0)]
        if mien.eyes == "down"
        else [(40.0, -5.0), (50.0, -12.0), (60.0, -6.0)]
    )
    nape = seen(path("M-52 10 C-46 60 -44 90 -46 150 L44 150 C40 120 36 100 40 70Z"))
    shapes = [
        Shape(nape, mix(skin.base, skin.shade, 0.5), blur=1),
        Shape(contour, skin_paint(skin)),
        Shape(seen(ellipse(10, 84, 60, 30)), skin.shade, 0.45, blur=16, clip=contour),
        Shape(seen(ellipse(-10, -60, 50, 50)), skin.deep, 0.22, blur=18, clip=contour),
        Shape(ellipse(80, 0, 46, 130), skin.shade, 0.38, blur=20, clip=contour),
        Shape(seen(ellipse(34, 32, 26, 20)), glow(skin.blush, 0.36 + 0.1 * person.makeup), blur=5, clip=contour),
        Shape(seen(ellipse(52, -12, 20, 13)), skin.deep, 0.22, blur=7, clip=contour),
        Shape(seen(ribbon([(84, 36), (76, 35)], (1.4, 3))), skin.deep, 0.5, blur=1, clip=contour),
        Shape(
            seen(path("M84 50 C78 46 68 54 64 58 C70 60 76 60 77 58Z")),
            mix(colour, skin.deep, 0.15),
            0.9,
            blur=0.4,
            clip=contour,
        ),
        Shape(seen(path("M77 59 C72 60 66 59 64 59 C68 66 76 72 82 68Z")), colour, 0.9, blur=0.4, clip=contour),
        Shape(seen(ribbon([(77, 58), (68, 58), (61, 56 - 3 * mien.smile)], (1.6, 2, 1))), DARK, 0.6, clip=contour),
        Shape(
            seen(ribbon([(36, -34), (52, -40), (67, -34)], (2.4, 5, 4))), person.hair_colour, 0.7, blur=1, clip=contour
        ),
        Shape(seen(ribbon([*eye, (66, eye[1][1] + 4)], (1.4, 3.4, 3, 1))), DARK, 0.86),
        Shape(seen(ellipse(-14, 8, 12, 21, -8)), mix(skin.base, skin.shade, 0.35), blur=0.4),
        Shape(seen(ellipse(-14, 8, 6, 12, -8)), skin.shade, 0.5, blur=3),
    ]
    if mien.eyes == "open":
        shapes.append(Shape(seen(ellipse(56, -5, 3.6, 5)), ink("1b100b")))
    return tuple(shapes)
