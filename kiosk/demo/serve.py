"""`demo`: the real server on a lively studio in a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

from flask import Flask

from ..config import Settings
from ..floor import Floor
from . import day, frames

SESSIONS = (("2018", "wedding", 240), ("2019", "family", 90))


def prepare(app: Flask, one: Floor, address: str) -> None:
    """Fill an empty house, open the demo page, and let the painter play camera in a process of its own."""
    if not one.store.house.bookings:
        day.play(one.store, one.settings)
    one.demo_tokens.update(frames.pair_frames(one))
    app.register_blueprint(frames.bp)
    app.wsgi_app = frames.Framed(app.wsgi_app)  # type: ignore[method-assign]
    for frame in frames.FRAMES:
        print(f"  {frame.key:<10} {address}/as/{one.demo_tokens[frame.key]}{frame.path}", flush=True)
    print(f"The whole house on one page: {address}/demo", flush=True)


def fresh(folder: Path, settings: Settings) -> None:
    """A demo day is today's: an older one is put away, its photographs stay."""
    seeded = folder / "day.txt"
    from datetime import UTC, datetime

    today = datetime.now(UTC).astimezone(settings.zone).date().isoformat()
    if seeded.exists() and seeded.read_text() != today:
        for file in folder.glob("house.sqlite3*"):
            file.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    seeded.write_text(today)


def start_painters(media: Path) -> list[subprocess.Popen[bytes]]:
    """The cameras of the demo: they drop photographs into the folders of two sessions, as tethering would."""
    return [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "kiosk.demo.painter", "--media", str(media)]
            + ["--booking", booking, "--kind", kind, "--count", str(count), "--seed", booking],
            stdin=subprocess.DEVNULL,
            preexec_fn=lambda: os.nice(15),
        )
        for booking, kind, count in SESSIONS
    ]
