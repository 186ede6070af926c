"""How the other commands of this machine work on the house: through the running server when there is one, else alone.

Exactly one process writes to the data file. A command line that finds the folder served asks that server, proving with
the folder's own secret that it may; otherwise it opens the folder itself, which keeps a server from starting meanwhile.
"""

import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from .commands import badges, devices, people
from .config import Settings
from .domain.device import Pairing
from .floor import floor
from .keys import secret
from .store import AlreadyServing, Store
from .transaction import Answer, Writing
from .web import NotFound, open_to

bp = Blueprint("control", __name__, url_prefix="/control")

LIMIT = 16 * 1024 * 1024
Control = Callable[[Store, Settings, dict[str, Any]], Answer]


def _import(store: Store, settings: Settings, asked: dict[str, Any]) -> Answer:
    from pydantic import TypeAdapter

    from .commands import imports  # only an import needs the readers of files; a start does not wait for them
    from .intake.drafts import ParsedFile

    parsed = TypeAdapter(ParsedFile).validate_python(asked["parsed"])
    source, dry_run = str(asked["source"]), bool(asked["dry_run"])
    return store.execute(Writing.by_system(), lambda tx: imports.import_bookings(tx, settings, parsed, source, dry_run))


def _invite(store: Store, settings: Settings, asked: dict[str, Any]) -> Answer:
    code = devices.new_code()
    wanted = Pairing(code_hash="", expires_at=datetime.now(UTC), **asked)
    answer = store.execute(Writing.by_system(), lambda tx: devices.invite(tx, settings, code, wanted))
    if answer.status >= 300:
        return answer
    return replace(answer, body=json.dumps({**answer.content, "code": code}))


def _unbadge(store: Store, settings: Settings, asked: dict[str, Any]) -> Answer:
    """For a house whose only manager has forgotten the PIN: whoever has the server may take it away."""
    staff = str(asked["staff"])
    return store.execute(Writing.by_system(), lambda tx: badges.remove(tx, staff))


def _revoke(store: Store, settings: Settings, asked: dict[str, Any]) -> Answer:
    """A screen that this machine's own command line has paired, and needs no more."""
    device = str(asked["device"])
    return store.execute(Writing.by_system(), lambda tx: devices.revoke(tx, device))


CONTROLS: dict[str, Control] = {
    "imports": _import,
    "pairings": _invite,
    "revocations": _revoke,
    "unbadge": _unbadge,
}


@bp.post("/<name>")
@open_to("anyone")
def run(name: str) -> Response:
    """For this machine's own command line only; to anyone without the folder's secret there is nothing here."""
    request.max_content_length = LIMIT
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if name not in CONTROLS or not hmac.compare_digest(given, secret(floor().folder, "control")):
        raise NotFound()
    answer = CONTROLS[name](floor().store, floor().settings, request.get_json())
    return Response(answer.body, answer.status, mimetype="application/json")


def ask(folder: Path, settings: Settings, name: str, asked: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Run a control; returns where the studio's screens reach the serving server ('' when there is none) and the answer's
    content."""
    address = serving_address(folder)
    if address:
        try:
            return _serving(folder).get("network", address), _post(folder, address, name, asked)
        except (OSError, HTTPException):
            pass  # it has just stopped, or another program has its port; the lock below tells
    return "", _alone(folder, settings, name, asked)


def serving_address(folder: Path) -> str:
    """Where this machine reaches the server of that folder; '' where none has been started."""
    return _serving(folder).get("address", "")


def _serving(folder: Path) -> dict[str, str]:
    file = folder / "serving.json"
    return dict(json.loads(file.read_text())) if file.exists() else {}


def _post(folder: Path, address: str, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    where = urlsplit(address)
    connection = HTTPConnection(where.hostname or "", where.port, timeout=60)
    headers = {
        "Authorization": f"Bearer {secret(folder, 'control')}",
        "Content-Type": "application/json",
        "Accept": "application/json",
    }
    try:
        connection.request("POST", f"/control/{name}", json.dumps(asked), headers)
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    if response.status == 404:
        raise ConnectionError("another server answers at this address")
    return dict(json.loads(content))


def _alone(folder: Path, settings: Settings, name: str, asked: dict[str, Any]) -> dict[str, Any]:
    from .clock import Clock
    from .engine import ThreadingEngine

    try:
        store = Store(folder, ThreadingEngine(), Clock(), lambda now: now.astimezone(settings.zone).date())
    except AlreadyServing as error:
        raise AlreadyServing(f"{error} It does not answer; wait a moment and try again.") from error
    try:
        store.execute(Writing.by_system(), lambda tx: people.list_staff(tx, settings))
        return CONTROLS[name](store, settings, asked).content
    finally:
        store.close()
