"""The desk by keyboard alone: find, open, check in, book; a clash while typing; two desks at one booking; a dropped file."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from ..serving import ZONE, Client, Server
from ..web.bookings import add_bookings, booking_line
from .axe import barriers
from .conftest import ON_BOTH_ENGINES, Screens, becomes

pytestmark = pytest.mark.browser

LAPTOP = (1280, 800)
DAY = (datetime.now(ZONE) + timedelta(days=9)).date()


@pytest.fixture
def desk(house: Server) -> Client:
    add_bookings(
        house,
        booking_line(2031, minutes=-60),
        booking_line(2032, minutes=10, names="张三,李四"),
        booking_line(2033, minutes=20, names="Emma Whitfield,", phone="+447700904321"),
    )
    return house.device("desk")


@pytest.fixture
def page(desk: Client, screens: Screens) -> Page:
    return screens.open(desk, "/desk", LAPTOP)


def rows(page: Page) -> list[str]:
    return page.locator("#today > li:visible h3").all_inner_texts()


def stopped(page: Page) -> list[tuple[str, str]]:
    """What axe finds that keeps somebody out, and where."""
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in barriers(page)]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


@ON_BOTH_ENGINES
def test_rows_are_walked_opened_and_checked_in_by_keys(page: Page) -> None:
    expect(page.locator("#today > li")).to_have_count(3)
    for key, title in (
        ("j", "Ms Chen & Mr Li"),
        ("j", "张三 & 李四"),
        ("ArrowDown", "Emma Whitfield"),
        ("k", "张三 & 李四"),
    ):
        page.keyboard.press(key)
        becomes(lambda: focused(page), title)
    page.keyboard.press("c")
    expect(page.locator("#booking-2032")).to_have_class("is-here")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("张三")
    page.go_back()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("New booking")


def test_the_box_filters_as_it_is_typed_into(page: Page) -> None:
    for query, found in (
        ("zs", ["张三 & 李四"]),
        ("張三", ["张三 & 李四"]),
        ("zhang san", ["张三 & 李四"]),
        ("4321", ["Emma Whitfield"]),
        ("４３２１", ["Emma Whitfield"]),
        ("+44 7700 904321", ["Emma Whitfield"]),
        ("2031", ["Ms Chen & Mr Li"]),
        ("whit", ["Emma Whitfield"]),
    ):
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        page.keyboard.insert_text(query)
        expect(page.locator("#today > li:visible")).to_have_count(len(found))
        becomes(lambda: rows(page), found)
        expect(page.locator("#found")).to_contain_text("1 of 3")
    page.keyboard.press("Escape")
    expect(page.locator("#today > li:visible")).to_have_count(3)


def test_whose_phone_it_is_the_server_says_and_the_page_holds_nobodys_number(house: Server, page: Page) -> None:
    add_bookings(house, booking_line(2034, minutes=30, names="Noor Haddad,", phone="+86 138 0013 4321"))
    expect(page.locator("#today > li")).to_have_count(4)
    assert page.locator("#today").evaluate("list => /0013|7700|904/.test(list.outerHTML)") is False
    for query, found in (
        ("4321", ["Emma Whitfield", "Noor Haddad"]),
        ("138 0013 4321", ["Noor Haddad"]),
        ("+86138\u00a00013\u00a04321", ["Noor Haddad"]),
        ("＋８６　１３８００１３４３２１", ["Noor Haddad"]),
        ("13800134", ["Noor Haddad"]),
        ("+44 (0)7700 904321", ["Emma Whitfield"]),
        ("Emma +44 7700 904321", ["Emma Whitfield"]),
        ("+44 7700 994321", []),
    ):
        page.locator("#search").fill(query)
        becomes(lambda: rows(page), found)


def test_a_whole_number_is_found_by_its_last_digits_while_the_server_is_silent(house: Server, page: Page) -> None:
    house.kill()
    page.locator("#search").fill("+44 (0)7700 904321")
    becomes(lambda: rows(page), ["Emma Whitfield"])


def test_enter_searches_all_days(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text("zhangsan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Search all days")).to_be_visible()
    expect(page.get_by_role("link", name="张三 & 李四").first).to_be_visible()


def test_an_input_method_at_work_neither_filters_nor_searches(page: Page) -> None:
    page.keyboard.press("/")
    page.evaluate(
        """() => {
          const box = document.getElementById("search");
          box.value = "zz";
          box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
          box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }));
        }"""
    )
    assert len(rows(page)) == 3 and page.url.endswith("/desk")


def test_counts_filter_and_late_ones_are_counted_by_the_clock(page: Page) -> None:
    expect(page.locator("[data-count-from]")).to_have_text("1")
    page.get_by_role("radio", name="All").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Expected")).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#today > li:visible")).to_have_count(1)
    becomes(lambda: rows(page), ["Ms Chen & Mr Li"])


def test_single_letters_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of this page")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("ArrowDown")
    becomes(lambda: focused(page), "Ms Chen & Mr Li")
    assert page.url.endswith("/desk")


@ON_BOTH_ENGINES
def test_a_live_change_keeps_the_filter(desk: Client, page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text("emma")
    assert desk.tap("/visits", actor="mei", booking=2031)[0] == 201
    expect(page.locator("#booking-2031")).to_have_class("is-here is-filtered")
    becomes(lambda: rows(page), ["Emma Whitfield"])


def walk_in(desk: Client) -> int:
    """Somebody who has just come in without a booking; the number of the one made for them."""
    now = datetime.now(ZONE)
    when = {"date": str(now.date()), "time": now.strftime("%H:%M")}
    _, answer = desk.tap("/bookings", kind="enquiry", party="Walk-in", host="mei", **when)
    assert desk.tap("/visits", actor="mei", booking=answer["booking"])[0] == 201
    return int(answer["booking"])


def test_a_walk_in_gets_its_name(desk: Client, screens: Screens) -> None:
    booking = walk_in(desk)
    page = screens.open(desk, "/desk", LAPTOP)
    page.get_by_role("link", name="Name them").click()
    page.get_by_label("Names, one per line").fill("Ms Newman\nMr Newman")
    page.get_by_role("button", name="Keep the name").click()
    expect(page.locator(f"#booking-{booking} h3")).to_have_text("Ms Newman & Mr Newman")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_of_several_customers_with_one_phone_the_desk_is_asked(desk: Client, screens: Screens) -> None:
    phone = "+86 138 0013 4242"
    both = [
        desk.tap("/customers", actor="mei", names=[name], phone=phone)[1] for name in ("Chen Jingyi", "Chen Xiaoyu")
    ]
    numbers = [one["customer"] for one in both]
    booking = walk_in(desk)
    page = screens.open(desk, "/desk", LAPTOP)
    page.locator(f"#booking-{booking}").get_by_role("link", name="Name them").click()
    page.get_by_label("Names, one per line").fill("Ms Chen")
    page.get_by_label("Phone, if they like to tell it").fill(phone)
    page.get_by_role("button", name="Keep the name").click()
    expect(page.get_by_role("alert").filter(has_text="one that we know")).to_be_visible(timeout=5000)
    page.get_by_label("Which of them is it?").select_option(label="Chen Xiaoyu")
    page.get_by_role("button", name="Keep the name").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(f"#booking-{booking} h3")).to_have_text("Ms Chen")
    page.goto(f"{page.url}/bookings/{booking}")
    expect(page.locator(f"a[href$='/desk/customers/{numbers[1]}']").first).to_be_visible()


@ON_BOTH_ENGINES
def test_a_clash_is_told_while_typing_and_gone_when_it_is_gone(desk: Client, screens: Screens) -> None:
    fields = {"date": str(DAY), "time": "09:00", "party": "Ms Early", "package": "Portrait"}
    assert desk.tap("/bookings", artists=["lin"], **fields)[0] == 201
    page = screens.open(desk, f"/desk/bookings/new?on={DAY}", LAPTOP)
    page.get_by_label("Time", exact=True).fill("10:00")
    page.get_by_label("Names", exact=True).fill("Ms Late")
    page.get_by_role("checkbox", name="Lin").check()
    expect(page.locator("#clashes")).to_contain_text("Lin is booked from 09:00 to 10:30")
    page.get_by_label("Time", exact=True).fill("10:30")
    expect(page.locator("#clashes")).not_to_contain_text("booked")
    page.get_by_label("Package", exact=True).fill("Wedding Classic")
    expect(page.get_by_label("Photos included")).to_have_value("30")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ms Late")
    expect(page.get_by_text("Saved.")).to_be_visible()


def test_a_booking_that_is_refused_is_within_everybodys_reach(desk: Client, screens: Screens) -> None:
    page = screens.open(desk, "/desk/bookings/2033", LAPTOP)
    page.get_by_label("Names", exact=True).fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert stopped(page) == []


def test_a_badges_card_is_within_everybodys_reach(desk: Client, screens: Screens) -> None:
    page = screens.open(desk, "/desk/people/lin", LAPTOP)
    page.get_by_role("button", name="Print a badge").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Badge of")
    assert stopped(page) == []


@ON_BOTH_ENGINES
def test_two_desks_never_overwrite_each_other_unseen(house: Server, desk: Client, screens: Screens) -> None:
    one = screens.open(desk, "/desk/bookings/2033", LAPTOP)
    two = screens.open(house.device("desk"), "/desk/bookings/2033", LAPTOP)
    two.get_by_label("Notes").fill("Brings the dog")
    two.get_by_label("Entered by").select_option("anna")
    two.get_by_role("button", name="Save").click()
    expect(two.get_by_text("Saved.")).to_be_visible()
    one.get_by_label("Notes").fill("Brings the cat")
    one.get_by_role("button", name="Save").click()
    expect(one.get_by_role("alert")).to_contain_text("A colleague has changed this booking meanwhile")
    expect(one.locator("#notes")).to_have_value("Brings the cat")
    expect(one.locator(".conflict")).to_contain_text("Anna Brooks has changed this")
    assert stopped(one) == []
    one.get_by_role("radio", name="Take mine").check()
    one.get_by_role("button", name="Save").click()
    expect(one.get_by_text("Saved.")).to_be_visible()
    expect(one.locator("#notes")).to_have_value("Brings the cat")


def looked_at(desk: Client) -> str:
    """An import that waits for its yes, with a new booking, a changed one, and a row nobody can read."""
    rows = [
        "Booking,Start,Customer,Phone",
        f"7101,{DAY} 09:00,陈静怡,13800138111",
        f"2033,{DAY} 10:00,Emma Whitfield,+447700904321",
    ]
    status, answer = desk.tap("/imports", rows="\n".join([*rows, "7102,some day,Nobody,"]))
    assert status == 201, answer
    return str(answer["import"])


def test_a_dropped_file_is_looked_at(desk: Client, screens: Screens) -> None:
    page = screens.open(desk, "/desk/import", LAPTOP)
    page.evaluate(
        """() => {
          const held = new DataTransfer();
          const text = "Booking,Start,Customer,Phone\\n7100,2026-11-23 09:00,陈静怡,13800138111\\n";
          held.items.add(new File([text], "dropped.csv"));
          document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true }));
        }"""
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("dropped.csv")
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_text("Brought in.")).to_be_visible()
    assert stopped(page) == []


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
def test_axe_finds_nothing_serious(desk: Client, screens: Screens, language: str) -> None:
    paths = [
        *("/desk", "/desk/bookings", "/desk/bookings?by=week", "/desk/bookings/2032", "/desk/bookings/2032/card"),
        *("/desk/search?q=z", "/desk/import", "/desk/readiness", f"/desk/imports/{looked_at(desk)}"),
        "/desk/lobby-card",
    ]
    for path in paths:
        page = screens.open(desk, f"{path}{'&' if '?' in path else '?'}lang={language}", LAPTOP)
        expect(page.locator("main")).to_be_visible()
        assert stopped(page) == [], path
        page.context.close()
    page = screens.open(desk, f"/desk/devices?lang={language}", LAPTOP)
    page.locator(".pairing [value=desk]").check()
    page.locator(".pairing [name=name]").fill("Sofa")
    page.locator(".pairing .btn.main").click()
    expect(page.locator(".qr")).to_be_visible()
    assert [one["id"] for one in barriers(page)] == [], "the invitation"


@pytest.mark.parametrize("width", [1440, 1024, 768])
def test_a_name_of_two_hundred_letters_makes_no_page_wider_than_its_window(
    desk: Client, screens: Screens, width: int
) -> None:
    given = {"date": datetime.now(ZONE).date().isoformat(), "time": "23:30", "phone": "13800135990"}
    status, answer = desk.tap("/bookings", party="N" * 200, **given)
    assert status == 201
    page = screens.open(desk, f"/desk/bookings/{answer['booking']}", (width, 800))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert page.locator(".beside").evaluate("(one) => one.scrollWidth - one.clientWidth") == 0
