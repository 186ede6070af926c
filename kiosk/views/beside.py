"""What is noted beside a party on its way: how they are, what they were given, what the sheet says."""

from urllib.parse import urlencode

from flask import Blueprint, Response, request
from pydantic import AwareDatetime, Field

from ..commands import beside as commands
from ..domain.attention import KINDS
from ..domain.moods import LONGEST_WORD
from ..domain.noting import CARES, MOODS
from ..domain.refusals import UnknownVisit
from ..domain.visit import Visit
from ..domain.wish import ANSWERS, LONGEST_WHY
from ..floor import floor
from ..i18n import locale
from ..live import Audience
from ..queries.faces import face
from ..queries.poses import picking
from ..web import TAPPERS, NotFound, TapForm, device, live_page, open_to, takes, tap

bp = Blueprint("beside", __name__, url_prefix="/visits/<int:visit_id>")


class MoodForm(TapForm):
    mood: str = Field(pattern="^(" + "|".join(MOODS) + ")$")
    word: str | None = Field(default=None, max_length=LONGEST_WORD)


class CareForm(TapForm):
    kind: str = Field(pattern="^(" + "|".join(CARES) + ")$")


class LockerForm(TapForm):
    locker: str | None = Field(default=None, max_length=20)


class RequestForm(TapForm):
    stage: str = Field(max_length=32)
    words: str = Field(min_length=1, max_length=500)
    look: int = Field(default=0, ge=0, le=20)


class PosesForm(TapForm):
    poses: tuple[str, ...] = Field(default=(), max_length=20)


class AssistantForm(TapForm):
    assistant: str | None = Field(default=None, max_length=32)


class WishForm(TapForm):
    wish: str = Field(min_length=1, max_length=500)


class WishAnswerForm(WishForm):
    answer: str = Field(pattern="^(" + "|".join(ANSWERS) + ")$")
    why: str | None = Field(default=None, max_length=LONGEST_WHY)


class LineForm(TapForm):
    """`line` names the planned leg as `stage.look`: `makeup.2`."""

    line: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,31}\.\d{1,2}$")
    reason: str | None = Field(default=None, max_length=300)


class ReceiptForm(TapForm):
    """`receiver` is who of production has the sheet, where it is not who taps."""

    receiver: str | None = Field(default=None, max_length=32)


class AlertForm(TapForm):
    """`since` tells which one was meant, as the card said it."""

    since: AwareDatetime


@bp.post("/moods")
@open_to(*TAPPERS)
@takes(MoodForm)
def note_mood(form: MoodForm, visit_id: int) -> Response:
    return tap(form, commands.note_mood, visit_id, form.mood, form.word or "")


@bp.post("/cares")
@open_to(*TAPPERS)
@takes(CareForm)
def give_care(form: CareForm, visit_id: int) -> Response:
    return tap(form, commands.give_care, visit_id, form.kind)


@bp.post("/locker")
@open_to(*TAPPERS)
@takes(LockerForm)
def assign_locker(form: LockerForm, visit_id: int) -> Response:
    return tap(form, commands.assign_locker, visit_id, form.locker or "")


@bp.post("/host-visit")
@open_to(*TAPPERS)
@takes(TapForm)
def host_visited(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.host_visited, visit_id)


@bp.post("/owner-hello")
@open_to(*TAPPERS)
@takes(TapForm)
def owner_greeted(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.owner_greeted, visit_id)


@bp.post("/requests")
@open_to(*TAPPERS)
@takes(RequestForm)
def make_request(form: RequestForm, visit_id: int) -> Response:
    return tap(form, commands.make_request, floor().settings, visit_id, form.stage, form.words, form.look)


@bp.post("/requests/<int:request_id>/sight")
@open_to(*TAPPERS)
@takes(TapForm)
def see_request(form: TapForm, visit_id: int, request_id: int) -> Response:
    return tap(form, commands.see_request, visit_id, request_id)


@bp.get("/poses")
@open_to(*TAPPERS)
def show_poses(visit_id: int) -> Response:
    """For a tablet in the party's own hands; `as` names whose station it came from."""
    house = floor().store.house
    visit = house.visits.get(visit_id)
    if visit is None:
        raise UnknownVisit()
    shown = {"visit": visit, "picking": picking(floor().settings, visit), "holder": face(house, visit.holder)}
    ways = _ways(visit, device().staff or request.args.get("as") or visit.holder)
    audience = Audience("poses", locale(), str(visit_id))
    return live_page("poses/tablet.html", audience, is_done="done" in request.args, **shown, **ways)


@bp.post("/poses")
@open_to(*TAPPERS)
@takes(PosesForm)
def pick_poses(form: PosesForm, visit_id: int) -> Response:
    return tap(form, commands.pick_poses, floor().settings, visit_id, form.poses)


@bp.post("/wish/reading")
@open_to(*TAPPERS)
@takes(WishForm)
def read_wish(form: WishForm, visit_id: int) -> Response:
    return tap(form, commands.read_wish, visit_id, form.wish)


@bp.post("/wish/answer")
@open_to(*TAPPERS)
@takes(WishAnswerForm)
def answer_wish(form: WishAnswerForm, visit_id: int) -> Response:
    return tap(form, commands.answer_wish, visit_id, form.wish, form.answer, form.why or "")


@bp.post("/still")
@open_to(*TAPPERS)
@takes(TapForm)
def confirm_holder(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.confirm_holder, visit_id)


@bp.post("/assistant")
@open_to(*TAPPERS)
@takes(AssistantForm)
def name_assistant(form: AssistantForm, visit_id: int) -> Response:
    return tap(form, commands.name_assistant, visit_id, form.assistant)


@bp.post("/sheet/lines")
@open_to(*TAPPERS)
@takes(LineForm)
def leave_out(form: LineForm, visit_id: int) -> Response:
    stage, _, look = form.line.partition(".")
    return tap(form, commands.leave_out, visit_id, stage, int(look), form.reason or "")


@bp.post("/sheet/sending")
@open_to(*TAPPERS)
@takes(TapForm)
def send_sheet(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.send_sheet, visit_id)


@bp.post("/sheet/receipt")
@open_to(*TAPPERS)
@takes(ReceiptForm)
def receive_sheet(form: ReceiptForm, visit_id: int) -> Response:
    return tap(form, commands.receive_sheet, visit_id, form.receiver or "")


@bp.post("/sheet/return")
@open_to(*TAPPERS)
@takes(TapForm)
def bring_sheet_back(form: TapForm, visit_id: int) -> Response:
    return tap(form, commands.bring_sheet_back, visit_id)


@bp.post("/alerts/<kind>/taking")
@open_to(*TAPPERS)
@takes(AlertForm)
def take_alert(form: AlertForm, visit_id: int, kind: str) -> Response:
    if kind not in KINDS:
        raise NotFound()
    return tap(form, commands.take_alert, floor().settings, visit_id, kind, form.since)


def _ways(visit: Visit, who: str) -> dict[str, str]:
    """Where the poses' page stands, and where it leads back to: the station that the tablet came from."""
    return {
        "here_is": f"/visits/{visit.id}/poses?" + urlencode({"as": who, "lang": locale()}),
        "back": f"/station/{who}" if who in floor().store.house.staff else "/station",
    }
