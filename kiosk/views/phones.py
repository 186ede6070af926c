"""A guest’s own phone does what the lobby tablet does (docs/http.md)."""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from ..domain import refusals as r
from ..domain.words import N_
from ..floor import floor
from ..keys import secret
from ..passes import GUEST_COOKIE, GUEST_SECONDS, new_pass
from ..web import open_to

bp = Blueprint("phones", __name__)


class InvitationOver(r.Refusal):
    """Old, forged and mistyped look alike."""

    code, status = "invitation_over", 410
    message = N_("This code is no longer valid. Please scan the one on the tablet once more, or ask a colleague.")


@bp.get("/arrive/<invitation>")
@open_to("anyone")
def arrive(invitation: str) -> BaseResponse:
    """The lobby's QR code leads here: for half an hour this phone is a lobby of its own."""
    given = new_pass(secret(floor().folder, "guests"), invitation)
    if given is None:
        raise InvitationOver()
    response = redirect("/lobby", 303)
    response.set_cookie(
        GUEST_COOKIE, given, max_age=GUEST_SECONDS, httponly=True, samesite="Strict", secure=request.is_secure
    )
    return response
