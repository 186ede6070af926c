"""Bad input gets one clear sentence, a coded refusal, and nothing is changed."""

import json
import uuid
from typing import Any

import pytest

from kiosk.database import LARGEST

from ..serving import Client, Server

NO_ROW = LARGEST + 1


def seq(client: Client) -> int:
    return int(client.get("/healthz")["seq"])


def refused(client: Client, path: str, code: str, status: int, **fields: Any) -> dict[str, Any]:
    """POST, expect that refusal and that the log has not moved."""
    before = seq(client)
    got, answer = client.tap(path, **fields)
    assert (got, answer["code"]) == (status, code), answer
    assert answer["ok"] is False and answer["status"] == status and answer["message"] and "{" not in answer["message"]
    assert seq(client) == before
    return answer


def test_an_unknown_visit(station: Client) -> None:
    refused(station, "/visits/999/greeting", "unknown_visit", 404, actor="mei")


def test_a_number_that_no_row_can_have_is_as_unknown_as_any_other(devices: dict[str, Client], visit: int) -> None:
    station, desk = devices["station"], devices["desk"]
    refused(station, f"/visits/{NO_ROW}/greeting", "unknown_visit", 404, actor="mei")
    refused(station, "/visits", "unknown_booking", 404, actor="mei", booking=NO_ROW)
    refused(station, f"/bookings/{NO_ROW}/brief/readings", "unknown_booking", 404, actor="mei")
    refused(station, f"/concerns/{NO_ROW}/taking", "unknown_concern", 404, actor="mei")
    refused(desk, f"/customers/{NO_ROW}/notes", "unknown_customer", 404, actor="mei", text="tea")
    refused(station, f"/visits/{visit}/greeting", "bad_request", 400, actor="mei", version=NO_ROW)
    for path in ("bookings/{}/sheet", "visits/{}/sheet", "visits/{}/journey", "concerns/{}", "desk/customers/{}"):
        assert desk.request("GET", f"/{path.format(NO_ROW)}")[0] == 404, path
    assert desk.get(f"/events?after={NO_ROW}")["events"] == []


def test_a_moment_without_its_offset_is_no_moment(station: Client, visit: int) -> None:
    refused(
        station, f"/visits/{visit}/alerts/upset/taking", "bad_request", 400, actor="mei", since="2026-11-22T09:00:00"
    )


def test_a_moment_to_come_is_none_to_see_to(station: Client, visit: int) -> None:
    fields = {"actor": "mei", "since": "9999-12-31T23:59:59.999999-23:59"}
    refused(station, f"/visits/{visit}/alerts/upset/taking", "in_the_future", 422, **fields)


def test_nobody_sees_to_an_alert_of_a_kind_that_there_is_not(station: Client, visit: int) -> None:
    fields = {"actor": "mei", "since": "2026-11-22T09:00:00+08:00"}
    refused(station, f"/visits/{visit}/alerts/whatever-one-types/taking", "not_found", 404, **fields)


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01", "2026-02-30", "tomorrow"])
def test_a_day_at_the_ends_of_the_calendar_is_none_to_ask_for(devices: dict[str, Client], on: str) -> None:
    for path in ("desk/bookings?by=week&on=", "desk/replay?on=", "desk/evening?on=", "visits?on="):
        status, _, content = devices["desk"].request("GET", f"/{path}{on}")
        assert (status, json.loads(content)["code"]) == (400, "bad_request"), path
    assert devices["desk"].request("GET", f"/desk/people/mei/absence?first={on}&last={on}")[0] in (200, 422)


def test_an_unknown_booking(station: Client) -> None:
    refused(station, "/visits", "unknown_booking", 404, actor="mei", booking=9999)


def test_a_second_check_in_names_who_is_coming(station: Client, visit: int) -> None:
    answer = refused(station, "/visits", "already_here", 409, actor="mei", booking=2031)
    assert "Mei" in answer["message"]


def test_nobody_acts_without_saying_who_they_are(station: Client, visit: int) -> None:
    refused(station, f"/visits/{visit}/handoffs", "actor_missing", 422, receiver="lin", stage="makeup")


def test_an_unknown_colleague(station: Client, visit: int) -> None:
    fields = {"actor": "mei", "receiver": "nobody", "stage": "makeup"}
    refused(station, f"/visits/{visit}/handoffs", "unknown_staff", 422, **fields)


def test_an_unknown_stage(station: Client, visit: int) -> None:
    fields = {"actor": "mei", "receiver": "lin", "stage": "moon"}
    refused(station, f"/visits/{visit}/handoffs", "unknown_stage", 422, **fields)


def test_a_hand_off_to_oneself(station: Client, visit: int) -> None:
    fields = {"actor": "mei", "receiver": "mei", "stage": "sales_room"}
    refused(station, f"/visits/{visit}/handoffs", "to_oneself", 422, **fields)


def test_a_hand_off_by_someone_who_does_not_hold_the_party(station: Client, visit: int) -> None:
    fields = {"actor": "anna", "receiver": "lin", "stage": "makeup"}
    answer = refused(station, f"/visits/{visit}/handoffs", "not_holder", 409, **fields)
    assert answer["detail"] == {"holder": "mei"} and "Mei" in answer["message"]


def test_a_hand_off_to_someone_off_duty(station: Client, visit: int) -> None:
    assert station.tap("/staff/marco/duty/end", actor="marco")[0] == 201
    fields = {"actor": "mei", "receiver": "marco", "stage": "studio"}
    refused(station, f"/visits/{visit}/handoffs", "off_duty", 409, **fields)


def test_i4_who_holds_a_party_cannot_go_off_duty(station: Client, visit: int) -> None:
    refused(station, "/staff/mei/duty/end", "holds_party", 409, actor="mei")


def test_a_stale_card(station: Client, visit: int) -> None:
    fields = {"actor": "mei", "receiver": "lin", "stage": "makeup", "version": 1}
    refused(station, f"/visits/{visit}/handoffs", "stale_card", 409, **fields)


def test_a_command_id_reused_for_something_else(station: Client, visit: int) -> None:
    command_id = uuid.uuid4().hex
    assert station.tap(f"/visits/{visit}/escort", command_id, actor="mei", kind="meal")[0] == 201
    refused(
        station, f"/visits/{visit}/escort", "command_id_reused", 409, command_id=command_id, actor="mei", kind="phone"
    )
    assert station.tap(f"/visits/{visit}/escort/return", actor="mei")[0] == 201


def test_i10_a_repeated_tap_gets_the_first_answer_byte_for_byte(station: Client, visit: int) -> None:
    body = json.dumps({"command_id": uuid.uuid4().hex, "actor": "mei", "kind": "meal"})
    headers = {"Content-Type": "application/json"}
    first = station.request("POST", f"/visits/{visit}/escort", body, headers)
    station.tap(f"/visits/{visit}/escort/return", actor="mei")
    again = station.request("POST", f"/visits/{visit}/escort", body, headers)
    assert (first[0], first[2]) == (again[0], again[2]) == (201, first[2])
    assert station.get(f"/visits/{visit}")["escort"] is None


def test_a_repeated_refusal_is_the_same_refusal(station: Client, visit: int) -> None:
    command_id = uuid.uuid4().hex
    first = station.tap(f"/visits/{visit}/handoff/acceptance", command_id, actor="lin")
    assert first[0] == 409
    assert station.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="lin", stage="makeup")[0] == 201
    assert station.tap(f"/visits/{visit}/handoff/acceptance", command_id, actor="lin") == first  # it would go now
    assert station.tap(f"/visits/{visit}/handoff/withdrawal", actor="mei")[0] == 201


@pytest.mark.parametrize("command_id", ["", "short", "x" * 65, "with space", "naïve-ünicode"])
def test_a_command_id_of_the_wrong_shape(station: Client, visit: int, command_id: str) -> None:
    before = seq(station)
    body = json.dumps({"command_id": command_id, "actor": "mei"})
    path = f"/visits/{visit}/greeting"
    status, _, content = station.request("POST", path, body, {"Content-Type": "application/json"})
    assert (status, json.loads(content)["code"]) == (400, "bad_request")
    assert seq(station) == before


def test_a_two_megabyte_form(station: Client, visit: int) -> None:
    before = seq(station)
    body = b"command_id=abcdefgh12&actor=" + b"x" * 2_000_000
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    status, _, content = station.request("POST", f"/visits/{visit}/greeting", body, headers)
    assert (status, json.loads(content)["code"]) == (413, "too_large")
    assert seq(station) == before


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"command_id=abcdefgh12&actor=%ff%fe", "application/x-www-form-urlencoded"),
        (b'{"command_id": "abcdefgh12", "actor": "\xff"}', "application/json"),
        (b"[1, 2", "application/json"),
        (b'{"command_id": "abcdefgh12", "actor": "mei\\u0000"}', "application/json"),
    ],
)
def test_what_is_not_text(station: Client, visit: int, body: bytes, kind: str) -> None:
    status, _, content = station.request("POST", f"/visits/{visit}/greeting", body, {"Content-Type": kind})
    assert (status, json.loads(content)["code"]) == (400, "bad_request")


def test_the_refusal_speaks_the_readers_language(station: Client, visit: int) -> None:
    body = json.dumps({"command_id": uuid.uuid4().hex, "actor": "anna", "receiver": "lin", "stage": "makeup"})
    headers = {"Content-Type": "application/json", "Accept-Language": "zh-CN"}
    _, _, content = station.request("POST", f"/visits/{visit}/handoffs", body, headers)
    assert "Mei" in json.loads(content)["message"]
    assert any("一" <= sign <= "鿿" for sign in json.loads(content)["message"])


def test_without_script_a_form_comes_back_to_its_page(station: Client, visit: int) -> None:
    status, headers, _ = station.form(f"/visits/{visit}/escort", actor="mei", kind="meal", back="/station/mei")
    assert (status, headers["Location"]) == (303, "/station/mei")
    status, _, page = station.form(f"/visits/{visit}/escort", actor="mei", kind="meal", back="/station/mei")
    assert status == 409 and b"You are already accompanying this party." in page
    station.tap(f"/visits/{visit}/escort/return", actor="mei")


def test_a_form_never_leads_to_another_site(station: Client, visit: int) -> None:
    _, headers, _ = station.form(f"/visits/{visit}/escort", actor="mei", kind="meal", back="//evil.example/x")
    assert headers["Location"] == "/"
    station.tap(f"/visits/{visit}/escort/return", actor="mei")


def test_there_is_nothing_at_an_unknown_address(station: Client) -> None:
    status, _, content = station.request("GET", "/nowhere")
    assert (status, json.loads(content)["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    "path", ["/healthz", "/board", "/static/x/css/base.css", "/socket.io/?EIO=4&transport=websocket"]
)
@pytest.mark.parametrize("host", ["evil.example", "93.184.216.34"])
def test_a_host_that_is_not_on_the_list(studio: Server, station: Client, path: str, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    status, _, content = station.request("GET", path, headers=headers)
    assert (status, json.loads(content)["code"]) == (421, "wrong_host")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
def test_a_foreign_origin(station: Client, visit: int, origin: str) -> None:
    body = json.dumps({"command_id": uuid.uuid4().hex, "actor": "mei"})
    headers = {"Content-Type": "application/json", "Origin": origin}
    status, _, content = station.request("POST", f"/visits/{visit}/greeting", body, headers)
    assert (status, json.loads(content)["code"]) == (403, "wrong_origin")


def test_ones_own_origin_is_welcome(studio: Server, station: Client, visit: int) -> None:
    body = json.dumps({"command_id": uuid.uuid4().hex, "actor": "mei"})
    headers = {"Content-Type": "application/json", "Origin": studio.address}
    status, _, _ = station.request("POST", f"/visits/{visit}/greeting", body, headers)
    assert status == 409
