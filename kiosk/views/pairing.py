"""Pairing and devices: how a browser becomes one of the house's screens."""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, redirect, render_template, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from ..badges import needs_badge
from ..commands import devices as commands
from ..commands import presence
from ..domain.device import FACES, ROLES, Device, Pairing, PairingRefused, clocks_astray
from ..floor import floor
from ..i18n import LOCALES
from ..keys import secret
from ..network import for_others
from ..qr import svg
from ..transaction import Writing
from ..web import COOKIE, LOCALE_COOKIE, YEAR, TapForm, execute, local, open_to, respond, takes, tap
from .screens import HOME

bp = Blueprint("pairing", __name__)


class InvitationForm(TapForm):
    role: str = Field(pattern="^(" + "|".join(ROLES) + ")$")
    name: str = Field(default="", max_length=60)
    stage: str | None = Field(default=None, max_length=32)
    room: str | None = Field(default=None, max_length=32)
    staff: str | None = Field(default=None, max_length=32)
    face: str = Field(default="staff", pattern="^(" + "|".join(FACES) + ")$")

    def pairing(self) -> Pairing:
        wanted = self.model_dump(include={"role", "stage", "room", "staff", "face"})
        return Pairing(code_hash="", expires_at=datetime.now(UTC), name=self.name or self.role, **wanted)


class LanguageForm(TapForm):
    locale: str = Field(pattern="^(" + "|".join(LOCALES) + ")$")


@bp.get("/pair")
@open_to("anyone")
def ask() -> str:
    return render_template("pair/ask.html", refused=False)


@bp.get("/pair/<code>")
@open_to("anyone")
def pair(code: str) -> BaseResponse:
    token = commands.new_token()
    answer = floor().store.execute(Writing.by_system("pairing"), lambda tx: commands.pair(tx, code, token))
    if not answer.content["device"]:
        raise PairingRefused()
    response = redirect(HOME[answer.content["role"]], 303)
    response.set_cookie(COOKIE, token, max_age=YEAR, httponly=True, samesite="Strict", secure=request.is_secure)
    return response


@bp.post("/pair")
@open_to("anyone")
def pair_typed() -> BaseResponse:
    return pair(request.form.get("code", "")[:40])


@bp.post("/pairings")
@open_to("desk")
@takes(InvitationForm)
def invite(form: InvitationForm) -> Response:
    code = commands.code_for(secret(floor().folder, "codes"), form.command_id)
    answer = execute(form, commands.invite, floor().settings, code, form.pairing())
    if answer.status >= 300:
        return respond(answer, "/desk/devices")
    ask = f"http://{for_others(request.host)}/pair"
    page = render_template("desk/invitation.html", code=code, address=f"{ask}/{code}", ask=ask, qr=svg(f"{ask}/{code}"))
    return make_response(page, answer.status)


@bp.get("/desk/devices")
@open_to("desk")
def devices() -> str:
    house, live = floor().store.house, floor().live
    living = [one for one in house.devices.values() if one.revoked_at is None]
    names = {person.id: person.name for person in house.staff.values()}
    here = {person.id: person.name for person in house.staff.values() if not person.has_left}
    devices = sorted(living, key=_by_role)
    return render_template(
        "desk/devices.html",
        devices=devices,
        names=names,
        here=here,
        today=house.today,
        seen=live.seen,
        connected=live.connected(),
        astray=clocks_astray(live.clocks),
    )


@bp.post("/devices/<device_id>/revocation")
@open_to("desk")
@needs_badge()
@takes(TapForm)
def revoke(form: TapForm, device_id: str) -> Response:
    return tap(form, commands.revoke, device_id)


@bp.post("/devices/<device_id>/silence/taking")
@open_to("station", "desk")
@takes(TapForm)
def see_to(form: TapForm, device_id: str) -> Response:
    return tap(form, presence.take, device_id)


@bp.post("/language")
@open_to("anyone")
@takes(LanguageForm)
def speak(form: LanguageForm) -> BaseResponse:
    response = redirect(local(form.back) or "/", 303)
    response.set_cookie(LOCALE_COOKIE, form.locale, max_age=YEAR, samesite="Strict")
    return response


def _by_role(one: Device) -> tuple[int, str]:
    return ROLES.index(one.role), one.name
