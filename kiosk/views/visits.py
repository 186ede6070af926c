"""Visits: every tap from the door to the farewell (docs/http.md)."""

from datetime import date

from flask import Blueprint, Response, jsonify
from pydantic import Field

from ..badges import shows_own_badge
from ..commands import visits as commands
from ..floor import floor
from ..i18n import LOCALES
from ..known import known_visit
from ..queries.visits import visit_content, visits_on, whole_visit
from ..web import TAPPERS, TapForm, asked_day, open_to, takes, tap

bp = Blueprint("visits", __name__, url_prefix="/visits")

READERS = ("station", "desk", "board", "presenter")


class ArrivalForm(TapForm):
    booking: int
    language: str = Field(default="en", pattern="^(" + "|".join(LOCALES) + ")$")


class HandoffForm(TapForm):
    receiver: str = Field(max_length=32)
    stage: str = Field(max_length=32)
    room: str | None = Field(default=None, max_length=32)
    walker: str | None = Field(default=None, max_length=32)


class AcceptanceForm(TapForm):
    """`minutes_ago` tells of a late tap; `assistant` is introduced along; `wish` is the one that the receiver picked."""

    minutes_ago: int = Field(default=0, ge=0, le=600)
    assistant: str | None = Field(default=None, max_length=32)
    wish: str | None = Field(default=None, max_length=500)


class StageForm(TapForm):
    stage: str = Field(max_length=32)
    room: str | None = Field(default=None, max_length=32)


class ChecklistForm(TapForm):
    """`items` are the keys of the points that are done; left out altogether it means all of them."""

    items: tuple[str, ...] | None = None


class FarewellForm(ChecklistForm):
    """`reasons` are `item: reason` lines for points that were not done; `selection_on` the date agreed for choosing. A program
    without a list to tick says with `all` that everything on it was done; who says nothing has done nothing (I7)."""

    all: bool = False
    reasons: tuple[str, ...] = ()
    selection_on: date | None = None

    def left_out(self) -> dict[str, str]:
        parts = (line.partition(":") for line in self.reasons if line)
        return {item.strip(): reason.strip() for item, _, reason in parts}


class EscortForm(TapForm):
    kind: str = Field(pattern="^(restroom|meal|phone|child|rest)$")


@bp.get("")
@open_to(*READERS)
def index() -> Response:
    seq, visits = visits_on(floor().store, asked_day())
    now = floor().store.clock.now()
    return jsonify(seq=seq, visits=[visit_content(visit, floor().settings, now) for visit in visits])


@bp.get("/<int:visit_id>")
@open_to(*READERS)
def show(visit_id: int) -> Response:
    return jsonify(whole_visit(known_visit(visit_id), floor().settings, floor().store.clock.now()))


@bp.post("")
@open_to(*TAPPERS)
@takes(ArrivalForm)
def check_in(form: ArrivalForm) -> Response:
    return tap(form, commands.check_in, form.booking, form.language)


@bp.post("/<int:visit_id>/arrival")
@open_to(*TAPPERS)
@takes(TapForm)
def take_arrival(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.take_arrival, visit_id, form.version)


@bp.post("/<int:visit_id>/greeting")
@open_to(*TAPPERS)
@takes(TapForm)
def greet(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.greet, visit_id, form.version)


@bp.post("/<int:visit_id>/gate")
@open_to(*TAPPERS)
@takes(ChecklistForm)
def pass_gate(form: ChecklistForm, visit_id: int) -> Response:
    return tap(form, commands.pass_gate, floor().settings, visit_id, form.items, form.version)


@bp.post("/<int:visit_id>/handoffs")
@open_to(*TAPPERS)
@takes(HandoffForm)
def offer_handoff(form: HandoffForm, visit_id: int) -> Response:
    settings, to = floor().settings, (form.receiver, form.stage, form.room)
    return tap(form, commands.offer_handoff, settings, visit_id, *to, form.version, form.walker)


@bp.post("/<int:visit_id>/handoff/acceptance")
@open_to(*TAPPERS)
@takes(AcceptanceForm)
@shows_own_badge
def accept_handoff(form: AcceptanceForm, visit_id: int) -> Response:
    return tap(form, commands.accept_handoff, visit_id, form.version, form.minutes_ago, form.assistant, form.wish)


@bp.post("/<int:visit_id>/handoff/withdrawal")
@open_to(*TAPPERS)
@takes(TapForm)
def withdraw_handoff(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.withdraw_handoff, visit_id, form.version)


@bp.post("/<int:visit_id>/stage")
@open_to(*TAPPERS)
@takes(StageForm)
def enter_stage(form: StageForm, visit_id: int) -> Response:
    settings = floor().settings
    return tap(form, commands.enter_stage, settings, visit_id, form.stage, form.room, form.version)


@bp.post("/<int:visit_id>/escort")
@open_to(*TAPPERS)
@takes(EscortForm)
def start_escort(form: EscortForm, visit_id: int) -> Response:
    return tap(form, commands.start_escort, visit_id, form.kind, form.version)


@bp.post("/<int:visit_id>/escort/return")
@open_to(*TAPPERS)
@takes(TapForm)
def end_escort(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.end_escort, visit_id, form.version)


@bp.post("/<int:visit_id>/farewell")
@open_to(*TAPPERS)
@takes(FarewellForm)
def see_off(form: FarewellForm, visit_id: int) -> Response:
    done, why = None if form.all else form.items or (), form.left_out()
    return tap(form, commands.see_off, floor().settings, visit_id, done, form.version, why, form.selection_on)


@bp.post("/<int:visit_id>/undo")
@open_to(*TAPPERS)
@takes(TapForm)
@shows_own_badge
def undo(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.undo, visit_id)
