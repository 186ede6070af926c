"""What the board says of a party that needs somebody: what the stations ring for, and never what the party itself tapped."""

from datetime import timedelta

from kiosk.config import Settings
from kiosk.domain import attention, custody
from kiosk.domain import noting as n
from kiosk.domain.left_to import People
from kiosk.domain.visit import Visit
from kiosk.queries.board import Card, Need, staff_parts
from kiosk.queries.faces import ms
from kiosk.queries.looking_after import patience
from tests.domain.cast import ANNA, CAST, LIN, MEI, Walk, at

from .test_looking_after import GUEST
from .test_station import SETTINGS, brought, house_with, shown, welcomed
from .test_station import card as station_card


def upset_in_makeup() -> Walk:
    return brought(welcomed(), MEI, LIN, "makeup", 10).then([n.MoodNoted(mood="upset", by="lin")], LIN, at(20))


def tapped(walk: Walk, mood: str, minutes: float) -> Walk:
    return walk.then([n.PartyMoodTapped(mood=mood, stage="makeup", rated="lin")], GUEST, at(minutes))


def need(visit: Visit) -> Need:
    (part,) = (part for part in staff_parts(house_with(visit), SETTINGS) if part.into == "needs")
    assert isinstance(part.model, Need)
    return part.model


def test_the_board_needs_somebody_for_an_upset_as_long_as_a_station_rings_for_it_and_since_the_same_moment() -> None:
    walk = tapped(upset_in_makeup(), "glad", 20.05)
    assert (need(walk.visit).reason, need(walk.visit).since) == ("upset", ms(at(20)))
    assert "upset-1" in [part.id for part in shown("mei", walk.visit, into="alarms")]
    walk.then([n.MoodNoted(mood="calm", by="mei")], MEI, at(21))
    assert need(walk.visit).reason == "late"
    assert "upset-1" not in [part.id for part in shown("mei", walk.visit, into="alarms")]


def test_the_board_betrays_neither_that_the_party_tapped_nor_when() -> None:
    walk = brought(welcomed(), MEI, LIN, "makeup", 10)
    assert need(tapped(walk, "upset", 15).visit).reason == "late"
    walk = upset_in_makeup()
    walk.then(attention.take(walk.visit, MEI, "upset", at(20), People(CAST), at(21)), MEI, at(21))
    before = need(walk.visit)
    assert before.taken_by
    for mood in ("upset", "glad"):
        assert need(tapped(walk, mood, 22).visit) == before


def test_a_card_has_the_face_that_one_of_us_noted_and_never_the_partys_own() -> None:
    walk = tapped(brought(welcomed(), MEI, LIN, "makeup", 10), "upset", 15)
    assert board_card(walk.visit).mood == ""
    walk.then([n.MoodNoted(mood="tired", by="lin")], LIN, at(20))
    assert board_card(tapped(walk, "glad", 25).visit).mood == "tired"


def board_card(visit: Visit) -> Card:
    (card,) = (part.model for part in staff_parts(house_with(visit), SETTINGS) if part.id == f"visit-{visit.id}")
    assert isinstance(card, Card)
    return card


def test_the_board_marks_who_is_out_with_an_escort_and_who_stands_in_for_the_host() -> None:
    assert (board_card(welcomed().visit).escort, board_card(welcomed().visit).note) == ("", "")
    walk = brought(welcomed(), MEI, LIN, "makeup", 10)
    walk.then([n.DeputyNamed(deputy="anna")], MEI, at(12))
    assert board_card(walk.visit).note == ""
    walk.then(custody.start_escort(walk.visit, LIN, "meal"), LIN, at(20))
    assert (board_card(walk.visit).escort, board_card(walk.visit).note) == ("meal", "escort")
    walk.then(custody.end_escort(walk.visit, LIN), LIN, at(30))
    assert (board_card(walk.visit).escort, board_card(walk.visit).note) == ("", "")
    brought(walk, LIN, ANNA, "farewell", 40)
    assert (board_card(walk.visit).note, board_card(walk.visit).to) == ("deputy", "Mei")


def test_a_party_not_greeted_turns_amber_as_the_deputy_is_rung_and_red_as_everyone_is() -> None:
    """A17: two minutes at the door are long, whatever the welcome may take afterwards."""
    walk = Walk()
    assert (board_card(walk.visit).soon_at, board_card(walk.visit).late_at) == (ms(at(1)), ms(at(2)))
    mine = station_card("mei", walk.visit)
    assert (mine.soon_at, mine.late_at, mine.target_minutes) == (ms(at(1)), ms(at(2)), 2)
    walk.then(custody.greet(walk.visit, MEI), MEI, at(1))
    assert board_card(walk.visit).late_at == ms(walk.visit.since) + SETTINGS.stages[0].target_seconds * 1000


def test_the_minutes_at_the_door_are_the_studios_to_say() -> None:
    slower = Settings.model_validate({"lobby": {"ring_deputy_seconds": 30, "ring_everyone_seconds": 300}})
    assert patience(slower, "reception", is_greeted=False) == (timedelta(seconds=30), timedelta(seconds=300))
