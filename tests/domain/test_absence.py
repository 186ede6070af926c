"""Absences: everyone's parties find somebody who knows them (C41, I3, I4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.domain import absence as rules
from kiosk.domain.absence import Absence, Cover, DeputyMissing, DeputyUnfit, WrongDays
from kiosk.domain.booking import Booking

from .cast import ANNA, JO, LIN, MEI, ZHAO

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def booking(number: int, **fields: object) -> tuple[date, Booking]:
    values: dict[str, object] = {"kind": "shoot", "party": ("Ms Chen",), **fields}
    return MONDAY, Booking(number=number, starts_at=AT, **values)  # type: ignore[arg-type]


def nobody_is_away(staff: str, day: date) -> bool:
    return False


def test_host_artist_and_deputy_of_someone_away_are_wanted_elsewhere() -> None:
    bookings = [
        booking(1, host="mei"),
        booking(2, host="anna", artists=("mei", "lin")),
        booking(3, host="anna", deputy="mei"),
        booking(4, host="bo", deputy="mei"),
        booking(5, host="anna"),
    ]
    found = rules.needs_of("mei", bookings, lambda staff, day: staff == "bo")
    assert [(need.booking.number, need.role) for need in found] == [(1, "host"), (2, "artist"), (4, "host")]


def test_each_booking_needs_its_own_deputy_and_the_missing_are_named() -> None:
    needs = rules.needs_of("mei", [booking(1, host="mei"), booking(2, host="mei")], nobody_is_away)
    with pytest.raises(DeputyMissing) as refused:
        rules.plan("mei", needs, {(1, "host"): "anna"}, lambda deputy, need: True)
    assert refused.value.detail == {"actor": "mei", "numbers": "2"}


def test_nobody_covers_for_themselves_or_when_they_cannot() -> None:
    needs = rules.needs_of("mei", [booking(1, host="mei")], nobody_is_away)
    for deputy, can in (("mei", True), ("anna", False)):
        with pytest.raises(DeputyUnfit):
            rules.plan("mei", needs, {(1, "host"): deputy}, lambda deputy, need, can=can: can)  # type: ignore[misc]
    covers = rules.plan("mei", needs, {(1, "host"): "anna"}, lambda deputy, need: True)
    assert covers == (Cover(number=1, role="host", deputy="anna"),)


@pytest.mark.parametrize(("first", "last"), [(-1, 2), (3, 2), (0, 367)])
def test_days_are_to_come_in_order_and_within_a_year(first: int, last: int) -> None:
    with pytest.raises(WrongDays):
        rules.ensure_days(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last), MONDAY)


def test_one_absence_a_day_is_enough() -> None:
    there = Absence(id=1, staff="mei", first=MONDAY, last=MONDAY + timedelta(days=2))
    with pytest.raises(rules.AlreadyAway):
        rules.ensure_alone("mei", MONDAY + timedelta(days=2), MONDAY + timedelta(days=5), [there])
    rules.ensure_alone("mei", MONDAY + timedelta(days=3), MONDAY + timedelta(days=5), [there])
    rules.ensure_alone("anna", MONDAY, MONDAY, [there])


def test_who_covers_is_there_that_day_and_of_that_work() -> None:
    (as_host,) = rules.needs_of("mei", [booking(1, host="mei")], nobody_is_away)
    (as_artist,) = rules.needs_of("lin", [booking(2, artists=("lin",))], nobody_is_away)
    assert rules.can_cover(ANNA, MEI, as_host, nobody_is_away) and rules.can_cover(JO, LIN, as_artist, nobody_is_away)
    assert not rules.can_cover(ANNA, MEI, as_host, lambda staff, day: (staff, day) == ("anna", MONDAY))
    for deputy in (MEI, ZHAO, None, replace(ANNA, has_left=True)):
        assert not rules.can_cover(deputy, MEI, as_host, nobody_is_away)
    assert not rules.can_cover(ZHAO, LIN, as_artist, nobody_is_away)
