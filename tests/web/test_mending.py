"""Everything that can happen between two hand-offs, over HTTP, and the log that remains."""

from typing import Any

import pytest

from ..serving import Client, Server
from .bookings import add_bookings, booking_line


class Day:
    """One party that Mei has welcomed."""

    def __init__(self, house: Server) -> None:
        self.house = house
        add_bookings(house, booking_line(2031))
        self.station: Client = house.device("station")
        _, answer = self.station.tap("/visits", actor="mei", booking=2031)
        self.path = f"/visits/{answer['visit']}"
        self.does("mei", "gate")

    def taps(self, actor: str, what: str, **fields: Any) -> tuple[int, dict[str, Any]]:
        status, answer = self.station.tap(f"{self.path}/{what}", actor=actor, **fields)
        return status, answer

    def does(self, actor: str, what: str, **fields: Any) -> dict[str, Any]:
        status, answer = self.taps(actor, what, **fields)
        assert status == 201, answer
        return answer

    def hands_over(self, giver: str, receiver: str, stage: str) -> None:
        self.does(giver, "handoffs", receiver=receiver, stage=stage)
        self.does(receiver, "handoff/acceptance")

    def stands(self) -> dict[str, Any]:
        return dict(self.station.get(self.path))


@pytest.fixture
def day(house: Server) -> Day:
    return Day(house)


def test_a_receiver_may_ask_for_time_or_decline_and_the_giver_holds_throughout(day: Day) -> None:
    day.does("mei", "handoffs", receiver="lin", stage="makeup")
    day.does("lin", "handoff/postponement", minutes=5)
    assert day.stands()["holder"] == "mei"
    assert day.taps("zhao", "handoff/refusal", reason="no")[1]["code"] == "not_the_receiver"
    assert day.taps("lin", "handoff/refusal")[1]["code"] == "reason_missing"
    day.does("lin", "handoff/refusal", reason="the chair is broken")
    assert (day.stands()["holder"], day.stands()["handoff"]) == ("mei", None)


def test_a_late_tap_never_reaches_back_before_what_is_recorded(day: Day) -> None:
    day.does("mei", "handoffs", receiver="lin", stage="makeup")
    status, answer = day.taps("lin", "handoff/acceptance", minutes_ago=30)
    assert (status, answer["code"]) == (422, "before_the_last_event")
    assert day.taps("zhao", "takeover", stage="studio", reason="forgot", minutes_ago=30)[1]["code"] == answer["code"]
    day.does("lin", "handoff/acceptance")


def test_who_has_the_party_takes_it_over_and_who_gave_it_calls_it_back(day: Day) -> None:
    day.hands_over("mei", "lin", "makeup")
    day.does("zhao", "takeover", stage="studio", reason="the tablet was dead")
    assert (day.stands()["holder"], day.stands()["stage"], day.stands()["look"]) == ("zhao", "studio", 1)
    assert day.taps("mei", "recall", reason="oops")[1]["code"] == "nothing_to_recall"
    day.does("lin", "recall", reason="wrong party")
    assert (day.stands()["holder"], day.stands()["stage"]) == ("lin", "makeup")


def test_a_party_goes_two_ways_and_is_whole_again(day: Day) -> None:
    day.hands_over("mei", "lin", "makeup")
    part = day.does("lin", "parts", names=["Mr Li"])
    here = {visit["id"]: visit for visit in day.station.get("/visits")["visits"]}
    assert {visit["party"] for visit in here.values()} == {"Ms Chen", "Mr Li"}
    other = f"/visits/{part['visit']}"
    assert day.station.tap(f"{other}/handoffs", actor="lin", receiver="anna", stage="reception")[0] == 201
    assert day.station.tap(f"{other}/handoff/acceptance", actor="anna")[0] == 201
    assert day.taps("lin", f"parts/{part['visit']}/return")[1]["code"] == "not_together"
    assert day.station.tap(f"{other}/handoffs", actor="anna", receiver="lin", stage="makeup")[0] == 201
    assert day.station.tap(f"{other}/handoff/acceptance", actor="lin")[0] == 201
    day.does("lin", f"parts/{part['visit']}/return")
    assert day.stands()["party"] == "Ms Chen & Mr Li"


def test_i4_whoever_leaves_early_keeps_neither_the_others_nor_their_holder_in_the_house(day: Day) -> None:
    day.hands_over("mei", "lin", "makeup")
    part = day.does("lin", "parts", names=["Mr Li"])
    other = f"/visits/{part['visit']}"
    assert day.station.tap(f"{other}/handoffs", actor="lin", receiver="anna", stage="farewell")[0] == 201
    assert day.station.tap(f"{other}/handoff/acceptance", actor="anna")[0] == 201
    assert day.taps("lin", "farewell")[1]["code"] == "parts_elsewhere"
    assert day.station.tap(f"{other}/farewell", actor="anna", all=True)[0] == 201
    _, _, page = day.station.request("GET", "/station/lin", headers={"Accept": "text/html"})
    assert b"Ms Chen" in page and b"Together again" not in page
    day.hands_over("lin", "mei", "farewell")
    day.does("mei", "farewell", all=True)
    assert day.station.tap("/staff/mei/duty/end", actor="mei")[0] == 201


def test_the_locker_is_written_down_at_the_welcome_and_stands_on_every_card(day: Day) -> None:
    def page(who: str) -> str:
        return str(day.station.request("GET", f"/station/{who}", headers={"Accept": "text/html"})[2].decode())

    assert 'name="locker"' in page("mei")
    day.does("mei", "locker", locker="7")
    assert "Locker 7" in page("mei")
    day.does("mei", "handoffs", receiver="lin", stage="makeup")
    assert "Locker 7" in page("lin")
    day.does("lin", "handoff/acceptance")
    assert "Locker 7" in page("lin")


def test_what_is_noted_makes_nobodys_card_stale(day: Day) -> None:
    version = day.stands()["version"]
    notes: tuple[tuple[str, dict[str, Any]], ...] = (
        ("moods", {"mood": "tired", "word": "early train"}),
        ("cares", {"kind": "water"}),
        ("locker", {"locker": "7"}),
        ("requests", {"stage": "studio", "words": "No flash for the baby", "look": 1}),
        ("requests/1/sight", {}),
        ("host-visit", {}),
        ("owner-hello", {}),
        ("poses", {"poses": ["window"]}),
        ("assistant", {"assistant": "anna"}),
        ("still", {}),
        ("sheet/lines", {"line": "removal.2", "reason": "they leave as they are"}),
        ("sheet/sending", {}),
        ("sheet/receipt", {}),
        ("sheet/return", {}),
    )
    for what, fields in notes:
        day.does("mei", what, **fields)
    assert day.does("mei", "handoffs", receiver="lin", stage="makeup", version=version)["holder"] == "mei"
    assert day.taps("mei", "moods", mood="furious")[1]["code"] == "bad_request"
    assert day.taps("lin", "still")[1]["code"] == "not_holder"


def test_only_somebody_of_that_stage_who_is_here_is_introduced_as_an_assistant(day: Day) -> None:
    day.does("mei", "handoffs", receiver="lin", stage="makeup")
    assert day.taps("lin", "handoff/acceptance", assistant="zhao")[1]["code"] == "not_their_stage"
    day.does("lin", "handoff/acceptance", assistant="jo")
    assert day.taps("lin", "assistant", assistant="marco")[1]["code"] == "not_their_stage"
    assert day.station.tap("/staff/noor/duty/end", actor="noor")[0] == 201
    assert day.taps("lin", "assistant", assistant="noor")[1]["code"] == "off_duty"
    day.does("lin", "assistant", assistant="tess")


def test_an_alert_is_taken_once_and_the_second_hears_by_whom(day: Day) -> None:
    day.does("mei", "moods", mood="upset")
    since = "2026-11-23T09:00:00+00:00"
    day.does("mei", "alerts/upset/taking", since=since)
    day.does("mei", "alerts/upset/taking", since=since)
    assert day.taps("anna", "alerts/upset/taking", since=since)[1]["code"] == "call_taken"


def test_i7_a_farewell_point_is_left_out_with_a_reason_only(day: Day) -> None:
    done = ["selection_date", "returned", "comments", "open_items", "seven_steps"]
    assert day.taps("mei", "farewell", items=done)[1]["code"] == "checklist_incomplete"
    assert day.taps("mei", "farewell", items=done, reasons=["apology: "])[1]["code"] == "reason_missing"
    day.does(
        "mei", "farewell", items=done, reasons=["apology: they were gone before I could"], selection_on="2099-01-01"
    )


def test_the_log_of_such_a_day_is_whole_and_says_what_the_screens_show(day: Day) -> None:
    day.hands_over("mei", "lin", "makeup")
    part = day.does("lin", "parts", size=1)
    day.does("lin", f"parts/{part['visit']}/return")
    day.does("lin", "moods", mood="glad")
    day.does("zhao", "takeover", stage="studio", reason="forgotten")
    day.does("zhao", "undo")
    day.does("mei", "recall", reason="not yet")
    done = day.house.run("verify-log")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_undo_never_brings_a_party_back_to_somebody_off_duty(day: Day) -> None:
    day.hands_over("mei", "lin", "makeup")
    assert day.station.tap("/staff/mei/duty/end", actor="mei")[0] == 201
    assert day.taps("lin", "undo")[1]["code"] == "off_duty"
    assert day.stands()["holder"] == "lin"


def test_a_reason_left_empty_is_asked_for(day: Day) -> None:
    day.does("mei", "handoffs", receiver="lin", stage="makeup")
    status, answer = day.taps("lin", "handoff/refusal", reason="")
    assert (status, answer["code"]) == (422, "reason_missing")
