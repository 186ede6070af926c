"""The running program's parts in one place, and how a request reaches them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from .config import Settings
from .engine import Engine
from .parts import Renderer
from .store import Store

if TYPE_CHECKING:
    from .live import Live


@dataclass(frozen=True)
class Floor:
    """`folder` holds the data and the secrets, `media` the photographs; `build` names this program's static files."""

    settings: Settings
    engine: Engine
    store: Store
    live: "Live"
    renderer: Renderer
    folder: Path
    media: Path
    build: str
    is_demo: bool = False
    demo_tokens: dict[str, str] = field(default_factory=dict)


def floor() -> Floor:
    """The floor that serves the current request."""
    found: Floor = current_app.extensions["floor"]
    return found
