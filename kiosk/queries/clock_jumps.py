"""A jump of the machine's clock, at the desk until somebody has read of it (FAULTS F08)."""

import json
import sqlite3
from datetime import datetime

from .. import database
from ..config import Settings
from ..domain.clock_jumps import ClockJumped
from ..hours import clock
from ..log import parse_time
from ..parts import Part
from ..records import dataclass

LAST = 2**53 - 1  # people come first


@dataclass(frozen=True, slots=True)
class Jumped:
    """`at` is when by the house's time before, `told` when the house made up its mind, both as HH:MM of the studio."""

    by_seconds: int
    at: str
    told: str
    is_followed: bool


def clock_parts(connection: sqlite3.Connection, settings: Settings) -> list[Part]:
    sql = "SELECT type, body, at FROM event WHERE stream = 'clock' ORDER BY version DESC LIMIT 1"
    row = database.one(connection, sql, {})
    if row is None or row["type"] != ClockJumped.__name__:
        return []
    body = json.loads(row["body"])
    at, told = clock(datetime.fromisoformat(body["at"]), settings.zone), clock(parse_time(row["at"]), settings.zone)
    shown = Jumped(body["by_seconds"], at, told, body["is_followed"])
    return [Part("clock-jump", "door", LAST, "desk/_clock_jump.html", shown)]
