"""Rooms as the owner changes them at the desk."""

from typing import Any

from .desk import Desk, book
from .test_settings import opened_form, save


def test_d18_a_room_waits_until_it_is_said_to_be_ready_once_the_owner_wants_that(desk: Desk) -> None:
    form = opened_form(desk, "room")
    place = next(
        name.partition(".")[0] for name, value in form.items() if name.endswith(".key") and value == "studio-1"
    )
    assert save(desk, "room", **{f"{place}.must_be_ready": "True"}).status_code == 303
    assert [room.key for room in desk.floor.settings.rooms if room.must_be_ready] == ["studio-1"]


def test_d18_nobody_is_brought_into_a_room_before_it_was_made_ready_nor_is_it_while_somebody_is_there(
    desk: Desk,
) -> None:
    def tap(path: str, actor: str, **fields: Any) -> tuple[int, str]:
        status, answer = desk.tap(path, actor=actor, **fields)
        return status, answer.get("code", "")

    rooms = [room.model_dump(mode="json") for room in desk.floor.settings.rooms]
    for room in rooms:
        room["must_be_ready"] = room["key"] == "studio-1"
    assert tap("/settings/room", "mei", value=rooms)[0] == 201
    book(desk.floor, 2031)
    visit = f"/visits/{desk.tap('/visits', actor='mei', booking=2031)[1]['visit']}"
    assert tap(f"{visit}/gate", "mei")[0] == 201
    offer = {"receiver": "zhao", "stage": "studio", "room": "studio-1"}
    assert tap(f"{visit}/handoffs", "mei", **offer) == (409, "room_not_ready")
    assert tap("/rooms/studio-1/readiness", "zhao")[0] == 201
    assert tap(f"{visit}/handoffs", "mei", **offer)[0] == 201
    assert tap(f"{visit}/handoff/acceptance", "zhao")[0] == 201
    assert tap("/rooms/studio-1/readiness", "zhao") == (409, "room_taken")
    assert tap(f"{visit}/handoffs", "zhao", receiver="lin", stage="makeup")[0] == 201
    assert tap(f"{visit}/handoff/acceptance", "lin")[0] == 201
    assert tap(f"{visit}/handoffs", "lin", **offer) == (409, "room_not_ready")  # it was ready for those who were there


def test_a_room_with_a_screen_in_it_stays(desk: Desk) -> None:
    rooms = [room.model_dump(mode="json") for room in desk.floor.settings.rooms if room.key != "sales-1"]
    status, answer = desk.tap("/settings/room", value=rooms)
    assert (status, answer["code"]) == (409, "in_use") and "belongs to it" in answer["message"]
    kept = [room.model_dump(mode="json") for room in desk.floor.settings.rooms if room.key != "sales-2"]
    assert desk.tap("/settings/room", value=kept)[0] == 201
    assert desk.floor.settings.room("sales-2") is None
