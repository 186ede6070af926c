"""The real server in a process of its own, and real clients for it."""

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import engineio
import socketio

from kiosk.keys import secret

from .zygote import Forked

ROOT = Path(__file__).parents[1]
PATIENCE = 30.0


def _noon() -> str:
    """A time zone in which it is about noon, so that “in ten minutes” and “an hour ago” are today at any hour of the night."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


ZONE = ZoneInfo(_noon())


def _whole(stream: Any) -> str:
    with stream:
        return str(stream.read())


def python_module(*command: str) -> "subprocess.Popen[str]":
    """`python -m` in a session of its own, with what it says to be read."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", *command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )


class Server:
    """`hand-to-hand serve` (or `demo`) on a free port with its own folders. Use as a context manager."""

    forks = False  # the tests do (tests/zygote.py); a bench measures the real command

    def __init__(self, folder: Path, engine: str = "eventlet", command: str = "serve", *flags: str) -> None:
        self.folder, self.engine, self.command, self.flags = folder, engine, command, flags
        self.port = 0
        self.data, self.media = folder / "data", folder / "media"
        self.data.mkdir(parents=True, exist_ok=True)
        self.process: subprocess.Popen[str] | Forked | None = None
        self.errors: list[str] = []
        self._readers: list[threading.Thread] = []

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> Self:
        self.set_the_clock()
        self.process = self._begun(
            *(self.command, "--host", "127.0.0.1", "--port", str(self.port)),
            *("--data", str(self.data), "--media", str(self.media), "--async-mode", self.engine, *self.flags),
        )
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._readers = [
            threading.Thread(target=self._read, args=(self.process.stdout, lines.put), daemon=True),
            threading.Thread(target=self._read, args=(self.process.stderr, self.errors.append), daemon=True),
        ]
        for reader in self._readers:
            reader.start()
        self.port = self._await_port(lines)
        return self

    def _begun(self, *arguments: str) -> "subprocess.Popen[str] | Forked":
        return Forked(list(arguments)) if self.forks else python_module("kiosk", *arguments)

    def _read(self, stream: Any, put: Any) -> None:
        with stream:
            for line in stream:
                put(line)
        put("")

    def _await_port(self, lines: "queue.SimpleQueue[str]") -> int:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            line = lines.get(timeout=PATIENCE)
            found = re.search(r"is serving at http://[^:]+:(\d+)", line)
            if found:
                return int(found.group(1))
            if not line:
                break
        raise AssertionError("the server did not start: " + "".join(self.errors))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """As a power cut would: at once, with everything the server started."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        for reader in self._readers:
            reader.join(5)

    def restart(self) -> "Server":
        """Kill and start again on the same port and folders."""
        self.kill()
        return self.start()

    def set_the_clock(self) -> None:
        """The studio is where it is noon, unless a test says where it is."""
        file = self.data / "studio.toml"
        said = file.read_text("utf-8") if file.exists() else ""
        if "time_zone" not in said:
            here = f'[studio]\ntime_zone = "{ZONE.key}"\n'
            file.write_text(said.replace("[studio]\n", here) if "[studio]\n" in said else here + said, "utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Another command of the program on the same data folder."""
        self.set_the_clock()
        process = self._begun(*arguments, "--data", str(self.data))
        with ThreadPoolExecutor(2) as both:
            said, complained = both.map(_whole, (process.stdout, process.stderr))
        return subprocess.CompletedProcess(arguments, process.wait(10), said, complained)

    def invite(self, role: str, **fields: str) -> str:
        """A fresh pairing code, asked for as the command line asks for one."""
        headers = {
            "Authorization": f"Bearer {secret(self.data, 'control')}",
            "Content-Type": "application/json",
        }
        body = json.dumps({"role": role, "name": role, **fields})
        status, _, content = Client(self).request("POST", "/control/pairings", body, headers)
        assert status == 201, content
        return str(json.loads(content)["code"])

    def device(self, role: str, **fields: str) -> "Client":
        """A paired client of that role; `fields` are name, stage, room, staff, face."""
        client = Client(self)
        status, _, _ = client.request("GET", f"/pair/{self.invite(role, **fields)}")
        assert status == 303
        return client


class Client:
    """A scripted device: cookies, JSON, and command ids of its own."""

    def __init__(self, server: Server, cookie: str = "") -> None:
        self.server, self.cookie = server, cookie

    def request(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        sent = {"Accept": "application/json", **({"Cookie": self.cookie} if self.cookie else {}), **(headers or {})}
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        for value in response.headers.get_all("Set-Cookie") or []:
            if value.startswith("hth_device="):
                self.cookie = value.partition(";")[0]
        return response.status, dict(response.headers), content

    def get(self, path: str, **headers: str) -> Any:
        status, _, content = self.request("GET", path, headers=headers)
        assert status == 200, (status, content)
        return json.loads(content)

    def tap(self, path: str, command_id: str | None = None, **fields: Any) -> tuple[int, dict[str, Any]]:
        """POST a command; a fresh id unless one is given."""
        body = json.dumps({"command_id": command_id or uuid.uuid4().hex, **fields})
        status, _, content = self.request("POST", path, body, {"Content-Type": "application/json"})
        return status, json.loads(content)

    def form(self, path: str, **fields: str) -> tuple[int, dict[str, str], bytes]:
        """A plain form post, as a browser without script sends it."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        return self.request("POST", path, urlencode({"command_id": "", **fields}), headers)

    @contextmanager
    def socket(
        self, screen: str = "", who: str = "", locale: str = "en", token: bool = True, at: int | None = None
    ) -> Iterator["Listener"]:
        """`at` is what the device's own clock says, in milliseconds."""
        listener = Listener()
        listener.connect(self, screen, who, locale, token, at)
        try:
            yield listener
        finally:
            listener.close()


class _InOrder(engineio.Client):  # type: ignore[misc]
    """The library's client begins a thread for every message: on a busy machine a later one may be told first."""

    def _trigger_event(self, event: str, *args: Any, **how: Any) -> Any:
        return super()._trigger_event(event, *args, **{**how, "run_async": False})


class _Client(socketio.Client):  # type: ignore[misc]
    def _engineio_client_class(self) -> type[engineio.Client]:
        return _InOrder


class Listener:
    """A real Socket.IO client that keeps what it hears, in the order it came."""

    def __init__(self) -> None:
        self.client = _Client(reconnection_delay=0.1, reconnection_delay_max=0.5)
        self.heard: queue.Queue[tuple[str, dict[str, Any]]] = queue.Queue()
        for name in ("hello", "changed", "foreseen", "revoked"):
            self.client.on(name, lambda message, name=name: self.heard.put((name, message)))
        self.client.on("disconnect", lambda *reason: self.heard.put(("disconnect", {})))

    def connect(self, device: Client, screen: str, who: str, locale: str, token: bool, at: int | None = None) -> None:
        headers = {"Cookie": device.cookie} if token and device.cookie else {}
        auth = {"screen": screen, "who": who, "locale": locale, "at": at}
        self.client.connect(
            device.server.address, headers=headers, auth=auth, transports=["websocket"], wait_timeout=PATIENCE
        )

    def next(self, name: str, timeout: float = PATIENCE) -> dict[str, Any]:
        """The next message of that name; others before it are dropped."""
        deadline = time.monotonic() + timeout
        while True:
            heard, message = self.heard.get(timeout=max(0.01, deadline - time.monotonic()))
            if heard == name:
                return message

    def until(self, seq: int) -> list[dict[str, Any]]:
        """Every announcement up to that number. (Two commands that come together are told in one, and the house may have said
        something by itself.)"""
        told = [self.next("changed")]
        while told[-1]["seq"] < seq:
            told.append(self.next("changed"))
        return told

    def close(self) -> None:
        self.client.disconnect()
