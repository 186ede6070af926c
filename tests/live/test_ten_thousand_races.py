"""Ten thousand times two colleagues tap “I have them” at the same moment: exactly one wins, and the other is told who (I2,
FAULTS G8). Most of them in the writer with real threads on a real file, some over HTTP on each engine.

RACES_IN_STORE (default 10,000) and RACES_OVER_HTTP (default 64) say how many.
"""

import os
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from kiosk import database
from kiosk.clock import Clock
from kiosk.commands import people, visits
from kiosk.config import Settings
from kiosk.domain import custody
from kiosk.domain.booking import Booking
from kiosk.engine import ThreadingEngine
from kiosk.kinds import BOOKINGS
from kiosk.store import Store
from kiosk.transaction import Transaction, Writing
from kiosk.verify import problems

from ..serving import Server
from ..web.bookings import add_bookings, booking_line
from .test_races import both_at_once

IN_STORE = int(os.environ.get("RACES_IN_STORE", "10000"))
OVER_HTTP = int(os.environ.get("RACES_OVER_HTTP", "64"))
PAIRS = 8
LEGS = 20  # of one party; a visit’s row grows with every leg it has walked
SETTINGS = Settings()
MAKEUP = ("lin", "jo", "noor")


def test_i2_of_ten_thousand_simultaneous_acceptances_each_has_exactly_one_winner(tmp_path: Path) -> None:
    store = Store(tmp_path, ThreadingEngine(), Clock(), lambda now: now.astimezone(SETTINGS.zone).date())
    try:
        store.execute(Writing.by_system(), lambda tx: people.list_staff(tx, SETTINGS))
        parties = _welcomed(store, -(-IN_STORE // LEGS))
        pairs = [Pair(store, parties[number::PAIRS]) for number in range(PAIRS)]
        _run_all([run for pair in pairs for run in (pair.lead, pair.follow)])
        assert [fault for pair in pairs for fault in pair.faults] == []
        assert sum(pair.races for pair in pairs) >= IN_STORE
        first = Counter(place for pair in pairs for place in pair.winners)
        assert min(first[0], first[1]) > 0  # both sides win now and then: it was a race
        assert list(problems(database.open_reader(store.file))) == []
    finally:
        store.close()


def _welcomed(store: Store, count: int) -> list[int]:
    """So many parties past the reception gate, in Mei's hands. Not all in one command: each is answered in time."""

    def arrive(tx: Transaction, numbers: range) -> dict[str, Any]:
        found = []
        for number in numbers:
            tx.put(BOOKINGS, Booking(number=number, starts_at=tx.now, kind="shoot", party=("Ms Chen",), host="mei"))
            visit = visits.check_in(tx, number, "en")["visit"]
            visits.pass_gate(tx, SETTINGS, visit, None)
            found.append(visit)
        return {"visits": found}

    welcomed: list[int] = []
    for first in range(0, count, 25):
        numbers = range(2001 + first, 2001 + min(first + 25, count))
        answer = store.execute(Writing.by_system("mei"), partial(arrive, numbers=numbers))
        assert answer.status == 201, answer.body
        welcomed += answer.content["visits"]
    return welcomed


class Pair:
    """Two threads that race for their parties, one after the other, `LEGS` times round; who won a race offers in the next
    round, all parties of the pair in one command."""

    def __init__(self, store: Store, parties: list[int]) -> None:
        self.store, self.parties = store, parties
        self.barrier, self.dice = threading.Barrier(2), Random(parties[0])
        self.holders = dict.fromkeys(parties, "mei")
        self.visit = self.races = 0
        self.answers: dict[int, dict[str, Any]] = {}
        self.winners: list[int] = []
        self.faults: list[str] = []

    def lead(self) -> None:
        for _ in range(LEGS):
            assert self._tap("mei", self._offer_all)["ok"]
            for visit in self.parties:
                self.visit = visit
                self._accept(0)
                self.barrier.wait(60)
                self._judge()
        self.visit = 0
        self.barrier.wait(60)

    def follow(self) -> None:
        """The second of the two; ends when there is no party left."""
        while self._accept(1):
            self.barrier.wait(60)

    def _rivals(self, visit: int) -> list[str]:
        return [person for person in MAKEUP if person != self.holders[visit]][:2]

    def _offer_all(self, tx: Transaction) -> dict[str, Any]:
        staff = tx.house.staff
        for number, holder in self.holders.items():
            visit, receiver = tx.visit(number), self._rivals(number)[0]
            tx.record(visit, f"visit-{number}", custody.offer(visit, staff[holder], staff[receiver], "makeup"), holder)
        return {}

    def _accept(self, place: int) -> bool:
        self.barrier.wait(60)
        if self.dice.random() < 0.5:
            time.sleep(0)  # whoever came last through the barrier goes on first, unless they let the other pass
        if visit := self.visit:
            self.answers[place] = self._tap(self._rivals(visit)[place], lambda tx: visits.accept_handoff(tx, visit))
        return bool(visit)

    def _judge(self) -> None:
        """One of the two has the party now, and the other was told who."""
        self.races += 1
        rivals, holder = self._rivals(self.visit), self.store.house.visits[self.visit].holder
        winners = [place for place in (0, 1) if self.answers[place]["ok"]]
        losers = [self.answers[place] for place in (0, 1) if not self.answers[place]["ok"]]
        told = [(loser["code"], loser["detail"]) for loser in losers]
        if [rivals[place] for place in winners] != [holder] or told != [("already_taken", {"holder": holder})]:
            self.faults.append(f"visit {self.visit}: {holder} holds, {self.answers}")
        self.holders[self.visit] = holder
        self.winners += winners

    def _tap(self, actor: str, command: Any) -> dict[str, Any]:
        return self.store.execute(Writing.by_system(actor), command).content


def _run_all(runs: list[Any]) -> None:
    threads = [threading.Thread(target=run) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
        assert not thread.is_alive()


def test_f11_over_http_the_loser_of_every_race_is_told_who_won(server: Server) -> None:
    rounds = -(-OVER_HTTP // LEGS)
    add_bookings(server, *(booking_line(2031 + i) for i in range(rounds)))
    station, lin, jo = (server.device("station") for _ in range(3))
    for i in range(rounds):
        path = f"/visits/{station.tap('/visits', actor='mei', booking=2031 + i)[1]['visit']}"
        assert station.tap(f"{path}/gate", actor="mei")[0] == 201
        holder = "mei"
        for _ in range(LEGS):
            one, other = [person for person in MAKEUP if person != holder][:2]
            assert station.tap(f"{path}/handoffs", actor=holder, receiver=one, stage="makeup")[0] == 201
            answers = both_at_once([(lin, one), (jo, other)], f"{path}/handoff/acceptance")
            winners = [who for who, (status, _, _) in answers.items() if status == 201]
            told = [
                (status, refusal["code"], refusal["detail"]) for status, refusal, _ in answers.values() if status != 201
            ]
            assert len(winners) == 1, answers
            assert told == [(409, "already_taken", {"holder": winners[0]})]
            holder = winners[0]
        assert station.get(path)["holder"] == holder
    assert server.run("verify-log").stdout.strip() == "The log is clean."
