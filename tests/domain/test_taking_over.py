"""Where a take-over leaves the party on its plan, and who has nothing to call back (feature 10)."""

from dataclasses import replace

import pytest

from kiosk.domain import custody, mending
from kiosk.domain import refusals as r
from kiosk.domain.visit import Visit

from .cast import ANNA, JO, LIN, MEI, ZHAO, Walk, at, started
from .test_custody import in_makeup, past_the_gate


def taken_over(walk: Walk, room: str | None = None) -> Visit:
    return walk.then(mending.take_over(walk.visit, JO, "makeup", "helped out", at(30), at(30), room), JO, at(30)).visit


def test_who_goes_on_for_a_colleague_goes_on_with_the_same_look() -> None:
    visit = taken_over(in_makeup())
    assert (visit.holder, visit.stage, visit.look, visit.place, visit.is_off_plan) == ("jo", "makeup", 1, 1, False)


def test_a_party_that_is_taken_over_is_in_the_room_that_was_named_else_in_that_of_whoever_has_it() -> None:
    walk = in_makeup()
    assert taken_over(walk, "makeup-3").room == "makeup-3"
    for room in (None, "makeup-1"):
        walk = past_the_gate()
        walk.then(mending.take_over(walk.visit, LIN, "makeup", "forgot", at(12), at(12), room), LIN, at(12))
        assert walk.visit.room == (room or "makeup-2")


def test_whoever_has_them_may_say_that_they_are_elsewhere_with_them() -> None:
    walk = in_makeup()
    walk.then(mending.take_over(walk.visit, LIN, "removal", "forgot to tap", at(30), at(30)), LIN, at(30))
    assert (walk.visit.holder, walk.visit.stage) == ("lin", "removal")
    assert mending.may_be_in(walk.visit, LIN) == ()  # the card in their own hands has its own ways on


def test_there_is_nothing_to_call_back_from_a_new_offer_from_oneself_or_from_outside() -> None:
    walk = in_makeup()
    assert mending.recall(walk.visit, MEI, "wrong party")
    offered = in_makeup()
    offered.then(custody.offer(offered.visit, LIN, ZHAO, "studio"), LIN, at(20))
    with pytest.raises(r.NothingToRecall):
        mending.recall(offered.visit, MEI, "wrong party")
    with pytest.raises(r.VisitEnded):
        mending.recall(replace(walk.visit, ended_at=at(40)), MEI, "wrong party")
    with pytest.raises(r.OffDuty):
        mending.recall(walk.visit, replace(MEI, is_on_duty=False), "wrong party")
    alone = Walk(started(kind="selection", looks=()))
    alone.then(custody.pass_gate(alone.visit, MEI, (), ()), MEI, at(5))
    alone.then(custody.enter_stage(alone.visit, MEI, "sales_room"), MEI, at(6))
    with pytest.raises(r.NothingToRecall):
        mending.recall(alone.visit, MEI, "it was I")


def test_nobody_goes_another_way_on_the_way_or_before_the_welcome() -> None:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    with pytest.raises(r.HandoffPending):
        mending.split(walk.visit, MEI, 9, ("Mr Li",), 1)
    welcomed = Walk().then(custody.greet(Walk().visit, MEI), MEI, at(1)).visit
    with pytest.raises(r.GateNotPassed):
        mending.split(welcomed, MEI, 9, ("Mr Li",), 1)
    with pytest.raises(r.NotHolder):
        mending.split(in_makeup().visit, ANNA, 9, ("Mr Li",), 1)
