"""A party with its own phone: its page's address, and the weeks before it came."""

from pathlib import Path

from kiosk.app import create_app
from kiosk.config import load
from kiosk.demo import past
from kiosk.engine import ThreadingEngine
from kiosk.keys import secret
from kiosk.passes import visit_code
from kiosk.transaction import Writing

from ..serving import Client, Server


def page_of(server: Server, visit: int) -> str:
    """The path of this visit's page, as its QR code says it."""
    return f"/v/{visit_code(secret(server.data, 'visits'), visit)}"


def arrive(station: Client, number: int, holder: str = "lin") -> int:
    """Check the booking in, and bring its party to makeup."""
    status, answer = station.tap("/visits", actor="mei", booking=number)
    assert status == 201, answer
    path = f"/visits/{answer['visit']}"
    assert station.tap(f"{path}/gate", actor="mei")[0] == 201
    assert station.tap(f"{path}/handoffs", actor="mei", receiver=holder, stage="makeup")[0] == 201
    assert station.tap(f"{path}/handoff/acceptance", actor=holder)[0] == 201
    return int(answer["visit"])


def live_six_weeks(folder: Path) -> None:
    """Give the data folder a past: visits of the last weeks, before a server has it."""
    server = Server(folder)
    server.set_the_clock()
    app = create_app(load(server.data / "studio.toml"), ThreadingEngine(), server.data, server.media)
    store = app.extensions["floor"].store
    store.execute(Writing.by_system(), past.play)
    store.close()


def shown(client: Client, path: str, status: int = 200) -> str:
    """The page as a browser gets it."""
    found, _, content = client.request("GET", path, headers={"Accept": "text/html"})
    assert found == status, content
    return content.decode()
