"""Whose turn it is: on a screen that says why, and where a skipped turn has a reason (C21, complaint O)."""

from datetime import timedelta

from .desk import Desk, book


def test_the_screen_says_who_is_next_and_why(desk: Desk) -> None:
    book(desk.floor, 2031, host="mei")
    desk.tap("/visits", booking=2031)
    page = desk.page("/desk/rota")
    first, _, rest = page.partition('id="order"')
    assert "Anna Brooks" in first and "free, fewest turns today (0), none yet today" in first
    assert (
        rest.index("Bo") < rest.index("Mei Wang")
        and rest.index("Hua Li") < rest.index("Mei Wang")
        and "holds 1 party" in rest
    )


def test_a_skipped_turn_counts_and_everyone_reads_why(desk: Desk) -> None:
    status, answer = desk.tap("/rota/skips", staff="mei", reason="At lunch")
    assert (status, answer["next"]) == (201, "anna")
    page = desk.page("/desk/rota")
    assert "skipped: At lunch" in page and "1 turn today" in page
    assert desk.events("TurnSkipped")[0]["body"]["reason"] == "At lunch"


def test_nobody_is_skipped_without_a_reason_or_out_of_turn(desk: Desk) -> None:
    assert desk.tap("/rota/skips", staff="mei")[1]["code"] == "reason_missing"
    status, answer = desk.tap("/rota/skips", staff="anna", reason="At lunch")
    assert (status, answer["code"], answer["detail"]) == (409, "not_their_turn", {"actor": "mei"})
    assert "It is Mei’s turn now" in answer["message"]
    assert desk.floor.store.house.turns == {}


def test_with_nobody_on_duty_it_is_nobodys_turn(desk: Desk) -> None:
    for staff in ("mei", "anna", "hua", "bo"):
        desk.tap(f"/staff/{staff}/duty/end")
    assert "Nobody of reception is on duty." in desk.page("/desk/rota")
    assert desk.tap("/rota/skips", staff="mei", reason="x")[1]["code"] == "nobody_in_rota"


def test_a_new_day_begins_without_turns(desk: Desk) -> None:
    desk.tap("/rota/skips", staff="mei", reason="At lunch")
    desk.floor.store.clock.moment += timedelta(days=1)
    desk.tap("/staff/lin/duty/end")
    assert desk.floor.store.house.turns == {}
    assert "skipped:" not in desk.page("/desk/rota")
