"""What the house does by itself: turns the day, keeps when each device was last seen, and watches its own loop."""

import logging
import time
from datetime import timedelta
from typing import Any

from .commands.absences import settle
from .domain.day import DayStarted
from .floor import Floor
from .log import format_time, parse_time
from .transaction import Transaction, Writing

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5
SLOW_SECONDS = 0.05
CHORE_SECONDS = 20.0


def start(one: Floor) -> None:
    one.live.seen.update(_last_seen(one))
    one.engine.spawn(_chores, one)
    one.engine.spawn(_watch_loop, one)


def _chores(one: Floor) -> None:
    while True:
        one.engine.sleep(CHORE_SECONDS)
        turn_day(one)
        keep_last_seen(one)


def turn_day(one: Floor) -> None:
    """Record the new day once it has begun; its event makes every screen fetch today's picture."""
    today = one.store.clock.now().astimezone(one.settings.zone).date()
    if today != one.store.house.today:
        one.store.execute(Writing.by_system(), _start_day)
        one.store.tidy(at_any_size=True)


def _start_day(tx: Transaction) -> dict[str, Any]:
    tx.append("house", DayStarted(on=tx.house.today))
    return settle(tx)


def keep_last_seen(one: Floor) -> None:
    """Written now and then, not with every heartbeat: it is a help for the desk, not a record."""
    recent = one.store.clock.now() - timedelta(seconds=CHORE_SECONDS * 2)
    now = one.store.clock.now()
    for device in one.live.connected():
        one.live.seen[device] = now
    rows = [{"device": d, "at": format_time(at)} for d, at in one.live.seen.items() if at >= recent]
    if rows:
        one.store.execute(Writing.by_system(), lambda tx: _write_seen(tx, rows))


def _write_seen(tx: Transaction, rows: list[dict[str, str]]) -> dict[str, Any]:
    tx.connection.executemany(
        "INSERT INTO seen (device, at) VALUES (:device, :at) ON CONFLICT (device) DO UPDATE SET at = excluded.at", rows
    )
    return {}


def _last_seen(one: Floor) -> dict[str, Any]:
    rows = one.store.reader().execute("SELECT device, at FROM seen")
    return {row["device"]: parse_time(row["at"]) for row in rows}


def _watch_loop(one: Floor) -> None:
    """Says so when something held up the serving loop: every screen waited for it."""
    while True:
        before = time.monotonic()
        one.engine.sleep(TICK_SECONDS)
        late = time.monotonic() - before - TICK_SECONDS
        if late > SLOW_SECONDS:
            log.info("the serving loop was held up for %d ms", late * 1000)
