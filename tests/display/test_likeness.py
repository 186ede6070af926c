"""Photos that look alike: the frames of a burst are one group, everything else stands alone."""

import io
from itertools import pairwise

from PIL import Image

from display.domain.album import Photo
from display.domain.likeness import MOST_BITS, distance, groups
from display.renditions import develop, difference_hash
from kiosk.demo.painter import paint
from kiosk.demo.shots import Shot, plan


def _photo(number: int, seconds: float | None, dhash: str | None, look: str = "1 White") -> Photo:
    taken = None if seconds is None else f"2026-11-22T10:00:{seconds:09.6f}"
    return Photo(booking="1", id=f"{number:016x}", look=look, taken_at=taken, name=f"{number}.jpg", dhash=dhash)


SAME, NEAR, OTHER = "00000000000000ff", "00000000000000fc", "ffffffff00000000"


def _ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"{number:016x}" for number in numbers)


def test_alike_means_near_in_looks_and_near_in_time() -> None:
    assert distance(SAME, NEAR) == 2
    near = [_photo(1, 0, SAME), _photo(2, 1, NEAR), _photo(3, 20, SAME)]
    assert groups(near) == (_ids(1, 2),)
    assert groups([_photo(1, 0, SAME), _photo(2, 1, OTHER)]) == ()
    assert groups([_photo(1, 0, SAME), _photo(2, 1, SAME, look="2 Evening")]) == ()


def test_a_photo_from_before_there_were_hashes_or_without_a_time_stands_alone() -> None:
    assert groups([_photo(1, 0, None), _photo(2, 0.1, None), _photo(3, 0.2, SAME)]) == ()
    assert groups([_photo(1, None, SAME), _photo(2, None, SAME)]) == ()
    assert groups([]) == ()


def test_a_long_burst_in_which_the_pose_turns_is_one_group() -> None:
    steps = [_photo(n, n * 0.5, f"{(1 << (6 * n)) - 1:016x}") for n in range(8)]
    assert groups(steps) == (_ids(*range(8)),)
    assert distance(steps[0].dhash or "", steps[-1].dhash or "") > MOST_BITS


def test_two_cameras_that_take_turns_make_two_bursts() -> None:
    turns = [_photo(n, n * 0.5, (SAME, OTHER)[n % 2]) for n in range(6)]
    assert groups(turns) == (_ids(0, 2, 4), _ids(1, 3, 5))


def test_a_zone_that_only_some_photos_note_does_not_part_a_burst() -> None:
    one = _photo(1, 0, SAME)
    other = Photo(
        booking="1", id=_ids(2)[0], look="1 White", taken_at="2026-11-22T10:00:01+08:00", name="2", dhash=NEAR
    )
    assert groups([one, other]) == (_ids(1, 2),)


def _hash(shot: Shot) -> str:
    picture = paint(shot, (480, 320)).convert("RGB")
    return difference_hash(picture)


def test_the_painted_bursts_are_found_and_nothing_else() -> None:
    shots = [shot for shot in plan("wedding", 5, 60) if shot.orientation == 1]
    photos = [
        Photo(
            booking="1",
            id=f"{shot.number:016x}",
            look=shot.folder,
            taken_at=shot.taken_at.isoformat(),
            name=shot.file_name,
            dhash=_hash(shot),
        )
        for shot in shots
    ]
    bursts: dict[tuple[str, int], list[str]] = {}
    for shot, photo in zip(shots, photos, strict=True):
        bursts.setdefault((shot.folder, shot.burst), []).append(photo.id)
    assert set(groups(photos)) == {tuple(burst) for burst in bursts.values() if len(burst) > 1}


def test_the_hash_is_of_the_upright_picture_and_comes_with_every_development() -> None:
    picture = Image.linear_gradient("L").resize((900, 600)).convert("RGB")
    out, turned = io.BytesIO(), io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    exif = Image.Exif()
    exif[0x0112] = 8
    picture.transpose(Image.Transpose.ROTATE_270).save(turned, "JPEG", quality=92, exif=exif)
    hashes = [develop(data.getvalue(), "a.jpg", ("thumb", "tv")).dhash for data in (out, turned)]
    assert all(len(one) == 16 for one in hashes)
    assert all(distance(one, other) <= 2 for one, other in pairwise(hashes))
