"""The visit page: a party’s own window on the day, for whoever knows its address (REQUIREMENTS feature 7)."""

from datetime import timedelta

from flask import Blueprint, Response, make_response, render_template, request
from pydantic import Field

from ..commands import concerns as concern_commands
from ..commands import visit_page as commands
from ..commands.consents import Said, answer_as_party
from ..domain import concern
from ..domain import refusals as r
from ..domain.moods import CUSTOMER, LONGEST_WORD
from ..domain.noting import MOODS
from ..domain.visit import Visit
from ..domain.wish import ANSWERS, LONGEST_WHY
from ..domain.words import N_
from ..floor import floor
from ..i18n import locale
from ..known import known_visit
from ..live import Audience
from ..queries.history import remember
from ..queries.visit_page import visit_of, visit_qr
from ..refusing import refusal_body
from ..tries import Tries
from ..web import TapForm, live_page, open_to, takes, tap, wants_json

bp = Blueprint("visit_page", __name__)

HOUR = timedelta(hours=1)
calls = Tries(limit=10, window=HOUR)
concerns = Tries(limit=5, window=HOUR)
moods = Tries(limit=20, window=HOUR)
picks = Tries(limit=20, window=HOUR)
answers = Tries(limit=30, window=HOUR)


class PageOver(r.Refusal):
    """The same for a visit that has ended and for one that never was: nothing is learnt from it."""

    code, status, message = "page_over", 404, N_("This page has said goodbye. Thank you for having been with us.")


class GuestForm(TapForm):
    """A tap of the party. Whoever else it names, it is the party's own."""

    def by_party(self) -> TapForm:
        return self.model_copy(update={"actor": CUSTOMER, "version": None})


class ConcernForm(GuestForm):
    words: str | None = Field(default=None, max_length=concern.LONGEST)


class WishForm(GuestForm):
    wish: str | None = Field(default=None, max_length=300)


class WishAnswerForm(GuestForm):
    wish: str = Field(min_length=1, max_length=500)
    answer: str = Field(pattern="^(" + "|".join(ANSWERS) + ")$")
    why: str | None = Field(default=None, max_length=LONGEST_WHY)


class MoodForm(GuestForm):
    mood: str = Field(pattern="^(" + "|".join(MOODS) + ")$")
    word: str | None = Field(default=None, max_length=LONGEST_WORD)


class PosesForm(GuestForm):
    poses: tuple[str, ...] = Field(default=(), max_length=20)


class ConsentForm(GuestForm):
    use: str = Field(max_length=32)
    is_given: bool
    name: str | None = Field(default=None, max_length=200)


@bp.get("/v/<code>")
@open_to("anyone")
def page(code: str) -> Response:
    visit = visit_behind(code)
    remember(floor())
    return live_page("visit/visit.html", Audience("visit", locale(), code), visit=visit, code=code)


@bp.post("/v/<code>/call")
@open_to("anyone")
@takes(GuestForm)
def call_host(form: GuestForm, code: str) -> Response:
    return tap(form.by_party(), commands.call_host, calls, floor().settings, visit_behind(code).id, locale())


@bp.post("/v/<code>/call/end")
@open_to("anyone")
@takes(GuestForm)
def end_call(form: GuestForm, code: str) -> Response:
    return tap(form.by_party(), commands.end_call, visit_behind(code).id)


@bp.post("/v/<code>/concerns")
@open_to("anyone")
@takes(ConcernForm)
def raise_concern(form: ConcernForm, code: str) -> Response:
    return tap(form.by_party(), concern_commands.raise_as_party, concerns, visit_behind(code).id, form.words or "")


@bp.post("/v/<code>/concerns/<int:concern_id>/withdrawal")
@open_to("anyone")
@takes(GuestForm)
def withdraw_concern(form: GuestForm, code: str, concern_id: int) -> Response:
    return tap(form.by_party(), concern_commands.withdraw, visit_behind(code).id, concern_id)


@bp.post("/v/<code>/wish")
@open_to("anyone")
@takes(WishForm)
def tell_wish(form: WishForm, code: str) -> Response:
    return tap(form.by_party(), commands.tell_wish, visit_behind(code).id, form.wish or "")


@bp.post("/v/<code>/wish/answer")
@open_to("anyone")
@takes(WishAnswerForm)
def answer_wish(form: WishAnswerForm, code: str) -> Response:
    told = (form.wish, form.answer, form.why or "")
    return tap(form.by_party(), commands.answer_wish, answers, visit_behind(code).id, *told)


@bp.post("/v/<code>/moods")
@open_to("anyone")
@takes(MoodForm)
def tap_mood(form: MoodForm, code: str) -> Response:
    told = (form.mood, form.word or "")
    return tap(form.by_party(), commands.tap_mood, moods, visit_behind(code).id, *told)


@bp.post("/v/<code>/poses")
@open_to("anyone")
@takes(PosesForm)
def pick_poses(form: PosesForm, code: str) -> Response:
    return tap(form.by_party(), commands.pick_poses, picks, visit_behind(code).id, floor().settings, form.poses)


@bp.post("/v/<code>/consents")
@open_to("anyone")
@takes(ConsentForm)
def answer_consent(form: ConsentForm, code: str) -> Response:
    """A yes is taken back, or given, as easily as it was said at the door."""
    said = Said(form.use, form.is_given, form.name or "")
    return tap(form.by_party(), answer_as_party, answers, floor().settings, visit_behind(code).id, said)


@bp.get("/visits/<int:visit_id>/page-code.svg")
@open_to("station", "desk")
def page_code(visit_id: int) -> Response:
    """The page's address as a QR code, for the sheet and for a colleague's screen."""
    picture = visit_qr(floor(), request.host, known_visit(visit_id))
    return Response(picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1), mimetype="image/svg+xml")


def visit_behind(code: str) -> Visit:
    """The visit with this page; PageOver when there is none, or none any more."""
    visit = visit_of(floor(), code)
    if visit is None:
        raise PageOver()
    return visit


@bp.errorhandler(PageOver)
def goodbye(over: PageOver) -> Response:
    if wants_json():
        return Response(refusal_body(over, floor().store.house, locale()), over.status, mimetype="application/json")
    return make_response(render_template("visit/goodbye.html"), over.status)
