"""Screens of the house that have fallen silent, at the stations of those who should look and at the desk (FAULTS F12)."""

from datetime import datetime

from ..config import Settings
from ..domain import presence
from ..domain.device import Device
from ..domain.staff import Staff
from ..hours import open_hours
from ..house import House
from ..parts import Part
from ..records import dataclass
from .faces import Face, face, ms
from .looking_after import people_of


@dataclass(frozen=True, slots=True)
class Silent:
    """`actor` is whose station shows it, empty at the desk; from `shown_from` until the studio closes. `taken_by` has said
    that they go and look, and to everybody else it comes `back_at` then."""

    device: str
    actor: str
    name: str
    role: str
    room: str
    stage: str
    since: int
    shown_from: int
    until: int
    taken_by: Face | None
    is_mine: bool
    back_at: int


def silent_parts(house: House, settings: Settings, me: Staff) -> list[Part]:
    """Those that reach me, now or later; one that somebody else looks after comes later, should it not be back by then."""
    parts = []
    for device in house.devices.values() if me.is_on_duty else ():
        reached = dict(presence.reaches(device, house.staff, house.lost)).get(me.id)
        if reached:
            parts += _parts(house, settings, device, me.id, reached, "alarms", "station/_silent.html")
    return parts


def silent_at_desk(house: House, settings: Settings) -> list[Part]:
    """The desk sees each of them at once, and who looks after it."""
    return [
        part
        for device in house.devices.values()
        if presence.reaches(device, house.staff, ())
        for part in _parts(house, settings, device, "", device.silent_since, "door", "desk/_silent.html")
    ]


def _parts(
    house: House, settings: Settings, device: Device, actor: str, from_: datetime | None, into: str, template: str
) -> list[Part]:
    hours = open_hours(settings, house.today)
    if hours is None or from_ is None or device.silent_since is None or device.silent_since < hours[0]:
        return []
    back = presence.back_at(device, people_of(house, settings))
    taker = device.silence_taken_by if back else None
    is_mine = taker is not None and taker == actor
    if back and actor and not is_mine:
        from_ = max(from_, back)
    shown = Silent(
        device=device.id,
        actor=actor,
        name=device.name,
        role=device.role,
        room=device.room or "",
        stage=device.stage or "",
        since=ms(device.silent_since),
        shown_from=ms(from_),
        until=ms(hours[1]),
        taken_by=face(house, taker) if taker else None,
        is_mine=is_mine,
        back_at=ms(back) if back else 0,
    )
    return [Part(f"silent-{device.id}", into, shown.shown_from // 1000, template, shown)]
