"""What a TV says of the set that it runs on: its engine, the plane it draws on, its memory, and what it holds.

Kept in memory only, like what it shows (screens.py). Built-in browsers differ widely: many draw web pages at 1080p on a 4K
panel, and an old engine may lack what a show needs (FAULTS §0.15).
"""

import re
from datetime import datetime

from kiosk.records import dataclass

OLDEST_CHROMIUM = 63
PLANE_4K = (3840, 2160)
_ENGINES = (  # in this order: Chromium also claims to be Safari
    ("Firefox", re.compile(r"Firefox/(\d+)")),
    ("Chromium", re.compile(r"(?:Chrome|Chromium)/(\d+)")),
    ("Safari", re.compile(r"Version/(\d+)[.\d]* .*Safari/")),
)
_SETS = {  # the more telling word first
    "Web0S": "webOS",
    "Tizen": "Tizen",
    "Android": "Android",
    "Linux": "Linux",
    "Windows": "Windows",
    "Mac OS": "macOS",
}


@dataclass(frozen=True, slots=True)
class Engine:
    """`version` is the major one; "" and 0 for a set that does not tell."""

    name: str
    version: int
    on: str

    @property
    def is_too_old(self) -> bool:
        return self.name == "Chromium" and self.version < OLDEST_CHROMIUM


@dataclass(frozen=True, slots=True)
class Condition:
    """`width` and `height` are the plane's, in device pixels; `memory_gb` what the set promises, rounded by its browser
    (None: it does not tell); `holds` photos of `held_mb` together; `longest_ms` is the longest frame since it last said so."""

    at: datetime
    engine: Engine
    width: int
    height: int
    memory_gb: float | None
    holds: int
    held_mb: float
    longest_ms: int
    is_kept_awake: bool

    @property
    def draws_4k(self) -> bool:
        return self.width >= PLANE_4K[0] and self.height >= PLANE_4K[1]


def engine_of(user_agent: str) -> Engine:
    """The engine behind a browser's User-Agent header."""
    on = next((name for word, name in _SETS.items() if word in user_agent), "")
    for name, pattern in _ENGINES:
        if found := pattern.search(user_agent):
            return Engine(name, int(found.group(1)), on)
    return Engine("", 0, on)
