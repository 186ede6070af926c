"""A party that goes several ways: whatever is tapped, everybody stays in one pair of hands, is counted once, and can get out
of the house again, so that nobody who holds them is kept on duty for ever (I1, I4)."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.domain import custody, mending
from kiosk.domain.events import CompanyTold, VisitEvent
from kiosk.domain.refusals import PartsElsewhere, Refusal
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Visit

from .cast import CAST, MEI, NINE, Walk, started

people = st.sampled_from(list(CAST.values()))
stages = st.sampled_from(["reception", "makeup", "studio", "farewell"])
places = st.integers(0, 9)
PEOPLE, CHILDREN = 5, 2
Rule = Callable[[Visit], Sequence[VisitEvent]]


class Parting(RuleBasedStateMachine):
    """The first walk is the whole party; every part that ever split off has one of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NINE
        self.walks = {1: Walk(started(size=PEOPLE), NINE)}
        self.tap(1, MEI, lambda visit: [CompanyTold(size=PEOPLE, children=CHILDREN)])
        self.tap(1, MEI, lambda visit: custody.pass_gate(visit, MEI, (), ()))

    def here(self, place: int) -> int:
        """One of the parties that were ever there."""
        return sorted(self.walks)[place % len(self.walks)]

    def holder(self, one: int) -> Staff:
        return CAST[self.walks[one].visit.holder]

    def gone(self) -> set[int]:
        return {one for one, walk in self.walks.items() if walk.visit.ended_at}

    def tap(self, one: int, by: Staff, decide: Rule) -> Sequence[VisitEvent]:
        try:
            events = decide(self.walks[one].visit)
        except Refusal:
            return ()
        self.walks[one].then(events, by, self.now)
        return events

    def see_one_off(self, one: int, by: Staff) -> None:
        self.tap(one, by, lambda visit: custody.see_off(visit, by, (), (), gone=self.gone()))

    @rule(seconds=st.integers(1, 60))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(place=places, name=st.sampled_from([(), ("Ms Chen",), ("Mr Li",)]), size=st.integers(1, 3))
    def split(self, place: int, name: tuple[str, ...], size: int) -> None:
        one, part = self.here(place), len(self.walks) + 1
        before, by = self.walks[one].visit, self.holder(one)
        if self.tap(one, by, lambda visit: mending.split(visit, by, part, name, size)):
            self.walks[part] = Walk(mending.part_of(before, part, name, size, "moss", "reception"), self.now)
            self.walks[part].then(mending.carried(before, name, size), by, self.now)

    @rule(place=places)
    def rejoin(self, place: int) -> None:
        part = self.here(place)
        whole = self.walks[part].visit.part_of
        if whole is None:
            return
        by, other = self.holder(whole), self.walks[part].visit
        if events := self.tap(whole, by, lambda visit: mending.rejoin(visit, other, by, self.gone())):
            self.walks[part].then(events, by, self.now)

    @rule(place=places, by=people, stage=stages)
    def take_over(self, place: int, by: Staff, stage: str) -> None:
        self.tap(self.here(place), by, lambda visit: mending.take_over(visit, by, stage, "mine", self.now, self.now))

    @rule(place=places, receiver=people, stage=stages)
    def offer(self, place: int, receiver: Staff, stage: str) -> None:
        giver = self.holder(self.here(place))
        self.tap(self.here(place), giver, lambda visit: custody.offer(visit, giver, receiver, stage))

    @rule(place=places, by=people)
    def accept(self, place: int, by: Staff) -> None:
        self.tap(self.here(place), by, lambda visit: custody.accept(visit, by))

    @rule(place=places, by=people)
    def undo(self, place: int, by: Staff) -> None:
        self.tap(self.here(place), by, lambda visit: custody.undo(visit, by, self.now))

    @rule(place=places)
    def see_off(self, place: int) -> None:
        self.see_one_off(self.here(place), self.holder(self.here(place)))

    @rule()
    def everybody_can_still_leave(self) -> None:
        """Tried on a copy of the house, the parts of parts first."""
        house = {one: walk.visit for one, walk in self.walks.items()}
        gone = self.gone()
        for one in sorted(house.keys() - gone, reverse=True):
            walk = Walk()
            walk.visit = house[one]
            if walk.visit.holder != MEI.id:
                stage = "farewell" if walk.visit.gate_at else walk.visit.stage  # the welcome may have been undone
                walk.then(mending.take_over(walk.visit, MEI, stage, "mine", self.now, self.now), MEI, self.now)
            if walk.visit.handoff:
                walk.then(custody.withdraw(walk.visit, MEI), MEI, self.now)
            walk.then(custody.see_off(walk.visit, MEI, (), (), gone=gone), MEI, self.now)
            gone.add(one)
        assert gone == house.keys()

    @invariant()
    def i1_each_of_them_is_in_one_pair_of_hands(self) -> None:
        assert all(walk.visit.holder in CAST for walk in self.walks.values())

    @invariant()
    def everybody_is_counted_once(self) -> None:
        rejoined = {
            one for one, walk in self.walks.items() if walk.visit.last_tap == "PartRejoined" and one in self.gone()
        }
        assert sum(walk.visit.size for one, walk in self.walks.items() if one not in rejoined) == PEOPLE
        assert sum(walk.visit.children for one, walk in self.walks.items() if one not in rejoined) == CHILDREN

    @invariant()
    def a_party_leaves_only_after_the_parts_it_waits_for(self) -> None:
        for walk in self.walks.values():
            waiting = set(walk.visit.parts) - self.gone()
            if waiting and walk.visit.ended_at is None:
                try:
                    custody.see_off(walk.visit, self.holder(walk.visit.id), (), (), gone=self.gone())
                except PartsElsewhere:
                    continue
                raise AssertionError("left without them")


TestParting = Parting.TestCase
TestParting.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
