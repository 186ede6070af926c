"""What a history tells afterwards: how the card stood, and how the way really was."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import custody, mending
from kiosk.domain import events as e
from kiosk.domain import noting as n
from kiosk.domain.evolution import evolve
from kiosk.domain.journey import journey, kept, segments, stays, takings, visible_moods, waits
from kiosk.domain.refusals import Refusal
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Mood, Visit

from .cast import ANNA, CAST, LIN, MEI, NINE, ZHAO, at, started

Record = e.Recorded[e.VisitEvent]


class Told:
    """A visit that keeps its history as the log would."""

    def __init__(self, first: e.VisitStarted | None = None, minutes: float = 0) -> None:
        self.visit: Visit | None = None
        self.history: list[Record] = []
        self.tell("customer", at(minutes), first or started())

    def tell(self, actor: str, moment: datetime, *events: e.VisitEvent) -> "Told":
        for event in events:
            version = len(self.history) + 1
            self.history.append(e.Recorded(event=event, version=version, actor=actor, at=moment))
            self.visit = evolve(self.visit, self.history[-1])
        return self

    @property
    def now(self) -> Visit:
        assert self.visit is not None
        return self.visit


def welcomed() -> Told:
    told = Told().tell("mei", at(2), e.PartyGreeted(by="mei"))
    return told.tell("mei", at(10), e.GatePassed(by="mei", items=()))


def offered(told: Told, minutes: float, giver: Staff = MEI, receiver: Staff = LIN, stage: str = "makeup") -> Told:
    return told.tell(giver.id, at(minutes), *custody.offer(told.now, giver, receiver, stage))


def accepted(told: Told, minutes: float, by: Staff = LIN, since: float | None = None) -> Told:
    moment = None if since is None else at(since)
    return told.tell(by.id, at(minutes), *custody.accept(told.now, by, moment))


def test_the_card_stands_with_the_giver_until_the_receiver_accepts() -> None:
    told = accepted(offered(welcomed(), 14), 17)
    shown = [(one.start, one.standing.holder, one.standing.handoff is not None) for one in segments(told.history)]
    assert shown[-2:] == [(at(14), "mei", True), (at(17), "lin", False)]


def test_a_late_tap_stood_on_the_board_only_from_when_it_was_told() -> None:
    told = accepted(offered(welcomed(), 14), 30, since=15)
    before, after = segments(told.history)[-2:]
    assert (before.standing.holder, before.end) == ("mei", at(30))
    assert (after.standing.holder, after.start, after.standing.since) == ("lin", at(30), at(15))


def test_the_wait_of_a_late_tap_ended_when_it_was_true() -> None:
    told = accepted(offered(welcomed(), 14), 30, since=15)
    greeting, offer = waits(told.history)
    assert (greeting.kind, greeting.whom, greeting.start, greeting.end) == ("greeting", "mei", at(0), at(2))
    assert (offer.stage, offer.whom, offer.start, offer.end, offer.is_met) == ("makeup", "lin", at(14), at(15), True)


def test_an_offer_that_came_to_nothing_was_a_wait_all_the_same() -> None:
    told = offered(welcomed(), 14)
    told.tell("lin", at(16), e.HandoffDeclined(by="lin", reason="the chair is broken"))
    offer = waits(told.history)[-1]
    assert (offer.start, offer.end, offer.is_met) == (at(14), at(16), False)
    running = waits(offered(told, 20).history)[-1]
    assert (running.start, running.end) == (at(20), None)


def test_a_tap_that_was_taken_back_stood_for_its_seconds_and_never_was() -> None:
    told = accepted(offered(welcomed(), 14), 16)
    told.tell("lin", at(16.1), e.TapUndone(tap="HandoffAccepted"))
    holders = [(one.standing.holder, one.start) for one in segments(told.history)[-3:]]
    assert holders == [("mei", at(14)), ("lin", at(16)), ("mei", at(16.1))]
    assert [taking.how for taking in takings(told.history)] == ["door"]
    assert waits(told.history)[-1].end is None


def test_what_was_noted_between_a_tap_and_its_undoing_stays() -> None:
    told = offered(welcomed(), 14)
    told.tell("mei", at(14.05), n.MoodNoted(mood="tired", by="mei"))
    told.tell("mei", at(14.1), e.TapUndone(tap="HandoffOffered"))
    assert [type(one.event).__name__ for one in kept(told.history)][-1] == "MoodNoted"


def test_a_farewell_that_was_taken_back_leaves_no_hole() -> None:
    told = welcomed()
    told.tell("mei", at(20), *custody.see_off(told.now, MEI, (), ()))
    assert segments(told.history)[-1].end == at(20)
    told.tell("mei", at(20.1), e.TapUndone(tap="VisitFinished"))
    gone, back = segments(told.history)[-2:]
    assert (gone.standing.has_left, gone.end) == (True, at(20.1))
    assert (back.standing.has_left, back.end) == (False, None)


def test_the_picture_tells_who_took_over_and_why() -> None:
    told = accepted(offered(welcomed(), 14), 17)
    told.tell("zhao", at(40), *mending.take_over(told.now, ZHAO, "studio", "the tablet was dead", at(35), at(40)))
    told.tell("lin", at(41), *mending.recall(told.now, LIN, "wrong party"))
    assert [(one.how, one.told_at, one.reason) for one in takings(told.history)] == [
        ("door", at(0), ""),
        ("handoff", at(17), ""),
        ("takeover", at(40), "the tablet was dead"),
        ("recall", at(41), "wrong party"),
    ]


def test_a_part_has_a_way_of_its_own_from_where_it_split() -> None:
    told = accepted(offered(welcomed(), 14), 17)
    told.tell("lin", at(20), *mending.split(told.now, LIN, 2, ("Mr Li",), 1))
    part = Told(mending.part_of(told.now, 2, ("Mr Li",), 1, "plum", "reception"), 20)
    offered(part, 21, LIN, ANNA, "reception")
    accepted(part, 23, ANNA)
    assert [(one.standing.title, one.standing.stage, one.standing.holder) for one in segments(part.history)] == [
        ("Mr Li", "makeup", "lin"),
        ("Mr Li", "makeup", "lin"),
        ("Mr Li", "reception", "anna"),
    ]
    assert [wait.kind for wait in waits(part.history)] == ["offer"]
    assert segments(told.history)[-1].standing.title == "Ms Chen"


def test_no_name_is_known_before_it_was_told() -> None:
    told = Told(started(party=("Walk-in",)))
    told.tell("customer", at(5), e.PartyNamed(party=("Ms Park",)))
    assert [(one.standing.title, one.start) for one in segments(told.history)] == [
        ("Walk-in", at(0)),
        ("Ms Park", at(5)),
    ]


def test_stays_join_hands_of_one_stage_and_leave_wrong_taps_out() -> None:
    told = accepted(offered(welcomed(), 14), 17)
    told.tell("zhao", at(40), e.PartyTakenOver(by="zhao", stage="studio", look=1, place=2, reason="?", since=at(40)))
    told.tell("lin", at(40.5), *mending.recall(told.now, LIN, "wrong party"))
    assert [(one.stage, one.seconds(at(60))) for one in stays(told.now)] == [
        ("reception", 17 * 60),
        ("makeup", 43 * 60),
    ]


def test_a_running_stay_is_counted_as_long_as_it_is_by_now() -> None:
    only = stays(Told().now)[0]
    assert (only.end, only.seconds(at(7)), only.seconds(NINE - timedelta(hours=1))) == (None, 420, 0)


MOODS = (
    Mood(mood="glad", at=NINE, by="lin", stage="makeup"),
    Mood(mood="upset", at=NINE, by="customer", stage="makeup", rated="lin"),
)


@pytest.mark.parametrize(
    ("reader", "count"),
    [(None, 1), (LIN, 1), (MEI, 1), (replace(ANNA, is_manager=True), 2), (replace(LIN, is_manager=True), 1)],
)
def test_the_partys_own_word_is_not_for_the_rated_before_the_day_closes(reader: Staff | None, count: int) -> None:
    assert len(visible_moods(MOODS, NINE, reader)) == count
    assert len(visible_moods(MOODS, at(1), reader)) == 2


def _decisions(by: Staff, other: Staff, stage: str, now: datetime) -> list[Callable[[Visit], Sequence[Any]]]:
    return [
        lambda visit: custody.greet(visit, by),
        lambda visit: custody.pass_gate(visit, by, (), ()),
        lambda visit: custody.offer(visit, CAST[visit.holder], other, stage),
        lambda visit: custody.accept(visit, by),
        lambda visit: custody.accept(visit, by, mending.not_before(visit, now - timedelta(seconds=90), now)),
        lambda visit: custody.withdraw(visit, CAST[visit.holder]),
        lambda visit: custody.enter_stage(visit, CAST[visit.holder], stage),
        lambda visit: custody.start_escort(visit, CAST[visit.holder], "meal"),
        lambda visit: mending.take_over(visit, by, stage, "forgotten", now, now),
        lambda visit: mending.recall(visit, by, "by mistake"),
        lambda visit: mending.split(visit, CAST[visit.holder], 9, ("Mr Li",), 1),
        lambda visit: [n.MoodNoted(mood="calm", by=by.id)],
        lambda visit: [e.PartyNamed(party=("Ms Chen", by.name))],
        lambda visit: custody.undo(visit, CAST.get(visit.last_actor, by), now),
        lambda visit: custody.see_off(visit, CAST[visit.holder], (), ()),
    ]


people = st.sampled_from(list(CAST.values()))
stages = st.sampled_from(["reception", "makeup", "studio", "farewell"])
taps = st.tuples(people, people, stages, st.integers(0, 14), st.sampled_from([0, 5, 200]))


@settings(max_examples=80, deadline=None)
@given(walk=st.lists(taps, max_size=40))
def test_whatever_is_tapped_segments_abut_and_cover_the_whole_stay(
    walk: list[tuple[Staff, Staff, str, int, int]],
) -> None:
    told, now = Told(), NINE
    states = [(NINE, told.now)]
    for by, other, stage, what, seconds in walk:
        now += timedelta(seconds=seconds)
        try:
            events = _decisions(by, other, stage, now)[what](told.now)
        except Refusal:
            continue
        actor = told.now.last_actor if what == 13 else told.now.holder if what in (2, 5, 6, 7, 10, 14) else by.id
        told.tell(actor, now, *events)
        states.append((now, told.now))
    found = journey(told.history)
    end = told.now.ended_at or now
    whole = [one for one in found.segments if not one.standing.has_left or one.end]
    assert all(one.end == two.start for one, two in pairwise(whole))
    assert sum((((one.end or now) - one.start) for one in whole), timedelta()) == end - told.now.checked_in_at
    assert len(found.takings) == len(told.now.legs)
    assert all(wait.end is None or wait.start <= wait.end for wait in found.waits)
    for (moment, visit), (later, _) in pairwise([*states, (end + timedelta(seconds=1), told.now)]):
        if moment < later and visit.ended_at is None:  # as the board showed it then, folded with everything
            shown = next(one.standing for one in whole if one.holds_at(moment))
            assert (shown.title, shown.stage, shown.holder) == (visit.title, visit.stage, visit.holder)
            assert (shown.look, shown.since, shown.handoff) == (visit.look, visit.since, visit.handoff)
