"""Rooms: who is in, which are ready, when they will be free."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import room
from kiosk.domain.room import RoomState

from .cast import LIN, MEI, ZHAO, Walk, at, started
from .test_custody import in_makeup

USUAL = timedelta(minutes=40)


def test_a_party_occupies_the_room_of_its_leg_until_it_moves_on() -> None:
    visit = in_makeup().visit
    assert room.occupants("makeup-2", [visit]) == [visit]
    assert room.occupants("makeup-1", [visit]) == []


def test_ready_lasts_until_the_next_party_enters() -> None:
    before = RoomState(room="makeup-2", by="lin", ready_at=at(5))
    after = RoomState(room="makeup-2", by="lin", ready_at=at(60))
    visit = in_makeup().visit  # entered at 13
    assert room.is_ready(before, "makeup-2", [])
    assert not room.is_ready(before, "makeup-2", [visit])
    assert room.is_ready(after, "makeup-2", [visit])
    assert not room.is_ready(None, "makeup-2", [])


def leg_of(minutes: float, number: int) -> Walk:
    """One makeup leg that took so long."""
    from kiosk.domain import custody

    walk = Walk(started(number))
    walk.then(custody.pass_gate(walk.visit, MEI, (), ()), MEI, at(1))
    for giver, receiver, stage, moment in ((MEI, LIN, "makeup", 2.0), (LIN, ZHAO, "studio", 2 + minutes)):
        walk.then(custody.offer(walk.visit, giver, receiver, stage), giver, at(moment))
        walk.then(custody.accept(walk.visit, receiver), receiver, at(moment))
    return walk


def test_todays_pace_is_told_by_enough_legs_only() -> None:
    two = [leg_of(60, number).visit for number in (1, 2)]
    assert room.pace(two, "makeup", USUAL) == 1.0
    assert room.pace([*two, leg_of(60, 3).visit], "makeup", USUAL) == 1.5


@given(st.lists(st.floats(1, 600), min_size=3, max_size=9))
def test_no_day_is_so_slow_that_a_room_is_promised_for_midnight(minutes: list[float]) -> None:
    visits = [leg_of(each, number).visit for number, each in enumerate(minutes, 1)]
    assert room.FASTEST <= room.pace(visits, "makeup", USUAL) <= room.SLOWEST
