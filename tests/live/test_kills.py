"""I10: an acknowledged tap is never lost and never counted twice, whenever the server dies.

KILLS (default 200) says how many times it dies here.
"""

import json
import os
import random
import threading
import time
import uuid
from pathlib import Path
from typing import Any

from kiosk import database
from kiosk.verify import problems

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line

KILLS = int(os.environ.get("KILLS", "200"))
TAPPERS = 3


class Tapper:
    """One impatient person with one party. Remembers every answer; repeats what got none under the same id."""

    def __init__(self, client: Client, visit: int, seed: int) -> None:
        self.client, self.visit, self.random = client, visit, random.Random(seed)
        self.acknowledged: dict[str, bytes] = {}
        self.unanswered: tuple[str, str] | None = None

    def tap_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            path, body = self.unanswered or self._next()
            self.unanswered = (path, body)
            try:
                _, _, answer = self.client.request("POST", path, body, {"Content-Type": "application/json"})
            except OSError:
                return
            self.acknowledged[json.loads(body)["command_id"]] = answer
            self.unanswered = None

    def _next(self) -> tuple[str, str]:
        """Something a station might send, sensible or not."""
        what, fields = self.random.choice(
            [
                ("greeting", {}),
                ("gate", {}),
                ("handoffs", {"receiver": "lin", "stage": "makeup"}),
                ("handoffs", {"receiver": "zhao", "stage": "studio"}),
                ("handoffs", {"receiver": "anna", "stage": "reception"}),
                ("handoff/acceptance", {}),
                ("handoff/acceptance", {}),
                ("handoff/withdrawal", {}),
                ("undo", {}),
                ("escort", {"kind": "meal"}),
                ("escort/return", {}),
            ]
        )
        actor = self.random.choice(["mei", "lin", "zhao", "anna"])
        body = {"command_id": uuid.uuid4().hex, "actor": actor, **fields}
        return f"/visits/{self.visit}/{what}", json.dumps(body)


def test_i10_no_acknowledged_tap_is_lost_or_doubled_by_any_kill(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        add_bookings(server, *(booking_line(2031 + i) for i in range(TAPPERS)))
        tappers = [Tapper(server.device("station"), _arrive(server, 2031 + i), i) for i in range(TAPPERS)]
        dice = random.Random(7)
        for kill in range(KILLS):
            _one_life(server, tappers, dice.uniform(0.02, 0.25))
            _nothing_is_lost(server, tappers, is_thorough=kill % 20 == 0 or kill == KILLS - 1)
            server.start()
        assert sum(len(tapper.acknowledged) for tapper in tappers) > KILLS


def _arrive(server: Server, number: int) -> int:
    status, answer = server.device("desk").tap("/visits", actor="mei", booking=number)
    assert status == 201
    return int(answer["visit"])


def _one_life(server: Server, tappers: list[Tapper], seconds: float) -> None:
    stop = threading.Event()
    threads = [threading.Thread(target=tapper.tap_until, args=(stop,)) for tapper in tappers]
    for thread in threads:
        thread.start()
    time.sleep(seconds)  # the moment of death is the point, not an event to await
    server.kill()
    stop.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def _nothing_is_lost(server: Server, tappers: list[Tapper], is_thorough: bool) -> None:
    reader = database.open_reader(server.data / "house.sqlite3")
    kept = {row["command_id"]: row["body"] for row in reader.execute("SELECT command_id, body FROM answer")}
    counts = {row[0]: row[1] for row in reader.execute("SELECT command_id, COUNT(*) FROM event GROUP BY command_id")}
    for tapper in tappers:
        for command_id, answer in tapper.acknowledged.items():
            assert kept.get(command_id, "").encode() == answer
            assert counts.get(command_id, 0) in _expected(answer)
    if is_thorough:
        assert list(problems(reader)) == []
    reader.close()


def _expected(answer: bytes) -> tuple[int, ...]:
    """A refused tap left no event; one that was carried out left its one (a gate that greets as well: two)."""
    content: dict[str, Any] = json.loads(answer)
    return (1, 2) if content["ok"] else (0,)
