"""I10 in the sales room: no mark is lost or counted twice, whenever the server dies while two presenters choose.

KILLS (default 200) says how often it dies in test_kills; here it is a quarter of that. The log, which grows with every life, is
read from its beginning fifty times at most.
"""

import json
import random
import threading
import uuid
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from display.domain import choices
from display.domain.selection import Selection, evolve
from display.kinds import SELECTIONS
from kiosk import database
from kiosk.domain.events import Recorded
from kiosk.log import COLUMNS, Entry
from kiosk.verify import problems

from ..browser.choosing_room import all_ready, drop_session, furnish
from ..serving import Client, Server
from .test_kills import KILLS, _one_life

PHOTOS = 8
DEATHS = max(3, KILLS // 4)
EVERY = max(1, DEATHS // 50)


class Chooser:
    """One impatient presenter: marks, exchanges, undoes; repeats what got no answer under the same id."""

    def __init__(self, client: Client, presentation: int, slides: list[str], seed: int) -> None:
        self.client, self.path, self.slides = client, f"/presentations/{presentation}", slides
        self.random = random.Random(seed)
        self.acknowledged: dict[str, bytes] = {}
        self.unanswered: tuple[str, str] | None = None
        self.step, self.price = 1, 0

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
            self._learn(json.loads(answer))

    def _learn(self, answer: dict[str, Any]) -> None:
        self.step = answer.get("step") or self.step
        self.price = answer["detail"]["price_cents"] if answer.get("code") == "over_allowance" else 0

    def _next(self) -> tuple[str, str]:
        photo = {"photo": self.random.choice(self.slides)}
        taps: list[tuple[str, dict[str, Any]]] = [
            *(("marks", {**photo, "mark": mark}) for mark in choices.MARKS),
            ("marks", {**photo, "mark": "pick", "agreed_cents": self.price or 6800}),
            ("marks/undo", {"step": self.step}),
            ("marks/package", {}),
        ]
        what, fields = self.random.choice(taps)
        body = {"command_id": uuid.uuid4().hex, "actor": self.random.choice(["mei", "anna"]), **fields}
        return f"{self.path}/{what}", json.dumps(body)


def test_no_mark_is_lost_or_doubled_by_any_kill(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        furnish(server, (2031, 3))
        drop_session(server, 2031, (1,) * PHOTOS)
        all_ready(server, 1, PHOTOS)
        tablets = [server.device("presenter") for _ in range(2)]
        status, answer = tablets[0].tap("/bookings/2031/presentations", actor="mei", room="sales-1")
        assert status == 201
        looks = server.device("tv", room="sales-1").get("/tv/state")["looks"]
        slides = [slide for _, run in looks for slide in run]
        choosers = [Chooser(tablet, answer["presentation"], slides, n) for n, tablet in enumerate(tablets)]
        dice = random.Random(11)
        for death in range(DEATHS):
            _one_life(server, choosers, dice.uniform(0.05, 0.3))  # type: ignore[arg-type]
            _nothing_is_lost(server, choosers, is_thorough=death % EVERY == 0 or death == DEATHS - 1)
            server.start()
        assert sum(len(chooser.acknowledged) for chooser in choosers) > DEATHS


def _nothing_is_lost(server: Server, choosers: list[Chooser], is_thorough: bool) -> None:
    reader = database.open_reader(server.data / "house.sqlite3")
    kept = {row["command_id"]: row["body"] for row in reader.execute("SELECT command_id, body FROM answer")}
    sql = "SELECT command_id, COUNT(*) FROM event WHERE type IN ('PhotosMarked', 'MarksUndone') GROUP BY command_id"
    counts = dict(tuple(row) for row in reader.execute(sql))
    for chooser in choosers:
        for command_id, answer in chooser.acknowledged.items():
            assert kept.get(command_id, "").encode() == answer
            assert counts.get(command_id, 0) <= (1 if json.loads(answer)["ok"] else 0)
    if is_thorough:
        row, folded = reader.execute("SELECT body FROM selection WHERE booking = 2031").fetchone(), _folded(reader)
        assert (row and SELECTIONS.adapter.validate_json(row["body"])) == folded
        assert list(problems(reader)) == []
    reader.close()


def _folded(reader: Any) -> Selection | None:
    """The selection as the log tells it."""
    adapters = {event.__name__: TypeAdapter(event) for event in choices.SelectionEvent.__args__}
    selection = None
    rows = reader.execute(f"SELECT {', '.join(COLUMNS)} FROM event WHERE stream = 'selection-2031' ORDER BY version")
    for row in rows:
        entry = Entry(**dict(row))
        event = adapters[entry.type].validate_json(entry.body)
        selection = evolve(selection, Recorded(event=event, version=entry.version, actor=entry.actor, at=entry.moment))
    return selection
