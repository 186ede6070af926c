"""The lobby tablet: one document; each step comes as a fragment and leaves no address behind (FAULTS §0.10)."""

import time
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from ..commands import arrivals, walk_ins
from ..commands import lobby as commands
from ..commands.lobby import Door
from ..domain import arrival
from ..floor import floor
from ..i18n import gettext, locale
from ..keys import secret
from ..kinds import BOOKINGS, VISITS
from ..live import Audience
from ..network import for_others
from ..passes import GUEST_SECONDS, invitation
from ..qr import svg
from ..queries.faces import face
from ..queries.lobby import arrived, greeting, helper, team
from ..queries.visit_page import visit_path, visit_qr
from ..refusing import refusal_body
from ..studio import label
from ..transaction import Answer
from ..tries import DoorTries
from ..web import BadRequest, device, execute, open_to, speak_as_the_studio, takes, tap, wants_json
from . import samples
from .lobby_forms import AnswerForm, CheckinForm, LookupForm, WalkInForm

bp = Blueprint("lobby", __name__, url_prefix="/lobby")

PLAIN_STEPS = ("find", "coming", "walk_in")
STEPS = {arrival.EXPECTED: "confirm", "arrived": "done", "unknown": "not_found"}
INVITED_ANEW_SECONDS = GUEST_SECONDS // 6


@bp.get("")
@open_to("lobby")
def lobby() -> str:
    """The whole check-in; a browser without script asks for one `step` at a time."""
    is_phone = _is_own_phone()
    if not is_phone:
        speak_as_the_studio()
    step = request.args.get("step")
    if step in PLAIN_STEPS:
        return _plain(step, render_template(f"lobby/_{step}.html", helper=helper(floor().store.house)))
    return _whole(is_phone)


@bp.get("/samples/<key>")
@open_to("lobby")
def sample(key: str) -> BaseResponse:
    """One picture of the show, for the tablet at the door and for nobody's phone."""
    if _is_own_phone():
        abort(404)
    return samples.picture(key)


@bp.post("/lookups")
@open_to("lobby")
@takes(LookupForm)
def look_up(form: LookupForm) -> Response:
    return _step(execute(form, commands.look_up, door(), form.sought()))


@bp.post("/visits")
@open_to("lobby")
@takes(CheckinForm)
def check_in(form: CheckinForm) -> Response:
    return _step(execute(form, commands.check_in, door(), form.ticket, answer_first=True))


@bp.post("/walk-ins")
@open_to("lobby")
@takes(WalkInForm)
def walk_in(form: WalkInForm) -> Response:
    return _step(execute(form, walk_ins.walk_in, door(), form.reason, form.source, answer_first=True))


@bp.post("/answers")
@open_to("lobby")
@takes(AnswerForm)
def tell(form: AnswerForm) -> Response:
    return tap(form, arrivals.tell, door(), form.ticket, form.told())


@bp.errorhandler(BadRequest)
def not_understood(refusal: BadRequest) -> Response:
    """Nobody can have typed that on our keys. A guest hears of no fields: the question can simply be asked again."""
    return _step(Answer(refusal.status, refusal_body(refusal, floor().store.house, locale())))


def door() -> Door:
    one = floor()
    keys = secret(one.folder, "tickets"), secret(one.folder, "bookings")
    return Door(one.settings, *_budgets(one.folder), *keys, place=device().name, language=locale())


def _whole(is_phone: bool) -> str:
    one, house = floor(), floor().store.house
    audience = Audience("lobby", locale())
    return render_template(
        "lobby/lobby.html",
        audience=audience,
        house=house,
        lists=one.live.renderer.page(one.live.parts(house, audience)),
        helper=helper(house),
        greeting=gettext(greeting(one.store.clock.now().astimezone(one.settings.zone))),
        team=team(house),
        notices=[label(words) for words in one.settings.lobby.notices],
        samples=() if is_phone else samples.shown(),
        qr="" if is_phone else _invitation(),
    )


@cache
def _budgets(folder: Path) -> tuple[DoorTries, DoorTries]:
    """Of look-ups and of walk-ins, one pair for each house."""
    return DoorTries(), DoorTries(tablet=12, phone=2, phones=12)


def _step(answer: Answer) -> Response:
    """The next step as JSON for programs, as a fragment for the lobby's script, as a page without script."""
    if wants_json():
        return Response(answer.body, answer.status, mimetype="application/json")
    content: dict[str, Any] = answer.content
    house = floor().store.house
    step = STEPS.get(content.get("state", ""), "met") if answer.status < 300 else "refused"
    holder = content.get("host") or content.get("holder")
    html = render_template(
        f"lobby/_{step}.html",
        m=content,
        host=face(house, holder) if holder else None,
        helper=helper(house),
        on=date.fromisoformat(content["on"]) if "on" in content else None,
        **(_arrived(content) if step == "done" else {}),
    )
    is_fragment = request.headers.get("X-Fragment")
    return make_response(html if is_fragment else _plain(step, html), answer.status)


def _arrived(content: dict[str, Any]) -> dict[str, Any]:
    """What the last screens show, and the way to the party's own page: a link on its own phone, a code on our tablet."""
    one = floor()
    visit = one.store.find(VISITS, content["visit"])
    booking = one.store.find(BOOKINGS, visit.number) if visit else None
    if visit is None or booking is None:
        return {}
    own = _is_own_phone()
    return {
        "arrived": arrived(one.store.house, one.settings, visit, booking),
        "own_page": visit_path(one, visit) if own else "",
        "page_code": "" if own else one.engine.run_native(visit_qr, one, request.host, visit),
    }


def _is_own_phone() -> bool:
    return device().id not in floor().store.house.devices


def _plain(step: str, html: str) -> str:
    """A step as a page of its own."""
    return render_template("lobby/plain.html", at=step, step=html, helper=helper(floor().store.house))


def _invitation() -> str:
    """The QR code that opens this same check-in on a guest's own phone. It is drawn anew well before it grows old."""
    one = floor()
    address = f"{request.scheme}://{for_others(request.host)}"
    age = int(time.time() // INVITED_ANEW_SECONDS)
    drawn: str = one.engine.run_native(_drawn, secret(one.folder, "guests"), address, age)
    return drawn


@lru_cache(maxsize=8)
def _drawn(key: str, address: str, age: int) -> str:
    return svg(f"{address}/arrive/{invitation(key)}")
