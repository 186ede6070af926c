"""Whoever else taps in the house: what they touch is left to them for a good while. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from .invariants import Shown
from .taps import Tap

GOOD_WHILE = timedelta(minutes=15)
STREAM = "visit-"


class Visitors:
    """Reads the log, all of it and in its order; the same twice does no harm. `name` begins the names of the simulation's own
    screens, today's and earlier ones'. `whole_of` tells whom some have left to go their own way, `off` whom the simulation
    has sent off duty."""

    def __init__(self, name: str) -> None:
        self.whole_of: dict[int, int] = {}
        self.off: set[str] = set()
        self._name, self._own = name, set[str]()
        self._touched: dict[int, datetime] = {}

    def read(self, log: Iterable[Shown]) -> set[int]:
        """The parties that somebody else has touched in it."""
        found = set()
        for entry in log:
            self._note(entry)
            if entry["device"] and entry["device"] not in self._own and (visit := _visit(entry)):
                self._touched[visit] = datetime.fromisoformat(entry["at"])
                found.add(visit)
        return found

    def have(self, visit: int, now: datetime) -> bool:
        """It is theirs until they have not touched it for a good while."""
        return visit in self._touched and now - self._touched[visit] < GOOD_WHILE

    def are_in_the_way_of(self, tap: Tap, now: datetime | None = None) -> bool:
        """A tap about a party of theirs, or about some of it."""
        moment = now or datetime.now(UTC)
        return any(self.have(int(part), moment) for part in tap.path.split("/") if part.isdecimal())

    def _note(self, entry: Shown) -> None:
        kind, body, is_own = entry["type"], entry["body"], entry["device"] in self._own
        if kind == "DevicePaired" and body["name"].startswith(self._name):
            self._own.add(body["id"])
        elif kind == "PartySplit":
            self.whole_of[body["part"]] = _visit(entry)
        elif kind == "DutyStarted" or (kind == "DutyEnded" and not is_own):
            self.off.discard(body["id"])
        elif kind == "DutyEnded":
            self.off.add(body["id"])


def _visit(entry: Shown) -> int:
    """The party that an entry is about; 0 for anything else."""
    stream = str(entry["stream"])
    return int(stream.removeprefix(STREAM)) if stream.startswith(STREAM) else 0
