"""What a booking lacks is told in the order in which it will be needed."""

from dataclasses import replace

import pytest

from kiosk.domain.booking import Booking
from kiosk.domain.missing import HostAway, answers_today, ensure_covered, is_nameless, missing

from .cast import NINE

WHOLE = Booking(
    number=2031,
    starts_at=NINE,
    kind="shoot",
    party=("Ms Chen",),
    phone="+8613800138001",
    package="Classic",
    looks=("", ""),
    host="mei",
    room="studio-1",
)


def lacks(booking: Booking, *away: str) -> list[tuple[str, str]]:
    return [(one.what, one.before) for one in missing(booking, lambda staff: staff in away)]


def test_a_whole_booking_lacks_nothing() -> None:
    assert lacks(WHOLE) == []


def test_each_thing_is_needed_before_its_stage() -> None:
    bare = Booking(number=2032, starts_at=NINE, kind="shoot", party=("Walk-in",))
    assert lacks(bare) == [
        ("name", "reception"),
        ("host", "reception"),
        ("phone", "reception"),
        ("package", "makeup"),
        ("looks", "makeup"),
        ("room", "studio"),
    ]


def test_an_enquiry_needs_neither_package_nor_room_and_a_selection_needs_the_sales_room() -> None:
    assert lacks(replace(WHOLE, kind="enquiry", package=None, looks=(), room=None)) == []
    assert lacks(replace(WHOLE, kind="selection", package=None, looks=(), room=None)) == [("room", "sales_room")]


def test_a_host_who_is_away_needs_a_deputy_who_is_here() -> None:
    assert lacks(WHOLE, "mei") == [("deputy", "reception")]
    assert lacks(replace(WHOLE, deputy="anna"), "mei") == []
    assert lacks(replace(WHOLE, deputy="anna"), "mei", "anna") == [("cover", "reception")]


def test_the_brief_is_for_whoever_stands_for_them_that_day() -> None:
    covered = replace(WHOLE, deputy="anna")
    assert answers_today(covered, lambda staff: False) == "mei"
    assert answers_today(covered, lambda staff: staff == "mei") == "anna"
    assert answers_today(WHOLE, lambda staff: True) == "mei"


def test_a_walk_in_has_no_name_until_one_is_told() -> None:
    assert is_nameless(("Walk-in",)) and is_nameless(())
    assert not is_nameless(("Walk-in", "Ms Park"))


def test_i4_a_host_who_is_away_and_nobody_named_does_not_stand() -> None:
    with pytest.raises(HostAway) as refused:
        ensure_covered(replace(WHOLE, deputy="anna"), lambda staff: staff in ("mei", "anna"))
    assert refused.value.detail == {"host": "mei"}
    ensure_covered(replace(WHOLE, deputy="anna"), lambda staff: staff == "mei")
    ensure_covered(replace(WHOLE, is_cancelled=True), lambda staff: staff == "mei")
