"""Rooms as the owner changes them at the desk."""

from .desk import Desk
from .test_settings import opened_form, save


def test_d18_a_room_waits_until_it_is_said_to_be_ready_once_the_owner_wants_that(desk: Desk) -> None:
    form = opened_form(desk, "room")
    place = next(
        name.partition(".")[0] for name, value in form.items() if name.endswith(".key") and value == "studio-1"
    )
    assert save(desk, "room", **{f"{place}.must_be_ready": "True"}).status_code == 303
    assert [room.key for room in desk.floor.settings.rooms if room.must_be_ready] == ["studio-1"]


def test_a_room_with_a_screen_in_it_stays(desk: Desk) -> None:
    rooms = [room.model_dump(mode="json") for room in desk.floor.settings.rooms if room.key != "sales-1"]
    status, answer = desk.tap("/settings/room", value=rooms)
    assert (status, answer["code"]) == (409, "in_use") and "belongs to it" in answer["message"]
    kept = [room.model_dump(mode="json") for room in desk.floor.settings.rooms if room.key != "sales-2"]
    assert desk.tap("/settings/room", value=kept)[0] == 201
    assert desk.floor.settings.room("sales-2") is None
