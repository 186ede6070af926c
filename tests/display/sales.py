"""A whole house in this process, with a clock that stands still until told, and photos that need no camera."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from display.kinds import ALBUMS, PRESENTATIONS
from display.library import rendition_path
from display.reports import take
from display.sales_room import SalesRoom
from kiosk import database
from kiosk.app import create_app
from kiosk.clock import Clock
from kiosk.commands.devices import hashed
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.device import Device
from kiosk.engine import ThreadingEngine
from kiosk.floor import Floor
from kiosk.kinds import BOOKINGS, DEVICES
from kiosk.transaction import Transaction, Writing

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # nine in the morning in the studio
ROOMS = {"tv": "sales-1", "other-tv": "sales-2", "presenter": "sales-1", "second": None, "desk": None, "board": None}

Line = dict[str, Any]
Answer = tuple[int, dict[str, Any]]


@cache
def _empty_house() -> bytes:
    """A data file of the present schema; making one takes a second, copying it nothing."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "house.sqlite3"
        database.prepare(file)
        return file.read_bytes()


def photo(number: int) -> str:
    """A photo's id."""
    return f"{number:016x}"


class SalesHouse:
    """Devices are named as in ROOMS; their role is the last word of their name ("other-tv" is a TV)."""

    def __init__(self, folder: Path) -> None:
        self._moment = START.timestamp()
        clock = Clock(wall=lambda: self._moment, monotonic=lambda: self._moment)
        self.media = folder / "media"
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "house.sqlite3").write_bytes(_empty_house())
        self.app: Flask = create_app(Settings(), ThreadingEngine(), folder / "data", self.media, clock)
        self.floor: Floor = self.app.extensions["floor"]
        self.sales: SalesRoom = self.app.extensions["sales_room"]
        self.store = self.floor.store
        self._taps = 0
        self.store.execute(Writing.by_system(), self._furnish)

    def _furnish(self, tx: Transaction) -> dict[str, Any]:
        for name, room in ROOMS.items():
            role = {"second": "presenter"}.get(name, name.rpartition("-")[2])
            token = hashed(f"token-of-{name}")
            tx.put(DEVICES, Device(id=name, role=role, name=name, token_hash=token, paired_at=tx.now, room=room))
        for number, party in ((2031, ("Ms Chen", "Mr Li")), (2032, ("Emma Whitfield",))):
            tx.put(BOOKINGS, Booking(number=number, starts_at=START, kind="selection", party=party, looks=("", "", "")))
        return {}

    def wait(self, seconds: float) -> None:
        self._moment += seconds

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self._moment, UTC)

    def client(self, device: str) -> FlaskClient:
        client = self.app.test_client()
        client.set_cookie("hth_device", f"token-of-{device}")
        return client

    def change_device(self, device: str, **fields: Any) -> None:
        def change(tx: Transaction) -> dict[str, Any]:
            tx.put(DEVICES, replace(tx.house.devices[device], **fields))
            return {}

        self.store.execute(Writing.by_system(), change)

    def revoke(self, device: str) -> None:
        self.change_device(device, revoked_at=self.now)

    # --- photos ---

    def report(self, *lines: Line) -> None:
        """What the darkroom would say."""
        assert self.store.execute(Writing.by_system("darkroom"), lambda tx: take(tx, lines)).status == 201

    def ready(self, number: int, booking: str = "2031", look: str = "", name: str = "", taken_at: str = "") -> Line:
        """A `ready` line, its TV and thumb renditions in place."""
        for rendition in ("tv", "thumb"):
            file = rendition_path(self.media, booking, photo(number), rendition)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"%d %s" % (number, rendition.encode()))
        name = name or f"DSC_{number:04d}.jpg"
        path = "/".join(filter(None, (booking, look, name)))
        size = {"size": 1, "mtime_ns": 1, "width": 3, "height": 2}
        told = {"name": name, "taken_at": taken_at or None, "look": look, "renditions": ["thumb", "tv"]}
        return {"type": "ready", "booking": booking, "photo": photo(number), "path": path, **size, **told}

    def drop(self, *numbers: int, booking: str = "2031") -> None:
        self.report(*(self.ready(number, booking) for number in numbers))

    def album(self, booking: str = "2031") -> Any:
        return self.store.house.of(ALBUMS)[booking]

    # --- the presenter's taps ---

    def tap(self, path: str, device: str = "presenter", actor: str = "mei", **fields: Any) -> Answer:
        self._taps += 1
        body = {"command_id": f"tap-{self._taps:08d}", "actor": actor, **fields}
        answer = self.client(device).post(path, json=body)
        return answer.status_code, answer.get_json()

    def start(self, booking: int = 2031, room: str = "sales-1", **fields: Any) -> int:
        status, answer = self.tap(f"/bookings/{booking}/presentations", room=room, **fields)
        assert status == 201, answer
        return int(answer["presentation"])

    def presentation(self, number: int) -> Any:
        return self.store.house.of(PRESENTATIONS).get(number)

    def grant(self, device: str, presentation: int) -> str:
        answer = self.client(device).get(f"/presentations/{presentation}/grant")
        assert answer.status_code == 200
        return str(answer.get_json()["grant"])

    def types(self, stream: str) -> list[str]:
        sql = "SELECT type FROM event WHERE stream = ? ORDER BY version"
        return [row["type"] for row in self.store.reader().execute(sql, (stream,))]


@contextmanager
def sales_house(folder: Path) -> Iterator[SalesHouse]:
    house = SalesHouse(folder)
    yield house
    house.store.close()


def configured(house: SalesHouse, **reveal: Any) -> None:
    """As if studio.toml said so of the reveal."""
    settings = house.floor.settings
    changed = settings.model_copy(update={"reveal": settings.reveal.model_copy(update=reveal)})
    object.__setattr__(house.floor, "base", changed)
    house.floor._overlaid.clear()
