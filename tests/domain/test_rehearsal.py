"""Practising the cue cards (REQUIREMENTS D14)."""

from kiosk.domain.cues import CARDS
from kiosk.domain.rehearsal import Situation, situations


def of(key: str) -> list[Situation]:
    return [one for one in situations() if one.cue.key == key]


def test_every_card_of_the_house_is_practised_in_a_situation_of_its_own() -> None:
    assert {one.cue.key for one in situations()} == set(CARDS)
    assert all(one.is_deputy or (one.leg and one.to) for one in situations())
    asked = [(one.cue.key, one.look) for one in situations()]
    assert len(asked) == len(set(asked))


def test_the_first_way_is_told_from_the_loop_and_the_loop_from_the_deputy() -> None:
    (first,) = of("first")
    assert (first.leg, first.stage, first.to, first.is_loop) == (1, "reception", "makeup", False)
    (again,) = of("to_next_look")
    assert (again.leg, again.look, again.is_loop) == (3, 2, True)
    assert [(one.look, one.is_loop) for one in of("to_studio")] == [(1, False), (2, True)]
    assert [one.is_receiver for one in (*of("receiver"), *of("receivers"))] == [True, True]
    (deputy,) = of("deputy")
    assert deputy.is_deputy and deputy.cue.forbidden


def test_the_wish_is_practised_where_it_is_passed_on() -> None:
    assert [len(one.cue.to_colleague) for one in (*of("first"), *of("to_removal"))] == [2, 1]
