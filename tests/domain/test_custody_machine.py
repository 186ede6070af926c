"""Whatever is tapped, by whomever, in whatever order: the invariants hold after every step (I1, I2, I3, I5)."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.domain import custody, mending, paper
from kiosk.domain.events import VisitEvent
from kiosk.domain.refusals import Refusal
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Visit

from .cast import CAST, NINE, Walk

people = st.sampled_from(list(CAST.values()))
stages = st.sampled_from(["reception", "makeup", "studio", "removal", "farewell", "sales_room"])


class Custody(RuleBasedStateMachine):
    """Taps of all kinds on one party. A refusal changes nothing; anything else keeps exactly one holder."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NINE
        self.walk = Walk(moment=self.now)
        self.previous: Visit = self.walk.visit

    def tap(self, by: Staff, decide: object) -> None:
        self.previous = self.walk.visit
        try:
            events = decide(self.walk.visit)  # type: ignore[operator]
        except Refusal:
            assert self.walk.visit == self.previous
            return
        self.walk.then(events, by, self.now)

    @rule(seconds=st.integers(0, 900))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(by=people)
    def greet(self, by: Staff) -> None:
        self.tap(by, lambda visit: custody.greet(visit, by))

    @rule(by=people)
    def pass_gate(self, by: Staff) -> None:
        self.tap(by, lambda visit: custody.pass_gate(visit, by, (), ()))

    @rule(giver=people, receiver=people, stage=stages)
    def offer(self, giver: Staff, receiver: Staff, stage: str) -> None:
        self.tap(giver, lambda visit: custody.offer(visit, giver, receiver, stage))

    @rule(receiver=people, stage=stages)
    def the_holder_offers(self, receiver: Staff, stage: str) -> None:
        giver = CAST[self.walk.visit.holder]
        self.tap(giver, lambda visit: custody.offer(visit, giver, receiver, stage))

    @rule()
    def whoever_has_the_next_word_says_it(self) -> None:
        """What goes as planned, so that the other taps meet parties on every leg, and not only at the door."""
        visit, holder = self.walk.visit, CAST[self.walk.visit.holder]
        if visit.handoff:
            receiver = CAST[visit.handoff.receiver]
            self.tap(receiver, lambda visit: custody.accept(visit, receiver))
        elif visit.gate_at is None:
            self.tap(holder, lambda visit: custody.pass_gate(visit, holder, (), ()))
        elif visit.ahead:
            leg = visit.ahead[0]
            receiver = next(one for one in CAST.values() if one.works_in(leg.stage) and one != holder)
            self.tap(holder, lambda visit: custody.offer(visit, holder, receiver, leg.stage))

    @rule(by=people)
    def accept(self, by: Staff) -> None:
        self.tap(by, lambda visit: custody.accept(visit, by))

    @rule(by=people)
    def withdraw(self, by: Staff) -> None:
        self.tap(by, lambda visit: custody.withdraw(visit, by))

    @rule(stage=stages)
    def go_on_alone(self, stage: str) -> None:
        by = CAST[self.walk.visit.holder]
        self.tap(by, lambda visit: custody.enter_stage(visit, by, stage))

    @rule(by=people, minutes=st.integers(1, 15))
    def postpone(self, by: Staff, minutes: int) -> None:
        self.tap(by, lambda visit: custody.postpone(visit, by, minutes))

    @rule(by=people)
    def decline(self, by: Staff) -> None:
        self.tap(by, lambda visit: custody.decline(visit, by, "not just now"))

    @rule(by=people, ago=st.integers(0, 900))
    def accept_late(self, by: Staff, ago: int) -> None:
        def decide(visit: Visit) -> Sequence[VisitEvent]:
            return custody.accept(
                visit, by, since=mending.not_before(visit, self.now - timedelta(seconds=ago), self.now)
            )

        self.tap(by, decide)

    @rule(by=people, stage=stages, ago=st.integers(0, 900))
    def take_over(self, by: Staff, stage: str, ago: int) -> None:
        since = self.now - timedelta(seconds=ago)
        self.tap(by, lambda visit: mending.take_over(visit, by, stage, "forgotten", since, self.now))

    @rule(by=people)
    def recall(self, by: Staff) -> None:
        self.tap(by, lambda visit: mending.recall(visit, by, "by mistake"))

    @rule(by=people)
    def send_the_sheet(self, by: Staff) -> None:
        self.tap(by, lambda visit: paper.send(visit, by))

    @rule(kind=st.sampled_from(["restroom", "meal"]))
    def escort(self, kind: str) -> None:
        by = CAST[self.walk.visit.holder]
        self.tap(by, lambda visit: custody.start_escort(visit, by, kind))

    @rule()
    def come_back(self) -> None:
        by = CAST[self.walk.visit.holder]
        self.tap(by, lambda visit: custody.end_escort(visit, by))

    @rule(by=people)
    def undo(self, by: Staff) -> None:
        self.tap(by, lambda visit: custody.undo(visit, by, self.now))

    @rule()
    def see_off(self) -> None:
        by = CAST[self.walk.visit.holder]
        self.tap(by, lambda visit: custody.see_off(visit, by, (), ()))

    @invariant()
    def i1_exactly_one_named_person_holds_the_party(self) -> None:
        assert self.walk.visit.holder in CAST

    @invariant()
    def i2_the_giver_of_an_open_offer_is_the_holder(self) -> None:
        visit = self.walk.visit
        assert visit.handoff is None or visit.handoff.giver == visit.holder

    @invariant()
    def legs_abut_and_only_the_last_is_open(self) -> None:
        legs = self.walk.visit.legs
        assert all(one.ended_at == two.started_at for one, two in pairwise(legs))
        assert (legs[-1].ended_at is None) == (self.walk.visit.ended_at is None)

    @invariant()
    def the_last_leg_is_where_the_party_is(self) -> None:
        visit = self.walk.visit
        assert (visit.legs[-1].holder, visit.legs[-1].stage) == (visit.holder, visit.stage)

    @invariant()
    def the_leg_ahead_is_the_one_that_keeps_to_the_plan(self) -> None:
        visit = self.walk.visit
        place = len(visit.plan) - len(visit.ahead)
        assert visit.is_off_plan or not visit.is_beside_plan
        assert all(custody.leg_towards(visit, leg.stage) == (leg, place, False) for leg in visit.ahead[:1])

    @invariant()
    def whoever_went_another_way_now_would_be_on_their_own_plan_and_on_the_way_back(self) -> None:
        part = Walk(mending.part_of(self.walk.visit, 9, ("Mr Li",), 1, "moss", "reception"), self.now).visit
        assert (part.plan[part.place].stage, part.is_off_plan) == (part.stage, False)
        assert [leg.stage for leg in part.ahead] == (["reception"] if part.stage != "reception" else [])

    @invariant()
    def time_never_runs_backwards(self) -> None:
        legs = self.walk.visit.legs
        assert all(leg.ended_at is None or leg.started_at <= leg.ended_at for leg in legs)
        assert legs[-1].started_at <= self.now

    @invariant()
    def i5_nobody_left_reception_before_the_gate(self) -> None:
        visit = self.walk.visit
        assert visit.gate_at is not None or visit.stage == "reception"

    @invariant()
    def i3_one_host_for_the_whole_visit(self) -> None:
        assert self.walk.visit.host == "mei"


TestCustody = Custody.TestCase
TestCustody.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
