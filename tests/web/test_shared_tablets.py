"""Whose hand it is on a tablet that several share (FAULTS T08)."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kiosk.kinds import DEVICES
from kiosk.transaction import Transaction, Writing

from .desk import Desk, book

PIN = "480213"


@pytest.fixture
def tablet(desk: Desk) -> Desk:
    return Desk(desk.app, "token-of-station")


def give_pin(desk: Desk, *staff: str) -> None:
    for one in staff:
        assert desk.tap(f"/staff/{one}/pin", pin=PIN, again=PIN)[0] == 201


def bring(desk: Desk, tablet: Desk, number: int = 2031) -> str:
    """A party on its way to Lin; its handoff's address."""
    book(desk.floor, number)
    visit = desk.tap("/visits", actor="mei", booking=number)[1]["visit"]
    assert desk.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    assert desk.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    return f"/visits/{visit}"


def test_without_a_pin_a_tapped_face_says_who_it_is(desk: Desk, tablet: Desk) -> None:
    give_pin(desk, "jo")
    path = bring(desk, tablet)
    assert tablet.tap(f"{path}/handoff/acceptance", actor="lin")[0] == 201


def test_whoever_has_a_pin_shows_it_before_a_party_is_theirs(desk: Desk, tablet: Desk) -> None:
    give_pin(desk, "lin", "jo")
    path = bring(desk, tablet)
    status, answer = tablet.tap(f"{path}/handoff/acceptance", actor="lin")
    assert (status, answer["code"], answer["detail"]) == (403, "own_badge_needed", {"actor": "lin"})
    assert tablet.tap("/badges/pin", staff="jo", pin=PIN)[0] == 201  # a colleague's badge is not hers
    assert tablet.tap(f"{path}/handoff/acceptance", actor="lin")[1]["code"] == "own_badge_needed"
    assert tablet.tap("/badges/pin", staff="lin", pin=PIN)[0] == 201
    assert tablet.tap(f"{path}/handoff/acceptance", actor="lin")[0] == 201
    assert desk.events("HandoffAccepted")[-1]["actor"] == "lin"


def test_a_badge_before_the_scanner_is_as_good_as_a_pin(desk: Desk, tablet: Desk) -> None:
    code = desk.tap("/staff/lin/badge")[1]["code"]
    path = bring(desk, tablet)
    assert tablet.tap(f"{path}/handoff/acceptance", actor="lin")[0] == 403
    assert tablet.tap("/badges/code", code=code)[1]["staff"] == "lin"
    assert tablet.tap(f"{path}/handoff/acceptance", actor="lin")[0] == 201


def test_after_ninety_idle_seconds_the_next_one_is_asked_again(desk: Desk, tablet: Desk) -> None:
    give_pin(desk, "lin")
    first, second = bring(desk, tablet), bring(desk, tablet, 2032)
    tablet.tap("/badges/pin", staff="lin", pin=PIN)
    assert tablet.tap(f"{first}/handoff/acceptance", actor="lin")[0] == 201
    desk.floor.store.clock.moment += timedelta(seconds=91)
    assert tablet.tap(f"{second}/handoff/acceptance", actor="lin")[1]["code"] == "own_badge_needed"


def test_i10_a_tap_whose_answer_was_lost_gets_it_though_the_badge_is_forgotten(desk: Desk, tablet: Desk) -> None:
    give_pin(desk, "lin")
    path = bring(desk, tablet)
    tablet.tap("/badges/pin", staff="lin", pin=PIN)
    first = tablet.tap(f"{path}/handoff/acceptance", "tap-of-lin-1", actor="lin")
    desk.floor.store.clock.moment += timedelta(seconds=91)
    before = desk.floor.store.house.seq
    assert tablet.tap(f"{path}/handoff/acceptance", "tap-of-lin-1", actor="lin") == first
    assert (first[0], desk.floor.store.house.seq) == (201, before)
    for again in ({"command_id": "tap-of-lin-2"}, {"command_id": "tap-of-lin-1", "version": 7}):
        assert tablet.tap(f"{path}/handoff/acceptance", actor="lin", **again)[1]["code"] == "own_badge_needed"
    assert desk.tap(f"{path}/handoff/acceptance", "tap-of-lin-1", actor="lin")[1] != first[1]


def test_i10_a_managers_tap_likewise_and_its_work_is_not_done_again(desk: Desk) -> None:
    give_pin(desk, "anna")
    desk.tap("/badges/pin", staff="anna", pin=PIN)
    stages = [stage.model_dump(mode="json", exclude_none=True) for stage in desk.floor.settings.stages]
    taps: list[tuple[str, dict[str, Any]]] = [
        ("/devices/board/revocation", {}),
        ("/staff/lin/pin", {"pin": PIN, "again": PIN}),
        ("/settings/stage", {"value": [*stages, {"key": "tea", "name": "Tea", "target_minutes": 9}]}),
    ]
    firsts = [desk.tap(path, f"managers-{n}", **fields) for n, (path, fields) in enumerate(taps)]
    desk.floor.store.clock.moment += timedelta(minutes=6)
    assert {status for status, _ in firsts} == {201}
    assert [desk.tap(path, f"managers-{n}", **fields) for n, (path, fields) in enumerate(taps)] == firsts
    assert desk.tap("/devices/board/revocation")[1]["code"] == "badge_needed"
    assert desk.tap("/devices/tv/revocation", "managers-0")[1]["code"] == "badge_needed"


def test_nobody_undoes_anothers_tap_or_sends_them_home(desk: Desk, tablet: Desk) -> None:
    give_pin(desk, "lin", "noor")
    path = bring(desk, tablet)
    tablet.tap("/badges/pin", staff="lin", pin=PIN)
    assert tablet.tap(f"{path}/handoff/acceptance", actor="lin")[0] == 201
    tablet.tap("/badges/pin", staff="noor", pin=PIN)
    assert tablet.tap(f"{path}/undo", actor="lin")[1]["code"] == "own_badge_needed"
    assert tablet.tap("/staff/lin/duty/end", actor="lin")[1]["code"] == "own_badge_needed"
    assert tablet.tap("/staff/noor/duty/end", actor="noor")[0] == 201


def test_ones_own_phone_asks_nobody(desk: Desk, tablet: Desk) -> None:
    give_pin(desk, "lin")
    path = bring(desk, tablet)

    def make_own(tx: Transaction) -> dict[str, object]:
        tx.put(DEVICES, replace(tx.house.devices["station"], staff="lin"))
        return {}

    desk.floor.store.execute(Writing.by_system(), make_own)
    assert tablet.tap(f"{path}/handoff/acceptance")[0] == 201


def test_without_script_the_tap_waits_for_the_pin_and_goes_on_by_itself(desk: Desk, tablet: Desk) -> None:
    give_pin(desk, "lin")
    path = bring(desk, tablet)
    fields = {"actor": "lin", "back": "/station/lin"}
    asking = tablet.form(f"{path}/handoff/acceptance", fields)
    assert asking.status_code == 403 and "Whose hand is this?" in asking.text
    assert re.findall(r'name="badge_staff" value="(\w+)"', asking.text) == ["lin"]
    assert tablet.form(f"{path}/handoff/acceptance", fields, badge_staff="lin", badge_pin="111222").status_code == 403
    assert tablet.form(f"{path}/handoff/acceptance", fields, badge_staff="lin", badge_pin=PIN).status_code == 303


def test_the_station_offers_the_faces_of_those_who_share_it(desk: Desk, tablet: Desk) -> None:
    page = tablet.page("/station/lin")
    assert 'id="whose"' in page and 'name="staff" value="jo"' in page
