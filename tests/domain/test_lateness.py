"""Late starts, foreseen from how today really goes (REQUIREMENTS D07, D23)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from kiosk.domain.lateness import Course, Start, Tempo, is_worth_telling, next_starts, tempo
from kiosk.domain.sheet import planned_legs
from kiosk.domain.visit import Leg

from .cast import Walk, at

MINUTES = {"reception": 10, "makeup": 40, "studio": 40, "removal": 10, "farewell": 5, "sales_room": 60}
USUAL = {stage: timedelta(minutes=minutes) for stage, minutes in MINUTES.items()}
AS_MEANT = Tempo(USUAL, USUAL)
SLOW = Tempo(USUAL, {stage: length * 1.5 for stage, length in USUAL.items()})
PLAN = planned_legs("shoot", 1)
STUDIO_A = {"studio": frozenset({"studio-a", "zhao"}), "makeup": frozenset({"lin"})}


def next_start(mine: Course, others: Sequence[Course], going: Tempo) -> Start | None:
    return next_starts([mine, *others], going).get(mine.number)


def course(number: int, starts: float = 0, needs: Mapping[str, frozenset[str]] = STUDIO_A, **fields: object) -> Course:
    values: dict[str, object] = {"plan": PLAN, "ahead": PLAN, **fields}
    return Course(number=number, starts_at=at(starts), needs=needs, **values)  # type: ignore[arg-type]


def being_in(one: Course, place: int, since: float) -> Course:
    """In the plan's leg `place` (0 is reception) since then."""
    return replace(one, stage=one.plan[place].stage, since=at(since), ahead=one.plan[place + 1 :])


def start(mine: Course, *others: Course, going: Tempo = AS_MEANT) -> Start:
    found = next_start(mine, others, going)
    assert found is not None
    return found


def minutes_late(one: Start) -> float:
    return (one.at - one.due).total_seconds() / 60


def test_who_is_in_time_is_not_late() -> None:
    one = start(being_in(course(1), 1, 10))
    assert (one.stage, one.due, one.at, one.after) == ("studio", at(50), at(50), 1)
    assert not is_worth_telling(one)


def test_a_party_that_was_late_into_makeup_is_late_into_the_studio() -> None:
    one = start(being_in(course(1), 1, 35))
    assert minutes_late(one) == 25 and is_worth_telling(one)


def test_a_slow_day_makes_a_start_late_before_anybody_has_waited() -> None:
    assert minutes_late(start(being_in(course(1), 1, 10), going=SLOW)) == 20


def test_the_next_booking_of_a_room_waits_until_the_party_before_is_done_there() -> None:
    before = being_in(course(1), 2, 80)  # into the studio half an hour late: until 120 instead of 90
    one = start(course(2, 45), before)  # meant to be in the studio at 95
    assert (one.stage, one.due, one.at, one.after) == ("studio", at(95), at(120), 1)


def test_they_are_told_in_the_morning_already_for_the_legs_before_count_too() -> None:
    before = being_in(course(1), 0, 40)  # just arrived, forty minutes late
    one = start(course(2, 45), before)
    assert (one.stage, minutes_late(one)) == ("makeup", 35) and one.after == 1


def test_who_was_meant_to_have_the_room_later_is_in_nobodys_way() -> None:
    later = being_in(course(1, 60), 2, 30)
    assert next_start(course(2), [later], AS_MEANT) is None


def test_another_room_and_other_people_are_in_nobodys_way() -> None:
    before = being_in(course(1, needs={"studio": frozenset({"studio-b", "marco"})}), 2, 80)
    assert next_start(course(2, 45), [before], AS_MEANT) is None


def test_who_has_not_come_is_in_nobodys_way_yet() -> None:
    assert next_start(course(2, 45), [course(1)], AS_MEANT) is None


def test_a_party_in_the_house_waits_for_the_room_as_well() -> None:
    before = being_in(course(1), 2, 80)
    one = start(being_in(course(2, 45), 1, 55), before)
    assert (one.after, minutes_late(one)) == (1, 25)


def test_the_way_home_is_no_start() -> None:
    assert next_start(being_in(course(1), 3, 200), [], AS_MEANT) is None


def test_the_pace_is_told_by_todays_own_legs() -> None:
    visit = Walk().visit
    legs = tuple(Leg(stage="makeup", holder="lin", look=1, started_at=at(0), ended_at=at(60)) for _ in range(3))
    going = tempo(USUAL, [replace(visit, legs=legs)])
    assert going.today["makeup"] == timedelta(minutes=60)
    assert going.today["studio"] == USUAL["studio"]
