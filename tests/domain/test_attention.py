"""Who is asked to look after whom, and who if they do not: from the visit's state and moments alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain import attention, custody, paper
from kiosk.domain import events as e
from kiosk.domain import noting as n
from kiosk.domain import refusals as r
from kiosk.domain.attention import Alert, CareTimes, Pace
from kiosk.domain.left_to import People
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Visit

from .cast import ANNA, CAST, LIN, MEI, ZHAO, Walk, at, started
from .test_custody import in_makeup, past_the_gate
from .test_mending import on_the_way

BOSS = Staff(id="bo", name="Bo", stages=("reception",), is_manager=True)
HOUSE = People({**CAST, "bo": BOSS})
GUEST = replace(MEI, id="customer")
PACE = Pace(
    timedelta(minutes=40), 1.5, (timedelta(0), timedelta(minutes=2), timedelta(minutes=2), timedelta(minutes=5))
)


def alert(visit: Visit, kind: str) -> Alert | None:
    return next((one for one in attention.alerts(visit, HOUSE, PACE) if one.kind == kind), None)


def reached(visit: Visit, kind: str) -> dict[str, datetime]:
    found = alert(visit, kind)
    assert found
    return dict(found.reaches)


def test_an_offer_that_nobody_takes_reaches_the_giver_the_host_the_deputy_and_the_manager_one_after_the_other() -> None:
    walk = Walk(started(deputy="anna"))
    walk.then(custody.pass_gate(walk.visit, MEI, (), ()), MEI, at(5))
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(10))
    walk.then(custody.accept(walk.visit, LIN), LIN, at(11))
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(50))
    assert reached(walk.visit, "offered") == {"lin": at(51), "mei": at(52), "anna": at(53), "bo": at(55)}


def test_whoever_asked_for_five_minutes_gets_them_first() -> None:
    walk = on_the_way()
    walk.then(custody.postpone(walk.visit, LIN, 5), LIN, at(13))
    assert reached(walk.visit, "offered")["mei"] == at(19)


def test_a_leg_that_runs_long_is_asked_about_and_an_answer_buys_half_its_usual_time() -> None:
    walk = in_makeup()
    assert reached(walk.visit, "still") == {"lin": at(73), "mei": at(75), "bo": at(78)}
    walk.then([n.HolderConfirmed(by="lin")], LIN, at(74))
    assert reached(walk.visit, "still")["lin"] == at(94)
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(95))
    assert alert(walk.visit, "still") is None  # who is on the way with them is not asked


def test_what_stands_there_is_old_when_a_long_stay_was_not_heard_of_and_every_word_makes_it_new() -> None:
    walk = in_makeup()
    assert (attention.heard_at(walk.visit), attention.stale_from(walk.visit, PACE)) == (at(13), at(73))
    walk.then([n.HolderConfirmed(by="lin")], LIN, at(74))
    assert (attention.heard_at(walk.visit), attention.stale_from(walk.visit, PACE)) == (at(74), at(94))
    walk.then([n.MoodNoted(mood="calm", by="mei")], MEI, at(80))  # from afar
    assert attention.heard_at(walk.visit) == at(74)
    walk.then([n.MoodNoted(mood="calm", by="lin")], LIN, at(81))
    assert attention.stale_from(walk.visit, PACE) == at(101)


def test_upset_reaches_the_host_at_once_and_the_next_face_ends_it() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20))
    assert reached(walk.visit, "upset") == {"mei": at(20), "bo": at(22)}
    walk.then([n.MoodNoted(mood="calm", by="mei")], MEI, at(25))
    assert alert(walk.visit, "upset") is None


def told(mood: str, rated: str = "lin") -> n.PartyMoodTapped:
    return n.PartyMoodTapped(mood=mood, stage="makeup", rated=rated)


@pytest.mark.parametrize(
    ("later", "ends"),
    [
        (n.MoodNoted(mood="calm", by="lin"), False),
        (n.MoodNoted(mood="calm", by="mei"), True),
        (told("glad"), True),
        (told("glad", rated="zhao"), True),
    ],
)
def test_what_the_party_said_is_not_ended_by_whoever_it_rates(later: n.Noted, ends: bool) -> None:
    walk = in_makeup()
    walk.then([told("upset")], GUEST, at(20))
    walk.then([later], LIN, at(21))
    assert (alert(walk.visit, "upset") is None) == ends


def test_whoever_is_rated_cannot_end_what_the_party_said_by_way_of_an_upset_of_their_own() -> None:
    walk = in_makeup()
    walk.then([told("upset")], GUEST, at(20))
    walk.then(attention.take(walk.visit, MEI, "upset", at(20), HOUSE, at(21)), MEI, at(21))
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(22))
    assert alert(walk.visit, "upset").taken_by is None  # type: ignore[union-attr]
    walk.then(attention.take(walk.visit, MEI, "upset", at(22), HOUSE, at(23)), MEI, at(23))
    walk.then([n.MoodNoted(mood="calm", by="lin")], LIN, at(24))
    assert (alert(walk.visit, "upset").since, alert(walk.visit, "upset").taken_by) == (at(20), "mei")  # type: ignore[union-attr]


def test_what_a_colleague_noted_is_not_ended_by_the_partys_own_tap() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20))
    walk.then([told("glad")], GUEST, at(21))
    assert alert(walk.visit, "upset").since == at(20)  # type: ignore[union-attr]


def test_who_is_rated_does_not_hear_of_the_partys_own_tap() -> None:
    walk = in_makeup()
    walk.then([n.PartyMoodTapped(mood="upset", stage="makeup", rated="lin")], GUEST, at(20))
    assert "lin" not in reached(walk.visit, "upset")
    assert reached(walk.visit, "upset")["mei"] == at(20)


MEI_AWAY = replace(MEI, is_on_duty=False)


def reached_without(mei: Staff, visit: Visit, kind: str) -> dict[str, datetime]:
    people = People({**HOUSE.staff, "mei": mei})
    (found,) = (one for one in attention.alerts(visit, people, PACE) if one.kind == kind)
    return dict(found.reaches)


@pytest.mark.parametrize("mei", [MEI_AWAY, replace(MEI, has_left=True)])
def test_upset_reaches_the_next_in_line_at_once_when_the_host_is_away(mei: Staff) -> None:
    visit = in_makeup().then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20)).visit
    covered = reached_without(mei, replace(visit, deputy="anna"), "upset")
    assert (covered["anna"], covered["bo"]) == (at(20), at(21))
    assert reached_without(mei, visit, "upset")["bo"] == at(20)


def test_upset_reaches_the_next_in_line_at_once_when_the_host_is_the_one_rated() -> None:
    walk = past_the_gate().then([n.PartyMoodTapped(mood="upset", stage="reception", rated="mei")], GUEST, at(20))
    assert reached(walk.visit, "upset") == {"bo": at(20)}
    assert reached(replace(walk.visit, deputy="anna"), "upset") == {"anna": at(20), "bo": at(21)}


def test_an_offer_does_not_wait_for_a_host_who_is_away() -> None:
    walk = in_makeup()
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(50))
    reaches = reached_without(MEI_AWAY, replace(walk.visit, deputy="anna"), "offered")
    assert [reaches[who] for who in ("lin", "anna", "bo")] == [at(51), at(52), at(54)]


def test_an_alert_taken_by_somebody_says_by_whom_and_a_new_one_is_open_again() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20))
    since = alert(walk.visit, "upset").since  # type: ignore[union-attr]
    walk.then([n.AlertTaken(kind="upset", since=since, by="anna")], ANNA, at(21))
    assert alert(walk.visit, "upset").taken_by == "anna"  # type: ignore[union-attr]
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(30))
    assert alert(walk.visit, "upset").taken_by is None  # type: ignore[union-attr]


def upset_and_taken_by_anna() -> Visit:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20))
    return walk.then(attention.take(walk.visit, ANNA, "upset", at(20), HOUSE, at(21)), ANNA, at(21)).visit


def test_what_somebody_sees_to_comes_back_to_everybody_when_it_lasts() -> None:
    visit = upset_and_taken_by_anna()
    found = alert(visit, "upset")
    assert found and (found.taken_by, found.back_at) == ("anna", at(31))
    assert {who: found.from_(who) for who in ("mei", "bo")} == {"mei": at(31), "bo": at(31)}


def test_whoever_sees_to_it_keeps_it_before_them_and_has_taken_nothing_else() -> None:
    walk = in_makeup()
    walk.then(paper.send(walk.visit, LIN), LIN, at(15))
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20))
    walk.then(attention.take(walk.visit, MEI, "upset", at(20), HOUSE, at(21)), MEI, at(21))
    upset, sheet = alert(walk.visit, "upset"), alert(walk.visit, "sheet")
    assert upset and (upset.from_("mei"), upset.from_("bo")) == (at(20), at(31))
    assert sheet and (sheet.taken_by, sheet.from_("lin")) == (None, at(15))


def test_who_has_taken_it_is_left_to_it_and_then_a_colleague_may() -> None:
    visit = upset_and_taken_by_anna()
    with pytest.raises(r.CallTaken):
        attention.take(visit, MEI, "upset", at(20), HOUSE, at(30))
    assert attention.take(visit, MEI, "upset", at(20), HOUSE, at(31)) == [
        n.AlertTaken(kind="upset", since=at(20), by="mei")
    ]


def test_nobody_sees_beforehand_to_what_has_not_begun() -> None:
    """Whoever sees to one alert sees to the earlier ones too; by a wrong clock that would be every one of the day."""
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20))
    for since in (at(22), datetime.max.replace(tzinfo=UTC)):
        with pytest.raises(r.InTheFuture):
            attention.take(walk.visit, ANNA, "upset", since, HOUSE, at(21))
    assert attention.take(walk.visit, ANNA, "upset", at(21), HOUSE, at(21))


def test_when_whoever_has_taken_it_goes_off_duty_everybody_hears_of_it_at_once() -> None:
    visit = upset_and_taken_by_anna()
    without = People({**HOUSE.staff, "anna": replace(ANNA, is_on_duty=False)})
    (found,) = (one for one in attention.alerts(visit, without, PACE) if one.kind == "upset")
    assert (found.taken_by, found.from_("mei")) == (None, at(20))
    assert attention.take(visit, MEI, "upset", at(20), without, at(22))


def test_a_sheet_that_left_too_early_is_called_back_and_one_sent_in_time_is_nobodys_worry() -> None:
    walk = in_makeup()
    walk.then(paper.send(walk.visit, LIN), LIN, at(20))
    assert reached(walk.visit, "sheet")["lin"] == at(20)
    in_time = replace(walk.visit.sheet, is_early=False)
    assert alert(replace(walk.visit, sheet=in_time), "sheet") is None
    received = in_makeup().then([n.SheetSent(by="lin", is_early=True), n.SheetReceived(by="mei")], LIN, at(20)).visit
    assert alert(received, "sheet") is None
    walk.then(paper.bring_back(walk.visit, LIN), LIN, at(21))
    assert alert(walk.visit, "sheet") is None


def test_without_a_manager_everyone_of_reception_is_the_last_rung() -> None:
    found = [one for one in attention.alerts(in_makeup().visit, People(CAST), PACE) if one.kind == "still"]
    assert {who for who, _ in found[0].reaches} == {"lin", "mei", "anna"}
    for boss in (replace(BOSS, is_on_duty=False), replace(BOSS, has_left=True)):
        assert attention.managers({**CAST, "bo": boss}) == ["mei", "anna"]


def test_where_nobody_can_be_found_at_all_everyone_hears_of_it_as_soon_as_the_one_before_could_not() -> None:
    steps = (timedelta(0), timedelta(minutes=1), timedelta(minutes=3))
    reaches = attention.staggered(at(0), [["mei"], ["anna"], ["bo"]], steps, {"mei", "anna", "bo"})
    assert dict(reaches) == {"mei": at(0), "anna": at(0), "bo": at(0)}


def test_nothing_is_asked_of_a_party_at_the_door_or_gone() -> None:
    assert attention.alerts(Walk().visit, HOUSE, PACE) == ()
    walk = in_makeup()
    gone = replace(walk.visit, ended_at=at(99))
    assert attention.alerts(gone, HOUSE, PACE) == ()
    assert due(Walk().visit) == due(gone) == {}
    with pytest.raises(r.VisitEnded):
        attention.take(gone, MEI, "still", at(73), HOUSE, at(99))


TIMES = CareTimes(
    water=timedelta(minutes=45), rest=timedelta(minutes=150), visit=timedelta(minutes=40), meals=((at(150), at(240)),)
)


def due(visit: Visit, reader: str = "") -> dict[str, datetime]:
    return {care.kind: care.due_at for care in attention.cares(visit, TIMES, at(0), reader)}


def test_the_care_clock_counts_from_the_door_and_anew_from_what_was_given() -> None:
    walk = in_makeup()
    assert due(walk.visit) == {"water": at(45), "visit": at(53), "rest": at(150), "meal": at(150)}
    walk.then([n.CareGiven(kind="water", by="lin")], LIN, at(40))
    walk.then([n.HostVisited(by="mei")], MEI, at(50))
    walk.then([n.CareGiven(kind="meal", by="mei")], MEI, at(160))
    assert due(walk.visit) == {"water": at(85), "visit": at(90), "rest": at(150)}


def test_whoever_is_tired_is_offered_a_rest_at_once_until_they_had_one() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="tired", by="lin")], LIN, at(30))
    assert due(walk.visit)["rest"] == at(30)
    walk.then([n.CareGiven(kind="rest", by="lin")], LIN, at(35))
    assert due(walk.visit)["rest"] == at(185)
    walk.then([n.MoodNoted(mood="glad", by="lin")], LIN, at(38))
    assert due(walk.visit)["rest"] == at(185)
    walk.then([n.MoodNoted(mood="tired", by="lin")], LIN, at(40))
    assert due(walk.visit)["rest"] == at(40)


def test_a_rest_does_not_tell_the_rated_colleague_what_the_party_tapped() -> None:
    walk = in_makeup()
    walk.then([n.PartyMoodTapped(mood="tired", stage="makeup", rated="lin")], GUEST, at(30))
    assert (due(walk.visit, "lin")["rest"], due(walk.visit, "mei")["rest"]) == (at(150), at(30))


def test_a_host_who_has_the_party_needs_no_visit() -> None:
    walk = Walk()
    walk.then(custody.greet(walk.visit, MEI), MEI, at(1))
    assert "visit" not in due(walk.visit)


def test_c30_a_host_with_a_party_in_hand_is_asked_to_look_in_when_free_or_after_twice_the_time() -> None:
    visit = in_makeup().visit
    nudges = {
        is_busy: [one.due_at for one in attention.cares(visit, TIMES, at(0), "mei", is_busy) if one.kind == "visit"]
        for is_busy in (False, True)
    }
    assert nudges == {False: [at(53)], True: [at(93)]}


def test_who_has_the_party_is_not_told_that_it_has_not_seen_them() -> None:
    assert "visit" in due(in_makeup().visit, "mei") and "visit" not in due(in_makeup().visit, "lin")


@pytest.mark.parametrize("came", [149, 200])
def test_a_meal_is_asked_about_from_the_window_or_from_the_door_on(came: float) -> None:
    walk = Walk(moment=at(came))
    walk.then(custody.greet(walk.visit, MEI), MEI, at(came))
    assert due(walk.visit)["meal"] == at(max(came, 150))


def test_a_meal_is_asked_about_once_in_each_window_in_which_they_are_here() -> None:
    times = replace(TIMES, meals=((at(150), at(240)), (at(400), at(460))))
    walk = in_makeup().then([n.CareGiven(kind="meal", by="mei")], MEI, at(160))
    late = Walk(moment=at(240)).then([e.PartyGreeted(by="mei")], MEI, at(241))
    for visit in (walk.visit, late.visit):
        meals = [one.due_at for one in attention.cares(visit, times, at(0)) if one.kind == "meal"]
        assert meals == [at(400)]
