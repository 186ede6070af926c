"""What the TVs say they are showing. Kept in memory only: it is no fact about the house, and a TV says it again."""

from collections.abc import Collection, Mapping

from kiosk.domain.device import Device
from kiosk.records import dataclass

from .domain.presentation import Presentation

TITLE, BLACK, CARD, WALL, SAMPLE = "title", "black", "card", "wall-", "sample-"
PLAYING, REFUSED, NO_MUSIC = "playing", "refused", "none"
SOUNDS = (PLAYING, REFUSED, NO_MUSIC)
IN_STEP, BEHIND, STUCK, AWAY, MISSING = "in_step", "behind", "stuck", "away", "missing"


@dataclass(frozen=True, slots=True)
class Seen:
    """`shows` is a slide's id (several with `-` between them where they are compared), TITLE, BLACK, CARD while the TV is
    calibrated, WALL and a slide's id, or SAMPLE and a sample's key; `lacks` what this TV cannot get, written the
    same way; `sound` is one of SOUNDS, or nothing where no music is wanted; `is_small`: the photo is there, but not sharp yet."""

    presentation: int
    shows: str
    lacks: str | None = None
    sound: str | None = None
    is_small: bool = False


def expected(presentation: Presentation, cursor: str | None) -> str:
    """What a TV in step says, with `cursor` from timeline.cursor_at."""
    if presentation.is_black:
        return BLACK
    if presentation.sample:
        return f"{SAMPLE}{presentation.sample}"
    if presentation.hanging:
        return f"{WALL}{presentation.hanging.slide}"
    beside = presentation.run.beside(cursor) if presentation.run and cursor else ()
    return "-".join(presentation.compared or beside) or cursor or TITLE


def state_of(
    presentation: Presentation,
    cursor: str | None,
    tvs: Collection[Device],
    connected: Collection[str],
    seen: Mapping[str, Seen],
) -> str:
    """How the TVs of the room follow, the worst of them if there are several: MISSING (none is paired), AWAY (none is
    connected), STUCK (cannot get the photo), BEHIND or IN_STEP."""
    if not tvs:
        return MISSING
    present = [seen.get(tv.id) for tv in tvs if tv.id in connected]
    if not present:
        return AWAY
    wanted = expected(presentation, cursor)
    if any(one and one.presentation == presentation.id and one.lacks == wanted for one in present):
        return STUCK
    in_step = all(
        one and one.presentation == presentation.id and one.shows == wanted and not one.is_small for one in present
    )
    return IN_STEP if in_step else BEHIND


def sound_of(presentation: Presentation, connected: Collection[str], seen: Mapping[str, Seen]) -> str | None:
    """What becomes of the music in the room. A browser may refuse to play before somebody has touched it: then a tap on the
    TV helps, and the presenter is told."""
    said = [seen[tv].sound for tv in connected if tv in seen and seen[tv].presentation == presentation.id]
    return next((sound for sound in (PLAYING, REFUSED, NO_MUSIC) if sound in said), None)
