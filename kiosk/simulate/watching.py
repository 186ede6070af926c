"""Somebody who looks at the house from outside after every step and writes down what is wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from . import model
from .client import Lost, Tablet
from .invariants import Look, Shown, in_the_log_once, violations
from .taps import Sent

PAGE = 1000
TRIES = 50
MOST_PROBLEMS = 50


class Watcher:
    """Sees through the desk's screen. `numbers` are the bookings of the simulated parties; others' are none of its
    business. `problems` are sentences, each once; `calls` are those for a person that our own taps have raised."""

    def __init__(self, desk: Tablet, taps: Mapping[str, Sent]) -> None:
        self.numbers: set[int] = set()
        self.problems: dict[str, None] = {}
        self.calls: list[int] = []
        self._desk, self._taps = desk, taps
        self._begun: set[int] = set()
        self._log: dict[str, list[Shown]] = defaultdict(list)
        self._is_current = True
        self.look = Look(seq=0)
        self.look, _ = self._see(is_first=True)
        self.first_seq = self.look.seq

    def begin(self, visit: int) -> None:
        """A visit without one of our bookings is ours as well."""
        self._begun.add(visit)

    def stir(self) -> None:
        """Something was tapped: what was seen last may be old."""
        self._is_current = False

    def visit(self, key: int) -> Shown:
        """One party as it is now."""
        known = self.look.whole.get(key) if self._is_current else None
        return known or self._desk.get(f"/visits/{key}")

    def check(self, fresh: Iterable[Sent]) -> None:
        """Look at the house, and compare with the last look and with what has been answered meanwhile."""
        before = self.look
        self.look, log = self._see()
        self._is_current = True
        self._keep(log)
        self.report(violations(self._comparable(before, log), self.look, log, self._taps))
        for sent in fresh:
            self.report(in_the_log_once(sent, self._log[sent.command_id]))

    def check_all(self) -> None:
        """At the end: the whole log is read anew, every tap is looked for in it, and the house has to be what the
        acknowledged taps lead to."""
        self._log.clear()
        self._keep(self.events(self.first_seq))
        for sent in self._taps.values():
            self.report(in_the_log_once(sent, self._log[sent.command_id]))
        try:
            self.report(model.differences(model.replayed(self._taps.values()), self.look.whole))
        except model.Contradiction as contradiction:
            self.report([str(contradiction)])

    def report(self, problems: Iterable[str]) -> None:
        for problem in problems:
            if len(self.problems) < MOST_PROBLEMS:
                self.problems[problem] = None

    def open_visits(self) -> list[int]:
        return [key for key, visit in self.look.whole.items() if not visit["ended_at"]]

    def _keep(self, log: Iterable[Shown]) -> None:
        for entry in log:
            if entry["command_id"] in self._taps:
                self._log[str(entry["command_id"])].append({key: entry[key] for key in ("seq", "stream", "type")})
                if entry["type"] == "CallRaised":
                    self.calls.append(int(entry["body"]["id"]))

    def _see(self, is_first: bool = False) -> tuple[Look, list[Shown]]:
        """One picture of one moment: looked at again where something happened in between. Raises `Lost`."""
        for _ in range(TRIES):
            listed, staff = self._desk.get("/visits"), self._desk.get("/staff")
            if listed["seq"] != staff["seq"]:
                continue
            seq, visits = int(listed["seq"]), {int(one["id"]): one for one in listed["visits"] if self._is_ours(one)}
            whole = {key: self._whole(key, visit) for key, visit in visits.items()}
            log = [] if is_first else self.events(self.look.seq)
            if log and log[-1]["seq"] > seq:
                continue
            if all(whole[key]["version"] == visit["version"] for key, visit in visits.items()):
                people = {str(one["id"]): one for one in staff["staff"]}
                return Look(seq=seq, visits=visits, whole=whole, staff=people), log
        raise Lost("the house does not stand still for a moment")

    def _whole(self, key: int, visit: Shown) -> Shown:
        known = self.look.whole.get(key)
        return known if known and known["version"] == visit["version"] else self._desk.get(f"/visits/{key}")

    def _comparable(self, before: Look, log: Iterable[Shown]) -> Look:
        """What of the last look must have led to this one by the simulation's own taps."""
        return before

    def _is_ours(self, visit: Shown) -> bool:
        return visit["number"] in self.numbers or visit["id"] in self._begun

    def events(self, after: int) -> list[Shown]:
        """The log since then, of everybody."""
        found: list[dict[str, Any]] = []
        while True:
            page = self._desk.get(f"/events?after={found[-1]['seq'] if found else after}&limit={PAGE}")["events"]
            found += page
            if len(page) < PAGE:
                return list(found)
