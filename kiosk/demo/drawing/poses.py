"""The wedding poses: who stands where, and where the picture should look."""

from collections.abc import Callable
from dataclasses import replace

from ...records import dataclass
from . import bodies, figures, props
from .figures import Dress, Suit, aside, hand_on, man, man_from_behind, woman, woman_from_behind
from .mien import Mien
from .people import Person
from .vector import Colour, Drawing, Point, Shape, at, fade, ink, path, placed, ribbon


@dataclass(frozen=True)
class Pose:
    """A group on the floor line y = 880, the eyes the picture is built on, and how wide group and faces are."""

    shapes: Drawing
    eyes: Point
    breadth: float = 300.0
    faces: float = 150.0


@dataclass(frozen=True)
class Couple:
    """The two of them in one look."""

    her: Person
    him: Person
    dress: Dress
    suit: Suit
    flowers: Colour


Posed = Callable[[Couple, Mien, Mien, int], Pose]


def alone(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    left, right = (("hold", "hold"), ("waist", "hang"), ("hang", "cheek"), ("skirt", "heart"), ("clasp", "clasp"))[
        variant % 5
    ]
    shapes = [props.shadow_under(0, 250), *woman(pair.her, hers, pair.dress, left, right, -1 if variant % 2 else 1)]
    if left == "hold":
        shapes += _in_hand(pair, 0, 372)
    return Pose(tuple(shapes), (0, 128), 260)


def _in_hand(pair: Couple, x: float, y: float) -> Drawing:
    if pair.dress.kind == "qipao":
        return props.fan(x + 26, y + 62, 0.86, 20)
    return (*props.bouquet(x, y - 8, 0.92, pair.flowers), *props.ribbon_tails(x, y + 70, 0.8))


def groom(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    left, right = (("hang", "pocket"), ("across", "hang"), ("clasp", "clasp"), ("pocket", "heart"))[variant % 4]
    return Pose((props.shadow_under(0, 130), *man(pair.him, his, pair.suit, left, right)), (0, 75), 200)


def beside(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    """Side by side, her hand through his arm or round the flowers."""
    shapes = [props.shadow_under(0, 330)]
    shapes += aside(man(pair.him, his, pair.suit, "none", ("pocket", "hang", "across")[variant % 3]), 84)
    shapes += aside(woman(pair.her, hers, pair.dress, "hold", "hold", -1), -66)
    shapes += aside(_in_hand(pair, 0, 372), -66)
    return Pose(tuple(shapes), (8, 104), 330, 310)


def brow(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    """Forehead to forehead, eyes down."""
    hers = replace(hers, turn=0.95, tilt=-7 + hers.tilt * 0.4, eyes="down")
    his = replace(his, turn=-0.95, tilt=-9 + his.tilt * 0.4, eyes="down")
    shapes = [props.shadow_under(0, 330)]
    shapes += aside(man(pair.him, his, pair.suit, "none", "hang"), 58, 0.88)
    shapes += aside(woman(pair.her, hers, pair.dress, "hang", "none", -1), -46, 0.86)
    shapes += _arms_between(pair)
    return Pose(tuple(shapes), (4, 104), 330, 290)


def _arms_between(pair: Couple) -> Drawing:
    """His hand at her waist, hers on his chest."""
    sleeve = figures.sleeve_of(pair.suit)
    his = bodies.limb(pair.him.skin, [(28, 226), (6, 340), (-50, 404)], -1, sleeve)
    hers = bodies.limb(pair.her.skin, [(-8, 254), (26, 346), (58, 276)], 1, figures.cap_of(pair.dress))
    return (*his, *hers)


def held(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    """He stands close behind her, his arms about her."""
    his = replace(his, turn=-0.32 + his.turn * 0.3, tilt=-8, eyes="down" if variant % 2 else his.eyes)
    hers = replace(hers, turn=0.22 + hers.turn * 0.3, tilt=5)
    shapes = [props.shadow_under(0, 320), *aside(man(pair.him, his, pair.suit, "none", "none"), 70)]
    shapes += aside(woman(pair.her, hers, pair.dress, "clasp", "clasp", -1), -32)
    sleeve = figures.sleeve_of(pair.suit)
    shapes += bodies.limb(pair.him.skin, [(126, 236), (134, 366), (-4, 424)], 1, sleeve)
    shapes += hand_on(pair.him, -86, 404, 14, 1)
    return Pose(tuple(shapes), (14, 102), 300, 280)


def walk(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    """Hand in hand towards us."""
    hers, his = replace(hers, turn=0.4, tilt=3), replace(his, turn=-0.45, tilt=-2)
    dress = replace(pair.dress, cut=replace(pair.dress.cut, sway=-24 + 12 * (variant % 3)))
    shapes = [props.shadow_under(20, 380), *aside(man(pair.him, his, pair.suit, "out", "hang", 30), 214)]
    shapes += aside(woman(pair.her, hers, dress, "skirt", "out", -1), -188)
    return Pose(tuple(shapes), (14, 104), 430, 620)


def away(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    """From behind, going."""
    shapes = [props.shadow_under(0, 360), *aside(man_from_behind(pair.him, pair.suit, 24), 92)]
    shapes += aside(woman_from_behind(pair.her, pair.dress, replace(hers, turn=0.95) if variant % 2 else None), -76)
    return Pose(tuple(shapes), (10, 104), 360, 330)


def over_shoulder(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    way = -1 if variant % 2 else 1
    hers = replace(hers, turn=0.95 * way, eyes="down" if variant % 3 == 0 else "open", tilt=3 * way)
    dress = replace(pair.dress, veil=0.0, cut=replace(pair.dress.cut, train=150))
    return Pose((props.shadow_under(0, 280), *woman_from_behind(pair.her, dress, hers)), (0, 128), 300)


def twirl(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    """He turns her under his hand and the skirt flies."""
    cut = replace(pair.dress.cut, spread=pair.dress.cut.spread * 1.28, sway=-46, train=0)
    dress = replace(pair.dress, cut=cut, veil=0.0)
    hers, his = replace(hers, turn=0.35, tilt=-6, smile=0.9), replace(his, turn=-0.5)
    shapes = [props.shadow_under(-60, 420), *aside(man(pair.him, his, pair.suit, "none", "pocket", 10), 196)]
    shapes += aside(woman(pair.her, hers, dress, "skirt", "none", -1), -130)
    shapes += bodies.limb(pair.her.skin, [(-70, 250), (-34, 150), (34, 52)], 1, figures.cap_of(pair.dress))
    shapes += bodies.limb(pair.him.skin, [(128, 220), (84, 150), (42, 46)], -1, figures.sleeve_of(pair.suit))
    return Pose(tuple(shapes), (20, 104), 450, 520)


def seated(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    """She sits, he stands behind the chair or she is alone."""
    chair = ink("6d5a48") if pair.dress.kind == "gown" else ink("5a2b1c")
    shapes: list[Shape] = [props.shadow_under(0, 340)]
    if variant % 2 == 0:
        shapes += aside(man(pair.him, replace(his, turn=-0.2), pair.suit, "none", "pocket"), 128)
    shapes += props.armchair(0, chair)
    shapes += placed(_sitting(pair, replace(hers, turn=0.15 + hers.turn * 0.6)), at(0, 150))
    return Pose(tuple(shapes), (0, 278) if variant % 2 else (30, 190), 340, 300)


def _sitting(pair: Couple, mien: Mien) -> Drawing:
    """Her upper body as ever, the skirt spread over the knees to the floor at 730."""
    dress = replace(pair.dress, veil=0.0)
    upper = figures.above(woman(pair.her, mien, dress, "none", "none"), 450)
    arms = [s for side in (-1, 1) for s in bodies.arm(pair.her.skin, "clasp", side, figures.cap_of(dress))]
    return (*upper, *figures.lap(dress), *arms)


def under_veil(pair: Couple, hers: Mien, his: Mien, variant: int) -> Pose:
    """Both under one veil, against the light."""
    base = brow(pair, hers, his, variant)
    white = ink("fffaf0")
    tent = path("M-130 20 C-60 -56 60 -90 150 -30 C240 60 300 420 380 880 L-330 880 C-270 420 -220 140 -130 20Z")
    folds = [
        Shape(ribbon([(x * 0.3, 10), (x * 0.8, 300), (x, 880)], (3, 14, 30)), white, 0.2, blur=6, clip=tent)
        for x in (-280.0, -200.0, 210.0, 290.0, 340.0)
    ]
    return Pose(
        (*base.shapes, Shape(tent, fade(white, 0.34, 0.2, (0, 0, 0.2, 1)), blur=1.2), *folds), base.eyes, 380, 330
    )


POSES: dict[str, Posed] = {
    "alone": alone,
    "groom": groom,
    "beside": beside,
    "brow": brow,
    "held": held,
    "walk": walk,
    "away": away,
    "over_shoulder": over_shoulder,
    "twirl": twirl,
    "seated": seated,
    "under_veil": under_veil,
}
