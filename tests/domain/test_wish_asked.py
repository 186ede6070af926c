"""At the farewell somebody asks what became of the wish, in the words in which it was told (feature 9, E02)."""

from dataclasses import replace

import pytest

from kiosk.domain import custody, farewell, wish
from kiosk.domain import refusals as r
from kiosk.domain.events import TapUndone, VisitEvent, WishTold
from kiosk.domain.visit import Visit
from kiosk.studio import Point

from .cast import ANNA, LIN, MEI, Walk, at, started
from .test_custody import past_the_gate

THEIRS = "One picture where my grandmother’s comb shows."
POINTS = (Point(key="apology", text="Sorry"),)


def at_the_farewell() -> Walk:
    walk = past_the_gate()
    return walk.then(custody.enter_stage(walk.visit, MEI, "farewell"), MEI, at(30))


def asked(walk: Walk, answer: str, why: str = "") -> Walk:
    return walk.then(wish.answered(walk.visit, MEI, walk.visit.wish, answer, why), MEI, at(31))


def test_the_farewell_is_not_over_before_the_wish_is_answered() -> None:
    walk = at_the_farewell()
    assert farewell.to_do(walk.visit, POINTS) == ("apology", farewell.WISH)
    assert farewell.to_do(asked(walk, "partly").visit, POINTS) == ("apology",)


def test_before_the_farewell_and_of_those_who_leave_before_the_others_nobody_asks() -> None:
    early = past_the_gate().visit
    with pytest.raises(wish.NotYetAsked):
        wish.answered(early, MEI, THEIRS, "yes", "")
    assert not wish.is_asked(early)
    assert not wish.is_asked(replace(at_the_farewell().visit, part_of=7))


def test_without_a_wish_there_is_no_question() -> None:
    visit = replace(at_the_farewell().visit, wish="")
    assert farewell.to_do(visit, POINTS) == ("apology",)
    with pytest.raises(wish.NotYetAsked):
        wish.answered(visit, MEI, "", "yes", "")


def test_the_answer_is_to_the_wish_that_was_read() -> None:
    walk = at_the_farewell()
    with pytest.raises(r.WrongWish):
        wish.answered(walk.visit, MEI, "Something else", "yes", "")
    new: list[VisitEvent] = [WishTold(wish="The sea behind us.")]
    assert asked(walk, "yes").then(new, MEI, at(32)).visit.became is None, "of another wish nobody has said anything"


def test_only_the_holder_notes_it_and_the_party_may_say_it_itself() -> None:
    walk = at_the_farewell()
    with pytest.raises(r.NotHolder):
        wish.answered(walk.visit, ANNA, THEIRS, "yes", "")
    [told] = wish.answered(walk.visit, None, THEIRS, "no", "Too late")
    walk.then([told], LIN, at(31))
    became = walk.visit.became
    assert became and (became.answer, became.why, became.by, became.at) == ("no", "Too late", "customer", at(31))


def test_another_answer_takes_its_place_and_the_same_is_no_news() -> None:
    walk = asked(at_the_farewell(), "no")
    assert wish.answered(walk.visit, MEI, THEIRS, "no", "") == []
    assert asked(walk, "partly", "The rain").visit.became != asked(walk, "yes").visit.became


def test_an_answer_stays_when_the_farewell_is_taken_back() -> None:
    walk = asked(at_the_farewell(), "yes")
    walk.then(custody.see_off(walk.visit, MEI, ("apology",), ("apology",)), MEI, at(33))
    walk.then([TapUndone(tap="VisitFinished")], MEI, at(33))
    assert walk.visit.ended_at is None and walk.visit.became is not None


def test_the_days_wishes_are_counted_by_what_became_of_them_each_party_once() -> None:
    def party(answer: str = "", **fields: object) -> Visit:
        walk = at_the_farewell()
        return replace(asked(walk, answer).visit if answer else walk.visit, **fields)  # type: ignore[arg-type]

    visits = [
        party("yes"),
        party("yes", part_of=1),
        party("partly", wish=""),  # whose words are erased
        party(),
        party(ended_at=at(60)),
        Walk(started(wish="")).visit,
    ]
    assert dict(wish.counted(visits)) == {"yes": 1, "partly": 1, "no": 0, "unasked": 1, "open": 1}
