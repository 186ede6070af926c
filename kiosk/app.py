"""The composition root: puts the parts together into one Flask application."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from flask import Flask, Response, redirect, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from display import install as sales_room
from display.kinds import KINDS as SALES_ROOM_KINDS

from . import assets, control, i18n, passes, speech
from .clock import Clock
from .commands.absences import settle
from .commands.people import list_staff
from .config import Settings
from .domain.device import Device
from .domain.phone import grouped
from .domain.refusals import Refusal
from .engine import Engine
from .flasking import Compiled, Kiosk
from .floor import Floor, floor
from .guard import Guard
from .hours import day_closed
from .house import House
from .keys import secret
from .kinds import KINDS
from .live import Admit, Audience, Live
from .packing import compressed, hardened
from .parts import Part, Renderer
from .paths import TEMPLATES
from .queries.board import foreseen_parts, public_parts, staff_parts
from .queries.clock_jumps import clock_parts
from .queries.complaints import complaints
from .queries.concerns import is_untold
from .queries.desk import desk_parts
from .queries.history import history
from .queries.lobby import lobby_parts
from .queries.rota import rota_parts
from .queries.station import station_parts
from .queries.visit_page import tablet_parts, visit_of, visit_parts
from .refusing import refusal_body
from .store import Store
from .taking_down import TakingDown
from .transaction import Writing
from .views import BLUEPRINTS
from .views.screens import HOME
from .web import Fault, NotFound, NotPaired, TooLarge, WrongRole, back_to, choose_locale, current_device, wants_json

FORM_LIMIT = 256 * 1024
MAY_SEE = {
    "board": {"board", "station", "desk", "presenter"},
    "public": {"board", "lobby", "station", "desk", "presenter"},
    "station": {"station", "desk"},
    "desk": {"desk"},
    "rota": {"desk"},
    "lobby": {"lobby"},
    "poses": {"station", "desk"},
}
WHOSE = {"station", "poses"}  # screens that are somebody's: of one colleague, of one party


def create_app(
    settings: Settings, engine: Engine, folder: Path, media: Path, clock: Clock | None = None, is_demo: bool = False
) -> Flask:
    """An application with its store open and its people listed, ready to serve. One per data folder."""
    app = Kiosk("kiosk", template_folder=str(TEMPLATES), static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = FORM_LIMIT
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.bytecode_cache = Compiled(TEMPLATES)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(i18n.marked, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(_=i18n.marked, gettext=i18n.marked)
    app.jinja_env.filters.update(bdi=i18n.isolated, named=i18n.named)
    app.jinja_env.filters["phone"] = grouped
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    kinds = (*KINDS, *SALES_ROOM_KINDS)
    store = Store(folder, engine, clock or Clock(), _today(settings), kinds, _day_closed(settings))
    renderer = Renderer(app)
    live = Live(engine, renderer, lambda: store.house, store.clock.now)
    one = Floor(settings, engine, store, live, renderer, folder, media, assets.build_id(), is_demo)
    app.extensions["floor"] = one
    app.extensions["taking_down"] = down = TakingDown(one)
    one.hearing.append(down.hear)
    speech.install(app, one)
    _add_screens(one, down)
    for blueprint in (*BLUEPRINTS, assets.bp, control.bp):
        app.register_blueprint(blueprint)
    admissions = sales_room.install(app, one)
    _add_hooks(app)
    store.execute(Writing.by_system(), lambda tx: list_staff(tx, settings))
    store.execute(Writing.by_system(), settle)
    store.on_commit = one.heard
    live.is_untold = is_untold
    live.offered = lambda: one.settings.studio.offered
    live.start(app, _admitting(one, admissions), _guests(folder), one.build, settings.server.broadcast)
    app.wsgi_app = Guard(app.wsgi_app, settings.server.hosts)  # type: ignore[method-assign]
    return app


def _today(settings: Settings) -> Callable[[datetime], Any]:
    return lambda now: now.astimezone(settings.zone).date()


def _day_closed(settings: Settings) -> Callable[[datetime], datetime]:
    """Every tap asks, and the answer changes on a full minute."""
    of_minute = lru_cache(maxsize=2)(partial(day_closed, settings))
    return lambda now: of_minute(now.replace(second=0, microsecond=0))


def _add_screens(one: Floor, down: TakingDown) -> None:
    live = one.live
    live.add_screen("board", lambda house, audience: staff_parts(house, one.settings, history(one.store)))
    live.add_foreseen("board", lambda house, audience: foreseen_parts(house, one.settings))
    live.add_screen("public", lambda house, audience: public_parts(house, one.settings))
    live.add_screen("station", lambda house, audience: _station(one, house, audience))
    live.add_screen("desk", lambda house, audience: _desk(one, house))
    live.add_foreseen("desk", lambda house, audience: down.parts(house))
    live.add_screen("rota", lambda house, audience: rota_parts(house, one.settings))
    live.add_screen("lobby", lambda house, audience: lobby_parts(house))
    live.add_screen("visit", lambda house, audience: visit_parts(house, one, audience.who))
    live.add_screen("poses", lambda house, audience: tablet_parts(house, one, audience.who))


def _desk(one: Floor, house: House) -> list[Part]:
    return [*desk_parts(house, one.settings), *clock_parts(one.store.reader(), one.settings)]


def _station(one: Floor, house: House, audience: Audience) -> list[Part]:
    return station_parts(house, one.settings, audience.who, complaints(one.store, house), history(one.store))


def _admitting(one: Floor, admissions: dict[str, sales_room.Admission]) -> Admit:
    """`_admit`, the sales room's own rules for its own screens, and a party's own pages for whoever knows their address."""

    def admit(device: Device | None, screen: str, who: str) -> Audience | None:
        if screen == "visit":
            return Audience("visit", "en", who) if visit_of(one, who) else None
        if screen == "hearts":
            return Audience("hearts", "en", who) if sales_room.is_heart_page(one, who) else None
        if device is None:
            return None
        if screen not in admissions:
            return _admit(device, screen, who)
        whose = admissions[screen](device, who)
        return None if whose is None else Audience(screen, "en", whose)

    return admit


def _guests(folder: Path) -> Callable[[str], Device | None]:
    return lambda given: passes.guest(secret(folder, "guests"), given) if given else None


def _admit(device: Device, screen: str, who: str) -> Audience | None:
    """The audience a device may join over the socket: role decides on the server, whatever the page asks for."""
    if screen == "board" and (device.face == "public" or device.role == "lobby"):
        screen = "public"
    if device.role not in MAY_SEE.get(screen, set()):
        return None
    if screen == "station" and device.staff and who != device.staff:
        return None
    return Audience(screen, "en", who if screen in WHOSE else "")


def _add_hooks(app: Flask) -> None:
    @app.before_request
    def admit() -> None:
        i18n.speak(choose_locale())
        endpoint = request.endpoint
        view = app.view_functions.get(endpoint or "")
        if view is None or endpoint == "assets.asset":
            return
        roles: frozenset[str] = getattr(view, "roles", frozenset())
        if "anyone" in roles:
            return
        paired = current_device()
        if paired is None:
            raise NotPaired()
        one = floor()
        if paired.id in one.store.house.devices:
            one.live.seen[paired.id] = one.store.clock.now()
        if paired.role not in roles:
            raise WrongRole()

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> BaseResponse | tuple[str, int]:
        return _refusal_response(refusal)

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> BaseResponse | tuple[str, int] | HTTPException:
        if isinstance(error, RequestEntityTooLarge):
            return _refusal_response(TooLarge())
        return _refusal_response(NotFound()) if error.code == 404 else error

    @app.errorhandler(Exception)
    def broken(error: Exception) -> BaseResponse | tuple[str, int]:
        app.logger.exception("a request failed")
        return _refusal_response(Fault())

    app.after_request(compressed)
    app.after_request(hardened)


def _refusal_response(refusal: Refusal) -> BaseResponse | tuple[str, int]:
    body = refusal_body(refusal, floor().store.house, i18n.locale())
    if wants_json():
        return Response(body, refusal.status, mimetype="application/json")
    if isinstance(refusal, NotPaired):
        return redirect("/pair/screen" if request.path == HOME["tv"] else "/pair", 303)
    # What is too large was not read, so nobody knows where its form stood.
    told = None if isinstance(refusal, TooLarge) else request.form.get("back")
    return render_template("refusal.html", refusal=json.loads(body), back=back_to(told)), refusal.status
