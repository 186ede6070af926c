"""A file that is a photo and something else as well: what is shown of it is the photo alone, and a browser that opens the photo
as a page finds nothing to run (FAULTS T14)."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import PngImagePlugin
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from display.library import rendition_path
from display.renditions import Unusable, develop

from .pictures import jpeg, png, saved, scene
from .sales import SalesHouse, configured, photo, sales_house

PAGE = b"<script>alert(1)</script>"
EVERY = ("thumb", "tv", "tv4k")


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("Evil.class", PAGE)
    return out.getvalue()


def annotated_png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", PAGE.decode())
    return png(scene(300, 200), pnginfo=notes)


SMUGGLING = {
    "a page in the comment": jpeg(scene(300, 200), comment=PAGE),
    "a page behind": jpeg(scene(300, 200)) + b"<html>" + PAGE,
    "an archive behind": jpeg(scene(300, 200)) + archive(),
    "a page in a segment": jpeg(scene(300, 200))[:2] + b"\xff\xef\0\x1b" + PAGE + jpeg(scene(300, 200))[2:],
    "a page in a png": annotated_png() + PAGE,
    "a page behind a webp": saved(scene(300, 200), "WEBP") + PAGE,
}
NO_PHOTOS = {
    "a program behind a gif": saved(scene(60, 40), "GIF") + archive(),
    "a drawing that runs": b'<svg xmlns="http://www.w3.org/2000/svg">' + PAGE + b"</svg>",
    "a page": b"<!doctype html>" + PAGE,
}


@pytest.mark.parametrize("kind", SMUGGLING)
def test_t14_nothing_of_what_is_hidden_in_a_photo_comes_out(kind: str) -> None:
    data = SMUGGLING[kind]
    assert PAGE in data
    for name, file in develop(data, "a.jpg", EVERY).files.items():
        assert file.startswith(b"\xff\xd8\xff") and file.endswith(b"\xff\xd9"), name
        assert not any(piece in file for piece in (PAGE, b"<script", b"PK\x03\x04", b"Evil.class", b"<html")), name


@pytest.mark.parametrize("kind", NO_PHOTOS)
@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_t14_what_only_calls_itself_a_photo_is_none(kind: str, name: str) -> None:
    with pytest.raises(Unusable) as caught:
        develop(NO_PHOTOS[kind], name, EVERY)
    assert caught.value.reason == "not_a_photo"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    """Every photo of it, and its music, come from files with a page in them."""
    smuggling = SMUGGLING["a page behind"]
    with sales_house(tmp_path) as house:
        configured(house, music=True)
        house.change_device("board", role="lobby")
        house.drop(1)
        for rendition, file in develop(smuggling, "a.jpg", EVERY).files.items():
            rendition_path(house.media, "2031", photo(1), rendition).write_bytes(file)
        for folder, name, content in (("samples", "1.jpg", smuggling), ("music", "1.mp3", b"ID3" + PAGE)):
            (house.media / folder).mkdir()
            (house.media / folder / name).write_bytes(content)
        yield house


def set_portrait(desk: FlaskClient, picture: bytes) -> None:
    file = FileStorage(io.BytesIO(picture), "face.jpg")
    boundary, body = encode_multipart({"command_id": "a-portrait", "actor": "mei", "picture": file})
    kind = f"multipart/form-data; boundary={boundary}"
    answer = desk.post("/staff/mei/portrait", data=body, headers={"Accept": "application/json", "Content-Type": kind})
    assert answer.status_code == 201, answer.text


def everything_made_of_files(house: SalesHouse) -> dict[str, TestResponse]:
    number = house.start()
    tv, tablet, desk, lobby = (house.client(device) for device in ("tv", "presenter", "desk", "board"))
    grant = house.grant("tv", number)
    set_portrait(desk, SMUGGLING["a page behind"])
    version = house.store.house.staff["mei"].portrait
    samples = tablet.get("/presenter/samples", headers={"Accept": "text/html"}).text
    key = samples.partition("/presenter/samples/")[2].partition('"')[0]
    paths = [(tv, f"/photos/2031/{photo(1)}/{rendition}?g={grant}") for rendition in EVERY]
    paths += [(tv, f"/presentations/{number}/music/0?g={grant}"), (desk, f"/staff/mei/portrait?v={version}")]
    paths += [(tablet, f"/presenter/samples/{key}"), (lobby, f"/lobby/samples/{key}")]
    return {path: client.get(path) for client, path in paths}


def test_t14_whatever_was_made_of_a_file_is_no_page_for_any_browser(house: SalesHouse) -> None:
    found = everything_made_of_files(house)
    assert len(found) == 7
    for path, answer in found.items():
        assert answer.status_code == 200, path
        assert answer.headers["Content-Type"] == ("audio/mpeg" if "/music/" in path else "image/jpeg"), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none';"), path
        assert "/music/" in path or PAGE not in answer.data, path


def test_t14_a_photo_that_a_browser_asks_for_again_stays_no_page(house: SalesHouse) -> None:
    path, first = next((path, one) for path, one in everything_made_of_files(house).items() if "/lobby/" in path)
    again = house.client("board").get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Content-Security-Policy"].startswith("sandbox;")
