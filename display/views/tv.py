"""The TV of a room: it shows, and says what it shows."""

from flask import Blueprint, Response, jsonify, render_template, request
from pydantic import Field

from kiosk.domain.device import Device
from kiosk.floor import floor
from kiosk.i18n import locale
from kiosk.live import Audience
from kiosk.web import TapForm, device, live_page, open_to, takes, tap

from .. import commands
from ..domain.refusals import UnknownPresentation
from ..queries.shows import Show, SlideList, in_room
from ..sales_room import sales_room
from ..screens import SOUNDS, Seen

PICTURE = "sample-[0-9a-f]{20}|(wall-)?[0-9a-f]{16}(-[0-9a-f]{16}){0,3}"

bp = Blueprint("tv", __name__, url_prefix="/tv")


class SeenForm(TapForm):
    """`shows`, `lacks`, `sound` and `is_small` as in screens.Seen."""

    presentation: int
    shows: str = Field(pattern="^(title|black|card|" + PICTURE + ")$")
    lacks: str | None = Field(default=None, pattern="^(" + PICTURE + ")$")
    sound: str | None = Field(default=None, pattern="^(" + "|".join(SOUNDS) + ")$")
    is_small: bool = False


class RemoteForm(TapForm):
    """A key of the TV's own remote. `slide` is what is to be shown or played, or what stands on the screen; `by` how many slides
    a step leads on, negative for back."""

    presentation: int
    does: str = Field(pattern="^(" + "|".join(commands.KEYS) + ")$")
    slide: str | None = Field(default=None, pattern=r"^[0-9a-f]{16}$")
    by: int = Field(default=0, ge=-100, le=100)


@bp.get("")
@open_to("tv")
def tv() -> Response:
    one = device()
    if not _has_room(one):
        return Response(render_template("tv/no_room.html"))
    return live_page("tv/tv.html", _audience(one), device=one)


@bp.get("/state")
@open_to("tv")
def state() -> Response:
    """What this TV has to show, as its page carries it; 304 while nothing in the house has changed."""
    house, live = floor().store.house, floor().live
    etag = f"{house.seq}-{floor().build}"
    if etag in request.if_none_match:
        return Response(status=304, headers={"ETag": f'"{etag}"'})
    models = [part.model for part in live.parts(house, _audience(device()))]
    show = next((model for model in models if isinstance(model, Show)), Show(None))
    slides = next((model for model in models if isinstance(model, SlideList)), SlideList(None))
    response = jsonify(seq=house.seq, show=show.content, looks=slides.looks)
    response.set_etag(etag)
    return response


@bp.post("/showing")
@open_to("tv")
@takes(SeenForm)
def showing(form: SeenForm) -> Response:
    """The TV's own word on what is on it. No event: it is not kept."""
    sales_room().seen[device().id] = Seen(form.presentation, form.shows, form.lacks, form.sound, form.is_small)
    return jsonify(ok=True)


@bp.post("/remote")
@open_to("tv")
@takes(RemoteForm)
def remote(form: RemoteForm) -> Response:
    """Only what runs in this TV's own room hears of it. Nobody's face is on a TV: its taps are the presenter's, as those of
    their tablet, and the log names the device."""
    one = in_room(floor().store.house, device().room or "")
    if one is None or one.id != form.presentation:
        raise UnknownPresentation()
    by_presenter = form.model_copy(update={"actor": one.presenter})
    return tap(by_presenter, commands.press, one.id, form.does, form.slide, form.by)


def _has_room(one: Device) -> bool:
    return floor().settings.room(one.room) is not None


def _audience(one: Device) -> Audience:
    return Audience("tv", locale(), one.room or "")
