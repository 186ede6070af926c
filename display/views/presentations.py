"""Presentations: the taps of the presenter's tablet. Each names the slide it means (FAULTS F28)."""

from flask import Blueprint, Response, jsonify
from pydantic import Field

from kiosk.floor import floor
from kiosk.web import NotFound, TapForm, device, open_to, takes, tap

from .. import commands
from ..domain.presentation import Presentation
from ..domain.refusals import UnknownPresentation
from ..domain.timeline import cursor_at
from ..grants import ROLES, may_see
from ..kinds import PRESENTATIONS
from ..sales_room import sales_room
from ..screens import sound_of, state_of

bp = Blueprint("presentations", __name__)


class StartForm(TapForm):
    room: str = Field(max_length=32)


class SlideForm(TapForm):
    """`slide` is a photo's id."""

    slide: str = Field(pattern=r"^[0-9a-f]{16}$")


class BlackForm(TapForm):
    """`slide` is what stood on the screen, if anything did."""

    black: bool
    slide: str | None = Field(default=None, pattern=r"^[0-9a-f]{16}$")


@bp.post("/bookings/<int:number>/presentations")
@open_to("presenter")
@takes(StartForm)
def start(form: StartForm, number: int) -> Response:
    return tap(form, commands.start, floor().settings, number, form.room)


@bp.post("/presentations/<int:presentation_id>/slides")
@open_to("presenter")
@takes(SlideForm)
def show(form: SlideForm, presentation_id: int) -> Response:
    return tap(form, commands.show, presentation_id, form.slide)


@bp.post("/presentations/<int:presentation_id>/playing")
@open_to("presenter")
@takes(SlideForm)
def play(form: SlideForm, presentation_id: int) -> Response:
    return tap(form, commands.play, presentation_id, form.slide)


@bp.post("/presentations/<int:presentation_id>/pause")
@open_to("presenter")
@takes(SlideForm)
def pause(form: SlideForm, presentation_id: int) -> Response:
    return tap(form, commands.pause, presentation_id, form.slide)


@bp.post("/presentations/<int:presentation_id>/black")
@open_to("presenter")
@takes(BlackForm)
def black(form: BlackForm, presentation_id: int) -> Response:
    return tap(form, commands.set_black, presentation_id, form.black, form.slide)


@bp.post("/presentations/<int:presentation_id>/end")
@open_to("presenter", "desk")
@takes(TapForm)
def end(form: TapForm, presentation_id: int) -> Response:
    return tap(form, commands.end, presentation_id)


@bp.get("/presentations/<int:presentation_id>/grant")
@open_to(*ROLES)
def grant(presentation_id: int) -> Response:
    """This device's grant for the photos of a running presentation; `expires_at` in ms."""
    one = _running(presentation_id)
    if one is None or not may_see(device(), one):
        raise NotFound()
    given, expiry = sales_room().grants.give(one, device(), floor().store.clock.now())
    return jsonify(grant=given, expires_at=expiry * 1000)


@bp.get("/presentations/<int:presentation_id>/screen")
@open_to("presenter")
def screen(presentation_id: int) -> Response:
    """How the room's TVs follow: `in_step`, `behind`, `stuck`, `away` or `missing`; and their sound."""
    one, sales = _running(presentation_id), sales_room()
    if one is None:
        raise UnknownPresentation()
    cursor = cursor_at(one, sales.slides(one).order, floor().store.clock.now())
    living = (tv for tv in floor().store.house.devices.values() if tv.revoked_at is None)
    tvs = [tv for tv in living if tv.role == "tv" and tv.room == one.room]
    connected = floor().live.connected()
    sound = sound_of(one, connected, sales.seen)
    heard = {"sound": sound} if sound else {}
    return jsonify(screen=state_of(one, cursor, tvs, connected, sales.seen), **heard)


def _running(presentation_id: int) -> Presentation | None:
    return floor().store.house.of(PRESENTATIONS).get(presentation_id)
