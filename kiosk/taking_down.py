"""How many consents have ended whose pictures are still up: the desk's *Today* says so, and leads to them (REQUIREMENTS E20)."""

from flask import current_app

from .domain.customer import CustomerErased, CustomersMerged
from .domain.events import ConsentAnswered, ConsentEndSettled
from .engine import Engine
from .floor import Floor
from .house import House
from .parts import Part
from .queries.consents import ended_consents
from .store import Commit

CHANGING = frozenset(one.__name__ for one in (ConsentAnswered, ConsentEndSettled, CustomerErased, CustomersMerged)) | {
    "SettingsChanged"
}
SOON_SECONDS = 1.0  # a guest answers for one use after the other


class TakingDown:
    """Counted outside the serving loop, for it reads every answer ever given: before the desk's page is drawn, and soon after
    an answer, the desk's own tap, or the turn of the day. Until then what was counted last stands."""

    def __init__(self, one: Floor) -> None:
        self._floor = one
        self._engine: Engine = one.engine
        self._count: int | None = None
        self._is_waiting = False

    def parts(self, house: House) -> list[Part]:
        return [Part("consents-due", "walk-in", 1, "desk/_consents_due.html", self._count)] if self._count else []

    def hear(self, commit: Commit) -> None:
        """Nobody who has not looked at the desk yet waits for a number."""
        is_another_day = commit.before.today != commit.house.today
        if self._count is None or not (is_another_day or any(entry.type in CHANGING for entry in commit.entries)):
            return
        if not self._is_waiting:
            self._is_waiting = True
            self._engine.spawn(self._look_soon)

    def _look_soon(self) -> None:
        self._engine.sleep(SOON_SECONDS)
        self._is_waiting = False
        self.look()
        self._floor.live.look_again()

    def look(self) -> None:
        one = self._floor
        self._count = len(self._engine.run_native(ended_consents, one.store, one.settings))


def taking_down() -> TakingDown:
    """That of the house which serves the current request."""
    found: TakingDown = current_app.extensions["taking_down"]
    return found
