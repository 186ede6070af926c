"""Role decides routes and fields, on the server (FAULTS T01, T24)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from kiosk.app import create_app
from kiosk.commands.devices import hashed
from kiosk.config import Settings
from kiosk.domain.device import ROLES, Device
from kiosk.engine import ThreadingEngine
from kiosk.kinds import DEVICES
from kiosk.transaction import Transaction, Writing

from ..serving import Client, Server
from .bookings import booking_line
from .matrix import ANYONE, MATRIX


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The whole program in this process, with a device of each role; its token is the role's name."""
    folder: Path = tmp_path_factory.mktemp("roles")
    app = create_app(Settings(), ThreadingEngine(), folder / "data", folder / "media")
    store = app.extensions["floor"].store

    def pair_all(tx: Transaction) -> dict[str, str]:
        for role in ROLES:
            token = hashed(f"token-of-{role}")
            tx.put(DEVICES, Device(id=role, role=role, name=role, token_hash=token, paired_at=tx.now, room="sales-1"))
        return {}

    store.execute(Writing.by_system(), pair_all)
    yield app
    store.close()


def routes(app: Flask) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_route_has_a_row_and_every_row_a_route(app: Flask) -> None:
    assert routes(app) == set(MATRIX)


def test_every_route_stands_in_the_docs(app: Flask) -> None:
    text = (Path(__file__).parents[2] / "docs" / "http.md").read_text("utf-8")
    known = {re.sub(r"<(?:int:)?\w+>", "<>", word) for word in re.findall(r"/[\w<>:./-]*", text)}
    rules = {re.sub(r"<(?:int:|path:)?\w+>", "<>", route.partition(" ")[2]) for route in routes(app)}
    assert rules - {re.sub(r"<path:\w+>", "<>", word) for word in known} == set()


@pytest.mark.parametrize("route", MATRIX)
def test_a_route_is_open_to_its_roles_and_to_nobody_else(app: Flask, route: str) -> None:
    method, _, rule = route.partition(" ")
    path = re.sub(r"<int:\w+>", "1", rule)
    path = re.sub(r"<[\w:]+>", "mei", path)
    for role in (*ROLES, None):
        client = app.test_client()
        if role:
            client.set_cookie("hth_device", f"token-of-{role}")
        status = client.open(path, method=method, headers={"Accept": "application/json"}).status_code
        is_let_in = status not in (401, 403)
        assert is_let_in == (MATRIX[route] == ANYONE or role in MATRIX[route]), (role, status)
        assert role is not None or MATRIX[route] == ANYONE or status == 401


CANARIES = ("Zzyzx", "Quuxley", "13800772211", "peculiar-wish", "peculiar-note", "54321", "543.21")


def test_the_public_face_holds_nothing_private_not_even_on_the_wire(house: Server) -> None:
    """Names, phone, notes and money of a party never leave the server towards a public screen."""
    line = booking_line(2033, names="Zzyzx Quuxley,", phone="13800772211") + "peculiar-note"
    file = house.folder / "one.csv"
    file.write_text(
        "Booking,Start,Type,Customer,Partner,Phone,Package,Looks,Photos,Extra price,Host,Balance due,Notes\n"
        + line.replace("4999", "543.21")
    )
    assert "1 new" in house.run("import", str(file)).stdout
    station, lobby, public = house.device("station"), house.device("lobby"), house.device("board", face="public")
    with lobby.socket(screen="board") as one, public.socket() as two, house.device("board").socket() as staff:
        for listener in (one, two, staff):
            listener.next("hello")
        visit = _walk_a_leg(station)
        wire = [str(listener.next("changed")) for listener in (one, two) for _ in range(4)]
        assert "Zzyzx" in str(staff.next("changed"))
    pages = [_page(client) for client in (lobby, public)]
    assert all("with Lin" in page or "Lin" in page for page in pages)
    for canary in CANARIES:
        assert not [text for text in (*wire, *pages) if canary in text], canary
    assert not [text for text in wire if "visit-1'" in text or "booking-" in text]  # not even which streams moved
    assert visit == 1


def _walk_a_leg(station: Client) -> int:
    status, answer = station.tap("/visits", actor="mei", booking=2033)
    assert status == 201, answer
    path = f"/visits/{answer['visit']}"
    assert station.tap(f"{path}/gate", actor="mei")[0] == 201
    assert station.tap(f"{path}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    assert station.tap(f"{path}/handoff/acceptance", actor="lin")[0] == 201
    return int(answer["visit"])


def _page(client: Client) -> str:
    status, _, content = client.request("GET", "/board", headers={"Accept": "text/html"})
    assert status == 200
    return content.decode()
