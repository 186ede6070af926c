"""What a file tells beside its picture goes nowhere: a secret is planted in every place there is, and looked for in everything
that leaves the worker, the renditions and its answer (FAULTS T18)."""

from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from display.icc import matrix_profile
from display.library import RENDITIONS, rendition_path

from .pictures import jpeg, opened, png, saved, scene
from .raws import (
    ASCII,
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

CANARY = b"CANARY-7F3A"
TEXT = CANARY.decode()
PICTURE = scene(1200, 800)
DESCRIPTION, ARTIST, COPYRIGHT, OWNER, SERIAL = 0x010E, 0x013B, 0x8298, 0xA430, 0xA431
XMP, IPTC, PHOTOSHOP, DNG_SERIAL = 0x02BC, 0x83BB, 0x8649, 0xC62F
NO_WORDS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"}


def exif() -> Image.Exif:
    """By whom, whose, with which camera, where and why."""
    words = Image.Exif()
    words.update({DESCRIPTION: TEXT, ARTIST: TEXT, COPYRIGHT: TEXT, DNG_SERIAL: TEXT})
    words.get_ifd(0x8769).update(
        {0x9286: b"ASCII\0\0\0" + CANARY, 0x927C: b"Maker\0" + CANARY, OWNER: TEXT, SERIAL: TEXT}
    )
    words.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 48.0), 29: TEXT})
    return words


def profile() -> bytes:
    return matrix_profile(TEXT, (0.436, 0.222, 0.014), (0.385, 0.717, 0.097), (0.143, 0.061, 0.714), 2.2)


def camera_jpeg() -> bytes:
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10\x1c\x02\x78\0\x0b" + CANARY
    segment = b"\xff\xed" + (len(photoshop) + 2).to_bytes(2, "big") + photoshop
    words = {"exif": exif().tobytes(), "icc_profile": profile(), "comment": CANARY, "xmp": b"<x>%b</x>" % CANARY}
    data = jpeg(PICTURE, **words)
    return data[:2] + segment + data[2:] + CANARY


def with_thumbnail() -> bytes:
    """A small picture in the camera's words, which has words of its own."""
    small = jpeg(scene(160, 120), comment=CANARY)
    place = [(PICTURE_PLACE, LONG, 1, 400), (PICTURE_LENGTH, LONG, 1, len(small))]
    first = directory([(DESCRIPTION, ASCII, len(CANARY) + 1, 300)], following=200)
    words = laid_out({0: b"II*\0\x08\0\0\0", 8: first, 200: directory(place), 300: CANARY + b"\0", 400: small})
    return jpeg(PICTURE, exif=b"Exif\0\0" + words)


def annotated_png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", TEXT)
    notes.add_text("Author", TEXT, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", TEXT)
    return png(PICTURE, pnginfo=notes, exif=exif().tobytes(), icc_profile=profile()) + CANARY


def annotated_tiff(**how: object) -> bytes:
    words = exif()
    words.update({XMP: b"<x>%b</x>" % CANARY, IPTC: CANARY, PHOTOSHOP: b"8BIM" + CANARY})
    return saved(PICTURE, "TIFF", exif=words, icc_profile=profile(), **how) + CANARY


CAMERA = camera_jpeg()
PLANTED = {
    "a.jpg": CAMERA,
    "in-srgb.jpg": jpeg(PICTURE, exif=exif().tobytes(), comment=CANARY),
    "thumbnail.jpg": with_thumbnail(),
    "a.png": annotated_png(),
    "a.webp": saved(PICTURE, "WEBP", exif=exif().tobytes(), xmp=CANARY, icc_profile=profile()),
    "a.tif": annotated_tiff(),
    "packed.tiff": annotated_tiff(compression="tiff_lzw"),
    "a.dng": tiff_raw(CAMERA, thumbnail=jpeg(scene(160, 120), comment=CANARY), taken_at=TEXT) + CANARY,
    "a.nef": tiff_raw(CAMERA, magic=b"MM\0*", thumbnail=jpeg(scene(160, 120), comment=CANARY)) + CANARY,
    "a.cr2": canon_cr2(CAMERA, CAMERA.replace(b"\xff\xc0", b"\xff\xc3", 1)),
    "a.cr3": canon_cr3(CAMERA),
    "a.raf": fuji_raf(CAMERA) + CANARY,
    "a.orf": olympus_orf(CAMERA) + CANARY,
    "a.rw2": panasonic_rw2(CAMERA) + CANARY,
}


@pytest.mark.parametrize("name", PLANTED)
def test_t18_nothing_that_a_file_tells_leaves_the_worker(tmp_path: Path, name: str) -> None:
    data, media = PLANTED[name], media_in(tmp_path)
    assert data.count(CANARY) >= 2
    outcome = done(media, job_for(media, data, name, is_final=True))
    assert outcome.status == "done" and outcome.photo, outcome
    assert CANARY not in outcome.to_json()
    for rendition in RENDITIONS:
        file = rendition_path(media, "2031", outcome.photo, rendition).read_bytes()
        assert CANARY not in file
        assert not opened(file).getexif()
        assert opened(file).info.keys() <= NO_WORDS
    kept = [file for file in (media / "renditions").rglob("*") if file.is_file()]
    assert len(kept) == len(RENDITIONS)
