"""What the holder reads and ticks before a party leaves (I7; REQUIREMENTS C54-C57, C64)."""

from datetime import date

from ..config import Settings
from ..domain.concern import may_read
from ..domain.farewell import SORRY, points_of, reasons_for, still_asked
from ..domain.staff import Staff
from ..domain.visit import Became, Visit
from ..domain.wish import DID_WE, is_asked
from ..house import House
from ..records import dataclass


@dataclass(frozen=True, slots=True)
class OpenItem:
    """To be read out: a concern that is not settled, or a request for `stage` that nobody has seen (`concern` is 0)."""

    words: str
    stage: str
    concern: int = 0


@dataclass(frozen=True, slots=True)
class Farewell:
    """`sorry` is the apology that must be said (C57). `did_we` asks what became of their wish, empty where nobody asks it;
    `became` is the answer once there is one (E02)."""

    points: tuple[str, ...]
    sorry: str
    reasons: tuple[str, ...]
    open: tuple[OpenItem, ...]
    today: date
    did_we: str
    became: Became | None


def farewell(house: House, settings: Settings, visit: Visit, me: Staff) -> Farewell:
    concerns = (
        OpenItem(one.words, one.stage, one.id)
        for one in house.concerns.values()
        if one.visit in (visit.id, visit.part_of, *visit.parts) or (one.customer and one.customer == visit.customer)
        if may_read(one, me.id, house.untold_from)
    )
    requests = (OpenItem(one.words, one.stage) for one in still_asked(visit))
    return Farewell(
        points=points_of(visit, settings.farewell),
        sorry=SORRY,
        reasons=reasons_for(visit),
        open=(*concerns, *requests),
        today=house.today,
        did_we=DID_WE if is_asked(visit) else "",
        became=visit.became,
    )
