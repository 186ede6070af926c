"""What runs on a TV, for the TV itself and for its presenter."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from kiosk import i18n
from kiosk.domain.missing import is_nameless
from kiosk.domain.words import N_
from kiosk.house import House
from kiosk.live import Audience
from kiosk.parts import Part
from kiosk.queries.faces import ms
from kiosk.records import dataclass
from kiosk.speech import look_label
from kiosk.studio import look_words

from ..domain.album import Look
from ..domain.presentation import Presentation
from ..kinds import PRESENTATIONS, SELECTIONS
from ..sales_room import ALONE, TOGETHER, SalesRoom
from ..titles import title_line
from .wall import TvGlass, Wall, glasses, tvs_of, wall

SLOW_CROSSFADE_MS = 1200
# How long after a tap several TVs of one room change together: time enough to hear of it and to have the photo decoded.
TOGETHER_MS = 60
OwnLooks = Sequence[Mapping[str, str]]  # as studio.look_words
BOTH = N_("Both of you")
LOVED = {TOGETHER: N_("Together"), ALONE: N_("One of you")}


@dataclass(frozen=True, slots=True)
class Show:
    """Everything from which a screen computes what to show at any moment. `presentation` None is the idle art; `slide`
    None the title; `since` (ms) is when the play began at `slide`; `dwell` and `crossfade` are in ms; `dwells` are of those
    slides that have one of their own, and a play leaves out those `skipped`. `compared` stand side
    by side instead of `slide`; `zoom` is scale, x and y of domain.presentation.Zoom. `run` is "" or the pass of the reveal that
    is shown: then `pairs` stand side by side, `asked` are framed as
    a question, and music plays at `volume` (hundredths). `wall` is what hangs instead of `slide`; `glass` are the room's TVs,
    also while nothing runs. `star` is the slide that the studio's star stands on, and `sample`, a key, stands above everything;
    nothing is said of either otherwise. `at` (ms)
    is when it came to this; what is new comes up `lead` ms later, on all TVs of the room at once, 0 where there is only one.
    `is_idle` is for the presenter: it is black because nobody tapped."""

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
    is_idle: bool = False
    compared: tuple[str, ...] = ()
    zoom: tuple[float, float, float] | None = None
    is_narrowed: bool = False
    run: str = ""
    dwells: tuple[tuple[str, int], ...] = ()
    skipped: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...] = ()
    has_motion: bool = False
    has_music: bool = False
    volume: int = 0
    wall: Wall | None = None
    glass: tuple[TvGlass, ...] = ()
    star: str | None = None
    sample: str | None = None
    at: int = 0
    lead: int = 0

    @property
    def content(self) -> dict[str, Any]:
        told = asdict(self)
        for seldom in ("star", "sample"):
            if told[seldom] is None:
                del told[seldom]
        return told


@dataclass(frozen=True, slots=True)
class SlideList:
    """The slides in order, look by look: the look in the reader's words ("" where nothing is known), and the ids; for the
    presenter also which of them the party has put away."""

    presentation: int | None
    looks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    put_away: tuple[str, ...] = ()


def in_room(house: House, room: str) -> Presentation | None:
    """The presentation that runs in the room."""
    return next((one for one in house.of(PRESENTATIONS).values() if one.room == room), None)


def tv_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """What the TV of a room has to know; `audience.who` is the room."""
    one = in_room(house, audience.who)
    slides = SlideList(None) if one is None else SlideList(one.id, (("", sales.slides(one).order),))
    return [_show(sales, house, one, audience.who, audience.locale), _slide_list(slides)]


def presenting_parts(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    """The running presentation that `audience.who` names, for its presenter; nothing once it has ended."""
    one = house.of(PRESENTATIONS).get(int(audience.who)) if audience.who.isdecimal() else None
    if one is None:
        return []
    shown, looks = sales.slides(one).looks, sales.photos(one.booking).looks.values()
    with i18n.speaking(audience.locale):
        own = look_words(sales.floor.settings.looks)
        labelled = tuple((_label(one, look, looks, own), slides) for look, slides in shown)
    return [
        _show(sales, house, one, one.room, audience.locale),
        _slide_list(SlideList(one.id, labelled, _put_away(sales, house, one))),
    ]


def _put_away(sales: SalesRoom, house: House, one: Presentation) -> tuple[str, ...]:
    selection = house.of(SELECTIONS).get(one.booking) or sales.floor.store.find(SELECTIONS, one.booking)
    return selection.put_away if selection else ()


def _label(one: Presentation, look: Look, looks: Collection[Look], own: OwnLooks) -> str:
    if one.run and one.run.slides:
        (name,) = look.names
        return i18n.gettext(BOTH if name == TOGETHER and one.answer and one.answer.people == 2 else LOVED[name])
    return label(look, looks, own)


def label(look: Look, looks: Collection[Look], own: OwnLooks) -> str:
    """“Look 2 of 3, evening gown” in the reader's language, of all the `looks` there are; a look without company is only named,
    and "" is said of photos that lie in none."""
    name, last = i18n.called(look.names, own), max(one.number for one in looks)
    return look_label(name, look.number, last) if look.number and last > 1 else name


def _show(sales: SalesRoom, house: House, one: Presentation | None, room: str, locale: str) -> Part:
    content = Show(None) if one is None else _content(sales, one, locale)
    if one and one.hanging:
        with i18n.speaking(spoken(one, locale)):
            content = replace(content, wall=wall(house, sales.floor.settings, one.hanging, room))
    lead = TOGETHER_MS if len(tvs_of(house, room)) > 1 else 0
    return Part("show", "showing", 0, "tv/_show.html", replace(content, glass=glasses(house, room), lead=lead))


def spoken(one: Presentation, locale: str) -> str:
    """What its guests speak, if we know."""
    return one.language if one.language in i18n.LOCALES else locale


def _slide_list(slides: SlideList) -> Part:
    return Part("slides", "showing", 1, "tv/_slides.html", slides)


def _content(sales: SalesRoom, one: Presentation, locale: str) -> Show:
    language = spoken(one, locale)
    with i18n.speaking(language):
        line = title_line(one.looks, one.shot_at)
    return Show(
        presentation=one.id,
        version=one.version,
        booking=str(one.booking),
        party=() if is_nameless(one.party) else one.party,  # nobody is greeted as “Walk-in”
        line=line,
        language=i18n.html_lang(language),
        slide=one.slide,
        since=ms(one.playing_since) if one.playing_since else None,
        dwell=one.dwell_ms,
        crossfade=SLOW_CROSSFADE_MS if one.run else sales.floor.settings.presentations.crossfade_ms,
        is_black=one.is_black,
        is_idle=one.is_idle,
        compared=one.compared,
        zoom=(one.zoom.scale, one.zoom.x, one.zoom.y) if one.zoom else None,
        is_narrowed=bool(one.narrowed),
        star=one.star,
        sample=one.sample,
        dwells=tuple(one.dwells.items()),
        skipped=one.skipped,
        at=ms(one.moved_at or one.started_at),
        **_reveal(sales, one),
    )


def _reveal(sales: SalesRoom, one: Presentation) -> dict[str, Any]:
    reveal = sales.floor.settings.reveal
    if one.run is None:
        return {"volume": one.volume}
    return {
        "run": one.run.which,
        "pairs": one.run.pairs,
        "asked": tuple(slide for slide in one.run.slides if slide not in one.run.long),
        "has_motion": reveal.motion,
        "has_music": reveal.music,
        "volume": one.volume,
    }
