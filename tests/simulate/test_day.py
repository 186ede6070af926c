"""The plan of a day: the same seed is the same day, and every day can be played in its house."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.booking import family_names, folded
from kiosk.simulate.day import HOUR, MUCH_TOO_LATE, Person, plan

from .views import PEOPLE

HOUSE = [*PEOPLE.values(), *(replace(PEOPLE["mei"], id=one) for one in ("hua", "bo"))]
seeds = st.integers(-(2**31), 2**31)
sizes = st.integers(1, 40)


@given(seeds, sizes)
def test_the_same_seed_plans_the_same_day(seed: int, parties: int) -> None:
    assert plan(seed, parties, HOUSE) == plan(seed, parties, HOUSE)


@given(seeds, sizes, st.integers(1, 10))
def test_a_longer_day_begins_with_the_same_parties(seed: int, parties: int, more: int) -> None:
    assert plan(seed, parties + more, HOUSE).parties[:parties] == plan(seed, parties, HOUSE).parties


@given(seeds, sizes)
def test_everyone_who_is_announced_has_a_host_of_this_house_and_time_to_be_seen_off(seed: int, parties: int) -> None:
    day = plan(seed, parties, HOUSE)
    hosts = {person.id for person in HOUSE if person.works_in("reception")}
    assert len(day.parties) == parties
    for party in day.parties:
        assert party.host in hosts or (party.is_walk_in and party.kind == "enquiry" and party.door == "lobby")
        assert 0 <= party.arrives_at <= 8 * HOUR
        assert (party.looks > 0) == (party.kind == "shoot")
        assert folded(party.family) in family_names(party.names[0])


@given(seeds, st.integers(8, 40))
def test_of_eight_parties_one_walks_in_one_is_much_too_late_and_one_goes_two_ways(seed: int, parties: int) -> None:
    guests = plan(seed, parties, HOUSE).parties
    assert any(party.is_walk_in for party in guests)
    assert any(party.arrives_at - party.due >= MUCH_TOO_LATE for party in guests)
    assert any(party.temper.parts >= 0.5 and len(party.names) > 1 for party in guests)


@given(seeds)
def test_whoever_is_away_is_one_of_several_hosts_and_takes_no_break(seed: int) -> None:
    day = plan(seed, 5, HOUSE)
    assert day.away in {"mei", "anna", "hua", "bo"}
    assert day.away not in {one.staff for one in day.breaks}
    assert plan(seed, 5, list(PEOPLE.values())).away is None


def test_different_seeds_plan_different_days() -> None:
    assert len({plan(seed, 12, HOUSE) for seed in range(50)}) == 50


def test_without_anybody_at_reception_there_is_no_day() -> None:
    with pytest.raises(ValueError, match="reception"):
        plan(1, 3, [Person(id="lin", stages=("makeup",))])
