"""Who takes whom."""

from dataclasses import replace

import pytest

from kiosk.domain import custody, duty
from kiosk.domain import refusals as r

from .cast import ANNA, CAST, JO, LIN, MARCO, MEI, ZHAO, Walk, at, started
from .test_custody import in_makeup, past_the_gate


def without(*off: str) -> dict[str, object]:
    return {key: replace(person, is_on_duty=key not in off) for key, person in CAST.items()}


def test_first_hands_are_the_hosts() -> None:
    assert duty.first_hands("mei", None, CAST, []) == "mei"


def test_i1_an_absent_host_is_covered_by_the_deputy() -> None:
    staff = {"hua": replace(ANNA, id="hua"), **without("mei")}  # Hua is as free, and listed before Anna
    assert duty.first_hands("mei", "anna", staff, []) == "anna"  # type: ignore[arg-type]


def test_without_a_deputy_the_freest_of_reception_comes() -> None:
    busy = Walk(started(7, host="mei", holder="mei")).visit
    assert duty.first_hands(None, None, CAST, [busy]) == "anna"


def test_the_next_planned_leg_is_preselected_with_the_freest_colleague() -> None:
    walk = past_the_gate()
    other = Walk(started(2, holder="lin")).visit
    suggested = duty.suggestion(walk.visit, CAST, [walk.visit, other])
    assert suggested == duty.Suggestion("makeup", 1, "jo", 0)


def test_a_loop_leg_goes_back_to_whoever_had_them_there_before() -> None:
    walk = in_makeup()
    for giver, receiver, stage, minute in (
        (LIN, ZHAO, "studio", 40),
        (ZHAO, JO, "makeup", 70),
        (JO, ZHAO, "studio", 90),
    ):
        walk.then(custody.offer(walk.visit, giver, receiver, stage), giver, at(minute))
        walk.then(custody.accept(walk.visit, receiver), receiver, at(minute + 1))
    suggested = duty.suggestion(walk.visit, CAST, [walk.visit])
    assert suggested is not None and (suggested.stage, suggested.look, suggested.receiver) == ("makeup", 3, "jo")


def test_a_party_is_brought_to_the_artist_it_is_booked_with_even_if_another_is_freer() -> None:
    walk = past_the_gate()
    other = replace(in_makeup().visit, id=2, holder="lin")
    suggested = duty.suggestion(walk.visit, CAST, [walk.visit, other], artists=("zhao", "lin"))
    assert suggested == duty.Suggestion("makeup", 1, "lin", 1)


def test_who_has_had_them_before_comes_before_the_booked_artist_and_who_is_off_duty_is_nobodys() -> None:
    walk = in_makeup()  # with Lin
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(40))
    walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(41))
    again = duty.suggestion(walk.visit, CAST, [walk.visit], artists=("jo",))
    assert again is not None and again.receiver == "lin"
    first = past_the_gate()
    away = duty.suggestion(first.visit, without("lin"), [first.visit], artists=("lin",))  # type: ignore[arg-type]
    assert away is not None and away.receiver == "jo"


def test_the_farewell_goes_home_to_the_host() -> None:
    walk = Walk(started(kind="enquiry", looks=(), holder="anna"))
    walk.then(custody.pass_gate(walk.visit, ANNA, (), ()), ANNA, at(3))
    suggested = duty.suggestion(walk.visit, CAST, [walk.visit])
    assert suggested is not None and suggested.receiver == "mei"


def test_with_nobody_on_duty_the_stage_is_still_named() -> None:
    walk = past_the_gate()
    suggested = duty.suggestion(walk.visit, without("lin", "jo"), [walk.visit])  # type: ignore[arg-type]
    assert suggested == duty.Suggestion("makeup", 1, None, 0)


def test_the_hosts_station_rings_at_once_the_deputys_after_a_minute_everyones_after_two() -> None:
    visit = Walk(started(deputy="anna")).visit
    assert duty.rings_from(visit, MEI) == at(0)
    assert duty.rings_from(visit, ANNA) == at(1)
    assert duty.rings_from(visit, replace(ANNA, id="hua")) == at(2)
    assert duty.rings_from(visit, ZHAO) is None


def test_a_greeted_party_rings_nowhere() -> None:
    walk = Walk()
    walk.then(custody.greet(walk.visit, MEI), MEI, at(1))
    assert duty.rings_from(walk.visit, MEI) is None


def test_i4_nobody_who_holds_a_party_or_is_brought_one_goes_off_duty() -> None:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    for person in (MEI, LIN):
        with pytest.raises(r.HoldsParty):
            duty.go_off_duty(person, [walk.visit])
    duty.go_off_duty(MARCO, [walk.visit])


def test_i4_a_host_who_goes_leaves_nobody_in_colleagues_hands_without_a_deputy() -> None:
    visit = in_makeup().visit
    assert duty.covers(MEI, CAST, [visit]) == {visit.id: "anna"}
    assert duty.covers(LIN, CAST, [visit]) == {}
    covered = Walk(started(deputy="anna")).visit
    assert duty.covers(MEI, CAST, [covered]) == duty.covers(ANNA, CAST, [covered]) == {}
    assert duty.covers(ANNA, {**without("mei"), "hua": replace(ANNA, id="hua")}, [covered]) == {covered.id: "hua"}  # type: ignore[dict-item]
    assert duty.stand_ins("mei", without("mei"), [covered, visit]) == {covered.id: "anna"}  # type: ignore[arg-type]
    assert duty.stand_ins("lin", CAST, [covered]) == duty.stand_ins("mei", without("anna"), [covered]) == {}  # type: ignore[arg-type]
    with pytest.raises(r.NobodyCovers) as refused:
        duty.covers(MEI, without("anna"), [visit])  # type: ignore[arg-type]
    assert refused.value.detail == {"parties": "Ms Chen & Mr Li"}
