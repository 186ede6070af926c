"""The door from the customer's side: whose booking, whether now, what is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain import arrival
from kiosk.domain import events as e
from kiosk.domain import refusals as r
from kiosk.domain.booking import Booking
from kiosk.domain.visit import Visit

from .cast import NINE, Walk, started

ZONE = ZoneInfo("Asia/Shanghai")
HALF_A_DAY = timedelta(hours=12)
CHEN = Booking(number=2031, starts_at=NINE, kind="shoot", party=("Ms Chen", "Mr Li"), phone="+8613800132031")


def standing(booking: Booking, now: datetime = NINE, visit: Visit | None = None) -> str:
    return arrival.standing(booking, visit, now, ZONE, HALF_A_DAY, HALF_A_DAY)


@pytest.mark.parametrize(
    "text",
    ["BCDFGHJK", "bcdfghjk", "HTH-BCDFGHJK", "hth bcdf ghjk", "BCDF-GHJK", "ＢＣＤＦＧＨＪＫ", " HTHBCDFGHJK\n"],
)
def test_a_booking_code_is_known_however_it_is_written(text: str) -> None:
    assert arrival.booking_code_in(text) == "BCDFGHJK"


def test_a_code_that_begins_like_the_prefix_is_whole() -> None:
    assert arrival.booking_code_in("HTHBCDFG") == "HTHBCDFG"


@pytest.mark.parametrize(
    "text", ["", "Chen", "BCDFGHJ", "BCDFGHJKL", "BCDFGHJA", "javascript:BCDFGHJK", "BCDFGHJK' --", "陈", "x" * 4096]
)
def test_anything_else_is_no_booking_code(text: str) -> None:
    assert arrival.booking_code_in(text) is None


def test_a_guest_of_today_is_expected_early_and_late_alike() -> None:
    for hours in (-3, 0, 5):
        assert standing(CHEN, NINE + timedelta(hours=hours)) == arrival.EXPECTED


@pytest.mark.parametrize("days", [-30, -1, 1, 30])
def test_another_day_is_another_time(days: int) -> None:
    assert standing(CHEN, NINE + timedelta(days=days)) == arrival.ANOTHER_TIME


def test_tonight_after_midnight_is_still_tonight() -> None:
    half_past_midnight = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    booking = replace(CHEN, starts_at=half_past_midnight)
    assert standing(booking, half_past_midnight - timedelta(hours=1)) == arrival.EXPECTED
    assert standing(booking, half_past_midnight - timedelta(hours=4)) == arrival.ANOTHER_TIME


def test_who_is_here_already_or_was_cancelled_hears_that_first() -> None:
    cancelled = replace(CHEN, is_cancelled=True)
    assert standing(cancelled) == arrival.CANCELLED
    assert standing(cancelled, visit=Walk().visit) == arrival.HERE


def test_who_was_seen_off_today_does_not_begin_anew_by_themselves() -> None:
    assert standing(CHEN, visit=replace(Walk().visit, ended_at=NINE)) == arrival.BEEN_HERE


@pytest.mark.parametrize(
    ("minutes", "timing"),
    [(-46, arrival.EARLY), (-45, arrival.ON_TIME), (0, arrival.ON_TIME), (15, arrival.ON_TIME), (16, arrival.LATE)],
)
def test_only_much_too_early_or_late_deserves_a_word(minutes: int, timing: str) -> None:
    now = NINE + timedelta(minutes=minutes)
    assert arrival.timing(NINE, now, timedelta(minutes=45), timedelta(minutes=15)) == timing


def test_of_one_customers_bookings_the_nearest_that_still_holds_is_meant() -> None:
    selection = replace(CHEN, number=2032, kind="selection", starts_at=NINE + timedelta(days=9))
    cancelled = replace(CHEN, number=2033, is_cancelled=True)
    assert arrival.theirs([selection, cancelled, CHEN], frozenset(), NINE) == CHEN
    assert arrival.theirs([selection, CHEN], frozenset({2031}), NINE) == selection


def test_the_bookings_of_two_people_are_nobodys() -> None:
    stranger = replace(CHEN, number=2032, phone="+8613900132031")
    nameless = replace(CHEN, number=2033, phone=None)
    assert arrival.theirs([CHEN, stranger], frozenset(), NINE) is None
    assert arrival.theirs([nameless, replace(nameless, number=9033)], frozenset(), NINE) is None
    assert arrival.theirs([], frozenset(), NINE) is None


def test_everybody_is_asked_only_what_makes_sense() -> None:
    uses = ("board", "marketing")
    shoot = ("session", "company", "wish", "needs", "consent-board", "consent-marketing", "plate")
    assert arrival.questions(CHEN, True, uses) == shoot
    assert arrival.questions(replace(CHEN, kind="pickup"), True, uses) == ("plate",)
    assert "wish" not in arrival.questions(replace(CHEN, kind="selection"), True, uses)


def test_nobody_is_asked_for_what_they_have_said_when_booking() -> None:
    known = replace(CHEN, wish="My grandmother’s comb", needs=("retro",))
    assert not {"wish", "needs"} & set(arrival.questions(known, True, ()))
    assert "needs" not in arrival.questions(CHEN, False, ())


def test_what_was_asked_for_when_booking_is_told_in_its_order_and_the_notes_of_colleagues_are_not() -> None:
    told = replace(
        CHEN, look_wishes=("veil\n in the wind", "", "barefoot"), hope="Calm", taboos="no\tscent", notes="rude"
    )
    assert arrival.requests(told) == (
        arrival.Request("look", "veil in the wind", 1),
        arrival.Request("look", "barefoot", 3),
        arrival.Request("hope", "Calm"),
        arrival.Request("taboo", "no scent"),
    )
    assert arrival.requests(replace(CHEN, wish="Grandmother’s comb")) == (
        arrival.Request("wish", "Grandmother’s comb"),
    )
    assert arrival.requests(CHEN) == ()


def test_a_party_in_the_house_may_tell_and_one_that_has_left_may_not() -> None:
    visit = Walk(started()).visit
    assert arrival.tell(visit, e.PlateTold(plate="A 1")) == [e.PlateTold(plate="A 1")]
    with pytest.raises(r.VisitEnded):
        arrival.tell(replace(visit, ended_at=NINE), e.PlateTold(plate="A 1"))


def test_there_are_no_more_children_than_people() -> None:
    with pytest.raises(arrival.OddCompany):
        arrival.tell(Walk(started()).visit, e.CompanyTold(size=2, children=3))


def test_ones_own_words_stay_ones_own() -> None:
    assert arrival.plain_line(" 请慢慢来，\t奶奶\u3000怕生！\r\n😊 ") == "请慢慢来， 奶奶 怕生！ 😊"
    assert arrival.plate(" 京ａ·１２３４５ ") == "京A·12345"
