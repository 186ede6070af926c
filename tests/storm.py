"""A storm between many hands and the house: taps are lost, overtake each other and arrive again and again (FAULTS G7, F10, F12).

The taps go through the real commands into a real file. Two models judge what came of them: the simulation's own, which knows
nothing of the house's code, and a second house that gets every tap once, in order.
"""

import heapq
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from kiosk.clock import Clock
from kiosk.commands import beside, mending, people, visits
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.visit import Visit
from kiosk.engine import ThreadingEngine
from kiosk.kinds import BOOKINGS, VISITS
from kiosk.log import parse_time
from kiosk.queries.visits import whole_visit
from kiosk.simulate import model
from kiosk.simulate.taps import Answer, Sent, Tap
from kiosk.store import Store
from kiosk.transaction import Transaction, Writing, fingerprint

SETTINGS = Settings()
NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # in the studio's zone
FIRST = 2001  # the first booking's number
STAGES = ("reception", "makeup", "studio", "removal", "farewell", "sales_room")
STAFF = {person.id: person for person in SETTINGS.people}

Fields = dict[str, Any]
COMMANDS: dict[str, Callable[[Transaction, int, Fields], Fields]] = {
    "arrival": lambda tx, visit, f: visits.take_arrival(tx, visit),
    "greeting": lambda tx, visit, f: visits.greet(tx, visit),
    "gate": lambda tx, visit, f: visits.pass_gate(tx, SETTINGS, visit, None),
    "handoffs": lambda tx, visit, f: visits.offer_handoff(
        tx, SETTINGS, visit, f["receiver"], f["stage"], version=f.get("version")
    ),
    "handoff/acceptance": lambda tx, visit, f: visits.accept_handoff(tx, visit, minutes_ago=f.get("minutes_ago", 0)),
    "handoff/withdrawal": lambda tx, visit, f: visits.withdraw_handoff(tx, visit),
    "handoff/refusal": lambda tx, visit, f: mending.decline(tx, visit, "not just now"),
    "handoff/postponement": lambda tx, visit, f: mending.postpone(tx, visit, 5),
    "takeover": lambda tx, visit, f: mending.take_over(tx, SETTINGS, visit, f["stage"], "we forgot to tap", 0),
    "recall": lambda tx, visit, f: mending.recall(tx, visit, "by mistake"),
    "stage": lambda tx, visit, f: visits.enter_stage(tx, SETTINGS, visit, f["stage"], None),
    "escort": lambda tx, visit, f: visits.start_escort(tx, visit, "meal"),
    "escort/return": lambda tx, visit, f: visits.end_escort(tx, visit),
    "moods": lambda tx, visit, f: beside.note_mood(tx, visit, "glad", ""),
    "undo": lambda tx, visit, f: visits.undo(tx, visit),
    "farewell": lambda tx, visit, f: visits.see_off(tx, SETTINGS, visit, None),
}
ANYTHING = tuple(COMMANDS)


class SetClock(Clock):
    def __init__(self) -> None:
        super().__init__()
        self.moment = NINE

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """Chances for each delivery: the question is `lost`, the answer is `unheard`; it is `overtaken` by up to a minute; a
    `copy` of it arrives as well, at once or up to a quarter of an hour later."""

    lost: float = 0.15
    unheard: float = 0.15
    overtaken: float = 0.25
    copy: float = 0.25


class House:
    """A store on a file with so many bookings, and the taps that reached it, in the order in which they were first heard."""

    def __init__(self, folder: Path, bookings: int) -> None:
        self.folder, self.clock = folder, SetClock()
        self.store = self._open()
        self.heard: list[Sent] = []
        self.store.execute(Writing.by_system(), lambda tx: people.list_staff(tx, SETTINGS))
        self.store.execute(Writing.by_system(), lambda tx: _book(tx, bookings))

    def hear(self, sent: Sent) -> Answer:
        """One delivery. The first one decides; every other gets the same answer."""
        tap = sent.tap
        writing = Writing(
            command_id=sent.command_id,
            fingerprint=fingerprint("tablet", tap.path, json.dumps(dict(tap.fields))),
            actor=tap.actor,
            device="tablet",
            locale="en",
        )
        got = self.store.execute(writing, lambda tx: _run(tx, tap))
        answer = Answer(got.status, got.body.encode())
        if sent.answer is None:
            sent.answer = answer
            self.heard.append(sent)
        return answer

    def restart(self) -> None:
        """Everything in memory is gone; what is on the file is there."""
        self.store.close()
        self.store = self._open()

    def shown(self) -> dict[int, dict[str, Any]]:
        """Every visit as GET /visits/<id> tells of it, from its row."""
        rows = self.store.reader().execute(f"SELECT body FROM {VISITS.table}")
        found: list[Visit] = [VISITS.adapter.validate_json(row["body"]) for row in rows]
        return {visit.id: whole_visit(visit, SETTINGS, self.clock.moment) for visit in found}

    def differences(self) -> list[str]:
        """Where the file is not what the acknowledged taps lead to, one after the other."""
        try:
            return list(model.differences(model.replayed(self.heard), self.shown()))
        except model.Contradiction as contradiction:
            return [str(contradiction)]

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        order = "seq" if table == "event" else "rowid"
        return (tuple(row) for row in self.store.reader().execute(f"SELECT * FROM {table} ORDER BY {order}"))

    def _open(self) -> Store:
        return Store(self.folder, ThreadingEngine(), self.clock, lambda now: now.astimezone(SETTINGS.zone).date())


def _book(tx: Transaction, bookings: int) -> Fields:
    for number in range(FIRST, FIRST + bookings):
        booking = Booking(number=number, starts_at=NINE, kind="shoot", party=("Ms Chen",), looks=("", ""), host="mei")
        tx.put(BOOKINGS, booking)
    return {}


def _run(tx: Transaction, tap: Tap) -> Fields:
    if tap.visit is None:
        return visits.check_in(tx, tap.fields["booking"], "en")
    return COMMANDS[tap.kind](tx, tap.visit, dict(tap.fields))


@contextmanager
def house(folder: Path, bookings: int) -> Iterator[House]:
    one = House(folder, bookings)
    try:
        yield one
    finally:
        one.store.close()


def next_tap(visit: Visit, dice: Random) -> Tap:
    """Three times in four something that makes sense just now, otherwise anything by anybody."""
    if dice.random() < 0.25:
        return _tap(visit.id, dice.choice(ANYTHING), dice.choice(list(STAFF)), dice, visit.version)
    if visit.gate_at is None:
        return _tap(visit.id, dice.choice(("arrival", "greeting", "gate", "gate")), visit.holder, dice)
    if visit.handoff:
        kind = dice.choices(("handoff/acceptance", "handoff/refusal", "handoff/withdrawal"), (8, 1, 1))[0]
        by = visit.holder if kind == "handoff/withdrawal" else visit.handoff.receiver
        return _tap(visit.id, kind, by, dice)
    if visit.place + 1 >= len(visit.plan):
        return _tap(visit.id, "farewell", visit.holder, dice)
    kind = dice.choices(("handoffs", "escort/return", "escort", "moods", "undo"), (8, 1, 1, 1, 1))[0]
    return _tap(visit.id, kind, visit.holder, dice, visit.version, visit.plan[visit.place + 1].stage)


def _tap(visit: int, kind: str, by: str, dice: Random, version: int = 0, stage: str = "") -> Tap:
    fields: Fields = {}
    if kind in ("handoffs", "takeover", "stage"):
        fields["stage"] = stage = stage or dice.choice(STAGES)
    if kind == "handoffs":
        able = [person for person in STAFF if stage in STAFF[person].stages and person != by]
        fields |= {"receiver": dice.choice(able or list(STAFF)), "version": version}
    return Tap(path=f"/visits/{visit}/{kind}", actor=by, fields=fields)


@dataclass
class Storm:
    """So many `taps` from `tablets`, each of which sends one tap until it hears an answer. The same `seed`, the same storm."""

    house: House
    taps: int
    seed: int = 1
    tablets: int = 12
    weather: Weather = Weather()
    ways: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice, self.now, self.sent = Random(self.seed), 0.0, 0
        self.bookings = count(FIRST)
        self._waiting: list[tuple[float, int, int, Sent, bool]] = []
        self._order = count()
        self._done: set[str] = set()

    def blow(self) -> None:
        """Until every tap was sent and answered, and the last late copy has arrived."""
        for tablet in range(self.tablets):
            self._next(tablet)
        while self._waiting:
            self.now, _, tablet, sent, is_copy = heapq.heappop(self._waiting)
            self.house.clock.moment = NINE + timedelta(milliseconds=int(self.now * 1000))
            self._deliver(tablet, sent, is_copy)

    def _next(self, tablet: int) -> None:
        """The tablet's next tap; its finger takes a few seconds."""
        if self.sent < self.taps:
            self.sent += 1
            command_id = f"{self.dice.getrandbits(96):024x}"
            self._send(tablet, Sent(self._chosen(), command_id), self.dice.uniform(0.2, 6))

    def _chosen(self) -> Tap:
        present = self.house.store.house.present
        if len(present) < self.tablets // 2 and self.dice.random() < 0.5:
            return Tap(path="/visits", actor="mei", fields={"booking": next(self.bookings)})
        if not present:
            return Tap(path="/visits", actor="mei", fields={"booking": next(self.bookings)})
        return next_tap(self.dice.choice(present), self.dice)

    def _send(self, tablet: int, sent: Sent, after: float) -> None:
        dice, weather = self.dice, self.weather
        if dice.random() < weather.overtaken:
            self.ways["overtaken"] += 1
            after += dice.uniform(1, 60)
        self._push(after, tablet, sent)
        if dice.random() < weather.copy:
            self.ways["copies"] += 1
            self._push(after + dice.choice((0.0, 0.05, dice.uniform(0, 900))), tablet, sent, is_copy=True)

    def _push(self, after: float, tablet: int, sent: Sent, is_copy: bool = False) -> None:
        heapq.heappush(self._waiting, (self.now + after, next(self._order), tablet, sent, is_copy))

    def _deliver(self, tablet: int, sent: Sent, is_copy: bool) -> None:
        if self.dice.random() < self.weather.lost:
            self.ways["lost on the way"] += 1
            if not is_copy:
                self._send(tablet, sent, self.dice.uniform(0.3, 5))
            return
        first = sent.answer
        answer = self.house.hear(sent)
        self._judge(sent, first, answer)
        if is_copy:
            return
        if self.dice.random() < self.weather.unheard:
            self.ways["answers lost"] += 1
            self._send(tablet, sent, self.dice.uniform(0.3, 5))
        elif sent.command_id not in self._done:
            self._done.add(sent.command_id)
            self._next(tablet)

    def _judge(self, sent: Sent, first: Answer | None, answer: Answer) -> None:
        """Every repeat gets the first answer (I10), and after every tap a colleague holds the party (I1)."""
        self.ways["deliveries"] += 1
        if first is not None:
            self.ways["repeats"] += 1
            if (first.status, first.body) != (answer.status, answer.body):
                self.problems.append(f"{sent.tap.path} ({sent.command_id}) was answered differently when repeated")
            return
        self.codes[answer.code] += 1
        holder = answer.content.get("holder") if answer.is_ok else None
        if answer.is_ok and holder not in STAFF:
            self.problems.append(f"{sent.tap.path} ({sent.command_id}) left the party with {holder!r}")


def told_once(heard: list[Sent], storm: House, serial: House) -> Iterator[str]:
    """Give `serial` what `storm` heard, each tap once, in the same order and at the same moments. Yields what differs."""
    moments = {row[0]: row[5] for row in storm.rows("answer")}
    for sent in heard:
        serial.clock.moment = parse_time(moments[sent.command_id])
        again = Sent(sent.tap, sent.command_id)
        serial.hear(again)
        if again.answer != sent.answer:
            yield f"{sent.tap.path} ({sent.command_id}) was answered differently in the storm"
    for table in ("event", "visit", "answer"):
        for number, (one, other) in enumerate(zip(storm.rows(table), serial.rows(table), strict=True)):
            if one != other:
                yield f"{table} {number}: {one} in the storm, {other} in the calm"
