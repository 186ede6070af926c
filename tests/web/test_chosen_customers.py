"""Whose booking it is, chosen at the desk: known customers are offered while the form is typed (REQUIREMENTS D01)."""

from urllib.parse import urlencode

import pytest

from ..serving import Client
from .test_bookings import DAY, PHONES, fields, form_of, page, send


@pytest.fixture
def desk(devices: dict[str, Client]) -> Client:
    return devices["desk"]


def someone(desk: Client, *names: str, phone: str = "") -> int:
    status, answer = desk.tap("/customers", names=names, phone=phone, actor="anna", host="mei")
    assert status == 201, answer
    return int(answer["customer"])


def test_whom_the_desk_has_chosen_the_booking_is_of_whatever_its_name_and_phone_say(desk: Client) -> None:
    phone = str(next(PHONES))
    mother, theirs = someone(desk, "Gudrun Aas", phone=phone), str(next(PHONES))
    status, answer = desk.tap("/bookings", **fields(party="Ida Aas", phone=theirs, customer=mother))
    assert (status, answer["customer"]) == (201, mother)
    number = answer["booking"]
    status, answer = desk.tap(f"/bookings/{number}", **fields(party="Ida Aas", phone=theirs, time="10:00"))
    assert (status, answer["customer"]) == (201, mother), "it stays theirs"
    other = someone(desk, "Solveig Berg")
    status, answer = desk.tap(
        f"/bookings/{number}", **fields(party="Ida Aas", phone=theirs, time="10:00", customer=other)
    )
    assert (status, answer["customer"]) == (201, other)
    assert "Customer" in page(desk, f"/desk/bookings/{number}").partition("What happened")[2]
    refused = desk.tap("/bookings", **fields(customer=987654))
    assert (refused[0], refused[1]["code"]) == (404, "unknown_customer")


def test_customers_are_offered_by_name_by_sound_and_by_phone_to_the_desk_alone(
    desk: Client, devices: dict[str, Client]
) -> None:
    phone = str(next(PHONES))
    someone(desk, "欧阳静", "<b>Ole</b>", phone=phone)
    for typed in ("ouyangjing", "欧阳", phone[-5:], f"{phone[:3]} {phone[3:7]} {phone[7:]}"):
        found = page(desk, f"/desk/customers/suggestions?{urlencode({'q': typed})}")
        assert "欧阳静" in found and "<b>Ole" not in found and "data-pick" in found, typed
    for typed in ("", "o", phone[-3:], "nobody like that"):
        assert "data-pick" not in page(desk, f"/desk/customers/suggestions?{urlencode({'q': typed})}"), typed
    for role in ("station", "lobby", "board"):
        assert devices[role].request("GET", "/desk/customers/suggestions?q=ouyang")[0] == 403


def test_without_script_a_form_for_a_customer_says_whose_it_is_and_the_tick_gives_them_up(desk: Client) -> None:
    known = someone(desk, "Ragna Dahl")
    form = page(desk, f"/desk/bookings/new?customer={known}&on={DAY}")
    assert "This is a booking of our customer" in form
    given = {**form_of(form), "time": "11:00", "party": "Tora Dahl", "phone": str(next(PHONES))}
    assert given["customer"] == str(known)
    status, where, _ = send(desk, "/bookings", **given)
    assert status == 303 and f"/desk/customers/{known}" in page(desk, where)
    given.pop("customer")
    status, where, _ = send(desk, "/bookings", **{**given, "command_id": "", "phone": str(next(PHONES))})
    assert status == 303 and f"/desk/customers/{known}" not in page(desk, where)
