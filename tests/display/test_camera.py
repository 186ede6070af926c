"""Which camera took a photo is read and kept, cleaned; its serial number is kept nowhere."""

import csv
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from display import worker
from display.camera import LONGEST_NAME, body_mark, camera_name
from display.domain.album import Photo, by_camera
from display.domain.likeness import groups
from display.jobs import Job
from display.library import PHOTOS
from kiosk.demo import camera as demo

from .pictures import jpeg
from .raws import tiff_raw
from .sales import SalesHouse, photo, sales_house
from .work import done, job_for, media_in

MAKE, MODEL, SERIAL, CAPTURE = 0x010F, 0x0110, 0xA431, 0x8769
PLANTED = "SERIAL0042424242"
REAL = {
    "DSCN0010.jpg": "NIKON COOLPIX P6000",
    "HMD_Nokia_8.3_5G.jpg": "HMD Nokia 8.3 5G",
    "canon-ixus.jpg": "Canon DIGITAL IXUS",
    "canon_hdr_NO.jpg": "Canon PowerShot SX60 HS",
    "fujifilm-mx1700.jpg": "FUJIFILM MX-1700ZOOM",
    "iphone_hdr_YES.jpg": "Apple iPhone 6",
    "jolla.jpg": "Jolla",
    "kodak-dc210.jpg": "Eastman Kodak DC210 Zoom (V05.00)",
    "kodak-dc240.jpg": "KODAK DC240 ZOOM DIGITAL CAMERA",
    "olympus-c960.jpg": "OLYMPUS C960Z,D460Z",
    "ricoh-rdc5300.jpg": "RICOH RDC-5300",
    "sanyo-vpcg250.jpg": "SANYO SR6",
    "sony-cybershot.jpg": "SONY CYBERSHOT",
    "sony-d700.jpg": "SONY DSC-D700",
    "no_exif.jpg": None,
}


@pytest.fixture
def media(tmp_path: Path) -> Path:
    return media_in(tmp_path)


def taken_with(make: str, model: str, serial: str = "", **picture: Any) -> bytes:
    exif = Image.Exif()
    exif[MAKE], exif[MODEL] = make, model
    if serial:
        exif.get_ifd(CAPTURE)[SERIAL] = serial
    return jpeg(exif=exif, **picture)


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("NIKON CORPORATION", "NIKON D70", "NIKON D70"),
        ("Canon", "Canon EOS R5", "Canon EOS R5"),
        ("SONY", "ILCE-7M3", "SONY ILCE-7M3"),
        ("RICOH IMAGING COMPANY, LTD.  ", "PENTAX K-1", "RICOH PENTAX K-1"),
        ("Leica Camera AG", "LEICA M10-R", "LEICA M10-R"),
        ("FUJIFILM\0junk", "X-T5\0\0\0", "FUJIFILM X-T5"),
        ("So\u202eny\x07", "  A\r\n7\t", "So ny A 7"),
        ("", "Camera", "Camera"),
        ("Kodak", None, "Kodak"),
        ("Electric Co", "", "Electric Co"),
        (b"Canon\0", b"Canon EOS 5D", "Canon EOS 5D"),
        (None, None, None),
        ("\0", " ", None),
        (7, (1, 2), None),
    ],
)
def test_a_camera_is_called_what_people_call_it(make: object, model: object, name: str | None) -> None:
    assert camera_name(make, model) == name


def test_no_file_makes_a_name_long() -> None:
    name = camera_name("M" * 5000, "N" * 5000)
    assert name and len(name) <= LONGEST_NAME


@pytest.mark.parametrize("file", REAL)
def test_real_cameras_are_named(media: Path, samples: Path, file: str) -> None:
    outcome = done(media, job_for(media, (samples / "photos" / "camera" / file).read_bytes(), file, is_final=True))
    assert (outcome.status, outcome.camera) == ("done", REAL[file])


def test_a_painted_photo_and_a_raw_name_theirs(media: Path) -> None:
    painted = done(media, job_for(media, taken_with("NIKON CORPORATION", "NIKON D70", PLANTED)))
    assert (painted.camera, len(painted.camera_body or "")) == ("NIKON D70", 4)
    raw = done(media, job_for(media, tiff_raw(jpeg(Image.new("RGB", (1600, 1000)))), "a.nef"))
    assert (raw.status, raw.camera) == ("done", None)
    assert camera_name(demo.MAKE, demo.MODEL) == "Hand to Hand Demo Camera"


def test_broken_words_on_the_camera_leave_the_photo_as_it_is(media: Path, samples: Path) -> None:
    for file in sorted((samples / "photos" / "broken").iterdir()):
        outcome = done(media, job_for(media, file.read_bytes(), file.name, is_final=True))
        assert outcome.camera is None or outcome.camera.isprintable()


def test_a_mark_tells_two_bodies_apart_and_nothing_else() -> None:
    one, other = body_mark("2031", "042021000538"), body_mark("2031", "042021000539")
    assert one != other and len(one or "") == 4
    assert body_mark("2031", "042021000538\0") == one
    assert body_mark("2032", "042021000538") != one
    assert body_mark("2031", None) is body_mark("2031", " 0000 ") is body_mark("2031", b"\0") is None


def test_a_serial_number_is_found_nowhere(tmp_path: Path) -> None:
    with sales_house(tmp_path) as house:
        folder = house.media / PHOTOS / "2031"
        folder.mkdir(parents=True)
        (folder / "a.jpg").write_bytes(taken_with("Canon", "Canon EOS R5", PLANTED))
        found = (folder / "a.jpg").stat()
        job = Job("2031/a.jpg", "2031", found.st_size, found.st_mtime_ns, ("thumb", "tv"))
        outcome = worker.work(house.media, job, lambda: None)
        line = house.ready(1, name="a.jpg")
        house.report({**line, "photo": outcome.photo, "camera": outcome.camera, "camera_body": outcome.camera_body})
    assert PLANTED.encode() not in outcome.to_json()
    written = [file for file in tmp_path.rglob("*") if file.is_file() and file != folder / "a.jpg"]
    assert not [file for file in written if PLANTED.encode() in file.read_bytes()]
    kept = [file.name for file in written if b"Canon EOS R5" in file.read_bytes()]
    assert kept and all(name.startswith("house.sqlite3") for name in kept)


SAME = "00000000000000ff"


def _photo(number: int, second: int, camera: str | None, body: str | None = None) -> Photo:
    at = f"2026-11-22T14:32:{second:02d}"
    return Photo(
        booking="1",
        id=photo(number),
        look="",
        taken_at=at,
        name=f"{number}",
        dhash=SAME,
        camera=camera,
        camera_body=body,
    )


def test_two_cameras_at_one_moment_are_two_bursts() -> None:
    two = [_photo(n, n, ("Canon EOS R5", "SONY ILCE-7M3")[n % 2]) for n in range(4)]
    assert groups(two) == ((photo(0), photo(2)), (photo(1), photo(3)))
    bodies = [_photo(n, n, "Canon EOS R5", ("a1b2", "c3d4")[n % 2]) for n in range(4)]
    assert groups(bodies) == ((photo(0), photo(2)), (photo(1), photo(3)))


def test_a_file_that_does_not_name_its_camera_is_no_other_camera() -> None:
    some = [_photo(0, 0, "Canon EOS R5", "a1b2"), _photo(1, 1, "Canon EOS R5"), _photo(2, 2, None)]
    assert groups(some) == ((photo(0), photo(1), photo(2)),)


def test_the_tablet_is_told_camera_and_minute_of_each_photo() -> None:
    untold = Photo(booking="1", id=photo(9), look="", taken_at=None, name="9")
    timeless = Photo(booking="1", id=photo(8), look="", taken_at=None, name="8", camera="Canon EOS R5")
    found = by_camera([_photo(1, 5, "Canon EOS R5"), _photo(2, 9, None), timeless, untold])
    assert found == (("Canon EOS R5", ((photo(1), "14:32"), (photo(8), ""))), ("", ((photo(2), "14:32"),)))


def test_the_table_for_the_retoucher_names_the_camera(house: SalesHouse) -> None:
    house.report({**house.ready(1, taken_at="2026-11-22T14:32:00"), "camera": "=Canon EOS R5"}, house.ready(2))
    show = house.start()
    for number in (1, 2):
        assert house.tap(f"/presentations/{show}/marks", photo=photo(number), mark="pick", agreed_cents=0)[0] == 201
    text = house.client("desk").get("/bookings/2031/selection.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["taken_at"], row["camera"]) for row in rows] == [("2026-11-22T14:32:00", "'=Canon EOS R5"), ("", "")]
    page = house.client("presenter").get(f"/presenter/{show}/choosing").get_data(as_text=True)
    assert "Canon EOS R5" in page
