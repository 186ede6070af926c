"""The reveal's strip on the presenter's tablet: what it may do next, and what the hearts came to once a pass is over. Nothing
here knows of a heart before (feature 4)."""

from dataclasses import replace

from kiosk import i18n
from kiosk.domain.words import N_
from kiosk.house import House
from kiosk.live import Audience
from kiosk.parts import Part
from kiosk.records import dataclass

from ..domain import passing
from ..domain.presentation import Presentation
from ..kinds import PRESENTATIONS
from ..sales_room import SalesRoom
from .choosing import selection_of
from .shows import spoken

READY, ANSWERED = "ready", "answered"
OPENING = N_("I think you are going to be so pleased.")


@dataclass(frozen=True, slots=True)
class Strip:
    """`state` is READY, the pass that runs, or ANSWERED; then `people` gave hearts, to so many photos `together` and `alone`;
    `rest` are what the second pass will put away, `away` what a first one leaves in the drawer. `cue` is what the presenter says
    before the first photo, in the party's language (A23)."""

    presentation: int
    state: str
    has_hearts: bool
    has_music: bool
    volume: int
    people: int = 0
    together: int = 0
    alone: int = 0
    rest: int = 0
    cue: str = ""
    away: int = 0


def reveal_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """Nothing where the studio prefers to speak."""
    one = house.of(PRESENTATIONS).get(int(audience.who)) if audience.who.isdecimal() else None
    if one is None or not sales.floor.settings.reveal.enabled:
        return []
    return [Part("reveal", "reveals", 0, "presenter/_reveal.html", _strip(sales, house, one, audience.locale))]


def _strip(sales: SalesRoom, house: House, one: Presentation, locale: str) -> Strip:
    reveal = sales.floor.settings.reveal
    state = one.run.which if one.run else ANSWERED if one.answer else READY
    strip = Strip(one.id, state, reveal.hearts, reveal.music, one.volume)
    if state == READY:
        with i18n.speaking(spoken(one, locale)):
            cue = i18n.gettext(OPENING)
        order = sales.photos(one.booking).slides.order
        away = passing.left_out(one, order, selection_of(sales, house, one.booking))
        return replace(strip, cue=cue, away=len(away))
    if one.run or one.answer is None:
        return strip
    together, alone = len(one.answer.together), len(one.answer.alone)
    rest = len(_to_be_put_away(sales, house, one))
    return Strip(one.id, state, reveal.hearts, reveal.music, one.volume, one.answer.people, together, alone, rest)


def _to_be_put_away(sales: SalesRoom, house: House, one: Presentation) -> tuple[str, ...]:
    """By the second pass, if it is shown now."""
    return passing.leaving(one, sales.photos(one.booking).slides.order, selection_of(sales, house, one.booking))
