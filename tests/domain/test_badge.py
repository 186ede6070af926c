"""PINs and badges: how often somebody may guess, and that nobody can be locked out (FAULTS T04, T05)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import badge as rules
from kiosk.domain.badge import Badge, BadgeStopped, TooEarly, WeakPin

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def wrong_tries(count: int, now: datetime = NINE) -> Badge:
    """The badge after so many wrong PINs, each as early as it may be."""
    badge = Badge(staff="mei", pin_hash="x")
    for _ in range(count):
        now = max(now, badge.not_before or now)
        badge = rules.trying(badge, now)
    return badge


def test_four_wrong_pins_cost_nothing_and_then_each_doubles_the_wait() -> None:
    assert [rules.delay(tries) for tries in (0, 4, 5, 6, 7, 13, 14, 99)] == [0, 0, 1, 2, 4, 256, 300, 300]


def test_a_pin_is_not_looked_at_before_its_time() -> None:
    badge = wrong_tries(6)
    assert badge.not_before is not None
    with pytest.raises(TooEarly) as refused:
        rules.ensure_may_try(badge, badge.not_before - timedelta(milliseconds=1))
    assert refused.value.detail == {"seconds": 1}
    rules.ensure_may_try(badge, badge.not_before)


def test_after_a_hundred_wrong_pins_only_a_manager_helps() -> None:
    badge = wrong_tries(rules.STOP)
    with pytest.raises(BadgeStopped):
        rules.ensure_may_try(badge, NINE + timedelta(days=400))
    rules.ensure_may_try(rules.forgiven(badge), NINE)


def test_thirty_days_of_guessing_are_a_hundred_guesses_at_most() -> None:
    badge, now, guesses = Badge(staff="mei", pin_hash="x"), NINE, 0
    while now < NINE + timedelta(days=30) and not badge.is_stopped:
        if rules.may_try(badge, now):
            badge, guesses = rules.trying(badge, now), guesses + 1
        now = max(now + timedelta(milliseconds=50), badge.not_before or now)
    assert guesses == rules.STOP  # of a million PINs: one in ten thousand


@settings(deadline=None)
@given(st.lists(st.timedeltas(timedelta(0), timedelta(hours=2)), max_size=40))
def test_waiting_is_never_longer_than_five_minutes(pauses: list[timedelta]) -> None:
    badge, now = Badge(staff="mei", pin_hash="x"), NINE
    for pause in pauses:
        now += pause
        if rules.may_try(badge, now):
            badge = rules.trying(badge, now)
        assert badge.not_before is None or badge.not_before - now <= timedelta(seconds=rules.LONGEST_DELAY)


@pytest.mark.parametrize(
    "pin", ["000000", "123456", "654321", "12345", "1234567", "12345a", "１２９９５１", "", "      "]
)
def test_a_pin_that_somebody_would_try_first_is_refused(pin: str) -> None:
    with pytest.raises(WeakPin):
        rules.ensure_strong(pin)


def test_any_other_six_digits_will_do() -> None:
    rules.ensure_strong("480213")


@pytest.mark.parametrize(("text", "code"), [(" hthb-abc2 ", "ABC2"), ("HTHB-", ""), ("123456", None), ("", None)])
def test_a_scanner_types_a_code_with_the_houses_mark(text: str, code: str | None) -> None:
    assert rules.code_in(text) == code
