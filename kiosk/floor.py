"""The running program's parts in one place, and how a request reaches them."""

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, current_app

from .asking import AskingScreens
from .commands.devices import new_code
from .config import Settings, laid_over
from .domain.house_settings import Override
from .engine import Engine
from .parts import Renderer
from .records import dataclass
from .sessions import Sessions
from .store import Commit, Store

if TYPE_CHECKING:
    from .live import Live


@dataclass(frozen=True)
class Floor:
    """`folder` holds the data and the secrets, `media` the photographs; `build` names this program's static files;
    `base` are the settings of studio.toml, over which the owner's own are laid."""

    base: Settings
    engine: Engine
    store: Store
    live: "Live"
    renderer: Renderer
    folder: Path
    media: Path
    build: str
    is_demo: bool = False
    demo_tokens: dict[str, str] = field(default_factory=dict)
    sessions: Sessions = field(default_factory=Sessions)
    asking: AskingScreens = field(default_factory=lambda: AskingScreens(new_code))
    remembering: list[Callable[[], None]] = field(default_factory=list)
    hearing: list[Callable[[Commit], None]] = field(default_factory=list)
    _overlaid: list[tuple[Mapping[str, Override], Settings]] = field(default_factory=list)

    def forget(self) -> None:
        """Nothing that was kept in memory for speed may outlast an erasure; `remembering` says how others forget theirs."""
        self.renderer.forget()
        for forget in self.remembering:
            forget()

    def heard(self, commit: Commit) -> None:
        """After each commit: the screens first, then whoever else of the house is `hearing`."""
        self.live.announce(commit)
        for hear in self.hearing:
            hear(commit)

    @property
    def settings(self) -> Settings:
        """The settings as they stand after the last commit; the same object until they change."""
        overrides = self.store.house.overrides
        if not self._overlaid or self._overlaid[0][0] is not overrides:
            found = laid_over(self.base, {one.section: one.value for one in overrides.values()})
            self._overlaid[:] = [(overrides, found)]
        return self._overlaid[0][1]


def floor() -> Floor:
    """The floor that serves the current request."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # two calls fewer than through the proxy
    found: Floor = app.extensions["floor"]
    return found
