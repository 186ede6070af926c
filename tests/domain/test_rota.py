"""Whose turn it is: fair, explained, and nothing that anybody could choose (C21, complaint O)."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import refusals as r
from kiosk.domain import rota
from kiosk.domain.rota import Turn
from kiosk.domain.staff import Staff

from .cast import ANNA, LIN, MEI, NINE, Walk, at, started

FRONT = [Staff(id=f"p{number}", name=f"P{number}", stages=("reception",)) for number in range(5)]


def turn(number: int, staff: str, outcome: str = "taken") -> Turn:
    return Turn(id=number, on=NINE.date(), staff=staff, outcome=outcome, at=at(number))


def by_id(*people: Staff) -> dict[str, Staff]:
    return {person.id: person for person in people}


def test_only_reception_on_duty_takes_turns() -> None:
    people = by_id(LIN, replace(ANNA, is_on_duty=False), replace(MEI, has_left=True), FRONT[0])
    assert [one.staff for one in rota.order(people, [], [])] == ["p0"]


def test_whoever_holds_a_party_comes_after_the_free_ones() -> None:
    visit = Walk(started(holder="mei")).visit
    order = rota.order(by_id(MEI, ANNA), [], [visit])
    assert [(one.staff, one.why) for one in order] == [("anna", ("free", "fewest")), ("mei", ("fewest",))]
    assert [one.staff for one in rota.order(by_id(MEI, ANNA), [turn(1, "anna")], [visit])] == ["anna", "mei"]


def test_fewest_turns_come_first_and_then_the_longest_wait() -> None:
    people = by_id(*FRONT[:3])
    turns = [turn(1, "p2"), turn(2, "p1"), turn(3, "p0"), turn(4, "p0")]
    order = rota.order(people, turns, [])
    assert [one.staff for one in order] == ["p2", "p1", "p0"]
    assert order[0].why == ("free", "fewest", "longest")
    assert (order[1].why, order[2].why) == (("free", "fewest"), ("free",))
    order = rota.order(people, [turn(1, "p0"), turn(2, "p0"), turn(3, "p1"), turn(4, "p2")], [])
    assert order[0].why == ("free", "fewest", "longest"), "among those who have had as few"


def test_a_turn_that_was_given_back_counts_for_nothing() -> None:
    order = rota.order(by_id(MEI, ANNA), [turn(1, "mei", "returned")], [])
    assert [(one.staff, one.turns, one.last_at) for one in order] == [("mei", 0, None), ("anna", 0, None)]


def test_c21_a_returning_customer_goes_to_their_own_host_as_long_as_that_host_is_here() -> None:
    here = by_id(MEI, ANNA)
    assert rota.owner("anna", "mei", here) == "anna"
    assert rota.owner("mei", "mei", here) is rota.owner(None, "mei", here) is rota.owner("gone", "mei", here) is None
    for away in (replace(ANNA, is_on_duty=False), replace(ANNA, has_left=True)):
        assert rota.owner("anna", "mei", by_id(MEI, away)) is None


def test_only_the_next_one_is_skipped_and_never_without_a_reason() -> None:
    order = rota.order(by_id(MEI, ANNA), [], [])
    assert rota.skip(order, "mei", "at lunch").staff == "mei"
    with pytest.raises(rota.NotTheirTurn):
        rota.skip(order, "anna", "at lunch")
    with pytest.raises(r.ReasonMissing):
        rota.skip(order, "mei", "  ")
    with pytest.raises(rota.NobodyInRota):
        rota.skip((), "mei", "at lunch")


@settings(deadline=None)
@given(st.integers(1, 5), st.lists(st.booleans(), max_size=60))
def test_a_day_is_fair_within_one_turn_while_everyone_stays_free(people: int, skips: list[bool]) -> None:
    """However often turns are skipped: a skipped one counts, so the counts never differ by more than one."""
    front, turns = by_id(*FRONT[:people]), list[Turn]()
    for number, is_skip in enumerate(skips, 1):
        next_ = rota.order(front, turns, [])[0]
        turns.append(turn(number, next_.staff, "skipped" if is_skip else "taken"))
        counts = Counter(one.staff for one in turns)
        assert max(counts.values()) - min(counts.get(staff, 0) for staff in front) <= 1


@settings(deadline=None)
@given(st.integers(1, 5), st.lists(st.integers(0, 4), max_size=30), st.sets(st.integers(0, 4)))
def test_skipping_never_lets_anybody_choose(people: int, past: list[int], busy: set[int]) -> None:
    """After any past, and whoever is busy: skip after skip asks everyone once, in the order that stood there before."""
    front = by_id(*FRONT[:people])
    visits = [Walk(started(number, holder=f"p{number}")).visit for number in busy]
    turns = [turn(number, f"p{one % people}") for number, one in enumerate(past, 1)]
    before = [one.staff for one in rota.order(front, turns, visits)]
    asked = []
    for _ in front:
        asked.append(rota.order(front, turns, visits)[0].staff)
        turns.append(turn(len(turns) + 1, asked[-1], "skipped"))
    assert asked == before


def test_a_skipped_colleague_is_passed_by_once_and_has_spent_the_turn() -> None:
    people, visit = by_id(MEI, ANNA), Walk(started(holder="anna")).visit
    turns = [turn(1, "mei", "skipped")]
    assert [one.staff for one in rota.order(people, turns, [visit])] == ["anna", "mei"]  # Mei alone would be free
    turns.append(turn(2, "anna"))
    assert [one.staff for one in rota.order(people, turns, [visit])] == ["mei", "anna"]


def test_the_last_turn_is_told_with_its_time() -> None:
    one = rota.order(by_id(FRONT[0]), [turn(1, "p0")], [])[0]
    assert (one.turns, one.last_at) == (1, NINE + timedelta(minutes=1))
