"""From a planned shot to a drawn picture: casting, mien, camera and light."""

from dataclasses import replace
from functools import lru_cache
from random import Random

from ..records import dataclass
from .drawing import people, props
from .drawing.details import DETAILS
from .drawing.figures import Dress, Suit
from .drawing.garments import Cut
from .drawing.grounds import GROUNDS
from .drawing.household import HOUSEHOLD, Outfits
from .drawing.light import Ground
from .drawing.mien import Mien
from .drawing.poses import POSES, Couple, Pose
from .drawing.vector import Colour, Drawing, Place, Shape, at, ellipse, ink, mix, placed
from .shots import Shot

LONG, SHORT = 1500.0, 1000.0

# How much of the floor plan's height is seen, where the eyes stand in it, and how far below the eyes the middle lies.
_FRAMES = {
    "full": (1090.0, 0.19, 0.0),
    "three": (720.0, 0.27, 0.0),
    "half": (500.0, 0.36, 0.0),
    "close": (312.0, 0.44, 0.0),
    "hands": (330.0, 0.5, 286.0),
    "lift": (860.0, 0.2, 0.0),
    "lift_full": (1260.0, 0.15, 0.0),
    "floor": (660.0, 0.24, 0.0),
    "floor_close": (530.0, 0.22, 0.0),
    "child": (690.0, 0.24, 0.0),
    "child_close": (330.0, 0.4, 0.0),
}


@dataclass(frozen=True)
class Picture:
    """A drawing 1500 × 1000 (or upright 1000 × 1500), in the layers a painter needs."""

    width: float
    height: float
    backdrop: Drawing
    subject: Drawing
    shade: Drawing
    glow: Drawing
    shift: tuple[float, float]


def compose(shot: Shot) -> Picture:
    """Draw a shot; frames of one burst share ground and light, and differ in the people and a breath of camera."""
    width, height = (SHORT, LONG) if shot.is_upright else (LONG, SHORT)
    setup = Random(shot.setup_seed)
    drift, seen = setup.uniform(-1, 1), setup.uniform(0.94, 1.08)
    beat = Random(f"{shot.setup_seed} {shot.beat}")
    if shot.frame == "detail":
        subject, zoom = _detail(shot, width, height, drift, seen, beat), 1.0
    else:
        subject, zoom = _group(shot, width, height, drift, seen, beat)
    ground = _ground(shot.ground, shot.setup_seed)
    lens = _lens(width, height, zoom, drift)
    return Picture(
        width,
        height,
        placed(ground.backdrop, lens),
        (*subject, *_foreground(shot, width, height)),
        placed(ground.shade, _lens(width, height, 1.0, 0.0)),
        placed(ground.glow, _lens(width, height, 1.0, 0.0)),
        (beat.uniform(-1, 1) * 0.004, beat.uniform(-1, 1) * 0.004),
    )


@lru_cache(maxsize=2)
def _ground(name: str, seed: int) -> Ground:
    return GROUNDS[name](Random(seed))


def _lens(width: float, height: float, zoom: float, drift: float) -> Place:
    """The ground's canvas made to cover the picture; a closer camera sees less of it."""
    scale = max(width / LONG, height / SHORT) * zoom
    spare_x = LONG * scale - width
    return at(-spare_x * (0.5 + 0.3 * drift), -(SHORT * scale - height) * 0.36, scale)


def _group(shot: Shot, width: float, height: float, drift: float, seen: float, beat: Random) -> tuple[Drawing, float]:
    pose = _pose(shot, beat)
    span, share, below = _FRAMES[shot.frame]
    span *= seen
    least = pose.breadth * 2.1 if shot.frame == "full" else pose.faces
    span = max(span, least * height / width)
    scale = height / span
    x = width * (0.5 + drift * (0.05 if shot.is_upright else 0.13))
    y = height * share
    if shot.frame == "full":
        y = height * 0.945 - (880 - pose.eyes[1]) * scale
    place = at(x - pose.eyes[0] * scale, y - (pose.eyes[1] + below) * scale, scale)
    return placed(pose.shapes, place), min(2.0, max(1.0, (1060 / span) ** 0.62))


def _pose(shot: Shot, beat: Random) -> Pose:
    setup = Random(shot.setup_seed + 1)
    variant = setup.choice((0, 4, 10, 40)) if shot.frame == "hands" else setup.randrange(60)
    if shot.kind == "wedding":
        return POSES[shot.scene](_couple(shot), _mien(setup, beat), _mien(setup, beat), variant)
    miens = (_mien(setup, beat), _mien(setup, beat), _mien(setup, beat), _mien(setup, beat))
    return HOUSEHOLD[shot.scene](_outfits(shot), miens, variant)


def _mien(setup: Random, beat: Random) -> Mien:
    """The mood of a set-up, and what a face makes of it in one frame: a breath, a glance, now and then a blink."""
    mood = setup.choice(("calm", "warm", "warm", "laughing", "lowered", "aside"))
    turn, tilt = setup.uniform(-0.4, 0.4), setup.uniform(-4, 4)
    turn += beat.uniform(-0.07, 0.07)
    tilt += beat.uniform(-1.6, 1.6)
    smile = setup.uniform(0.4, 0.65) + beat.uniform(-0.12, 0.18)
    mien = Mien(turn, tilt, smile=smile, gaze=beat.uniform(-0.12, 0.12))
    if mood == "laughing":
        mien = replace(mien, laugh=beat.random() < 0.8, eyes=beat.choice(("smile", "smile", "open")), smile=0.9)
    elif mood == "lowered":
        mien = replace(mien, eyes="down" if beat.random() < 0.85 else "open", nod=0.5)
    elif mood == "aside":
        mien = replace(mien, turn=setup.choice((-0.6, 0.55)) + beat.uniform(-0.06, 0.06), gaze=0.0)
    elif mood == "warm":
        mien = replace(mien, smile=smile + 0.3)
    if mood in ("calm", "warm", "aside") and beat.random() < 0.1:
        mien = replace(mien, eyes="down")
    return mien


def _couple(shot: Shot) -> Couple:
    taste = Random(f"wardrobe {shot.session_seed}")
    evening = taste.choice((ink("8b2138"), ink("1f4a3d"), ink("22315a"), ink("6a2f55")))
    neckline, slim = taste.choice(("one", "straps", "shoulder")), taste.random() < 0.5
    suit = taste.choice((ink("23242a"), ink("2b3346"), ink("4b4a48")))
    flowers = taste.choice((ink("d99f86"), ink("d7a3a8"), ink("e0b98c")))
    if shot.look == "evening":
        cut = Cut(spread=195 if slim else 245, slim=slim, train=110, neckline=neckline)
        black = ink("17171b")
        return Couple(
            replace(people.CHEN, hair="waves"), people.LI, Dress(evening, cut=cut), Suit(black, "bow", black), flowers
        )
    if shot.look == "qipao":
        dress = Dress(ink("a3241b"), "qipao", pin=ink("c8372b"))
        return Couple(
            replace(people.CHEN, hair="updo"), people.LI, dress, Suit(ink("3a1311"), "tang", ink("1c1a1a")), flowers
        )
    return Couple(people.CHEN, people.LI, Dress(ink("efe5d6"), lace=True, veil=760), Suit(suit, "long", suit), flowers)


def _outfits(shot: Shot) -> Outfits:
    if shot.look == "best":
        return Outfits(ink("b0603c"), ink("2c3442"), ink("efe4d2"), ink("c9d0c4"))
    if shot.look == "play":
        return Outfits(ink("e4d6c0"), ink("77836d"), ink("d8a24a"), ink("b9c4cc"), knitted=True)
    return Outfits(ink("7f6f86"), ink("c7a86a"), ink("7f6f86"), ink("7f6f86"))


def _detail(shot: Shot, width: float, height: float, drift: float, seen: float, beat: Random) -> Drawing:
    accent = _accent(shot)
    scale = (1.04 if shot.is_upright else 1.0) * min(width, height) / 1000 / seen * 1.12
    x, y = width * (0.5 + 0.1 * drift), height * (0.56 if shot.is_upright else 0.54)
    if shot.scene == "dress":
        scale, y = scale * height / 1150, height * 0.53
    nudge = beat.uniform(-7, 7)
    return placed(
        DETAILS[shot.scene](accent, shot.setup_seed % 6),
        at(x + nudge, y + beat.uniform(-5, 5), scale, 4 * drift + beat.uniform(-0.5, 0.5)),
    )


def _accent(shot: Shot) -> Colour:
    if shot.kind != "wedding":
        return {"booties": ink("8ea3b4"), "toys": ink("d8a24a"), "tea": ink("5c7468"), "fan": ink("a98fb0")}.get(
            shot.scene, ink("c98f80")
        )
    pair = _couple(shot)
    if shot.scene in ("dress", "shoes", "jewels", "tea", "hairpin"):
        return pair.dress.colour
    return ink("c8655c") if shot.look == "qipao" else pair.flowers


def _foreground(shot: Shot, width: float, height: float) -> Drawing:
    """Now and then something close to the lens, quite out of focus."""
    rng = Random(shot.setup_seed + 2)
    if rng.random() > 0.28 or shot.frame in ("detail", "hands"):
        return ()
    warm = {
        "arch": props.LEAF,
        "field": ink("d8c48c"),
        "lanterns": ink("c8502c"),
        "city": ink("ffc98a"),
        "moon_gate": ink("d98a7c"),
    }
    colour = warm.get(shot.ground, ink("efe4d2"))
    side = rng.choice((0.0, 1.0))
    blots = []
    for _ in range(5):
        x, y = width * side + rng.gauss(0, 90), height * rng.uniform(0.62, 1.02)
        radius = rng.uniform(50, 130)
        blots.append(
            Shape(
                ellipse(x, y, radius, radius * 0.8, rng.uniform(0, 90)),
                mix(colour, ink("2a1a10"), 0.2 * side),
                0.42,
                blur=34,
            )
        )
    return tuple(blots)
