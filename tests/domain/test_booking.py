"""Finding one's own booking, and nobody else's name."""

from datetime import UTC, datetime

import pytest

from kiosk.domain.booking import Booking, digits, family_names, masked, matches


def booking(*party: str, phone: str | None = "+8613800135678") -> Booking:
    starts_at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return Booking(number=2031, starts_at=starts_at, kind="shoot", party=party, phone=phone)


@pytest.mark.parametrize("typed", ["Whitfield", "whitfield", " WHITFIELD ", "Emma Whitfield", "Ｗhitfield"])
def test_a_family_name_is_found_however_it_is_typed(typed: str) -> None:
    assert matches(booking("Emma Whitfield"), "5678", typed)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("陈静怡", "陈"), ("欧阳娜娜", "欧阳"), ("迪丽热巴·买买提", "买买提"), ("Anna-Lena Müller", "Muller")],
)
def test_family_names_of_many_kinds_are_known(name: str, typed: str) -> None:
    assert matches(booking(name), "5678", typed)


def test_either_of_the_party_may_check_in() -> None:
    assert matches(booking("Ms Chen", "Mr Li"), "5678", "li")


@pytest.mark.parametrize("typed", ["", "Ms", "mr", "Whit", "陈静"])
def test_less_than_a_family_name_finds_nothing(typed: str) -> None:
    assert not matches(booking("Ms Whitfield", "陈静怡"), "5678", typed)


def test_the_digits_have_to_fit_as_well() -> None:
    assert not matches(booking("Emma Whitfield"), "5679", "Whitfield")
    assert not matches(booking("Emma Whitfield"), "678", "Whitfield")


def test_full_width_digits_are_digits() -> None:
    assert digits("５６ 78") == "5678"
    assert matches(booking("Emma Whitfield"), "５６７８", "Whitfield")


def test_without_a_phone_the_booking_number_takes_its_place() -> None:
    assert matches(booking("Emma Whitfield", phone=None), "2031", "Whitfield")


def test_a_compound_surname_is_one_family_name() -> None:
    assert "司马" in family_names("司马睿") and "司" not in family_names("司马睿")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("欧阳娜娜", "欧***"),
        ("Emma Whitfield", "Emma W."),
        ("Ms Chen", "Ms C***"),
        ("Madonna", "M***"),
    ],
)
def test_a_masked_name_is_recognised_by_its_owner_only(name: str, shown: str) -> None:
    assert masked(name) == shown
