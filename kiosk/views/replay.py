"""The day again: the replay, one party's journey, and the evening's numbers (docs/http.md)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from .. import badges
from ..domain.refusals import UnknownVisit
from ..floor import floor
from ..i18n import locale
from ..queries.evening import evening
from ..queries.faces import face
from ..queries.journey_page import journey_page
from ..queries.lanes import picture
from ..queries.replay import Day, board_at, one_visit, read_day, replayed
from ..queries.weeks import weeks
from ..web import asked_day, day_in, device, open_to

bp = Blueprint("replay", __name__)

A_DAY = timedelta(days=1)


@bp.get("/desk/replay")
@open_to("desk")
def show() -> str:
    """The day as a picture, and the board as it stood at `at` (ms), without that at the last moment there is."""
    one, day = floor(), _read(read_day, asked_day())
    moment = _moment(day)
    return render_template(
        "replay/replay.html",
        m=picture(day, one.store.house, one.settings),
        moment=moment,
        cards=board_at(day, one.store.house, one.settings, moment),
        faces={staff_id: face(one.store.house, staff_id) for staff_id in one.store.house.staff},
        **_neighbours(day.on),
    )


@bp.get("/desk/replay/<on>/moments")
@open_to("desk")
def moments(on: str) -> Response:
    """The same for scripts: how each card stood from when until when, and what happened."""
    return jsonify(_read(replayed, day_in(on), locale()))


@bp.get("/desk/evening")
@open_to("desk")
def show_evening() -> str:
    on = asked_day()
    one = floor()
    before = one.engine.run_native(weeks, one.store, one.settings, on)
    return render_template("replay/evening.html", m=_read(evening, on), weeks=before, **_neighbours(on))


@bp.get("/visits/<int:visit_id>/journey")
@open_to("desk", "station")
def show_journey(visit_id: int) -> str:
    """One party's way as one picture, for the screen and for paper."""
    one = floor()
    found = one.engine.run_native(one_visit, one.store, one.settings, visit_id, badges.holder())
    if found is None:
        raise UnknownVisit()
    page = journey_page(one.store, one.settings, *found)
    return render_template("replay/journey.html", m=page, is_desk=device().role == "desk")


def _read(query: Any, on: date, *rest: Any) -> Any:
    """A day is read outside the serving loop, for whoever's badge is on this device."""
    one = floor()
    return one.engine.run_native(query, one.store, one.settings, on, badges.holder(), *rest)


def _moment(day: Day) -> datetime:
    text = request.args.get("at", "")
    if not text.isascii() or not text.isdigit():
        return day.last
    first, last = day.first.timestamp() * 1000, day.last.timestamp() * 1000
    return datetime.fromtimestamp(min(last, max(first, int(text))) / 1000, UTC)


def _neighbours(on: date) -> dict[str, Any]:
    """What leads to the days before and after; there is nothing to see after today."""
    today = floor().store.house.today
    return {"today": today, "before": on - A_DAY, "after": on + A_DAY if on < today else None}
