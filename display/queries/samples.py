"""What a presenter's page of samples has to know of the room's TV."""

from dataclasses import asdict
from typing import Any

from kiosk.house import House
from kiosk.live import Audience
from kiosk.parts import Part
from kiosk.records import dataclass

from ..domain.samples import gives_way
from .shows import in_room
from .wall import tvs_of


@dataclass(frozen=True, slots=True)
class OnTv:
    """`presentation` is what runs in the room, if anything does; `is_ours`: samples alone, so that anybody may go on with
    it. `sample` is the key of the one to be seen, "" for none."""

    has_tv: bool
    presentation: int | None = None
    is_ours: bool = False
    sample: str = ""
    presenter: str = ""
    party: str = ""

    @property
    def content(self) -> dict[str, Any]:
        return asdict(self)


def samples_parts(house: House, audience: Audience) -> list[Part]:
    """`audience.who` is the room, "" for none."""
    return [Part("on-tv", "screens", 0, "presenter/_on_tv.html", _on_tv(house, audience.who))]


def _on_tv(house: House, room: str) -> OnTv:
    has_tv = bool(room) and bool(tvs_of(house, room))
    one = in_room(house, room)
    if one is None:
        return OnTv(has_tv)
    return OnTv(
        has_tv=has_tv,
        presentation=one.id,
        is_ours=gives_way(one),
        sample="" if one.is_black else one.sample or "",
        presenter=house.name_of(one.presenter),
        party=one.title,
    )
