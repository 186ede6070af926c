"""How far a booking's photos are, said where people wait for them: on the running remote, while choosing, and on the stations of
their host and photographer. Nothing but counts and names of files (I8)."""

from kiosk.domain.sheet import STUDIO
from kiosk.house import House
from kiosk.parts import Part

from ..domain.album import Album
from ..domain.awaited import waits_for, was_in_the_studio
from ..kinds import ALBUMS, PRESENTATIONS
from ..sales_room import SalesRoom
from .start import booking_of, card, lost


def progress_parts(sales: SalesRoom, house: House, who: str) -> list[Part]:
    """For the presenter of the running presentation `who` names: what of its photos is still to come or cannot be read."""
    one = house.of(PRESENTATIONS).get(int(who)) if who.isdecimal() else None
    if one is None:
        return []
    album = house.of(ALBUMS).get(str(one.booking))
    parts = [Part(f"lost-{n}", "progress", n, "presenter/_trouble.html", it) for n, it in enumerate(lost(sales))]
    if album and (album.arriving or album.rejected):
        parts.append(Part("coming", "progress", len(parts), "presenter/_progress.html", card(None, "", album)))
    return parts


def awaited_parts(sales: SalesRoom, house: House, me: str) -> list[Part]:
    """For one person's station: the photos that are coming in of parties that are theirs, and a folder that is not there."""
    mine = [
        album for album in house.of(ALBUMS).values() if _is_news(house, album) and me in _waiting(sales, house, album)
    ]
    parts = [
        Part(
            f"coming-{one.booking}",
            "awaited",
            int(one.booking),
            "station/_awaited.html",
            card(booking_of(sales, house, one), "", one),
        )
        for one in mine
    ]
    troubles = lost(sales)
    if troubles and (mine or _has_shot_today(house, me)):
        parts += [Part(f"lost-{n}", "awaited", n, "station/_lost.html", it) for n, it in enumerate(troubles)]
    return parts


def coming(sales: SalesRoom, house: House, number: int) -> tuple[int, int] | None:
    """How many photos are ready for whoever comes to choose, and how many files are still arriving; None while none are."""
    album = house.of(ALBUMS).get(sales.folders.get(number, str(number)))
    return (album.ready, album.arriving) if album and album.arriving else None


def _is_news(house: House, album: Album) -> bool:
    return bool(album.arriving or (album.rejected and album.changed_on == house.today))


def _waiting(sales: SalesRoom, house: House, album: Album) -> frozenset[str]:
    visits = (visit for visit in house.visits.values() if str(visit.number) == album.booking)
    photographers = frozenset(one.id for one in house.staff.values() if one.works_in(STUDIO))
    return waits_for(booking_of(sales, house, album), visits, photographers)


def _has_shot_today(house: House, me: str) -> bool:
    shot = (visit for visit in house.visits.values() if was_in_the_studio(visit))
    return any(me in waits_for(None, [visit], frozenset()) for visit in shot)
