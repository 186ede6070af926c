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

ANYONE = frozenset(["anyone"])


def only(*roles: str) -> frozenset[str]:
    return frozenset(roles)


# Every route and who may use it. A route without a row fails the test below: decide here who it is for.
MATRIX = {
    "GET /": ANYONE,
    "GET /healthz": ANYONE,
    "GET /openapi.json": ANYONE,
    "GET /static/<build>/<path:name>": ANYONE,
    "GET /pair": ANYONE,
    "POST /pair": ANYONE,
    "GET /pair/<code>": ANYONE,
    "POST /language": ANYONE,
    "POST /control/<name>": ANYONE,  # asks for the folder's secret, see test_control
    "GET /board": only("board", "station", "desk", "presenter", "lobby"),
    "GET /station": only("station", "desk"),
    "GET /station/<staff_id>": only("station", "desk"),
    "GET /desk": only("desk"),
    "GET /desk/bookings": only("desk"),
    "GET /desk/bookings/new": only("desk"),
    "GET /desk/bookings/<int:number>": only("desk"),
    "GET /desk/bookings/<int:number>/card": only("desk"),
    "GET /desk/clashes": only("desk"),
    "GET /desk/search": only("desk"),
    "POST /bookings": only("desk"),
    "POST /bookings/<int:number>": only("desk"),
    "POST /bookings/<int:number>/cancellation": only("desk"),
    "POST /bookings/<int:number>/restoration": only("desk"),
    "POST /visits/<int:visit_id>/party": only("station", "desk"),
    "GET /desk/import": only("desk"),
    "GET /desk/imports/<key>": only("desk"),
    "POST /imports": only("desk"),
    "POST /imports/<key>": only("desk"),
    "GET /desk/replay": only("desk"),
    "GET /desk/replay/<on>/moments": only("desk"),
    "GET /desk/evening": only("desk"),
    "GET /visits/<int:visit_id>/journey": only("station", "desk"),
    "GET /desk/devices": only("desk"),
    "POST /pairings": only("desk"),
    "POST /devices/<device_id>/revocation": only("desk"),
    "GET /events": only("desk"),
    "GET /desk/customers": only("desk"),
    "GET /desk/customers/<int:customer_id>": only("desk"),
    "GET /desk/customers/<int:customer_id>/edit": only("desk"),
    "GET /customers/<int:customer_id>/export.json": only("desk"),
    "POST /customers": only("desk"),
    "POST /customers/<int:customer_id>": only("desk"),
    "POST /customers/<int:customer_id>/host": only("desk"),
    "POST /customers/<int:customer_id>/contacts": only("desk"),
    "POST /customers/<int:customer_id>/notes": only("desk"),
    "POST /customers/<int:customer_id>/notes/<int:note>/pin": only("desk"),
    "POST /customers/<int:customer_id>/notes/<int:note>/removal": only("desk"),
    "POST /customers/<int:customer_id>/dates": only("desk"),
    "POST /customers/<int:customer_id>/dates/<int:place>/removal": only("desk"),
    "POST /customers/<int:customer_id>/merger": only("desk"),
    "POST /customers/<int:customer_id>/erasure": only("desk"),
    "GET /desk/bookings/<int:number>/brief": only("desk"),
    "GET /bookings/<int:number>/brief": only("station", "desk"),
    "POST /bookings/<int:number>/brief/readings": only("station", "desk"),
    "GET /bookings/<int:number>/sheet": only("station", "desk"),
    "GET /bookings/<int:number>/open": only("station", "desk"),
    "GET /visits/<int:visit_id>/sheet": only("station", "desk"),
    "GET /visits/<int:visit_id>/open": only("station", "desk"),
    "GET /staff": only("station", "desk", "presenter"),
    "GET /desk/people": only("desk"),
    "GET /desk/people/new": only("desk"),
    "GET /desk/people/<staff_id>": only("desk"),
    "GET /desk/people/<staff_id>/absence": only("desk"),
    "POST /staff": only("desk"),
    "POST /staff/<staff_id>": only("desk"),
    "POST /staff/<staff_id>/leaving": only("desk"),
    "POST /staff/<staff_id>/return": only("desk"),
    "POST /staff/<staff_id>/portrait": only("desk"),
    "GET /staff/<staff_id>/portrait": ANYONE,  # asks for the picture's own name or a paired screen, see test_people
    "POST /staff/<staff_id>/pin": only("desk"),
    "POST /staff/<staff_id>/badge": only("desk"),
    "POST /staff/<staff_id>/badge/removal": only("desk"),
    "POST /absences": only("desk"),
    "POST /absences/<int:absence_id>/cancellation": only("desk"),
    "POST /badges/pin": only("station", "desk", "presenter"),
    "POST /badges/code": only("station", "desk", "presenter"),
    "POST /badges/end": only("station", "desk", "presenter"),
    "GET /badges/me": only("station", "desk", "presenter"),
    "GET /desk/rota": only("desk"),
    "POST /rota/skips": only("desk"),
    "GET /desk/settings": only("desk"),
    "GET /desk/settings/<section>": only("desk"),
    "POST /settings/<section>": only("desk"),
    "POST /settings/<section>/rows": only("desk"),
    "POST /settings/<section>/check": only("desk"),
    "POST /settings/<section>/return": only("desk"),
    "POST /staff/<staff_id>/duty": only("station", "desk"),
    "POST /staff/<staff_id>/duty/end": only("station", "desk"),
    "POST /calls": only("lobby", "station", "desk"),
    "POST /calls/<int:call_id>/taking": only("station", "desk"),
    "GET /lobby": only("lobby"),
    "POST /lobby/lookups": only("lobby"),
    "POST /lobby/visits": only("lobby"),
    "POST /lobby/walk-ins": only("lobby"),
    "POST /lobby/answers": only("lobby"),
    "GET /lobby/samples/<key>": only("lobby"),
    "GET /arrive/<invitation>": ANYONE,  # asks for a living invitation, see test_arrivals
    "GET /presenter": only("presenter"),
    "GET /presenter/<int:presentation_id>": only("presenter"),
    "POST /bookings/<int:number>/presentations": only("presenter"),
    "GET /presentations/<int:presentation_id>/screen": only("presenter"),
    "GET /presentations/<int:presentation_id>/grant": only("presenter", "tv"),
    "POST /presentations/<int:presentation_id>/slides": only("presenter"),
    "POST /presentations/<int:presentation_id>/playing": only("presenter"),
    "POST /presentations/<int:presentation_id>/pause": only("presenter"),
    "POST /presentations/<int:presentation_id>/black": only("presenter"),
    "POST /presentations/<int:presentation_id>/end": only("presenter", "desk"),
    "GET /presenter/<int:presentation_id>/choosing": only("presenter"),
    "GET /presenter/<int:presentation_id>/closing": only("presenter"),
    "POST /presentations/<int:presentation_id>/marks": only("presenter"),
    "POST /presentations/<int:presentation_id>/marks/undo": only("presenter"),
    "POST /presentations/<int:presentation_id>/marks/package": only("presenter"),
    "POST /presentations/<int:presentation_id>/comparison": only("presenter"),
    "POST /presentations/<int:presentation_id>/zoom": only("presenter"),
    "POST /presentations/<int:presentation_id>/narrowing": only("presenter"),
    "POST /presentations/<int:presentation_id>/retouches": only("presenter"),
    "POST /presentations/<int:presentation_id>/retouches/<int:note>/removal": only("presenter"),
    "POST /presentations/<int:presentation_id>/confirmation": only("presenter"),
    "POST /bookings/<int:number>/photo-notes": only("presenter"),
    "POST /bookings/<int:number>/selection/reopening": only("presenter", "desk"),
    "POST /bookings/<int:number>/selection/sidecars": only("presenter", "desk"),
    "POST /bookings/<int:number>/selection/copies": only("presenter", "desk"),
    "GET /bookings/<int:number>/selection": only("presenter", "desk"),
    "GET /bookings/<int:number>/selection.csv": only("presenter", "desk"),
    "GET /bookings/<int:number>/selection.txt": only("presenter", "desk"),
    "GET /bookings/<int:number>/selection/sheet": only("presenter", "desk"),
    "GET /bookings/<int:number>/selection/card": only("presenter", "desk"),
    "GET /photos/<booking>/<photo>/<rendition>": ANYONE,  # asks for a grant, see tests/display
    "GET /tv": only("tv"),
    "GET /tv/state": only("tv"),
    "POST /tv/showing": only("tv"),
    "GET /visits": only("station", "desk", "board", "presenter"),
    "GET /visits/<int:visit_id>": only("station", "desk", "board", "presenter"),
    "POST /visits": only("station", "desk"),
    "POST /visits/<int:visit_id>/arrival": only("station", "desk"),
    "POST /visits/<int:visit_id>/greeting": only("station", "desk"),
    "POST /visits/<int:visit_id>/gate": only("station", "desk"),
    "POST /visits/<int:visit_id>/handoffs": only("station", "desk"),
    "POST /visits/<int:visit_id>/handoff/acceptance": only("station", "desk"),
    "POST /visits/<int:visit_id>/handoff/withdrawal": only("station", "desk"),
    "POST /visits/<int:visit_id>/stage": only("station", "desk"),
    "POST /visits/<int:visit_id>/escort": only("station", "desk"),
    "POST /visits/<int:visit_id>/escort/return": only("station", "desk"),
    "POST /visits/<int:visit_id>/farewell": only("station", "desk"),
    "POST /v/<code>/moods": ANYONE,  # the address is the permission, see tests/web/test_visit_page
    "POST /rooms/<room>/readiness": only("station", "desk"),
    "POST /visits/<int:visit_id>/undo": only("station", "desk"),
    "GET /v/<code>": ANYONE,  # whoever knows the 128-bit code, see test_visit_page
    "POST /v/<code>/call": ANYONE,
    "POST /v/<code>/call/end": ANYONE,
    "POST /v/<code>/concerns": ANYONE,
    "POST /v/<code>/concerns/<int:concern_id>/withdrawal": ANYONE,
    "POST /v/<code>/wish": ANYONE,
    "GET /v/<code>/feedback": ANYONE,
    "POST /v/<code>/feedback": ANYONE,
    "GET /visits/<int:visit_id>/page-code.svg": only("station", "desk"),
    "GET /visits/<int:visit_id>/concerns": only("station", "desk"),
    "POST /visits/<int:visit_id>/concerns": only("station", "desk"),
    "GET /concerns/<int:concern_id>": only("station", "desk"),
    "POST /concerns/<int:concern_id>/taking": only("station", "desk"),
    "POST /concerns/<int:concern_id>/solution": only("station", "desk"),
    "POST /concerns/<int:concern_id>/telling": only("station", "desk"),
    "GET /desk/concerns": only("desk"),
    "GET /feedback": only("lobby"),
    "POST /feedback": only("lobby"),
    "GET /desk/feedback": only("desk"),
    "POST /visits/<int:visit_id>/handoff/postponement": only("station", "desk"),
    "POST /visits/<int:visit_id>/handoff/refusal": only("station", "desk"),
    "POST /visits/<int:visit_id>/takeover": only("station", "desk"),
    "POST /visits/<int:visit_id>/recall": only("station", "desk"),
    "POST /visits/<int:visit_id>/parts": only("station", "desk"),
    "POST /visits/<int:visit_id>/parts/<int:part_id>/return": only("station", "desk"),
    "POST /visits/<int:visit_id>/moods": only("station", "desk"),
    "POST /visits/<int:visit_id>/cares": only("station", "desk"),
    "POST /visits/<int:visit_id>/locker": only("station", "desk"),
    "POST /visits/<int:visit_id>/host-visit": only("station", "desk"),
    "POST /visits/<int:visit_id>/owner-hello": only("station", "desk"),
    "POST /visits/<int:visit_id>/requests": only("station", "desk"),
    "POST /visits/<int:visit_id>/requests/<int:request_id>/sight": only("station", "desk"),
    "POST /visits/<int:visit_id>/poses": only("station", "desk"),
    "POST /visits/<int:visit_id>/still": only("station", "desk"),
    "POST /visits/<int:visit_id>/assistant": only("station", "desk"),
    "POST /visits/<int:visit_id>/sheet/lines": only("station", "desk"),
    "POST /visits/<int:visit_id>/sheet/sending": only("station", "desk"),
    "POST /visits/<int:visit_id>/sheet/receipt": only("station", "desk"),
    "POST /visits/<int:visit_id>/sheet/return": only("station", "desk"),
    "POST /visits/<int:visit_id>/alerts/<kind>/taking": only("station", "desk"),
}


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
