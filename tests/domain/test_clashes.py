"""Two bookings that want the same person, room or dress at the same time; and what is still free."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.booking import Booking
from kiosk.domain.clashes import Clash, clashes, ends_at, free_spans

from .cast import NINE, at

MINUTES = {"Wedding Classic": 300, "Portrait": 90}
CHEN = Booking(
    number=2031,
    starts_at=NINE,
    kind="shoot",
    party=("Ms Chen", "Mr Li"),
    package="Wedding Classic",
    artists=("lin", "zhao"),
    room="studio-1",
    dresses=("White gown", "Qipao 7"),
)
PARK = Booking(number=2036, starts_at=at(60), kind="shoot", party=("Ms Park",), package="Portrait", artists=("lin",))


def wanted(draft: Booking, *others: Booking) -> list[tuple[str, str]]:
    return [(clash.what, clash.which) for clash in clashes(draft, others, MINUTES)]


def test_the_same_artist_twice_is_told_with_the_other_booking_and_its_times() -> None:
    assert clashes(PARK, [CHEN], MINUTES) == (Clash("artist", "lin", 2031, NINE, at(300)),)


def test_the_same_room_or_dress_twice_clashes_however_the_dress_is_written() -> None:
    assert wanted(replace(PARK, artists=(), room="studio-1"), CHEN) == [("room", "studio-1")]
    assert wanted(replace(PARK, artists=(), dresses=("white  GOWN",)), CHEN) == [("dress", "white  GOWN")]


def test_one_that_begins_when_the_other_ends_is_no_clash() -> None:
    assert wanted(replace(PARK, starts_at=at(300)), CHEN) == []
    assert wanted(replace(PARK, starts_at=at(299)), CHEN) == [("artist", "lin")]


def test_a_package_tells_how_long_it_takes_and_an_agreed_end_wins() -> None:
    assert ends_at(CHEN, MINUTES) == at(300)
    assert ends_at(replace(CHEN, ends_at=at(120)), MINUTES) == at(120)
    assert ends_at(replace(CHEN, kind="selection"), MINUTES) == at(90)
    assert wanted(PARK, replace(CHEN, ends_at=at(45))) == []


def test_a_booking_does_not_clash_with_itself_nor_with_what_is_cancelled() -> None:
    assert wanted(replace(CHEN, starts_at=at(30)), CHEN) == []
    assert wanted(PARK, replace(CHEN, is_cancelled=True)) == []
    assert wanted(replace(PARK, is_cancelled=True), CHEN) == []


@given(st.integers(0, 600), st.integers(0, 600), st.booleans())
def test_a_clash_is_mutual(mine: int, theirs: int, same_room: bool) -> None:
    one = replace(CHEN, starts_at=at(mine))
    other = replace(PARK, starts_at=at(theirs), room="studio-1" if same_room else None)
    assert sorted(wanted(one, other)) == sorted(wanted(other, one))


def test_what_is_free_lies_between_what_is_taken() -> None:
    hour = timedelta(hours=1)
    taken = [(at(60), at(120)), (at(90), at(180))]
    assert free_spans(taken, NINE, at(300), hour) == ((NINE, at(60)), (at(180), at(300)))
    assert free_spans([], NINE, at(300), hour) == ((NINE, at(300)),)
    assert free_spans([(at(-60), at(400))], NINE, at(300), hour) == ()
    assert free_spans([(at(30), at(290))], NINE, at(300), hour) == ()


@given(st.lists(st.tuples(st.integers(-100, 500), st.integers(1, 200)), max_size=6))
def test_nothing_free_is_taken_and_nothing_outside_is_free(taken: list[tuple[int, int]]) -> None:
    spans = [(at(start), at(start + length)) for start, length in taken]
    for start, end in free_spans(spans, NINE, at(480), timedelta(minutes=30)):
        assert at(0) <= start < end <= at(480) and end - start >= timedelta(minutes=30)
        assert all(end <= busy_start or busy_end <= start for busy_start, busy_end in spans)
