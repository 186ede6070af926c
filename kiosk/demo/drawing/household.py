"""The poses of the Okafor family and of Grandmother Sato."""

from collections.abc import Callable
from dataclasses import replace

from ...records import dataclass
from . import bodies, clothes, figures, props
from .bodies import Sleeve
from .mien import Mien
from .people import ADA, EMEKA, KAI, SATO, ZORA, Person
from .poses import Pose
from .vector import Colour, Drawing, Shape, at, ellipse, fabric, ink, mix, placed, rect


@dataclass(frozen=True)
class Outfits:
    """What the family wears in one look; knitted says sweaters instead of best clothes."""

    mother: Colour
    father: Colour
    girl: Colour
    baby: Colour
    knitted: bool = False


Household = Callable[[Outfits, tuple[Mien, Mien, Mien, Mien], int], Pose]
_CREAM = ink("e9dfce")


def _mother(wear: Outfits, mien: Mien, left: str, right: str) -> Drawing:
    behind, before = bodies.head(ADA, mien)
    worn = (
        clothes.knit(wear.mother, mix(wear.father, _CREAM, 0.3), slender=True)
        if wear.knitted
        else clothes.day_dress(wear.mother)
    )
    arms = [
        s
        for side, name in ((-1, left), (1, right))
        if name != "none"
        for s in bodies.arm(ADA.skin, name, side, _her_sleeve(wear))
    ]
    return (*behind, *bodies.chest(ADA.skin), *worn, *arms, *before)


def _her_sleeve(wear: Outfits) -> Sleeve:
    return Sleeve(fabric(wear.mother, 0.34, 0.4), "long" if wear.knitted else "half", wide=0.92)


def _father(wear: Outfits, mien: Mien, left: str, right: str) -> Drawing:
    if not wear.knitted:
        return figures.man(EMEKA, mien, figures.Suit(wear.father, "open", wear.father), left, right)
    behind, before = bodies.head(EMEKA, mien)
    sleeve = Sleeve(fabric(wear.father, 0.34, 0.4), "long", wide=1.06)
    arms = [
        s
        for side, name in ((-1, left), (1, right))
        if name != "none"
        for s in bodies.arm(EMEKA.skin, name, side, sleeve)
    ]
    jeans = bodies.trousers(fabric(ink("39485a"), 0.25, 0.4))
    return figures.tall((*jeans, *behind, *bodies.chest(EMEKA.skin, 1.1), *clothes.knit(wear.father), *arms, *before))


def _girl(wear: Outfits, mien: Mien, left: str = "hang", right: str = "hang", scale: float = 1.0) -> Drawing:
    """Zora, standing on the floor line; about two thirds of her mother's height."""
    behind, before = bodies.head(ZORA, mien)
    sleeve = clothes.child_sleeve(wear.girl)
    arms = [
        s
        for side, name in ((-1, left), (1, right))
        if name != "none"
        for s in bodies.limb(ZORA.skin, _small(name, side), side, sleeve)
    ]
    body = clothes.child(ZORA.skin, wear.girl, mix(wear.mother, ink("7a2f24"), 0.3))
    return placed((*behind, *body, *arms, *before), at(0, 880 - 566 * scale, scale))


def _small(gesture: str, side: int) -> list[tuple[float, float]]:
    return [(x * side * 0.72, 232 + (y - 252) * 0.66) for x, y in bodies.GESTURES[gesture]]


def _baby(wear: Outfits, mien: Mien, x: float, y: float, scale: float = 1.0, wave: float = 0.0) -> Drawing:
    """Kai with the middle of his head at (x, y)."""
    behind, before = bodies.head(KAI, mien)
    face = placed((*behind, *before), at(0, -130 * 0.78, 0.78))
    return placed((*clothes.romper(KAI.skin, wear.baby, wave), *face), at(x, y, scale))


def _holding(person: Person, sleeve: Sleeve, x: float, y: float) -> Drawing:
    """The forearm and hand that keep a baby at (x, y) safe."""
    return bodies.limb(person.skin, [(x + 62, y - 44), (x + 78, y + 34), (x - 12, y + 46)], 1, sleeve)


def all_four(wear: Outfits, miens: tuple[Mien, Mien, Mien, Mien], variant: int) -> Pose:
    """Father, mother with the baby, the girl in front."""
    ada, emeka, zora, kai = miens
    shapes = [
        props.shadow_under(0, 360),
        *figures.aside(_father(wear, replace(emeka, turn=-0.2), "none", "pocket"), 118),
    ]
    shapes += figures.aside(_mother(wear, replace(ada, turn=0.18, tilt=4), "none", "none"), -70)
    shapes += _baby(wear, kai, -52, 306, 0.86, 0.2 * (variant % 3))
    shapes += _holding(ADA, _her_sleeve(wear), -58, 398)
    shapes += bodies.limb(ADA.skin, [(-132, 252), (-148, 350), (-96, 404)], -1, _her_sleeve(wear))
    shapes += figures.aside(_girl(wear, zora, "clasp", "clasp"), 60 if variant % 2 else 34)
    return Pose(tuple(shapes), (10, 190), 330, 420)


def on_the_bench(wear: Outfits, miens: tuple[Mien, Mien, Mien, Mien], variant: int) -> Pose:
    """Mother sits with the baby, the girl leans on her, father stands behind."""
    ada, emeka, zora, kai = miens
    shapes = [
        props.shadow_under(0, 380),
        *figures.aside(_father(wear, replace(emeka, turn=-0.1, nod=0.4), "none", "none"), 70),
    ]
    shapes += props.bench(0, 590, 520, ink("8c7a63"))
    sitting = figures.above(_mother(wear, replace(ada, turn=0.1), "none", "none"), 446)
    skirt = mix(wear.father, _CREAM, 0.3) if wear.knitted else wear.mother
    shapes += placed((*sitting, *figures.lap(figures.Dress(skirt))), at(-40, 150))
    shapes += _baby(wear, kai, -38, 436, 0.92, 0.3 * (variant % 3))
    shapes += placed(_holding(ADA, _her_sleeve(wear), -50, 380), at(0, 150))
    shapes += bodies.limb(ADA.skin, [(-102, 402), (-122, 500), (-70, 556)], -1, _her_sleeve(wear))
    shapes += figures.aside(_girl(wear, replace(zora, tilt=-6), "hang", "hang"), 150)
    return Pose(tuple(shapes), (10, 170), 360, 480)


def mother_and_baby(wear: Outfits, miens: tuple[Mien, Mien, Mien, Mien], variant: int) -> Pose:
    ada, _, _, kai = miens
    ada = replace(ada, turn=0.34, tilt=8, eyes="down" if variant % 2 else ada.eyes)
    shapes = [
        props.shadow_under(0, 200),
        *_mother(wear, ada, "none", "none"),
        *_baby(wear, replace(kai, turn=-0.2), 30, 268, 0.95, 0.4 * (variant % 2)),
    ]
    shapes += _holding(ADA, _her_sleeve(wear), 28, 372)
    shapes += bodies.limb(ADA.skin, [(-60, 252), (-84, 350), (-2, 404)], -1, _her_sleeve(wear))
    return Pose(tuple(shapes), (14, 180), 240, 240)


def father_lifts(wear: Outfits, miens: tuple[Mien, Mien, Mien, Mien], variant: int) -> Pose:
    """Up goes the baby, everybody laughs."""
    _, emeka, _, kai = miens
    emeka, kai = replace(emeka, laugh=True, eyes="smile", nod=-0.8), replace(kai, laugh=True, eyes="smile")
    sleeve = Sleeve(fabric(wear.father, 0.3, 0.45), "long", wide=1.1)
    high = -168 - 12 * (variant % 3)
    shapes = [props.shadow_under(0, 150), *_father(wear, emeka, "none", "none"), *_baby(wear, kai, 0, high, 0.95, 0.9)]
    for side in (-1, 1):
        shapes += bodies.limb(EMEKA.skin, [(side * 76, 208), (side * 112, 84), (side * 48, high + 110)], side, sleeve)
    return Pose(tuple(shapes), (0, -170), 260, 260)


def siblings(wear: Outfits, miens: tuple[Mien, Mien, Mien, Mien], variant: int) -> Pose:
    """On the rug with the wooden blocks."""
    _, _, zora, kai = miens
    rug = Shape(ellipse(0, 876, 420, 46), ink("d8cdbb"), 0.95, blur=4)
    shapes = [
        rug,
        props.shadow_under(-70, 110),
        *figures.aside(_girl(wear, replace(zora, tilt=5, turn=0.2), "hang", "out", 1.1), -84),
    ]
    shapes += [props.shadow_under(120, 110), *_baby(wear, replace(kai, turn=-0.15), 116, 690, 1.1, 0.5 * (variant % 3))]
    shapes += _blocks(250, variant)
    return Pose(tuple(shapes), (16, 420), 330, 470)


def _blocks(x: float, variant: int) -> Drawing:
    tints = (ink("c98b5a"), ink("8fa08a"), ink("d8b15f"), ink("b5645a"))
    shapes: list[Shape] = []
    for i in range(4):
        bx, by = x + (i % 2) * 48 - 20, 846 - (i // 2) * 44
        square = rect(-21, -21, 42, 42)
        shapes += placed(
            [Shape(square, fabric(tints[(i + variant) % 4], 0.4, 0.35), blur=0.4)],
            at(bx, by, degrees=(i * 37 % 11) - 5),
        )
    return tuple(shapes)


def girl_alone(wear: Outfits, miens: tuple[Mien, Mien, Mien, Mien], variant: int) -> Pose:
    zora = miens[2]
    left, right = (("hang", "hang"), ("skirt", "skirt"), ("clasp", "clasp"), ("cheek", "cheek"))[variant % 4]
    return Pose((props.shadow_under(0, 130), *_girl(wear, zora, left, right, 1.12)), (0, 394), 160, 250)


def parents(wear: Outfits, miens: tuple[Mien, Mien, Mien, Mien], variant: int) -> Pose:
    ada, emeka, _, _ = miens
    shapes = [
        props.shadow_under(0, 280),
        *figures.aside(_father(wear, replace(emeka, turn=-0.3, tilt=-5), "none", "hang"), 72),
    ]
    shapes += figures.aside(
        _mother(wear, replace(ada, turn=0.26, tilt=7), "hang", "heart" if variant % 2 else "clasp"), -54
    )
    return Pose(tuple(shapes), (8, 102), 280, 290)


def grandmother(wear: Outfits, miens: tuple[Mien, Mien, Mien, Mien], variant: int) -> Pose:
    """In her armchair, hands folded, or standing with a fan."""
    mien = miens[0]
    behind, before = bodies.head(SATO, mien)
    robe, sash = wear.mother, wear.father
    dressed = (*behind, *bodies.chest(SATO.skin, 0.94), *clothes.kimono(robe, sash))
    hands = [s for side in (-1, 1) for s in bodies.arm(SATO.skin, "lap", side, Sleeve(fabric(robe), "long", wide=0.9))]
    sleeves = [s for side in (-1, 1) for s in clothes.kimono_sleeve(robe, side)]
    if variant % 3 == 2:
        standing = (props.shadow_under(0, 140), *dressed, *hands, *sleeves, *props.fan(20, 470, 0.8, 14), *before)
        return Pose(standing, (0, 128), 220)
    lap = figures.lap(replace(figures.Dress(robe), kind="qipao"))
    cup = props.cup(2, 468, 0.62) if variant % 3 == 1 else ()
    sitting = placed((*figures.above(dressed, 470), *lap, *hands, *sleeves, *cup, *before), at(0, 150))
    return Pose((props.shadow_under(0, 240), *props.armchair(0, ink("6f6a5c")), *sitting), (0, 278), 260)


HOUSEHOLD: dict[str, Household] = {
    "all_four": all_four,
    "on_the_bench": on_the_bench,
    "mother_and_baby": mother_and_baby,
    "father_lifts": father_lifts,
    "siblings": siblings,
    "girl_alone": girl_alone,
    "parents": parents,
    "grandmother": grandmother,
}
