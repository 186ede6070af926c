"""What the photographer takes: a whole session planned before a brush is lifted.

A session goes look by look; a look goes set by set (one ground each); at a set come set-ups, single frames or bursts
of three to six. The same seed always plans the same session.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from ..records import dataclass

FIRST_NUMBER = 412
DAMAGED_NUMBER = 999
SENSOR = (6000, 4000)
_BEGINS_AT = datetime(2025, 5, 17, 10, 12, 31)
_BURST_SHARE = 0.42
_STUDIO_AT = (52.3702, 4.8952)


@dataclass(frozen=True)
class Shot:
    """One photograph as planned.

    scene names a pose or a detail, ground its backdrop, frame how much is seen. Frames of one burst share everything
    but number, beat and taken_at. orientation is the EXIF value of the file: 1, or 6 or 8 for an upright picture.
    """

    number: int
    folder: str
    kind: str
    look: str
    scene: str
    ground: str
    frame: str
    orientation: int
    session_seed: int
    setup_seed: int
    burst: int
    beat: int
    taken_at: datetime
    has_place: bool = False
    is_adobe_rgb: bool = False

    @property
    def file_name(self) -> str:
        return f"DSC_{self.number:04d}.JPG"

    @property
    def is_upright(self) -> bool:
        return self.orientation in (6, 8)

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, on the few photos whose camera knew."""
        return _STUDIO_AT if self.has_place else None


@dataclass(frozen=True)
class Look:
    """One outfit of a session: its folder, its sets, and the scenes with the frames that suit them."""

    name: str
    folder: str
    share: float
    grounds: tuple[str, ...]
    scenes: tuple[tuple[str, tuple[str, ...]], ...]
    details: tuple[str, ...]


_ALONE = ("alone", ("three", "half", "close", "full", "half", "hands"))
_TOGETHER = (
    _ALONE,
    ("beside", ("three", "half", "full")),
    ("brow", ("half", "three", "close")),
    _ALONE,
    ("held", ("half", "three", "close")),
    ("groom", ("half", "three", "close")),
    ("over_shoulder", ("three", "half", "full")),
    ("seated", ("three", "full")),
    ("walk", ("full", "three")),
    ("twirl", ("full",)),
    ("away", ("full", "three")),
)
_FAMILY = (
    ("all_four", ("full", "three")),
    ("mother_and_baby", ("half", "three", "close")),
    ("siblings", ("floor", "floor_close")),
    ("on_the_bench", ("full", "three")),
    ("father_lifts", ("lift", "lift_full")),
    ("girl_alone", ("child", "child_close")),
    ("parents", ("half", "three", "close")),
)
_DETAIL_GROUNDS = {"dress": "window", "bouquet": "linen"}
LOOKS: dict[str, tuple[Look, ...]] = {
    "wedding": (
        Look(
            "white",
            "1 White gown",
            0.4,
            ("linen", "window", "arch", "stairs", "field", "olive"),
            (*_TOGETHER, ("under_veil", ("half", "three"))),
            ("bouquet", "rings", "shoes", "dress", "letter"),
        ),
        Look(
            "evening",
            "2 Evening gown",
            0.33,
            ("dark", "city", "stairs", "sunlit", "olive"),
            _TOGETHER,
            ("jewels", "coupes", "shoes"),
        ),
        Look(
            "qipao",
            "3 Qipao",
            0.27,
            ("moon_gate", "lattice", "lanterns", "sunlit"),
            _TOGETHER[:-2],
            ("fan", "tea", "hairpin"),
        ),
    ),
    "family": (
        Look("best", "1 Sunday best", 0.5, ("linen", "stairs", "olive", "window"), _FAMILY, ("booties", "bouquet")),
        Look("play", "2 At play", 0.5, ("nursery", "field", "sunlit", "arch"), _FAMILY, ("booties", "toys")),
    ),
    "portrait": (
        Look(
            "kimono",
            "1 Kimono",
            1.0,
            ("shoji", "dark", "window", "moon_gate"),
            (("grandmother", ("half", "three", "close", "full", "half", "hands")),),
            ("tea", "fan", "letter"),
        ),
    ),
}


def plan(booking_kind: str, seed: int, count: int, begins_at: datetime = _BEGINS_AT) -> list[Shot]:
    """The session of a 'wedding', 'family' or 'portrait' booking: count shots in the order they were taken."""
    looks = LOOKS[booking_kind]
    rng = Random(f"{booking_kind} {seed}")
    shots: list[Shot] = []
    clock = begins_at
    for position, look in enumerate(looks):
        until = (
            count if position == len(looks) - 1 else round(count * sum(other.share for other in looks[: position + 1]))
        )
        for setup in _setups(booking_kind, look, seed, rng):
            if len(shots) >= until:
                break
            clock += timedelta(seconds=rng.uniform(14, 80))
            length = min(rng.randint(3, 6) if rng.random() < _BURST_SHARE else 1, until - len(shots))
            shots += _burst(setup, len(shots), length, clock, rng)
            clock = shots[-1].taken_at
        clock += timedelta(minutes=rng.uniform(38, 55))
    return shots


def painting_order(shots: Sequence[Shot], first: int) -> list[Shot]:
    """The first few spread over all looks, so that every look has something to show early; the rest as taken."""
    by_look: dict[str, list[Shot]] = {}
    for shot in shots:
        by_look.setdefault(shot.folder, []).append(shot)
    share = -(-first // max(1, len(by_look)))
    early = [shot for some in by_look.values() for shot in some[:share]]
    chosen = {shot.number for shot in early}
    return early + [shot for shot in shots if shot.number not in chosen]


def _setups(kind: str, look: Look, seed: int, rng: Random) -> Iterator[Shot]:
    """An endless run of set-ups; every scene and frame of the look comes round before any returns."""
    frames = {scene: cycle(rng.sample(options, len(options))) for scene, options in look.scenes}
    details = cycle(rng.sample(look.details, len(look.details)))
    scenes = _dealt([scene for scene, _ in look.scenes], rng)
    for ground in _dealt(list(look.grounds), rng):
        for turn in range(rng.randint(3, 5)):
            is_detail = turn == 2 and rng.random() < 0.55
            scene = next(details) if is_detail else next(scenes)
            frame = "detail" if is_detail else next(frames[scene])
            yield Shot(
                number=0,
                folder=look.folder,
                kind=kind,
                look=look.name,
                scene=scene,
                ground=_DETAIL_GROUNDS.get(scene, "table") if is_detail else ground,
                frame=frame,
                orientation=_orientation(scene, frame, rng),
                session_seed=seed,
                setup_seed=rng.getrandbits(32),
                burst=0,
                beat=0,
                taken_at=_BEGINS_AT,
                is_adobe_rgb=rng.random() < 0.06,
            )


def _dealt(cards: list[str], rng: Random) -> Iterator[str]:
    """Shuffled decks, one after another."""
    while True:
        yield from rng.sample(cards, len(cards))


def _orientation(scene: str, frame: str, rng: Random) -> int:
    wide = scene in ("walk", "twirl", "siblings") or frame == "hands"
    upright = rng.random() < (
        0.12 if wide else 0.62 if frame in ("full", "close", "lift", "lift_full", "child") else 0.42
    )
    return rng.choice((6, 6, 8)) if upright else 1


def _burst(setup: Shot, taken: int, length: int, clock: datetime, rng: Random) -> list[Shot]:
    frames = []
    for beat in range(length):
        index = taken + beat
        frames.append(
            replace(
                setup,
                number=_number(index),
                burst=_number(taken),
                beat=beat,
                taken_at=clock,
                has_place=rng.random() < 0.05,
            )
        )
        clock += timedelta(milliseconds=rng.randint(170, 620))
    return frames


def _number(index: int) -> int:
    """Camera numbers run on, leaving out the one kept for the damaged file."""
    number = FIRST_NUMBER + index
    return number if number < DAMAGED_NUMBER else number + 1
