"""Choosing over HTTP: marks of two presenters, repeats, refusals, undo, signing, and what a TV never hears."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from display.domain.timeline import cursor_at
from display.kinds import SELECTIONS
from display.library import display_text
from kiosk.domain.booking import Booking
from kiosk.kinds import BOOKINGS
from kiosk.live import Audience
from kiosk.transaction import Transaction, Writing

from .sales import SalesHouse, photo, sales_house

STROKES = "M10 20L30 40M50 60L70 80"
CANARY_CENTS = 777700


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        terms(house, allowance=2, extra_cents=CANARY_CENTS)
        house.drop(1, 2, 3, 4)
        yield house


def terms(house: SalesHouse, number: int = 2031, **fields: Any) -> None:
    def change(tx: Transaction) -> dict[str, Any]:
        booking = tx.find(BOOKINGS, number)
        assert booking
        tx.put(BOOKINGS, replace(booking, **fields))
        return {}

    house.store.execute(Writing.by_system(), change)


def mark(house: SalesHouse, show: int, number: int, mark: str = "pick", **fields: Any) -> tuple[int, dict[str, Any]]:
    return house.tap(f"/presentations/{show}/marks", photo=photo(number), mark=mark, **fields)


def selection(house: SalesHouse, device: str = "presenter") -> dict[str, Any]:
    answer = house.client(device).get("/bookings/2031/selection")
    assert answer.status_code == 200
    return dict(answer.get_json())


def sign(house: SalesHouse, show: int, picks: int, cents: int, **fields: Any) -> tuple[int, dict[str, Any]]:
    taps = {"signature": STROKES, "picks": picks, "total_cents": cents, **fields}
    return house.tap(f"/presentations/{show}/confirmation", **taps)


def test_a_mark_names_its_photo_and_stands_in_the_selection(house: SalesHouse) -> None:
    show = house.start()
    status, answer = mark(house, show, 1)
    assert (status, answer["picks"], answer["total_cents"]) == (201, 1, 0)
    mark(house, show, 2, "maybe")
    mark(house, show, 3, "pass")
    found = selection(house)
    assert [pick["photo"] for pick in found["picks"]] == [photo(1)]
    assert (found["maybe"], found["passed"]) == ([photo(2)], [photo(3)])
    assert found["picks"][0]["file"] == "DSC_0001.jpg"
    assert house.types("selection-2031") == ["SelectionOpened"] + ["PhotosMarked"] * 3


def test_the_same_tap_twice_is_one_mark_and_gets_the_same_answer(house: SalesHouse) -> None:
    show = house.start()
    body = {"command_id": "tap-of-two-hands", "actor": "mei", "photo": photo(1), "mark": "pick"}
    client = house.client("presenter")
    first, second = (client.post(f"/presentations/{show}/marks", json=body) for _ in range(2))
    assert first.data == second.data and first.status_code == 201
    other = client.post(f"/presentations/{show}/marks", json={**body, "mark": "pass"})
    assert other.get_json()["code"] == "command_id_reused"
    assert house.types("selection-2031").count("PhotosMarked") == 1


def test_marks_of_two_presenters_meet_in_one_selection(house: SalesHouse) -> None:
    show = house.start()
    assert (
        house.tap(f"/presentations/{show}/marks", device="second", actor="anna", photo=photo(1), mark="pick")[0] == 201
    )
    _, mine = mark(house, show, 2)
    _, theirs = house.tap(f"/presentations/{show}/marks", device="second", actor="anna", photo=photo(3), mark="maybe")
    crossed, answer = house.tap(f"/presentations/{show}/marks/undo", step=mine["step"])
    assert (crossed, answer["code"]) == (409, "not_the_last_step")
    assert house.tap(f"/presentations/{show}/marks/undo", step=theirs["step"])[0] == 201
    assert len(selection(house)["picks"]) == 2


def test_an_extra_says_its_price_first_and_offers_a_swap(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 1)
    mark(house, show, 2)
    status, refusal = mark(house, show, 3)
    assert (status, refusal["code"]) == (409, "over_allowance")
    assert refusal["detail"]["price_cents"] == CANARY_CENTS
    assert refusal["detail"]["swap"] == photo(2)
    assert mark(house, show, 3, agreed_cents=1)[1]["code"] == "over_allowance"
    assert mark(house, show, 3, agreed_cents=CANARY_CENTS)[1]["total_cents"] == CANARY_CENTS
    assert house.tap(f"/presentations/{show}/marks/package")[1]["picks"] == 2
    _, refusal = mark(house, show, 4)
    _, answer = mark(house, show, 4, swap=refusal["detail"]["swap"])
    assert (answer["picks"], answer["total_cents"]) == (2, 0)
    assert [pick["photo"] for pick in selection(house)["picks"]] == [photo(1), photo(4)]


def test_a_studio_that_offers_no_exchange_asks_for_the_price_at_once(house: SalesHouse) -> None:
    assert house.tap("/settings/presentations", "desk", value={"swap_first": False})[0] == 201
    show = house.start()
    mark(house, show, 1)
    mark(house, show, 2)
    _, refusal = mark(house, show, 3)
    assert (refusal["code"], refusal["detail"]["price_cents"]) == ("over_allowance", CANARY_CENTS)
    assert refusal["detail"]["swap"] is None
    mark(house, show, 3, agreed_cents=CANARY_CENTS)
    _, stopped = house.tap(f"/presentations/{show}/marks/package")
    _, back = house.tap(f"/presentations/{show}/marks/undo", step=stopped["step"])
    assert (back["detail"]["price_cents"], back["detail"]["swap"]) == (CANARY_CENTS, None)
    assert house.tap("/settings/presentations", "desk", value={"swap_first": True})[0] == 201
    assert mark(house, show, 3)[1]["detail"]["swap"] == photo(2)


def test_a_tap_on_nothing_is_refused_in_words(house: SalesHouse) -> None:
    show = house.start()
    path = f"/presentations/{show}/marks"
    assert mark(house, 99, 1)[1]["code"] == "unknown_presentation"
    assert mark(house, show, 9)[1]["code"] == "unknown_slide"
    assert house.tap(path, photo="../../etc", mark="pick")[1]["code"] == "bad_request"
    assert house.tap(path, photo=photo(1), mark="love")[1]["code"] == "bad_request"
    assert house.tap(path, actor="nobody", photo=photo(1), mark="pick")[1]["code"] == "unknown_staff"
    assert house.tap(f"{path}/undo", step=1)[1]["code"] == "nothing_to_undo"
    house.tap(f"/presentations/{show}/end")
    assert mark(house, show, 1)[1]["code"] == "presentation_over"
    assert house.tap("/bookings/9999/photo-notes", photo=photo(1), star=True)[1]["code"] == "unknown_slide"
    assert house.client("desk").get("/bookings/9999/selection").status_code == 404


def test_a_second_visit_goes_on_where_the_first_one_stopped(house: SalesHouse) -> None:
    first = house.start()
    mark(house, first, 1)
    house.tap(f"/presentations/{first}/end")
    house.wait(4 * 24 * 3600)
    second = house.start()
    assert 2031 not in house.store.house.of(SELECTIONS)
    assert mark(house, second, 2)[1]["picks"] == 2
    assert [pick["photo"] for pick in selection(house, "desk")["picks"]] == [photo(1), photo(2)]


def test_what_is_signed_is_what_was_read_and_then_nothing_changes_without_a_reason(house: SalesHouse) -> None:
    show = house.start()
    assert sign(house, show, 0, 0)[1]["code"] == "nothing_picked"
    mark(house, show, 1)
    assert sign(house, show, 2, 0)[1]["code"] == "totals_changed"
    assert sign(house, show, 1, 0, signature="<svg onload=1>")[1]["code"] == "bad_request"
    assert sign(house, show, 1, 0, pickup_on="2026-12-24")[0] == 201
    found = selection(house, "desk")
    assert (found["state"], found["pickup_on"], found["confirmed_by"]) == ("confirmed", "2026-12-24", "mei")
    assert mark(house, show, 2)[1]["code"] == "selection_confirmed"
    assert house.tap("/bookings/2031/selection/reopening", device="desk")[1]["code"] == "bad_request"
    assert house.tap("/bookings/2031/selection/reopening", device="desk", reason="one more for Grandmother")[0] == 201
    assert mark(house, show, 2)[0] == 201
    assert house.types("selection-2031")[-2:] == ["SelectionReopened", "PhotosMarked"]


def test_the_table_runs_nothing_and_the_list_pastes(house: SalesHouse) -> None:
    nasty = ["=cmd|' /C calc'!A0.jpg", "+1.jpg", "-1.jpg", "@sum.jpg", "'quoted.jpg", 'co,m"ma.jpg']
    lines = [house.ready(10 + n, name=name, look="=2 Look") for n, name in enumerate(nasty)]
    house.report(*lines)
    terms(house, allowance=None)
    show = house.start()
    for n in range(len(nasty)):
        assert mark(house, show, 10 + n)[0] == 201
    house.tap(f"/presentations/{show}/retouches", photo=photo(10), x=0.25, y=0.5, words="=HYPERLINK(1)\nsofter")
    answer = house.client("desk").get("/bookings/2031/selection.csv")
    text = answer.data.decode("utf-8-sig")
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(text.splitlines()))
    assert len(rows) == 1 + len(nasty)
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert any("(25%, 50%) =HYPERLINK(1) softer" in cell for row in rows for cell in row)
    names = house.client("presenter").get("/bookings/2031/selection.txt").data.decode().splitlines()
    assert sorted(names) == sorted(map(display_text, nasty))


def test_i9_money_notes_and_stars_never_reach_a_tv(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 1)
    mark(house, show, 2)
    mark(house, show, 3, agreed_cents=CANARY_CENTS)
    house.tap("/bookings/2031/photo-notes", photo=photo(1), words="canary-note", star=True)
    house.tap(f"/presentations/{show}/retouches", photo=photo(1), x=0.1, y=0.1, words="canary-retouch")
    house.tap(f"/presentations/{show}/comparison", photos=f"{photo(1)},{photo(2)}")
    house.tap(f"/presentations/{show}/zoom", scale=2, x=0.5, y=0.4)
    sign(house, show, 3, CANARY_CENTS)
    tv = house.client("tv")
    live = house.floor.live
    with house.app.test_request_context():
        wire = [live.renderer.html(part) for part in live.parts(house.store.house, Audience("tv", "en", "sales-1"))]
    wire += [tv.get("/tv").data.decode(), tv.get("/tv/state").data.decode()]
    for canary in (str(CANARY_CENTS), "7,777", "7777", "canary", "DSC_0001", "pick", STROKES):
        assert not [text for text in wire if canary in text], canary
    for path in ("selection", "selection.csv", "selection.txt", "selection/sheet", "selection/card"):
        assert tv.get(f"/bookings/2031/{path}").status_code == 403
    assert str(CANARY_CENTS) in json.dumps(selection(house))


def test_a_tv_shows_what_is_compared_and_how_large(house: SalesHouse) -> None:
    show = house.start()
    pair = f"{photo(1)},{photo(2)}"
    assert house.tap(f"/presentations/{show}/comparison", photos=pair)[0] == 201
    house.tap(f"/presentations/{show}/zoom", scale=2.5, x=0.25, y=0.75)
    state = house.client("tv").get("/tv/state").get_json()["show"]
    assert (state["compared"], state["zoom"]) == ([photo(1), photo(2)], [2.5, 0.25, 0.75])
    seen = {"command_id": "seen-0001", "presentation": show, "shows": f"{photo(1)}-{photo(2)}"}
    assert house.client("tv").post("/tv/showing", json=seen).status_code == 200
    assert (
        house.tap(f"/presentations/{show}/comparison", photos=f"{photo(1)},{photo(1)}")[1]["code"] == "not_comparable"
    )
    assert house.tap(f"/presentations/{show}/comparison", photos=f"{photo(1)},{photo(9)}")[1]["code"] == "unknown_slide"
    house.tap(f"/presentations/{show}/slides", slide=photo(1))
    state = house.client("tv").get("/tv/state").get_json()["show"]
    assert (state["compared"], state["zoom"], state["slide"]) == ([], None, photo(1))


def test_a_compared_photo_that_is_taken_away_gives_way_to_the_one_left(house: SalesHouse) -> None:
    show = house.start()
    house.tap(f"/presentations/{show}/comparison", photos=f"{photo(1)},{photo(2)}")
    house.report({"type": "gone", "booking": "2031", "path": "2031/DSC_0001.jpg", "photo": photo(1)})
    assert (house.presentation(show).compared, house.presentation(show).slide) == ((), photo(2))


def test_the_closing_show_plays_their_own_picks_and_nothing_else(house: SalesHouse) -> None:
    show = house.start()
    assert house.tap(f"/presentations/{show}/narrowing", only="picks")[1]["code"] == "nothing_picked"
    mark(house, show, 3)
    mark(house, show, 1)
    assert house.tap(f"/presentations/{show}/narrowing", only="picks")[0] == 201
    state = house.client("tv").get("/tv/state").get_json()
    assert [slide for _, run in state["looks"] for slide in run] == [photo(1), photo(3)]
    assert state["show"]["since"] is not None
    mark(house, show, 2)
    house.drop(5)
    state = house.client("tv").get("/tv/state").get_json()
    assert [slide for _, run in state["looks"] for slide in run] == [photo(1), photo(3)]
    house.tap(f"/presentations/{show}/narrowing", only="all")
    state = house.client("tv").get("/tv/state").get_json()
    assert len([slide for _, run in state["looks"] for slide in run]) == 5


def test_a_photo_that_was_put_away_does_not_come_up_in_a_play_unless_it_is_asked_for(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 2, "pass")
    mark(house, show, 4, "pass")
    house.tap(f"/presentations/{show}/playing", slide=photo(1))
    house.wait(7)
    one, order = house.presentation(show), [photo(n) for n in (1, 2, 3, 4)]
    assert cursor_at(one, order, house.now) == photo(3)
    house.wait(60)
    assert cursor_at(one, order, house.now) == photo(3), "it rests on the last one that is not put away"
    assert house.client("tv").get("/tv/state").get_json()["show"]["skipped"] == [photo(2), photo(4)]
    house.tap(f"/presentations/{show}/playing", slide=photo(4))
    assert cursor_at(house.presentation(show), order, house.now) == photo(4)


def test_what_the_party_puts_away_is_told_to_the_remote_and_to_no_tv(house: SalesHouse) -> None:
    show = house.start()
    mark(house, show, 2, "pass")
    page = house.client("presenter").get(f"/presenter/{show}").get_data(as_text=True)
    assert f"data-away='[\"{photo(2)}\"]'" in page
    assert "data-away" not in house.client("tv").get("/tv").get_data(as_text=True)


def test_the_day_agreed_for_fetching_becomes_a_booking_that_readiness_looks_after(house: SalesHouse) -> None:
    """C38."""
    show = house.start()
    mark(house, show, 1)
    today = house.store.house.today
    assert sign(house, show, 1, 0, pickup_on=(today - timedelta(days=1)).isoformat())[1]["code"] == "pickup_is_past"
    assert (selection(house)["state"], pickups(house)) == ("open", [])
    on = today + timedelta(days=1)
    assert sign(house, show, 1, 0, pickup_on=on.isoformat())[0] == 201
    found = pickups(house)
    assert [(one.starts_at.astimezone(house.floor.settings.zone).date(), one.party) for one in found] == [
        (on, ("Ms Chen", "Mr Li"))
    ]
    assert [item.name for item in found[0].readiness.items] == ["Album"]
    house.tap("/bookings/2031/selection/reopening", reason="One more")
    later = on + timedelta(days=1)
    assert sign(house, show, 1, 0, pickup_on=later.isoformat())[0] == 201
    moved = pickups(house)
    assert [one.number for one in moved] == [found[0].number]
    assert moved[0].starts_at.astimezone(house.floor.settings.zone).date() == later


def pickups(house: SalesHouse) -> list[Booking]:
    return [one for one in house.store.house.bookings.values() if one.kind == "pickup"]
