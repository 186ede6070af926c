"""What the house does by itself: turns the day, keeps when each device was last seen, and watches its own loop."""

import logging
import time
from datetime import datetime, timedelta
from typing import Any

from .commands import clock_jumps
from .commands.absences import settle
from .commands.presence import record
from .domain.clock_jumps import ClockJumped
from .domain.day import DayClosed, DayStarted
from .domain.presence import Watch, changes
from .engine import keep_doing
from .erasure import forget_words
from .floor import Floor
from .hours import day_of, open_hours
from .log import format_time, parse_time
from .transaction import Transaction, Writing

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5
SLOW_SECONDS = 0.05
CHORE_SECONDS = 20.0
LISTEN_SECONDS = 1.0


def start(one: Floor) -> None:
    one.live.seen.update(_last_seen(one))
    one.live.met.update(one.live.seen)
    one.engine.spawn(_watch_loop, one)
    keep_doing(one.engine, CHORE_SECONDS, lambda: turn_day(one))
    keep_doing(one.engine, CHORE_SECONDS, lambda: keep_last_seen(one))
    keep_doing(one.engine, LISTEN_SECONDS, ClockWatch(one).look)
    if not one.is_demo:  # whoever looks at the demo opens the screens they like
        started_at = one.store.clock.now()
        keep_doing(one.engine, LISTEN_SECONDS, lambda: tell_of_silent_screens(one, started_at))


def turn_day(one: Floor) -> None:
    """Record the new day once it has begun, and that it closed; the event makes every screen show the picture of then."""
    today = day_of(one.store.clock.now(), one.settings.zone)
    if today != one.store.house.today:
        one.store.execute(Writing.by_system(), _start_day)
        one.forget()
        one.store.tidy(at_any_size=True)
    elif one.store.untold_from != one.store.house.untold_from:
        one.store.execute(Writing.by_system(), _close_day)


def _close_day(tx: Transaction) -> dict[str, Any]:
    tx.append("house", DayClosed(on=tx.house.today))
    return {}


def _start_day(tx: Transaction) -> dict[str, Any]:
    tx.append("house", DayStarted(on=tx.house.today))
    forget_words(tx)
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


def tell_of_silent_screens(one: Floor, started_at: datetime) -> None:
    """A screen that should be alive and is not heard of finds a person (kiosk/domain/presence.py)."""
    now = one.store.clock.now()
    hours = open_hours(one.settings, one.store.house.today)
    opened_at = max(hours[0], started_at) if hours and hours[0] <= now < hours[1] else None
    patience = timedelta(seconds=one.settings.server.silent_seconds)
    heard = Watch(dict(one.live.met), one.live.connected(), opened_at, patience)
    found = changes(one.store.house.devices.values(), heard, now)
    if found:
        one.store.execute(Writing.by_system(), lambda tx: record(tx, found))


class ClockWatch:
    """Looks for jumps of the machine's clock (kiosk/domain/clock_jumps.py)."""

    def __init__(self, one: Floor) -> None:
        self._one = one
        self._told: ClockJumped | None = None

    def look(self) -> None:
        self._told = tell_of_jump(self._one, self._told)


def tell_of_jump(one: Floor, told: ClockJumped | None) -> ClockJumped | None:
    """The desk hears of a jump of the machine's clock (kiosk/domain/clock_jumps.py), once; the last one told of."""
    jump = one.store.clock.jump
    if jump is None or jump == told:
        return told
    log.warning("the machine's clock jumped by %d s", jump.by_seconds)
    one.store.execute(Writing.by_system(), lambda tx: clock_jumps.record(tx, jump))
    return jump


def _watch_loop(one: Floor) -> None:
    """Says so when something held up the serving loop: every screen waited for it."""
    while True:
        before = time.monotonic()
        one.engine.sleep(TICK_SECONDS)
        late = time.monotonic() - before - TICK_SECONDS
        if late > SLOW_SECONDS:
            log.info("the serving loop was held up for %d ms", late * 1000)
