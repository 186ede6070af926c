"""What a child's fingers touch is kept, and does not count (complaint N)."""

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.feedback import FAST_ALIKE, MINUTE, Feedback, counted, in_bursts, tally

from .cast import NINE

GLAD = (("makeup", "delighted"),)
SAD = (("makeup", "unhappy"),)


def answer(id_: int, seconds: float, faces: tuple[tuple[str, str], ...] = GLAD, visit: int | None = None) -> Feedback:
    return Feedback(id=id_, on=NINE.date(), at=NINE + timedelta(seconds=seconds), device="d", faces=faces, visit=visit)


def at_seconds(*moments: float) -> list[Feedback]:
    return [answer(id_, moment, GLAD if id_ % 2 else SAD) for id_, moment in enumerate(moments, 1)]


def test_three_answers_within_seconds_are_a_burst() -> None:
    assert in_bursts(at_seconds(0, 3, 6)) == {1, 2, 3}


def test_two_answers_one_after_the_other_are_a_couple() -> None:
    assert in_bursts(at_seconds(0, 5)) == frozenset()


def test_the_same_corner_touched_again_and_again_is_a_burst_also_when_slower() -> None:
    alike = [answer(id_, 12.0 * id_) for id_ in (1, 2, 3)]
    assert in_bursts(alike) == {1, 2, 3}
    assert in_bursts(at_seconds(0, 12, 24)) == frozenset()


def test_more_than_four_answers_in_a_minute_are_a_burst() -> None:
    assert in_bursts(at_seconds(0, 14, 28, 42)) == frozenset()
    assert in_bursts(at_seconds(0, 14, 28, 42, 56)) == {1, 2, 3, 4, 5}


def test_who_came_before_and_after_a_burst_still_counts() -> None:
    assert in_bursts(at_seconds(0, 100, 102, 104, 200)) == {2, 3, 4}


GAPS = st.lists(st.integers(0, 90), min_size=0, max_size=25)
MOODS = st.sampled_from((GLAD, SAD))


@settings(deadline=None)
@given(GAPS)
def test_whoever_takes_their_time_is_never_a_burst(gaps: list[int]) -> None:
    moments = [float(sum(gaps[:place]) + place * FAST_ALIKE.total_seconds()) for place in range(len(gaps))]
    assert in_bursts(at_seconds(*moments)) == frozenset()


@settings(deadline=None)
@given(st.integers(3, 30), st.floats(0, 7.9))
def test_a_quick_row_is_a_burst_whatever_was_touched(count: int, gap: float) -> None:
    assert in_bursts(at_seconds(*(gap * place for place in range(count)))) == set(range(1, count + 1))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), MOODS), max_size=25), st.randoms())
def test_the_order_in_which_answers_are_looked_at_does_not_matter(
    answers: list[tuple[int, tuple[tuple[str, str], ...]]], chance: Random
) -> None:
    row = [answer(id_, seconds, faces) for id_, (seconds, faces) in enumerate(answers, 1)]
    shuffled = [*row]
    chance.shuffle(shuffled)
    assert in_bursts(row) == in_bursts(shuffled) <= {one.id for one in row}


@settings(deadline=None)
@given(st.lists(st.integers(0, 900), max_size=25), st.integers(0, 900))
def test_one_more_answer_never_makes_a_burst_innocent(moments: list[int], more: int) -> None:
    row = [answer(id_, moment) for id_, moment in enumerate(moments, 1)]
    assert in_bursts(row) <= in_bursts([*row, answer(99, more)])


@settings(deadline=None)
@given(st.lists(st.integers(0, 300), max_size=20))
def test_what_lies_long_before_changes_nothing(moments: list[int]) -> None:
    row = [answer(id_, moment) for id_, moment in enumerate(moments, 1)]
    earlier = answer(99, -MINUTE.total_seconds())
    assert in_bursts([earlier, *row]) == in_bursts(row)


def test_a_party_counts_once_with_its_last_word_guests_without_a_name_each() -> None:
    answers = [answer(1, 0, SAD, 17), answer(2, 900, GLAD, 17), answer(3, 0, SAD), answer(4, 0, SAD)]
    assert tally(counted(answers)) == {"makeup": {"delighted": 1, "content": 0, "unsure": 0, "unhappy": 2}}
