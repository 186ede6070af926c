"""The lobby tablet: one document; each step comes as a fragment and leaves no address behind (FAULTS §0.10)."""

from functools import cache
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from itsdangerous import URLSafeTimedSerializer
from pydantic import Field

from ..commands import lobby as commands
from ..floor import floor
from ..i18n import gettext, locale, speak
from ..keys import secret
from ..live import Audience
from ..queries.faces import face
from ..queries.lobby import greeting, helper
from ..transaction import Answer
from ..tries import Tries
from ..web import LOCALE_COOKIE, TapForm, execute, open_to, takes, wants_json

bp = Blueprint("lobby", __name__, url_prefix="/lobby")
tries = Tries()


class LookupForm(TapForm):
    digits: str = Field(min_length=1, max_length=16)
    name: str = Field(min_length=1, max_length=200)


class CheckinForm(TapForm):
    ticket: str = Field(max_length=400)


@bp.get("")
@open_to("lobby")
def lobby() -> str:
    """The whole check-in; a browser without script asks for one `step` at a time."""
    _speak_as_the_studio()
    one, house = floor(), floor().store.house
    step = request.args.get("step")
    if step in ("find", "coming"):
        return _plain(step, render_template(f"lobby/_{step}.html", helper=helper(house)))
    hello = gettext(greeting(one.store.clock.now().astimezone(one.settings.zone)))
    audience = Audience("lobby", locale())
    return render_template("lobby/lobby.html", audience=audience, house=house, helper=helper(house), greeting=hello)


@bp.post("/lookups")
@open_to("lobby")
@takes(LookupForm)
def look_up(form: LookupForm) -> Response:
    answer = execute(form, commands.look_up, floor().settings, tries, tickets(), form.digits, form.name)
    return _step(answer, "confirm", "not_found")


@bp.post("/visits")
@open_to("lobby")
@takes(CheckinForm)
def check_in(form: CheckinForm) -> Response:
    answer = execute(form, commands.check_in, tickets(), form.ticket, locale())
    return _step(answer, "done", "help")


def tickets() -> URLSafeTimedSerializer:
    return _serializer(secret(floor().folder, "tickets"))


@cache
def _serializer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="lobby")


def _speak_as_the_studio() -> None:
    """A tablet at the door begins in the studio's language, not in that of whoever set up its browser."""
    chosen = request.args.get("lang") or request.headers.get("X-Locale") or request.cookies.get(LOCALE_COOKIE)
    if not chosen:
        speak(floor().settings.studio.language)


def _step(answer: Answer, good: str, bad: str) -> Response:
    """The next step as JSON for programs, as a fragment for the lobby's script, as a page without script."""
    if wants_json():
        return Response(answer.body, answer.status, mimetype="application/json")
    content: dict[str, Any] = answer.content
    house = floor().store.house
    fits = answer.status == 201 and content.get("found", True)
    holder = content.get("host") or content.get("holder") or content.get("detail", {}).get("holder")
    step = good if fits else bad
    html = render_template(f"lobby/_{step}.html", m=content, host=face(house, holder) if holder else None)
    is_fragment = request.headers.get("X-Fragment")
    return make_response(html if is_fragment else _plain(step, html), answer.status)


def _plain(step: str, html: str) -> str:
    """A step as a page of its own."""
    return render_template("lobby/plain.html", at=step, step=html, helper=helper(floor().store.house))
