"""Readiness over HTTP: the desk's page, the confirmation call, the things to pick up, who sees to what lacks, a promise."""

from datetime import date, timedelta

from flask import Blueprint, Response
from pydantic import Field

from kiosk.commands import readiness as commands
from kiosk.domain.readiness import DAYS_AHEAD
from kiosk.floor import floor
from kiosk.i18n import locale
from kiosk.live import Audience
from kiosk.web import TapForm, live_page, open_to, takes, tap

from ..sales_room import sales_room

bp = Blueprint("readiness", __name__)


class PartsForm(TapForm):
    """`parts`: keys of domain/readiness.py, with commas."""

    parts: str = Field(pattern=r"^[a-z]{1,16}(,[a-z]{1,16}){0,9}$")


class LookOverForm(TapForm):
    """`revision`: that of the photos as the screen told of them."""

    revision: int = Field(ge=0)


class ItemsForm(TapForm):
    """`names`: one thing a line. `seen`: the ids of the list that was looked at."""

    names: str = Field(default="", max_length=4000)
    seen: str = Field(default="", pattern=r"^(\d{1,6}(,\d{1,6}){0,200})?$")


class TickForm(TapForm):
    is_here: bool


class PromiseForm(TapForm):
    """`due_on`: the day by which what lacks was promised; without it a day sooner than the rule says."""

    words: str = Field(default="", max_length=300)
    due_on: date | None = None


@bp.get("/desk/readiness")
@open_to("desk")
def page() -> Response:
    today = floor().store.house.today
    days = [today + timedelta(days=number) for number in range(DAYS_AHEAD + 1)]
    return live_page("readiness/page.html", Audience("readiness", locale()), days=days)


@bp.post("/bookings/<int:number>/call")
@open_to("desk")
@takes(TapForm)
def call(form: TapForm, number: int) -> Response:
    """What was found a minute ago is not good enough for a promise: it is looked at once more."""
    sales_room().sentinel.look_at(number)
    return tap(form, commands.confirm_called, number)


@bp.post("/bookings/<int:number>/readiness/taking")
@open_to("station", "desk")
@takes(PartsForm)
def see_to(form: PartsForm, number: int) -> Response:
    return tap(form, commands.see_to, floor().settings, number, tuple(form.parts.split(",")))


@bp.post("/bookings/<int:number>/quality")
@open_to("station", "desk")
@takes(LookOverForm)
def look_over(form: LookOverForm, number: int) -> Response:
    return tap(form, commands.look_over, number, form.revision)


@bp.post("/bookings/<int:number>/pickup")
@open_to("desk")
@takes(ItemsForm)
def list_items(form: ItemsForm, number: int) -> Response:
    names = (" ".join(line.split()) for line in form.names.splitlines())
    seen = frozenset(int(item) for item in form.seen.split(",") if item)
    return tap(form, commands.list_items, number, tuple(name for name in names if name), seen)


@bp.post("/bookings/<int:number>/pickup/<int:item>")
@open_to("desk")
@takes(TickForm)
def tick(form: TickForm, number: int, item: int) -> Response:
    return tap(form, commands.tick_item, number, item, form.is_here)


@bp.post("/bookings/<int:number>/promise")
@open_to("desk")
@takes(PromiseForm)
def promise(form: PromiseForm, number: int) -> Response:
    return tap(form, commands.promise, floor().settings, number, form.words, form.due_on)
