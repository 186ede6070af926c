"""A phone is read in groups, and is the same number whichever way it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.booking import digits
from kiosk.domain.phone import grouped


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("+8613800135678", "+86 138 0013 5678"),
        ("13800135678", "138 0013 5678"),
        ("+862155551234", "+86 21 5555 1234"),
        ("+8657188880000", "+86 571 8888 0000"),
        ("+85291234567", "+852 9123 4567"),
        ("+886912345678", "+886 912 345 678"),
        ("+6591234567", "+65 9123 4567"),
        ("+14155550132", "+1 415 555 0132"),
        ("+447700904321", "+44 7700 904321"),
        ("+819012345678", "+81 90 1234 5678"),
        ("+33612345678", "+33 612 345 678"),
        ("+353861234567", "+353 861 234 567"),
        ("+49151234567890123", "+49 151234567890123"),
    ],
)
def test_a_number_is_grouped_as_people_tell_it(kept: str, read: str) -> None:
    assert grouped(kept) == read


@pytest.mark.parametrize(
    "typed", ["", "–", "12345", "021-5555 1234", "138 0013 5678", "ask Mei", "+", "１３８００１３５６７８"]
)
def test_what_is_no_number_we_know_stays_as_it_was_typed(typed: str) -> None:
    assert grouped(typed) == typed


@given(st.from_regex(r"\+?[0-9]{0,16}", fullmatch=True))
def test_no_digit_is_lost_or_made_up(kept: str) -> None:
    assert (digits(grouped(kept)), grouped(kept)[:1]) == (digits(kept), kept[:1])
    assert grouped(grouped(kept)) == grouped(kept)
