"""What cannot be shown is refused early, with a reason, and never breaks anything."""

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from display import renditions
from display.library import REASONS
from display.renditions import Unusable, develop

from .pictures import jpeg, png, png_bomb, saved, scene, two_pictures

SMALL = ("thumb", "tv")


def reason_for(data: bytes, name: str = "a.jpg") -> str:
    with pytest.raises(Unusable) as caught:
        develop(data, name, SMALL)
    assert caught.value.reason in REASONS
    return caught.value.reason


def test_bombs_are_refused_by_their_header() -> None:
    assert reason_for(png_bomb(13_000, 13_000)) == "too_large"
    assert reason_for(png(Image.new("L", (40_000, 1)))) == "not_a_photo"


def test_a_header_that_promises_more_than_the_file_can_hold_is_damaged() -> None:
    data = bytearray(jpeg(scene(64, 64)))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = (12_000).to_bytes(2, "big") + (16_000).to_bytes(2, "big")
    assert reason_for(bytes(data)) == "damaged"
    with pytest.raises(Unusable, match="16000x12000"):  # by its header: nobody has begun to decode so much
        develop(bytes(data), "a.jpg", SMALL)


@pytest.mark.parametrize("file_format", ["PDF", "EPS", "ICO", "GIF", "BMP", "TIFF", "PPM", "TGA", "JPEG2000"])
def test_other_formats_under_a_photos_name_are_no_photos(file_format: str) -> None:
    assert reason_for(saved(scene(64, 64), file_format)) == "not_a_photo"


@pytest.mark.parametrize("data", [b"8BPS\0\1" + bytes(100), b"SIMPLE  =", b"<svg/>", b"MZ", b"text", b"\0\1\2\3"])
def test_what_is_no_picture_is_no_photo(data: bytes) -> None:
    assert reason_for(data) == "not_a_photo"


def test_a_heic_photo_is_named_as_such_where_it_cannot_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renditions, "HAS_HEIC", False)
    assert reason_for(b"\0\0\0\x18ftypheic" + bytes(100), "a.heic") == "heic_unsupported"
    assert reason_for(b"\0\0\0\x18ftypheic" + bytes(100), "a.jpg") == "heic_unsupported"


def test_a_photo_whose_lower_part_is_missing_is_damaged_even_with_an_end_marker() -> None:
    data = jpeg(scene(1200, 800))
    begin = data.index(b"\xff\xda") + 20
    for tenth in range(1, 10):
        cut = begin + (len(data) - begin) * tenth // 10
        assert reason_for(data[:cut] + b"\xff\xd9") == "damaged"


def test_a_photo_that_really_ends_in_grey_is_not_damaged() -> None:
    for mode, colour in (("RGB", (128, 128, 128)), ("L", 128)):
        assert develop(jpeg(Image.new(mode, (2400, 1600), colour)), "a.jpg", SMALL).width == 2400


def test_mutated_files_are_shown_or_rejected_but_never_break_anything() -> None:
    chance = random.Random(18)
    for original in (jpeg(scene(120, 80)), png(scene(60, 40)), saved(scene(60, 40), "WEBP"), two_pictures()):
        for _ in range(60):
            data = bytearray(original)
            for _ in range(chance.randrange(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                develop(bytes(data), "a.tif", ["thumb"])
            except Unusable as error:
                assert error.reason in REASONS


@pytest.mark.sample
def test_iphone_files_are_shown_upright_and_say_nothing_of_the_phone(samples: Path) -> None:
    for file in sorted((samples / "photos" / "heic").iterdir()):
        made = develop(file.read_bytes(), file.name, ["thumb", "tv"])
        assert made.height > made.width, file.name
        for rendition in made.files.values():
            assert not Image.open(io.BytesIO(rendition)).getexif()
            assert not any(word in rendition for word in (b"Exif", b"Apple", b"iPhone", b"GPS", b"ns.adobe.com"))
