"""The one wish of the day, read back by whoever makes or photographs the looks (feature 9, B08)."""

from . import noting as n
from . import refusals as r
from .custody import held_by
from .sheet import MAKEUP, STUDIO
from .staff import Staff
from .visit import Visit

READ_BACK_IN = (MAKEUP, STUDIO)


def is_unread(visit: Visit) -> bool:
    """Has the holder still to read the wish back? They may have taken the party without it, or the wish is a new one."""
    return bool(visit.wish) and visit.stage in READ_BACK_IN and visit.holder not in visit.wish_read_by


def read_back(visit: Visit, by: Staff, wish: str) -> list[n.Noted]:
    """The holder picks the party's wish among others. Once more is no other event."""
    held_by(visit, by)
    if not visit.wish or wish != visit.wish:
        raise r.WrongWish()
    return [] if by.id in visit.wish_read_by else [n.WishReadBack(by=by.id)]
