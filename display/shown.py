"""What the pass that runs has shown so far, as the log tells: it alone remembers every step of it."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from pydantic import TypeAdapter

from kiosk.domain.events import Recorded
from kiosk.log import parse_time

from .domain.events import PassBegun, PhotosReady, PresentationEvent
from .domain.presentation import Presentation, evolve
from .domain.seen import Stretch, seen

EVENTS = {one.__name__: TypeAdapter[PresentationEvent](one) for one in PresentationEvent.__args__}

_OF_THE_PASS = """
SELECT version, type, body, actor, at FROM event WHERE stream = :stream AND version >=
    (SELECT MAX(version) FROM event WHERE stream = :stream AND type = :begun) ORDER BY version
"""
_READY = "SELECT body, at FROM event WHERE stream = :stream AND type = :ready ORDER BY version"


def shown_in_pass(
    connection: sqlite3.Connection, one: Presentation, order: Sequence[str], now: datetime
) -> tuple[str, ...]:
    return seen(_stretches(connection, one, now), order, _ready_at(connection, one.booking))


def _stretches(connection: sqlite3.Connection, one: Presentation, now: datetime) -> Iterator[Stretch]:
    """The beginning of a pass leaves nothing on the screen of what was there before: from it on all is known."""
    events = list(_recorded(connection, one.id))
    for event, until in pairwise([*events, None]):
        assert event is not None
        one = evolve(one, event)
        yield Stretch(one, event.at, until.at if until else now)


def _recorded(connection: sqlite3.Connection, number: int) -> Iterator[Recorded[PresentationEvent]]:
    values = {"stream": f"presentation-{number}", "begun": PassBegun.__name__}
    for row in connection.execute(_OF_THE_PASS, values):
        event = EVENTS[row["type"]].validate_json(row["body"])
        yield Recorded(event=event, version=row["version"], actor=row["actor"], at=parse_time(row["at"]))


def _ready_at(connection: sqlite3.Connection, booking: int) -> dict[str, datetime]:
    """When each photo was ready for the first time."""
    values = {"stream": f"photos-{booking}", "ready": PhotosReady.__name__}
    found: dict[str, datetime] = {}
    for row in connection.execute(_READY, values):
        for photo in json.loads(row["body"])["photos"]:
            found.setdefault(photo, parse_time(row["at"]))
    return found
