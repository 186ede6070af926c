"""Whose turn it is."""

from flask import Blueprint, Response
from pydantic import Field

from ..commands import rota as commands
from ..floor import floor
from ..i18n import locale
from ..live import Audience
from ..web import TapForm, live_page, open_to, takes, tap

bp = Blueprint("rota", __name__)


class SkipForm(TapForm):
    """`staff` is whom the page showed as next."""

    staff: str = Field(max_length=32)
    reason: str | None = Field(default=None, max_length=120)


@bp.get("/desk/rota")
@open_to("desk")
def rota_page() -> Response:
    """Whose turn it is to take the next walk-in, and why."""
    return live_page("rota/rota.html", Audience("rota", locale()), today=floor().store.house.today)


@bp.post("/rota/skips")
@open_to("desk")
@takes(SkipForm)
def skip(form: SkipForm) -> Response:
    """The next one's turn passes, for a reason; it counts as taken."""
    return tap(form, commands.skip_turn, form.staff, form.reason or "")
