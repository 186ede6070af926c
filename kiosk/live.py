"""Live sync: the only module that knows sockets, and the only one that emits (docs/adr/0002).

Sockets never carry commands and never the truth: after each commit every audience hears `changed {from, seq, parts}`.
A screen whose own seq is `from` applies the parts; any other screen fetches its page again, which is the same bytes.
What a commit makes foreseeable follows as `foreseen {seq, parts}`: no finger waits for a prediction (docs/adr/0019).
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.http import parse_cookie

from . import i18n
from .broadcast import tuned_manager
from .commands.devices import hashed
from .domain.device import Device
from .engine import Engine
from .house import House
from .parts import Difference, Part, Renderer, difference
from .passes import GUEST_COOKIE
from .records import dataclass
from .store import Commit

PING_SECONDS = 2  # whole seconds: Engine.IO tells the client int(interval) * 1000
BEAT_SECONDS = 1.0
MAX_QUEUED = 64
MOST_MS = 10**15
STAFF_SCREENS = frozenset(
    {"board", "station", "desk", "rota", "presenter", "presenting", "choosing", "closing", "previewing", "readiness"}
)


@dataclass(frozen=True, slots=True)
class Audience:
    """Everyone who sees the same bytes: a screen, a language, and whose screen it is where that matters."""

    screen: str
    locale: str
    who: str = ""

    @property
    def key(self) -> str:
        return f"{self.screen}.{self.locale}.{self.who}"


@dataclass
class _Listening:
    """The parts that an audience was told, and of those `foreseen`, which come after all others."""

    shown: dict[str, Part] = field(default_factory=dict)
    foreseen: dict[str, Part] = field(default_factory=dict)
    sids: set[str] = field(default_factory=set)


Builder = Callable[[House, Audience], list[Part]]
Admit = Callable[[Device | None, str, str], Audience | None]
Guest = Callable[[str], Device | None]


def _both(first: Builder, second: Builder) -> Builder:
    return lambda house, audience: [*first(house, audience), *second(house, audience)]


def _by_id(parts: list[Part]) -> dict[str, Part]:
    return {part.id: part for part in parts}


class Live:
    """Keeps every screen in step with the house. `admit` says which audience a device may join."""

    def __init__(
        self, engine: Engine, renderer: Renderer, house: Callable[[], House], now: Callable[[], datetime]
    ) -> None:
        self.engine, self.renderer = engine, renderer
        self._house, self._now = house, now
        self._builders: dict[str, Builder] = {}
        self._foresee: dict[str, Builder] = {}
        self._unforeseen: House | None = None  # its commit is told, what follows from it is not
        self._speaking: set[str] = set()
        self._admit: Admit = lambda device, screen, who: None
        self._guest: Guest = lambda pass_: None
        self.offered: Callable[[], Sequence[str]] = lambda: i18n.LOCALES
        self.is_untold: Callable[[House, str], bool] = lambda house, stream: False
        self._listening: dict[Audience, _Listening] = {}
        self._sids: dict[str, tuple[str, Audience]] = {}
        self._lock = threading.RLock()
        self.seen: dict[str, datetime] = {}
        self.clocks: dict[str, timedelta] = {}  # how far ahead of ours a device's own clock was when it connected
        self.met: dict[str, datetime] = {}  # of those, by a socket: its screen was really open
        self.build = ""

    def start(self, app: Flask, admit: Admit, guest: Guest, build: str, broadcast: str) -> SocketIO:
        """Attach to the app; call before serving. `guest` knows the phone behind a guest pass."""
        self._admit, self._guest, self.build = admit, guest, build
        self._socketio = SocketIO(
            app,
            async_mode=self.engine.name,
            async_handlers=False,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            max_http_buffer_size=65536,
            transports=["websocket"],
            http_compression=False,
            manage_session=False,
            cors_allowed_origins=None,
            client_manager=tuned_manager(self.engine.name, broadcast),
        )
        self._server = self._socketio.server
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        return self._socketio

    def keep_beating(self) -> None:
        """Send the heartbeat from now on; call once, when the server is about to serve."""
        self.engine.spawn(self._beat)

    def add_screen(self, name: str, builder: Builder, speaks: bool = False) -> None:
        """`speaks`: its models, and not only its templates, depend on the language."""
        self._builders[name] = builder
        if speaks:
            self._speaking.add(name)

    def add_to_screen(self, name: str, builder: Builder) -> None:
        """More parts for a screen that somebody else has added, of what that one does not know."""
        self._builders[name] = _both(self._builders[name], builder)

    def add_foreseen(self, name: str, builder: Builder) -> None:
        """Parts of that screen that cost more than a finger should wait for: they are told once everybody has heard of the
        commit, and before the next one. No language may change their models."""
        self._foresee[name] = builder

    def look_again(self) -> None:
        """What is foreseen has changed without a commit: whoever shows something else is told now."""
        with self._lock:
            self._unforeseen = self._unforeseen or self._house()
        self._tell_foreseen()

    def parts(self, house: House, audience: Audience) -> list[Part]:
        return [*self._parts(self._builders, house, audience), *self._parts(self._foresee, house, audience)]

    def _parts(self, builders: dict[str, Builder], house: House, audience: Audience) -> list[Part]:
        builder = builders.get(audience.screen)
        return builder(house, audience) if builder else []

    def announce(self, commit: Commit) -> None:
        """Tell every audience what changed for it. Runs on the loop, once per commit, in seq order."""
        with self._lock:
            self._tell_foreseen()
            self._announce(commit)
            self._unforeseen = commit.house
        self.engine.spawn(self._foresee_soon)
        self._drop_revoked(commit)

    def _announce(self, commit: Commit) -> None:
        topics = self._topics(commit)
        message = {"from": commit.before.seq, "seq": commit.house.seq, "topics": topics, "at": self._ms()}
        if any(entry.type == "SettingsChanged" for entry in commit.entries):
            self.renderer.forget()
            message["renew"] = True  # the page itself has changed, not only its parts
        shown: dict[tuple[str, str, str], dict[str, Part]] = {}
        differences: dict[tuple[int, int], Difference] = {}  # languages of one screen show the same two dictionaries
        for audience in sorted(self._listening, key=lambda one: one.screen != "board"):
            screen = (audience.screen, audience.who, audience.locale if audience.screen in self._speaking else "")
            if screen not in shown:
                shown[screen] = _by_id(self._parts(self._builders, commit.house, audience))
            before, after = self._listening[audience].shown, shown[screen]
            both = id(before), id(after)
            if both not in differences:
                differences[both] = difference(before, after)
            self._listening[audience].shown = after
            self._tell("changed", audience, differences[both], message)

    def _topics(self, commit: Commit) -> list[str]:
        """The streams that went on, but those of which not every screen may know."""
        streams = dict.fromkeys(entry.stream for entry in commit.entries)
        return [one for one in streams if not (self.is_untold(commit.before, one) or self.is_untold(commit.house, one))]

    def _foresee_soon(self) -> None:
        self.engine.sleep(0)  # whoever tapped is answered first
        self._tell_foreseen()

    def _tell_foreseen(self) -> None:
        """What follows from the newest commit, to whom it is news. A screen that has fetched its page has it already."""
        with self._lock:
            house, self._unforeseen = self._unforeseen, None
            if house is None:
                return
            for audience in [one for one in self._listening if one.screen in self._foresee]:
                listening = self._listening[audience]
                after = _by_id(self._parts(self._foresee, house, audience))
                changed, listening.foreseen = difference(listening.foreseen, after), after
                if any(changed):
                    self._tell("foreseen", audience, changed, {"seq": house.seq, "topics": [], "at": self._ms()})

    def connected(self) -> set[str]:
        """Ids of the devices with a living socket."""
        return {device for device, _ in list(self._sids.values())}

    def joined(self, *screens: str) -> set[str]:
        """Whose of these screens somebody is looking at, as their audiences say."""
        return {audience.who for _, audience in list(self._sids.values()) if audience.screen in screens}

    def _tell(self, event: str, audience: Audience, changed: Difference, message: dict[str, Any]) -> None:
        fresh, gone = changed
        with i18n.speaking(audience.locale):
            pieces = [
                {"id": part.id, "into": part.into, "order": part.order, "html": self.renderer.html(part)}
                for part in fresh
            ]
        told = message if audience.screen in STAFF_SCREENS else {**message, "topics": []}  # guests learn no numbers
        self._server.emit(event, {**told, "parts": pieces, "gone": gone}, room=audience.key)

    def _connect(self, sid: str, environ: dict[str, Any], auth: dict[str, Any] | None = None) -> bool:
        device = self._device(environ, auth or {})
        query = parse_qs(environ.get("QUERY_STRING", ""))
        asked = {key: str((auth or {}).get(key) or query.get(key, [""])[0]) for key in ("screen", "who", "locale")}
        audience = self._admit(device, asked["screen"] or (device.role if device else ""), asked["who"])
        if audience is None:
            return False
        offered = self.offered()
        locale = asked["locale"] if asked["locale"] in offered else offered[0]
        audience = Audience(audience.screen, locale, audience.who)
        self._join(sid, device.id if device else "", audience)
        self._compare_clocks(device, (auth or {}).get("at"))
        return True

    def _compare_clocks(self, device: Device | None, at: object) -> None:
        """`at` is a device's own time in milliseconds, as it says itself."""
        if device and device.id in self._house().devices and isinstance(at, int) and abs(at) < MOST_MS:
            self.clocks[device.id] = timedelta(milliseconds=at - self._ms())

    def _note(self, device_id: str) -> None:
        """When a device of the house was last here; guests come and go."""
        if device_id in self._house().devices:
            self.seen[device_id] = self.met[device_id] = self._now()

    def _device(self, environ: dict[str, Any], auth: dict[str, Any]) -> Device | None:
        cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
        token = auth.get("token") or cookies.get("hth_device")
        device = self._house().device_for(hashed(str(token))) if token else None
        return device or self._guest(cookies.get(GUEST_COOKIE, ""))

    def _join(self, sid: str, device_id: str, audience: Audience) -> None:
        with self._lock:
            listening = self._listening.setdefault(audience, _Listening())
            house = self._house()
            if not listening.sids:
                listening.shown = _by_id(self._parts(self._builders, house, audience))
                listening.foreseen = _by_id(self._parts(self._foresee, house, audience))
            listening.sids.add(sid)
            self._sids[sid] = (device_id, audience)
            self._server.enter_room(sid, audience.key)
            self._note(device_id)
            self._server.emit("hello", {"seq": house.seq, "build": self.build, "at": self._ms()}, room=sid)

    def _disconnect(self, sid: str, *reason: str) -> None:
        with self._lock:
            device_id, audience = self._sids.pop(sid, ("", None))
            if audience is None:
                return
            self._note(device_id)
            listening = self._listening[audience]
            listening.sids.discard(sid)
            if not listening.sids:
                del self._listening[audience]

    def _drop_revoked(self, commit: Commit) -> None:
        revoked = [entry for entry in commit.entries if entry.type == "DeviceRevoked"]
        for entry in revoked:
            device_id = entry.public()["body"]["id"]
            for sid in [sid for sid, (owner, _) in self._sids.items() if owner == device_id]:
                self._server.emit("revoked", {}, room=sid)
                self.engine.spawn(self._close_soon, sid)

    def _close_soon(self, sid: str) -> None:
        self.engine.sleep(0.2)
        self._server.disconnect(sid)

    def _beat(self) -> None:
        """The heartbeat from which screens draw their freshness; it carries seq, so falling behind is noticed too."""
        while True:
            self.engine.sleep(BEAT_SECONDS)
            self._server.emit("beat", {"seq": self._house().seq, "at": self._ms()})
            self._cut_off_the_deaf()

    def _cut_off_the_deaf(self) -> None:
        """A client that no longer reads is disconnected before its queue grows; it comes back and catches up."""
        for socket in list(self._server.eio.sockets.values()):
            if socket.queue.qsize() > MAX_QUEUED:
                self.engine.spawn(socket.close, False, True)

    def _ms(self) -> int:
        return int(self._now().timestamp() * 1000)
