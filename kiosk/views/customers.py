"""Customers: one timeline of every contact, and what the desk writes down of them."""

import json
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from ..badges import needs_badge
from ..belongings import living
from ..commands import customers as commands
from ..commands import erasing
from ..commands.consents import Said, answer_at_desk, settle_end
from ..domain import customer as c
from ..domain.customer import Customer
from ..domain.refusals import Refusal
from ..floor import floor
from ..i18n import locale
from ..intake.typed import cleaned
from ..kinds import CUSTOMERS
from ..queries import customers as queries
from ..queries.consents import ended_consents
from ..queries.search import customers_like, forget
from ..queries.telling import CHANNELS, FIELDS, HOST_REASONS, OUTCOMES
from ..refusing import refusal_body
from ..transaction import Answer
from ..web import TapForm, device, execute, open_to, respond, takes, tap, wants_json
from .customer_forms import (
    ConsentForm,
    ContactForm,
    CustomerForm,
    DateForm,
    EndForm,
    ErasureForm,
    HostForm,
    MergerForm,
    NoteForm,
    PinForm,
)

bp = Blueprint("customers", __name__)

# --- pages -------------------------------------------------------------------------------------------------------


@bp.get("/desk/customers")
@open_to("desk")
def index() -> str:
    return _list(request.args.get("q", "")[:100].strip())


@bp.get("/desk/customers/suggestions")
@open_to("desk")
def suggestions() -> str:
    """Whom a booking's form may mean, as its name or phone is typed; a piece of the form."""
    return render_template("desk/_fitting.html", fitting=customers_like(floor(), cleaned(request.args.get("q", ""))))


@bp.get("/desk/customers/<int:customer_id>")
@open_to("desk")
def show(customer_id: int) -> BaseResponse | str:
    customer = _of_today(customer_id)
    if customer.id != customer_id:
        return redirect(_home(customer.id), 303)
    return _page(customer)


@bp.get("/desk/customers/<int:customer_id>/edit")
@open_to("desk")
def edit(customer_id: int) -> str:
    return _edit(_of_today(customer_id))


@bp.get("/customers/<int:customer_id>/export.json")
@open_to("desk")
@needs_badge()
def export(customer_id: int) -> Response:
    """Everything the studio holds of one customer, as a file for them."""
    customer = _of_today(customer_id)
    content = queries.export(floor().store, customer, floor().store.clock.now())
    response = Response(json.dumps(content, ensure_ascii=False, indent=2), mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="customer-{customer.id}.json"'
    response.headers["Cache-Control"] = "no-store"
    return response


# --- taps --------------------------------------------------------------------------------------------------------


@bp.post("/customers")
@open_to("desk")
@takes(CustomerForm)
def add(form: CustomerForm) -> Response:
    answer = _reading(lambda: execute(form, commands.add, form.particulars(), form.host))
    form.back = _home(answer.content["customer"]) if answer.status < 300 else form.back
    return _answered(form, answer, lambda refusal: _list("", typed=form, refusal=refusal))


@bp.post("/customers/<int:customer_id>")
@open_to("desk")
@takes(CustomerForm)
def change(form: CustomerForm, customer_id: int) -> Response:
    answer = _reading(lambda: execute(form, commands.change, customer_id, form.particulars(), form.version))
    return _answered(form, answer, lambda refusal: _edit(_of_today(customer_id), form, refusal))


@bp.post("/customers/<int:customer_id>/host")
@open_to("desk")
@takes(HostForm)
def change_host(form: HostForm, customer_id: int) -> Response:
    answer = execute(form, commands.change_host, floor().settings, customer_id, form.host, form.reason or "")
    return _on_page(form, answer, customer_id, "host")


@bp.post("/customers/<int:customer_id>/contacts")
@open_to("desk")
@takes(ContactForm)
def record_contact(form: ContactForm, customer_id: int) -> Response:
    answer = execute(form, commands.record_contact, customer_id, form.channel, form.outcome, form.words or "")
    return _on_page(form, answer, customer_id, "contact")


@bp.post("/customers/<int:customer_id>/notes")
@open_to("desk")
@takes(NoteForm)
def write_note(form: NoteForm, customer_id: int) -> Response:
    return _on_page(
        form, execute(form, commands.write_note, customer_id, form.text, form.is_pinned), customer_id, "note"
    )


@bp.post("/customers/<int:customer_id>/notes/<int:note>/pin")
@open_to("desk")
@takes(PinForm)
def pin_note(form: PinForm, customer_id: int, note: int) -> Response:
    return _on_page(form, execute(form, commands.pin_note, customer_id, note, form.is_pinned), customer_id, "note")


@bp.post("/customers/<int:customer_id>/notes/<int:note>/removal")
@open_to("desk")
@takes(TapForm)
def remove_note(form: TapForm, customer_id: int, note: int) -> Response:
    return _on_page(form, execute(form, commands.remove_note, customer_id, note), customer_id, "note")


@bp.post("/customers/<int:customer_id>/dates")
@open_to("desk")
@takes(DateForm)
def add_date(form: DateForm, customer_id: int) -> Response:
    special = (form.label, form.month, form.day, form.year)
    return _on_page(form, execute(form, commands.add_date, customer_id, *special), customer_id, "date")


@bp.post("/customers/<int:customer_id>/dates/<int:place>/removal")
@open_to("desk")
@takes(TapForm)
def remove_date(form: TapForm, customer_id: int, place: int) -> Response:
    return _on_page(form, execute(form, commands.remove_date, customer_id, place, form.version), customer_id, "date")


@bp.post("/customers/<int:customer_id>/consents")
@open_to("desk")
@takes(ConsentForm)
def answer_consent(form: ConsentForm, customer_id: int) -> Response:
    said = Said(form.use, form.is_given, form.name or "")
    return _on_page(form, execute(form, answer_at_desk, floor().settings, customer_id, said), customer_id, "consent")


@bp.post("/visits/<int:visit_id>/consents/end")
@open_to("desk")
@takes(EndForm)
def settle_consent(form: EndForm, visit_id: int) -> Response:
    return tap(form, settle_end, floor().settings, visit_id, form.use)


@bp.post("/customers/<int:customer_id>/merger")
@open_to("desk")
@takes(MergerForm)
def merge(form: MergerForm, customer_id: int) -> Response:
    return _on_page(form, execute(form, commands.merge, customer_id, form.gone), customer_id, "merger")


@bp.post("/customers/<int:customer_id>/erasure")
@open_to("desk")
@needs_badge()
@takes(ErasureForm)
def erase(form: ErasureForm, customer_id: int) -> Response:
    """Erase what is known of a customer, and free the file of it."""
    one = floor()
    answer = execute(form, erasing.erase, one.settings, customer_id, form.confirmation or "")
    if answer.status < 300:
        one.forget()
        forget(one)
        one.store.tidy()
    form.back = _home(customer_id)
    return _on_page(form, answer, customer_id, "erasure")


# --- pieces ------------------------------------------------------------------------------------------------------


def _home(customer_id: int) -> str:
    return f"{request.script_root}/desk/customers/{customer_id}"


def _of_today(customer_id: int) -> Customer:
    """The customer kept under this number today; erased ones as the shell they are."""
    customer = living(floor().store.reader(), customer_id)
    if customer is None:
        raise c.UnknownCustomer(customer=customer_id)
    return customer


def _reading(run: Callable[[], Answer]) -> Answer:
    """A field that cannot be read is refused like any other, so that the form comes back with what was typed."""
    try:
        return run()
    except Refusal as refusal:
        return Answer(refusal.status, refusal_body(refusal, floor().store.house, locale()))


def _answered(form: TapForm, answer: Answer, again: Callable[[dict[str, Any]], str]) -> Response:
    """JSON for programs; for a plain form the page it leads to, or the same form again with what was typed."""
    if wants_json() or answer.status < 300:
        return respond(answer, form.back)
    return make_response(again(answer.content), answer.status)


def _on_page(form: TapForm, answer: Answer, customer_id: int, place: str) -> Response:
    """A refusal is said beside the form it came from."""
    form.back = form.back or _home(customer_id)
    customer = floor().store.find(CUSTOMERS, customer_id)
    if customer is None or not customer.is_living:
        return respond(answer, form.back)
    return _answered(form, answer, lambda refusal: _page(customer, place, form, refusal))


def _list(query: str, typed: CustomerForm | None = None, refusal: dict[str, Any] | None = None) -> str:
    one = floor()
    found = queries.customers(one, query)
    ended = () if query else one.engine.run_native(ended_consents, one.store, one.settings)
    return _render("customers/list.html", found=found, ended=ended, query=query, typed=typed, refusal=refusal)


def _page(
    customer: Customer, place: str = "", typed: TapForm | None = None, refusal: dict[str, Any] | None = None
) -> str:
    if customer.erased_at:
        return _render("customers/erased.html", customer=customer)
    found = queries.card(floor(), customer)
    return _render(
        "customers/customer.html",
        m=found,
        customer=customer,
        place=place,
        typed=typed,
        refusal=refusal,
        outcomes=OUTCOMES,
        reasons={key: HOST_REASONS[key] for key in c.HOST_REASONS},
    )


def _edit(customer: Customer, typed: CustomerForm | None = None, refusal: dict[str, Any] | None = None) -> str:
    if customer.erased_at:
        raise c.CustomerGone(customer=customer.id)
    stale = refusal["detail"].get("fields", []) if refusal else []
    known = [item.key for item in floor().settings.needs]
    return _render(
        "customers/edit.html",
        customer=customer,
        typed=typed,
        refusal=refusal,
        stale=stale,
        known=known,
        labels=FIELDS,
    )


def _render(template: str, **context: Any) -> str:
    """A page of the desk with the people who may be acting on it."""
    house = floor().store.house
    return render_template(
        template,
        people=house.colleagues,
        names={person.id: person.short for person in house.staff.values()},
        me=request.args.get("me") or device().staff or "",
        channels=CHANNELS,
        **context,
    )
