"""Cut-off and half-copied files are recognised by their structure, whole ones are not suspected."""

import struct
from pathlib import Path

import pytest

from display.completeness import Completeness, completeness

from .pictures import jpeg, png, png_bomb, saved, scene, two_pictures


def with_thumbnail(picture: bytes) -> bytes:
    """The picture with a whole JPEG inside its header, as cameras embed one: its end is not the picture's end."""
    inside = b"Exif\0\0" + jpeg(scene(90, 60))
    return picture[:2] + b"\xff\xe1" + struct.pack(">H", len(inside) + 2) + inside + picture[2:]


WHOLE = {
    "baseline": jpeg(),
    "progressive": jpeg(progressive=True),
    "thumbnail inside": with_thumbnail(jpeg()),
    "two pictures": two_pictures(),
    "png": png(scene(600, 400)),
    "webp": saved(scene(200, 100), "WEBP"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_are_whole(name: str) -> None:
    assert completeness(WHOLE[name]) is Completeness.WHOLE


@pytest.mark.parametrize("name", WHOLE)
def test_no_beginning_of_a_file_is_whole(name: str) -> None:
    data = WHOLE[name]
    for length in range(0, len(data) - 1, max(1, len(data) // 60)):
        assert completeness(data[:length]) in (Completeness.CUT, Completeness.DOUBTFUL), length


@pytest.mark.parametrize("name", WHOLE)
def test_no_preallocated_half_copy_is_whole(name: str) -> None:
    data = WHOLE[name]
    for length in range(0, len(data) - 600, max(1, len(data) // 60)):
        half = data[:length] + bytes(len(data) - length)
        assert completeness(half) in (Completeness.CUT, Completeness.DOUBTFUL), length


def test_a_picture_without_its_end_marker_is_cut() -> None:
    assert completeness(jpeg()[:-2]) is Completeness.CUT
    assert completeness(with_thumbnail(jpeg())[:-2]) is Completeness.CUT


@pytest.mark.parametrize("tail", [b"\n", bytes(512), b"\xff" * 100, b"x" * 9000 + b"SEFT"])
def test_padding_and_makers_notes_behind_the_picture_are_no_reason_to_wait(tail: bytes) -> None:
    assert completeness(jpeg() + tail) is Completeness.WHOLE


def test_much_unexplained_data_behind_the_picture_is_waited_for() -> None:
    assert completeness(jpeg() + b"ftypmp42" * 9000) is Completeness.DOUBTFUL


def test_a_second_picture_still_under_way_is_waited_for() -> None:
    data = two_pictures()
    first_ends = data.index(b"\xff\xd9", data.index(b"\xff\xda")) + 2
    for length in range(first_ends, len(data) - 1, 1000):
        assert completeness(data[:length]) is Completeness.DOUBTFUL, length


def test_a_hole_in_the_middle_is_waited_for() -> None:
    data = jpeg(scene(2400, 1600), quality=95)
    middle = len(data) // 2
    assert completeness(data[:middle] + bytes(70_000) + data[middle + 70_000 :]) is Completeness.DOUBTFUL


def test_files_built_to_be_expensive_are_hostile() -> None:
    many_passes = jpeg(progressive=True)[:-2] + b"\xff\xda\0\0" * 200 + b"\xff\xd9"
    assert completeness(many_passes) is Completeness.HOSTILE
    assert completeness(png_bomb(10, 10, notes=2000)) is Completeness.HOSTILE


def test_what_is_no_picture_is_left_to_the_decoder() -> None:
    assert completeness(b"%!PS-Adobe-3.0 EPSF-3.0") is Completeness.WHOLE


@pytest.mark.sample
def test_what_cameras_write_is_whole_and_its_beginnings_are_not(samples: Path) -> None:
    for file in sorted((samples / "photos" / "camera").iterdir()):
        data = file.read_bytes()
        assert completeness(data) is Completeness.WHOLE, file.name
        for length in range(1, len(data) - 2, len(data) // 20):
            assert completeness(data[:length]) is not Completeness.WHOLE, (file.name, length)
            assert completeness(data[:length] + bytes(len(data) - length)) is not Completeness.WHOLE, file.name
