"""How much longer? An honest range, or none (REQUIREMENTS feature 7)."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.custody import accept, greet, offer, pass_gate, see_off
from kiosk.domain.forecast import FEWEST, Past, past_of, quantile, stay, usual, way
from kiosk.domain.sheet import PlannedLeg

from .cast import LIN, MEI, ZHAO, Walk, at

SECONDS = st.integers(60, 6 * 3600)
HONEST = 0.70


def past(**stays: tuple[int, ...]) -> Past:
    return Past(tuple(stays.items()))


def makeups(*seconds: int) -> tuple[Past, ...]:
    return tuple(past(makeup=(one,)) for one in seconds)


def test_with_seven_visits_nothing_is_said_with_eight_it_is() -> None:
    assert stay(makeups(*range(600, 600 + FEWEST - 1)), "makeup") is None
    told = stay(makeups(*range(600, 600 + FEWEST)), "makeup")
    assert told and told.visits == FEWEST


def test_eight_stays_of_one_visit_are_still_one_visit() -> None:
    assert stay((past(makeup=(1800,) * 8),), "makeup") is None


def test_what_is_usual_is_the_middle_of_all_stays_once_eight_visits_tell() -> None:
    assert usual(makeups(*[1800] * 7), "makeup") is None
    assert usual(makeups(600, *[1800] * 6, 9000), "makeup") == 1800


def test_another_stage_tells_nothing() -> None:
    assert stay(makeups(*[1800] * 20), "studio") is None


def test_no_legs_take_no_time_and_nothing_is_said() -> None:
    assert way(makeups(*[1800] * 20), ()) is None


def test_a_way_is_told_only_by_visits_that_knew_all_of_its_stages() -> None:
    whole = tuple(past(makeup=(1800, 2400), studio=(1200,)) for _ in range(FEWEST))
    legs = (PlannedLeg("makeup", 1), PlannedLeg("studio", 1), PlannedLeg("makeup", 2))
    told = way((*whole, *makeups(*[9999] * 50)), legs)
    assert told and (told.low, told.high, told.visits) == (2100 + 1200 + 2100, 2100 + 1200 + 2100, FEWEST)


def test_the_past_of_a_visit_are_its_closed_stays() -> None:
    walk = Walk()
    walk.then(greet(walk.visit, MEI), MEI, at(1)).then(pass_gate(walk.visit, MEI, (), ()), MEI, at(8))
    walk.then(offer(walk.visit, MEI, LIN, "makeup"), MEI, at(10)).then(accept(walk.visit, LIN), LIN, at(12))
    walk.then(offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(40)).then(accept(walk.visit, ZHAO), ZHAO, at(42))
    assert dict(past_of(walk.visit.legs).stays) == {"reception": (720,), "makeup": (1800,)}
    walk.then(offer(walk.visit, ZHAO, MEI, "farewell"), ZHAO, at(42)).then(accept(walk.visit, MEI), MEI, at(42.5))
    walk.then(see_off(walk.visit, MEI, (), ()), MEI, at(50))
    assert "studio" not in dict(past_of(walk.visit.legs).stays), "half a minute is a wrong tap, not a stay"


@settings(deadline=None)
@given(st.lists(SECONDS, min_size=FEWEST, max_size=80))
def test_a_range_lies_within_what_was_seen(seconds: list[int]) -> None:
    told = stay(makeups(*seconds), "makeup")
    assert told and min(seconds) <= told.low <= told.high <= max(seconds)


@settings(deadline=None)
@given(st.lists(SECONDS, min_size=FEWEST, max_size=40), st.randoms())
def test_the_order_of_the_past_does_not_matter(seconds: list[int], chance: Random) -> None:
    shuffled = [*seconds]
    chance.shuffle(shuffled)
    assert stay(makeups(*seconds), "makeup") == stay(makeups(*shuffled), "makeup")


@settings(deadline=None)
@given(st.lists(SECONDS, min_size=FEWEST, max_size=40), st.integers(1, 3600))
def test_when_everything_took_longer_the_range_moves_along(seconds: list[int], more: int) -> None:
    one, other = stay(makeups(*seconds), "makeup"), stay(makeups(*(s + more for s in seconds)), "makeup")
    assert one and other and (other.low - one.low, other.high - one.high) == (more, more)


@settings(deadline=None)
@given(st.lists(SECONDS, min_size=1, max_size=40), st.floats(0, 1), st.floats(0, 1))
def test_a_quantile_never_falls_with_its_share(seconds: list[int], one: float, other: float) -> None:
    ordered = sorted(seconds)
    low, high = sorted((one, other))
    assert ordered[0] <= quantile(ordered, low) <= quantile(ordered, high) <= ordered[-1]


def some_day(chance: Random) -> Past:
    """One synthetic visit: its party is slow or fast throughout, its stages skewed to the long side; two looks."""
    temper = chance.lognormvariate(0, 0.2)

    def lengths(usual: int, times: int) -> tuple[int, ...]:
        return tuple(int(60 * usual * temper * chance.lognormvariate(0, 0.3)) for _ in range(times))

    return past(makeup=lengths(35, 2), studio=lengths(30, 2), removal=lengths(15, 1))


@pytest.mark.parametrize("known", [FEWEST, 40, 120])
def test_in_a_replay_the_range_covers_at_least_seven_visits_in_ten(known: int) -> None:
    """Each visit is foretold by the `known` visits before it, as the page would have done: its next stay, and its day."""
    chance = Random(7)
    days = [some_day(chance) for _ in range(known + 600)]
    legs = [PlannedLeg(stage, 1) for stage in ("makeup", "studio", "makeup", "studio", "removal")]
    stays, ends = 0, 0
    for place in range(known, len(days)):
        before, today = tuple(days[place - known : place]), days[place]
        stay_told, way_told = stay(before, "makeup"), way(before, legs)
        assert stay_told and way_told
        lengths = dict(today.stays)
        stays += stay_told.low <= lengths["makeup"][0] <= stay_told.high
        ends += way_told.low <= sum(map(sum, lengths.values())) <= way_told.high
    assert stays / 600 >= HONEST
    assert ends / 600 >= HONEST


def test_a_replay_of_visits_that_are_all_alike_is_exact() -> None:
    told = stay(makeups(*[1800] * 10), "makeup")
    assert told and timedelta(seconds=told.low) == timedelta(seconds=told.high) == timedelta(minutes=30)
