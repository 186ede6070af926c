"""Look-alikes among the files of real cameras: what follows on one another in a burst is found, other scenes stay apart."""

from dataclasses import replace
from pathlib import Path

import pytest

from display.domain.album import Photo
from display.domain.likeness import MOST_BITS, distance, groups

from .real_bursts import PAIRS, Measured, measured
from .work import done, job_for, media_in

TWO_LOOKS_OF_ONE = {frozenset(pair) for pair in PAIRS}


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> dict[str, Photo]:
    """Every file of `camera`, taken in as a studio's own."""
    media, found = media_in(tmp_path_factory.mktemp("studio")), {}
    for file in sorted((samples / "photos" / "camera").iterdir()):
        outcome = done(media, job_for(media, file.read_bytes(), file.name, is_final=True))
        assert outcome.photo
        found[file.name] = Photo(
            booking="2031",
            id=file.name,
            look="",
            name=file.name,
            taken_at=outcome.taken_at,
            dhash=outcome.dhash,
            camera=outcome.camera,
        )
    return found


@pytest.fixture(scope="module")
def bursts(samples: Path) -> Measured:
    return measured(samples)


def test_a_photo_and_its_hdr_are_alike_and_no_two_other_scenes_are(photos: dict[str, Photo]) -> None:
    near = {
        frozenset((one.name, other.name))
        for one in photos.values()
        for other in photos.values()
        if one.name < other.name and distance(one.dhash or "", other.dhash or "") <= MOST_BITS
    }
    assert near == TWO_LOOKS_OF_ONE


def test_they_are_one_burst_only_where_they_follow_at_once(photos: dict[str, Photo]) -> None:
    iphone, canon = ("iphone_hdr_NO.jpg", "iphone_hdr_YES.jpg"), ("canon_hdr_NO.jpg", "canon_hdr_YES.jpg")
    assert set(groups(photos.values())) == {iphone}  # half a second; the other camera's two are 26 s apart
    first = photos[canon[0]]
    at_once = [first, replace(photos[canon[1]], taken_at=first.taken_at)]
    assert groups(at_once) == (canon,)


def test_the_next_frame_of_a_real_photo_is_found_and_no_other_scene(bursts: Measured) -> None:
    assert bursts.recall(MOST_BITS) > 0.94
    assert bursts.false_joins(MOST_BITS) == 0
    light = ("half a stop lighter", "half a stop darker", "warmer", "cooler", "noisy", "blurred", "encoded anew")
    assert all(max(bursts.apart[change]) <= MOST_BITS for change in (*light, "moved by 1 %", "tilted by 1°"))


def test_places_that_may_differ_are_as_many_as_keep_other_scenes_apart_with_room_to_spare(bursts: Measured) -> None:
    assert bursts.false_joins(MOST_BITS + 1) == 0
    assert bursts.recall(MOST_BITS) - bursts.recall(MOST_BITS - 2) > 0.02
