"""Two records of one person become one, and nothing is lost on the way (complaint P)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.booking import Booking, BriefReading, folded
from kiosk.domain.brief import near_days, readers, still_to_read, to_remember, unread_from
from kiosk.domain.customer import (
    Customer,
    NameMissing,
    NoSuchDay,
    Note,
    Particulars,
    SpecialDate,
    changed,
    days_until,
    erased,
    special_date,
)
from kiosk.domain.merging import merged, unlike

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
words = st.text("abc 陈", min_size=1, max_size=4)
moments = st.integers(0, 10_000).map(lambda minutes: NINE + timedelta(minutes=minutes))
notes = st.builds(
    Note, id=st.integers(1, 12), text=words, by=st.sampled_from(("mei", "anna")), at=moments, is_pinned=st.booleans()
)
days = st.builds(
    SpecialDate,
    label=st.sampled_from(("Birthday", "birthday", "Wedding")),
    month=st.integers(1, 12),
    day=st.integers(1, 28),
    year=st.none() | st.integers(1990, 2026),
)


def customers(customer_id: int) -> st.SearchStrategy[Customer]:
    return st.builds(
        Customer,
        id=st.just(customer_id),
        names=st.lists(words, min_size=1, max_size=2).map(tuple),
        phone=st.sampled_from((None, "+8613800135678", "+447700904321")),
        say=st.sampled_from(("", "Chén")),
        host=st.sampled_from((None, "mei", "anna")),
        notes=st.lists(notes, max_size=5, unique_by=lambda note: note.id).map(tuple),
        dates=st.lists(days, max_size=4).map(tuple),
        needs=st.lists(st.sampled_from(("retro", "classic", "no lilies")), unique=True).map(tuple),
        moves=st.integers(0, 4),
        cancels=st.integers(0, 4),
        created_at=moments,
    )


def said(note: Note) -> tuple[str, str, datetime, bool]:
    return note.text, note.by, note.at, note.is_pinned


@given(customers(1), customers(2))
def test_no_note_is_lost_or_told_twice(kept: Customer, gone: Customer) -> None:
    whole, _ = merged(kept, gone)
    assert {said(note) for note in whole.notes} == {said(note) for note in (*kept.notes, *gone.notes)}
    assert len({note.id for note in whole.notes}) == len(whole.notes)
    assert [note.at for note in whole.notes] == sorted(note.at for note in whole.notes)
    assert set(kept.notes) <= set(whole.notes)


@given(customers(1), customers(2))
def test_no_day_and_no_year_is_lost(kept: Customer, gone: Customer) -> None:
    def told(one: SpecialDate) -> tuple[str, int, int]:
        return folded(one.label), one.month, one.day

    whole, _ = merged(kept, gone)
    every = (*kept.dates, *gone.dates)
    assert {told(one) for one in whole.dates} == {told(one) for one in every}
    assert {(told(one), one.year) for one in every if one.year} <= {(told(one), one.year) for one in whole.dates}
    assert len(whole.dates) == len({(told(one), one.year) for one in whole.dates})


@given(customers(1), customers(2))
def test_counts_are_added_and_needs_united(kept: Customer, gone: Customer) -> None:
    whole, _ = merged(kept, gone)
    assert (whole.moves, whole.cancels) == (kept.moves + gone.moves, kept.cancels + gone.cancels)
    assert set(whole.needs) == {*kept.needs, *gone.needs} and len(set(whole.needs)) == len(whole.needs)


@given(customers(1), customers(2))
def test_the_host_and_the_name_of_the_one_who_is_kept_stay(kept: Customer, gone: Customer) -> None:
    whole, _ = merged(kept, gone)
    assert whole.names == kept.names and whole.host == (kept.host or gone.host)
    assert whole.phone == (kept.phone or gone.phone)
    assert whole.created_at == min(filter(None, (kept.created_at, gone.created_at)))


@given(customers(1), customers(2))
def test_what_has_no_place_of_its_own_is_noted(kept: Customer, gone: Customer) -> None:
    beside = unlike(kept, gone)
    for name in gone.names:
        assert folded(name) in {folded(known) for known in kept.names} or name in beside
    assert not gone.phone or gone.phone in ((kept.phone or gone.phone), *beside.split(" · "))


@given(customers(1), customers(2))
def test_a_shell_holds_nothing_but_the_way(kept: Customer, gone: Customer) -> None:
    _, shell = merged(kept, gone)
    assert shell == Customer(id=2, names=(), version=gone.version + 1, created_at=gone.created_at, merged_into=1)
    assert not shell.is_living


def test_an_erased_customer_is_a_dash() -> None:
    chen = Customer(id=1, names=("Ms Chen",), phone="+8613800135678", say="Chén", moves=2, notes=(note(1),))
    shell = erased(chen, NINE)
    assert shell.names == ("—",) and not shell.is_living and shell.moves == 2
    assert (shell.phone, shell.say, shell.notes, shell.dates, shell.needs) == (None, "", (), (), ())


def note(key: int, minutes: int = 0, is_pinned: bool = False) -> Note:
    return Note(id=key, text=f"note {key}", by="mei", at=NINE + timedelta(minutes=minutes), is_pinned=is_pinned)


def test_pinned_notes_come_first_and_then_the_newest() -> None:
    chen = Customer(id=1, names=("Ms Chen",), notes=(note(1), note(2, 5, True), note(3, 9), note(4, 7), note(5, 8)))
    assert [one.id for one in chen.remembered] == [2, 3, 5, 4, 1]
    assert [one.id for one in to_remember(chen)] == [2, 3, 5, 4]


def test_only_what_differs_counts_as_changed() -> None:
    chen = Customer(id=1, names=("Ms Chen",), phone="+8613800135678")
    same = Particulars(names=("Ms Chen",), phone="+8613800135678")
    assert changed(chen, same) == (chen, ())
    after, fields = changed(chen, Particulars(names=("Ms Chen", "Mr Li"), phone="+8613800135678", say="Chén"))
    assert fields == ("names", "say") and after.version == 2
    with pytest.raises(NameMissing):
        changed(chen, Particulars(names=()))


def test_a_day_has_to_exist_in_some_year() -> None:
    assert special_date("Leap", 2, 29) == SpecialDate(label="Leap", month=2, day=29)
    for month, day, year in ((2, 30, None), (13, 1, None), (2, 29, 2025)):
        with pytest.raises(NoSuchDay):
            special_date("Never", month, day, year)


@pytest.mark.parametrize(
    ("month", "day", "today", "left"),
    [
        (11, 23, date(2026, 11, 23), 0),
        (11, 24, date(2026, 11, 23), 1),
        (11, 22, date(2026, 11, 23), 364),
        (2, 29, date(2026, 2, 28), 0),
        (2, 29, date(2028, 2, 28), 1),
        (1, 1, date(2026, 12, 31), 1),
    ],
)
def test_a_day_comes_round(month: int, day: int, today: date, left: int) -> None:
    assert days_until(SpecialDate(label="x", month=month, day=day), today) == left


@given(days, st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_day_is_never_more_than_a_year_away(special: SpecialDate, today: date) -> None:
    assert 0 <= days_until(special, today) <= 366


def test_a_day_near_the_booking_is_told_and_a_far_one_is_not() -> None:
    near, far = SpecialDate(label="Wedding", month=11, day=25), SpecialDate(label="Birthday", month=5, day=1)
    chen = Customer(id=1, names=("Ms Chen",), dates=(far, near))
    assert near_days(chen, date(2026, 11, 23)) == [(near, 2)]


BOOKING = Booking(
    number=2031, starts_at=NINE, kind="shoot", party=("Ms Chen",), host="mei", deputy="anna", artists=("lin", "zhao")
)


def here(staff: str) -> bool:
    return False


def without_mei(staff: str) -> bool:
    return staff == "mei"


def test_the_host_and_the_artists_read_the_brief() -> None:
    assert readers(BOOKING, here) == ("mei", "lin", "zhao")


def test_while_the_host_is_away_the_deputy_reads_it() -> None:
    """I4: the deputy has read the brief; that the host once did is no help."""
    assert readers(BOOKING, without_mei) == ("anna", "lin", "zhao")
    read = tuple(BriefReading(by=one, at=NINE) for one in ("mei", "lin", "zhao"))
    booking = Booking(
        number=2031, starts_at=NINE, kind="shoot", party=("Ms Chen",), host="mei", deputy="anna", briefs=read
    )
    assert still_to_read(booking, here) == ()
    assert still_to_read(booking, without_mei) == ("anna",)


def test_an_unread_brief_is_too_late_a_quarter_of_an_hour_before_they_come() -> None:
    assert unread_from(BOOKING, 15, here) == NINE - timedelta(minutes=15)
    read = tuple(BriefReading(by=one, at=NINE) for one in ("mei", "lin", "zhao"))
    all_read = Booking(number=1, starts_at=NINE, kind="shoot", party=("x",), host="mei", artists=("lin",), briefs=read)
    assert unread_from(all_read, 15, here) is None
    off = Booking(number=1, starts_at=NINE, kind="shoot", party=("x",), host="mei", is_cancelled=True)
    assert unread_from(off, 15, here) is None
