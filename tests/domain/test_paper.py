"""The work flow sheet on its way, what stands on it, and who helps in a leg."""

from dataclasses import replace

import pytest

from kiosk.domain import custody, mending, paper
from kiosk.domain import refusals as r
from kiosk.domain.staff import Staff

from .cast import JO, LIN, MARCO, MEI, ZHAO, Walk, at, started
from .test_custody import in_makeup
from .test_mending import on_the_way, split


@pytest.mark.parametrize(
    ("assistant", "refused"), [(ZHAO, r.NotTheirStage), (replace(JO, is_on_duty=False), r.OffDuty), (LIN, r.ToOneself)]
)
def test_who_helps_is_here_works_there_and_is_somebody_else(assistant: Staff, refused: type[r.Refusal]) -> None:
    with pytest.raises(refused):
        custody.accept(on_the_way().visit, LIN, assistant=assistant)
    with pytest.raises(refused):
        paper.name_assistant(in_makeup().visit, LIN, assistant)
    walk = in_makeup()
    walk.then(paper.name_assistant(walk.visit, LIN, JO), LIN, at(30))
    assert walk.visit.assistant == "jo"
    walk.then(paper.name_assistant(walk.visit, LIN, None), LIN, at(31))
    assert walk.visit.assistant is None


def test_only_the_holder_or_somebody_of_that_stage_says_who_helps() -> None:
    visit = in_makeup().visit
    with pytest.raises(r.NotHolder):
        paper.name_assistant(visit, ZHAO, JO)
    assert paper.name_assistant(visit, JO, JO) == paper.name_assistant(visit, LIN, JO)


def test_whoever_helps_in_a_leg_is_not_left_behind_in_the_one_before_by_an_undo() -> None:
    walk = on_the_way()
    walk.then(custody.accept(walk.visit, LIN), LIN, at(13))
    walk.then(paper.name_assistant(walk.visit, LIN, JO), LIN, at(13))
    walk.then(custody.undo(walk.visit, LIN, at(13)), LIN, at(13))
    assert (walk.visit.holder, walk.visit.assistant) == ("mei", None)


def test_whoever_helps_still_helps_when_a_tap_of_the_same_leg_is_undone() -> None:
    walk = in_makeup()
    walk.then(custody.start_escort(walk.visit, LIN, "restroom"), LIN, at(20))
    walk.then(paper.name_assistant(walk.visit, LIN, JO), LIN, at(20))
    walk.then(custody.undo(walk.visit, LIN, at(20)), LIN, at(20))
    assert (walk.visit.escort, walk.visit.assistant) == (None, "jo")


def test_some_who_go_another_way_send_no_sheet_for_they_have_none() -> None:
    part = split(in_makeup(), LIN, ("Mr Li",), 1).visit
    with pytest.raises(r.NoSheet):
        paper.send(part, LIN)
    with pytest.raises(r.NoSheet):
        paper.receive(replace(part, ended_at=at(30)), MARCO)
    with pytest.raises(r.SheetElsewhere):
        paper.bring_back(part, LIN)


def after_the_last_look() -> Walk:
    walk = in_makeup()
    for giver, receiver, stage, minute in (
        (LIN, ZHAO, "studio", 30),
        (ZHAO, LIN, "makeup", 60),
        (LIN, ZHAO, "studio", 90),
        (ZHAO, JO, "makeup", 120),
        (JO, ZHAO, "studio", 150),
    ):
        walk.then(custody.offer(walk.visit, giver, receiver, stage), giver, at(minute))
        walk.then(custody.accept(walk.visit, receiver), receiver, at(minute + 1))
    return walk


def test_the_sheet_travels_with_the_party_until_the_last_look_and_then_goes_to_production() -> None:
    walk = in_makeup()
    assert not paper.is_due(walk.visit)
    assert [event.is_early for event in paper.send(walk.visit, LIN)] == [True]  # type: ignore[union-attr]
    last = after_the_last_look()
    assert paper.is_due(last.visit)
    with pytest.raises(r.NotHolder):
        paper.send(last.visit, LIN)
    last.then(paper.send(last.visit, ZHAO), ZHAO, at(170))
    assert not paper.is_due(last.visit)
    assert (last.visit.sheet.place, last.visit.sheet.is_early, last.visit.holder) == ("sent", False, "zhao")
    last.then(paper.receive(last.visit, MARCO), MARCO, at(175))
    assert last.visit.sheet.place == "in_production"
    with pytest.raises(r.SheetElsewhere):
        paper.send(last.visit, ZHAO)
    last.then(paper.bring_back(last.visit, MARCO), MARCO, at(176))
    assert last.visit.sheet.place == "with_party"


def test_production_receives_what_was_sent_once_and_what_was_left_behind_by_a_party_that_has_gone() -> None:
    last = after_the_last_look()
    with pytest.raises(r.SheetElsewhere):
        paper.receive(last.visit, MARCO)
    assert paper.receive(replace(last.visit, ended_at=at(200)), MARCO)
    last.then(paper.send(last.visit, ZHAO), ZHAO, at(170))
    last.then(paper.receive(last.visit, MARCO), MARCO, at(175))
    for visit in (last.visit, replace(last.visit, ended_at=at(200))):
        with pytest.raises(r.SheetElsewhere):
            paper.receive(visit, MARCO)


def test_a_sheet_is_due_only_where_there_is_one_and_something_was_photographed() -> None:
    photographed = Walk(started(looks=("white gown",)))
    photographed.then(custody.pass_gate(photographed.visit, MEI, (), ()), MEI, at(5))
    due = []
    for giver, receiver, stage, minute in (
        (MEI, LIN, "makeup", 10),
        (LIN, ZHAO, "studio", 60),
        (ZHAO, JO, "removal", 90),
    ):
        photographed.then(custody.offer(photographed.visit, giver, receiver, stage), giver, at(minute))
        photographed.then(custody.accept(photographed.visit, receiver), receiver, at(minute + 1))
        due.append(paper.is_due(photographed.visit))
    assert due == [False, True, True]
    assert not paper.is_due(split(photographed, JO, ("Mr Li",), 1).visit)
    home = in_makeup()
    home.then(mending.take_over(home.visit, MEI, "farewell", "they go home ill", at(20), at(20)), MEI, at(20))
    assert not paper.is_due(home.visit)
    with pytest.raises(r.NoSheet):
        paper.receive(replace(Walk(started(kind="selection", looks=())).visit, ended_at=at(60)), MARCO)


def test_whoever_has_gone_is_helped_by_nobody_any_more() -> None:
    with pytest.raises(r.VisitEnded):
        paper.name_assistant(replace(in_makeup().visit, ended_at=at(60)), LIN, JO)


def test_a_planned_leg_is_left_out_with_its_reason_and_no_other() -> None:
    walk = after_the_last_look()
    walk.then(paper.leave_out(walk.visit, ZHAO, "removal", 3, " they leave as they are "), ZHAO, at(170))
    told = [(one.stage, one.look, one.reason) for one in walk.visit.left_out]
    assert told == [("removal", 3, "they leave as they are")]
    with pytest.raises(r.ReasonMissing):
        paper.leave_out(walk.visit, ZHAO, "farewell", 0, "  ")
    with pytest.raises(r.UnknownStage):
        paper.leave_out(walk.visit, ZHAO, "sales_room", 0, "no time")
