"""The crew in a house where others tap too: it sees to whoever is there already, and leaves to visitors what they touch."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from random import Random

from .client import Tablet
from .day import Temper
from .delivery import Done, Network
from .invariants import Look, Shown
from .play import PART, Play
from .taps import Sent, Tap
from .visitors import Visitors
from .watching import Watcher

GUEST = replace(PART, kind="guest")  # whoever it was that planned them
LOOK_AGAIN_SECONDS = 30.0  # of the clock


class BesideNetwork(Network):
    """A tap that was held back, or whose tablet died, is given up where a visitor has touched the party meanwhile."""

    visitors: Visitors

    def _send(self, sent: Sent, done: Done) -> None:
        if not self.visitors.are_in_the_way_of(sent.tap):
            super()._send(sent, done)


class BesideWatcher(Watcher):
    """Looks at everybody in the house but the bookings in `not_ours`. What a visitor did to a party is not held against it."""

    def __init__(self, desk: Tablet, taps: dict[str, Sent], visitors: Visitors, not_ours: frozenset[int]) -> None:
        self._visitors, self._not_ours = visitors, not_ours
        super().__init__(desk, taps)

    def _is_ours(self, visit: Shown) -> bool:
        return visit["number"] not in self._not_ours

    def _comparable(self, before: Look, log: Iterable[Shown]) -> Look:
        touched = self._visitors.read(log)
        visits = {key: visit for key, visit in before.visits.items() if key not in touched}
        return replace(before, visits=visits, whole={key: before.whole[key] for key in visits})


class BesidePlay(Play):
    """Call `adopt` after every look."""

    visitors: Visitors

    def adopt(self) -> None:
        """Whoever is in the house and nobody sees to is seen to. How long they have been where they are, nobody knows: their
        next tap may be near."""
        self._whole_of.update(self.visitors.whole_of)
        for visit, shown in self.watcher.look.whole.items():
            if visit not in self._parties and not shown["ended_at"]:
                dice = self._dices[visit] = Random(f"{self._seed}/adopted/{visit}")
                self._parties[visit] = replace(GUEST, temper=Temper(pace=dice.uniform(0.02, 0.7)))
                self._watch(visit)

    def _think(self, visit: int) -> None:
        if self._is_theirs(visit):
            self._later(visit)
            return
        super()._think(visit)
        if self._parties[visit].kind == GUEST.kind:
            self._parties[visit] = PART

    def _tap(self, visit: int, tap: Tap, version: int | None) -> None:
        if self._is_theirs(visit) or self.visitors.are_in_the_way_of(tap):
            self._later(visit)
        else:
            super()._tap(visit, tap, version)

    def _later(self, visit: int) -> None:
        self.timetable.later(LOOK_AGAIN_SECONDS * self.timetable.speed, partial(self._think, visit))

    def _is_theirs(self, visit: int) -> bool:
        """A visitor has it, or it is in the hands of somebody who is not of the house any more."""
        return self.visitors.have(visit, datetime.now(UTC)) or not self._is_known(visit)

    def _is_known(self, visit: int) -> bool:
        return self.watcher.visit(visit)["holder"] in self.watcher.look.staff
