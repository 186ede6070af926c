"""The whole program in this process, as somebody at its desk uses it, with a clock that can be put."""

import json
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from kiosk import database
from kiosk.app import create_app
from kiosk.clock import Clock
from kiosk.commands.devices import hashed
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.device import Device
from kiosk.domain.staff import Staff
from kiosk.engine import ThreadingEngine
from kiosk.floor import Floor
from kiosk.kinds import BOOKINGS, DEVICES
from kiosk.transaction import Transaction, Writing

TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten in the morning in the studio
MONDAY = date(2026, 11, 23)


class SetClock(Clock):
    """Stands where it is put."""

    def __init__(self, moment: datetime = TEN) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class Desk:
    """A browser at a paired device of `app`; keeps its cookies."""

    def __init__(self, app: Flask, token: str = "token-of-desk") -> None:
        self.app, self.floor = app, app.extensions["floor"]
        self.client = app.test_client()
        self.client.set_cookie("hth_device", token)

    def tap(self, path: str, command_id: str | None = None, **fields: Any) -> tuple[int, dict[str, Any]]:
        """A program's post."""
        body = {"command_id": command_id or uuid.uuid4().hex, **fields}
        response = self.client.post(path, json=body, headers={"Accept": "application/json"})
        return response.status_code, json.loads(response.data)

    def form(self, path: str, fields: Any = None, **more: str) -> TestResponse:
        """A plain form's post, as a browser without script sends it."""
        data = {"command_id": "", **(fields or {}), **more}
        return self.client.post(path, data=data, headers={"Accept": "text/html"})

    def page(self, path: str) -> str:
        response = self.client.get(path, headers={"Accept": "text/html"})
        assert response.status_code == 200, (path, response.status_code, response.text)
        return response.text

    def person(self, staff: str) -> Staff:
        found: Staff = self.floor.store.house.staff[staff]
        return found

    def events(self, *types: str) -> list[dict[str, Any]]:
        """The log's events of these types, with actor and body."""
        marks = ", ".join("?" * len(types))
        sql = f"SELECT type, actor, body FROM event WHERE type IN ({marks}) ORDER BY seq"
        rows = self.floor.store.reader().execute(sql, types)
        return [{**dict(row), "body": json.loads(row["body"])} for row in rows]


def book(floor: Floor, number: int, day: int = 0, **fields: Any) -> Booking:
    """A booking at ten in the morning, `day` days from Monday."""
    values = {"kind": "shoot", "party": ("Ms Chen", "Mr Li"), "looks": ("", ""), "host": "mei", **fields}
    booking = Booking(number=number, starts_at=TEN + timedelta(days=day), **values)

    def put(tx: Transaction) -> dict[str, Any]:
        tx.put(BOOKINGS, booking)
        return {}

    floor.store.execute(Writing.by_system(), put)
    return booking


@cache
def empty_house() -> bytes:
    """The file of a house in which nothing has happened yet: made once, for its migrations take a second."""
    with tempfile.TemporaryDirectory() as folder:
        database.prepare(Path(folder) / "house.sqlite3")
        return (Path(folder) / "house.sqlite3").read_bytes()


@contextmanager
def opened(folder: Path, settings: Settings | None = None, moment: datetime = TEN) -> Iterator[Flask]:
    """The program on a data folder, with two desks, a station and a board paired."""
    if not (folder / "data").exists():
        (folder / "data").mkdir(mode=0o700)
        (folder / "data" / "house.sqlite3").write_bytes(empty_house())
    app = create_app(settings or Settings(), ThreadingEngine(), folder / "data", folder / "media", SetClock(moment))
    store = app.extensions["floor"].store

    def pair(tx: Transaction) -> dict[str, Any]:
        for name in ("desk", "desk2", "station", "board", "lobby", "tv"):
            token = hashed(f"token-of-{name}")
            role = name.rstrip("2")
            tx.put(DEVICES, Device(id=name, role=role, name=name, token_hash=token, paired_at=tx.now, room="sales-1"))
        return {}

    store.execute(Writing.by_system(), pair)
    try:
        yield app
    finally:
        store.close()
