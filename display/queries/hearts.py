"""What a partner's own phone is told during a reveal: which photo hangs on the wall, by its id, and no photograph, no name,
and nobody's heart."""

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiosk.commands.devices import code_for
from kiosk.domain.device import normal_code
from kiosk.floor import Floor
from kiosk.house import House
from kiosk.keys import secret
from kiosk.parts import Part
from kiosk.queries.faces import ms
from kiosk.records import dataclass

from ..domain.presentation import Presentation
from ..domain.reveal import FIRST
from ..heart_pass import heart_code, person_of
from ..kinds import PRESENTATIONS
from ..sales_room import SalesRoom

WAITING, GIVING, COUNTED = "waiting", "giving", "counted"


@dataclass(frozen=True, slots=True)
class Wall:
    """From which a phone computes what hangs on the wall at any moment, as the TV does. `state` is WAITING before the first
    pass, GIVING during it, COUNTED from its end on; only while GIVING the rest is filled."""

    state: str
    slide: str | None = None
    since: int | None = None
    dwell: int = 0
    dwells: tuple[tuple[str, int], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    skipped: tuple[str, ...] = ()
    is_black: bool = False
    order: tuple[str, ...] = ()

    @property
    def content(self) -> dict[str, Any]:
        return asdict(self)


@lru_cache
def key_of(folder: Path) -> str:
    return secret(folder, "hearts")


@lru_cache(maxsize=1024)
def code_of(folder: Path, presentation: int) -> str:
    return heart_code(key_of(folder), presentation)


@lru_cache(maxsize=1024)
def typed_code_of(folder: Path, presentation: int) -> str:
    """Eight letters that lead to the same page, for a tablet that cannot scan."""
    return code_for(key_of(folder), f"hearts-typed-{presentation}")


def code_behind(one: Floor, typed: str) -> str | None:
    """The code in the address of the open presentation that shows these letters."""
    shown = normal_code(typed)
    numbers = (presentation.id for presentation in one.store.house.of(PRESENTATIONS).values())
    return next((code_of(one.folder, n) for n in numbers if typed_code_of(one.folder, n) == shown), None)


def person_behind(folder: Path, given: str) -> str | None:
    return person_of(key_of(folder), given) if given else None


def revealed_at(one: Floor, code: str) -> Presentation | None:
    """The open presentation whose heart page has this address."""
    return _open(one.store.house, one.folder, code)


def _open(house: House, folder: Path, code: str) -> Presentation | None:
    return next((one for one in house.of(PRESENTATIONS).values() if code_of(folder, one.id) == code), None)


def heart_parts(sales: SalesRoom, house: House, code: str) -> list[Part]:
    """Nothing once the presentation is over."""
    one = _open(house, sales.floor.folder, code)
    return [] if one is None else [Part("wall", "walls", 0, "hearts/_wall.html", _wall(sales, one))]


def _wall(sales: SalesRoom, one: Presentation) -> Wall:
    if one.run is None or one.run.which != FIRST:
        return Wall(WAITING if one.answer is None and one.run is None else COUNTED)
    return Wall(
        state=GIVING,
        slide=one.slide,
        since=ms(one.playing_since) if one.playing_since else None,
        dwell=one.dwell_ms,
        dwells=tuple(one.dwells.items()),
        pairs=one.run.pairs,
        skipped=one.skipped,
        is_black=one.is_black,
        order=sales.slides(one).order,
    )
