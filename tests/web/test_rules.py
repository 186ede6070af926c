"""The rules that are never broken, as the screens of one house show them. Each name begins with its rule (docs/faults.md)."""

from datetime import timedelta
from typing import Any

import pytest

from kiosk import watch
from kiosk.domain.customer import Customer
from kiosk.kinds import BOOKINGS, CUSTOMERS

from .desk import MONDAY, Desk, book

PEOPLE = ("mei", "anna", "bo", "lin", "jo", "zhao")
FROM_DOOR_TO_DOOR: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("arrival", "mei", {}),
    ("greeting", "anna", {}),
    ("undo", "anna", {}),
    ("greeting", "mei", {}),
    ("gate", "mei", {}),
    ("handoffs", "mei", {"receiver": "lin", "stage": "makeup"}),
    ("handoff/refusal", "lin", {"reason": "not just now"}),
    ("handoffs", "mei", {"receiver": "lin", "stage": "makeup"}),
    ("handoff/withdrawal", "mei", {}),
    ("handoffs", "mei", {"receiver": "lin", "stage": "makeup"}),
    ("handoff/postponement", "lin", {"minutes": 5}),
    ("handoff/acceptance", "jo", {}),
    ("undo", "jo", {}),
    ("handoff/acceptance", "lin", {}),
    ("escort", "lin", {"kind": "meal"}),
    ("escort/return", "lin", {}),
    ("handoffs", "lin", {"receiver": "zhao", "stage": "studio"}),
    ("handoff/acceptance", "zhao", {}),
    ("recall", "lin", {"reason": "by mistake"}),
    ("takeover", "zhao", {"stage": "studio", "reason": "forgotten"}),
    ("handoffs", "zhao", {"receiver": "lin", "stage": "removal"}),
    ("handoff/acceptance", "lin", {}),
    ("handoffs", "lin", {"receiver": "mei", "stage": "farewell"}),
    ("handoff/acceptance", "mei", {}),
)


def arrive(desk: Desk, number: int = 2031) -> str:
    book(desk.floor, number)
    status, answer = desk.tap("/visits", booking=number)
    assert status == 201, answer
    return f"/visits/{answer['visit']}"


def seen(desk: Desk, path: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.client.get(path, headers={"Accept": "application/json"}).get_json()
    return found


def hands(desk: Desk, visit: int) -> list[str]:
    """Whose station says that this party is in their hands."""
    station = Desk(desk.app, "token-of-station")
    return [person for person in PEOPLE if f'id="visit-{visit}"' in station.page(f"/station/{person}")]


def test_i1_a_party_is_always_in_exactly_one_persons_hands(desk: Desk) -> None:
    path = arrive(desk)
    assert hands(desk, 1) == ["mei"] and seen(desk, path)["greeted_at"] is None
    for tap, actor, fields in FROM_DOOR_TO_DOOR:
        status, answer = desk.tap(f"{path}/{tap}", actor=actor, **fields)
        assert status == 201, (tap, answer)
        assert hands(desk, 1) == [seen(desk, path)["holder"]], tap
    assert desk.tap(f"{path}/farewell", actor="mei", all=True)[0] == 201
    assert hands(desk, 1) == []


def test_i1_whoever_goes_another_way_is_in_somebodys_hands_too(desk: Desk) -> None:
    path = arrive(desk)
    assert desk.tap(f"{path}/gate", actor="mei")[0] == 201
    part = desk.tap(f"{path}/parts", actor="mei", size=1)[1]["visit"]
    assert (hands(desk, 1), hands(desk, part)) == (["mei"], ["mei"])
    desk.tap(f"/visits/{part}/handoffs", actor="mei", receiver="lin", stage="makeup")
    assert desk.tap(f"/visits/{part}/handoff/acceptance", actor="lin")[0] == 201
    assert (hands(desk, 1), hands(desk, part)) == (["mei"], ["lin"])


def test_i3_a_deputy_covers_for_a_day_and_never_becomes_the_owner(desk: Desk) -> None:
    typed = {"time": "15:00", "party": "Ms Park", "phone": "13911110000", "host": "mei"}
    _, first = desk.tap("/bookings", **typed, date=str(MONDAY + timedelta(days=1)))
    covered = [f"{first['booking']}:anna"]
    status, answer = desk.tap(
        "/absences", staff="mei", first=str(MONDAY), last=str(MONDAY + timedelta(days=1)), deputies=covered
    )
    assert status == 201, answer
    _midnight(desk)
    status, visit = desk.tap("/visits", booking=first["booking"])
    assert (status, visit["holder"]) == (201, "anna")
    assert desk.tap(f"/bookings/{first['booking']}/brief/readings", actor="anna")[0] == 201
    assert desk.tap(f"/visits/{visit['visit']}/gate", actor="anna")[0] == 201
    assert desk.tap(f"/visits/{visit['visit']}/farewell", actor="anna", all=True)[0] == 201
    ended = seen(desk, f"/visits/{visit['visit']}")
    assert (ended["host"], ended["deputy"], ended["holder"]) == ("mei", "anna", "anna")
    assert _owner(desk, first["booking"]).host == "mei"
    _midnight(desk)
    _, again = desk.tap("/bookings", **{**typed, "host": ""}, date=str(MONDAY + timedelta(days=2)))
    booking = desk.floor.store.find(BOOKINGS, again["booking"])
    assert booking is not None and (booking.host, booking.deputy) == ("mei", None)
    assert desk.tap("/visits", booking=again["booking"])[1]["holder"] == "mei"


def _owner(desk: Desk, number: int) -> Customer:
    booking = desk.floor.store.find(BOOKINGS, number)
    customer = desk.floor.store.find(CUSTOMERS, booking.customer) if booking else None
    assert isinstance(customer, Customer)
    return customer


def _midnight(desk: Desk) -> None:
    desk.floor.store.clock.moment += timedelta(days=1)
    watch.turn_day(desk.floor)


@pytest.mark.parametrize(
    ("tap", "actor", "fields"),
    [
        ("handoffs", "mei", {"receiver": "lin", "stage": "makeup"}),
        ("handoffs", "mei", {"receiver": "anna", "stage": "reception"}),
        ("stage", "mei", {"stage": "sales_room"}),
        ("takeover", "lin", {"stage": "makeup", "reason": "forgotten"}),
        ("parts", "mei", {"size": 1}),
    ],
)
def test_i5_before_the_gate_no_tap_leads_out_of_reception(
    desk: Desk, tap: str, actor: str, fields: dict[str, Any]
) -> None:
    path = arrive(desk)
    assert desk.tap(f"{path}/greeting", actor="mei")[0] == 201
    before = seen(desk, path)
    status, refusal = desk.tap(f"{path}/{tap}", actor=actor, **fields)
    assert (status, refusal["code"]) == (409, "gate_not_passed")
    assert seen(desk, path) == before
    assert f'action="{path}/handoffs"' not in Desk(desk.app, "token-of-station").page("/station/mei")
    assert desk.tap(f"{path}/gate", actor="mei")[0] == 201
    assert desk.tap(f"{path}/{tap}", actor=actor, **fields)[0] == 201


def test_i7_nobody_leaves_while_a_point_of_the_farewell_list_is_open(desk: Desk) -> None:
    path = arrive(desk)
    assert desk.tap(f"{path}/gate", actor="mei")[0] == 201
    items = [item.key for item in desk.floor.settings.farewell]
    status, refusal = desk.tap(f"{path}/farewell", actor="mei")
    assert (status, refusal["code"], refusal["detail"]["missing"]) == (409, "checklist_incomplete", items)
    for left in range(len(items)):
        done = [item for item in items if item != items[left]]
        status, refusal = desk.tap(f"{path}/farewell", actor="mei", items=done)
        assert (status, refusal["code"], refusal["detail"]["missing"]) == (409, "checklist_incomplete", [items[left]])
    assert (seen(desk, path)["ended_at"], hands(desk, 1)) == (None, ["mei"])
    assert desk.tap(f"{path}/farewell", actor="mei", items=items, selection_on="2026-12-01")[0] == 201
    assert seen(desk, path)["ended_at"]


def test_the_night_forgets_a_word_on_the_mood_line_that_is_thirty_days_old(desk: Desk) -> None:
    path = arrive(desk)
    assert desk.tap(f"{path}/greeting", actor="mei")[0] == 201
    assert desk.tap(f"{path}/moods", actor="mei", mood="tired", word="peculiar-word")[0] == 201
    pages = (f"{path}/journey", path)
    assert "peculiar-word" in desk.client.get(pages[0]).text + desk.client.get(path).text
    desk.floor.store.clock.moment += timedelta(days=30)
    _midnight(desk)
    assert "peculiar-word" not in "".join(desk.client.get(page).text for page in pages)
    assert desk.floor.store.house.visits[1].moods[0].mood == "tired"


def test_i1_a_party_checked_in_again_is_not_brought_back_by_undoing_its_farewell(desk: Desk) -> None:
    path = arrive(desk)
    assert desk.tap(f"{path}/gate", actor="mei")[0] == 201
    items = [item.key for item in desk.floor.settings.farewell]
    assert desk.tap(f"{path}/farewell", actor="mei", items=items, selection_on="2026-12-01")[0] == 201
    assert desk.tap("/visits", booking=2031)[0] == 201
    status, refusal = desk.tap(f"{path}/undo", actor="mei")
    assert (status, refusal["code"], refusal["detail"]) == (409, "here_again", {"holder": "mei"})
    assert seen(desk, path)["ended_at"]


def test_a_colleague_who_takes_an_offer_has_the_party_in_their_own_room(desk: Desk) -> None:
    path = arrive(desk)
    assert desk.tap(f"{path}/gate", actor="mei")[0] == 201
    assert desk.tap(f"{path}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    assert desk.tap(f"{path}/handoff/acceptance", actor="noor")[0] == 201
    assert desk.person("noor").room != desk.person("lin").room
    assert seen(desk, path)["room"] == desk.person("noor").room


def test_i4_a_host_who_goes_off_duty_names_who_answers_for_guests_in_other_hands(desk: Desk) -> None:
    path = arrive(desk)
    assert desk.tap(f"{path}/gate", actor="mei")[0] == 201
    assert desk.tap(f"{path}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    assert desk.tap(f"{path}/handoff/acceptance", actor="lin")[0] == 201
    assert desk.tap("/staff/mei/duty/end", actor="mei")[0] == 201
    deputy = seen(desk, path)["deputy"]
    assert (seen(desk, path)["host"], desk.person(deputy).is_on_duty) == ("mei", True)
    assert 'id="guest-1"' in Desk(desk.app, "token-of-station").page(f"/station/{deputy}")
