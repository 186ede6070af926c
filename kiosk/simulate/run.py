"""A whole simulated day: get in, plan, play, clear up, report."""

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from ..config import Settings
from ..records import dataclass
from . import opening
from .client import Lost
from .day import Day, plan
from .delivery import USUAL, Network, Weather
from .lobby import Lobby
from .opening import NAME, CannotPlay, Door
from .play import Play
from .report import Report, rows
from .sockets import Screens
from .staffing import bring_back, send_away
from .timetable import HouseClock, Timetable
from .watching import Watcher

STATIONS = 3
WALK_INS_A_TABLET = 10  # a tablet at the door lets no more through in ten minutes (kiosk/tries.py)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """`speed` is how much faster than the clock the day passes; `check_every` looks at the house after so many steps;
    `any_house` plays in a real studio too. The day stops where it is as soon as `crowd` parties are in the house. `clock` is
    that of a house whose time the day sets."""

    parties: int = 12
    speed: float = 60.0
    seed: int = 1
    screens: int = 0
    hours: float = 8.0
    weather: Weather = USUAL
    check_every: int = 1
    any_house: bool = False
    crowd: int | None = None
    clock: HouseClock | None = None


def run(folder: Path, settings: Settings, wanted: Wanted, on_step: Callable[[int], None] = lambda step: None) -> Report:
    """Play the day in the house that is served from `folder`. Raises `CannotPlay`. `on_step` hears of every step."""
    door = opening.find(folder, settings, wanted.any_house)
    try:
        one = _Run(door, wanted, on_step)
        try:
            return one.play()
        except KeyboardInterrupt:
            one.leave()
            raise
        finally:
            one.close()
    except Lost as lost:
        raise CannotPlay(f"The server stopped answering, so the day could not be played to its end ({lost}).") from lost


class _Run:
    def __init__(self, door: Door, wanted: Wanted, on_step: Callable[[int], None]) -> None:
        self.door, self.wanted, self.on_step = door, wanted, on_step
        self.desk = door.screen("desk")
        self.day = self._plan()
        self.timetable = Timetable(wanted.speed, wanted.clock)
        walk_ins = sum(party.is_walk_in for party in self.day.parties)
        tablets = {
            "desk": [self.desk.twin()],
            "station": [door.screen("station") for _ in range(STATIONS)],
            "lobby": [door.screen("lobby") for _ in range(1 + walk_ins // WALK_INS_A_TABLET)],
        }
        dice = Random(f"{wanted.seed}/weather")
        self.network = Network(tablets, wanted.weather, dice, self.timetable.later)
        self.watcher = Watcher(self.desk, self.network.taps)
        self.screens = Screens(door.host, door.port, self._board(), wanted.screens) if wanted.screens else None
        self.staff = self.watcher.look.staff
        self.absence: int | None = None
        self.began = time.monotonic()

    def play(self) -> Report:
        """The day from its plan to its report. Afterwards the house has its people and its screens as before."""
        clock = self.wanted.clock
        numbers = self.door.bring_in(
            self.day.parties, self.timetable.ahead_of_the_house, clock.began if clock else None
        )
        self.watcher.numbers.update(numbers.values())
        lobby = Lobby(self.network, numbers, self.door.settings, Random(f"{self.wanted.seed}/lobby"))
        play = Play(self.day, numbers, self.timetable, self.network, self.watcher, lobby.check_in, self.wanted.seed)
        if self.day.away:
            today = datetime.now(self.door.settings.zone).date()
            self.absence = send_away(self.network, self.day.away, opening.people(self.desk), today)
        play.begin()
        self.timetable.run(lambda: self._after_step(play))
        self._look()
        self.watcher.check_all()
        report = self._report(play)
        self.leave()
        return report

    def leave(self) -> None:
        """Nobody stays away, and the simulation's screens are no screens of the house any more."""
        bring_back(self.network, self.absence, self.staff, self.watcher.look.staff)
        entries = self.watcher.events(self.door.seq)
        paired = [entry["body"] for entry in entries if entry["type"] == "DevicePaired"]
        self.door.lock_out(one["id"] for one in paired if one["name"].startswith(f"{NAME} "))

    def _plan(self) -> Day:
        wanted = self.wanted
        try:
            return plan(wanted.seed, wanted.parties, opening.people(self.desk), wanted.hours)
        except ValueError as error:
            raise CannotPlay(f"A day cannot be played here: {error}.") from error

    def close(self) -> None:
        if self.screens:
            self.screens.close()
        self.network.close()
        self.desk.close()

    def _board(self) -> str:
        board = self.door.screen("board")
        board.close()
        return board.cookie

    def _after_step(self, play: Play) -> None:
        play.tally.steps += 1
        if play.tally.steps % self.wanted.check_every == 0:
            self._look()
            play.answer_calls()
            if len(self.watcher.open_visits()) >= (self.wanted.crowd or sys.maxsize):
                self.timetable.stop()
        self.on_step(play.tally.steps)

    def _look(self) -> None:
        self.watcher.report(self.network.problems)
        self.network.problems.clear()
        self.watcher.check(self.network.fresh())

    def _report(self, play: Play) -> Report:
        open_visits = self.watcher.open_visits()
        if open_visits and self.wanted.crowd is None:
            self.watcher.report(
                [f"{len(open_visits)} parties were never seen off (visit {open_visits[0]} is the first)"]
            )
        heard = self._screens_closed()
        took, network, tally = time.monotonic() - self.began, self.network, play.tally
        return Report(
            rows=rows(network.waits, network.refused),
            parties=len(self.day.parties),
            arrived=tally.arrived,
            parts=tally.parts,
            handoffs=tally.handoffs,
            late_takes=tally.late_takes,
            ways=dict(network.ways),
            events=self.watcher.look.seq - self.watcher.first_seq,
            steps=tally.steps,
            day_seconds=self.timetable.now,
            took_seconds=took,
            lag_seconds=self.timetable.lag_seconds,
            problems=tuple(self.watcher.problems),
            **heard,
        )

    def _screens_closed(self) -> dict[str, int]:
        if self.screens is None:
            return {}
        seq = self.watcher.look.seq
        for number in self.screens.await_seq(seq):
            self.watcher.report([f"screen {number} shows {self.screens.heard[number].seq}, but the house is at {seq}"])
        self.screens.close()
        missed = [gap for one in self.screens.heard for gap in one.missed]
        for was, then in missed:
            self.watcher.report(
                [f"a screen at {was} was told of what follows {then}, and nothing of what lies between"]
            )
        heard = sum(one.heard for one in self.screens.heard)
        return {
            "screens": self.wanted.screens,
            "heard": heard,
            "missed": len(missed),
            "came_back": self.screens.came_back,
        }
