"""Rooms."""

from flask import Blueprint, Response

from ..commands import rooms as commands
from ..floor import floor
from ..web import TapForm, open_to, takes, tap

bp = Blueprint("rooms", __name__, url_prefix="/rooms")


@bp.post("/<room>/readiness")
@open_to("station", "desk")
@takes(TapForm)
def make_ready(form: TapForm, room: str) -> Response:
    return tap(form, commands.make_ready, floor().settings, room)
