"""A finished selection over HTTP: signing it, and handing it to the retoucher."""

from dataclasses import replace
from datetime import date

from flask import Blueprint, Response, jsonify, render_template, request
from pydantic import Field

from kiosk import i18n
from kiosk.domain.refusals import Refusal
from kiosk.floor import Floor, floor
from kiosk.transaction import Writing
from kiosk.web import TapForm, device, execute, open_to, respond, takes, tap, writing

from .. import commands_selection
from ..domain.choices import MAYBE, PICK
from ..domain.choosing import confirmed
from ..handover import Order, check_copies, copy_originals, order_of
from ..kinds import PRESENTATIONS
from ..queries import selection as papers
from ..queries.choosing import selection_of
from ..ratings import write_sidecars
from ..sales_room import SalesRoom, sales_room

bp = Blueprint("selection", __name__)

STROKE = r"M\d{1,4} \d{1,4}(L\d{1,4} \d{1,4})*"
LONGEST_SIGNATURE = 12_000
SIDECARS, COPIES = "sidecars", "copies"


class SignatureForm(TapForm):
    """`signature` is an SVG path of straight strokes on a field of 1000 by 300; `picks` and `total_cents` are what stood above
    it."""

    signature: str = Field(pattern=rf"^({STROKE})+$", max_length=LONGEST_SIGNATURE)
    picks: int = Field(ge=0)
    total_cents: int = Field(ge=0)
    pickup_on: date | None = None


class ReasonForm(TapForm):
    reason: str = Field(min_length=1, max_length=300)


@bp.post("/presentations/<int:presentation_id>/confirmation")
@open_to("presenter")
@takes(SignatureForm)
def confirm(form: SignatureForm, presentation_id: int) -> Response:
    seen = (form.picks, form.total_cents)
    return tap(
        form,
        commands_selection.confirm,
        floor().settings,
        presentation_id,
        seen,
        form.signature,
        form.pickup_on,
    )


@bp.post("/bookings/<int:number>/selection/reopening")
@open_to("presenter", "desk")
@takes(ReasonForm)
def reopen(form: ReasonForm, number: int) -> Response:
    return tap(form, commands_selection.reopen, floor().settings, number, form.reason)


@bp.get("/bookings/<int:number>/selection")
@open_to("presenter", "desk")
def selection(number: int) -> Response:
    looks = dict(sales_room().photos(number).look_of)
    return jsonify(seq=floor().store.house.seq, **papers.as_json(papers.document(sales_room(), number), looks))


@bp.get("/bookings/<int:number>/selection.csv")
@open_to("presenter", "desk")
def table(number: int) -> Response:
    return _file(papers.as_csv(papers.document(sales_room(), number)), "text/csv", f"selection-{number}.csv")


@bp.get("/bookings/<int:number>/selection.txt")
@open_to("presenter", "desk")
def names(number: int) -> Response:
    return _file(papers.as_list(papers.document(sales_room(), number)), "text/plain", f"selection-{number}.txt")


def _file(text: str, mimetype: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype=mimetype, headers=headers)


@bp.get("/bookings/<int:number>/selection/sheet")
@open_to("presenter", "desk")
def sheet(number: int) -> Response:
    """The selection on paper. Photographs are on it only where this tablet may see them: while a presentation runs (I8)."""
    running = (one for one in floor().store.house.of(PRESENTATIONS).values() if one.booking == number)
    shown = next(running, None) if device().role == "presenter" else None
    paper = "a5" if request.args.get("paper") == "a5" else "a4"
    page = render_template(
        "choosing/sheet.html", one=papers.document(sales_room(), number), presentation=shown, paper=paper
    )
    return Response(page)


@bp.get("/bookings/<int:number>/selection/card")
@open_to("presenter", "desk")
def card(number: int) -> Response:
    """The card that the customer takes home, in their language: when to fetch the photos, and where to ring."""
    confirmed(selection_of(sales_room(), floor().store.house, number))
    one = papers.document(sales_room(), number)
    with i18n.speaking(one.language or i18n.locale()):
        return Response(render_template("choosing/card.html", one=one))


@bp.post("/bookings/<int:number>/selection/sidecars")
@open_to("presenter", "desk")
@takes(TapForm)
def sidecars(form: TapForm, number: int) -> Response:
    """Ratings and retouch notes beside the originals; repeated, it writes the same again."""
    done = floor().engine.run_native(write_sidecars, floor().media, _order(number), _labels(floor()))
    told = (SIDECARS, done.files, done.unread, (done.picks, done.maybes))
    return tap(form, commands_selection.note_handed_over, floor().settings, number, *told)


@bp.post("/bookings/<int:number>/selection/copies")
@open_to("presenter", "desk")
@takes(TapForm)
def copies(form: TapForm, number: int) -> Response:
    """Copies of the chosen originals in a folder of their own. Large files take their time: it goes on after this answer, and
    the screens hear when it is done."""
    order, sales = _order(number), sales_room()
    floor().engine.run_native(check_copies, floor().media, order)
    answer = execute(form, commands_selection.check_hand_over, number)
    if answer.status < 300 and number not in sales.handing:
        sales.handing.add(number)
        floor().engine.spawn(_copy, sales, order, replace(writing(form), command_id=None))
    return respond(answer, form.back)


def _copy(sales: SalesRoom, order: Order, by: Writing) -> None:
    """In the background: copy, then record what came of it."""
    one, files, trouble = sales.floor, 0, ""
    try:
        files = one.engine.run_native(copy_originals, one.media, order, _labels(one))
    except Refusal as refusal:
        trouble = str(refusal.detail.get("reason") or refusal.detail.get("names") or refusal.code)
    finally:
        sales.handing.discard(order.number)
    settings, number = one.settings, order.number
    one.store.execute(by, lambda tx: commands_selection.note_handed_over(tx, settings, number, COPIES, files, trouble))


def _labels(one: Floor) -> dict[str, str]:
    wanted = one.settings.photos
    return {PICK: wanted.pick_label, MAYBE: wanted.maybe_label}


def _order(number: int) -> Order:
    found = confirmed(selection_of(sales_room(), floor().store.house, number))
    return order_of(floor().store.reader(), found)
