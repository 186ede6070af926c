"""What becomes of a photo's pixels: upright, in sRGB, small enough, sharp enough, and without a word of metadata."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps

from display import renditions
from display.icc import ADOBE_RGB, matrix_profile
from display.renditions import BOXES, GROUND, develop

from .pictures import ORIENTATION, corners, jpeg, opened, png, saved, scene, similarity

SMALL = ("thumb", "tv")


def colour_at(data: bytes, x: float, y: float) -> tuple[int, ...]:
    image = opened(data)
    pixel = image.getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(pixel, tuple)
    return pixel


def is_near(pixel: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(pixel, wanted, strict=True))


# Upright


@pytest.mark.parametrize("orientation", range(9))
def test_a_photo_is_shown_upright_whichever_way_the_camera_was_held(orientation: int) -> None:
    """The stored picture is turned the other way first, so that every orientation means the same scene."""
    inverse = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}
    stored = corners()
    if orientation in inverse:
        stored = stored.transpose(renditions._TURNS[inverse[orientation]])
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    made = develop(jpeg(stored, quality=95, exif=exif), "a.jpg", SMALL)
    assert (made.width, made.height) == (320, 200)
    for file in made.files.values():
        assert opened(file).size == (320, 200)
        assert is_near(colour_at(file, 0.25, 0.25), (255, 0, 0))
        assert is_near(colour_at(file, 0.75, 0.25), (0, 255, 0))
        assert is_near(colour_at(file, 0.25, 0.75), (0, 0, 255))


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "TIFF"])
def test_other_formats_are_turned_once_and_not_twice(file_format: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    stored = corners().transpose(Image.Transpose.ROTATE_90)
    made = develop(saved(stored, file_format, exif=exif), "a.tif", SMALL)
    assert (made.width, made.height) == (320, 200)
    assert is_near(colour_at(made.files["tv"], 0.25, 0.25), (255, 0, 0))
    assert is_near(colour_at(made.files["tv"], 0.75, 0.25), (0, 255, 0))


@pytest.mark.sample
def test_the_sample_scenes_look_the_same_in_all_orientations(samples: Path) -> None:
    for shape in ("Landscape", "Portrait"):
        thumbs = []
        for number in range(9):
            data = (samples / "photos" / "orientation" / f"{shape}_{number}.jpg").read_bytes()
            thumbs.append(opened(develop(data, "a.jpg", ["thumb"]).files["thumb"]))
        assert {thumb.size for thumb in thumbs} == {thumbs[0].size}
        assert all(similarity(thumb, thumbs[1]) > 0.8 for thumb in thumbs), shape


# Size and sharpness


@pytest.mark.parametrize("size", [(2400, 1600), (1600, 2400), (2000, 2000), (3000, 200)])
def test_renditions_fit_their_boxes_and_keep_the_shape(size: tuple[int, int]) -> None:
    made = develop(jpeg(Image.new("RGB", size, "teal")), "a.jpg", ("thumb", "tv", "tv4k"))
    for rendition, file in made.files.items():
        width, height = opened(file).size
        assert width <= BOXES[rendition][0]
        assert height <= BOXES[rendition][1]
        assert abs(width / height - size[0] / size[1]) < 0.02 * size[0] / size[1]
        assert opened(file).info.get("progressive") is None


def test_a_small_photo_is_never_enlarged_and_is_its_own_4k() -> None:
    made = develop(jpeg(scene(900, 600)), "a.jpg", SMALL)
    assert opened(made.files["tv"]).size == (900, 600)
    assert made.files["tv4k"] == made.files["tv"]
    tiny = develop(jpeg(scene(30, 20)), "a.jpg", SMALL)
    assert opened(tiny.files["thumb"]).size == (30, 20)


def test_a_large_photo_gets_its_4k_only_when_it_is_asked_for() -> None:
    data = jpeg(scene(2400, 1600))
    assert develop(data, "a.jpg", SMALL).files.keys() == {"thumb", "tv"}
    assert develop(data, "a.jpg", ["tv4k"]).files.keys() == {"tv4k"}


def test_a_tv_rendition_is_as_good_as_a_slow_careful_one() -> None:
    picture = scene(3900, 2600)
    data = jpeg(picture, quality=92)
    tv = opened(develop(data, "a.jpg", SMALL).files["tv"])
    reference = opened(data).resize(tv.size, Image.Resampling.LANCZOS)
    middle = (500, 300, 1100, 700)
    assert similarity(tv.crop(middle), reference.crop(middle)) >= 0.99


# Colours


def test_a_photo_in_adobe_rgb_keeps_its_colours() -> None:
    """Pure Adobe green is outside sRGB; a muted tone shows the conversion: (150, 80, 60) there is redder here."""
    data = jpeg(Image.new("RGB", (64, 64), (150, 80, 60)), quality=98, icc_profile=ADOBE_RGB)
    assert is_near(colour_at(develop(data, "a.jpg", SMALL).files["tv"], 0.5, 0.5), (170, 79, 56), by=3)


def test_a_camera_that_only_hints_at_adobe_rgb_is_understood() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    data = jpeg(Image.new("RGB", (64, 64), (150, 80, 60)), quality=98, exif=exif.tobytes())
    assert is_near(colour_at(develop(data, "a.jpg", SMALL).files["tv"], 0.5, 0.5), (170, 79, 56), by=3)


def test_a_profile_that_only_calls_itself_srgb_is_converted() -> None:
    swapped = matrix_profile(
        "sRGB IEC61966-2.1", (0.385, 0.717, 0.097), (0.436, 0.222, 0.014), (0.143, 0.061, 0.714), 2.2
    )
    data = jpeg(Image.new("RGB", (64, 64), (200, 40, 40)), quality=98, icc_profile=swapped)
    red, green, _ = colour_at(develop(data, "a.jpg", SMALL).files["tv"], 0.5, 0.5)
    assert green > red


@pytest.mark.parametrize("profile", [b"no profile at all", ADOBE_RGB[:200], b"\0" * 500])
def test_a_broken_profile_means_srgb_and_not_a_rejection(profile: bytes) -> None:
    data = jpeg(Image.new("RGB", (64, 64), (150, 80, 60)), quality=98, icc_profile=profile)
    assert is_near(colour_at(develop(data, "a.jpg", SMALL).files["tv"], 0.5, 0.5), (150, 80, 60), by=3)


def test_a_profile_of_another_kind_than_the_picture_is_ignored() -> None:
    inks = Image.new("CMYK", (64, 64), (60, 120, 120, 0))
    ignored, plain = (develop(jpeg(inks, **more), "a.jpg", SMALL).files for more in ({"icc_profile": ADOBE_RGB}, {}))
    assert ignored == plain


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (jpeg(Image.new("CMYK", (64, 64), (0, 255, 255, 0))), (254, 0, 0)),
        (jpeg(Image.new("L", (64, 64), 90)), (90, 90, 90)),
        (png(Image.new("I;16", (64, 64), 0x8000)), (128, 128, 128)),
        (png(Image.new("1", (64, 64), 1)), (255, 255, 255)),
        (png(Image.new("P", (64, 64), 0)), (0, 0, 0)),
        (png(Image.new("LA", (64, 64), (10, 0))), GROUND),
        (png(Image.new("RGBA", (64, 64), (255, 0, 0, 0))), GROUND),
        (png(Image.new("RGBA", (64, 64), (255, 0, 0, 255))), (255, 0, 0)),
        (png(Image.new("P", (64, 64), 0), transparency=0), GROUND),
        (png(Image.new("RGB", (64, 64), (1, 2, 3)), transparency=(1, 2, 3)), GROUND),
        (saved(Image.new("RGB", (64, 64), (9, 99, 199)), "TIFF"), (9, 99, 199)),
        (saved(Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "TIFF"), (254, 0, 0)),
        (saved(Image.new("RGBA", (64, 64), (9, 99, 199, 255)), "WEBP", lossless=True), (9, 99, 199)),
    ],
    ids="cmyk grey grey16 bits palette clear-grey clear opaque clear-index clear-colour tiff cmyk-tiff webp".split(),
)
def test_every_kind_of_picture_becomes_an_srgb_jpeg(data: bytes, expected: tuple[int, ...]) -> None:
    made = develop(data, "a.tif", SMALL)
    for file in made.files.values():
        image = opened(file)
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert is_near(colour_at(file, 0.5, 0.5), expected, by=4)
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        assert "sRGB" in ImageCms.getProfileDescription(profile)


# Metadata


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({0x9003: "2031:05:06 07:08:09"}, "2031-05-06T07:08:09"),
        ({0x9003: "2031:05:06 07:08:09", 0x9011: "+08:00", 0x9291: "25"}, "2031-05-06T07:08:09.250000+08:00"),
        ({0x9003: "2031:05:06 07:08:09", 0x9011: "-03:30"}, "2031-05-06T07:08:09-03:30"),
        ({0x9003: "2031:05:06 07:08:09", 0x9011: "+99:99"}, "2031-05-06T07:08:09"),
        ({0x9003: "0000:00:00 00:00:00"}, None),
        ({0x9003: "yesterday"}, None),
        ({}, None),
    ],
)
def test_the_moment_of_the_photo_is_read_where_there_is_one(fields: dict[int, str], expected: str | None) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769).update(fields)
    assert develop(jpeg(scene(60, 40), exif=exif.tobytes()), "a.jpg", ["thumb"]).taken_at == expected


def test_broken_metadata_does_not_cost_a_viewable_photo() -> None:
    for rubbish in (b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x03" * 400):
        assert develop(jpeg(scene(60, 40), exif=rubbish), "a.jpg", ["thumb"]).width == 60


# Names and sizes that are no reason to refuse


@pytest.mark.sample
def test_what_cameras_write_can_be_shown(samples: Path) -> None:
    for file in sorted((samples / "photos" / "camera").iterdir()):
        data = file.read_bytes()
        made = develop(data, file.name, ["thumb"])
        assert (made.width, made.height) == ImageOps.exif_transpose(opened(data)).size, file.name


def test_a_photo_under_a_wrong_name_is_still_a_photo() -> None:
    assert develop(png(scene(60, 40)), "a.jpg", ["thumb"]).width == 60
    assert develop(jpeg(scene(60, 40)), "a.png", ["thumb"]).width == 60
