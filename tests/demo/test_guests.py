"""The demo day can be: nobody and nothing is in two places, and its desk is not full of what is missing (REQUIREMENTS D07)."""

from datetime import timedelta

import pytest

from kiosk.commands.bookings import minutes_of
from kiosk.config import Settings
from kiosk.demo.day import booking_of
from kiosk.demo.going_on import ANNOUNCED, ON_THE_PAGE
from kiosk.demo.guests import GUESTS
from kiosk.demo.serve import with_more_rooms
from kiosk.domain.clashes import clashes

from ..domain.cast import NINE

SETTINGS = with_more_rooms(Settings())


@pytest.mark.parametrize("minute", range(5))
def test_no_room_is_booked_twice_at_whatever_minute_the_day_is_looked_at(minute: int) -> None:
    bookings = [booking_of(guest, NINE + timedelta(minutes=minute)) for guest in GUESTS]
    assert [clash for one in bookings for clash in clashes(one, bookings, minutes_of(SETTINGS))] == []


def test_every_room_is_one_of_the_house() -> None:
    assert {guest.room for guest in GUESTS if guest.room} <= {room.key for room in SETTINGS.rooms}


def test_whom_a_visitor_checks_in_goes_on_to_stations_that_the_page_shows() -> None:
    checked_in = [guest for guest in GUESTS if guest.number in ANNOUNCED]
    assert [guest.artists for guest in checked_in] == [("lin", "zhao")]
    assert {"mei", "lin", "zhao"} <= ON_THE_PAGE


def test_of_all_who_still_come_to_a_room_one_has_none_yet() -> None:
    to_come = [guest for guest in GUESTS if not {"studio", "sales_room"} & {stage for _, stage, _ in guest.walk}]
    assert [guest.number for guest in to_come if not guest.room] == [2035]


def test_a_studio_that_has_these_rooms_has_them_once() -> None:
    assert with_more_rooms(SETTINGS).rooms == SETTINGS.rooms
