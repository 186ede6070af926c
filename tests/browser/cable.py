"""A network cable between a browser and the server that can be pulled: nothing comes through any more, and nobody is told."""

import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Self

from ..serving import Server

CHUNK = 65536


class Cable:
    """Listens on a port of its own and passes everything on to the server, both ways, while it is `plugged`."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._plugged = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self.plug()
        self._spawn(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.plug()
        for end in (self._listener, *self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def plug(self) -> None:
        self._plugged.set()

    def pull(self) -> None:
        self._plugged.clear()

    def _spawn(self, work: Callable[..., None], *arguments: socket.socket) -> None:
        threading.Thread(target=work, args=arguments, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near = self._listener.accept()[0]
                self._ends.append(near)
                self._spawn(self._connect, near)

    def _connect(self, near: socket.socket) -> None:
        self._plugged.wait()
        with contextlib.suppress(OSError):
            far = socket.create_connection(("127.0.0.1", self._server.port))
            self._ends.append(far)
            self._spawn(self._pass_on, near, far)
            self._pass_on(far, near)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while content := source.recv(CHUNK):
                self._plugged.wait()
                target.sendall(content)
            target.shutdown(socket.SHUT_WR)
