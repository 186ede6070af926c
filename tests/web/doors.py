"""The whole program in this process, with a lobby tablet, a desk and bookings of our own choosing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from kiosk import passes
from kiosk.app import create_app
from kiosk.commands.devices import hashed
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.device import Device
from kiosk.engine import ThreadingEngine
from kiosk.keys import secret
from kiosk.kinds import BOOKINGS, DEVICES
from kiosk.transaction import Transaction, Writing

FRAGMENT = {"Accept": "text/html", "X-Fragment": "1"}


class Studio:
    """A house with its doors open; every test may bring its own guests."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.app = create_app(settings, ThreadingEngine(), folder / "data", folder / "media")
        self.folder, self.media = folder / "data", folder / "media"
        self.store = self.app.extensions["floor"].store
        self._ids = count()
        self._put(*(self._device(role) for role in ("lobby", "desk", "station", "presenter")))

    def _device(self, role: str) -> tuple[Any, Any]:
        return DEVICES, Device(
            id=role, role=role, name="Lobby", token_hash=hashed(f"token-of-{role}"), paired_at=self.store.clock.now()
        )

    def _put(self, *things: tuple[Any, Any]) -> None:
        def put(tx: Transaction) -> dict[str, Any]:
            for kind, thing in things:
                tx.put(kind, thing)
            return {}

        self.store.execute(Writing.by_system(), put)

    def expects(self, number: int, minutes: float = 5, **fields: Any) -> Booking:
        """A booking `minutes` from now; its phone ends in its number."""
        known = {
            "kind": "shoot",
            "party": ("Ms Chen", "Mr Li"),
            "phone": f"+861380013{number:04d}",
            "host": "mei",
            "package": "Classic",
            "looks": ("white gown", "qipao"),
            "allowance": 30,
            "balance_cents": 499900,
        }
        starts_at = self.store.clock.now() + timedelta(minutes=minutes)
        booking = Booking(number=number, starts_at=starts_at, **{**known, **fields})
        self._put((BOOKINGS, booking))
        return booking

    def client(self, role: str = "lobby") -> FlaskClient:
        client = self.app.test_client()
        if role:
            client.set_cookie("hth_device", f"token-of-{role}")
        return client

    def tap(self, path: str, client: FlaskClient | None = None, role: str = "lobby", **fields: Any) -> Any:
        """Status and content of the JSON answer."""
        body = {"command_id": f"command-{next(self._ids)}", **fields}
        answer = (client or self.client(role)).post(path, json=body, headers={"Accept": "application/json"})
        return answer.status_code, answer.get_json()

    def fragment(self, path: str, locale: str = "en", **fields: Any) -> tuple[int, str]:
        """What the lobby's script gets."""
        body = {"command_id": f"command-{next(self._ids)}", **fields}
        answer = self.client().post(path, data=body, headers={**FRAGMENT, "X-Locale": locale})
        return answer.status_code, answer.get_data(as_text=True)

    def finds(self, number: int, name: str = "Chen", client: FlaskClient | None = None) -> dict[str, Any]:
        status, content = self.tap("/lobby/lookups", client, digits=f"{number:04d}", name=name)
        assert status == 201, content
        return dict(content)

    def checks_in(self, number: int, client: FlaskClient | None = None) -> dict[str, Any]:
        status, content = self.tap("/lobby/visits", client, ticket=self.finds(number, client=client)["ticket"])
        assert status == 201, content
        return dict(content)

    def visit(self, visit_id: int) -> Any:
        return self.store.house.visits[visit_id]

    def calls(self) -> list[str]:
        return [call.place for call in self.store.house.calls.values()]

    def events(self, type_: str) -> list[dict[str, Any]]:
        rows = self.store.reader().execute("SELECT body FROM event WHERE type = ? ORDER BY seq", (type_,))
        return [json.loads(row["body"]) for row in rows]


@contextmanager
def open_doors(folder: Path, settings: Settings | None = None) -> Iterator[Studio]:
    """Served to test clients."""
    studio = Studio(folder, settings or Settings())
    yield studio
    studio.store.close()


def a_phone(studio: Studio) -> FlaskClient:
    """A phone that has scanned the lobby's code."""
    invited = passes.invitation(secret(studio.folder, "guests"))
    client = studio.client("")
    answer = client.get(f"/arrive/{invited}")
    assert answer.status_code == 303 and answer.headers["Location"] == "/lobby"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Max-Age=1800" in cookie
    return client
