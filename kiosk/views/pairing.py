"""Pairing and devices: how a browser becomes one of the house's screens."""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, redirect, render_template, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from .. import i18n
from ..badges import needs_badge
from ..commands import devices as commands
from ..commands import presence
from ..domain.device import (
    FACES,
    ROLES,
    Asking,
    Device,
    Pairing,
    PairingRefused,
    TooManyAsking,
    clocks_astray,
    normal_code,
)
from ..floor import floor
from ..keys import secret
from ..network import for_others
from ..qr import svg
from ..queries.lobby_card import groups_of_codes
from ..transaction import Writing
from ..web import (
    COOKIE,
    LOCALE_COOKIE,
    YEAR,
    TapForm,
    current_device,
    execute,
    local,
    open_to,
    respond,
    takes,
    tap,
)
from .screens import HOME

bp = Blueprint("pairing", __name__)

ASKING_COOKIE, DAY = "hth_asking", 24 * 3600
LOOK_SECONDS, REFUSED_SECONDS = 3, 60


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


class LettingInForm(InvitationForm):
    """`code` is on the screen that is let in."""

    code: str = Field(max_length=20)


class LanguageForm(TapForm):
    locale: str = Field(pattern="^(" + "|".join(i18n.LOCALES) + ")$")


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
    return _known_from_here(answer.content["role"], token)


@bp.get("/pair/screen")
@open_to("anyone")
def show_code() -> BaseResponse:
    """A screen without a keyboard. It comes back every few seconds until its token is a device's; that is all it needs."""
    if paired := current_device():
        return redirect(HOME[paired.role], 303)
    i18n.speak(floor().settings.studio.language)
    token, now = request.cookies.get(ASKING_COOKIE, ""), floor().store.clock.now()
    if let_in := floor().store.house.device_for(commands.hashed(token)):
        return _known_from_here(let_in.role, token)
    if one := floor().asking.of(commands.hashed(token), now):
        return make_response(_code_page(one))
    return _first_page(now, is_another=bool(token))


@bp.post("/pairings/screens")
@open_to("desk")
@takes(LettingInForm)
def let_in(form: LettingInForm) -> Response:
    one = floor().asking.showing(normal_code(form.code), floor().store.clock.now())
    return tap(form, commands.let_in, floor().settings, one, form.pairing())


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


@bp.get("/desk/devices/asking")
@open_to("desk")
def asking() -> str:
    return render_template("desk/_asking.html", asking=_asking(), here=_here())


@bp.get("/desk/devices")
@open_to("desk")
def devices() -> str:
    house, live = floor().store.house, floor().live
    living = sorted((one for one in house.devices.values() if one.revoked_at is None), key=_by_role)
    names = {person.id: person.name for person in house.staff.values()}
    heard = {"seen": live.seen, "connected": live.connected(), "astray": clocks_astray(live.clocks)}
    here = {"here": _here(), "asking": _asking(), "today": house.today}
    return render_template("desk/devices.html", devices=living, names=names, **heard, **here)


@bp.get("/desk/lobby-card")
@open_to("desk")
def lobby_card() -> str:
    """Codes for a guest who only scans, drawn outside the serving loop: there are many."""
    one = floor()
    groups = groups_of_codes(one.settings)
    texts = [code.text for group in groups for code in group.codes]
    drawn = one.engine.run_native(lambda: {text: svg(text) for text in texts})
    return render_template("desk/lobby_card.html", groups=groups, drawn=drawn)


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
    return tap(form, presence.take, floor().settings, device_id)


@bp.post("/language")
@open_to("anyone")
@takes(LanguageForm)
def speak(form: LanguageForm) -> BaseResponse:
    response = redirect(local(form.back) or "/", 303)
    response.set_cookie(LOCALE_COOKIE, form.locale, max_age=YEAR, samesite="Strict")
    return response


def _known_from_here(role: str, token: str) -> BaseResponse:
    response = redirect(HOME[role], 303)
    response.set_cookie(COOKIE, token, max_age=YEAR, httponly=True, samesite="Strict", secure=request.is_secure)
    response.delete_cookie(ASKING_COOKIE, path="/pair")
    return response


def _first_page(now: datetime, is_another: bool) -> BaseResponse:
    """The page with a new code, and the token that waits for its device."""
    token = commands.new_token()
    try:
        one = floor().asking.begin(commands.hashed(token), request.remote_addr or "", now)
    except TooManyAsking as refusal:
        return make_response(_code_page(None, i18n.gettext(refusal.message)), refusal.status)
    response = make_response(_code_page(one, is_another=is_another))
    response.set_cookie(
        ASKING_COOKIE, token, DAY, path="/pair", httponly=True, samesite="Strict", secure=request.is_secure
    )
    return response


def _code_page(one: Asking | None, refused: str = "", is_another: bool = False) -> str:
    seconds = LOOK_SECONDS if one else REFUSED_SECONDS
    return render_template("pair/screen.html", asking=one, refused=refused, is_another=is_another, seconds=seconds)


def _asking() -> list[Asking]:
    """Those that have not been let in yet."""
    house, now = floor().store.house, floor().store.clock.now()
    return [one for one in floor().asking.waiting(now) if not house.device_for(one.token_hash)]


def _here() -> dict[str, str]:
    return {person.id: person.name for person in floor().store.house.colleagues}


def _by_role(one: Device) -> tuple[int, str]:
    return ROLES.index(one.role), one.name
