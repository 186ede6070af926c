"""What every answer gets on its way out: compression and the headers that keep browsers strict."""

import gzip

from flask import Response, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "frame-src {frames}; base-uri 'none'; frame-ancestors {frames}"
)
# What was made of somebody's file may do nothing at all where a browser opens it as a page (FAULTS T14).
OF_OTHERS = ("image/jpeg", "audio/")
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
TEXT = ("text/html", "application/json", "text/plain", "text/csv")
SMALLEST = 1024


def compressed(response: Response) -> Response:
    """Gzip for texts of some size; the pages of live parts are alike line after line and shrink to a tenth."""
    if (
        response.mimetype in TEXT
        and "gzip" in request.headers.get("Accept-Encoding", "")
        and "Content-Encoding" not in response.headers
        and response.content_length is not None
        and response.content_length >= SMALLEST
    ):
        response.set_data(gzip.compress(response.get_data(), 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding, Accept-Language, Cookie"
    return response


def hardened(response: Response) -> Response:
    """The browser-side half of the threat model (FAULTS T12-T14)."""
    frames = "'self'" if request.environ.get("hth.framed") else "'none'"
    headers = response.headers
    is_of_others = (response.mimetype or "").startswith(OF_OTHERS)
    policy = SANDBOX if is_of_others else CONTENT_SECURITY_POLICY.format(frames=frames)
    headers.setdefault("Content-Security-Policy", policy)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    return response
