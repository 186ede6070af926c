"""The presenter's tablet: a start page, and the remote of a running presentation."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from kiosk.floor import floor
from kiosk.i18n import locale
from kiosk.live import Audience
from kiosk.queries.faces import face
from kiosk.web import device, live_page, open_to

from ..domain.samples import gives_way
from ..kinds import PRESENTATIONS
from ..queries.hearts import typed_code_of
from .reveal import heart_page

bp = Blueprint("presenter", __name__, url_prefix="/presenter")


@bp.get("")
@open_to("presenter")
def start() -> Response:
    return live_page("presenter/start.html", Audience("presenter", locale()), device=device())


@bp.get("/<int:presentation_id>")
@open_to("presenter")
def remote(presentation_id: int) -> BaseResponse:
    one = floor().store.house.of(PRESENTATIONS).get(presentation_id)
    if one is None:
        return redirect(f"{request.script_root}/presenter", 303)
    if gives_way(one):
        return redirect(f"{request.script_root}/presenter/samples?room={one.room}", 303)
    audience = Audience("presenting", locale(), str(presentation_id))
    who = face(floor().store.house, one.presenter)
    hearts = {"page": heart_page(), "code": typed_code_of(floor().folder, one.id)}
    return live_page("presenter/remote.html", audience, presentation=one, presenter=who, device=device(), hearts=hearts)
