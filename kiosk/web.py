"""What every view stands on: the device and the language of a request, taps and their answers, live pages."""

import json
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Request, Response, g, redirect, render_template, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from werkzeug.wrappers import Response as BaseResponse

from . import i18n
from .commands.devices import hashed
from .database import LARGEST
from .domain import refusals as r
from .domain.device import Device
from .domain.words import N_
from .floor import floor
from .keys import secret
from .live import Audience
from .passes import GUEST_COOKIE, guest
from .transaction import Answer, Writing, fingerprint

View = TypeVar("View", bound=Callable[..., Any])
F = TypeVar("F", bound="TapForm")
R = TypeVar("R", bound=BaseResponse)

COOKIE, LOCALE_COOKIE = "hth_device", "hth_locale"
TAPPERS = ("station", "desk")  # the roles on whose screens colleagues act
YEAR = 365 * 24 * 3600
YEARS = range(
    1900, 2200
)  # of the days that may be asked for: at the calendar's own ends there is no day before or after
NOT_TEXT = re.compile("[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f]")


class NotPaired(r.Refusal):
    code, status = "not_paired", 401
    message = N_("This screen is not paired with the studio yet. Ask the front desk for a pairing code.")


class WrongRole(r.Refusal):
    code, status = "wrong_role", 403
    message = N_("This device is not meant for that.")


class BadRequest(r.Refusal):
    code, status = "bad_request", 400
    message = N_("Something in this request could not be understood ({fields}). Nothing was changed.")


class TooLarge(r.Refusal):
    code, status = "too_large", 413
    message = N_("That is too much at once. Nothing was changed.")


class Fault(r.Refusal):
    """A mistake of ours. It is in the server's log; the screen says what to do."""

    code, status = "fault", 500
    message = N_("Something went wrong on our side. Please try again, or ask a colleague.")


class NotFound(r.Refusal):
    code, status = "not_found", 404
    message = N_("There is nothing at this address.")


class TapForm(BaseModel):
    """What every POST carries. `version` is the card's version that the person saw; `back` where to go without script."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True, defer_build=True)

    command_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    actor: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9_-]{0,31}$")
    version: int | None = Field(default=None, ge=0, le=LARGEST)
    back: str | None = Field(default=None, max_length=200)

    @field_validator("*", mode="before")
    @classmethod
    def _is_text(cls, value: Any) -> Any:
        """Broken UTF-8 arrives as the replacement sign; control characters are no text either."""
        if isinstance(value, str) and NOT_TEXT.search(value):
            raise ValueError("not text")
        return value

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, content: Any) -> Any:
        """A field that was left empty says nothing: it has its default, and the rule its word (“please say why”)."""
        return {key: value for key, value in content.items() if value != ""} if isinstance(content, dict) else content


def open_to(*roles: str) -> Callable[[View], View]:
    """Which device roles may use a view; `anyone` needs no pairing. A view without this is open to nobody."""

    def mark(view: View) -> View:
        cast(Any, view).roles = frozenset(roles)
        return view

    return mark


def takes(form: type[F]) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Read the request's form or JSON into `form` and give it to the view as its first argument."""

    def wrap(view: Callable[..., R]) -> Callable[..., R]:
        @wraps(view)
        def reading(**path: Any) -> R:
            return view(read(form), **path)

        cast(Any, reading).form = form
        return reading

    return wrap


def read(form: type[F]) -> F:
    """The request's fields as `form`; raises BadRequest naming the fields that are wrong."""
    try:
        return form.model_validate(_fields(form))
    except ValidationError as error:
        fields = sorted({str(problem["loc"][0]) if problem["loc"] else "body" for problem in error.errors()})
        raise BadRequest(fields=", ".join(fields)) from error


def _fields(form: type[BaseModel]) -> dict[str, Any]:
    if request.mimetype == "application/json":
        try:
            content = json.loads(request.get_data().decode("utf-8"))
        except ValueError as error:
            raise BadRequest(fields="body") from error
        return dict(content) if isinstance(content, dict) else {}
    if request.form.get("command_id") == "" and not wants_json():
        return {**_form(form), "command_id": secrets.token_urlsafe(16)}  # a form without script has no id of its own
    return _form(form)


def _form(form: type[BaseModel]) -> dict[str, Any]:
    several = {name for name, field in form.model_fields.items() if "tuple" in str(field.annotation)}
    return {key: request.form.getlist(key) if key in several else value for key, value in request.form.items()}


def current_device() -> Device | None:
    """The paired device behind this request, if any."""
    kept = g._get_current_object()
    if "device" not in kept:
        asked, one = _asked(), floor()
        token = asked.environ.get("hth.token") or _cookie(asked, COOKIE)
        kept.device = one.store.house.device_for(hashed(token)) if token else None
        if kept.device is None and (guest_pass := _cookie(asked, GUEST_COOKIE)):
            kept.device = guest(secret(one.folder, "guests"), guest_pass)
    found: Device | None = kept.device
    return found


def _asked() -> Request:
    """The request itself: each look through its proxy costs as much as what is looked for."""
    asked: Request = request._get_current_object()  # type: ignore[attr-defined]
    return asked


def _cookie(asked: Request, name: str) -> str | None:
    if name not in asked.cookies:  # inside `get` a miss is an exception
        return None
    return asked.cookies[name]


def device() -> Device:
    """The paired device; only for views that are not open to anyone."""
    found = current_device()
    if found is None:
        raise NotPaired()
    return found


def choose_locale() -> str:
    """The reader's language: asked for in the address, else the device's own choice, else what the browser prefers; always
    one that the studio offers."""
    asked, offered = _asked(), floor().settings.studio.offered
    return _asked_locale(asked, offered) or i18n.choose_locale(asked.headers.get("Accept-Language", ""), offered)


def speak_as_the_studio() -> None:
    """A tablet at the door begins in the studio's language, not in that of whoever set up its browser."""
    studio = floor().settings.studio
    i18n.speak(_asked_locale(_asked(), studio.offered) or studio.language)


def _asked_locale(asked: Request, offered: Sequence[str]) -> str | None:
    address = asked.args.get("lang", "") if asked.query_string else ""
    wishes = (address, asked.environ.get("HTTP_X_LOCALE", ""), _cookie(asked, LOCALE_COOKIE) or "")
    return next((name for wish in wishes if (name := wish.replace("-", "_")) in offered), None)


def tap(form: TapForm, command: Callable[..., dict[str, Any]], *arguments: Any) -> Response:
    """Run a command for this tap and answer: JSON for programs and scripts, a page for a plain form."""
    return respond(execute(form, command, *arguments), form.back)


def execute(
    form: TapForm, command: Callable[..., dict[str, Any]], *arguments: Any, answer_first: bool = False
) -> Answer:
    """The command's durable answer. It runs in the writer, outside this request: all it needs are its arguments."""
    return floor().store.execute(writing(form), lambda tx: command(tx, *arguments), answer_first)


def writing(form: TapForm) -> Writing:
    paired = current_device()
    actor = g.get("badge") or form.actor or (paired.staff if paired else None) or ""
    content = form.model_dump_json(exclude={"command_id", "back"})
    return Writing(
        command_id=form.command_id,
        fingerprint=fingerprint(paired.id if paired else "", request.path, content),
        actor=actor,
        device=paired.id if paired else "",
        locale=i18n.locale(),
    )


def respond(answer: Answer, back: str | None = None) -> Response:
    """The answer as the contract's JSON, or, for a form without script, back to the page (a refusal as a page)."""
    if wants_json():
        return Response(answer.body, answer.status, mimetype="application/json")
    if answer.status < 300:
        return cast(Response, redirect(back_to(back), 303))
    content = answer.content
    page = render_template("refusal.html", refusal=content, back=back_to(back))
    return Response(page, answer.status, mimetype="text/html")


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["application/json", "text/html"], default="application/json")
    return best == "application/json" or request.mimetype == "application/json"


def between_commas(text: str | None) -> tuple[str, ...]:
    """What stands between commas, Chinese ones too; each once."""
    parts = (part.strip() for part in re.split("[,，、]", text or ""))
    return tuple(dict.fromkeys(part for part in parts if part))


def asked_day() -> date:
    """The day that the address asks for with `on`; today without one."""
    text = request.args.get("on")
    return day_in(text) if text else floor().store.house.today


def day_in(text: str) -> date:
    """Raises BadRequest for what is no day, or none of `YEARS`."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(fields="on") from error
    if day.year not in YEARS:
        raise BadRequest(fields="on")
    return day


def back_to(address: str | None) -> str:
    """Where a form without script goes on: the page that it names, else the one it stood on."""
    return local(address) or local(request.referrer) or "/"


def local(address: str | None) -> str | None:
    """Only a path of our own, never another site: None for anything else."""
    if not address:
        return None
    parts = urlsplit(address)
    if parts.netloc and parts.netloc != request.host:
        return None
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if path.startswith("/") and not path.startswith("//") else None


def live_page(template: str, audience: Audience, **context: Any) -> Response:
    """A page of live parts. Its ETag is the log's seq: a screen that is up to date gets a 304 and no body."""
    live, house = floor().live, floor().store.house
    etag = f"{house.seq}-{audience.key}-{floor().build}"
    if etag in request.if_none_match:
        return Response(status=304, headers={"ETag": f'"{etag}"'})
    parts = live.renderer.page(live.parts(house, audience))
    response = Response(render_template(template, lists=parts, audience=audience, house=house, **context))
    response.set_etag(etag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
