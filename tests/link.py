"""The studio's Wi-Fi between a screen and the server: it can be cut, or swallow everything while looking alive."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Link:
    """A relay on a port of its own. `cut()` drops every connection and takes no new one; `swallow()` keeps connections
    open and passes nothing on (a black hole: no FIN, no RST); `heal()` makes it whole again."""

    def __init__(self, target: int) -> None:
        self.target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._selector = selectors.DefaultSelector()
        self._peers: dict[socket.socket, socket.socket] = {}
        self._state = "whole"
        self._is_over = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        with self._lock:
            self._state = "cut"
            self._drop_all()

    def swallow(self) -> None:
        with self._lock:
            self._state = "swallowing"

    def heal(self) -> None:
        """Connections that were swallowed are gone for good, as after a roam; new ones work."""
        with self._lock:
            if self._state == "swallowing":
                self._drop_all()
            self._state = "whole"

    def close(self) -> None:
        self._is_over = True
        self._thread.join(5)
        with self._lock:
            self._drop_all()
        self._listener.close()
        self._selector.close()

    def _run(self) -> None:
        while not self._is_over:
            for key, _ in self._selector.select(timeout=0.02):
                with self._lock:
                    self._serve(key.fileobj)  # type: ignore[arg-type]

    def _serve(self, ready: socket.socket) -> None:
        if ready is self._listener:
            self._accept()
        elif self._state == "swallowing":
            ready.recv(65536)
        elif ready in self._peers:
            self._pass_on(ready)

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        if self._state == "cut":
            near.close()
            return
        try:
            far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            near.close()
            return
        for one, other in ((near, far), (far, near)):
            self._peers[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _pass_on(self, source: socket.socket) -> None:
        try:
            data = source.recv(65536)
            if data:
                self._peers[source].sendall(data)
                return
        except OSError:
            pass
        self._drop(source)

    def _drop(self, one: socket.socket) -> None:
        other = self._peers.pop(one, None)
        for end in (one, other):
            if end is not None:
                self._peers.pop(end, None)
                self._selector.unregister(end)
                end.close()

    def _drop_all(self) -> None:
        for one in list(self._peers):
            if one in self._peers:
                self._drop(one)


@contextmanager
def link_to(port: int) -> Iterator[Link]:
    link = Link(port)
    try:
        yield link
    finally:
        link.close()
