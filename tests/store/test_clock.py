"""The machine's clock jumps (docs/faults.md: F08, F15): the order is that of the log, and no wait is ever negative."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.commands import visits
from kiosk.domain.clock_jumps import STARTING, ClockJumped
from kiosk.log import parse_time
from kiosk.store import Store
from kiosk.verify import problems

from .conftest import SetClock, as_, open_store
from .test_store import arrive

START = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp()  # half an hour before Europe's clocks go back
DAY, HOUR = 24 * 3600.0, 3600.0


class Machine:
    """A machine whose wall clock can be put, and whose monotonic clock cannot."""

    def __init__(self) -> None:
        self.wall, self.monotonic = START, 100.0
        self.clock = Clock(wall=lambda: self.wall, monotonic=lambda: self.monotonic)

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds

    def after_starting(self) -> datetime:
        """When the server has been up for a while, and a jump is no late news of the time."""
        self.passes(STARTING)
        return self.clock.now()


@pytest.mark.parametrize("jumps", [(-DAY,), (DAY,), (-HOUR,), (HOUR,), (DAY, -DAY), (-DAY, DAY), (-START, DAY)])
def test_f08_time_never_runs_backwards_whatever_the_wall_clock_does(jumps: tuple[float, ...]) -> None:
    machine = Machine()
    seen = [machine.clock.now()]
    for jump in jumps:
        machine.wall += jump
        for _ in range(3):
            machine.passes(1)
            seen.append(machine.clock.now())
    assert all(one < other for one, other in pairwise(seen))


@pytest.mark.parametrize("back", [HOUR, DAY, START])
def test_f08_minutes_follow_the_monotonic_clock_when_the_wall_clock_is_set_back(back: float) -> None:
    machine = Machine()
    since = machine.clock.now()
    machine.wall -= back
    machine.passes(90)
    assert machine.clock.now() - since == timedelta(seconds=90)


def test_f08_a_start_with_an_older_clock_goes_on_after_the_logs_last_moment() -> None:
    before, after = Machine(), Machine()
    before.passes(600)
    after.wall -= DAY
    after.clock.not_before(before.clock.now())
    assert after.clock.now() >= before.clock.now()


def test_f08_a_jump_is_believed_once_it_has_stood_for_five_minutes() -> None:
    machine = Machine()
    before = machine.after_starting()
    machine.wall += DAY
    machine.clock.now()
    machine.passes(299)
    assert (machine.clock.now() - before, machine.clock.jump) == (timedelta(seconds=299), None)
    machine.passes(1)
    assert machine.clock.now() - before == timedelta(days=1, seconds=300)
    assert machine.clock.jump == ClockJumped(by_seconds=86400, at=before, is_followed=True)


def test_f08_a_glitch_of_a_day_forth_and_back_leaves_no_trace() -> None:
    machine = Machine()
    before = machine.after_starting()
    for jump in (DAY, -DAY):
        machine.wall += jump
        machine.clock.now()
        machine.passes(299)
    assert (machine.clock.now() - before, machine.clock.jump) == (timedelta(seconds=598), None)


def test_f08_a_jump_within_a_jump_begins_its_five_minutes_anew() -> None:
    machine = Machine()
    before = machine.after_starting()
    for jump in (DAY, HOUR, -DAY, DAY):
        machine.wall += jump
        machine.clock.now()
        machine.passes(200)
    assert machine.clock.now() - before == timedelta(seconds=800)


def test_f08_the_clock_is_put_back_only_when_nobody_is_in_the_house() -> None:
    machine = Machine()
    before = machine.after_starting()
    machine.clock.is_empty = lambda: False
    machine.wall -= HOUR
    machine.clock.now()
    machine.passes(3000)
    assert machine.clock.now() - before == timedelta(seconds=3000)
    assert machine.clock.jump == ClockJumped(by_seconds=-3600, at=before, is_followed=False)
    machine.clock.is_empty = lambda: True
    assert machine.clock.now() - before == timedelta(seconds=3000 - HOUR)
    assert machine.clock.jump == ClockJumped(by_seconds=-3600, at=before, is_followed=True)


def test_f08_a_machine_that_hears_of_the_time_after_its_start_goes_by_it_at_once() -> None:
    machine = Machine()
    machine.clock.not_before(datetime.fromtimestamp(START, UTC))
    machine.wall += 14 * HOUR
    assert machine.clock.now().timestamp() == START + 14 * HOUR
    assert machine.clock.jump is None  # nobody was in the house: nothing was written down by the wrong time


def test_f08_after_a_start_in_a_wrong_future_the_house_comes_back_from_it() -> None:
    machine = Machine()
    machine.clock.not_before(datetime.fromtimestamp(START + DAY, UTC))
    assert machine.clock.now().timestamp() == START + DAY
    machine.passes(300)
    assert machine.clock.now().timestamp() == START + 300


def test_f08_what_is_due_while_a_party_is_in_the_house_becomes_due_once(jumps: int = 200) -> None:
    machine, dice = Machine(), random.Random(8)
    machine.after_starting()
    machine.clock.is_empty = lambda: False
    due = [machine.clock.now() + timedelta(hours=hours) for hours in range(1, 72, 3)]
    before, fired = machine.clock.now(), dict.fromkeys(due, 0)
    for _ in range(jumps):
        machine.wall += dice.choice((DAY, -DAY, HOUR, -HOUR, 0))
        for _ in range(10):
            machine.passes(dice.choice((1, 70)))
            now = machine.clock.now()
            assert now > before
            for moment in due:
                fired[moment] += before < moment <= now
            before = now
    assert set(fired.values()) == {1}


@pytest.fixture
def jumping(store: Store, tmp_path: Path, clock: SetClock) -> Iterator[tuple[Store, Machine]]:
    """The same house on a machine whose clock jumps."""
    store.close()
    machine = Machine()
    machine.wall = clock.moment.timestamp()
    machine.clock = Clock(wall=lambda: machine.wall, monotonic=lambda: machine.monotonic)
    again = open_store(tmp_path, machine.clock)
    yield again, machine
    again.close()
    store.__init__(tmp_path, store.engine, clock, lambda now: now.date())  # type: ignore[misc]


def test_f08_a_day_forth_and_back_moves_no_hand_off_and_makes_no_wait_negative(
    jumping: tuple[Store, Machine],
) -> None:
    store, machine = jumping
    visit = arrive(store)
    for jump, command in ((DAY, visits.greet), (-DAY, visits.take_arrival), (-DAY, visits.undo), (HOUR, visits.greet)):
        machine.wall += jump
        machine.passes(5)
        store.execute(as_("mei"), lambda tx, command=command: command(tx, visit))  # type: ignore[misc]
        assert store.house.visits[visit].since <= machine.clock.now()
    rows = store.reader().execute("SELECT seq, at FROM event ORDER BY seq").fetchall()
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(parse_time(one["at"]) <= parse_time(other["at"]) for one, other in pairwise(rows))
    assert (store.house.visits[visit].holder, list(problems(store.reader()))) == ("mei", [])


def test_f15_a_card_of_yesterday_changes_nothing_today(store: Store, clock: SetClock) -> None:
    old = arrive(store)
    version = store.house.visits[old].version
    store.execute(as_("anna"), lambda tx: visits.greet(tx, old))
    clock.moment += timedelta(days=1)
    new = arrive(store, 2032)
    before = store.house
    answer = store.execute(as_("mei"), lambda tx: visits.greet(tx, old, version))
    assert (answer.status, answer.content["code"]) == (409, "already_greeted")
    stale = store.execute(as_("anna"), lambda tx: visits.start_escort(tx, old, "meal", version))
    assert (stale.status, stale.content["code"]) == (409, "stale_card")
    assert new != old and store.house.visits == before.visits
