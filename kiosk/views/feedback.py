"""The feedback station: at the lobby anonymous unless they write their name, on a party's own page with one, and the
results at the desk (E33)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from pydantic import Field, model_validator
from werkzeug.wrappers import Response as BaseResponse

from ..commands import feedback as commands
from ..domain.feedback import FACES, LONGEST, LONGEST_NAME
from ..domain.moods import CUSTOMER
from ..domain.visit import Visit
from ..floor import floor
from ..queries.feedback import results
from ..queries.lobby import helper
from ..records import dataclass
from ..tries import Tries
from ..web import TapForm, execute, open_to, respond, speak_as_the_studio, takes, wants_json
from .visit_page import PageOver, goodbye, visit_behind

bp = Blueprint("feedback", __name__)
bp.register_error_handler(PageOver, goodbye)

tries = Tries(limit=40)
PERIODS = (7, 30, 90)
PREFIX = "face-"
LOBBY = "/lobby"


class FeedbackForm(TapForm):
    """`faces` is a face for each stage that got one; a plain form names its fields `face-<stage>`."""

    faces: dict[str, str] = Field(default={}, max_length=40)
    words: str | None = Field(default=None, max_length=LONGEST)
    name: str | None = Field(default=None, max_length=LONGEST_NAME)

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Any) -> Any:
        return {**values, "faces": touched(values)} if touched(values) else values


def touched(fields: Mapping[str, str]) -> dict[str, str]:
    """The faces among the fields of a plain form or an address."""
    return {name.removeprefix(PREFIX): face for name, face in fields.items() if name.startswith(PREFIX)}


@dataclass(frozen=True)
class Sheet:
    """One form: which template, about which stages, where it is sent and where one goes from it."""

    template: str
    stages: tuple[str, ...]
    action: str
    home: str

    def shown(
        self, chosen: Mapping[str, str], words: str = "", name: str = "", said: str = "", status: int = 200
    ) -> Response:
        asked = {"faces": FACES, "longest": LONGEST, "longest_name": LONGEST_NAME, "chosen": chosen}
        asked |= {"words": words, "name": name, "said": said}
        return make_response(render_template(self.template, sheet=self, **asked, **self.way_out), status)

    @property
    def way_out(self) -> dict[str, Any]:
        """At the lobby the way to a person stands on every page (I12)."""
        return {"helper": helper(floor().store.house)} if self.home == LOBBY else {}


@bp.get("/feedback")
@open_to("lobby")
def station() -> Response:
    """At the lobby, without a name. A change of language brings the faces touched so far in the address."""
    speak_as_the_studio()
    return _asked(_at_lobby())


@bp.post("/feedback")
@open_to("lobby")
@takes(FeedbackForm)
def give(form: FeedbackForm) -> BaseResponse:
    return _given(form, None, _at_lobby())


@bp.get("/v/<code>/feedback")
@open_to("anyone")
def ask_party(code: str) -> Response:
    """On a party's own page: only about where they have been."""
    return _asked(_on_page(code, visit_behind(code)))


@bp.post("/v/<code>/feedback")
@open_to("anyone")
@takes(FeedbackForm)
def give_as_party(form: FeedbackForm, code: str) -> BaseResponse:
    visit = visit_behind(code)
    return _given(form.model_copy(update={"actor": CUSTOMER}), visit.id, _on_page(code, visit))


@bp.get("/desk/feedback")
@open_to("desk")
def index() -> str:
    asked = request.args.get("days", "")
    days = int(asked) if asked in map(str, PERIODS) else PERIODS[1]
    one = floor()
    stages = tuple(stage.key for stage in one.settings.stages)
    found = one.engine.run_native(results, one.store, stages, days)
    return render_template("desk/feedback.html", m=found, days=days, periods=PERIODS, faces=FACES)


def _at_lobby() -> Sheet:
    stages = tuple(stage.key for stage in floor().settings.stages)
    return Sheet("feedback/station.html", stages, "/feedback", LOBBY)


def _on_page(code: str, visit: Visit) -> Sheet:
    stages = tuple(dict.fromkeys(leg.stage for leg in visit.legs))
    return Sheet("feedback/party.html", stages, f"/v/{code}/feedback", f"/v/{code}")


def _asked(sheet: Sheet) -> Response:
    if request.args.get("step") == "thanks":
        return make_response(render_template("feedback/thanks.html", sheet=sheet, **sheet.way_out))
    return sheet.shown(touched(request.args))


def _given(form: FeedbackForm, visit_id: int | None, sheet: Sheet) -> BaseResponse:
    """Thanks; or, where nothing was said, the same page again with the sentence."""
    words, faces = form.words or "", tuple(form.faces.items())
    name = form.name or "" if visit_id is None else ""
    answer = execute(form, commands.give, floor().settings, tries, faces, words, visit_id, name)
    if wants_json():
        return respond(answer)
    if answer.status < 300:
        return redirect(f"{request.script_root}{sheet.action}?step=thanks", 303)
    return sheet.shown(form.faces, words, name, answer.content["message"], answer.status)
