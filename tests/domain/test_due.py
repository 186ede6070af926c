"""By which day what lacks has to be there, and that a promise brings it forward and never back (C37-C39)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain import due
from kiosk.domain.readiness import Check, Readiness
from kiosk.kinds import BOOKINGS

ZONE = ZoneInfo("Asia/Shanghai")
MON, TUE, WED, THU, FRI = (date(2026, 11, 23) + timedelta(days=n) for n in range(5))


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(UTC)


def lacking(*found: date, promised: date | None = None) -> Readiness:
    parts = ("photos", "preview", "tv")
    checks = (Check(part=part, is_there=False, why="", since=at(day)) for part, day in zip(parts, found, strict=False))
    return Readiness(checks=tuple(checks), due_on=promised)


def dues(known: Readiness, comes: date) -> list[date]:
    return [due.due_on(known, check, at(comes), ZONE) for check in known.lacks]


def test_what_lacks_two_days_ahead_is_due_the_next_day_which_is_the_eve() -> None:
    assert due.by_rule(comes_on=THU, found_on=TUE) == WED


def test_what_is_seen_early_has_until_the_eve() -> None:
    assert due.by_rule(comes_on=FRI, found_on=MON) == THU


@pytest.mark.parametrize("found", [WED, THU])
def test_what_is_seen_late_has_until_they_come_and_no_longer(found: date) -> None:
    assert due.by_rule(comes_on=THU, found_on=found) == THU


def test_days_are_those_of_the_studio() -> None:
    just_after_midnight = at(THU, 0)
    assert just_after_midnight.date() == WED
    known = lacking(TUE)
    assert due.due_on(known, known.lacks[0], just_after_midnight, ZONE) == WED
    assert due.past_due_at(known, known.lacks[0], just_after_midnight, ZONE) == at(THU, 0)


def test_a_promise_that_names_no_day_means_a_day_sooner_than_the_rule() -> None:
    assert due.pulled_in(lacking(MON), at(FRI), ZONE, today=MON, wanted=None) == WED


def test_a_second_apology_does_not_push_the_house_again() -> None:
    assert due.pulled_in(lacking(MON, promised=WED), at(FRI), ZONE, today=MON, wanted=None) is None
    assert due.pulled_in(lacking(MON, promised=WED), at(FRI), ZONE, today=MON, wanted=TUE) == TUE


def test_a_promise_never_puts_it_off_nor_into_the_past() -> None:
    for wanted in (FRI, MON):
        with pytest.raises(due.NotSooner) as refused:
            due.pulled_in(lacking(MON), at(FRI), ZONE, today=TUE, wanted=wanted)
        assert refused.value.detail == {"due_on": THU.isoformat()}


@pytest.mark.parametrize("today", [THU, FRI])
def test_where_no_sooner_day_is_left_the_day_stays(today: date) -> None:
    for wanted in (None, today):
        assert due.pulled_in(lacking(MON), at(FRI), ZONE, today, wanted) is None


def test_where_all_has_come_meanwhile_nothing_is_due() -> None:
    assert due.all_due_on(Readiness(), at(FRI), ZONE) is None
    assert due.pulled_in(Readiness(), at(FRI), ZONE, MON, wanted=TUE) is None


def test_a_promise_is_for_all_that_lacks() -> None:
    known = lacking(MON, THU)
    assert dues(known, FRI) == [THU, FRI]
    assert due.pulled_in(known, at(FRI), ZONE, THU, wanted=None) == THU
    assert dues(replace(known, due_on=THU), FRI) == [THU, THU]


def test_a_booking_that_moves_away_takes_the_promised_day_along() -> None:
    known = lacking(MON, promised=TUE)
    assert dues(known, THU) == [TUE]
    assert dues(known, FRI + timedelta(days=7)) == [TUE]


def test_what_begins_to_lack_after_the_promised_day_was_not_meant_by_it() -> None:
    assert dues(lacking(MON, WED, promised=TUE), FRI) == [TUE, THU]


def test_a_booking_that_was_kept_before_there_were_promised_days_still_loads() -> None:
    old = """{"number": 2031, "starts_at": "2026-11-27T02:00:00Z", "kind": "pickup", "party": ["Ms Chen"], "readiness":
        {"checks": [{"part": "items", "is_there": false, "why": "no_items", "since": "2026-11-25T02:00:00Z"}]}}"""
    booking = BOOKINGS.adapter.validate_json(old)
    assert booking.readiness.due_on is None
    assert due.all_due_on(booking.readiness, booking.starts_at, ZONE) == THU
