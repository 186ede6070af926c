"""`demo`: the real server on a lively studio in a data folder of its own."""

import ctypes
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from ..config import Settings
from ..floor import Floor
from . import day, frames
from .guests import MORE_ROOMS

PR_SET_PDEATHSIG = 1
SESSIONS = (("2018", "wedding", 0.8), ("2019", "family", 0.2))


def prepare(app: Flask, one: Floor, address: str, photos: int, speed: float | None) -> None:
    """Fill an empty house, open the demo page, and let the painters play camera until there are `photos`. The day goes on at
    that `speed`; without one it stands still."""
    if not one.store.house.bookings:
        day.play(one.store, one.settings)
    one.demo_tokens.update(frames.pair_frames(one))
    app.register_blueprint(frames.bp)
    app.wsgi_app = frames.Framed(app.wsgi_app)  # type: ignore[method-assign]
    for frame in frames.FRAMES:
        print(f"  {frame.key:<10} {address}/as/{one.demo_tokens[frame.key]}{frame.path}", flush=True)
    if photos:
        start_painters(one.media, photos)
    app.config["GOES_ON"] = bool(speed)  # the page says so
    if speed:
        go_on(one.folder, speed)
    print(f"The whole house on one page: {address}/demo", flush=True)


def with_more_rooms(settings: Settings) -> Settings:
    """The house of the demo, whatever rooms its studio.toml names."""
    known = {room.key for room in settings.rooms}
    rooms = (*settings.rooms, *(room for room in MORE_ROOMS if room.key not in known))
    stages = [stage.key for stage in settings.stages]
    return settings.model_copy(update={"rooms": tuple(sorted(rooms, key=lambda room: stages.index(room.stage)))})


def fresh(folder: Path, settings: Settings) -> None:
    """A demo day is today's: an older one is put away, its photographs stay."""
    seeded = folder / "day.txt"
    today = datetime.now(UTC).astimezone(settings.zone).date().isoformat()
    if seeded.exists() and seeded.read_text() != today:
        for file in folder.glob("house.sqlite3*"):
            file.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    seeded.write_text(today)


def start_painters(media: Path, photos: int) -> None:
    """The cameras of the demo: they drop photographs into the folders of its sessions, as tethering would. They are
    nice to everything else and end with the server."""
    for booking, kind, share in SESSIONS:
        _beside_the_server(
            *("kiosk.demo.painter", "--media", str(media), "--booking", booking, "--kind", kind),
            *("--count", str(int(photos * share)), "--seed", booking, "--pace", "6", "--with-damaged"),
        )


def go_on(folder: Path, speed: float) -> None:
    """Simulated colleagues see to the parties, and new ones come (going_on.py)."""
    _beside_the_server("kiosk.demo.going_on", "--data", str(folder), "--speed", str(speed))


def _beside_the_server(*module: str) -> None:
    subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", *module],
        stdin=subprocess.DEVNULL,
        preexec_fn=_end_with_the_server,  # noqa: PLW1509 - one system call, no lock taken
    )


def _end_with_the_server() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
