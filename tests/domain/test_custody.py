"""Hand to hand: a party is in exactly one named person's hands, from the door to the farewell."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain import custody
from kiosk.domain import refusals as r

from .cast import ANNA, JO, LIN, MEI, OFF_DUTY_LIN, ZHAO, Walk, at, started

GATE = ("seated", "payment")


def in_makeup() -> Walk:
    """Ms Chen and Mr Li, welcomed by Mei and taken over by Lin."""
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    return walk.then(custody.accept(walk.visit, LIN), LIN, at(13))


def past_the_gate() -> Walk:
    walk = Walk()
    walk.then(custody.greet(walk.visit, MEI), MEI, at(1))
    return walk.then(custody.pass_gate(walk.visit, MEI, GATE, GATE), MEI, at(10))


def test_i1_at_check_in_the_host_holds_the_party_not_yet_greeted() -> None:
    visit = Walk().visit
    assert (visit.holder, visit.greeted_at, visit.stage) == ("mei", None, "reception")


def test_i2_the_giver_holds_until_the_receiver_accepts() -> None:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    assert (walk.visit.holder, walk.visit.stage) == ("mei", "reception")
    walk.then(custody.accept(walk.visit, LIN), LIN, at(13))
    assert (walk.visit.holder, walk.visit.stage, walk.visit.room) == ("lin", "makeup", "makeup-2")


def test_i2_of_two_acceptances_the_second_hears_who_has_the_party() -> None:
    walk = in_makeup()
    with pytest.raises(r.AlreadyTaken) as refused:
        custody.accept(walk.visit, JO)
    assert refused.value.detail == {"holder": "lin"}


def test_a_colleague_of_the_same_stage_may_take_an_offer() -> None:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    walk.then(custody.accept(walk.visit, JO), JO, at(13))
    assert walk.visit.holder == "jo"


def test_a_party_taken_by_a_colleague_is_in_their_room_unless_the_giver_chose_another_or_they_have_none() -> None:
    noor = replace(JO, id="noor", room="makeup-1")
    for chosen, by, room in (
        (None, noor, "makeup-1"),
        (None, LIN, "makeup-2"),
        (None, JO, "makeup-2"),
        ("makeup-3", noor, "makeup-3"),
    ):
        walk = past_the_gate()
        walk.then(custody.offer(walk.visit, MEI, LIN, "makeup", chosen), MEI, at(12))
        walk.then(custody.accept(walk.visit, by, named=LIN), by, at(13))
        assert (walk.visit.room, walk.visit.legs[-1].room) == (room, room)


def test_nobody_of_another_stage_may_take_an_offer() -> None:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    with pytest.raises(r.NotTheirStage):
        custody.accept(walk.visit, ZHAO)


def test_the_giver_cannot_accept_their_own_offer() -> None:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, ANNA, "sales_room"), MEI, at(12))
    with pytest.raises(r.OwnOffer):
        custody.accept(walk.visit, MEI)


def test_i5_no_first_hand_off_before_the_reception_gate_is_passed() -> None:
    walk = Walk()
    walk.then(custody.greet(walk.visit, MEI), MEI, at(1))
    with pytest.raises(r.GateNotPassed):
        custody.offer(walk.visit, MEI, LIN, "makeup")


def test_the_gate_names_what_is_still_open() -> None:
    with pytest.raises(r.ChecklistIncomplete) as refused:
        custody.pass_gate(Walk().visit, MEI, ("seated",), GATE)
    assert refused.value.detail == {"missing": ["payment"]}


def test_finishing_the_welcome_counts_as_greeting() -> None:
    walk = Walk()
    walk.then(custody.pass_gate(walk.visit, MEI, GATE, GATE), MEI, at(5))
    assert walk.visit.greeted_at == at(5)


def test_only_the_holder_can_hand_over() -> None:
    with pytest.raises(r.NotHolder) as refused:
        custody.offer(in_makeup().visit, MEI, ZHAO, "studio")
    assert refused.value.detail == {"holder": "lin"}


def test_nothing_is_handed_to_someone_off_duty() -> None:
    with pytest.raises(r.OffDuty):
        custody.offer(past_the_gate().visit, MEI, OFF_DUTY_LIN, "makeup")


def test_nothing_is_handed_to_oneself() -> None:
    with pytest.raises(r.ToOneself):
        custody.offer(past_the_gate().visit, MEI, MEI, "sales_room")


def test_nothing_is_handed_to_someone_who_does_not_work_there() -> None:
    with pytest.raises(r.NotTheirStage):
        custody.offer(past_the_gate().visit, MEI, ZHAO, "makeup")


def test_a_party_is_offered_once_at_a_time() -> None:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    with pytest.raises(r.HandoffPending) as refused:
        custody.offer(walk.visit, MEI, JO, "makeup")
    assert refused.value.detail == {"giver": "mei", "receiver": "lin"}


def test_a_withdrawn_offer_leaves_the_giver_holding() -> None:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    walk.then(custody.withdraw(walk.visit, MEI), MEI, at(13))
    assert (walk.visit.holder, walk.visit.handoff) == ("mei", None)


def test_whoever_covers_takes_the_party_over_by_greeting_it() -> None:
    walk = Walk()
    walk.then(custody.greet(walk.visit, ANNA), ANNA, at(2))
    assert (walk.visit.holder, walk.visit.host) == ("anna", "mei")


def test_nobody_off_duty_takes_a_party_over_by_greeting_it() -> None:
    with pytest.raises(r.OffDuty):
        custody.greet(Walk().visit, replace(ANNA, is_on_duty=False))


def test_a_photographer_cannot_sign_the_welcome() -> None:
    with pytest.raises(r.NotWelcoming):
        custody.greet(Walk().visit, ZHAO)


def test_makeup_and_studio_alternate_once_per_look() -> None:
    walk, minute, seen = in_makeup(), 20, []
    while walk.visit.ahead:
        leg = walk.visit.ahead[0]
        receiver = {"makeup": LIN, "studio": ZHAO, "removal": JO, "farewell": MEI}[leg.stage]
        giver = {"lin": LIN, "zhao": ZHAO, "jo": JO, "mei": MEI}[walk.visit.holder]
        walk.then(custody.offer(walk.visit, giver, receiver, leg.stage), giver, at(minute))
        walk.then(custody.accept(walk.visit, receiver), receiver, at(minute + 1))
        seen.append((walk.visit.stage, walk.visit.look))
        minute += 20
    assert seen == [
        ("studio", 1),
        ("makeup", 2),
        ("studio", 2),
        ("makeup", 3),
        ("studio", 3),
        ("removal", 3),
        ("farewell", 0),
    ]


def test_an_excursion_off_plan_comes_back_to_the_leg_it_left() -> None:
    walk = in_makeup()
    walk.then(custody.offer(walk.visit, LIN, MEI, "reception"), LIN, at(20))
    walk.then(custody.accept(walk.visit, MEI), MEI, at(21))
    assert walk.visit.is_off_plan
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(30))
    walk.then(custody.accept(walk.visit, LIN), LIN, at(31))
    assert (walk.visit.look, walk.visit.place, walk.visit.is_off_plan) == (1, 1, False)


def test_the_host_brings_a_party_to_the_sales_room_without_handing_it_over() -> None:
    walk = Walk(started(kind="selection", looks=()))
    walk.then(custody.pass_gate(walk.visit, MEI, GATE, GATE), MEI, at(5))
    walk.then(custody.enter_stage(walk.visit, MEI, "sales_room", "sales-1"), MEI, at(6))
    assert (walk.visit.stage, walk.visit.room, walk.visit.holder) == ("sales_room", "sales-1", "mei")


def test_an_escort_leaves_custody_where_it_is() -> None:
    walk = in_makeup()
    walk.then(custody.start_escort(walk.visit, LIN, "restroom"), LIN, at(20))
    assert (walk.visit.holder, walk.visit.escort and walk.visit.escort.kind) == ("lin", "restroom")
    walk.then(custody.end_escort(walk.visit, LIN), LIN, at(24))
    assert walk.visit.escort is None


def test_i7_nobody_leaves_without_the_farewell_list() -> None:
    with pytest.raises(r.ChecklistIncomplete):
        custody.see_off(past_the_gate().visit, MEI, (), ("selection_date",))


def test_a_photographer_cannot_sign_the_farewell() -> None:
    walk = in_makeup()
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(20))
    walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(21))
    with pytest.raises(r.NotWelcoming):
        custody.see_off(walk.visit, ZHAO, (), ())


def test_after_the_farewell_nothing_more_can_happen() -> None:
    walk = past_the_gate()
    walk.then(custody.see_off(walk.visit, MEI, (), ()), MEI, at(40))
    with pytest.raises(r.VisitEnded):
        custody.offer(walk.visit, MEI, LIN, "makeup")


def test_an_offer_is_undone_within_ten_seconds() -> None:
    walk = past_the_gate()
    before = walk.visit
    walk.then(custody.offer(before, MEI, LIN, "makeup"), MEI, at(12))
    walk.then(custody.undo(walk.visit, MEI, at(12) + timedelta(seconds=10)), MEI, at(12.1))
    assert (walk.visit.handoff, walk.visit.holder, walk.visit.since) == (None, "mei", before.since)


def test_an_acceptance_undone_puts_the_party_back_into_the_givers_hands_still_offered() -> None:
    walk = in_makeup()
    walk.then(custody.undo(walk.visit, LIN, at(13.1)), LIN, at(13.1))
    assert (walk.visit.holder, walk.visit.stage) == ("mei", "reception")
    assert walk.visit.handoff is not None and walk.visit.handoff.receiver == "lin"


def test_after_ten_seconds_there_is_nothing_to_undo() -> None:
    with pytest.raises(r.NothingToUndo):
        custody.undo(in_makeup().visit, LIN, at(13) + timedelta(seconds=10, milliseconds=1))


def test_nobody_undoes_a_colleagues_tap() -> None:
    with pytest.raises(r.NothingToUndo):
        custody.undo(in_makeup().visit, MEI, at(13.1))


def test_a_tap_is_undone_once() -> None:
    walk = in_makeup()
    walk.then(custody.undo(walk.visit, LIN, at(13.1)), LIN, at(13.1))
    with pytest.raises(r.NothingToUndo):
        custody.undo(walk.visit, LIN, at(13.12))


def test_walked_legs_abut() -> None:
    legs = in_makeup().visit.legs
    assert [(leg.stage, leg.holder) for leg in legs] == [("reception", "mei"), ("makeup", "lin")]
    assert legs[0].ended_at == legs[1].started_at


def test_i4_an_undo_gives_nobody_back_a_party_who_has_gone_off_duty() -> None:
    walk = in_makeup()
    with pytest.raises(r.OffDuty):
        custody.undo(walk.visit, LIN, at(13.1), off_duty={MEI.id})
    walk.then(custody.undo(walk.visit, LIN, at(13.1), off_duty={LIN.id}), LIN, at(13.1))
    assert walk.visit.holder == MEI.id


def out_of_the_door(part_of: int | None = None) -> Walk:
    walk = Walk(started(part_of=part_of, is_greeted=True))
    return walk.then(custody.see_off(walk.visit, MEI, (), ()), MEI, at(1))


def test_i1_a_farewell_is_not_undone_once_the_party_is_in_the_house_again() -> None:
    walk = out_of_the_door()
    again = Walk(started(7, number=2031)).visit
    with pytest.raises(r.HereAgain) as refused:
        custody.undo(walk.visit, MEI, at(1.1), here=[again])
    assert refused.value.detail == {"holder": "mei"}
    assert custody.undo(walk.visit, MEI, at(1.1), here=[Walk(started(8)).visit])


def test_the_farewell_of_a_part_is_not_undone_once_the_others_have_left() -> None:
    part = out_of_the_door(part_of=3).visit
    with pytest.raises(r.OthersGone):
        custody.undo(part, MEI, at(1.1))
    assert custody.undo(part, MEI, at(1.1), here=[Walk(started(3, number=2031)).visit])
