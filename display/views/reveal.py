"""The reveal over HTTP: its passes, its music, and the page on which a partner gives hearts."""

import json

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from kiosk.domain.refusals import Refusal
from kiosk.domain.words import N_
from kiosk.floor import floor
from kiosk.i18n import gettext, locale
from kiosk.live import Audience
from kiosk.network import for_others
from kiosk.qr import svg
from kiosk.tries import Tries
from kiosk.web import NotFound, TapForm, current_device, live_page, open_to, takes, tap

from .. import commands_reveal as commands
from ..domain.presentation import Presentation
from ..heart_pass import HEART_COOKIE, HEART_SECONDS, new_pass
from ..hearts import hearts_of
from ..kinds import PRESENTATIONS
from ..music import piece, pieces
from ..queries.hearts import code_behind, code_of, key_of, person_behind, revealed_at
from ..sales_room import sales_room
from .photos import granted

bp = Blueprint("reveal", __name__)

PHOTO = r"^[0-9a-f]{16}$"
WHICH = "^(first|second)$"
MOST_TAPS = 999
tries = Tries(
    limit=1200
)  # six hundred photos that wait behind a dead Wi-Fi, and as many changes of mind, may come at once


typed_tries = Tries()


class HeartsOver(Refusal):
    """The same for a presentation that has ended and for one that never was."""

    code, status, message = "hearts_over", 404, N_("This page has done its part. Thank you.")


class HeartCodeUnknown(Refusal):
    code, status = "heart_code_unknown", 404
    message = N_("No pictures are shown under this code. Please look at the presenter’s tablet once more.")


class TooManyHeartCodes(Refusal):
    code, status = "too_many_heart_codes", 429
    message = N_("Too many codes have been tried from here. Please try again in a few minutes.")


class PassForm(TapForm):
    which: str = Field(pattern=WHICH)


class VolumeForm(TapForm):
    percent: int = Field(ge=0, le=100)


class HeartForm(TapForm):
    """`taps`: how often this phone has tapped this photo's heart by now; odd is a heart, even none."""

    photo: str = Field(pattern=PHOTO)
    taps: int = Field(ge=1, le=MOST_TAPS)


@bp.post("/presentations/<int:presentation_id>/pass")
@open_to("presenter")
@takes(PassForm)
def begin(form: PassForm, presentation_id: int) -> Response:
    return tap(form, commands.begin, floor().settings, presentation_id, form.which)


@bp.post("/presentations/<int:presentation_id>/pass/end")
@open_to("presenter")
@takes(PassForm)
def end(form: PassForm, presentation_id: int) -> Response:
    return tap(form, commands.end, presentation_id, form.which)


@bp.post("/presentations/<int:presentation_id>/volume")
@open_to("presenter")
@takes(VolumeForm)
def volume(form: VolumeForm, presentation_id: int) -> Response:
    return tap(form, commands.set_volume, presentation_id, form.percent)


@bp.post("/presentations/<int:presentation_id>/leaving")
@open_to("presenter")
@takes(TapForm)
def leave(form: TapForm, presentation_id: int) -> Response:
    """A presenter's tablet goes to another page. No event: it may be back at once."""
    sales_room().left[presentation_id] = floor().store.clock.now()
    return jsonify(ok=True)


# --- music: for the room's own TV, under the same grant as the photos ---


@bp.get("/presentations/<int:presentation_id>/music")
@open_to("anyone")
def music(presentation_id: int) -> Response:
    """How many pieces there are. Their names stay here."""
    _heard_by_tv(presentation_id)
    return jsonify(pieces=len(floor().engine.run_native(pieces, floor().media)))


@bp.get("/presentations/<int:presentation_id>/music/<int:number>")
@open_to("anyone")
def music_piece(presentation_id: int, number: int) -> Response:
    _heard_by_tv(presentation_id)
    found = floor().engine.run_native(piece, floor().media, number)
    if found is None:
        raise NotFound()
    content, mimetype = found
    return Response(content, mimetype=mimetype, headers={"Cache-Control": "private, no-store"})


def _heard_by_tv(presentation_id: int) -> None:
    paired = current_device()
    presentation = granted(paired) if paired and paired.role == "tv" else None
    if presentation is None or presentation.id != presentation_id or not floor().settings.reveal.music:
        raise NotFound()


# --- hearts: a partner's own phone ---


def heart_page() -> str:
    """The address at which a tablet that is lent finds the hearts, by letters or by a code to scan."""
    return f"http://{for_others(request.host)}/h"


@bp.get("/presentations/<int:presentation_id>/heart-code.svg")
@open_to("presenter")
def heart_code_picture(presentation_id: int) -> Response:
    """The address of the heart page as a QR code, for the presenter to hold out."""
    if floor().store.house.of(PRESENTATIONS).get(presentation_id) is None:
        raise NotFound()
    address = f"{heart_page()}/{code_of(floor().folder, presentation_id)}"
    picture = svg(address).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Response(picture, mimetype="image/svg+xml")


@bp.get("/h")
@open_to("anyone")
def ask_for_code() -> str:
    """For a tablet of the studio's, which cannot scan: the letters stand on the presenter's tablet."""
    return render_template("hearts/code.html")


@bp.post("/h")
@open_to("anyone")
def typed_code() -> BaseResponse:
    refusal: Refusal = HeartCodeUnknown()
    if not typed_tries.allow(request.remote_addr or "", floor().store.clock.now()):
        refusal = TooManyHeartCodes()
    elif code := code_behind(floor(), request.form.get("code", "")[:40]):
        typed_tries.take_back(request.remote_addr or "")
        return redirect(f"{request.script_root}/h/{code}", 303)
    return make_response(render_template("hearts/code.html", refused=gettext(refusal.message)), refusal.status)


@bp.get("/h/<code>")
@open_to("anyone")
def hearts(code: str) -> Response:
    one = _revealed(code)
    person = person_behind(floor().folder, request.cookies.get(HEART_COOKIE, ""))
    mine = hearts_of(floor().store.reader(), one.id).get(person, {}) if person else {}
    page = live_page("hearts/hearts.html", Audience("hearts", locale(), code), mine=json.dumps(mine))
    if person is None:
        given = new_pass(key_of(floor().folder))
        page.set_cookie(HEART_COOKIE, given, max_age=HEART_SECONDS, httponly=True, samesite="Lax")
    return page


@bp.post("/h/<code>/hearts")
@open_to("anyone")
@takes(HeartForm)
def give(form: HeartForm, code: str) -> Response:
    one = _revealed(code)
    person = person_behind(floor().folder, request.cookies.get(HEART_COOKIE, ""))
    if person is None:
        raise HeartsOver()
    form = form.model_copy(update={"actor": "", "version": None})
    sales_room().hearted[one.id] = floor().store.clock.now()
    return tap(form, commands.give_heart, floor().settings, tries, one.id, person, form.photo, form.taps)


def _revealed(code: str) -> Presentation:
    settings = floor().settings.reveal
    one = revealed_at(floor(), code) if settings.enabled and settings.hearts else None
    if one is None:
        raise HeartsOver()
    return one
