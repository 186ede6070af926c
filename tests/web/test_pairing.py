"""No screen without a paired device; a code works once, expires, and burns."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
import socketio

from kiosk import database
from kiosk.clock import Clock
from kiosk.commands import devices as commands
from kiosk.commands.people import list_staff
from kiosk.config import Settings
from kiosk.domain.device import CODE_ALPHABET, CODE_LENGTH, Pairing
from kiosk.engine import ThreadingEngine
from kiosk.network import ANY, own_address
from kiosk.store import Store
from kiosk.transaction import Writing

from ..serving import Client, Server


def test_the_command_line_prints_an_address_that_pairs(studio: Server) -> None:
    done = studio.run("pair", "--role", "station", "--stage", "makeup", "--name", "Makeup 1")
    found = re.search(rf"{studio.address}(/pair/\w+)", done.stdout)
    assert done.returncode == 0 and found, done
    assert Client(studio).request("GET", found.group(1))[1]["Location"] == "/station"


def test_the_command_line_prints_where_the_studios_other_machines_reach_the_server(tmp_path: Path) -> None:
    """On the server itself it is reached as 127.0.0.1 too, which leads a laptop that scans the code to the laptop."""
    with Server(tmp_path, "eventlet", "serve", "--host", ANY[0]) as server:
        served = server.run("pair", "--role", "desk").stdout
        assert f"http://{own_address()}:{server.port}/pair/" in served
    (server.data / "studio.toml").write_text("[server]\nport = 8099\n", "utf-8")
    assert f"http://{own_address()}:8099/pair/" in server.run("pair", "--role", "desk").stdout


def test_the_command_line_refuses_a_stage_that_is_not_there(studio: Server) -> None:
    done = studio.run("pair", "--role", "station", "--stage", "moon")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "There is no stage “moon” in this studio."


def test_an_unpaired_browser_is_led_to_pairing(studio: Server) -> None:
    status, headers, _ = Client(studio).request("GET", "/board", headers={"Accept": "text/html"})
    assert (status, headers["Location"]) == (303, "/pair")


def test_a_code_leads_to_the_roles_home_and_works_once(studio: Server) -> None:
    code = studio.invite("board", name="Wall")
    first, second = Client(studio), Client(studio)
    status, headers, _ = first.request("GET", f"/pair/{code}")
    assert (status, headers["Location"]) == (303, "/board")
    assert "HttpOnly" in headers["Set-Cookie"] and "SameSite=Strict" in headers["Set-Cookie"]
    status, _, content = second.request("GET", f"/pair/{code}")
    assert (status, json.loads(content)["code"]) == (404, "pairing_refused")
    assert first.request("GET", "/board", headers={"Accept": "text/html"})[0] == 200


def test_a_code_may_be_typed_with_spaces_and_in_small_letters(studio: Server) -> None:
    code = studio.invite("lobby").lower()
    status, headers, _ = Client(studio).form("/pair", code=f"{code[:4]} - {code[4:]}")
    assert (status, headers["Location"]) == (303, "/lobby")


def test_the_sixth_guess_fails_even_when_it_is_right(studio: Server) -> None:
    code = studio.invite("desk")
    for wrong in range(5):
        assert Client(studio).request("GET", f"/pair/WRONG{wrong:03d}")[0] == 404
    assert Client(studio).request("GET", f"/pair/{code}")[0] == 404


def test_a_code_expires_after_ten_minutes(tmp_path: Path) -> None:
    class Later(Clock):
        late = timedelta()

        def now(self) -> datetime:
            return super().now() + self.late

    clock = Later()
    store = Store(tmp_path, ThreadingEngine(), clock, lambda now: now.date())
    settings = Settings()
    store.execute(Writing.by_system(), lambda tx: list_staff(tx, settings))
    wanted = Pairing(code_hash="", role="desk", name="", expires_at=clock.now())
    for code, late in (("BCDFGHJK", timedelta(minutes=9, seconds=59)), ("CCDFGHJK", timedelta(minutes=10, seconds=1))):
        clock.late = timedelta()
        store.execute(Writing.by_system(), lambda tx, code=code: commands.invite(tx, settings, code, wanted))  # type: ignore[misc]
        clock.late = late
        answer = store.execute(Writing.by_system(), lambda tx, code=code: commands.pair(tx, code, "token"))  # type: ignore[misc]
        assert bool(answer.content["device"]) == (late < timedelta(minutes=10))
    store.close()


def test_codes_come_from_letters_that_nobody_confuses() -> None:
    codes = {commands.new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET) for code in codes)


def test_neither_codes_nor_tokens_are_stored(studio: Server, devices: dict[str, Client]) -> None:
    code = studio.invite("tv")
    token = devices["desk"].cookie.partition("=")[2]
    reader = database.open_reader(studio.data / "house.sqlite3")
    dump = "\n".join(reader.iterdump())
    assert code not in dump and token not in dump


def test_a_revoked_device_is_out_at_once(studio: Server, devices: dict[str, Client]) -> None:
    tablet = studio.device("station", name="Lost tablet")
    with tablet.socket(screen="station", who="lin") as listener:
        listener.next("hello")
        reader = database.open_reader(studio.data / "house.sqlite3")
        row = reader.execute("SELECT id FROM device WHERE body LIKE '%Lost tablet%'").fetchone()
        assert devices["desk"].tap(f"/devices/{row['id']}/revocation")[0] == 201
        listener.next("revoked", timeout=1.0)
        listener.next("disconnect", timeout=1.0)
    assert tablet.request("GET", "/visits")[0] == 401


def test_a_socket_without_a_token_is_refused(studio: Server) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError), Client(studio).socket():
        pass


def test_a_socket_from_a_foreign_origin_is_refused(studio: Server, devices: dict[str, Client]) -> None:
    client = socketio.Client()
    headers = {"Cookie": devices["board"].cookie, "Origin": "http://evil.example"}
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(studio.address, headers=headers, transports=["websocket"])


def test_a_screen_hears_only_what_its_role_may_see(devices: dict[str, Client]) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError), devices["tv"].socket(screen="board"):
        pass
    with devices["lobby"].socket(screen="board") as listener:
        listener.next("hello")  # admitted, but to the public face: see test_roles


def test_the_language_leads_back_to_this_house_and_to_no_other(house: Server) -> None:
    device = house.device("lobby")
    for back, leads in (("/lobby", "/lobby"), ("//evil.example/x", "/"), ("https://evil.example/", "/"), ("", "/")):
        fields = urlencode({"command_id": uuid4().hex, "locale": "zh_Hans", "back": back})
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        status, answered, _ = device.request("POST", "/language", fields, headers)
        assert (status, answered["Location"]) == (303, leads)
