"""The work flow sheet: look by look with a line to sign, and a way back to the party that strangers learn nothing from."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands import beside, visits
from kiosk.kinds import BOOKINGS, VISITS
from kiosk.queries.sheets import Line, sheet_of_booking, sheet_of_visit
from kiosk.transaction import Transaction

from .regulars import CHEN, Studio, add_customer, book, regular, visit
from .test_customers import text


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path)
    yield studio
    studio.close()


def walked(studio: Studio, key: int) -> list[Line]:
    stay = studio.store.find(VISITS, key)
    assert stay is not None
    booking = studio.store.find(BOOKINGS, stay.number)
    assert booking is not None
    return [line for block in sheet_of_visit(studio.floor, stay, booking).blocks for line in block.lines]


def test_the_plan_is_one_block_per_look_with_a_line_to_sign_for_each_leg(studio: Studio) -> None:
    book(studio, 2031, add_customer(studio, "Ms Chen"), looks=("gown", "qipao"), dresses=("No. 7",))
    booking = studio.store.find(BOOKINGS, 2031)
    assert booking is not None
    blocks = sheet_of_booking(studio.floor, booking).blocks
    assert [(block.look, block.name, block.dress, [line.stage for line in block.lines]) for block in blocks] == [
        (0, "", "", ["reception"]),
        (1, "gown", "No. 7", ["makeup", "studio"]),
        (2, "qipao", "", ["makeup", "studio"]),
        (0, "", "", ["removal"]),
        (0, "", "", ["farewell"]),
    ]
    assert {line.state for block in blocks for line in block.lines} == {"open"}


def test_the_paper_says_who_they_are_what_they_wish_and_who_answers_for_them(studio: Studio) -> None:
    regular(studio)
    told = text(studio.page("/bookings/2031/sheet", "lin"))
    for one in (
        "2031 Linden Street Studio · 2026-11-23 12:00 Ms Chen & Mr Li Chén, Lǐ",
        "One picture where my grandmother’s comb shows.",
        "Pictures that my mother will hang up.",
        "Retro, no lilies",
        "Comb in locker 7.",
        "Host Mei Wang",
        "Planned Lin, Zhao",
        "Please not",
        "1 white gown",
        "Wishes for this look",
    ):
        assert one in told, one
    assert "4,999" not in told


def test_c10_what_was_wished_per_look_and_what_must_not_be_is_printed_before_they_come(studio: Studio) -> None:
    told: dict[str, Any] = {
        "looks": ("gown", "qipao"),
        "look_wishes": ("", "red lips"),
        "taboos": "No lilies.\nNot her left side.",
    }
    book(studio, 2031, add_customer(studio, "Ms Chen"), **told)
    printed = text(studio.page("/bookings/2031/sheet"))
    assert "Please not No lilies. Not her left side." in printed
    assert "1 gown Wishes for this look" in printed and "2 qipao red lips" in printed
    read = text(studio.page("/bookings/2031/brief", "lin"))
    assert "2 qipao “red lips”" in read and "Please not No lilies." in read


def test_c28_a_request_for_the_whole_day_goes_along_with_the_sheet(studio: Studio) -> None:
    told: dict[str, Any] = {"looks": ("gown",), "look_wishes": ("red lips",)}
    stay = visit(studio, book(studio, 2031, add_customer(studio, "Ms Chen"), **told), leave=False)
    for words, look in (("One with her father’s watch.", 0), ("hair up", 1)):
        studio.run("mei", beside.make_request, studio.settings, stay, "studio", words, look)
    printed = text(studio.page(f"/visits/{stay}/sheet"))
    assert "For Studio One with her father’s watch." in printed
    assert "1 gown red lips · hair up" in printed


def test_a_visit_says_who_had_them_and_when(studio: Studio) -> None:
    stay = visit(studio, book(studio, 2031, add_customer(studio, "Ms Chen")), leave=False)
    lines = walked(studio, stay)
    signed = [(one.stage, one.state, [(s.who.id, s.since, s.until) for s in one.signatures]) for one in lines]
    assert signed[0] == ("reception", "done", [("mei", "12:00", "12:12")])
    assert signed[1] == ("makeup", "done", [("lin", "12:12", "12:51")])
    assert {state for _, state, _ in signed[2:-1]} == {"left_out"}
    assert signed[-1] == ("farewell", "now", [("mei", "12:51", "")])
    assert "Lin 12:12–12:51" in text(studio.page(f"/visits/{stay}/sheet"))


def test_what_was_walked_off_the_plan_stands_where_it_happened(studio: Studio) -> None:
    stay = int(
        studio.run("customer", visits.check_in, book(studio, 2031, add_customer(studio, "Ms Chen")), "en")["visit"]
    )
    for actor, command, *arguments in (
        ("mei", visits.greet, stay),
        ("mei", visits.pass_gate, studio.settings, stay, None),
        ("mei", visits.enter_stage, studio.settings, stay, "sales_room", None),
        ("mei", visits.offer_handoff, studio.settings, stay, "lin", "makeup"),
        ("lin", visits.accept_handoff, stay),
    ):
        studio.clock.moment += timedelta(minutes=5)
        studio.run(actor, command, *arguments)
    lines = [(one.stage, one.state, one.is_off_plan) for one in walked(studio, stay)][:4]
    assert lines == [
        ("reception", "done", False),
        ("sales_room", "done", True),
        ("makeup", "now", False),
        ("studio", "open", False),
    ]
    assert "off plan" in text(studio.page(f"/visits/{stay}/sheet"))


def test_once_they_are_here_the_bookings_sheet_is_the_one_that_is_walked(studio: Studio) -> None:
    stay = visit(studio, book(studio, 2031, add_customer(studio, "Ms Chen")), leave=False)
    assert studio.page("/bookings/2031/sheet") == studio.page(f"/visits/{stay}/sheet")
    assert "Your day on your own phone" in text(studio.page("/bookings/2031/sheet"))


def test_with_the_farewell_the_guests_own_page_goes_from_the_sheet(studio: Studio) -> None:
    stay = visit(studio, book(studio, 2031, add_customer(studio, "Ms Chen")))
    assert "Your day on your own phone" not in text(studio.page(f"/visits/{stay}/sheet"))


def test_the_code_leads_each_colleague_to_where_the_party_is(studio: Studio) -> None:
    stay = visit(studio, book(studio, 2031, add_customer(studio, "Ms Chen")), leave=False)
    ways = {"desk": "/desk#booking-2031", "station": f"/station/mei#visit-{stay}", "mei": f"/station/mei#visit-{stay}"}
    ways["lin"] = f"/visits/{stay}/sheet"
    for role, way in ways.items():
        for path in (f"/visits/{stay}/open", "/bookings/2031/open"):
            answer = studio.get(path, role)
            assert (answer.status_code, answer.headers["Location"]) == (303, way), (role, path)


def test_the_code_leads_the_receiver_to_the_party_on_its_way(studio: Studio) -> None:
    stay = int(
        studio.run("customer", visits.check_in, book(studio, 2031, add_customer(studio, "Ms Chen")), "en")["visit"]
    )
    studio.run("mei", visits.pass_gate, studio.settings, stay, None)
    studio.run("mei", visits.offer_handoff, studio.settings, stay, "lin", "makeup")
    assert studio.get(f"/visits/{stay}/open", "lin").headers["Location"] == f"/station/lin#incoming-{stay}"


def test_before_they_come_the_code_leads_to_the_brief(studio: Studio) -> None:
    book(studio, 2031, add_customer(studio, "Ms Chen"))
    assert studio.get("/bookings/2031/open", "desk").headers["Location"] == "/desk/bookings/2031/brief"
    assert studio.get("/bookings/2031/open", "lin").headers["Location"] == "/bookings/2031/brief"


@pytest.mark.parametrize("path", ["/visits/1/open", "/visits/999/open", "/bookings/2031/open", "/bookings/999/sheet"])
def test_a_strangers_phone_learns_nothing(studio: Studio, path: str) -> None:
    """Every address looks alike to a phone that is not paired: it is asked to pair."""
    visit(studio, book(studio, 2031, add_customer(studio, "Ms Chen", phone=CHEN)), leave=False)
    stranger = studio.app.test_client().get(path, headers={"Accept": "text/html"})
    assert (stranger.status_code, stranger.headers["Location"]) == (303, "/pair")
    assert "Chen" not in stranger.get_data(as_text=True)
    assert studio.get(path, "lobby").status_code == 403 and "Chen" not in studio.get(path, "lobby").get_data(
        as_text=True
    )


def test_the_codes_can_be_read(studio: Studio) -> None:
    from kiosk.qr import svg

    stay = visit(studio, book(studio, 2031, add_customer(studio, "Ms Chen")), leave=False)
    client = studio.app.test_client()
    client.set_cookie("hth_device", "token-of-desk", domain="studio.lan")
    page = client.get(f"/visits/{stay}/sheet", base_url="http://studio.lan:8080").get_data(as_text=True)
    assert svg(f"http://studio.lan:8080/visits/{stay}/open") in page


def test_six_looks_and_long_names_find_their_place(studio: Studio) -> None:
    names = ("Maximiliane von Hohenstein-Wolfenbüttel", "Bartholomäus Featherstonehaugh", "欧阳娜娜")
    looks = ("秀禾", "白纱", "旗袍", "晚礼服", "汉服", "")
    book(studio, 2031, add_customer(studio, *names), party=names, looks=looks)
    for locale, evening in (("en", "evening gown"), ("zh_Hans", "晚礼服"), ("zh_Hant", "晚禮服")):
        told = text(studio.page("/bookings/2031/sheet", locale=locale))
        assert all(name in told for name in names) and evening in told
    assert "has-pages" in studio.page("/bookings/2031/sheet")


def test_an_enquiry_has_a_sheet_too(studio: Studio) -> None:
    book(studio, 2031, add_customer(studio, "Ms Chen"), kind="enquiry", looks=())
    assert "Reception" in text(studio.page("/bookings/2031/sheet"))


def test_the_sheet_of_a_visit_stands_where_the_house_has_no_booking_of_it(studio: Studio) -> None:
    key = visit(studio, book(studio, 2031, add_customer(studio, "Ms Chen")))

    def forget(tx: Transaction) -> dict[str, Any]:
        past = replace(tx.visit(key), number=1903)
        tx.put(VISITS, past)
        return {}

    studio.run("mei", forget)
    page = studio.page(f"/visits/{key}/sheet")
    assert "Ms Chen" in page and "1903" in page
