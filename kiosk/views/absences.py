"""Absences: which days, who covers for each booking, and back again."""

import secrets
from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from .. import badges
from ..badges import needs_badge
from ..commands import absences as commands
from ..domain import absence as rules
from ..domain.refusals import Refusal
from ..floor import floor
from ..i18n import locale
from ..known import colleague
from ..queries import people as query
from ..queries.faces import face
from ..queries.ways import Hello, deputys_card
from ..refusing import sentence
from ..web import BadRequest, TapForm, execute, open_to, respond, takes, tap, wants_json

bp = Blueprint("absences", __name__)


class AbsenceForm(TapForm):
    """`deputies` and `artists` are `NUMBER:STAFF`, one for each booking that wants somebody else."""

    staff: str = Field(max_length=32)
    first: date
    last: date
    deputies: tuple[str, ...] = Field(default=(), max_length=500)
    artists: tuple[str, ...] = Field(default=(), max_length=500)

    def given(self) -> dict[tuple[int, str], str]:
        pairs = [("host", one) for one in self.deputies] + [("artist", one) for one in self.artists]
        found = {}
        for role, one in pairs:
            number, _, staff = one.partition(":")
            if not number.isdecimal():
                raise BadRequest(fields="deputies")
            if staff:
                found[int(number), role] = staff
        return found


@bp.get("/desk/people/<staff_id>/absence")
@open_to("desk")
def absence_page(staff_id: str) -> Response:
    """Which days? And then: who takes each of their bookings meanwhile."""
    first, last = _day("first"), _day("last")
    return _page(staff_id, first, last or first, {}, None)


@bp.post("/absences")
@open_to("desk")
@needs_badge()
@takes(AbsenceForm)
def plan(form: AbsenceForm) -> BaseResponse:
    """Somebody is away; refused with `deputy_missing` until each of their bookings has a deputy."""
    given = form.given()
    answer = execute(form, commands.plan, floor().settings, form.staff, form.first, form.last, given)
    if answer.status < 300 or wants_json():
        return respond(answer, form.back or f"/desk/people/{form.staff}")
    return _page(form.staff, form.first, form.last, given, answer.content)


@bp.post("/absences/<int:absence_id>/cancellation")
@open_to("desk")
@needs_badge()
@takes(TapForm)
def cancel(form: TapForm, absence_id: int) -> Response:
    """They are there after all; the covers end."""
    return tap(form, commands.cancel, absence_id)


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _handover(wanted: list[query.Wanted], absent: str) -> Hello | None:
    """What is said to a deputy the day before, by the example of the first one."""
    first = next((one for one in wanted if one.need.role == "host" and one.choices), None)
    if first is None:
        return None
    deputy = first.choices[0].face.id
    return deputys_card(floor().store.house, floor().settings, first.title, first.need.booking.host or absent, deputy)


def _page(
    staff_id: str,
    first: date | None,
    last: date | None,
    given: dict[tuple[int, str], str],
    refusal: dict[str, Any] | None,
) -> Response:
    one = floor()
    house = one.store.house
    person, wanted = colleague(staff_id), []
    if first and last:
        try:
            rules.ensure_days(first, last, house.today)
            wanted = query.wanted(one, one.settings, staff_id, first, last)
        except Refusal as wrong:
            refusal = refusal or {"message": sentence(wrong, house, locale()), "status": wrong.status}
    page = render_template(
        "people/absence.html",
        person=person,
        face=face(house, staff_id),
        first=first,
        last=last,
        today=house.today,
        wanted=wanted,
        handover=_handover(wanted, staff_id),
        given=given,
        refusal=refusal,
        badge=badges.shown(),
        command_id=secrets.token_urlsafe(16),
    )
    return make_response(page, refusal["status"] if refusal else 200)
