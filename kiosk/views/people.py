"""Staff and calls."""

from flask import Blueprint, Response, jsonify
from pydantic import Field

from ..commands import people as commands
from ..floor import floor
from ..i18n import locale
from ..web import TapForm, device, open_to, takes, tap

bp = Blueprint("people", __name__)


class CallForm(TapForm):
    place: str = Field(default="", max_length=60)


@bp.get("/staff")
@open_to("station", "desk", "presenter")
def staff() -> Response:
    house = floor().store.house
    people = [
        {"id": p.id, "name": p.name, "stages": list(p.stages), "room": p.room, "on_duty": p.is_on_duty}
        for p in house.staff.values()
    ]
    return jsonify(seq=house.seq, staff=people)


@bp.post("/staff/<staff_id>/duty")
@open_to("station", "desk")
@takes(TapForm)
def start_duty(form: TapForm, staff_id: str) -> Response:
    return tap(form, commands.start_duty, staff_id)


@bp.post("/staff/<staff_id>/duty/end")
@open_to("station", "desk")
@takes(TapForm)
def end_duty(form: TapForm, staff_id: str) -> Response:
    return tap(form, commands.end_duty, staff_id)


@bp.post("/calls")
@open_to("lobby", "station", "desk")
@takes(CallForm)
def call_someone(form: CallForm) -> Response:
    place = form.place or device().name
    return tap(form, commands.call_someone, place, locale())


@bp.post("/calls/<int:call_id>/taking")
@open_to("station", "desk")
@takes(TapForm)
def take_call(form: TapForm, call_id: int) -> Response:
    return tap(form, commands.take_call, call_id)
