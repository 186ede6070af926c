"""What a party has allowed: a first name, never the family's, and the last word about each use (E20, complaint M)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain import consent
from kiosk.domain.visit import Consent

from .cast import MEI, Walk, at

SHANGHAI = ZoneInfo("Asia/Shanghai")
TERMS = consent.Terms(
    {"board": "1", "samples": "1", "marketing": "1"}, {"board": 24, "samples": 24, "marketing": 0}, SHANGHAI
)
TODAY = date(2026, 11, 23)
GUEST = replace(MEI, id="customer")


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
    assert consent.on_board(walk.visit, TERMS, TODAY) == ""
    for is_given, shown in ((True, "Emma"), (False, "")):
        told = consent.answered("board", is_given, "1", "Emma")
        walk.then(consent.answer(walk.visit, told, TERMS, TODAY), guest, at(1))
        assert consent.on_board(walk.visit, TERMS, TODAY) == shown
        assert consent.answer(walk.visit, told, TERMS, TODAY) == []


def test_no_other_use_carries_a_name() -> None:
    assert consent.answered("marketing", True, "1", "Emma").name == ""


def test_over_all_visits_the_last_answer_counts() -> None:
    guest = replace(MEI, id="customer")
    first, second = Walk(), Walk()
    first.then([consent.answered("samples", True, "1", "")], guest, at(5))
    second.then([consent.answered("samples", False, "1", "")], guest, at(9))
    (last,) = consent.last_answers([second.visit, first.visit])
    assert not last.is_given
    assert consent.may_be_shown([first.visit], TERMS, TODAY)
    assert not consent.may_be_shown([second.visit, first.visit], TERMS, TODAY)
    assert not consent.may_be_shown([], TERMS, TODAY)


def test_an_answer_is_to_the_words_that_were_read_and_to_no_others() -> None:
    walk, guest = Walk(), replace(MEI, id="customer")
    for use in ("board", "samples"):
        walk.then(consent.answer(walk.visit, consent.answered(use, True, "1", "Emma"), TERMS, TODAY), guest, at(1))
    reworded = replace(TERMS, wordings={"board": "2", "samples": "1"})
    assert set(consent.standing(walk.visit.consents, reworded, TODAY)) == {"samples"}
    assert consent.on_board(walk.visit, reworded, TODAY) == ""
    told = consent.answered("board", True, "2", "Emma")
    assert consent.answer(walk.visit, told, reworded, TODAY) != [], "asked again, answered again"


@pytest.mark.parametrize(
    ("given", "months", "last"),
    [
        (date(2026, 11, 23), 24, date(2028, 11, 23)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 11, 23), 0, None),
    ],
)
def test_a_yes_holds_for_as_many_months_as_were_asked(given: date, months: int, last: date | None) -> None:
    assert consent.holds_until(given, months) == last


def said(walk: Walk, use: str, is_given: bool, moment: datetime, months: int | None = 24) -> Consent:
    walk.then([consent.answered(use, is_given, "1", "Emma", months)], GUEST, moment)
    return walk.visit.consents[-1]


def test_the_day_it_was_given_is_the_studios_day() -> None:
    midnight = datetime(2026, 11, 24, 0, 30, tzinfo=SHANGHAI)
    assert consent.until(said(Walk(), "samples", True, midnight), TERMS) == date(2028, 11, 24)


def test_after_its_last_day_a_yes_counts_as_not_given_wherever_it_is_asked_for() -> None:
    walk, last = Walk(), date(2028, 11, 23)
    said(walk, "board", True, at(1))
    assert consent.on_board(walk.visit, TERMS, last) == "Emma"
    assert consent.on_board(walk.visit, TERMS, last + timedelta(days=1)) == ""
    again = consent.answered("board", True, "1", "Emma", 24)
    assert consent.answer(walk.visit, again, TERMS, last) == []
    assert consent.answer(walk.visit, again, TERMS, last + timedelta(days=1)) == [again], "given anew, a yes again"


def test_what_was_read_holds_however_the_setting_is_changed_later() -> None:
    longer = replace(TERMS, months={"samples": 60})
    assert consent.until(said(Walk(), "samples", True, at(1), months=12), longer) == date(2027, 11, 23)
    assert consent.until(said(Walk(), "samples", True, at(1), months=0), longer) is None
    assert consent.until(said(Walk(), "samples", True, at(1), months=None), longer) == date(2031, 11, 23), "old answers"


def test_an_ended_yes_leaves_something_to_take_down_until_somebody_has() -> None:
    over, walk = date(2028, 11, 24), Walk()
    said(walk, "samples", True, at(1))
    assert consent.ended(walk.visit.consents, TERMS, over - timedelta(days=1)) == []
    assert [one.use for one in consent.ended(walk.visit.consents, TERMS, over)] == ["samples"]
    with pytest.raises(consent.StillGiven):
        consent.settled(walk.visit, MEI, "samples", TERMS, TODAY)
    walk.then(consent.settled(walk.visit, MEI, "samples", TERMS, over), MEI, at(2))
    assert consent.ended(walk.visit.consents, TERMS, over) == []
    assert consent.settled(walk.visit, MEI, "samples", TERMS, over) == []
    no = said(walk, "samples", False, at(60 * 24))
    assert consent.ended([no], TERMS, over) == [], "it was taken down before they said no"


def test_a_no_takes_back_an_earlier_days_yes_of_any_visit_and_a_slip_of_the_finger_nothing() -> None:
    first, second, same_day = Walk(), Walk(), Walk()
    yes, no = said(first, "samples", True, at(1)), said(second, "samples", False, at(60 * 24 * 9))
    assert consent.ended([yes, no], TERMS, TODAY) == [no]
    later = said(first, "samples", False, at(60 * 24 * 3))
    assert consent.ended([later], TERMS, TODAY) == [later]
    said(same_day, "samples", True, at(1))
    assert consent.ended([said(same_day, "samples", False, at(2))], TERMS, TODAY) == []
    said(same_day, "board", True, at(1))
    assert consent.ended([said(same_day, "board", False, at(60 * 24))], TERMS, TODAY) == [], (
        "the board shows it no more"
    )
