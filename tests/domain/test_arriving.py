"""Between check-in and greeting: who walks to the door, and what the party tells meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain import custody, duty
from kiosk.domain import events as e
from kiosk.domain import refusals as r
from kiosk.domain.visit import Consent

from .cast import ANNA, LIN, MEI, Walk, at, started


def test_who_walks_to_the_door_does_not_have_the_party_before_greeting_it() -> None:
    walk = Walk(started(deputy="anna"))
    walk.then(custody.take_arrival(walk.visit, ANNA), ANNA, at(1))
    assert (walk.visit.coming, walk.visit.holder, walk.visit.greeted_at) == ("anna", "mei", None)
    walk.then(custody.greet(walk.visit, ANNA), ANNA, at(2))
    assert walk.visit.holder == "anna"


def test_the_first_one_goes_and_the_second_hears_who() -> None:
    walk = Walk(started(deputy="anna"))
    walk.then(custody.take_arrival(walk.visit, ANNA), ANNA, at(1))
    with pytest.raises(r.CallTaken) as refused:
        custody.take_arrival(walk.visit, MEI)
    assert refused.value.detail == {"holder": "anna"}
    with pytest.raises(r.NotWelcoming):
        custody.take_arrival(Walk().visit, LIN)


def test_somebody_on_the_way_silences_every_bell_and_only_for_a_while() -> None:
    walk = Walk(started(deputy="anna"))
    walk.then(custody.take_arrival(walk.visit, MEI), MEI, at(0.2))
    again = at(0.2) + timedelta(seconds=120)
    for person in (MEI, ANNA, replace(ANNA, id="hua")):
        assert duty.rings_from(walk.visit, person) == again


def test_when_bells_ring_is_the_studios_to_say() -> None:
    visit = Walk(started(deputy="anna")).visit
    ringing = duty.Ringing(deputy=timedelta(seconds=30), everyone=timedelta(seconds=300))
    assert duty.rings_from(visit, ANNA, ringing) == at(0.5)
    assert duty.rings_from(visit, replace(ANNA, id="hua"), ringing) == at(5)


TOLD = [
    (e.WishTold(wish="A calm picture"), "wish", "A calm picture"),
    (e.CompanyTold(size=5, children=2, has_reduced_mobility=True), "children", 2),
    (e.PlateTold(plate="沪A 12345"), "plate", "沪A 12345"),
    (e.NeedsTold(needs=("retro",)), "needs", ("retro",)),
    (e.SessionChecked(is_right=False), "is_session_right", False),
    (e.PartyNamed(party=("Ms Wu",)), "party", ("Ms Wu",)),
]


@pytest.mark.parametrize(("event", "name", "value"), TOLD, ids=[type(event).__name__ for event, *_ in TOLD])
def test_what_the_party_tells_survives_the_hosts_undo_and_does_not_take_it_away(
    event: e.Told, name: str, value: object
) -> None:
    walk = Walk()
    walk.then(custody.greet(walk.visit, MEI), MEI, at(1))
    walk.then([event], replace(MEI, id="customer"), at(1.05))
    assert getattr(walk.visit, name) == value
    walk.then(custody.undo(walk.visit, MEI, at(1.1)), MEI, at(1.1))
    assert walk.visit.greeted_at is None
    assert getattr(walk.visit, name) == value


def test_the_last_answer_about_one_use_counts_and_others_stay() -> None:
    walk = Walk()
    guest = replace(MEI, id="customer")
    answers = [("samples", True), ("marketing", False), ("samples", False)]
    for use, is_given in answers:
        walk.then([e.ConsentAnswered(use=use, is_given=is_given, wording="1")], guest, at(1))
    assert walk.visit.consents == (
        Consent(use="marketing", is_given=False, wording="1", at=at(1)),
        Consent(use="samples", is_given=False, wording="1", at=at(1), taken_back=at(1)),
    )
