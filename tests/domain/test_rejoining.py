"""Some of a party come back to the others: what was open on their own way is open still."""

from dataclasses import replace

import pytest

from kiosk.domain import custody, mending, moods, noting
from kiosk.domain import refusals as r
from kiosk.domain.events import VisitEvent
from kiosk.domain.visit import Visit

from .cast import ANNA, LIN, MEI, Walk, at, started
from .test_custody import in_makeup, past_the_gate
from .test_mending import split


def rejoined(*told: VisitEvent, before: tuple[VisitEvent, ...] = ()) -> Visit:
    """The whole, after a part of it came back that told this on its own way."""
    walk = in_makeup().then(before, LIN, at(15))
    part = split(walk, LIN, ("Mr Li",), 1)
    for minutes, event in enumerate(told, 21):
        part.then([event], LIN, at(minutes))
    together = mending.rejoin(walk.visit, part.visit, LIN)
    return walk.then([*together, *mending.brought_back(walk.visit, part.visit)], LIN, at(30)).visit


def test_an_upset_that_still_stands_comes_back_with_them_and_in_the_same_name() -> None:
    noted = rejoined(noting.MoodNoted(mood="upset", by="zhao", word="cold"))
    assert [(one.mood, one.by, one.word, one.at) for one in noted.moods] == [("upset", "zhao", "cold", at(30))]
    tapped = rejoined(noting.PartyMoodTapped(mood="upset", stage="studio", rated="zhao"))
    assert [(one.by, one.stage, one.rated) for one in tapped.moods] == [("customer", "studio", "zhao")]
    assert moods.upsets(noted) and moods.upsets(tapped)


def test_an_upset_that_was_noted_of_all_of_them_is_told_once() -> None:
    assert len(rejoined(before=(noting.MoodNoted(mood="upset", by="mei"),)).moods) == 1


def test_an_upset_that_is_over_stays_where_it_was() -> None:
    assert rejoined(noting.MoodNoted(mood="upset", by="zhao"), noting.MoodNoted(mood="calm", by="lin")).moods == ()


def test_what_somebody_has_seen_to_on_their_own_way_is_not_asked_anew() -> None:
    asked = noting.RequestMade(id=1, stage="studio", words="One of us two")
    assert [one.words for one in rejoined(asked).requests] == ["One of us two"]
    assert rejoined(asked, noting.RequestSeen(id=1, by="zhao")).requests == ()


def test_a_face_of_an_earlier_leg_does_not_go_along() -> None:
    walk = past_the_gate().then([noting.MoodNoted(mood="tired", by="mei")], MEI, at(11))
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    walk.then(custody.accept(walk.visit, LIN), LIN, at(13))
    assert split(walk, LIN, ("Mr Li",), 1).visit.moods == ()


def test_only_whoever_has_both_brings_them_together_and_only_those_who_belong_together() -> None:
    walk = in_makeup()
    part = split(walk, LIN, ("Mr Li",), 1)
    part.then(custody.offer(part.visit, LIN, ANNA, "reception"), LIN, at(21))
    part.then(custody.accept(part.visit, ANNA), ANNA, at(22))
    with pytest.raises(r.NotHolder):
        mending.rejoin(walk.visit, part.visit, ANNA)
    strangers = Walk(started(7, holder="lin", is_greeted=True)).visit
    for stranger in (strangers, replace(strangers, part_of=walk.visit.id)):
        with pytest.raises(r.NotAPart):
            mending.rejoin(walk.visit, stranger, LIN)
