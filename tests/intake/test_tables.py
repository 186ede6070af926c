"""Tables as studios export them, and as they arrive when something went wrong on the way."""

import pytest

from kiosk.domain.booking import folded
from kiosk.intake.columns import DEFAULT_COLUMNS, Headers, merged
from kiosk.intake.parse import parse_file

from .reading import SHANGHAI, codes, read, read_one, utc

HEADER = "Booking,Start,Customer,Phone,Package,Host"
GOOD = "2100,2026-11-23 09:00,Emma Whitfield,13800138111,Wedding Classic,Mei Wang"


def test_a_full_row_is_read_whole() -> None:
    draft = read_one(
        "预约号,日期,时间,类型,顾客一,顾客二,手机,套系,造型数,入册张数,加片单价,接单人,尾款,备注\r\n"
        "2031,2026/11/23,09:00,选片,陈静怡,李伟,13800138001,婚纱套系 A,3,60,68,Mei Wang,500,想要复古风格\r\n"
    )
    assert (draft.line, draft.number, draft.starts_at, draft.ends_at) == (2, 2031, utc(23, 1), None)
    assert (draft.kind, draft.customers, draft.phone) == ("selection", ("陈静怡", "李伟"), "+8613800138001")
    assert (draft.package, draft.looks, draft.allowance, draft.extra_cents) == ("婚纱套系 A", 3, 60, 6_800)
    assert (draft.host, draft.balance_cents, draft.notes, draft.cancelled) == ("Mei Wang", 50_000, "想要复古风格", None)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_separator_and_line_ends_are_found_out(separator: str, line_end: str) -> None:
    text = line_end.join(line.replace(",", separator) for line in (HEADER, GOOD))
    assert read_one(text).customers == ("Emma Whitfield",)


def test_titles_blank_lines_and_excels_own_line_may_stand_above_the_header() -> None:
    assert read_one(f"sep=,\nBookings of the week,,,,,\n\n,,,,,\n{HEADER}\n{GOOD}\n,,,,,\n").line == 6


def test_lines_are_counted_through_quoted_line_ends() -> None:
    parsed = read(f'{HEADER},Notes\n{GOOD},"one\ntwo\n\nthree"\n2101,never,Lin,,,,\n')
    assert parsed.drafts[0].notes == "one\ntwo\n\nthree"
    assert codes(parsed) == [(6, "start")]


def test_a_stray_quotation_mark_costs_only_its_own_row() -> None:
    parsed = read(f'{HEADER}\n2099,2026-11-23 08:00,"Unclosed,,,\n{GOOD}\n2101,2026-11-23 10:00,"Lin",,,\n')
    assert [draft.number for draft in parsed.drafts] == [2100, 2101]
    assert codes(parsed) == [(2, "quote")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2101,yesterday,Lin,,,", "start"),
        ("2101,2026-02-30 12:00,Lin,,,", "impossible_day"),
        ("2101,2026-11-23 10:00,,,,", "name"),
        ("x1,2026-11-23 10:00,Lin,,,", "number"),
        ('2101,2026-11-23 10:00,"=HYPERLINK(""http://x"")",,,', "formula"),
        ("2101,2026-11-23 10:00,Lin,12,,", "phone"),
        ("2101,2026-11-23 10:00,Lin,,=1+1,", "formula"),
        ("2101,2026-11-23 10:00,L\x00in,,,", "control"),
        ("2101,2026-11-23 10:00,Lin", "short"),
        ("2101,2026-11-23 10:00,Lin,,,,more", "long"),
        ("2100,2026-11-23 10:00,Lin,,,", "duplicate"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_leaves_the_others(row: str, code: str) -> None:
    parsed = read(f"{HEADER}\n{GOOD}\n{row}\n2109,2026-11-23 11:00,Jo,,,\n")
    assert [draft.number for draft in parsed.drafts] == [2100, 2109]
    assert codes(parsed) == [(3, code)]


def test_every_refusal_can_be_spoken_and_found_again() -> None:
    parsed = read(f"{HEADER}\n{GOOD}\n{GOOD}\n,nonsense,Lin,,,\n,nonsense,=1+1,,,\n")
    assert [problem.label for problem in parsed.problems] == ["2100", "Lin", ""]
    sentences = [problem.message.format(**problem.detail) for problem in parsed.problems]
    assert sentences[0] == "This is the same booking as in line 2; this row was left out."
    assert sentences[1] == "“nonsense” is not a day and time that can be read."


def test_a_refused_number_is_free_for_a_later_row() -> None:
    parsed = read(f"{HEADER}\n2100,never,Lin,,,\n{GOOD}\n")
    assert [draft.line for draft in parsed.drafts] == [3]


def test_of_a_cancelled_and_a_live_row_with_one_number_the_live_one_counts() -> None:
    rows = ["2100,2026-11-23 09:00,Lin,cancelled", "2100,2026-11-24 09:00,Lin,confirmed"]
    for order in (rows, rows[::-1]):
        parsed = read("\n".join(["Booking,Start,Customer,Status", *order]))
        assert [draft.starts_at for draft in parsed.drafts] == [utc(24, 1)]
        assert [note.code for note in parsed.notes] == ["replaced"]


def test_cells_at_the_end_may_be_missing_when_nothing_needs_them() -> None:
    assert read_one(f"{HEADER},Notes,Balance\n{GOOD}\n").notes == ""


def test_optional_values_may_be_empty() -> None:
    draft = read_one("Date,Time,Name\n2026-11-23,09:00,Lin\n")
    assert (draft.number, draft.phone, draft.host, draft.kind, draft.cancelled) == (None, None, None, None, None)


def test_a_second_phone_is_kept_in_the_notes() -> None:
    draft = read_one("Start,Name,Phone,Notes\n2026-11-23 09:00,Lin,13800138001/13900139000,VIP\n")
    assert (draft.phone, draft.notes) == ("+8613800138001", "VIP\n☎ 13900139000")


def test_a_file_that_cannot_tell_day_from_month_says_how_it_was_read() -> None:
    parsed = read("Start,Name\n03/04/2026 09:00,Lin\n")
    assert parsed.drafts[0].starts_at == utc(3, 1, month=4)
    assert [note.message.format(**note.detail) for note in parsed.notes] == [
        "Days such as 03/04/2026 were read with the day first."
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\x1a", "empty"),
        (b"PK\x03\x04" + bytes(200), "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "binary"),
        (bytes(range(256)) * 10, "binary"),
        (b"hello, world\n", "header"),
        (b"<html><body>Not found</body></html>", "header"),
        (b"Phone,Start\n1,2\n", "columns"),
        (b"Phone,Customer\n1,2\n", "columns"),
        (b"Start,Customer\n", "empty"),
        (b"x" * (5 * 1024 * 1024 + 1), "too_big"),
        (b"Start,Customer\n" + b"2026-11-23 09:00,Lin\n" * 20_001, "too_many_rows"),
    ],
)
def test_a_file_that_is_no_booking_file_gets_one_clear_sentence(data: bytes, code: str) -> None:
    parsed = read(data)
    assert (parsed.drafts, codes(parsed)) == ((), [(1, code)])
    problem = parsed.problems[0]
    assert "{" not in problem.message.format(**problem.detail)


def test_the_studios_own_headers_are_read_and_mean_nothing_else() -> None:
    columns = merged({"host": ("Photographer",), "kind": ("Order",)})
    data = b"Order,Photographer,Start,Customer\nselection,Zhao,2026-11-23 09:00,Lin\n"
    parsed = parse_file("x", data, zone=SHANGHAI, region="CN", columns=columns)
    assert [(draft.host, draft.kind, draft.number) for draft in parsed.drafts] == [("Zhao", "selection", None)]


def test_a_wrong_column_setting_is_one_sentence() -> None:
    with pytest.raises(ValueError, match='"stylist" is no field of a booking'):
        merged({"stylist": ("Stylist",)})
    with pytest.raises(ValueError, match="cannot mean both"):
        merged({"host": ("Who",), "customer": ("who",)})


def test_no_header_means_two_things() -> None:
    headers = [folded(header) for names in DEFAULT_COLUMNS.values() for header in names]
    assert sorted(set(headers)) == sorted(headers)


@pytest.mark.parametrize(
    "header", ["Extra price", "EXTRA  PRICE (¥)", "加片单价(元)", "加片價", "Ｅｘｔｒａ＿ｐｒｉｃｅ"]
)
def test_headers_match_whatever_their_case_width_and_punctuation(header: str) -> None:
    assert Headers(DEFAULT_COLUMNS).field(header) == "extra"
