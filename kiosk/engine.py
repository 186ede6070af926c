"""The async engine behind one seam: the only module that knows eventlet (docs/adr/0006).

No monkey-patching: with it, a log line inside a native thread can deadlock the server. Everything that blocks (the
writer, the darkroom's pipe) runs in native threads and comes back to the serving loop through `post`, in order.
"""

import logging
import os
import queue
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

# eventlet's own DNS needs dnspython and costs a fifth of the start-up; a studio's server looks nothing up.
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")

log = logging.getLogger(__name__)

Wsgi = Callable[..., Any]


class Signal(Protocol):
    """Set once from the loop, awaited by whoever handles a request."""

    def set(self) -> None: ...

    def wait(self, timeout: float) -> bool: ...


class Engine(Protocol):
    """What may differ between engines; nothing else in the program does."""

    name: str

    def spawn(self, function: Callable[..., object], *args: object) -> None: ...

    def sleep(self, seconds: float) -> None: ...

    def signal(self) -> Signal: ...

    def post(self, function: Callable[[], None]) -> None:
        """Run `function` on the serving loop, in the order posted. Callable from any native thread."""

    def run_native(self, function: Callable[..., Any], *args: object) -> Any:
        """Run something that blocks without stopping the loop, and return its result."""

    def listen(self, host: str, port: int) -> socket.socket: ...

    def serve(self, listener: socket.socket, app: Wsgi) -> None:
        """Serve until the process ends."""


class _EventletSignal:
    def __init__(self) -> None:
        from eventlet.event import Event

        self._event = Event()

    def set(self) -> None:
        if not self._event.ready():
            self._event.send(True)

    def wait(self, timeout: float) -> bool:
        return bool(self._event.wait(timeout))


class EventletEngine:
    name = "eventlet"

    def __init__(self) -> None:
        import eventlet
        from eventlet.greenio import GreenSocket

        self._eventlet = eventlet
        self._posted: deque[Callable[[], None]] = deque()
        self._wake, doorbell = socket.socketpair()
        self._wake.setblocking(False)
        self._doorbell = GreenSocket(doorbell)
        eventlet.spawn(self._run_posted)

    def spawn(self, function: Callable[..., object], *args: object) -> None:
        self._eventlet.spawn(_logged, function, *args)

    def sleep(self, seconds: float) -> None:
        self._eventlet.sleep(seconds)

    def signal(self) -> Signal:
        return _EventletSignal()

    def post(self, function: Callable[[], None]) -> None:
        self._posted.append(function)
        with suppress(BlockingIOError):  # the bell is ringing already; whoever answers it drains the whole queue
            self._wake.send(b"!")

    def _run_posted(self) -> None:
        while self._doorbell.recv(4096):
            while self._posted:
                _logged(self._posted.popleft())

    def run_native(self, function: Callable[..., Any], *args: object) -> Any:
        from eventlet import tpool

        return tpool.execute(function, *args)

    def listen(self, host: str, port: int) -> socket.socket:
        listener = self._eventlet.listen((host, port), backlog=512, reuse_addr=True)
        _tune(listener)
        return listener  # type: ignore[no-any-return]

    def serve(self, listener: socket.socket, app: Wsgi) -> None:
        from eventlet import wsgi

        wsgi.server(listener, app, log_output=False, debug=False, keepalive=30, socket_timeout=30, max_size=1024)


class ThreadingEngine:
    """One thread a request. One sequencer thread runs what is posted, so that announcements keep their order."""

    name = "threading"

    def __init__(self) -> None:
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        threading.Thread(target=self._run_posted, name="sequencer", daemon=True).start()

    def spawn(self, function: Callable[..., object], *args: object) -> None:
        threading.Thread(target=_logged, args=(function, *args), daemon=True).start()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def signal(self) -> Signal:
        return threading.Event()

    def post(self, function: Callable[[], None]) -> None:
        self._posted.put(function)

    def _run_posted(self) -> None:
        while True:
            _logged(self._posted.get())

    def run_native(self, function: Callable[..., Any], *args: object) -> Any:
        return function(*args)

    def listen(self, host: str, port: int) -> socket.socket:
        listener = socket.create_server((host, port), backlog=512)
        _tune(listener)
        return listener

    def serve(self, listener: socket.socket, app: Wsgi) -> None:
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Handler(WSGIRequestHandler):
            protocol_version = "HTTP/1.1"

            def log(self, *args: object) -> None:
                pass

        host, port = listener.getsockname()[:2]
        make_server(host, port, app, threaded=True, request_handler=Handler, fd=listener.fileno()).serve_forever()


def keep_doing(engine: Engine, seconds: float, act: Callable[[], object]) -> None:
    """Do it every so many seconds for ever. A fault in one round is in the log, and the next round comes all the same."""

    def rounds() -> None:
        while True:
            engine.sleep(seconds)
            _logged(act)

    engine.spawn(rounds)


def _logged(function: Callable[..., object], *args: object) -> None:
    """The loop outlives a fault in one task; the fault is in the log."""
    try:
        function(*args)
    except Exception:
        log.exception("task %s failed", getattr(function, "__qualname__", function))


def _tune(listener: socket.socket) -> None:
    """Small frames leave at once, and the kernel does not hide megabytes of a dead tablet's backlog (accepted sockets
    inherit both)."""
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 131072)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 4000)


def make_engine(name: str) -> Engine:
    """The engine for the `async_mode` setting: `eventlet` or `threading`."""
    return EventletEngine() if name == "eventlet" else ThreadingEngine()
