"""What a person's station shows, and in which order."""

from dataclasses import replace
from typing import Any

from kiosk.config import Settings
from kiosk.domain import custody, mending
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Visit
from kiosk.house import House, picture
from kiosk.kinds import STAFF, VISITS
from kiosk.parts import Part
from kiosk.queries.party import Mine
from kiosk.queries.station import Hands, station_parts
from tests.domain.cast import CAST, LIN, MEI, NINE, ZHAO, Walk, at, started

SETTINGS = Settings()


def house_with(*visits: Visit, staff: dict[str, Staff] | None = None) -> House:
    tables: dict[str, dict[Any, Any]] = {
        VISITS.table: {visit.id: visit for visit in visits},
        STAFF.table: dict(staff or CAST),
    }
    return picture(1, NINE.date(), tables)


def shown(who: str, *visits: Visit, staff: dict[str, Staff] | None = None, into: str = "mine") -> list[Part]:
    parts = station_parts(house_with(*visits, staff=staff), SETTINGS, who)
    return [part for part in sorted(parts, key=lambda part: part.order) if part.into == into]


def card(who: str, visit: Visit) -> Mine:
    (part,) = shown(who, visit)
    assert isinstance(part.model, Mine)
    return part.model


def welcomed(visit_id: int = 1, minutes: float = 0) -> Walk:
    walk = Walk(started(visit_id), at(minutes))
    items = tuple(item.key for item in SETTINGS.gate)
    return walk.then(custody.pass_gate(walk.visit, MEI, items, items), MEI, at(minutes + 9))


def brought(walk: Walk, giver: Staff, receiver: Staff, stage: str, minutes: float) -> Walk:
    walk.then(custody.offer(walk.visit, giver, receiver, stage), giver, at(minutes))
    return walk.then(custody.accept(walk.visit, receiver), receiver, at(minutes + 1))


def states(mine: Mine) -> list[tuple[str, int, str]]:
    return [(step.stage, step.look, step.state) for step in mine.steps]


def test_a_leg_that_was_passed_over_is_not_shown_as_done() -> None:
    walk = brought(welcomed(), MEI, ZHAO, "studio", 12)
    assert states(card("zhao", walk.visit))[:4] == [
        ("reception", 0, "done"),
        ("makeup", 1, "skipped"),
        ("studio", 1, "now"),
        ("makeup", 2, "next"),
    ]


def test_an_excursion_stands_before_the_leg_that_it_interrupts() -> None:
    walk = brought(welcomed(), MEI, LIN, "makeup", 12)
    walk = brought(walk, LIN, MEI, "reception", 20)
    assert states(card("mei", walk.visit))[:4] == [
        ("reception", 0, "done"),
        ("reception", 1, "now"),
        ("makeup", 1, "next"),
        ("studio", 1, "next"),
    ]


def test_several_parties_in_hand_are_named_the_longest_held_first() -> None:
    later, earlier = welcomed(1, minutes=30), welcomed(2, minutes=0)
    assert [part.id for part in shown("mei", later.visit, earlier.visit)] == ["visit-2", "visit-1"]
    (strip,) = shown("mei", later.visit, earlier.visit, into="hands")
    assert isinstance(strip.model, Hands)
    assert [party.visit for party in strip.model.parties] == [2, 1]


def test_who_was_called_back_stands_before_those_held_longer_until_they_go_on() -> None:
    held, back = welcomed(1, minutes=0), brought(welcomed(2, minutes=20), MEI, LIN, "makeup", 31)
    back.then(mending.recall(back.visit, MEI, "Wrong party"), MEI, at(33))
    assert [part.id for part in shown("mei", held.visit, back.visit)] == ["visit-2", "visit-1"]
    assert (card("mei", back.visit).is_recalled, card("mei", held.visit).is_recalled) == (True, False)
    (strip,) = shown("mei", held.visit, back.visit, into="hands")
    assert [party.visit for party in strip.model.parties] == [2, 1]
    brought(back, MEI, LIN, "makeup", 40)
    assert not card("lin", back.visit).is_recalled


def test_a_single_party_needs_no_list_of_parties() -> None:
    assert shown("mei", welcomed().visit, into="hands") == []


def test_nothing_comes_to_someone_off_duty() -> None:
    walk = welcomed()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    at_the_door = Walk(started(2), at(12))
    away = {key: replace(person, is_on_duty=person.id == "mei") for key, person in CAST.items()}
    for who, into in (("jo", "incoming"), ("anna", "rings")):
        assert len(shown(who, walk.visit, at_the_door.visit, into=into)) == 1
        assert shown(who, walk.visit, at_the_door.visit, staff=away, into=into) == []


def test_a_party_not_greeted_rings_for_whoever_holds_it_even_off_duty() -> None:
    away = {key: replace(person, is_on_duty=False) for key, person in CAST.items()}
    assert len(shown("mei", Walk().visit, staff=away, into="rings")) == 1
