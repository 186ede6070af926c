"""Poses and moods as pictures: those that a waiting party may pick, and those that it has picked (REQUIREMENTS D21)."""

from ..config import Settings
from ..domain import poses as rules
from ..domain.sheet import STUDIO
from ..domain.visit import Visit
from ..paths import STATIC
from ..records import dataclass
from .ways import look_name

ART = frozenset(file.stem.removeprefix("pose-") for file in (STATIC / "art").glob("pose-*.svg"))


@dataclass(frozen=True, slots=True)
class PoseShown:
    """`has_art`: there is a drawing of ours; a studio's own pose is shown by its words."""

    key: str
    has_art: bool


@dataclass(frozen=True, slots=True)
class Picking:
    """What a party may pick for its next look, at most `most`. `code` is that of its own page, empty on a tablet."""

    visit: int
    code: str
    look: int
    looks: int
    look_name: str
    poses: tuple[PoseShown, ...]
    picked: tuple[PoseShown, ...]
    most: int = rules.MOST


def picking(settings: Settings, visit: Visit, code: str = "") -> Picking | None:
    """None while there is nothing to choose for."""
    look = rules.next_look(visit)
    if look is None:
        return None
    name = look_name(visit, look)
    fitting = (pose for pose in settings.poses if rules.suits(pose.looks, name) and pose.people <= visit.size)
    poses = tuple(_shown(pose.key) for pose in fitting)
    return Picking(visit.id, code, look, visit.looks, name, poses, picked_for(visit, look)) if poses else None


def picked_for(visit: Visit, look: int) -> tuple[PoseShown, ...]:
    return tuple(_shown(key) for key in rules.picked(visit, look))


def picked_now(visit: Visit) -> tuple[PoseShown, ...]:
    """For whoever holds them: in the studio what they picked for this look, before it what they picked so far."""
    return picked_for(visit, visit.look if visit.stage == STUDIO else rules.next_look(visit) or 0)


def _shown(key: str) -> PoseShown:
    return PoseShown(key, key in ART)
