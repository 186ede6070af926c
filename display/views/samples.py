"""Samples on the presenter's tablet and on the room's TV (C02). Each picture is asked for anew: a consent that was
taken back ends the showing."""

from flask import Blueprint, Response, redirect, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from kiosk.floor import floor
from kiosk.i18n import locale
from kiosk.live import Audience
from kiosk.views.samples import may_be_seen, picture, shown
from kiosk.web import NotFound, TapForm, device, live_page, open_to, takes, tap

from .. import commands_samples as commands
from ..domain.refusals import SampleGone
from ..kinds import PRESENTATIONS
from ..queries.shows import in_room

bp = Blueprint("samples", __name__)


class SampleForm(TapForm):
    """`sample` is its key."""

    sample: str = Field(pattern=r"^[0-9a-f]{20}$")


@bp.get("/presenter/samples")
@open_to("presenter")
def page() -> BaseResponse:
    """For guests whose photos are not being shown; `room` is where they sit, else the tablet's own."""
    return _page(request.args.get("room") or device().room or "", device().staff or "")


@bp.get("/presenter/<int:presentation_id>/samples")
@open_to("presenter")
def beside(presentation_id: int) -> BaseResponse:
    """In the middle of a presentation."""
    one = floor().store.house.of(PRESENTATIONS).get(presentation_id)
    if one is None:
        return redirect(f"{request.script_root}/presenter", 303)
    return _page(one.room, one.presenter, one.id)


def _page(room: str, actor: str, number: int | None = None) -> Response:
    """Drawn anew every time: a consent that was taken back is not on it."""
    known = room if floor().settings.room(room) else ""
    audience = Audience("samples", locale(), known)
    context = {"samples": shown(), "room": known, "number": number, "actor": actor}
    drawn = live_page("presenter/samples.html", audience, **context)
    drawn.headers["Cache-Control"] = "private, no-store"  # neither files nor consents are in its ETag
    return drawn


@bp.get("/presenter/samples/<key>")
@open_to("presenter")
def sample(key: str) -> BaseResponse:
    return picture(key)


@bp.get("/tv/samples/<key>")
@open_to("tv")
def on_tv(key: str) -> BaseResponse:
    """The sample that this TV's room is shown now, and no other."""
    one = in_room(floor().store.house, device().room or "")
    if one is None or one.sample != key:
        raise NotFound()
    return picture(key)


@bp.post("/rooms/<room>/samples")
@open_to("presenter")
@takes(SampleForm)
def show_in(form: SampleForm, room: str) -> Response:
    _still_allowed(form)
    return tap(form, commands.show_in, floor().settings, room, form.sample)


@bp.post("/presentations/<int:presentation_id>/samples")
@open_to("presenter")
@takes(SampleForm)
def show(form: SampleForm, presentation_id: int) -> Response:
    _still_allowed(form)
    return tap(form, commands.show, presentation_id, form.sample)


@bp.post("/presentations/<int:presentation_id>/samples/removal")
@open_to("presenter")
@takes(TapForm)
def take_away(form: TapForm, presentation_id: int) -> Response:
    return tap(form, commands.take_away, presentation_id)


def _still_allowed(form: SampleForm) -> None:
    if not may_be_seen(form.sample):
        raise SampleGone()
