"""The demo's day goes on: simulated colleagues see to its parties, and new ones come, through the public interface and at
the clock's own pace. `python -m kiosk.demo.going_on --data DIR [--speed 1]`, a process of its own that the server starts and
that ends with it.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from ..config import load
from ..simulate import opening
from ..simulate.beside import GUEST, BesideNetwork, BesidePlay, BesideWatcher
from ..simulate.client import Lost, Tablet
from ..simulate.day import HOUR, MINUTE, Day, Party, delay, plan
from ..simulate.delivery import USUAL
from ..simulate.lobby import Lobby
from ..simulate.opening import NAME, CannotPlay, Door
from ..simulate.taps import Tap
from ..simulate.timetable import Timetable
from ..simulate.visitors import Visitors
from ..store import AlreadyServing
from .frames import FRAMES

PRESENTED = frozenset({2018, 2019})  # the sales room is the visitor's
ANNOUNCED = frozenset({2041})  # whom the demo page asks the visitor to check in
ON_THE_PAGE = frozenset(frame.path.rpartition("/")[2] for frame in FRAMES)  # of the people: who takes no break
COMING_HOURS, STAYING_HOURS = 2.0, 2.5
PARTIES = 12
NEXT_SECONDS = (COMING_HOURS + 0.25) * HOUR
EXPECTED_WITHIN = timedelta(hours=4)
STATIONS, LOBBIES = 3, 2


class _Watcher(BesideWatcher):
    """Says on the terminal what is wrong."""

    def report(self, problems: Iterable[str]) -> None:
        told = len(self.problems)
        super().report(problems)
        for problem in list(self.problems)[told:]:
            print(f"BROKEN {problem}", file=sys.stderr, flush=True)


class GoingOn:
    """Stretch after stretch of simulated hours, for as long as the house is served."""

    def __init__(self, door: Door, speed: float) -> None:
        self.door = door
        door.lock_out(opening.screens(door.folder))  # those of a server that was killed
        self.desk = door.screen("desk")
        self.timetable, self.dice = Timetable(speed), Random(door.seq)
        self.stretch = self.places = 0
        self.numbers: dict[int, int] = {}
        visitors = Visitors(NAME)
        self.network = BesideNetwork(self._tablets(), USUAL, self.dice, self.timetable.later)
        self.watcher = _Watcher(self.desk, self.network.taps, visitors, PRESENTED)
        visitors.read(self.watcher.events(0))
        lobby = Lobby(self.network, self.numbers, door.settings, self.dice).check_in
        day = Day(parties=(), breaks=(), away=None)
        self.play = BesidePlay(day, self.numbers, self.timetable, self.network, self.watcher, lobby, door.seq)
        self.play.visitors = self.network.visitors = visitors

    def run(self) -> None:
        """Until the server is gone. Raises `Lost` then."""
        for staff in sorted(self.play.visitors.off):
            self.network.plainly(Tap(path=f"/staff/{staff}/duty", actor=staff))
        self.play.expect(self._numbered(self._expected()))
        self._look()
        self._next_stretch()
        self.timetable.run(self._look, self._look)

    def _tablets(self) -> dict[str, list[Tablet]]:
        screen = self.door.screen
        return {
            "desk": [self.desk.twin()],
            "station": [screen("station") for _ in range(STATIONS)],
            "lobby": [screen("lobby") for _ in range(LOBBIES)],
        }

    def _look(self) -> None:
        self.watcher.report(self.network.problems)
        self.network.problems.clear()
        self.watcher.check(self.network.fresh())
        self.play.adopt()
        self.play.answer_calls()

    def _next_stretch(self) -> None:
        """Those who come in the next hours; whoever would need the sales room comes another day."""
        self.timetable.later(NEXT_SECONDS, self._next_stretch)
        self.stretch += 1
        hours = COMING_HOURS + STAYING_HOURS
        try:
            day = plan(self.door.seq + self.stretch, PARTIES, opening.people(self.desk), hours)
        except ValueError:
            return  # nobody is at reception
        parties = [party for party in self._placed(day.parties) if party.kind != "selection"]
        self.numbers.update(self.door.bring_in(parties, self.timetable.speed))
        self.play.expect(parties)
        self.play.give_breaks(one for one in day.breaks if one.staff not in ON_THE_PAGE)

    def _placed(self, parties: Iterable[Party]) -> Iterator[Party]:
        """A place is nobody else's, today or tomorrow."""
        for party in parties:
            yield replace(party, place=self.places)
            self.places += 1

    def _expected(self) -> Iterator[tuple[Party, int]]:
        """Who is announced in the house already and has not come, with their bookings' numbers."""
        now = datetime.now(UTC)
        for booking in opening.to_come(self.door.folder, now, EXPECTED_WITHIN):
            if booking["number"] in PRESENTED | ANNOUNCED:
                continue
            due = (datetime.fromisoformat(booking["starts_at"]) - now).total_seconds() * self.timetable.speed
            arrives_at = max(self.dice.uniform(1, 20) * MINUTE, due + delay(self.dice))
            party = replace(GUEST, kind=booking["kind"], host=booking["host"], due=due, arrives_at=arrives_at)
            yield party, int(booking["number"])

    def _numbered(self, expected: Iterable[tuple[Party, int]]) -> Iterator[Party]:
        for party, number in expected:
            (placed,) = self._placed([party])
            self.numbers[placed.place] = number
            yield placed


def run(folder: Path, speed: float) -> None:
    """Play on in the house that is served from `folder`, until it is not. Raises `CannotPlay` and `Lost`."""
    GoingOn(opening.find(folder, load(folder / "studio.toml"), any_house=True), speed).run()


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--speed", type=float, default=1.0)
    options = parser.parse_args(arguments)
    os.nice(5)
    with suppress(CannotPlay, Lost, AlreadyServing, OSError):  # the server is gone
        run(options.data, options.speed)


if __name__ == "__main__":
    main()
