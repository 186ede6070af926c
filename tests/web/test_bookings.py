"""Bookings at the desk: typed, changed, moved, cancelled; two desks never overwrite each other unseen."""

import html
import json
import re
import uuid
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from kiosk.keys import secret
from kiosk.passes import booking_code

from ..serving import ZONE, Client, Server

DAY = (datetime.now(ZONE) + timedelta(days=20)).date()
PHONES = iter(range(13911110000, 13911119999))


@pytest.fixture
def desk(devices: dict[str, Client]) -> Client:
    return devices["desk"]


def fields(**given: Any) -> dict[str, Any]:
    return {"date": str(DAY), "time": "09:00", "party": "Ms Park", "phone": str(next(PHONES)), **given}


def made(desk: Client, **given: Any) -> int:
    status, answer = desk.tap("/bookings", **fields(**given))
    assert status == 201, answer
    return int(answer["booking"])


def page(desk: Client, path: str, status: int = 200, **headers: str) -> str:
    got, _, content = desk.request("GET", path, headers={"Accept": "text/html", **headers})
    assert got == status, content
    return content.decode()


def form_of(text: str) -> dict[str, str]:
    """The form's fields as a browser would send them back; lists are left out."""
    form = re.search(r'<form id="booking".*?</form>', text, re.S)
    assert form
    found = dict(re.findall(r'<input[^>]*name="([\w-]+)"[^>]*?value="([^"]*)"', form[0]))
    found |= dict(re.findall(r'<textarea id="(\w+)"[^>]*>\n?(.*?)</textarea>', form[0], re.S))
    for name, options in re.findall(r'<select id="(\w+)"[^>]*>(.*?)</select>', form[0], re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    lists = ("artists", "needs", "anyway", "is_correction")
    return {name: html.unescape(value) for name, value in found.items() if name not in lists and "take-" not in name}


def send(desk: Client, path: str, **given: str) -> tuple[int, str, str]:
    """A plain form; (status, where it leads, page)."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
    status, answered, content = desk.request("POST", path, urlencode(given), headers)
    return status, answered.get("Location", ""), content.decode()


def events(desk: Client, number: int) -> list[dict[str, Any]]:
    seq = desk.get("/healthz")["seq"]
    found = desk.get(f"/events?after={max(0, seq - 900)}&limit=1000")["events"]
    return [one for one in found if one["stream"] == f"booking-{number}"]


def test_a_typed_booking_stands_in_the_days_list_and_has_a_customer(desk: Client) -> None:
    number = made(desk, party="张三\n李四", package="Wedding Classic", host="mei", room="studio-1", actor="anna")
    listed = page(desk, f"/desk/bookings?on={DAY}")
    assert "张三 &amp; 李四" in listed and "Wedding Classic" in listed
    shown = page(desk, f"/desk/bookings/{number}")
    assert "/desk/customers/" in shown and "Made by Anna Brooks" in shown
    form = form_of(shown)
    assert (form["look_count"], form["allowance"], form["extra"]) == ("3", "30", "68.00")


def test_a_wrong_field_is_told_at_the_field_and_nothing_typed_is_lost(desk: Client) -> None:
    typed = fields(party="  😀 ", phone="12", notes="Please keep “this” <b>too</b>", balance="1,5,0")
    status, _, text = send(desk, "/bookings", command_id="", **typed)
    form = form_of(text)
    assert status == 422
    assert form["notes"] == typed["notes"] and form["phone"] == "12" and form["balance"] == "1,5,0"
    for name in ("party", "phone", "balance"):
        assert f'id="{name}-wrong"' in text
    assert "A name needs at least one letter." in text


def test_programs_hear_the_same_sentences_by_field(desk: Client) -> None:
    status, answer = desk.tap("/bookings", **fields(party="", date="soon"))
    assert (status, answer["code"]) == (422, "invalid_booking")
    assert set(answer["detail"]) == {"party", "date"} and "day in the calendar" in answer["detail"]["date"]


def test_a_second_booking_of_the_same_phone_is_the_same_customers_and_defaults_to_their_host(desk: Client) -> None:
    phone = str(next(PHONES))
    _, first = desk.tap("/bookings", **fields(phone=phone, host="bo"))
    spaced = f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}"
    _, second = desk.tap("/bookings", **fields(phone=spaced, party="Ms Park-Jones", time="15:00"))
    assert first["customer"] == second["customer"]
    assert form_of(page(desk, f"/desk/bookings/{second['booking']}"))["host"] == "bo"


def test_a_customer_without_a_host_takes_the_first_one_that_a_booking_names(desk: Client) -> None:
    phone = str(next(PHONES))
    made(desk, phone=phone)
    made(desk, phone=phone, host="anna", time="15:00")
    third = made(desk, phone=phone, time="17:00")
    assert form_of(page(desk, f"/desk/bookings/{third}"))["host"] == "anna"


def test_a_moved_booking_is_counted_and_turns_amber_then_red(desk: Client) -> None:
    number = made(desk)
    for place, (hour, chip) in enumerate((("10:00", None), ("11:00", "soon"), ("12:00", "late"))):
        status, answer = desk.tap(f"/bookings/{number}", version=place + 1, **{**stored(desk, number), "time": hour})
        assert status == 201, answer
        shown = page(desk, f"/desk/bookings/{number}")
        assert f"moved {place + 1}×" in shown
        assert chip is None or re.search(rf'chip {chip}">.{{0,400}}?moved', shown, re.S)
    kinds = [one["type"] for one in events(desk, number)]
    assert kinds == ["BookingAdded", *["BookingChanged", "BookingMoved"] * 3]


def stored(desk: Client, number: int) -> dict[str, str]:
    form = form_of(page(desk, f"/desk/bookings/{number}"))
    return {name: value for name, value in form.items() if name not in ("command_id", "version", "seen", "actor")}


def test_our_own_mistake_put_right_is_no_move_of_the_customers(desk: Client) -> None:
    number = made(desk)
    sent = {**stored(desk, number), "time": "18:00", "is_correction": "1"}
    assert desk.tap(f"/bookings/{number}", **sent)[0] == 201
    assert "moved 1" not in page(desk, f"/desk/bookings/{number}")


def test_a_cancelled_booking_says_why_counts_and_can_stand_again(desk: Client) -> None:
    number = made(desk)
    status, answer = desk.tap(f"/bookings/{number}/cancellation", reason="ill", words="Flu, poor thing", actor="mei")
    assert status == 201, answer
    shown = page(desk, f"/desk/bookings/{number}")
    assert "Cancelled by Mei Wang" in shown and "Somebody is ill" in shown and "cancelled 1×" in shown
    assert "Flu, poor thing" in shown and "Flu" not in json.dumps(events(desk, number))
    assert desk.tap("/visits", booking=number, actor="mei")[1]["code"] == "booking_cancelled"
    assert desk.tap(f"/bookings/{number}/restoration")[0] == 201
    shown = page(desk, f"/desk/bookings/{number}")
    assert "stand again" in shown and "cancelled 1×" not in shown


def test_a_clash_is_told_and_only_kept_when_meant(desk: Client) -> None:
    day = str(DAY + timedelta(days=1))
    first = made(desk, date=day, party="Ms First", artists=["lin"], package="Portrait", dresses="White gown")
    second = fields(date=day, time="10:00", artists=["lin"], package="Portrait", dresses="white gown\nVeil")
    status, answer = desk.tap("/bookings", **second)
    assert (status, answer["code"], answer["detail"]["numbers"]) == (409, "clashes", [str(first)])
    _, _, text = send(desk, "/bookings", command_id="", **{**second, "artists": "lin"})
    assert "Lin is booked from 09:00 to 10:30" in text and "The dress “white gown” is taken" in text
    assert 'name="anyway"' in text and form_of(text)["dresses"] == "white gown\nVeil"
    assert desk.tap("/bookings", **second, anyway=True)[0] == 201
    assert f"clashes with {first}" in page(desk, f"/desk/bookings?on={day}")


def test_c10_the_form_keeps_the_place_of_a_look_without_a_wish(desk: Client) -> None:
    number = made(desk, look_count="3", look_wishes="\nred lips\n", taboos="no lilies")
    form = form_of(page(desk, f"/desk/bookings/{number}"))
    assert (form["look_wishes"], form["taboos"]) == ("\nred lips", "no lilies")
    assert send(desk, f"/bookings/{number}", **{**form, "notes": "tea"})[0] == 303
    assert form_of(page(desk, f"/desk/bookings/{number}"))["look_wishes"] == "\nred lips"


def test_what_clashes_already_is_not_asked_about_again(desk: Client) -> None:
    day = str(DAY + timedelta(days=2))
    made(desk, date=day, room="studio-2")
    number = made(desk, date=day, room="studio-2", anyway=True)
    sent = {**stored(desk, number), "notes": "Likes tea"}
    assert desk.tap(f"/bookings/{number}", **sent)[0] == 201


def test_clashes_are_told_while_typing(desk: Client) -> None:
    day = str(DAY + timedelta(days=3))
    number = made(desk, date=day, party="Ms Early", room="studio-1", package="Portrait")
    asked = {"date": day, "time": "10:29", "room": "studio-1", "number": "0"}
    told = page(desk, f"/desk/clashes?{urlencode(asked)}")
    assert "Studio 1 is taken from 09:00 to 10:30" in told and "Ms Early" in told
    assert "taken" not in page(desk, f"/desk/clashes?{urlencode({**asked, 'time': '10:30'})}")
    assert "taken" not in page(desk, f"/desk/clashes?{urlencode({**asked, 'number': str(number)})}")
    assert "clash" in page(desk, f"/desk/clashes?date=nonsense&time=%00&room=moon&number={10**30}")
    assert "not open" in page(desk, f"/desk/clashes?{urlencode({**asked, 'time': '03:00'})}")


def test_two_desks_the_second_gets_its_own_form_back_with_what_the_first_changed(studio: Server, desk: Client) -> None:
    other = studio.device("desk", name="Desk 2")
    number = made(desk, notes="Old", occasion="Wedding")
    mine, theirs = (form_of(page(one, f"/desk/bookings/{number}")) for one in (desk, other))
    theirs |= {"notes": "Brings the dog", "phone": "+44 7700 900777", "actor": "anna"}
    assert send(other, f"/bookings/{number}", **theirs)[0] == 303
    mine |= {"notes": "Brings the cat", "occasion": "Anniversary"}
    status, _, text = send(desk, f"/bookings/{number}", **mine)
    assert status == 409
    back = form_of(text)
    assert (back["notes"], back["occasion"], back["phone"]) == ("Brings the cat", "Anniversary", "+44 7700 900777")
    assert "Anna Brooks has changed this" in text and "Brings the dog" in text and "Taken over from Anna Brooks" in text
    assert "Brings the dog" in page(desk, f"/desk/bookings/{number}")
    assert send(desk, f"/bookings/{number}", **back, **{"take-notes": "theirs"})[0] == 303
    now = stored(desk, number)
    assert (now["notes"], now["occasion"], now["phone"]) == ("Brings the dog", "Anniversary", "+44 7700 900777")


def test_the_second_desk_may_take_its_own(studio: Server, desk: Client) -> None:
    number = made(desk, notes="Old")
    mine, theirs = (form_of(page(desk, f"/desk/bookings/{number}")) for _ in range(2))
    assert send(desk, f"/bookings/{number}", **{**theirs, "notes": "Theirs"})[0] == 303
    back = form_of(send(desk, f"/bookings/{number}", **{**mine, "notes": "Mine"})[2])
    assert send(desk, f"/bookings/{number}", **back, **{"take-notes": "mine"})[0] == 303
    assert stored(desk, number)["notes"] == "Mine"


def test_a_program_with_an_old_version_is_refused(desk: Client) -> None:
    number = made(desk)
    sent = {**stored(desk, number), "notes": "One"}
    assert desk.tap(f"/bookings/{number}", **sent, version=1)[0] == 201
    status, answer = desk.tap(f"/bookings/{number}", **{**sent, "notes": "Two"}, version=1)
    assert (status, answer["code"], answer["detail"]["version"]) == (409, "stale_booking", 2)


def test_saving_what_has_not_changed_leaves_no_trace(desk: Client) -> None:
    number = made(desk, look_names="white gown\nqipao", size="3", needs=["classic"])
    before = len(events(desk, number))
    assert desk.tap(f"/bookings/{number}", version=1, needs=["classic"], **stored(desk, number))[0] == 201
    assert len(events(desk, number)) == before


def test_the_same_form_sent_twice_is_one_booking(desk: Client) -> None:
    sent = {"command_id": uuid.uuid4().hex, **fields()}
    first, second = (send(desk, "/bookings", **sent)[1] for _ in range(2))
    assert first == second != ""


def test_what_a_party_in_the_house_tells_the_desk_follows_it(studio: Server, desk: Client) -> None:
    soon = datetime.now(ZONE) + timedelta(minutes=9)
    number = made(desk, date=str(soon.date()), time=soon.strftime("%H:%M"), host="mei")
    _, arrived = desk.tap("/visits", booking=number, actor="mei")
    form = {**stored(desk, number), "party": "Ms Park\nMr Oh", "size": "4", "notes": "Left-handed"}
    form |= {"look_wishes": "pearl comb", "taboos": "lilies"}
    assert desk.tap(f"/bookings/{number}", **form)[0] == 201
    makeup = page(studio.device("station"), "/station/lin")
    assert "pearl comb" in makeup and "lilies" in makeup
    assert desk.tap(f"/bookings/{number}", **{**form, "look_wishes": "red lips"})[0] == 201
    makeup = page(studio.device("station"), "/station/lin")
    assert "pearl comb" not in makeup and "red lips" in makeup and "lilies" in makeup
    visit = desk.get(f"/visits/{arrived['visit']}")
    assert (visit["names"], visit["size"]) == (["Ms Park", "Mr Oh"], 4)
    shown = page(desk, f"/desk/bookings/{number}")
    assert "They are in the house" in shown and "Left-handed" in shown
    assert desk.tap(f"/bookings/{number}/cancellation", reason="date")[1]["code"] == "already_here"


def test_a_party_gets_its_name_at_the_desk(studio: Server, desk: Client) -> None:
    soon = datetime.now(ZONE) + timedelta(minutes=9)
    walk_in = fields(party="Walk-in", phone="", kind="enquiry", date=str(soon.date()), time=soon.strftime("%H:%M"))
    _, answer = desk.tap("/bookings", **walk_in, host="mei")
    assert answer["customer"] is None
    _, arrived = desk.tap("/visits", booking=answer["booking"], actor="mei")
    assert "Name them" in page(desk, "/desk")
    path = f"/visits/{arrived['visit']}/party"
    assert desk.tap(path, party="  ")[1]["code"] == "invalid_booking"
    assert desk.tap(path, party="Ms Newman\nMr Newman")[0] == 201
    assert desk.get(f"/visits/{arrived['visit']}")["names"] == ["Ms Newman", "Mr Newman"]
    assert "/desk/customers/" in page(desk, f"/desk/bookings/{answer['booking']}")


def test_the_card_carries_the_code_that_the_lobby_reads(studio: Server, desk: Client) -> None:
    number = made(desk, host="mei", balance="1234.50", phone="+44 7700 900555")
    code = booking_code(secret(studio.data, "bookings"), number)
    card = page(desk, f"/desk/bookings/{number}/card")
    assert f"HTH-{code[:4]} {code[4:]}" in card and '<svg class="qr"' in card and "Mei" in card
    assert "1,234" not in card and "900555" not in card


def test_days_weeks_and_what_is_free(desk: Client) -> None:
    day = DAY + timedelta(days=5)
    made(desk, date=str(day), party="Ms Free", room="studio-1", package="Portrait", artists=["zhao"])
    shown = page(desk, f"/desk/bookings?on={day}")
    assert f"on={day}&amp;time=10:30&amp;room=studio-1" in shown and "artist=zhao" in shown
    week = page(desk, f"/desk/bookings?on={day}&by=week")
    assert week.count("<section") == 7 and "Ms Free" in week
    new = form_of(page(desk, f"/desk/bookings/new?on={day}&time=10:30&room=studio-1"))
    assert (new["date"], new["time"], new["room"]) == (str(day), "10:30", "studio-1")
    assert desk.request("GET", "/desk/bookings?on=never")[0] == 400


def test_what_was_agreed_outside_of_the_opening_hours_offers_no_time_there(desk: Client) -> None:
    day = DAY + timedelta(days=6)
    for time, until, room in (("05:00", "06:00", "studio-1"), ("21:00", "22:30", "studio-2")):
        made(desk, date=str(day), time=time, until=until, room=room)
    shown = page(desk, f"/desk/bookings?on={day}")
    opens, closes = re.findall(r"(\d\d:\d\d)", re.search(r'class="counts">(.*?)</p>', shown, re.S)[1])  # type: ignore[index]
    offered = re.findall(rf"on={day}&amp;time=(\d\d:\d\d)&amp;[^>]*>(\d\d:\d\d)–(\d\d:\d\d)", shown)
    assert len(offered) >= 8
    assert all(opens <= time == start < until <= closes for time, start, until in offered)
    assert "05:00" in shown and "22:30" in shown


def test_a_booking_that_does_not_exist(desk: Client) -> None:
    for path in ("/desk/bookings/999999", "/desk/bookings/999999/card", f"/desk/bookings/{10**30}"):
        assert desk.request("GET", path)[0] == 404
    assert desk.tap("/bookings/999999", **fields())[1]["code"] == "unknown_booking"


def test_money_stands_nowhere_but_on_the_form(desk: Client) -> None:
    soon = datetime.now(ZONE) + timedelta(minutes=9)
    made(desk, party="Ms Rich", balance="54321.99", date=str(soon.date()), time=soon.strftime("%H:%M"))
    for path in ("/desk", f"/desk/bookings?on={soon.date()}", "/desk/search?q=rich"):
        text = page(desk, path)
        assert "Ms Rich" in text and "54321" not in text and "54,321" not in text
