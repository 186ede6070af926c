"""A simulated screen: plain HTTP with a device cookie, patient while the server is away, and able to die in mid-tap."""

import socket
import time
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from .taps import Answer, Sent

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.1
ANSWER_SECONDS = 30.0
JSON = {"Accept": "application/json", "Content-Type": "application/json"}


class Lost(Exception):
    """No answer came; nobody knows whether the question arrived."""


class Tablet:
    """One device. Its connection is kept as a browser keeps it. Not for two threads at once: see `twin`."""

    def __init__(self, address: str, cookie: str = "") -> None:
        where = urlsplit(address)
        self.address, self.cookie = address, cookie
        self.host, self.port = where.hostname or "127.0.0.1", where.port or 80
        self._connection: HTTPConnection | None = None

    def twin(self) -> "Tablet":
        """The same device with a connection of its own, as a second tab has."""
        return Tablet(self.address, self.cookie)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One try. Raises `Lost`."""
        began = time.monotonic()
        if self._connection is None:
            self._connection = HTTPConnection(self.host, self.port, timeout=ANSWER_SECONDS)
        try:
            self._connection.request(method, path, body, {**JSON, **self._cookies(), **headers})
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, HTTPException) as error:
            self.close()
            raise Lost(str(error)) from error
        if response.will_close:
            self.close()
        for value in response.headers.get_all("Set-Cookie") or []:
            if value.startswith("hth_device="):
                self.cookie = value.partition(";")[0]
        return Answer(response.status, content, time.monotonic() - began)

    def ask_until_answered(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Repeat the same until it is answered for good; a server that restarts is waited for. Raises `Lost`."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                answer = self.ask(method, path, body, **headers)
            except Lost:
                if time.monotonic() > deadline:
                    raise
            else:
                if answer.is_final or time.monotonic() > deadline:
                    return answer
            time.sleep(PAUSE_SECONDS)

    def get(self, path: str) -> dict[str, Any]:
        """What stands there; raises `Lost` where it cannot be read at all."""
        answer = self.ask_until_answered("GET", path)
        if answer.status != 200:
            raise Lost(f"{path} answered {answer.status}")
        return answer.content

    def post(self, sent: Sent) -> Answer:
        sent.tries += 1
        return self.ask_until_answered("POST", sent.tap.path, sent.body)

    def die(self, sent: Sent, has_sent_it: bool) -> None:
        """The tablet goes dark in mid-tap: the question has left it whole and its answer is never read, or only half of
        it has."""
        sent.tries += 1
        head = "".join(f"{name}: {value}\r\n" for name, value in {**JSON, **self._cookies()}.items())
        question = (
            f"POST {sent.tap.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{head}"
            f"Content-Length: {len(sent.body)}\r\n\r\n"
        ).encode() + sent.body
        try:
            with socket.create_connection((self.host, self.port), timeout=ANSWER_SECONDS) as line:
                line.sendall(question if has_sent_it else question[: len(question) // 2])
        except OSError:
            pass  # dying in front of a dead server is not different

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def _cookies(self) -> dict[str, str]:
        return {"Cookie": self.cookie} if self.cookie else {}
