"""The people page: who comes, what is said of them, their picture, who leaves and who comes back."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from kiosk.config import Settings, load

from .desk import Desk, book, opened


def picture(size: tuple[int, int] = (900, 1200), **save: object) -> bytes:
    """A portrait whose left half is red."""
    image = Image.new("RGB", size, (30, 60, 200))
    image.paste((220, 20, 20), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, "JPEG", **save)
    return out.getvalue()


def upload(desk: Desk, data: bytes, staff: str = "mei") -> tuple[int, dict[str, object]]:
    fields = {"command_id": f"upload-{len(data)}", "picture": FileStorage(io.BytesIO(data), "face.jpg")}
    boundary, body = encode_multipart(fields)
    headers = {"Accept": "application/json", "Content-Type": f"multipart/form-data; boundary={boundary}"}
    response = desk.client.post(f"/staff/{staff}/portrait", data=body, headers=headers)
    return response.status_code, response.get_json()


def test_somebody_new_gets_a_speakable_id_and_stands_everywhere(desk: Desk) -> None:
    status, answer = desk.tap("/staff", name="王 小明", stages=["reception"], languages=["zh_Hans"], also="Xiao Ming")
    assert (status, answer["staff"]) == (201, "wang")
    assert desk.tap("/staff", name="Wang Wu", stages=["studio"])[1]["staff"] == "wang-2"
    assert "王 小明" in desk.page("/desk/people") and "王 小明" in desk.page("/desk/rota")
    assert [event["body"]["id"] for event in desk.events("StaffAdded")] == ["wang", "wang-2"]


def test_particulars_are_changed_in_a_form_that_keeps_what_was_typed(desk: Desk) -> None:
    person = desk.person("lin")
    fields = {"name": "Lin Hua", "stages": ["makeup"], "skills": "updos， newborns", "pronoun": "she"}
    typed = {**fields, "version": str(person.version), "back": "/desk/people"}
    assert desk.form("/staff/lin", typed).status_code == 303
    after = desk.person("lin")
    assert (after.name, after.stages, after.skills) == ("Lin Hua", ("makeup",), ("updos", "newborns"))
    late = desk.form("/staff/lin", {**typed, "name": "Lin Too", "skills": "typed by the second desk"})
    assert late.status_code == 409
    assert "Somebody has changed this meanwhile" in late.text and "Lin Hua" in late.text
    assert 'value="Lin Too"' in late.text and 'value="typed by the second desk"' in late.text
    version = re.search(r'name="version" value="(\d+)"', late.text)
    assert version is not None
    assert desk.form("/staff/lin", {**typed, "name": "Lin Too", "version": version[1]}).status_code == 303
    assert desk.person("lin").name == "Lin Too"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": ""}, "name_missing"),
        ({"name": "Lin", "stages": ["moon"]}, "unknown_stage"),
        ({"name": "Lin", "room": "cellar"}, "unknown_room"),
    ],
)
def test_what_does_not_work_is_one_sentence_and_changes_nothing(desk: Desk, fields: dict[str, Any], code: str) -> None:
    before = desk.person("lin")
    assert desk.tap("/staff/lin", **fields)[1]["code"] == code
    assert desk.person("lin") == before


def test_who_holds_a_party_does_not_leave_and_nothing_is_lost(desk: Desk) -> None:
    book(desk.floor, 2031)
    desk.tap("/visits", actor="mei", booking=2031)
    status, answer = desk.tap("/staff/mei/leaving")
    assert (status, answer["code"]) == (409, "holds_party")
    assert "Mei has a party in hand" in answer["message"]
    assert not desk.person("mei").has_left and desk.person("mei").is_on_duty


def test_a_host_of_coming_bookings_leaves_only_when_somebody_else_greets(desk: Desk) -> None:
    booking = book(desk.floor, 2031, day=40)
    book(desk.floor, 2032, day=-3)
    book(desk.floor, 2033, day=2, is_cancelled=True)
    status, answer = desk.tap("/staff/mei/leaving")
    assert (status, answer["code"], answer["detail"]["numbers"]) == (409, "still_host", "2031")
    book(desk.floor, booking.number, day=40, deputy="anna")
    assert desk.tap("/staff/mei/leaving")[0] == 201


def test_whoever_has_left_is_on_no_list_and_may_come_back(desk: Desk) -> None:
    assert desk.tap("/staff/hua/leaving")[0] == 201
    listed = [one["id"] for one in desk.client.get("/staff").get_json()["staff"]]
    assert "hua" not in listed and "mei" in listed
    for path in ("/station", "/desk", "/desk/rota", "/desk/devices"):
        assert not re.search("Hua Li|/station/hua", desk.page(path)), path
    assert "has left the house" in desk.page("/desk/people")
    assert desk.client.get("/station/hua").status_code == 422
    assert desk.tap("/staff/hua/duty")[1]["code"] == "unknown_staff"
    assert desk.tap("/staff/hua/return")[0] == 201 and desk.tap("/staff/hua/duty")[0] == 201
    assert "/station/hua" in desk.page("/station")


def test_leaving_locks_their_own_phone_out(desk: Desk) -> None:
    page = desk.form("/pairings", role="station", staff="bo", name="Bo's phone").text
    code = re.search(r"/pair/([A-Z]{8})", page)
    assert code is not None
    phone = desk.app.test_client()
    assert phone.get(f"/pair/{code[1]}").status_code == 303 and phone.get("/station/bo").status_code == 200
    assert desk.tap("/staff/bo/leaving")[0] == 201
    assert phone.get("/station/bo", headers={"Accept": "application/json"}).status_code == 401


def test_studio_toml_is_applied_once_and_the_desk_decides_until_it_says_something_else(tmp_path: Path) -> None:
    file = tmp_path / "studio.toml"
    one = '[[person]]\nid = "kai"\nname = "{name}"\nstages = ["reception"]\n'

    def settings(name: str) -> Settings:
        file.write_text(one.format(name=name), "utf-8")
        return load(file, {})

    with opened(tmp_path, settings("Kai")) as app:
        assert Desk(app).tap("/staff/kai", name="Kai Berg", stages=["reception", "farewell"])[0] == 201
    with opened(tmp_path, settings("Kai")) as app:
        assert Desk(app).person("kai").name == "Kai Berg"
        assert len(Desk(app).events("StaffListed")) == 1
    with opened(tmp_path, settings("Kai Long")) as app:
        person = Desk(app).person("kai")
        assert (person.name, person.stages) == ("Kai Long", ("reception",))


def test_a_photograph_becomes_a_portrait_upright_and_without_its_story(desk: Desk) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"  # turned, and with a description
    status, answer = upload(desk, picture(exif=exif))
    assert status == 201, answer
    version = desk.person("mei").portrait
    response = desk.client.get(f"/staff/mei/portrait?v={version}")
    assert (response.status_code, response.mimetype) == (200, "image/jpeg")
    assert response.headers["X-Content-Type-Options"] == "nosniff" and "immutable" in response.headers["Cache-Control"]
    with Image.open(io.BytesIO(response.data)) as image:
        assert image.size == (512, 512) and not image.getexif()
        red, blue = image.getpixel((256, 20)), image.getpixel((256, 490))
        assert red[0] > 180 > blue[0]  # type: ignore[index]  # the left half is the upper one when upright
    assert b"taken at home" not in response.data
    assert f"/staff/mei/portrait?v={version}" in desk.page("/desk/people")


@pytest.mark.parametrize("data", [b"", b"no picture at all", b"\xff\xd8\xff\xe0 broken", b"GIF89a" + b"\0" * 200])
def test_what_is_no_picture_is_told_and_the_old_one_stays(desk: Desk, data: bytes) -> None:
    upload(desk, picture())
    before = desk.client.get("/staff/mei/portrait").data
    status, answer = upload(desk, data)
    assert (status, answer["code"]) == (422, "not_a_picture")
    assert desk.client.get("/staff/mei/portrait").data == before


def test_after_a_refusal_a_form_leads_back_to_where_it_stood(desk: Desk) -> None:
    def refused(back: str) -> str:
        form = {"picture": (io.BytesIO(b"no picture"), "me.jpg"), "command_id": "", "back": back}
        told = desk.client.post("/staff/mei/portrait", data=form, headers={"Accept": "text/html"})
        assert told.status_code == 422, told.text
        return told.text

    assert 'href="/desk/people/mei"' in refused("/desk/people/mei")
    assert "example.com" not in refused("https://example.com/")


def test_who_cannot_leave_yet_is_told_on_their_own_page(desk: Desk) -> None:
    book(desk.floor, 2031)
    assert desk.tap("/visits", actor="mei", booking=2031)[0] == 201
    told = desk.form("/staff/mei/leaving", {"back": "/desk/people/mei"})
    assert told.status_code == 409 and 'role="alert"' in told.text and 'class="particulars"' in told.text


def test_a_picture_of_nine_megabytes_is_too_much(desk: Desk) -> None:
    status, answer = upload(desk, b"\xff\xd8\xff" + b"\0" * (9 * 1024 * 1024))
    assert (status, answer["code"]) == (413, "too_large")


def test_a_portrait_is_for_the_houses_screens_and_for_whoever_was_shown_its_name(desk: Desk) -> None:
    upload(desk, picture())
    version = desk.person("mei").portrait
    stranger = desk.app.test_client()
    assert stranger.get("/staff/mei/portrait").status_code == 404
    assert stranger.get("/staff/mei/portrait?v=0123456789abcdef.jpg").status_code == 404
    assert stranger.get(f"/staff/mei/portrait?v={version}").status_code == 200
    for token, status in (("board", 200), ("lobby", 200), ("station", 200), ("tv", 404)):
        assert Desk(desk.app, f"token-of-{token}").client.get("/staff/mei/portrait").status_code == status, token
    assert desk.client.get("/staff/anna/portrait").status_code == 404
