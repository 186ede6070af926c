"""What the desk hears of a jump of the server's clock, and the devices page of a tablet's own (docs/faults.md: F08, F09)."""

from datetime import timedelta

import pytest

from kiosk.clock import Clock
from kiosk.commands.clock_jumps import record
from kiosk.domain.clock_jumps import STANDS, STARTING, ClockJumped
from kiosk.transaction import Writing
from kiosk.watch import tell_of_jump

from .desk import TEN, Desk


def jump(desk: Desk, by: int, is_followed: bool = True) -> None:
    one = ClockJumped(by_seconds=by, at=TEN, is_followed=is_followed)
    desk.floor.store.execute(Writing.by_system(), lambda tx: record(tx, one))


def test_f08_the_desk_says_that_the_clock_jumped_until_somebody_has_read_it(desk: Desk) -> None:
    assert "jumped" not in desk.page("/desk")
    jump(desk, 86400)
    page = desk.page("/desk")
    assert "The server’s clock jumped by +24 h at 10:00" in page and "gone by it since 10:00" in page
    assert desk.tap("/clock/jump/reading", actor="anna")[0] == 201
    assert "jumped" not in desk.page("/desk")
    assert desk.tap("/clock/jump/reading", actor="anna")[0] == 201  # a second reader is no news
    assert [event["actor"] for event in desk.events("ClockJumpRead")] == ["anna"]


def test_f08_a_jump_of_the_machine_reaches_the_desk_once(desk: Desk) -> None:
    wall, passed = TEN.timestamp(), 0.0
    clock = desk.floor.store.clock = Clock(wall=lambda: wall + passed, monotonic=lambda: passed)
    passed = STARTING
    assert tell_of_jump(desk.floor, None) is None
    wall += 7200
    clock.now()
    passed += STANDS
    clock.now()
    told = tell_of_jump(desk.floor, None)
    assert tell_of_jump(desk.floor, told) == told == clock.jump
    assert [event["body"]["by_seconds"] for event in desk.events("ClockJumped")] == [7200]
    assert "jumped by +2 h at 10:10" in desk.page("/desk")


@pytest.mark.parametrize(("by", "said"), [(-3600, "−1 h"), (-420, "−7 min"), (400 * 86400, "+400 days")])
def test_f08_how_far_it_jumped_is_said_in_the_unit_that_fits(desk: Desk, by: int, said: str) -> None:
    jump(desk, by, is_followed=False)
    page = desk.page("/desk")
    assert f"jumped by {said} at" in page and "keeps its own time until no party is in it" in page


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(minutes=7), "7 min ahead"),
        (timedelta(minutes=-3), "3 min behind"),
        (timedelta(days=-20000), "20000 days"),
    ],
)
def test_f09_a_tablet_whose_clock_is_wrong_is_named_among_the_devices(desk: Desk, ahead: timedelta, said: str) -> None:
    desk.floor.live.clocks["station"] = ahead
    assert f"its clock is {said}" in desk.page("/desk/devices")


def test_f09_two_minutes_are_no_matter(desk: Desk) -> None:
    desk.floor.live.clocks.update(station=timedelta(minutes=2), board=timedelta(minutes=-2))
    assert "its clock is" not in desk.page("/desk/devices")
