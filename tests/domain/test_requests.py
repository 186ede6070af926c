"""What was told when booking is asked of whoever makes the looks (REQUIREMENTS B07)."""

from datetime import UTC, datetime

from kiosk.domain.booking import Booking
from kiosk.domain.farewell import still_asked
from kiosk.domain.mending import carried
from kiosk.domain.noting import RequestMade, RequestSeen, RequestWithdrawn
from kiosk.domain.requests import of_booking, of_change, of_leg
from kiosk.domain.sheet import planned_legs

from .cast import LIN, MEI, Walk, at

PLAN = planned_legs("shoot", 2)


def booked(*look_wishes: str, taboos: str = "") -> Booking:
    starts_at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    return Booking(
        number=2031, starts_at=starts_at, kind="shoot", party=("Ms Chen",), look_wishes=look_wishes, taboos=taboos
    )


def test_b07_a_looks_wish_is_asked_of_the_makeup_and_the_studio_of_that_look() -> None:
    asked = of_booking(booked("", " red lips ", "of no look"), PLAN)
    assert [(one.id, one.stage, one.look, one.words, one.is_taboo) for one in asked] == [
        (1, "makeup", 2, "red lips", False),
        (2, "studio", 2, "red lips", False),
    ]


def test_b07_what_must_not_be_is_told_to_every_stage_that_makes_looks_as_what_it_is() -> None:
    asked = of_booking(booked(taboos="lilies\n"), PLAN)
    assert [(one.stage, one.look, one.words, one.is_taboo) for one in asked] == [
        ("makeup", 0, "lilies", True),
        ("studio", 0, "lilies", True),
    ]


def test_nothing_is_asked_where_no_look_is_made_or_nothing_was_told() -> None:
    for kind in ("selection", "pickup", "enquiry"):
        assert of_booking(booked("red lips", taboos="lilies"), planned_legs(kind, 0)) == []
    assert of_booking(booked("", " "), PLAN) == []


def test_a_part_takes_along_what_must_not_be_as_such_and_asks_it_once() -> None:
    walk = Walk().then(of_booking(booked("comb", taboos="lilies"), PLAN), MEI, at(0))
    walk.then([RequestSeen(id=1, by="lin")], LIN, at(5))
    assert [(one.words, one.seen_by) for one in of_leg(walk.visit, "makeup", 1)] == [("comb", None), ("lilies", "lin")]
    along = [one for one in carried(walk.visit, (), 1) if isinstance(one, RequestMade)]
    assert [(one.id, one.is_taboo) for one in along] == [(1, True), (2, False), (3, True), (4, False)]


def test_the_farewell_reads_out_once_what_two_stages_never_saw_and_nothing_that_must_not_be() -> None:
    walk = Walk().then(of_booking(booked("comb", taboos="lilies"), PLAN), MEI, at(0))
    assert [one.words for one in still_asked(walk.visit)] == ["comb"]


def test_b07_a_change_of_the_booking_reaches_a_party_that_is_here_and_has_to_be_seen_anew() -> None:
    before, after = booked("comb", "red lips", taboos="lilies"), booked("pearl comb", "red lips", taboos="lilies")
    walk = Walk().then(of_booking(before, PLAN), MEI, at(0))
    walk.then([RequestSeen(id=1, by="lin"), RequestMade(id=9, stage="makeup", words="No powder")], LIN, at(5))
    told = of_change(walk.visit, before, after, PLAN)
    assert [type(one) for one in told] == [RequestMade] * 2 + [RequestWithdrawn] * 2
    walk.then(told, MEI, at(9))
    asked = [(one.id, one.words, one.seen_by) for one in of_leg(walk.visit, "makeup", 1)]
    assert asked == [(9, "No powder", None), (10, "pearl comb", None), (1, "lilies", "lin")]
    assert [one.seen_by for one in of_leg(walk.visit, "makeup", 2) if one.words == "red lips"] == [None]
    assert of_change(walk.visit, after, after, PLAN) == []


def test_what_the_booking_takes_on_that_somebody_asked_for_since_the_door_is_asked_once() -> None:
    walk = Walk().then([RequestMade(id=1, stage="makeup", look=1, words="comb")], MEI, at(0))
    assert [one.stage for one in of_change(walk.visit, booked(), booked("comb"), PLAN)] == ["studio"]  # type: ignore[union-attr]
