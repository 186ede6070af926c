"""When the taps did not follow the people: later, no, mine, back to me, two ways, together again."""

from flask import Blueprint, Response
from pydantic import Field

from ..commands import mending as commands
from ..floor import floor
from ..web import TAPPERS, TapForm, open_to, takes, tap

bp = Blueprint("mending", __name__, url_prefix="/visits/<int:visit_id>")


class PostponementForm(TapForm):
    minutes: int = Field(default=5, ge=1, le=60)


class ReasonForm(TapForm):
    reason: str | None = Field(default=None, max_length=300)


class TakeoverForm(ReasonForm):
    """`minutes_ago` is since when the party has really been there."""

    stage: str = Field(max_length=32)
    room: str | None = Field(default=None, max_length=32)
    minutes_ago: int = Field(default=0, ge=0, le=600)


class PartForm(TapForm):
    """Who goes: by name, or merely how many."""

    names: tuple[str, ...] = ()
    size: int = Field(default=1, ge=1, le=99)


@bp.post("/handoff/postponement")
@open_to(*TAPPERS)
@takes(PostponementForm)
def postpone(form: PostponementForm, visit_id: int) -> Response:
    return tap(form, commands.postpone, visit_id, form.minutes, form.version)


@bp.post("/handoff/refusal")
@open_to(*TAPPERS)
@takes(ReasonForm)
def decline(form: ReasonForm, visit_id: int) -> Response:
    return tap(form, commands.decline, visit_id, (form.reason or ""), form.version)


@bp.post("/takeover")
@open_to(*TAPPERS)
@takes(TakeoverForm)
def take_over(form: TakeoverForm, visit_id: int) -> Response:
    where = (form.stage, (form.reason or ""), form.minutes_ago, form.room)
    return tap(form, commands.take_over, floor().settings, visit_id, *where, form.version)


@bp.post("/recall")
@open_to(*TAPPERS)
@takes(ReasonForm)
def recall(form: ReasonForm, visit_id: int) -> Response:
    return tap(form, commands.recall, visit_id, (form.reason or ""), form.version)


@bp.post("/parts")
@open_to(*TAPPERS)
@takes(PartForm)
def split(form: PartForm, visit_id: int) -> Response:
    return tap(form, commands.split, visit_id, form.names, max(form.size, len(form.names)), form.version)


@bp.post("/parts/<int:part_id>/return")
@open_to(*TAPPERS)
@takes(TapForm)
def rejoin(form: TapForm, visit_id: int, part_id: int) -> Response:
    return tap(form, commands.rejoin, visit_id, part_id, form.version)
