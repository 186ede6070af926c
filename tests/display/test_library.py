"""Names and paths: what counts as a photo, how odd names are shown, where renditions are."""

import os
import re
from pathlib import Path

import pytest

from display.library import REASONS, Kind, display_text, is_booking, is_look, kind_of, path_key, rendition_path

PHOTO = "0123456789abcdef"


@pytest.mark.parametrize(
    "name", ["DSC_0412.JPG", "a.jpeg", "b.PNG", "c.webp", "d.tiff", "e.HEIC", "汉字.jpg", "CON.jpg"]
)
def test_photos_are_known_by_their_ending(name: str) -> None:
    assert kind_of(name) is Kind.PHOTO


@pytest.mark.parametrize("name", ["DSC_0412.NEF", "IMG_1.cr2", "a.dng", "b.ARW"])
def test_raw_files_are_known_as_such(name: str) -> None:
    assert kind_of(name) is Kind.RAW


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "._DSC.JPG", "~$DSC.jpg", "DSC.jpg~", "DSC.jpg.part", "a.jpg.crdownload", "a.tmp"],
)
def test_hidden_and_half_written_files_are_none_of_ours(name: str) -> None:
    assert kind_of(name) is Kind.OTHER


@pytest.mark.parametrize("name", ["DSC_0412.xmp", "notes.txt", "film.mov", "no_ending"])
def test_sidecars_and_films_are_none_of_ours(name: str) -> None:
    assert kind_of(name) is Kind.OTHER


def test_bookings_are_plain_digits() -> None:
    assert is_booking("2031")
    assert not any(map(is_booking, ["", "2031a", "Chen", "../1", "２０３１", "1" * 13, "2031\n"]))


def test_folders_of_a_nas_hold_no_photos() -> None:
    assert is_look("evening gown")
    assert not any(map(is_look, [".hidden", "@eaDir", "$RECYCLE.BIN", "__MACOSX"]))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("照片👰🏽‍♀️.jpg", "照片👰🏽‍♀️.jpg"),
        ("a\nb.jpg", "a\ufffdb.jpg"),
        ("a\u202egpj.exe.jpg", "a\ufffdgpj.exe.jpg"),
        (os.fsdecode(b"a\xff.jpg"), "a\ufffd.jpg"),
        ("<script>.jpg", "<script>.jpg"),
    ],
)
def test_odd_names_come_out_as_showable_text(name: str, shown: str) -> None:
    assert display_text(name) == shown


def test_two_files_never_share_a_key() -> None:
    names = [os.fsdecode(b"2031/a\xff.jpg"), "2031/a\\xff.jpg", "2031/a\\\\xff.jpg", "2031/a.jpg"]
    keys = [path_key(name) for name in names]
    assert len(set(keys)) == len(names)
    assert all(key.encode("utf-8") for key in keys)


def test_a_rendition_has_one_place() -> None:
    expected = Path("/media/renditions/2031/0123456789abcdef.tv4k.jpg")
    assert rendition_path(Path("/media"), "2031", PHOTO, "tv4k") == expected


@pytest.mark.parametrize(
    ("booking", "photo", "rendition"),
    [("..", PHOTO, "tv"), ("2031", "../../etc/passwd", "tv"), ("2031", PHOTO, "../tv"), ("2031", PHOTO.upper(), "tv")],
)
def test_forged_names_lead_nowhere(booking: str, photo: str, rendition: str) -> None:
    with pytest.raises(ValueError, match="no such rendition"):
        rendition_path(Path("/media"), booking, photo, rendition)


def test_every_reason_is_one_sentence_that_names_the_file() -> None:
    for sentence in REASONS.values():
        assert re.findall(r"{(\w+)}", sentence) == ["name"]
        assert sentence.endswith(".")
