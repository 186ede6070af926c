"""Single values, as people write them."""

import pytest

from kiosk.intake import values
from kiosk.intake.drafts import Refused
from kiosk.intake.package import Package, read_package
from kiosk.intake.people import customers, phones


def refusal(reader: object, *arguments: object) -> str:
    assert callable(reader)
    with pytest.raises(Refused) as caught:
        reader(*arguments)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("500", 50_000),
        ("68,00", 6_800),
        ("1.234,50", 123_450),
        ("1,234.50", 123_450),
        ("1 234,50", 123_450),
        ("1'234.50", 123_450),
        ("¥500", 50_000),
        ("￥1，234.5", 123_450),
        ("500元", 50_000),
        ("68元/张", 6_800),
        ("NT$ 3,000", 300_000),
        ("20 €", 2_000),
        ("500 RMB", 50_000),
        ("1.234", 123_400),
        ("0,5", 50),
        ("0", 0),
        ("", None),
        ("-", None),
        ("—", None),
    ],
)
def test_money_is_read_in_the_ways_it_is_written(text: str, cents: int | None) -> None:
    assert values.money(text, 2) == cents


@pytest.mark.parametrize(
    "text", ["-5", "(500)", "1.2.3", "1,23,456", "12,3456", "abc", "=1", "1e5", "9" * 5000, "免费"]
)
def test_what_is_no_amount_is_refused_not_guessed(text: str) -> None:
    assert refusal(values.money, text, 2) == "money"


def test_the_currency_decides_how_many_decimals_an_amount_may_have() -> None:
    assert values.money("1,234", 0) == 1_234
    assert values.money("12.00", 0) == 12
    assert values.money("1.234", 3) == 1_234
    assert refusal(values.money, "12.5", 0) == "money"


@pytest.mark.parametrize("text", ["2031", "#2031", " ２０３１ ", "2031.0", "No. 2031", "Booking 2031", "预约号2031"])
def test_a_booking_number_is_found_whatever_stands_around_it(text: str) -> None:
    assert values.number(text) == 2031


@pytest.mark.parametrize("text", ["A-1", "0", "-5", "20 31", "1234567890", "two"])
def test_what_is_no_booking_number_is_refused(text: str) -> None:
    assert refusal(values.number, text) == "number"


@pytest.mark.parametrize(
    ("text", "count"), [("3", 3), ("３", 3), ("3,0", 3), ("60张", 60), ("3 looks", 3), ("", None), ("-", None)]
)
def test_a_count_may_carry_its_unit(text: str, count: int | None) -> None:
    assert values.count(text) == count


def test_a_count_that_is_none_is_refused() -> None:
    assert [refusal(values.count, text) for text in ("three", "-1", "1,5")] == ["count"] * 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("拍照", "shoot"),
        ("Photo shoot", "shoot"),
        ("选片", "selection"),
        ("選片", "selection"),
        ("Pick-up", "pickup"),
        ("取件", "pickup"),
        ("咨询", "enquiry"),
        ("Inquiry", "enquiry"),
        ("", None),
    ],
)
def test_kinds_are_known_in_three_languages(text: str, kind: str | None) -> None:
    assert values.kind(text) == kind


def test_an_unknown_kind_is_refused() -> None:
    assert refusal(values.kind, "party") == "kind"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13800138001", "+8613800138001"),
        ("１３８００１３８００１", "+8613800138001"),
        ("138-0013-8001", "+8613800138001"),
        ("+86 138 0013 8001", "+8613800138001"),
        ("0086 13800138001", "+8613800138001"),
        ("'13800138001", "+8613800138001"),
        ("13800138001.0", "+8613800138001"),
        ("\u202a13800138001\u202c", "+8613800138001"),
        ("+44 7700 900123", "+447700900123"),
        ("+1 (212) 555-0187", "+12125550187"),
        ("021-5555 1234 转 805", "+862155551234"),
        ("", None),
        ("-", None),
    ],
)
def test_phones_become_international(text: str, phone: str | None) -> None:
    assert phones(text, "CN") == (phone, [])


@pytest.mark.parametrize("text", ["1.38001E+10", "12345", "1380013811", "call me", "1" * 5000])
def test_a_phone_that_cannot_be_dialled_is_refused_and_never_dropped(text: str) -> None:
    assert refusal(phones, text, "CN") == "phone"


def test_the_second_phone_of_a_cell_is_kept_as_written() -> None:
    assert phones("13800138001 / 13900139000", "CN") == ("+8613800138001", ["13900139000"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("陈静怡 & 李伟", ("陈静怡", "李伟")),
        ("陈静怡和李伟", ("陈静怡", "李伟")),
        ("司马睿与欧阳娜娜", ("司马睿", "欧阳娜娜")),
        ("Anna and Tom Brooks", ("Anna", "Tom Brooks")),
        ("A / B + C", ("A", "B", "C")),
        ("佐藤和子", ("佐藤和子",)),
        ("佐藤和一郎", ("佐藤和一郎",)),
        ("陈和平", ("陈和平",)),
        ("Anderson", ("Anderson",)),
        ("迪丽热巴·买买提", ("迪丽热巴·买买提",)),
        ("Grace O’Connor", ("Grace O’Connor",)),
        ("Liam D'Souza", ("Liam D'Souza",)),
    ],
)
def test_one_text_may_name_several_people_but_no_name_is_torn(text: str, names: tuple[str, ...]) -> None:
    assert customers([text]) == names


def test_names_in_columns_of_their_own_are_not_divided() -> None:
    assert customers(["Smith & Sons", "Lin"]) == ("Smith & Sons", "Lin")


def test_names_keep_their_signs_and_lose_only_stray_spaces() -> None:
    assert customers(["  Bjo\u0308rn\u3000 A\u030akesson\u200b "]) == ("Björn Åkesson",)


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "＝1+1", "-cmd|' /C calc'!A0", "@SUM(1)", "+1", "\t=1", "A & =1+1"]
)
def test_a_name_that_a_spreadsheet_would_run_is_refused(text: str) -> None:
    assert refusal(customers, [text]) == "formula"


def test_names_nobody_can_have_are_refused() -> None:
    assert refusal(customers, ["x" * 201]) == "too_long"
    assert refusal(customers, ["a\x07b"]) == "control"
    assert refusal(customers, ["\u202eabc"]) == "control"
    assert refusal(customers, ["Zo\ufffd"]) == "unreadable"
    assert refusal(customers, ["13800138001"]) == "name"


@pytest.mark.parametrize("text", ["- brings a dog", "+1 guest", "=== VIP ===", "- Wichtig!", "@ 9"])
def test_a_note_may_begin_with_a_dash(text: str) -> None:
    assert values.notes(text) == text


def test_a_note_that_is_a_formula_is_refused() -> None:
    assert refusal(values.notes, "=1+1") == refusal(values.notes, "@SUM(A1)") == "formula"


@pytest.mark.parametrize(
    ("text", "package"),
    [
        ("婚纱套系 A (3 looks, 60 photos, extra 68)", Package("婚纱套系 A", 3, 60, 6_800)),
        ("婚纱套系 A（3套造型，60张，加片 ¥68）", Package("婚纱套系 A", 3, 60, 6_800)),
        ("Classic (1 looks, 20 photos, extra 1,200.50)", Package("Classic", 1, 20, 120_050)),
        ("Family (Deluxe)", Package("Family (Deluxe)")),
        ("Wedding Classic", Package("Wedding Classic")),
    ],
)
def test_a_package_may_bring_its_terms_in_brackets(text: str, package: Package) -> None:
    assert read_package(text, 2) == package
