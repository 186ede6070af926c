"""What a person types into the booking's form is read without guessing, or told at its field."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.intake.drafts import Refused
from kiosk.intake.plan import PackageTerms, key
from kiosk.intake.typed import LISTS, TEXTS, Choices, Typed, cleaned, party, read_typed

CHOICES = Choices(
    zone=ZoneInfo("Asia/Shanghai"),
    region="CN",
    minor_units=2,
    today=date(2026, 11, 22),
    staff=frozenset({"mei", "anna", "lin"}),
    rooms=frozenset({"studio-1"}),
    needs=frozenset({"classic"}),
    languages=frozenset({"en", "zh_Hans"}),
    packages={key("Wedding Classic"): PackageTerms(name="Wedding Classic", looks=3, allowance=30, extra_cents=6800)},
)
LEAST = {"date": "2026-11-24", "time": "09:30", "party": "Ms Chen\nMr Li"}


def read(lists: Mapping[str, tuple[str, ...]] = {}, **texts: str) -> Typed:
    return read_typed({**LEAST, **texts}, lists, CHOICES)


def problem(name: str, **texts: str) -> str:
    typed = read({}, **texts)
    assert set(typed.problems) == {name}
    return typed.problems[name].message.format(**typed.problems[name].detail)


def test_the_least_that_makes_a_booking() -> None:
    typed = read()
    assert typed.problems == {}
    assert typed.values["starts_at"] == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    assert typed.values["party"] == ("Ms Chen", "Mr Li")


def test_full_width_digits_are_digits() -> None:
    typed = read(phone="１３８ ００１３ ８００１", size="４", balance="１，２３４．５０", time="９：３０")
    assert typed.problems == {}
    assert (typed.values["phone"], typed.values["size"]) == ("+8613800138001", 4)
    assert typed.values["balance_cents"] == 123450


def test_a_package_fills_what_the_form_leaves_open_and_nothing_else() -> None:
    filled = read(package="wedding classic").values
    assert (filled["package"], filled["looks"], filled["allowance"], filled["extra_cents"]) == (
        *("Wedding Classic", ("", "", ""), 30, 6800),
    )
    own = read(package="Wedding Classic", look_count="2", look_names="white gown", allowance="50", extra="0").values
    assert (own["looks"], own["allowance"], own["extra_cents"]) == (("white gown", ""), 50, 0)
    assert read(package="婚纱套系 A").values["package"] == "婚纱套系 A"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("date", "", "Which day"),
        ("date", "31.02.2026", "not a day"),
        ("date", "0226-11-24", "the year"),
        ("time", "", "what time"),
        ("time", "25:00", "not a time"),
        ("until", "08:00", "before the start"),
        ("party", "  \n ", "Whose booking"),
        ("party", "😀", "at least one letter"),
        ("party", "=SUM(A1:A3)", "formula"),
        ("party", "张三\t13800138001\tClassic", "cells of a spreadsheet"),
        ("party", "\n".join(f"Name {chr(65 + n)}" for n in range(25)), "too many names"),
        ("party", "x" * 201, "longer than 200"),
        ("phone", "12", "cannot be read"),
        ("phone", "13800138001; 13911112222", "One number here"),
        ("size", "many", "not a number"),
        ("size", "5000", "more than 200"),
        ("balance", "lots", "not an amount"),
        ("look_count", "40", "more than 20"),
        ("host", "nobody", "no longer there"),
        ("room", "moon", "no longer there"),
        ("notes", "n" * 10_001, "longer than 10000"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(field: str, text: str, words: str) -> None:
    assert words in problem(field, **{field: text})


def test_names_are_kept_as_they_are_written() -> None:
    for name in ("迪丽热巴·迪力木拉提", "שרה כהן", "محمد علي", "O’Connor 😀", "a" * 200):
        assert read(party=name).values["party"] == (name,)


def test_signs_that_nobody_can_see_go_without_a_word() -> None:
    assert read(party="\u2067שרה\u2069\x0bדוד").values["party"] == ("שרה", "דוד")
    assert read(phone="\u2068+44 7700 900123\u2069").values["phone"] == "+447700900123"
    assert cleaned("a\x00b\x1fc\r\nd") == "abc\nd"


def test_a_deputy_is_somebody_else_than_the_host() -> None:
    assert "somebody else" in problem("deputy", host="mei", deputy="mei")


def test_only_artists_of_the_house_can_be_chosen() -> None:
    assert read({"artists": ("lin", "lin")}).values["artists"] == ("lin",)
    assert set(read({"artists": ("lin", "robot")}).problems) == {"artists"}


def test_dresses_pasted_from_cells_are_one_each() -> None:
    assert read(dresses="White gown\tQipao 7\nVeil").values["dresses"] == ("White gown", "Qipao 7", "Veil")


def test_an_hour_that_the_clocks_leave_out_is_told() -> None:
    choices = Choices(**{**vars(CHOICES), "zone": ZoneInfo("Europe/Berlin")})
    typed = read_typed({**LEAST, "date": "2026-03-29", "time": "02:30"}, {}, choices)
    assert "does not exist" in typed.problems["time"].message


def test_a_refused_name_says_why() -> None:
    with pytest.raises(Refused) as refused:
        party("")
    assert refused.value.code == "missing"


@given(
    st.dictionaries(st.sampled_from(TEXTS), st.text(max_size=60)),
    st.dictionaries(st.sampled_from(LISTS), st.lists(st.text(max_size=8), max_size=3)),
)
def test_whatever_is_typed_is_read_or_told(texts: dict[str, str], lists: dict[str, list[str]]) -> None:
    typed = read_typed(texts, lists, CHOICES)
    for told in typed.problems.values():
        assert told.message.format(**told.detail)
