"""The reveal's strip on the presenter's tablet: what it may do next, and what the hearts came to once a pass is over. Nothing
here knows of a heart before (feature 4)."""

from kiosk.house import House
from kiosk.live import Audience
from kiosk.parts import Part
from kiosk.records import dataclass

from ..domain.presentation import Presentation
from ..kinds import PRESENTATIONS
from ..sales_room import SalesRoom

READY, ANSWERED = "ready", "answered"


@dataclass(frozen=True, slots=True)
class Strip:
    """`state` is READY, the pass that runs, or ANSWERED; then `people` gave hearts, to so many photos `together` and `alone`;
    `rest` are all others."""

    presentation: int
    state: str
    has_hearts: bool
    has_music: bool
    volume: int
    people: int = 0
    together: int = 0
    alone: int = 0
    rest: int = 0


def reveal_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """Nothing where the studio prefers to speak."""
    one = house.of(PRESENTATIONS).get(int(audience.who)) if audience.who.isdecimal() else None
    if one is None or not sales.floor.settings.reveal.enabled:
        return []
    return [Part("reveal", "reveals", 0, "presenter/_reveal.html", _strip(sales, one))]


def _strip(sales: SalesRoom, one: Presentation) -> Strip:
    reveal = sales.floor.settings.reveal
    state = one.run.which if one.run else ANSWERED if one.answer else READY
    strip = Strip(one.id, state, reveal.hearts, reveal.music, one.volume)
    if one.run or one.answer is None:
        return strip
    together, alone = len(one.answer.together), len(one.answer.alone)
    rest = len(sales.gallery(one.booking).slides.order) - together - alone
    return Strip(one.id, state, reveal.hearts, reveal.music, one.volume, one.answer.people, together, alone, rest)
