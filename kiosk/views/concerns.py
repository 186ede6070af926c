"""Something’s not right: from raised to told (docs/http.md)."""

from flask import Blueprint, Response, make_response, render_template, request
from pydantic import Field

from .. import badges
from ..commands import concerns as commands
from ..domain.concern import LONGEST, UnknownConcern, may_read
from ..floor import floor
from ..kinds import CONCERNS
from ..known import known_visit
from ..queries import concerns as queries
from ..web import TAPPERS, TapForm, device, execute, open_to, respond, takes, tap, wants_json

bp = Blueprint("concerns", __name__)


class WordsForm(TapForm):
    words: str | None = Field(default=None, max_length=LONGEST)


@bp.get("/desk/concerns")
@open_to("desk")
def index() -> str:
    now, person = floor().store.clock.now(), badges.holder()
    reader = person.id if person else None
    return render_template("desk/concerns.html", concerns=queries.concerns_told(floor().store, now, reader), now=now)


@bp.get("/visits/<int:visit_id>/concerns")
@open_to(*TAPPERS)
def ask(visit_id: int) -> str:
    """A page of its own for the words, so that nothing live can take them from under the finger."""
    return render_template("concerns/new.html", visit=known_visit(visit_id), **_who())


@bp.post("/visits/<int:visit_id>/concerns")
@open_to(*TAPPERS)
@takes(WordsForm)
def raise_concern(form: WordsForm, visit_id: int) -> Response:
    return tap(form, commands.raise_as_staff, visit_id, form.words or "")


@bp.get("/concerns/<int:concern_id>")
@open_to(*TAPPERS)
def show(concern_id: int) -> str:
    return _page(concern_id)


@bp.post("/concerns/<int:concern_id>/taking")
@open_to(*TAPPERS)
@takes(TapForm)
def take(form: TapForm, concern_id: int) -> Response:
    return tap(form, commands.take, floor().settings, concern_id)


@bp.post("/concerns/<int:concern_id>/solution")
@open_to(*TAPPERS)
@takes(WordsForm)
def solve(form: WordsForm, concern_id: int) -> Response:
    """Refused on paper, the page comes again with the words still in it."""
    answer = execute(form, commands.solve, concern_id, form.words or "")
    if answer.status < 300 or wants_json() or answer.status == UnknownConcern.status:
        return respond(answer, form.back)
    page = _page(concern_id, words=form.words or "", said=answer.content["message"])
    return make_response(page, answer.status)


@bp.post("/concerns/<int:concern_id>/telling")
@open_to(*TAPPERS)
@takes(TapForm)
def tell(form: TapForm, concern_id: int) -> Response:
    return tap(form, commands.tell, concern_id)


def _page(concern_id: int, words: str = "", said: str = "") -> str:
    store = floor().store
    concern, now = store.find(CONCERNS, concern_id), store.clock.now()
    if concern is None or not may_read(concern, _reader(), store.untold_from):
        raise UnknownConcern()
    one = queries.told(store, concern, now)
    return render_template("concerns/show.html", one=one, words=words, said=said, **_who())


def _reader() -> str:
    """Whose badge is here, else whom the page was opened for."""
    person = badges.holder()
    return person.id if person else request.args.get("as") or request.form.get("actor") or ""


def _who() -> dict[str, object]:
    """Who is likely to be acting, and where they came from: a station's own person, else whoever the address names."""
    who = device().staff or request.args.get("as") or request.form.get("actor") or ""
    is_desk = device().role == "desk"
    back = "/desk/concerns" if is_desk else f"/station/{who}" if who in floor().store.house.staff else "/station"
    return {
        "who": who,
        "back": back,
        "is_desk": is_desk,
        "people": floor().store.house.colleagues,
    }
