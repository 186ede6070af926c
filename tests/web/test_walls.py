"""What the board and the desk are told: who comes first, who is where, and nothing that is nobody's business."""

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.calls import Call
from kiosk.domain.custody import accept, greet, offer, pass_gate, see_off
from kiosk.domain.noting import AlertTaken, HolderConfirmed, MoodNoted
from kiosk.domain.visit import Visit
from kiosk.house import House, picture
from kiosk.kinds import BOOKINGS, CALLS, STAFF, VISITS
from kiosk.parts import Part
from kiosk.queries.board import public_parts, staff_parts
from kiosk.queries.desk import desk_parts
from kiosk.queries.faces import ms
from kiosk.queries.rooms import board_rooms

from ..domain.cast import ANNA, CAST, LIN, MEI, NINE, OFF_DUTY_LIN, Walk, at, started

SETTINGS = Settings()
CALL = Call(id=1, place="Lobby tablet", language="en", raised_at=at(30), device="d1")
BOOKING = Booking(
    number=2031, starts_at=NINE, kind="shoot", party=("Ms Chen", "Mr Li"), host="mei", phone="+8613800135678"
)


def house(*visits: Visit, bookings: tuple[Booking, ...] = (), calls: tuple[Call, ...] = (), **staff: Any) -> House:
    tables: dict[str, dict[Any, Any]] = {
        VISITS.table: {visit.id: visit for visit in visits},
        BOOKINGS.table: {booking.number: booking for booking in bookings},
        CALLS.table: {call.id: call for call in calls},
        STAFF.table: {**CAST, **staff},
    }
    return picture(1, date(2026, 11, 23), tables)


def welcomed(visit_id: int = 1) -> Walk:
    walk = Walk(started(visit_id))
    return walk.then(greet(walk.visit, MEI), MEI, at(1)).then(pass_gate(walk.visit, MEI, (), ()), MEI, at(8))


def at_makeup(visit_id: int = 1) -> Walk:
    walk = welcomed(visit_id)
    walk.then(offer(walk.visit, MEI, LIN, "makeup"), MEI, at(10))
    return walk.then(accept(walk.visit, LIN), LIN, at(11))


def of(parts: list[Part], into: str) -> list[Part]:
    return sorted((part for part in parts if part.into == into), key=lambda part: part.order)


def row(house: House) -> Any:
    return of(desk_parts(house, SETTINGS), "today")[0].model


def test_who_waits_for_a_person_stands_before_who_is_merely_late() -> None:
    late, arrived = at_makeup(1).visit, Walk(started(2), at(29)).visit
    moving = welcomed(3)
    moving.then(offer(moving.visit, MEI, LIN, "makeup"), MEI, at(12))
    needs = of(staff_parts(house(late, arrived, moving.visit, calls=(CALL,)), SETTINGS), "needs")
    assert [need.model.reason for need in needs] == ["call", "not_greeted", "offered", "late"]


def test_the_board_says_who_sees_to_a_need_until_it_comes_back() -> None:
    walk = at_makeup()
    walk.then([MoodNoted(mood="upset", by="lin")], LIN, at(20))
    walk.then([AlertTaken(kind="upset", since=at(20), by="anna")], ANNA, at(21))
    (need,) = of(staff_parts(house(walk.visit), SETTINGS), "needs")
    assert (need.model.reason, need.model.taken_by.id, need.model.back_at) == ("upset", "anna", ms(at(31)))
    off_duty = house(walk.visit, anna=replace(ANNA, is_on_duty=False))
    assert of(staff_parts(off_duty, SETTINGS), "needs")[0].model.taken_by is None


def test_a_partys_call_stays_on_the_board_with_who_goes_and_comes_back_to_the_desk() -> None:
    call = replace(CALL, visit=1, whom="mei", taken_by="anna", taken_at=at(31))
    one = house(welcomed().visit, calls=(call,))
    need = of(staff_parts(one, SETTINGS), "needs")[0].model
    assert (need.reason, need.taken_by.id, need.back_at) == ("call", "anna", ms(at(41)))
    assert of(desk_parts(one, SETTINGS), "door")[0].model.shown_from == ms(at(41))
    at_lobby = house(welcomed().visit, calls=(replace(CALL, taken_by="anna", taken_at=at(31)),))
    assert of(desk_parts(at_lobby, SETTINGS), "door") == []


def test_a_card_that_was_just_confirmed_is_not_old() -> None:
    walk = at_makeup().then([HolderConfirmed(by="lin")], LIN, at(74))
    (card,) = of(staff_parts(house(walk.visit), SETTINGS), "stage-makeup")
    assert (card.model.heard_at, card.model.quiet_from) == (ms(at(74)), ms(at(94)))


def test_the_board_names_the_colleagues_who_are_off_duty() -> None:
    (away,) = of(staff_parts(house(lin=OFF_DUTY_LIN), SETTINGS), "away")
    assert away.model == ("Lin",)


def test_a_room_with_two_parties_is_free_when_the_last_of_them_goes() -> None:
    first, second = at_makeup(1).visit, replace(at_makeup(2).visit, since=at(33))
    for visits in ((first, second), (second, first)):
        shown = {part.model.room: part.model for part in board_rooms(house(*visits), SETTINGS)}
        assert (shown["makeup-2"].state, shown["makeup-2"].free_at) == ("taken", ms(at(73)))


def test_the_public_board_knows_no_name_of_a_party() -> None:
    (party,) = public_parts(house(at_makeup().visit), SETTINGS)
    assert "Chen" not in repr(party)
    assert party.model.nickname == "heron"


def test_i9_neither_board_nor_desk_is_told_a_phone_number_or_an_amount() -> None:
    rich = replace(BOOKING, balance_cents=499900, extra_cents=6800)
    told = house(at_makeup().visit, bookings=(rich,))
    parts = repr([*staff_parts(told, SETTINGS), *public_parts(told, SETTINGS), *desk_parts(told, SETTINGS)])
    assert not [secret for secret in ("13800135678", "4999", "6800") if secret in parts]


def test_a_booking_is_expected_then_here_then_left() -> None:
    expected = row(house(bookings=(BOOKING,)))
    assert (expected.state, expected.greeter.name) == ("expected", "Mei")
    walk = at_makeup()
    here = row(house(walk.visit, bookings=(BOOKING,)))
    assert (here.state, here.holder.name, here.stage, here.room) == ("here", "Lin", "makeup", "makeup-2")
    walk.then(offer(walk.visit, LIN, MEI, "farewell"), LIN, at(90)).then(accept(walk.visit, MEI), MEI, at(91))
    walk.then(see_off(walk.visit, MEI, (), ()), MEI, at(100))
    left = row(house(walk.visit, bookings=(BOOKING,)))
    assert (left.state, left.holder, left.ended) == ("left", None, "18:40")


def test_while_the_host_is_off_duty_a_colleague_of_reception_greets() -> None:
    away = row(house(bookings=(BOOKING,), mei=replace(MEI, is_on_duty=False)))
    assert (away.host.name, away.greeter.name) == ("Mei", "Anna")


def test_bookings_of_other_days_are_not_on_the_desk_unless_their_party_is_in_the_house() -> None:
    yesterday = replace(BOOKING, starts_at=at(-24 * 60))
    assert of(desk_parts(house(bookings=(yesterday,)), SETTINGS), "today") == []
    assert row(house(at_makeup().visit, bookings=(yesterday,))).state == "here"


def test_a_party_stands_at_the_desks_door_until_it_is_greeted() -> None:
    (door,) = of(desk_parts(house(Walk().visit, calls=(CALL,)), SETTINGS), "door")[:1]
    assert (door.model.holder.name, door.model.time) == ("Mei", "17:00")
    assert [part.id for part in of(desk_parts(house(welcomed().visit), SETTINGS), "door")] == []


def test_the_desk_counts_its_parties() -> None:
    (day,) = of(desk_parts(house(at_makeup(1).visit, Walk(started(2)).visit, bookings=(BOOKING,)), SETTINGS), "day")
    assert (day.model.expected, day.model.at_door, day.model.here, day.model.left) == (0, 1, 1, 0)


def test_colleagues_on_duty_come_first_and_show_how_many_parties_they_hold() -> None:
    people = of(desk_parts(house(at_makeup().visit, mei=replace(MEI, is_on_duty=False)), SETTINGS), "people")
    assert people[-1].model.face.name == "Mei"
    assert {person.model.face.name: person.model.in_hand for person in people}["Lin"] == 1
