"""Badges: shown on a device for a short while, and issued to the people of the house."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template
from pydantic import Field

from .. import badges, pins
from ..badges import needs_badge
from ..commands import badges as commands
from ..domain import badge as rules
from ..domain.refusals import Refusal
from ..domain.words import N_
from ..floor import floor
from ..keys import secret
from ..qr import svg
from ..queries.faces import face
from ..sessions import IDLE
from ..transaction import Answer
from ..web import TapForm, execute, open_to, respond, takes, tap, wants_json
from .people import page_with_refused_pin

bp = Blueprint("badges", __name__)


class PinsDiffer(Refusal):
    code, status, message = "pins_differ", 422, N_("The two PINs are not the same. Please type both again.")


class PinForm(TapForm):
    """`pin` never gets into a fingerprint, a log or an answer."""

    staff: str = Field(max_length=32)
    pin: str = Field(max_length=60, exclude=True, repr=False)


class CodeForm(TapForm):
    code: str = Field(max_length=60, exclude=True, repr=False)


class NewPinForm(TapForm):
    pin: str = Field(max_length=60, exclude=True, repr=False)
    again: str | None = Field(default=None, max_length=60, exclude=True, repr=False)


@bp.post("/badges/pin")
@open_to("station", "desk", "presenter")
@takes(PinForm)
def show_pin(form: PinForm) -> Response:
    """A colleague shows their PIN: they act on this device until it has been idle for 90 seconds."""
    return _showing(form, lambda: badges.show_pin(form.staff, form.pin))


@bp.post("/badges/code")
@open_to("station", "desk", "presenter")
@takes(CodeForm)
def show_code(form: CodeForm) -> Response:
    """A colleague shows their badge to the scanner; it counts also while their PIN is delayed."""
    return _showing(form, lambda: badges.show_code(form.code))


@bp.get("/badges/me")
@open_to("station", "desk", "presenter")
def me() -> Response:
    """Whose badge is on this device."""
    return jsonify(_holder())


@bp.post("/badges/end")
@open_to("station", "desk", "presenter")
@takes(TapForm)
def end(form: TapForm) -> Response:
    """Whoever showed a badge here is gone."""
    badges.end()
    return _answered(form, {"staff": None})


@bp.post("/staff/<staff_id>/pin")
@open_to("desk")
@needs_badge()
@takes(NewPinForm)
def set_pin(form: NewPinForm, staff_id: str) -> Response:
    """A first or a new PIN; the delays after wrong ones end with it."""
    try:
        _ensure_usable(form)
    except Refusal as refusal:
        if wants_json():
            raise
        return page_with_refused_pin(staff_id, refusal)
    pin_hash: str = floor().engine.run_native(pins.hash_pin, form.pin)
    return tap(form, commands.set_pin, staff_id, pin_hash)


@bp.post("/staff/<staff_id>/badge")
@open_to("desk")
@needs_badge()
@takes(TapForm)
def issue(form: TapForm, staff_id: str) -> Response:
    """A new badge as a card to print; the one before is void. The code is on the card and nowhere else."""
    code = commands.code_for(secret(floor().folder, "badges"), staff_id, form.command_id)
    answer = execute(form, commands.set_code, staff_id, code)
    if answer.status >= 300:
        return respond(answer, form.back)
    text = f"{rules.PREFIX}{code}"
    if wants_json():
        return respond(replace(answer, body=json.dumps({**answer.content, "code": text})))
    return make_response(_card(staff_id, text), answer.status)


@bp.post("/staff/<staff_id>/badge/removal")
@open_to("desk")
@needs_badge()
@takes(TapForm)
def remove(form: TapForm, staff_id: str) -> Response:
    """PIN and badge are void, wherever they were shown."""
    answer = execute(form, commands.remove, staff_id)
    if answer.status < 300:
        floor().sessions.end_of(staff_id)
    return respond(answer, form.back)


def _card(staff_id: str, text: str) -> str:
    return render_template(
        "badge/card.html", person=face(floor().store.house, staff_id), code=text, qr=svg(text), staff_id=staff_id
    )


def _ensure_usable(form: NewPinForm) -> None:
    if form.again is not None and form.again != form.pin:
        raise PinsDiffer()
    rules.ensure_strong(form.pin)


def _showing(form: TapForm, show: Callable[[], str]) -> Response:
    """Show it; a page that was refused asks again."""
    try:
        show()
    except Refusal as refusal:
        if wants_json():
            raise
        return make_response(*badges.ask_again(refusal, form.back or "/"))
    return _answered(form, _holder())


def _holder() -> dict[str, Any]:
    person = badges.holder()
    if person is None:
        return {"staff": None}
    return {"staff": person.id, "name": person.name, "is_manager": person.is_manager, "seconds": IDLE.seconds}


def _answered(form: TapForm, content: dict[str, Any]) -> Response:
    body = {"ok": True, "seq": floor().store.house.seq, **content}
    return respond(Answer(201, json.dumps(body, ensure_ascii=False)), form.back)
