"""From settings to a serving process: what `serve` and `demo` do."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from display import install as sales_room

from . import starting, watch
from .app import create_app
from .config import Settings
from .engine import make_engine
from .floor import Floor
from .network import ANY, address_for_others

Prepare = Callable[[Flask, Floor, str], None]


def serve(settings: Settings, folder: Path, media: Path, prepare: Prepare | None = None, is_demo: bool = False) -> None:
    """Open the house and serve until the process ends. `prepare` gets the app and its own address before serving."""
    engine = make_engine(settings.server.async_mode)
    app = create_app(settings, engine, folder, media, is_demo=is_demo)
    one: Floor = app.extensions["floor"]
    listener = engine.listen(settings.server.host, settings.server.port)
    host, port = listener.getsockname()[:2]
    address = f"http://{'127.0.0.1' if host in ANY else host}:{port}"
    network = address_for_others(host, port)
    _leave_address(folder, address, network)
    one.live.keep_beating()
    watch.start(one)
    sales_room.start(app, one)
    if prepare:
        prepare(app, one, address)
    print(f"Hand to Hand is serving at {address}", flush=True)
    if is_demo or sys.stdout.isatty():  # drawing the code takes a moment that a restart does not have
        _print_code(network + ("/demo" if is_demo else ""))
    starting.finish()
    engine.serve(listener, app.wsgi_app)


def _print_code(address: str) -> None:
    """The address for phones and tablets, to read and to scan."""
    from .qr import terminal

    print(f"{terminal(address)}\nOn the studio's network: {address}", flush=True)


def _leave_address(folder: Path, address: str, network: str) -> None:
    """Where the other commands of this machine reach the running server, and where the studio's screens do."""
    (folder / "serving.json").write_text(json.dumps({"address": address, "network": network, "pid": os.getpid()}))
