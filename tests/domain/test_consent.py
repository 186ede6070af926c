"""What a party has allowed: a first name, never the family's, and the last word about each use (E20, complaint M)."""

from dataclasses import replace

import pytest

from kiosk.domain import consent

from .cast import MEI, Walk, at

WORDINGS = {"board": "1", "samples": "1", "marketing": "1"}


@pytest.mark.parametrize(
    ("whole", "first"),
    [
        ("Emma Whitfield", "Emma"),
        ("Ms Emma Chen", "Emma"),
        ("陈晓明", "晓明"),
        ("欧阳娜娜", "娜娜"),
        ("Ms Chen", ""),
        ("陈女士", ""),
        ("Okafor family", ""),
        ("Cher", ""),
        ("", ""),
    ],
)
def test_a_first_name_is_told_from_the_whole_and_a_family_name_never(whole: str, first: str) -> None:
    assert consent.first_name(whole) == first


def test_a_name_on_the_board_is_one_short_line_of_visible_signs() -> None:
    assert consent.screen_name("  Emma\u202e\n Rose \x00") == "Emma Rose"
    assert len(consent.screen_name("x" * 500)) == consent.LONGEST_NAME


def test_a_name_stands_on_the_board_only_from_a_yes_to_the_next_no() -> None:
    walk, guest = Walk(), replace(MEI, id="customer")
    assert consent.on_board(walk.visit, WORDINGS) == ""
    for is_given, shown in ((True, "Emma"), (False, "")):
        told = consent.answered("board", is_given, "1", "Emma")
        walk.then(consent.answer(walk.visit, told), guest, at(1))
        assert consent.on_board(walk.visit, WORDINGS) == shown
        assert consent.answer(walk.visit, told) == []


def test_no_other_use_carries_a_name() -> None:
    assert consent.answered("marketing", True, "1", "Emma").name == ""


def test_over_all_visits_the_last_answer_counts() -> None:
    guest = replace(MEI, id="customer")
    first, second = Walk(), Walk()
    first.then([consent.answered("samples", True, "1", "")], guest, at(5))
    second.then([consent.answered("samples", False, "1", "")], guest, at(9))
    (last,) = consent.last_answers([second.visit, first.visit])
    assert not last.is_given


def test_an_answer_is_to_the_words_that_were_read_and_to_no_others() -> None:
    walk, guest = Walk(), replace(MEI, id="customer")
    for use in ("board", "samples"):
        walk.then(consent.answer(walk.visit, consent.answered(use, True, "1", "Emma")), guest, at(1))
    reworded = {"board": "2", "samples": "1"}
    assert set(consent.standing(walk.visit.consents, reworded)) == {"samples"}
    assert consent.on_board(walk.visit, reworded) == ""
    assert consent.answer(walk.visit, consent.answered("board", True, "2", "Emma")) != [], "asked again, answered again"
