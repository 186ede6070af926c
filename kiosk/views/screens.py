"""The screens: each is one page of live parts."""

from flask import Blueprint, Response, redirect, render_template
from werkzeug.wrappers import Response as BaseResponse

from ..badges import sharing
from ..floor import floor
from ..house import House
from ..i18n import locale
from ..known import colleague
from ..live import Audience
from ..queries.faces import Face, face
from ..queries.history import remember
from ..taking_down import taking_down
from ..web import current_device, device, live_page, open_to

bp = Blueprint("screens", __name__)

HOME = {
    "lobby": "/lobby",
    "station": "/station",
    "board": "/board",
    "desk": "/desk",
    "presenter": "/presenter",
    "tv": "/tv",
}


@bp.get("/")
@open_to("anyone")
def home() -> BaseResponse:
    paired = current_device()
    return redirect(HOME[paired.role] if paired else "/pair", 303)


@bp.get("/board")
@open_to("board", "station", "desk", "presenter", "lobby")
def board() -> Response:
    paired = device()
    remember(floor())
    face_shown = "public" if paired.role == "lobby" or paired.face == "public" else "board"
    return live_page(f"board/{face_shown}.html", Audience(face_shown, locale()))


@bp.get("/station")
@open_to("station", "desk")
def station() -> BaseResponse | str:
    paired, house = device(), floor().store.house
    if paired.staff:
        return redirect(f"/station/{paired.staff}", 303)
    people = sharing(paired)
    return render_template("station/who.html", people=[(p, face(house, p.id)) for p in people], device=paired)


@bp.get("/station/<staff_id>")
@open_to("station", "desk")
def station_of(staff_id: str) -> Response:
    person, house = colleague(staff_id), floor().store.house
    remember(floor())
    audience = Audience("station", locale(), staff_id)
    shown = {"me": face(house, staff_id), "person": person, "device": device(), "sharing": _sharing(house)}
    return live_page("station/station.html", audience, **shown)


@bp.get("/desk")
@open_to("desk")
def desk() -> Response:
    taking_down().look()
    return live_page("desk/today.html", Audience("desk", locale()))


def _sharing(house: House) -> list[Face]:
    """Whose tablet it is, where it is several people's."""
    paired = device()
    people = [] if paired.staff else sharing(paired)
    return [face(house, person.id) for person in people] if len(people) > 1 else []
