"""At true size: a photo hangs on the wall of a room, on a TV that a bank card has told how large its pixels are."""

from flask import Blueprint, Response, redirect, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from kiosk.floor import floor
from kiosk.i18n import locale
from kiosk.live import Audience
from kiosk.queries.faces import face
from kiosk.web import NotFound, TapForm, device, live_page, open_to, takes, tap

from .. import commands_wall as commands
from ..domain.wall import FINISHES, FRAMES_MM, MATS_MM, SCENES, sizes
from ..kinds import PRESENTATIONS
from ..queries.wall import tvs_of

bp = Blueprint("wall", __name__)

OFFERED = {"frames": FRAMES_MM, "mats": MATS_MM, "finishes": FINISHES, "scenes": tuple(SCENES)}
CALIBRATING = ("presenter", "desk")


class HangForm(TapForm):
    """As commands_wall.Wish."""

    slide: str = Field(pattern=r"^[0-9a-f]{16}$")
    size: str = Field(pattern=r"^\d{1,3}x\d{1,3}$")
    frame: int = Field(ge=0, le=max(FRAMES_MM))
    mat: int = Field(default=0, ge=0, le=max(MATS_MM))
    finish: str = Field(default=FINISHES[0], pattern="^(" + "|".join(FINISHES) + ")$")
    scene: str = Field(pattern="^(" + "|".join(SCENES) + ")$")
    is_far: bool = False


class GlassForm(TapForm):
    """A TV's picture in CSS pixels."""

    width: int = Field(ge=160, le=16000)
    height: int = Field(ge=120, le=16000)


class CardForm(TapForm):
    """How wide the outline of the bank card is drawn, in CSS pixels."""

    width: float = Field(gt=0, le=16000)


@bp.get("/presenter/<int:presentation_id>/wall")
@open_to("presenter")
def choose(presentation_id: int) -> BaseResponse:
    house = floor().store.house
    one = house.of(PRESENTATIONS).get(presentation_id)
    if one is None:
        return redirect(f"{request.script_root}/presenter", 303)
    here = {"presentation": one, "presenter": face(house, one.presenter), "tvs": tvs_of(house, one.room)}
    audience = Audience("hanging", locale(), str(presentation_id))
    return live_page(
        "wall/choose.html", audience, sizes=sizes(floor().settings.presentations.wall_sizes), **here, **OFFERED
    )


@bp.post("/presentations/<int:presentation_id>/wall")
@open_to("presenter")
@takes(HangForm)
def hang(form: HangForm, presentation_id: int) -> Response:
    wish = commands.Wish(
        slide=form.slide,
        size=form.size,
        frame_mm=form.frame,
        mat_mm=form.mat,
        finish=form.finish,
        scene=form.scene,
        is_far=form.is_far,
    )
    return tap(form, commands.hang, floor().settings, presentation_id, wish)


@bp.get("/rooms/<room>/calibration")
@open_to(*CALIBRATING)
def calibration(room: str) -> Response:
    """Where the TVs of a room learn their own size; back to the `presentation` somebody came from, if to any."""
    if floor().settings.room(room) is None:
        raise NotFound()
    role, number = device().role, request.args.get("presentation", type=int)
    home = "/desk/devices" if role == "desk" else "/presenter"
    back = f"/presenter/{number}/wall" if number and role == "presenter" else home
    audience = Audience("calibration", locale(), room)
    return live_page("wall/calibration.html", audience, room=room, role=role, back=back)


@bp.post("/devices/<device_id>/card")
@open_to(*CALIBRATING)
@takes(CardForm)
def show_card(form: CardForm, device_id: str) -> Response:
    return tap(form, commands.show_card, device_id, form.width)


@bp.post("/devices/<device_id>/card/removal")
@open_to(*CALIBRATING)
@takes(TapForm)
def take_card_away(form: TapForm, device_id: str) -> Response:
    return tap(form, commands.take_card_away, device_id)


@bp.post("/devices/<device_id>/calibration")
@open_to(*CALIBRATING)
@takes(CardForm)
def calibrate(form: CardForm, device_id: str) -> Response:
    return tap(form, commands.calibrate, device_id, form.width)


@bp.post("/tv/glass")
@open_to("tv")
@takes(GlassForm)
def measure(form: GlassForm) -> Response:
    """The TV's own word on how large its picture is."""
    return tap(form, commands.measure, device().id, form.width, form.height)
