"""The samples on the studio's own screens: what the lobby's show takes turns with, and what a presenter goes through with guests
on the tablet or on the room's TV (REQUIREMENTS C02, E20)."""

from flask import Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from ..floor import Floor, floor
from ..queries.samples import allowed
from ..samples import Sample, samples_in


def shown() -> tuple[Sample, ...]:
    """Those of now, for a page."""
    one = floor()
    found: tuple[Sample, ...] = one.engine.run_native(_allowed, one, None)
    return found


def may_be_seen(key: str) -> bool:
    """Whether the sample is there and its people's consent stands."""
    one = floor()
    return bool(one.engine.run_native(_allowed, one, key))


def _allowed(one: Floor, key: str | None) -> tuple[Sample, ...]:
    """All of them, or the one with that key: asking whose it is costs a look into the house for each customer."""
    found = samples_in(one.media).look()
    return allowed(one.store, one.settings, tuple(sample for sample in found if key in (None, sample.key)))


def picture(key: str) -> BaseResponse:
    """A clean copy, never the file; looked up each time, so that a consent that is taken back ends the showing. A screen that
    only asks whether it may go on showing what it has is told so before anything is read."""
    one = floor()
    found: tuple[Sample, ...] = one.engine.run_native(_allowed, one, key)
    if not found:
        abort(404)
    response = Response(status=304, mimetype="image/jpeg")  # of which none is a page, see packing.py
    if key not in request.if_none_match:
        content = one.engine.run_native(samples_in(one.media).copy, found[0])
        if content is None:
            abort(404)
        response = Response(content, mimetype="image/jpeg")
    response.set_etag(key)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
