"""When the taps did not follow the people: nobody is ever without hands, and the log says what really happened."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain import custody, mending, noting, paper
from kiosk.domain import events as e
from kiosk.domain import refusals as r
from kiosk.domain.events import CompanyTold, Recorded, VisitEvent
from kiosk.domain.evolution import evolve
from kiosk.domain.sheet import PlannedLeg
from kiosk.domain.staff import Staff

from .cast import ANNA, JO, LIN, MARCO, MEI, ZHAO, Walk, at
from .test_custody import in_makeup, past_the_gate


def on_the_way() -> Walk:
    walk = past_the_gate()
    return walk.then(custody.offer(walk.visit, MEI, LIN, "makeup", walker=ANNA), MEI, at(12))


def test_ready_in_five_minutes_leaves_the_party_with_the_giver() -> None:
    walk = on_the_way()
    walk.then(custody.postpone(walk.visit, LIN, 5), LIN, at(13))
    assert walk.visit.holder == "mei"
    assert walk.visit.handoff and walk.visit.handoff.ready_at == at(18)
    walk.then(custody.accept(walk.visit, LIN), LIN, at(17))
    assert walk.visit.holder == "lin"


def test_only_the_holder_says_that_they_still_have_the_party() -> None:
    walk = in_makeup()
    with pytest.raises(r.NotHolder):
        mending.confirm(walk.visit, MEI)
    walk.then(mending.confirm(walk.visit, LIN), LIN, at(70))
    assert (walk.visit.confirmed_at, walk.visit.holder) == (at(70), "lin")


def test_a_receiver_who_declines_says_why_and_the_giver_simply_keeps_holding() -> None:
    walk = on_the_way()
    with pytest.raises(r.ReasonMissing):
        custody.decline(walk.visit, LIN, "  ")
    with pytest.raises(r.NotTheReceiver):
        custody.decline(walk.visit, ZHAO, "no")
    walk.then(custody.decline(walk.visit, LIN, "allergic to lilies"), LIN, at(13))
    assert (walk.visit.holder, walk.visit.handoff) == ("mei", None)


def test_an_assistant_may_walk_the_party_and_a_stranger_to_the_stage_may_not() -> None:
    assert on_the_way().visit.handoff.walker == "anna"  # type: ignore[union-attr]
    with pytest.raises(r.NotAnEscort):
        custody.offer(past_the_gate().visit, MEI, LIN, "makeup", walker=ZHAO)


def test_a_stage_may_name_whose_people_walk_its_parties_on() -> None:
    visit = past_the_gate().visit
    with pytest.raises(r.NotAnEscort):
        custody.offer(visit, MEI, LIN, "makeup", walker=ANNA, escorts=("studio",))
    (offered,) = custody.offer(visit, MEI, LIN, "makeup", walker=ZHAO, escorts=("reception", "studio"))
    assert isinstance(offered, e.HandoffOffered) and offered.walker == "zhao"


def test_a_late_tap_counts_from_when_it_really_was_and_never_before_the_offer() -> None:
    walk = on_the_way()
    walk.then(custody.accept(walk.visit, LIN, since=at(14)), LIN, at(40))
    assert (walk.visit.since, walk.visit.legs[-1].late_tap) == (at(14), 26 * 60)
    assert walk.visit.legs[-2].ended_at == at(14)
    with pytest.raises(r.BeforeTheLastEvent):
        mending.not_before(on_the_way().visit, at(11), at(40))
    with pytest.raises(r.InTheFuture):
        mending.not_before(on_the_way().visit, at(41), at(40))


def test_the_wrong_wish_is_no_acceptance() -> None:
    walk = on_the_way()
    with pytest.raises(r.WrongWish):
        custody.accept(walk.visit, LIN, wish="Something quick")
    walk.then(custody.accept(walk.visit, LIN, wish=walk.visit.wish, assistant=JO), LIN, at(13))
    assert (walk.visit.holder, walk.visit.assistant) == ("lin", "jo")


def test_who_has_the_party_although_nobody_tapped_takes_it_over_with_a_reason() -> None:
    walk = in_makeup()
    walk.then(mending.take_over(walk.visit, ZHAO, "studio", "tablet was dead", at(50), at(60)), ZHAO, at(60))
    assert (walk.visit.holder, walk.visit.stage, walk.visit.look, walk.visit.since) == ("zhao", "studio", 1, at(50))
    for wrong, kwargs in (
        (r.ReasonMissing, {"by": MARCO, "reason": ""}),
        (r.BeforeTheLastEvent, {"by": MARCO, "since": at(49)}),
        (r.InTheFuture, {"by": MARCO, "since": at(99)}),
        (r.HoldsAlready, {"by": ZHAO}),
        (r.NotTheirStage, {"by": LIN}),
    ):
        given = {"by": MARCO, "stage": "studio", "reason": "forgot", "since": at(61), "now": at(62), **kwargs}
        with pytest.raises(wrong):
            mending.take_over(walk.visit, **given)  # type: ignore[arg-type]


def test_i5_nobody_takes_a_party_over_into_another_stage_before_the_gate() -> None:
    greeted = Walk().then([e.PartyGreeted(by="mei")], MEI, at(1)).visit
    for visit, by, stage in (
        (greeted, LIN, "makeup"),
        (greeted, ANNA, "sales_room"),
        (Walk().visit, ANNA, "reception"),
    ):
        with pytest.raises(r.GateNotPassed):
            mending.take_over(visit, by, stage, "in a hurry", at(1), at(2))


def test_a_party_greeted_by_somebody_who_had_to_go_is_taken_over_at_reception_and_passes_the_gate_there() -> None:
    walk = Walk().then([e.PartyGreeted(by="mei")], MEI, at(1))
    assert mending.may_be_in(walk.visit, ANNA) == ("reception",)
    assert mending.may_be_in(walk.visit, LIN) == mending.may_be_in(Walk().visit, ANNA) == ()
    walk.then(mending.take_over(walk.visit, ANNA, "reception", "Mei fell ill", at(2), at(2)), ANNA, at(2))
    assert (walk.visit.holder, walk.visit.stage, walk.visit.place) == ("anna", "reception", 0)
    walk.then(custody.pass_gate(walk.visit, ANNA, (), ()), ANNA, at(9))
    assert walk.visit.gate_at == at(9)


def test_a_mistaken_hand_off_is_called_back_to_where_the_party_was() -> None:
    walk = in_makeup()
    with pytest.raises(r.NothingToRecall):
        mending.recall(walk.visit, ANNA, "mine")
    walk.then(mending.recall(walk.visit, MEI, "wrong party"), MEI, at(20))
    visit = walk.visit
    assert (visit.holder, visit.stage, visit.place, visit.recalled_at) == ("mei", "reception", 0, at(20))
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(21))
    walk.then(custody.accept(walk.visit, LIN), LIN, at(22))
    assert (walk.visit.stage, walk.visit.look) == ("makeup", 1)
    assert walk.visit.recalled_at is None


def split(walk: Walk, by: Staff, names: tuple[str, ...], size: int) -> Walk:
    """Both halves, each with its own history."""
    events = mending.split(walk.visit, by, 9, names, size)
    part = Walk(mending.part_of(walk.visit, 9, names, size, "moss", "reception"), at(20))
    part.then(mending.carried(walk.visit, names, size), by, at(20))
    walk.then(events, by, at(20))
    return part


def test_a_party_that_splits_is_in_two_pairs_of_hands_and_whole_again_after() -> None:
    walk = in_makeup()
    part = split(walk, LIN, ("Mr Li",), 1)
    assert (walk.visit.party, walk.visit.size, part.visit.party, part.visit.size) == (("Ms Chen",), 1, ("Mr Li",), 1)
    assert (walk.visit.holder, part.visit.holder, part.visit.stage) == ("lin", "lin", "makeup")
    part.then(custody.offer(part.visit, LIN, ANNA, "reception"), LIN, at(21))
    part.then(custody.accept(part.visit, ANNA), ANNA, at(22))
    assert (walk.visit.holder, part.visit.holder) == ("lin", "anna")
    with pytest.raises(r.PartsElsewhere):
        custody.see_off(walk.visit, LIN, (), ())
    with pytest.raises(r.NotTogether):
        mending.rejoin(walk.visit, part.visit, LIN)
    part.then(custody.offer(part.visit, ANNA, LIN, "makeup"), ANNA, at(30))
    part.then(custody.accept(part.visit, LIN), LIN, at(31))
    together = mending.rejoin(walk.visit, part.visit, LIN)
    walk.then(together, LIN, at(32))
    part.then(together, LIN, at(32))
    assert (walk.visit.party, walk.visit.size, walk.visit.parts) == (("Ms Chen", "Mr Li"), 2, ())
    assert part.visit.ended_at == at(32) and part.visit.legs[-1].ended_at == at(32)


def test_a_part_that_already_waits_at_reception_is_not_brought_there() -> None:
    assert split(past_the_gate(), MEI, ("Mr Li",), 1).visit.ahead == ()
    out = past_the_gate()
    out.then(custody.enter_stage(out.visit, MEI, "sales_room"), MEI, at(15))
    out.then(custody.enter_stage(out.visit, MEI, "reception"), MEI, at(16))
    assert split(out, MEI, ("Mr Li",), 1).visit.ahead == ()
    assert split(in_makeup(), LIN, ("Mr Li",), 1).visit.ahead == (PlannedLeg("reception"),)


@pytest.mark.parametrize(("stage", "ahead"), [("reception", ()), ("sales_room", (PlannedLeg("reception"),))])
def test_some_who_part_off_plan_do_not_go_on_with_the_leg_that_the_others_left(
    stage: str, ahead: tuple[PlannedLeg, ...]
) -> None:
    out = in_makeup()
    out.then(custody.offer(out.visit, LIN, MEI, stage), LIN, at(14))
    out.then(custody.accept(out.visit, MEI), MEI, at(15))
    part = split(out, MEI, ("Mr Li",), 1).visit
    assert (part.stage, part.is_off_plan, part.is_beside_plan, part.ahead) == (stage, False, False, ahead)
    assert out.visit.ahead[0] == PlannedLeg("makeup", 1)


def a_family() -> Walk:
    """Four people, two of them named, two children among them; with all that was told of them in makeup."""
    walk = in_makeup()
    told: list[VisitEvent] = [
        CompanyTold(size=4, children=2, has_reduced_mobility=True),
        noting.LockerAssigned(locker="7"),
        e.PlateTold(plate="B123"),
        noting.MoodNoted(mood="tired", by="mei"),
        noting.PartyMoodTapped(mood="upset", stage="makeup", rated="lin"),
        noting.RequestMade(id=1, stage="studio", words="No flash"),
        noting.RequestMade(id=2, stage="makeup", words="No powder"),
        noting.RequestSeen(id=2, by="lin"),
        noting.PosesPicked(poses=("window",), look=1),
        noting.WishReadBack(by="lin"),
    ]
    return walk.then(told, LIN, at(15))


def test_what_was_told_of_all_of_them_goes_along_with_some_of_them() -> None:
    walk = a_family()
    part = split(walk, LIN, ("Mr Li",), 1).visit
    assert (part.locker, part.has_reduced_mobility, part.children, part.poses) == ("7", True, 0, ("window",))
    assert part.plate == "B123"
    assert [(one.mood, one.by) for one in part.moods] == [("tired", "mei")]  # the party's own word is nobody else's
    assert [(one.words, one.seen_by) for one in part.requests] == [("No flash", None), ("No powder", "lin")]
    assert part.wish_read_by == ("lin",)


def test_those_without_a_name_go_another_way_as_a_number_and_are_the_children() -> None:
    walk = a_family()
    assert (mending.unnamed(walk.visit), mending.unnamed(in_makeup().visit)) == (2, 0)
    part = split(walk, LIN, (), 2)
    assert (part.visit.size, part.visit.children, walk.visit.size, walk.visit.children) == (2, 2, 2, 0)
    assert walk.visit.party == ("Ms Chen", "Mr Li")
    walk.then(mending.rejoin(walk.visit, part.visit, LIN), LIN, at(30))
    assert (walk.visit.size, walk.visit.children, walk.visit.party) == (4, 2, ("Ms Chen", "Mr Li"))


def test_what_they_asked_for_on_their_own_way_comes_back_with_them() -> None:
    walk = a_family()
    part = split(walk, LIN, ("Mr Li",), 1)
    asked: list[VisitEvent] = [noting.RequestMade(id=3, stage="studio", words="One of us two")]
    part.then(asked, LIN, at(22))
    walk.then(mending.brought_back(walk.visit, part.visit), LIN, at(30))
    assert [one.words for one in walk.visit.requests] == ["No flash", "No powder", "One of us two"]


def test_a_wish_told_on_their_own_way_is_everybodys_where_the_others_have_none() -> None:
    for wish, stands in (("", "One of us two"), ("The comb", "The comb")):
        walk = in_makeup().then([e.WishTold(wish=wish)], LIN, at(15))
        part = split(walk, LIN, ("Mr Li",), 1).then([e.WishTold(wish="One of us two")], LIN, at(22))
        walk.then(mending.brought_back(walk.visit, part.visit), LIN, at(30))
        assert walk.visit.wish == stands


def test_whoever_leaves_early_is_seen_off_and_nobody_waits_for_them() -> None:
    walk = in_makeup()
    part = split(walk, LIN, ("Mr Li",), 1)
    part.then(custody.offer(part.visit, LIN, ANNA, "reception"), LIN, at(21))
    part.then(custody.accept(part.visit, ANNA), ANNA, at(22))
    part.then(custody.see_off(part.visit, ANNA, (), ()), ANNA, at(30))
    with pytest.raises(r.VisitEnded):
        mending.rejoin(walk.visit, part.visit, LIN)
    walk.then(mending.take_over(walk.visit, MEI, "farewell", "left with me", at(40), at(40)), MEI, at(40))
    walk.then(custody.see_off(walk.visit, MEI, (), (), gone={9}), MEI, at(41))
    assert (walk.visit.party, walk.visit.ended_at) == (("Ms Chen",), at(41))


def test_a_part_that_waits_for_a_part_of_its_own_does_not_rejoin_before_it() -> None:
    walk = in_makeup()
    part = split(walk, LIN, ("Mr Li",), 1)
    apart = replace(part.visit, parts=(10,))
    with pytest.raises(r.PartsElsewhere):
        mending.rejoin(walk.visit, apart, LIN)
    assert mending.rejoin(walk.visit, apart, LIN, gone={10})


@pytest.mark.parametrize(
    ("names", "size"), [(("Ms Chen", "Mr Li"), 2), ((), 0), ((), 2), (("Nobody",), 1), (("Ms Chen", "Mr Li"), 1)]
)
def test_somebody_stays_and_somebody_goes(names: tuple[str, ...], size: int) -> None:
    with pytest.raises(r.NobodyToSplit):
        mending.split(in_makeup().visit, LIN, 9, names, size)


def test_a_party_of_strangers_in_number_may_split_without_names() -> None:
    walk = in_makeup()
    part = split(walk, LIN, (), 1)
    assert (walk.visit.size, part.visit.size, part.visit.party) == (1, 1, ("Ms Chen", "Mr Li"))
    walk.then(mending.rejoin(walk.visit, part.visit, LIN), LIN, at(25))
    assert (walk.visit.party, walk.visit.size) == (("Ms Chen", "Mr Li"), 2)


def test_i7_a_point_of_the_farewell_is_left_out_only_with_a_reason() -> None:
    walk = past_the_gate()
    with pytest.raises(r.ReasonMissing):
        custody.see_off(walk.visit, MEI, ("returned",), ("returned", "apology"), (("apology", " "),))
    with pytest.raises(r.ChecklistIncomplete):
        custody.see_off(walk.visit, MEI, ("returned",), ("returned", "apology"))
    events = custody.see_off(walk.visit, MEI, ("returned",), ("returned", "apology"), (("apology", "in a hurry"),))
    assert events[0].left_out == (("apology", "in a hurry"),)  # type: ignore[union-attr]


def test_what_is_noted_beside_the_way_leaves_the_undo_alone() -> None:
    walk = on_the_way()
    walk.then(custody.accept(walk.visit, LIN), LIN, at(13))
    record = Recorded(event=paper.send(walk.visit, LIN)[0], version=walk.visit.version + 1, actor="lin", at=at(13))
    noted = evolve(walk.visit, record)
    undone = replace(noted, version=noted.version)
    events = custody.undo(undone, LIN, at(13) + timedelta(seconds=5))
    assert events and noted.last_tap == "HandoffAccepted"
