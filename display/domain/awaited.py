"""Who waits for a party's photos: whoever answers for the party, and whoever has taken them (FAULTS F20)."""

from collections.abc import Iterable

from kiosk.domain.booking import Booking
from kiosk.domain.sheet import STUDIO
from kiosk.domain.visit import Visit


def waits_for(booking: Booking | None, visits: Iterable[Visit], photographers: frozenset[str]) -> frozenset[str]:
    """`visits` are the booking's own of today, `photographers` those of the house who work in the studio."""
    booked = frozenset(booking.artists) & photographers if booking else frozenset()
    hosts = frozenset({booking.host} if booking else ())
    return frozenset(who for who in booked | hosts | _of_today(visits) if who)


def _of_today(visits: Iterable[Visit]) -> frozenset[str | None]:
    here = list(visits)
    shooting = {leg.holder for visit in here for leg in visit.legs if leg.stage == STUDIO}
    return frozenset(shooting | {visit.host for visit in here} | {visit.deputy for visit in here})


def was_in_the_studio(visit: Visit) -> bool:
    """Photos of this visit may come from now on."""
    return any(leg.stage == STUDIO for leg in visit.legs)
