"""What an import would change, and that doing it twice changes nothing more."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.intake.drafts import BookingDraft, ParsedFile, RowProblem
from kiosk.intake.known import BookingFields
from kiosk.intake.plan import ImportPlan, PackageTerms, key, plan_import
from kiosk.intake.rows import without_repeats

from .reading import utc

HOSTS = {key("Mei Wang"): "mei", key("王梅"): "mei", key("Anna Brooks"): "anna"}
PACKAGES = {key("Wedding Classic"): PackageTerms(name="Wedding Classic", looks=3, allowance=40, extra_cents=4_500)}
CHEN = BookingFields(
    number=2031,
    source_uid="chen@calendar",
    starts_at=utc(23, 1),
    ends_at=utc(23, 5),
    kind="selection",
    customers=("Ms Chen", "Mr Li"),
    phone="+8613800138001",
    package="Wedding Classic",
    looks=3,
    allowance=40,
    extra_cents=4_500,
    host_id="mei",
    balance_cents=50_000,
    notes="shy",
)
OKAFOR = replace(CHEN, number=2032, source_uid=None, starts_at=utc(24, 1), phone="+447700900123", customers=("Okafor",))


def draft(**values: object) -> BookingDraft:
    """A row about Ms Chen that says no more than it must."""
    least: dict[str, object] = {"line": 2, "starts_at": CHEN.starts_at, "customers": CHEN.customers}
    return BookingDraft(**{**least, **values})  # type: ignore[arg-type]


def plan(*drafts: BookingDraft, known: Iterable[BookingFields] = (CHEN, OKAFOR)) -> ImportPlan:
    bookings = {booking.number: booking for booking in known if booking.number is not None}
    by_uid = {booking.source_uid: number for number, booking in bookings.items() if booking.source_uid}
    return plan_import(ParsedFile(drafts=drafts), bookings, by_uid, HOSTS, PACKAGES)


def outcomes(planned: ImportPlan) -> list[str]:
    return [row.outcome for row in planned.rows]


def refusals(planned: ImportPlan) -> list[tuple[int, str, dict[str, str]]]:
    return [(problem.line, problem.code, problem.detail) for problem in planned.refused]


def test_what_the_file_does_not_say_overwrites_nothing() -> None:
    for identity in ({"number": 2031}, {"source_uid": "chen@calendar"}, {"phone": CHEN.phone}, {}):
        planned = plan(draft(**identity))
        assert outcomes(planned) == ["unchanged"]
        assert planned.rows[0].after == CHEN


def test_a_change_names_each_field_with_its_old_and_new_value() -> None:
    planned = plan(draft(number=2031, starts_at=utc(25, 1), host="anna  BROOKS", balance_cents=0))
    assert outcomes(planned) == ["changed"]
    assert planned.rows[0].changes == {
        "starts_at": (utc(23, 1), utc(25, 1)),
        "host_id": ("mei", "anna"),
        "balance_cents": (50_000, 0),
    }
    assert planned.rows[0].host_id == "anna"


def test_a_new_booking_is_a_shoot_unless_the_file_says_otherwise_and_may_wait_for_a_host_and_number() -> None:
    planned = plan(draft(customers=("Sato",), starts_at=utc(26, 1)))
    after = planned.rows[0].after
    assert outcomes(planned) == ["new"]
    assert after == BookingFields(customers=("Sato",), starts_at=utc(26, 1), kind="shoot")
    assert (after.number, after.host_id) == (None, None)


def test_the_catalogue_fills_the_terms_that_a_new_booking_leaves_open() -> None:
    after = plan(draft(number=2040, package="wedding classic", allowance=60), known=()).rows[0].after
    assert after is not None
    assert (after.package, after.looks, after.allowance, after.extra_cents) == ("Wedding Classic", 3, 60, 4_500)
    edited = replace(CHEN, looks=5)
    assert outcomes(plan(draft(number=2031, package="Wedding Classic"), known=[edited])) == ["unchanged"]


def test_an_unknown_host_is_refused_by_name() -> None:
    planned = plan(draft(number=2031, host="Nobody"), draft(line=3, number=2032, host="王梅", starts_at=utc(24, 1)))
    assert refusals(planned) == [(2, "unknown_host", {"host": "Nobody"})]
    assert [row.draft.number for row in planned.rows] == [2032]


def test_a_cancellation_needs_no_host_and_changes_nothing_else() -> None:
    planned = plan(draft(number=2031, host="Nobody", cancelled=True, customers=(), balance_cents=0))
    assert planned.rows[0].changes == {"cancelled": (False, True)}


def test_a_cancellation_of_something_unknown_does_nothing() -> None:
    gone = draft(source_uid="old@calendar", cancelled=True)
    planned = plan(gone, draft(line=3, number=2031))
    assert outcomes(planned) == ["unchanged", "unchanged"]
    assert planned.rows[0].after is None


def test_only_a_file_that_says_so_revives_a_cancelled_booking() -> None:
    off = replace(CHEN, cancelled=True)
    assert outcomes(plan(draft(number=2031), known=[off])) == ["unchanged"]
    assert plan(draft(number=2031, cancelled=False), known=[off]).rows[0].changes == {"cancelled": (True, False)}


def test_an_event_made_anew_at_the_same_time_is_a_booking_of_its_own() -> None:
    gone = draft(source_uid="chen@calendar", cancelled=True)
    planned = plan(gone, draft(line=3, source_uid="new@calendar", phone=CHEN.phone))
    assert outcomes(planned) == ["changed", "new"]


def test_a_booking_never_changes_its_number() -> None:
    planned = plan(draft(number=2050, source_uid="chen@calendar"))
    assert refusals(planned) == [(2, "known_as", {"number": "2031"})]
    planned = plan(draft(number=2050, phone=CHEN.phone))
    assert refusals(planned) == [(2, "known_as", {"number": "2031"})]
    assert outcomes(plan(draft(number=2050, phone=CHEN.phone, customers=("Ms Wu",)))) == ["new"]


def test_of_two_rows_about_one_booking_the_first_counts() -> None:
    planned = plan(draft(phone=CHEN.phone, notes="one"), draft(line=3, phone=CHEN.phone, notes="two"))
    assert refusals(planned) == [(3, "duplicate", {"first": "2"})]
    planned = plan(draft(), draft(line=3), known=())
    assert refusals(planned) == [(3, "duplicate", {"first": "2"})]


def test_a_row_that_names_its_booking_comes_before_one_that_only_resembles_it() -> None:
    planned = plan(draft(line=2, phone=CHEN.phone), draft(line=3, number=2031, notes="bold"))
    assert [(row.draft.line, row.outcome) for row in planned.rows] == [(3, "changed")]
    assert refusals(planned) == [(2, "duplicate", {"first": "3"})]


def test_the_problems_of_the_file_stand_among_the_refusals_in_the_order_of_lines() -> None:
    problem = RowProblem(line=3, code="start", message="")
    parsed = ParsedFile(drafts=(draft(line=2, host="Nobody"), draft(line=4, host="Nobody")), problems=(problem,))
    planned = plan_import(parsed, {}, {}, HOSTS, {})
    assert [refused.line for refused in planned.refused] == [2, 3, 4]


def carried_out(planned: ImportPlan, known: list[BookingFields], drafts: list[BookingDraft]) -> list[BookingFields]:
    """The bookings after the plan, new ones without a number getting one that nobody has."""
    bookings = {booking.number: booking for booking in known}
    taken = [number for number in (*bookings, *(draft.number for draft in drafts)) if number is not None]
    free = max(taken, default=0) + 1
    for row in planned.rows:
        if row.after and row.outcome != "unchanged":
            number = row.after.number or free
            free += number == free
            bookings[number] = replace(row.after, number=number)
    return list(bookings.values())


# Few values each, so that rows resemble and contradict one another as often as possible.
NAMES = st.sampled_from([("Chen",), ("Li",), ("Chen", "Li")])
TIMES = st.sampled_from([utc(23, 1), utc(24, 1)])
PHONES = st.none() | st.sampled_from(["+8613800138001", "+8613911112222"])
NUMBERS = st.none() | st.integers(1, 3)
UIDS = st.none() | st.sampled_from("uvw")
DRAFTS = st.lists(
    st.builds(
        BookingDraft,
        line=st.just(1),
        starts_at=TIMES,
        customers=NAMES,
        number=NUMBERS,
        source_uid=UIDS,
        kind=st.none() | st.just("pickup"),
        phone=PHONES,
        package=st.none() | st.sampled_from(["Wedding Classic", "wedding  classic", "Other"]),
        looks=st.none() | st.just(9),
        host=st.sampled_from([None, "Mei Wang", "Nobody"]),
        notes=st.sampled_from(["", "shy"]),
        cancelled=st.sampled_from([None, None, False, True]),
    ),
    max_size=6,
)
BOOKINGS = st.lists(
    st.builds(
        BookingFields,
        starts_at=TIMES,
        customers=NAMES,
        number=st.integers(1, 4),
        source_uid=UIDS,
        phone=PHONES,
        package=st.none() | st.just("Other"),
        cancelled=st.booleans(),
    ),
    max_size=4,
    unique_by=(lambda booking: booking.number, lambda booking: booking.source_uid or booking.number),
)


def once_each(drafts: list[BookingDraft]) -> list[BookingDraft]:
    """No number and no UID twice, as reading a file leaves them."""
    lines = [replace(draft, line=line) for line, draft in enumerate(drafts, 2)]
    return without_repeats(lines)[0]


@settings(max_examples=150, deadline=None)
@given(DRAFTS, BOOKINGS)
def test_importing_a_file_twice_changes_nothing_the_second_time(
    drafts: list[BookingDraft], known: list[BookingFields]
) -> None:
    drafts = once_each(drafts)
    first = plan(*drafts, known=known)
    second = plan(*drafts, known=carried_out(first, known, drafts))
    assert set(outcomes(second)) <= {"unchanged"}
    assert [refused[:2] for refused in refusals(second)] == [refused[:2] for refused in refusals(first)]
    assert len(first.rows) + len(first.refused) == len(drafts)


@settings(max_examples=50, deadline=None)
@given(DRAFTS, BOOKINGS)
def test_no_two_rows_speak_of_one_booking(drafts: list[BookingDraft], known: list[BookingFields]) -> None:
    planned = plan(*once_each(drafts), known=known)
    numbers = [row.after.number for row in planned.rows if row.after and row.after.number]
    assert len(numbers) == len(set(numbers))
