"""The demo page: every screen of the house in one browser. A browser has one cookie for all of its frames, so each frame
lives below `/as/<token>/` and is that device; nothing of this exists outside `demo`."""

import hmac
from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, render_template

from ..commands.devices import hashed
from ..domain.device import Device
from ..domain.words import N_
from ..floor import Floor, floor
from ..keys import secret
from ..kinds import DEVICES
from ..records import dataclass
from ..transaction import Transaction, Writing
from ..web import open_to

bp = Blueprint("demo", __name__)


@dataclass(frozen=True, slots=True)
class Frame:
    """One screen on the demo page: its device, and its size in CSS pixels."""

    key: str
    label: str
    role: str
    path: str
    width: int
    height: int
    staff: str | None = None
    room: str | None = None


FRAMES = (
    Frame("lobby", N_("Lobby tablet"), "lobby", "/lobby", 1280, 800),
    Frame("mei", N_("Mei’s phone, host"), "station", "/station/mei", 390, 844, staff="mei"),
    Frame("lin", N_("Makeup station, Lin"), "station", "/station/lin", 820, 1180),
    Frame("zhao", N_("Studio station, Zhao"), "station", "/station/zhao", 820, 1180),
    Frame("board", N_("Board on the wall"), "board", "/board", 1920, 1080),
    Frame("presenter", N_("Presenter’s tablet"), "presenter", "/presenter", 1180, 820, room="sales-1"),
    Frame("tv", N_("Sales-room TV"), "tv", "/tv", 1920, 1080, room="sales-1"),
    Frame("desk", N_("Front desk"), "desk", "/desk", 1440, 900),
)


class Framed:
    """Lets `/as/<token>/…` in as the device with that token, mounted below that prefix."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith("/as/"):
            token, _, rest = path.removeprefix("/as/").partition("/")
            environ["hth.token"], environ["hth.framed"] = token, True
            environ["SCRIPT_NAME"], environ["PATH_INFO"] = f"/as/{token}", f"/{rest}"
        elif path == "/demo":
            environ["hth.framed"] = True
        return self.app(environ, start_response)


@bp.get("/demo")
@open_to("anyone")
def demo() -> str:
    tokens: dict[str, str] = floor().demo_tokens
    return render_template("demo/demo.html", frames=FRAMES, tokens=tokens)


def pair_frames(one: Floor) -> dict[str, str]:
    """Make a device for each frame; returns the tokens by frame key. They are those of the last start: a page that stood open
    while the server was away goes on."""
    key = secret(one.folder, "demo").encode()
    tokens = {frame.key: hmac.new(key, frame.key.encode(), "sha256").hexdigest() for frame in FRAMES}

    def put(tx: Transaction) -> dict[str, Any]:
        for frame in FRAMES:
            device = Device(
                id=f"demo-{frame.key}",
                role=frame.role,
                name=frame.label,
                token_hash=hashed(tokens[frame.key]),
                paired_at=tx.now,
                room=frame.room,
                staff=frame.staff,
            )
            tx.put(DEVICES, device)
        return {}

    one.store.execute(Writing.by_system(), put)
    return tokens
