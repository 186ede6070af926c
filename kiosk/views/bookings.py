"""Bookings at the desk: days and weeks, the form of one booking, its paper card, and the search over all of them."""

import secrets
from datetime import timedelta
from typing import Annotated, Any

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, field_validator
from werkzeug.wrappers import Response as BaseResponse

from ..commands import bookings as commands
from ..commands import naming
from ..domain import refusals as r
from ..domain.booking import Booking
from ..domain.customer import UnknownCustomer
from ..domain.missing import HostAway
from ..domain.words import N_
from ..floor import floor
from ..i18n import gettext
from ..intake.drafts import Refused
from ..intake.typed import LISTS, TEXTS, Typed, cleaned, party, read_typed
from ..keys import secret
from ..kinds import BOOKINGS
from ..known import known_booking
from ..money import amount
from ..passes import booking_code
from ..qr import svg
from ..queries import booking_page as page
from ..queries.bookings import day_plan, warnings_for, week_plan
from ..queries.faces import face
from ..queries.search import search
from ..spelling import sounded
from ..transaction import Answer
from ..web import TapForm, asked_day, execute, open_to, respond, takes, tap, wants_json
from .customer_forms import phone_of

bp = Blueprint("bookings", __name__)

TAKE = "take-"
TOLD_ON_THE_FORM = (commands.StaleBooking.code, commands.Clashing.code, HostAway.code, UnknownCustomer.code)
# What the log calls the house's own ways to a booking: keys, no words for people. Anything else is the name of a file.
OWN_SOURCES = frozenset({"absence", "customer", "demo", "desk", "lobby"})
Text = Annotated[str, BeforeValidator(lambda value: value or "")]
Lines = Annotated[  # an empty first line says something
    str, StringConstraints(strip_whitespace=False), BeforeValidator(lambda value: value or "")
]


class InvalidBooking(r.Refusal):
    """`detail` has a sentence for each field that is wrong."""

    code, status, message = "invalid_booking", 422, N_("Some fields need another look. Nothing was saved yet.")


class BookingForm(TapForm):
    """Everything as typed: what cannot be read is told at its field, so nothing is turned away here. `seen` is what the form
    showed at first, `customer` whom the desk has chosen, `anyway` says that a clash is meant, `is_correction` that a new time
    only mends a mistake of ours."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    date: Text = ""
    time: Text = ""
    until: Text = ""
    kind: Text = "shoot"
    party: Text = ""
    size: Text = ""
    phone: Text = ""
    package: Text = ""
    look_count: Text = ""
    look_names: Text = ""
    allowance: Text = ""
    extra: Text = ""
    balance: Text = ""
    host: Text = ""
    deputy: Text = ""
    room: Text = ""
    dresses: Text = ""
    occasion: Text = ""
    hope: Text = ""
    taboos: Text = ""
    look_wishes: Lines = ""
    notes: Text = ""
    language: Text = ""
    artists: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    seen: Text = ""
    customer: int | None = Field(default=None, ge=1)
    anyway: bool = False
    is_correction: bool = False

    @field_validator("*", mode="before")
    @classmethod
    def _is_text(cls, value: Any) -> Any:
        return cleaned(value) or None if isinstance(value, str) else value

    def typed(self) -> tuple[page.Texts, page.Lists]:
        return {name: getattr(self, name) for name in TEXTS}, {name: getattr(self, name) for name in LISTS}


class CancellationForm(TapForm):
    reason: str = Field(default="other", pattern="^(" + "|".join(commands.REASONS) + ")$")
    words: str | None = Field(default=None, max_length=500)


class PartyForm(TapForm):
    """`party`: one name a line. `customer` says which of several with the same phone they are, 0 that they are none of them."""

    party: str = Field(default="", max_length=5000)
    phone: str | None = Field(default=None, max_length=40)
    customer: int | None = Field(default=None, ge=0)


@bp.get("/desk/bookings")
@open_to("desk")
def index() -> str:
    one = floor()
    on, is_week = asked_day(), request.args.get("by") == "week"
    first = on - timedelta(days=on.weekday()) if is_week else on
    plans = week_plan(one, first) if is_week else [day_plan(one, on)]
    step = timedelta(days=7 if is_week else 1)
    return render_template(
        "desk/bookings.html", plans=plans, on=on, is_week=is_week, today=one.store.house.today, step=step
    )


@bp.get("/desk/bookings/new")
@open_to("desk")
def new() -> Response:
    texts, lists = page.blank(floor(), asked_day(), request.args)
    return _form((texts, lists))


@bp.get("/desk/bookings/<int:number>")
@open_to("desk")
def show(number: int) -> Response:
    booking = known_booking(number)
    return _form(page.texts_of(booking, floor().settings), booking)


@bp.get("/desk/bookings/<int:number>/card")
@open_to("desk")
def card(number: int) -> str:
    booking, one = known_booking(number), floor()
    code = booking_code(secret(one.folder, "bookings"), number)
    host = face(one.store.house, booking.host) if booking.host else None
    return render_template("desk/booking_card.html", booking=booking, host=host, code=code, qr=svg(f"HTH-{code}"))


@bp.get("/desk/clashes")
@open_to("desk")
def clashes() -> str:
    """What is in the way of the form's time, people, room and dresses, as it is typed; a piece of the form."""
    one, number = floor(), request.args.get("number", default=0, type=int)
    before = one.store.find(BOOKINGS, number) if number else None
    texts = {**request.args.to_dict(), "party": "-", "phone": ""}
    typed = read_typed(texts, {name: tuple(request.args.getlist(name)) for name in LISTS}, page.choices(one, before))
    return render_template("desk/_clashes.html", found=warnings_for(one, typed.values, number))


@bp.get("/desk/search")
@open_to("desk")
def find() -> Response | str:
    query = cleaned(request.args.get("q", "")).strip()[:100]
    found = search(floor(), query)
    if wants_json():
        numbers = [booking.number for booking in found.bookings]
        return jsonify(sounded=sounded(query), bookings=numbers, customers=[one.id for one in found.customers])
    return render_template("desk/search.html", query=query, found=found)


@bp.post("/bookings")
@open_to("desk")
@takes(BookingForm)
def create(form: BookingForm) -> BaseResponse:
    return _save(form, None)


@bp.post("/bookings/<int:number>")
@open_to("desk")
@takes(BookingForm)
def edit(form: BookingForm, number: int) -> BaseResponse:
    return _save(form, known_booking(number))


@bp.post("/bookings/<int:number>/cancellation")
@open_to("desk")
@takes(CancellationForm)
def cancel(form: CancellationForm, number: int) -> Response:
    return tap(form, commands.cancel_booking, number, form.reason, form.words or "", form.version)


@bp.post("/bookings/<int:number>/restoration")
@open_to("desk")
@takes(TapForm)
def restore(form: TapForm, number: int) -> Response:
    return tap(form, commands.restore_booking, floor().settings, number, form.version)


@bp.post("/visits/<int:visit_id>/party")
@open_to("station", "desk")
@takes(PartyForm)
def name_party(form: PartyForm, visit_id: int) -> Response:
    try:
        names = party(form.party)
    except Refused as refused:
        raise InvalidBooking(party=_sentence(refused)) from refused
    return tap(form, naming.name_party, visit_id, names, phone_of(form.phone), form.customer)


def _save(form: BookingForm, booking: Booking | None) -> BaseResponse:
    """Read, store, and go to the booking's page; else the same form again with everything that was typed."""
    one, mine = floor(), form.typed()
    if booking:
        mine = page.merged(mine, page.texts_of(booking, one.settings), _fields_of_theirs())
    typed: Typed = one.engine.run_native(read_typed, *mine, page.choices(one, booking))
    if typed.problems:
        problems = {name: _sentence(problem) for name, problem in typed.problems.items()}
        if wants_json():
            raise InvalidBooking(**problems)
        return _form(mine, booking, form=form, problems=problems, status=422)
    answer = _stored(form, booking, typed.values)
    if wants_json():
        return respond(answer)
    if answer.status < 300:
        return redirect(f"{request.script_root}/desk/bookings/{answer.content['booking']}?saved=1", 303)
    if answer.content["code"] in TOLD_ON_THE_FORM:
        return _form(
            mine, known_booking(booking.number) if booking else None, form=form, refusal=answer, values=typed.values
        )
    return respond(answer, form.back)


def _fields_of_theirs() -> list[str]:
    """Where the answer to a colleague's change was: keep theirs."""
    given = request.form.items()
    return [name.removeprefix(TAKE) for name, whose in given if name.startswith(TAKE) and whose == "theirs"]


def _stored(form: BookingForm, booking: Booking | None, values: dict[str, Any]) -> Answer:
    settings = floor().settings
    if booking is None:
        return execute(form, commands.add_booking, settings, values, form.anyway, form.customer)
    return execute(
        form,
        commands.edit_booking,
        settings,
        booking.number,
        values,
        form.version,
        form.anyway,
        not form.is_correction,
        form.customer,
    )


def _form(
    mine: tuple[page.Texts, page.Lists],
    booking: Booking | None = None,
    *,
    form: BookingForm | None = None,
    problems: dict[str, str] | None = None,
    refusal: Answer | None = None,
    values: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    """The form with `mine` in it. After a refusal it has a fresh command id, as it will be another tap; after a colleague's
    change it has that change's version, since it shows what was changed."""
    one = floor()
    now = page.texts_of(booking, one.settings) if booking else mine
    shown = page.sheet(one, booking) if booking else None
    is_stale = refusal is not None and refusal.content["code"] == commands.StaleBooking.code
    conflicts: dict[str, page.Conflict] = {}
    if is_stale and form and shown:
        found = page.conflicts(mine, page.unsealed(form.seen), now, shown.history)
        conflicts = {conflict.field: conflict for conflict in found}
        mine = page.merged(mine, now, [name for name, conflict in conflicts.items() if not conflict.is_choice])
    is_fresh = form is None or is_stale
    html = render_template(
        "desk/booking.html",
        booking=booking,
        texts=mine[0],
        lists=mine[1],
        problems=problems or {},
        conflicts=conflicts,
        is_stale=is_stale,
        refusal=refusal.content if refusal else None,
        shown=shown,
        chosen=page.chosen(one, str(form.customer or "") if form else request.args.get("customer", "")),
        found=warnings_for(one, values or page.stored_values(booking), booking.number if booking else 0),
        form=form,
        version=booking.version if booking and is_fresh else form.version if form else None,
        seen=page.sealed(*now) if form is None or is_fresh else form.seen,
        command_id=secrets.token_urlsafe(16),
        desk=page.options(one, booking),
        reasons=commands.REASONS,
        own_sources=OWN_SOURCES,
        money=lambda cents: amount(cents, one.settings.studio.currency),
    )
    return make_response(html, refusal.status if refusal else status)


def _sentence(refused: Refused) -> str:
    return gettext(refused.message).format(**refused.detail)
