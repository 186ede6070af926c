"""Photos by their signed addresses. Whatever is wrong with a request, the answer is that of any wrong address (T20)."""

from pathlib import Path

from flask import Blueprint, Response, request

from kiosk.domain.device import Device
from kiosk.floor import floor
from kiosk.kinds import BOOKINGS
from kiosk.queries.briefs import signed_for
from kiosk.web import NotFound, current_device, open_to

from ..domain.presentation import Presentation
from ..grants import may_see, presentation_of
from ..kinds import PRESENTATIONS
from ..library import rendition_path
from ..photos import has_photo
from ..sales_room import sales_room

bp = Blueprint("photos", __name__)

LARGEST = "tv4k"


@bp.get("/photos/<booking>/<photo>/<rendition>")
@open_to("anyone")
def photo(booking: str, photo: str, rendition: str) -> Response:
    """One rendition, to a device that holds a living grant. Open to anyone so that a stranger is told no more than a
    colleague with the wrong address. The largest copy, `wanted` because somebody looks closely, is made at once where it is not
    there yet: ask again in a moment. Nothing may keep it: the screens hold it in memory while they show it."""
    paired = current_device()
    if paired is None or not _is_granted(paired, booking, photo):
        raise NotFound()
    content = floor().engine.run_native(_content, floor().media, booking, photo, rendition)
    if content is None:
        if rendition == LARGEST and "wanted" in request.args:
            sales_room().intake.want(booking, photo)
        raise NotFound()
    return Response(content, mimetype="image/jpeg", headers={"Cache-Control": "private, no-store"})


@bp.get("/bookings/<int:number>/brief/photos/<photo>")
@open_to("station", "desk")
def of_last_time(number: int, photo: str) -> Response:
    """A small copy of a photo that the customer has signed for, in the brief of their next booking, for staff alone (A35).
    No other photo is ever found here, whatever its address (I8)."""
    one = floor()
    booking = one.store.find(BOOKINGS, number)
    signed = signed_for(one.store.reader(), booking) if booking else None
    if signed is None or photo not in signed.photos:
        raise NotFound()
    content = one.engine.run_native(_content, one.media, str(signed.booking), photo, "thumb")
    if content is None:
        raise NotFound()
    return Response(content, mimetype="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _is_granted(paired: Device, booking: str, photo: str) -> bool:
    presentation = granted(paired)
    is_shown = presentation is not None and booking == str(presentation.booking)
    return (is_shown or _is_previewed(paired, booking)) and has_photo(floor().store.reader(), booking, photo)


def _is_previewed(paired: Device, booking: str) -> bool:
    """A presenter's tablet may look through the photos before the day (C36); no other screen ever does (I8)."""
    grant, now = request.args.get("g", ""), floor().store.clock.now()
    return paired.role == "presenter" and sales_room().grants.allows_preview(grant, booking, paired, now)


def granted(paired: Device) -> Presentation | None:
    """The open presentation that this request's grant lets this device see."""
    one, grant = floor(), request.args.get("g", "")
    number = presentation_of(grant)
    presentation = one.store.house.of(PRESENTATIONS).get(number) if number is not None else None
    if presentation is None or not may_see(paired, presentation):
        return None
    is_genuine = sales_room().grants.allows(grant, presentation, paired, one.store.clock.now())
    return presentation if is_genuine else None


def _content(media: Path, booking: str, photo: str, rendition: str) -> bytes | None:
    """Read in a native thread: a share that has gone away must hold up this request only (FAULTS F22)."""
    try:
        return rendition_path(media, booking, photo, rendition).read_bytes()
    except (OSError, ValueError):
        return None
