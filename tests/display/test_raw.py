"""RAW files by the preview in them: found, turned upright, bounded, and silent beside the JPEG of the same shot (adr/0016)."""

import os
import random
import struct
from pathlib import Path

import pytest
from PIL import Image

from display import worker
from display.completeness import frame_size
from display.darkroom import PATIENCE_SECONDS
from display.folder import list_booking
from display.jobs import Job, Outcome
from display.library import PHOTOS, Kind, rendition_path
from display.raw import preview_in
from display.settling import RAW_SECONDS, Arrival, Arrivals

from .pictures import corners, jpeg, opened, scene
from .raws import (
    LONG,
    PICTURE_LENGTH,
    PICTURE_PLACE,
    canon_cr2,
    canon_cr3,
    directory,
    fuji_raf,
    laid_out,
    olympus_orf,
    panasonic_rw2,
    tiff_raw,
)
from .work import done, job_for, media_in

LARGE, SMALL = jpeg(scene(1620, 1080)), jpeg(scene(160, 120))
LOSSLESS = LARGE.replace(b"\xff\xc0", b"\xff\xc3", 1)  # what a frame of the sensor's own data begins with

BY_MAKER = {
    "Nikon, Sony, Adobe": tiff_raw(LARGE, thumbnail=SMALL),
    "big endian": tiff_raw(LARGE, magic=b"MM\0*", thumbnail=SMALL),
    "Canon": canon_cr2(LARGE, LOSSLESS),
    "Canon since 2018": canon_cr3(LARGE),
    "Panasonic": panasonic_rw2(LARGE),
    "Olympus": olympus_orf(LARGE),
    "Fuji": fuji_raf(LARGE),
}


@pytest.fixture
def media(tmp_path: Path) -> Path:
    return media_in(tmp_path)


def raw_job(media: Path, content: bytes, name: str = "DSC_1.NEF", is_final: bool = True) -> Job:
    return job_for(media, content, name, is_final)


def on_tv(media: Path, outcome: Outcome) -> Image.Image:
    assert outcome.photo
    return opened(rendition_path(media, "2031", outcome.photo, "tv").read_bytes())


@pytest.mark.parametrize("maker", BY_MAKER)
def test_the_largest_preview_is_found_whoever_made_the_camera(maker: str) -> None:
    found = preview_in(BY_MAKER[maker])
    assert found.picture == LARGE


def test_the_sensors_own_data_is_never_taken_for_a_picture() -> None:
    assert frame_size(LARGE) == (1620, 1080)
    assert frame_size(LOSSLESS) == (0, 0)
    assert preview_in(canon_cr2(SMALL, LOSSLESS)).picture == b""


def test_a_thumbnail_is_too_small_to_be_shown() -> None:
    assert preview_in(tiff_raw(SMALL)).picture == b""


@pytest.mark.parametrize(("orientation", "upper_left"), [(1, (255, 0, 0)), (6, (0, 0, 255)), (8, (0, 255, 0))])
def test_it_is_turned_upright_and_dated_by_the_raws_own_words(
    media: Path, orientation: int, upper_left: tuple[int, int, int]
) -> None:
    picture = jpeg(corners().resize((1600, 1000)))
    outcome = done(media, raw_job(media, tiff_raw(picture, orientation=orientation)))
    assert (outcome.status, outcome.taken_at) == ("done", "2026-11-22T10:11:12")
    assert (outcome.width, outcome.height) == ((1600, 1000) if orientation == 1 else (1000, 1600))
    seen = on_tv(media, outcome).getpixel((40, 40))
    assert isinstance(seen, tuple)
    assert max(abs(one - wanted) for one, wanted in zip(seen, upper_left, strict=True)) < 12
    if orientation != 1:
        assert done(media, raw_job(media, canon_cr3(picture, orientation), "IMG_1.CR3")).width == 1000


def test_its_identity_is_the_raws_own_and_the_original_stays_as_it_is(media: Path) -> None:
    content = tiff_raw(LARGE)
    job = raw_job(media, content)
    outcome = done(media, job)
    assert outcome.photo == worker.photo_id(content)
    assert (media / PHOTOS / job.real).read_bytes() == content


@pytest.mark.parametrize("content", [tiff_raw(SMALL), b"MM\0*" + bytes(60), b"text that is no picture", LARGE])
def test_one_without_a_preview_is_turned_away_with_a_sentence_once_it_has_been_still(
    media: Path, content: bytes
) -> None:
    assert done(media, raw_job(media, content, is_final=False)).status == "incomplete"
    outcome = done(media, raw_job(media, content))
    assert (outcome.status, outcome.reason) == ("rejected", "raw_unsupported")


@pytest.mark.parametrize("maker", ["Nikon, Sony, Adobe", "Canon", "Canon since 2018", "Olympus"])
def test_one_that_is_still_being_copied_waits(media: Path, maker: str) -> None:
    content = BY_MAKER[maker]
    for keep in (len(content) // 20, len(content) // 2):
        assert done(media, raw_job(media, content[:keep], is_final=False)).status == "incomplete"


def test_one_whose_preview_is_whole_is_shown_though_it_counts_in_its_own_fashion(media: Path) -> None:
    assert not preview_in(BY_MAKER["Panasonic"]).is_whole
    assert done(media, raw_job(media, BY_MAKER["Panasonic"])).status == "done"


def test_a_torn_preview_is_said_to_be_torn(media: Path) -> None:
    whole = tiff_raw(LARGE)
    torn = whole[: 1024 + len(LARGE) // 2]
    assert done(media, raw_job(media, torn)).reason == "incomplete"


def test_directories_in_a_circle_or_without_end_cost_nothing() -> None:
    circle = laid_out({0: b"II*\0" + struct.pack("<I", 8), 8: directory([(0x014A, LONG, 1, 8)], following=8)})
    assert preview_in(circle).picture == b""
    endless = laid_out({0: b"II*\0" + struct.pack("<I", 8), 8: directory([(0x014A, LONG, 0xFFFFFFFF, 8)])})
    assert preview_in(endless).picture == b""
    far = directory([(PICTURE_PLACE, LONG, 1, 0xFFFFFFF0), (PICTURE_LENGTH, LONG, 1, 0xFFFFFFF0)])
    assert not preview_in(laid_out({0: b"II*\0" + struct.pack("<I", 8), 8: far})).is_whole
    noise = random.Random(7).randbytes(65_536)
    assert preview_in(b"II*\0" + struct.pack("<I", 8) + noise).picture == b""


# --- beside the JPEG of the same shot ---


def names(root: Path) -> set[str]:
    descriptor = os.open(root, os.O_RDONLY)
    try:
        return {file.real for file in list_booking(descriptor, "1").files.values()}
    finally:
        os.close(descriptor)


def test_a_raw_beside_its_jpeg_is_silently_the_jpegs_companion(tmp_path: Path) -> None:
    (tmp_path / "1" / "gown").mkdir(parents=True)
    for name in ("DSC_1.NEF", "dsc_1.jpg", "DSC_2.NEF", "gown/DSC_2.jpg", "DSC_3.CR3", "DSC_3.CR3.xmp"):
        (tmp_path / "1" / name).write_bytes(b"content")
    assert names(tmp_path) == {"1/dsc_1.jpg", "1/DSC_2.NEF", "1/gown/DSC_2.jpg", "1/DSC_3.CR3"}
    (tmp_path / "1" / "dsc_1.jpg").unlink()
    assert "1/DSC_1.NEF" in names(tmp_path)


def test_a_raw_waits_a_little_longer_for_a_jpeg_that_is_copied_after_it(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "DSC_1.ARW").write_bytes(b"content")
    descriptor = os.open(tmp_path, os.O_RDONLY)
    (found,) = list_booking(descriptor, "1").files.values()
    os.close(descriptor)
    assert found.kind is Kind.RAW
    arrival = Arrival(found, since=100.0, before=None)
    due = arrival.due_at(PATIENCE_SECONDS)
    assert due == 100.0 + RAW_SECONDS and RAW_SECONDS < 5, "what is wrong is named within five seconds (F18)"
    assert Arrivals(PATIENCE_SECONDS).is_final(arrival, due), "a second look would name a cut-off one too late"
