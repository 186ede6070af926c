"""What runs on a TV, for the TV itself and for its presenter."""

from dataclasses import asdict, dataclass
from typing import Any

from kiosk import i18n
from kiosk.house import House
from kiosk.live import Audience
from kiosk.parts import Part
from kiosk.queries.faces import ms
from kiosk.speech import look_label

from ..domain.presentation import Presentation
from ..kinds import PRESENTATIONS
from ..sales_room import SalesRoom
from ..titles import title_line


@dataclass(frozen=True, slots=True)
class Show:
    """Everything from which a screen computes what to show at any moment. `presentation` None is the idle art; `slide`
    None the title; `since` (ms) is when the play began at `slide`; `dwell` and `crossfade` are in ms. `compared` stand side
    by side instead of `slide`; `zoom` is scale, x and y of domain.presentation.Zoom."""

    presentation: int | None
    version: int = 0
    booking: str = ""
    party: tuple[str, ...] = ()
    line: str = ""
    language: str = ""
    slide: str | None = None
    since: int | None = None
    dwell: int = 0
    crossfade: int = 0
    is_black: bool = False
    compared: tuple[str, ...] = ()
    zoom: tuple[float, float, float] | None = None
    is_narrowed: bool = False

    @property
    def content(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SlideList:
    """The slides in order, look by look: the look in the reader's words ("" where nothing is known), and the ids."""

    presentation: int | None
    looks: tuple[tuple[str, tuple[str, ...]], ...] = ()


def in_room(house: House, room: str) -> Presentation | None:
    """The presentation that runs in the room."""
    return next((one for one in house.of(PRESENTATIONS).values() if one.room == room), None)


def tv_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """What the TV of a room has to know; `audience.who` is the room."""
    one = in_room(house, audience.who)
    slides = SlideList(None) if one is None else SlideList(one.id, (("", sales.slides(one).order),))
    return [_show(sales, one, audience.locale), _slide_list(slides)]


def presenting_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """The running presentation that `audience.who` names, for its presenter; nothing once it has ended."""
    one = house.of(PRESENTATIONS).get(int(audience.who)) if audience.who.isdecimal() else None
    if one is None:
        return []
    looks = sales.slides(one).looks
    with i18n.speaking(audience.locale):
        labelled = tuple((_label(name, n, len(looks)), slides) for n, (name, slides) in enumerate(looks, start=1))
    return [_show(sales, one, audience.locale), _slide_list(SlideList(one.id, labelled))]


def _label(name: str, look: int, looks: int) -> str:
    return look_label(name, look, looks) if looks > 1 else i18n.gettext(name)


def _show(sales: SalesRoom, one: Presentation | None, locale: str) -> Part:
    return Part("show", "showing", 0, "tv/_show.html", Show(None) if one is None else _content(sales, one, locale))


def _slide_list(slides: SlideList) -> Part:
    return Part("slides", "showing", 1, "tv/_slides.html", slides)


def _content(sales: SalesRoom, one: Presentation, locale: str) -> Show:
    spoken = one.language if one.language in i18n.LOCALES else locale
    with i18n.speaking(spoken):
        line = title_line(one.looks, one.shot_at)
    return Show(
        presentation=one.id,
        version=one.version,
        booking=str(one.booking),
        party=one.party,
        line=line,
        language=i18n.html_lang(spoken),
        slide=one.slide,
        since=ms(one.playing_since) if one.playing_since else None,
        dwell=one.dwell_ms,
        crossfade=sales.floor.settings.presentations.crossfade_ms,
        is_black=one.is_black,
        compared=one.compared,
        zoom=(one.zoom.scale, one.zoom.x, one.zoom.y) if one.zoom else None,
        is_narrowed=bool(one.narrowed),
    )
