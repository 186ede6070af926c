"""What a booking still lacks, and before which stage it has to be there (REQUIREMENTS D03, I3, I4)."""

from collections.abc import Callable

from ..records import dataclass
from . import refusals as r
from .booking import Booking
from .sheet import MAKEUP, RECEPTION, SALES_ROOM, STUDIO
from .words import N_

WALK_IN = N_("Walk-in")  # what the rota calls a party until it has told its name


@dataclass(frozen=True, slots=True)
class Missing:
    """`what` is 'name', 'host', 'deputy', 'cover', 'phone', 'package', 'looks' or 'room'; `before` the stage that needs it.
    'deputy': the host is away and nobody was named; 'cover': whoever was named is away as well."""

    what: str
    before: str


class HostAway(r.Refusal):
    code, message = "host_away", N_("{host} is away on that day. Choose a deputy who is here. Nothing was saved yet.")


def is_nameless(party: tuple[str, ...]) -> bool:
    """Has nobody said yet who they are?"""
    return not any(name and name != WALK_IN for name in party)


def missing(booking: Booking, is_away: Callable[[str], bool]) -> tuple[Missing, ...]:
    """In the order in which it will be needed. `is_away` tells of a staff id whether they are away on the booking's day."""
    needs_all = booking.kind == "shoot"
    lacks = {
        "name": is_nameless(booking.party),
        **_cover(booking, is_away),
        "phone": not booking.phone,
        "package": needs_all and not booking.package,
        "looks": needs_all and not booking.looks,
        "room": booking.kind in ("shoot", "selection") and not booking.room,
    }
    before = {"package": MAKEUP, "looks": MAKEUP, "room": STUDIO if needs_all else SALES_ROOM}
    return tuple(Missing(what, before.get(what, RECEPTION)) for what, is_lacking in lacks.items() if is_lacking)


def _cover(booking: Booking, is_away: Callable[[str], bool]) -> dict[str, bool]:
    is_host_away = booking.host is not None and is_away(booking.host)
    return {
        "host": booking.host is None,
        "deputy": is_host_away and booking.deputy is None,
        "cover": is_host_away and booking.deputy is not None and is_away(booking.deputy),
    }


def is_uncovered(booking: Booking, is_away: Callable[[str], bool]) -> bool:
    """Would nobody answer for them that day: the host is away, and no deputy who is there was named (I4)?"""
    covers = _cover(booking, is_away)
    return not booking.is_cancelled and (covers["deputy"] or covers["cover"])


def ensure_covered(booking: Booking, is_away: Callable[[str], bool]) -> None:
    """A deputy is no advice: without one the booking does not stand (C41)."""
    if is_uncovered(booking, is_away):
        raise HostAway(host=booking.host)


def answers_today(booking: Booking, is_away: Callable[[str], bool]) -> str | None:
    """Who stands for this booking on its day, and so has to have read the brief: the host, the deputy while away."""
    return booking.deputy if booking.host and is_away(booking.host) and booking.deputy else booking.host
