"""What programs ask: is it alive, the log for integration, and the machine-readable contract. And what the machine says."""

from flask import Blueprint, Response, current_app, jsonify, request

from .. import __version__
from ..commands import clock_jumps
from ..floor import floor
from ..openapi import document
from ..queries.log import entries_after
from ..web import BadRequest, TapForm, open_to, takes, tap

bp = Blueprint("service", __name__)


@bp.get("/healthz")
@open_to("anyone")
def healthz() -> Response:
    one = floor()
    return jsonify(ok=True, seq=one.store.house.seq, version=__version__, async_mode=one.engine.name)


@bp.get("/events")
@open_to("desk")
def events() -> Response:
    try:
        after, limit = int(request.args.get("after", 0)), int(request.args.get("limit", 100))
    except ValueError as error:
        raise BadRequest(fields="after, limit") from error
    seq = floor().store.house.seq
    found = entries_after(floor().store.reader(), max(0, min(after, seq)), max(1, min(limit, 1000)))
    return jsonify(seq=seq, events=[entry.public() for entry in found])


@bp.get("/openapi.json")
@open_to("anyone")
def openapi() -> Response:
    return jsonify(document(current_app))


@bp.post("/clock/jump/reading")
@open_to("desk")
@takes(TapForm)
def read_of_jump(form: TapForm) -> Response:
    return tap(form, clock_jumps.read)
