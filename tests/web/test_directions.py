"""Names that run the other way, or hold more than letters, stand wherever a party is named, and turn no line."""

import re

from kiosk.kinds import VISITS
from kiosk.queries.visit_page import visit_path

from .desk import Desk, book

NAMES = ("فاطمة الزهراء", "Ms Kim 🌸👩‍🎤")
TITLE = "<bdi>فاطمة الزهراء &amp; Ms Kim 🌸👩‍🎤</bdi>"


def test_an_arabic_name_and_an_emoji_stand_everywhere_and_turn_no_line(desk: Desk) -> None:
    book(desk.floor, 2031, party=NAMES, artists=("lin",))
    station, board = Desk(desk.app, "token-of-station"), Desk(desk.app, "token-of-board")
    for screen, path in (
        (desk, "/desk"),
        (desk, "/desk/bookings/2031"),
        (desk, "/desk/bookings/2031/brief"),
        (station, "/bookings/2031/brief"),
        (station, "/bookings/2031/sheet"),
        (station, "/station/lin"),
    ):
        assert TITLE in screen.page(path), path
    visit = f"/visits/{desk.tap('/visits', booking=2031)[1]['visit']}"
    assert f"At the door: {TITLE}" in station.page("/station/mei")
    assert desk.tap(f"{visit}/gate", actor="mei")[0] == 201
    assert desk.tap(f"{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    assert f"Mei is bringing {TITLE}" in station.page("/station/lin")
    assert TITLE in station.page("/station/mei") and TITLE in board.page("/board")
    assert TITLE in station.page(f"{visit}/sheet") and TITLE in desk.page("/desk")


def test_a_customers_name_turns_no_line_either(desk: Desk) -> None:
    typed = {"date": "2026-11-24", "time": "10:00", "party": "\n".join(NAMES), "phone": "13911110000"}
    customer = desk.tap("/bookings", **typed)[1]["customer"]
    for path in ("/desk/customers", f"/desk/customers/{customer}", f"/desk/customers/{customer}/edit"):
        assert TITLE in desk.page(path), path


def test_what_a_guest_writes_runs_the_way_they_write(desk: Desk) -> None:
    book(desk.floor, 2031)
    visit = desk.floor.store.find(VISITS, desk.tap("/visits", booking=2031)[1]["visit"])
    assert visit is not None
    own = visit_path(desk.floor, visit)
    lobby = Desk(desk.app, "token-of-lobby")
    found = [re.findall(r"<textarea[^>]*>", lobby.page(path)) for path in ("/feedback", own, f"{own}/feedback")]
    assert [len(fields) for fields in found] == [1, 2, 1]
    assert all('dir="auto"' in field for fields in found for field in fields)
