"""Looking through a booking's photos before the day, on a presenter's tablet and on no other screen (REQUIREMENTS C36; I8)."""

from flask import Blueprint, Response, jsonify
from pydantic import Field

from kiosk.floor import floor
from kiosk.i18n import locale
from kiosk.known import known_booking
from kiosk.live import Audience
from kiosk.queries.faces import face
from kiosk.web import TapForm, device, live_page, open_to, takes, tap

from .. import commands_preview
from ..sales_room import sales_room

bp = Blueprint("previews", __name__)


class StarForm(TapForm):
    """`slide` is a photo's id."""

    slide: str = Field(pattern=r"^[0-9a-f]{16}$")
    is_shown: bool = True


class PreviewForm(TapForm):
    """`revision` is the album's as it was on the page: what has come since was not looked at."""

    revision: int = Field(ge=0)


@bp.get("/presenter/previews/<int:number>")
@open_to("presenter")
def page(number: int) -> Response:
    one = floor()
    booking = known_booking(number)
    people = [face(one.store.house, person.id) for person in one.store.house.colleagues]
    audience = Audience("previewing", locale(), str(number))
    return live_page("presenter/preview.html", audience, booking=booking, people=people, device=device())


@bp.get("/previews/<int:number>/grant")
@open_to("presenter")
def grant(number: int) -> Response:
    """This tablet's grant to look through the photos; `expires_at` in ms."""
    given, expiry = sales_room().grants.give_preview(str(number), device(), floor().store.clock.now())
    return jsonify(grant=given, expires_at=expiry * 1000)


@bp.post("/bookings/<int:number>/preview")
@open_to("presenter")
@takes(PreviewForm)
def previewed(form: PreviewForm, number: int) -> Response:
    return tap(form, commands_preview.previewed, number, form.revision)


@bp.post("/presentations/<int:presentation_id>/star")
@open_to("presenter")
@takes(StarForm)
def star(form: StarForm, presentation_id: int) -> Response:
    return tap(form, commands_preview.show_star, presentation_id, form.slide, form.is_shown)
