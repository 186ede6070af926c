"""Raised, taken, solved, told: no step can be skipped, each is somebody's (C20, B23, E05). And who hears a party's call (C47)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import calls, concern
from kiosk.domain import refusals as r
from kiosk.domain.calls import Call
from kiosk.domain.concern import Concern
from kiosk.domain.duty import Ringing
from kiosk.domain.left_to import People, left_until
from kiosk.domain.staff import Staff

from .cast import ANNA, CAST, LIN, MEI, NINE, ZHAO, at
from .test_custody import in_makeup

RINGING = Ringing()
HOUSE = People(CAST)
WITHOUT_MEI = People({**CAST, "mei": replace(MEI, is_on_duty=False)})
RAISED = Concern(
    id=1,
    visit=1,
    number=2031,
    customer=None,
    stage="makeup",
    words="It is cold.",
    raised_by="customer",
    raised_at=NINE,
    owner="mei",
    whom="mei",
    deputy="anna",
)
TAKEN = replace(RAISED, taken_by="mei", taken_at=at(1))
SOLVED = replace(TAKEN, solved_by="mei", solved_at=at(10), solution="A blanket.")
TOLD = replace(SOLVED, told_by="mei", told_at=at(20))


def test_it_goes_from_raised_to_told() -> None:
    assert [one.step for one in (RAISED, TAKEN, SOLVED, TOLD)] == ["raised", "taken", "solved", "told"]
    assert concern.take(RAISED, MEI, None, at(1)).by == "mei"
    assert concern.solve(TAKEN, LIN, "A blanket.").by == "lin"
    assert concern.tell(SOLVED, MEI).by == "mei"


def test_it_stays_open_until_the_party_has_been_told() -> None:
    assert [one.is_open for one in (RAISED, TAKEN, SOLVED, TOLD)] == [True, True, True, False]


def test_no_step_can_be_skipped() -> None:
    for rule in (lambda: concern.solve(RAISED, MEI, "Done."), lambda: concern.tell(RAISED, MEI)):
        with pytest.raises(r.Refusal):
            rule()
    with pytest.raises(concern.NotSolvedYet):
        concern.tell(TAKEN, MEI)
    with pytest.raises(concern.SolutionMissing):
        concern.solve(TAKEN, MEI, "  ")


def test_no_step_is_done_twice_and_the_second_hears_who_was_first() -> None:
    with pytest.raises(concern.ConcernHasOwner) as refused:
        concern.take(TAKEN, ANNA, at(11), at(10))
    assert refused.value.detail == {"holder": "mei"}
    with pytest.raises(concern.SolvedAlready):
        concern.solve(SOLVED, ANNA, "More.")
    for rule in (
        lambda: concern.take(TOLD, MEI, None, at(21)),
        lambda: concern.tell(TOLD, MEI),
        lambda: concern.withdraw(TOLD),
    ):
        with pytest.raises(concern.ConcernClosed):
            rule()


def test_the_party_itself_may_say_that_all_is_well_again() -> None:
    assert concern.withdraw(TAKEN).id == 1
    withdrawn = replace(TAKEN, withdrawn_at=at(5))
    assert (withdrawn.step, withdrawn.is_open) == ("withdrawn", False)


def test_it_is_due_within_a_day() -> None:
    assert RAISED.due_at == NINE + timedelta(hours=24)


def test_it_reaches_its_owner_at_once_then_the_deputy_then_reception() -> None:
    assert concern.rings_from(RAISED, MEI, RINGING, HOUSE) == NINE
    assert concern.rings_from(RAISED, ANNA, RINGING, HOUSE) == NINE + RINGING.deputy
    assert concern.rings_from(replace(RAISED, deputy=None), ANNA, RINGING, HOUSE) == NINE + RINGING.everyone
    assert concern.rings_from(RAISED, ZHAO, RINGING, HOUSE) is None


def test_who_covers_for_an_owner_off_duty_hears_it_at_once_as_well() -> None:
    assert concern.rings_from(replace(RAISED, whom="anna", deputy=None), ANNA, RINGING, HOUSE) == NINE


UNTOLD = replace(RAISED, whom=None, rated="lin", is_noticed=True)
BO = Staff(id="bo", name="Bo", stages=("reception",), is_manager=True)
MANAGED = People({**CAST, "bo": BO})


def reached(one: Concern, house: People = MANAGED) -> dict[str, datetime]:
    found = {person.id: concern.rings_from(one, person, RINGING, house) for person in house.staff.values()}
    return {who: moment for who, moment in found.items() if moment}


def test_the_partys_own_upset_goes_to_the_host_the_deputy_and_the_manager_and_to_nobody_else() -> None:
    assert reached(UNTOLD) == {"mei": NINE, "anna": at(1), "bo": at(2)}


def test_an_upset_that_rates_the_host_goes_past_her_at_once() -> None:
    visit = replace(in_makeup().visit, deputy="anna")
    assert concern.answers_for(visit, "mei", MANAGED.staff) == "anna"
    assert concern.answers_for(replace(visit, deputy=None), "mei", MANAGED.staff) == "bo"
    assert concern.answers_for(visit, "lin", MANAGED.staff) == "mei"
    assert reached(replace(UNTOLD, rated="mei", owner="anna")) == {"anna": NINE, "bo": at(2)}
    assert reached(replace(UNTOLD, rated="mei", owner="bo", deputy=None)) == {"bo": NINE}


@given(
    rated=st.sampled_from(["mei", "anna", "lin", "bo"]),
    owner=st.sampled_from(["mei", "anna", "bo"]),
    deputy=st.sampled_from(["anna", "lin", "bo", None]),
    away=st.sets(st.sampled_from(["mei", "anna", "bo"])),
    reader=st.sampled_from(["mei", "anna", "lin", "bo", "zhao", None]),
    minutes=st.integers(-600, 600),
)
def test_whoever_is_rated_is_never_rung_and_reads_of_it_only_when_the_day_has_closed(
    rated: str, owner: str, deputy: str | None, away: set[str], reader: str | None, minutes: int
) -> None:
    one = replace(UNTOLD, rated=rated, owner=owner, deputy=deputy)
    house = People({who: replace(person, is_on_duty=who not in away) for who, person in MANAGED.staff.items()})
    assert rated not in reached(one, house)
    closed, is_day_over = at(minutes), minutes > 0
    assert concern.may_read(one, reader, closed) is (is_day_over or reader not in (rated, None))
    assert concern.may_read(RAISED, reader, closed)


def test_whoever_took_it_keeps_it_and_it_comes_back_to_the_others_when_nothing_was_done() -> None:
    taken = replace(RAISED, taken_by="lin", taken_at=at(1))
    back = concern.back_at(taken, HOUSE, is_here=True)
    assert back == at(11)
    found = [concern.rings_from(taken, person, RINGING, HOUSE, back) for person in (LIN, MEI, ANNA, ZHAO)]
    assert found == [NINE, at(11), at(11), None]
    assert concern.rings_from(TOLD, MEI, RINGING, HOUSE) is None


def test_what_was_done_about_it_buys_time_to_tell_the_party() -> None:
    assert concern.back_at(SOLVED, HOUSE, is_here=True) == at(20)


def test_after_the_party_has_left_it_comes_back_when_the_day_to_tell_them_is_over() -> None:
    assert concern.back_at(TAKEN, HOUSE, is_here=False) == RAISED.due_at
    assert concern.back_at(TAKEN, WITHOUT_MEI, is_here=False) == RAISED.due_at


def test_when_whoever_took_it_goes_off_duty_it_is_everybodys_at_once() -> None:
    back = concern.back_at(TAKEN, WITHOUT_MEI, is_here=True)
    assert back is None
    assert concern.rings_from(TAKEN, ANNA, RINGING, WITHOUT_MEI, back) == NINE + RINGING.deputy
    assert concern.take(TAKEN, ANNA, back, at(2)).by == "anna"


def test_once_it_is_back_a_colleague_may_take_it_and_so_may_whoever_had_it() -> None:
    assert [concern.take(TAKEN, one, at(11), at(11)).by for one in (ANNA, MEI)] == ["anna", "mei"]


def test_whoever_works_here_no_longer_is_left_to_nothing() -> None:
    gone = People({**CAST, "mei": replace(MEI, has_left=True, is_on_duty=False)})
    assert left_until("mei", at(1), gone, at_least=at(60)) is None
    assert left_until("nobody", at(1), HOUSE) is None


LOBBY = Call(id=1, place="Lobby", language="en", raised_at=NINE, device="d1")
PARTY = Call(id=2, place="", language="en", raised_at=NINE, device="", visit=1, whom="mei", deputy="anna")


@pytest.mark.parametrize(
    ("call", "due"),
    [
        (LOBBY, {"mei": NINE, "anna": NINE, "lin": None}),
        (PARTY, {"mei": NINE, "anna": NINE + RINGING.deputy, "lin": None}),
        (replace(PARTY, deputy=None), {"mei": NINE, "anna": NINE + RINGING.everyone, "lin": None}),
        (replace(PARTY, taken_by="mei", taken_at=at(1)), {"mei": NINE, "anna": at(11), "lin": None}),
        (replace(PARTY, taken_by="lin", taken_at=at(1)), {"mei": at(11), "anna": at(11), "lin": NINE}),
        (replace(LOBBY, taken_by="mei", taken_at=at(1)), {"mei": None, "anna": None, "lin": None}),
        (replace(PARTY, ended_at=at(1)), {"mei": None, "anna": None, "lin": None}),
    ],
)
def test_a_call_gets_to_whom_it_is_for_and_then_further(call: Call, due: dict[str, datetime | None]) -> None:
    back = calls.back_at(call, HOUSE)
    assert {person.id: calls.rings_from(call, person, RINGING, HOUSE, back) for person in (MEI, ANNA, LIN)} == due


def test_the_first_to_take_a_call_goes_and_nobody_goes_to_a_party_that_needs_nobody() -> None:
    assert calls.take(PARTY, ANNA, None, at(1)).by == "anna"
    with pytest.raises(r.CallTaken):
        calls.take(replace(PARTY, taken_by="mei", taken_at=at(1)), ANNA, at(11), at(10))
    with pytest.raises(calls.CallOver):
        calls.take(replace(PARTY, ended_at=at(1)), ANNA, None, at(2))


def test_a_call_is_kept_while_somebody_waits_for_whoever_took_it() -> None:
    taken = [replace(one, taken_by="mei", taken_at=at(1)) for one in (LOBBY, PARTY)]
    over = [replace(one, ended_at=at(2)) for one in (*taken, PARTY)]
    assert [one.is_open for one in (LOBBY, PARTY, *taken)] == [True] * 4
    assert [one.rings for one in taken] == [False, False]
    assert [one.is_open for one in over] == [False] * 3


def test_a_partys_call_comes_back_when_nobody_says_that_they_were_there() -> None:
    taken = replace(PARTY, taken_by="mei", taken_at=at(1))
    assert calls.back_at(taken, HOUSE) == at(11)
    assert calls.take(taken, ANNA, at(11), at(11)).by == "anna"
    assert calls.back_at(taken, WITHOUT_MEI) is None
    assert calls.rings_from(taken, ANNA, RINGING, WITHOUT_MEI) == NINE + RINGING.deputy


def test_a_call_of_the_lobby_taken_long_ago_is_forgotten_one_that_rings_or_a_partys_never() -> None:
    taken = replace(LOBBY, taken_by="mei", taken_at=at(1))
    assert not calls.is_forgotten(taken, at(10))
    assert calls.is_forgotten(taken, at(12))
    assert not calls.is_forgotten(LOBBY, at(600))
    assert not calls.is_forgotten(replace(PARTY, taken_by="mei", taken_at=at(1)), at(600))
