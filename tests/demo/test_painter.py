"""The demo's camera: the same session every time, real camera files, and nothing painted twice."""

import io
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps

from kiosk.demo import camera, painter
from kiosk.demo.drawing.grounds import GROUNDS
from kiosk.demo.scenes import compose
from kiosk.demo.shots import DAMAGED_NUMBER, LOOKS, Shot, painting_order, plan

SIZE = (300, 200)
KINDS = sorted(LOOKS)


def folder_of(shots: list[Shot]) -> list[str]:
    return sorted({shot.folder for shot in shots})


def first(shots: list[Shot], **wanted: object) -> Shot:
    return next(shot for shot in shots if all(getattr(shot, name) == value for name, value in wanted.items()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_always_plans_the_same_session(kind: str) -> None:
    assert plan(kind, 7, 90) == plan(kind, 7, 90)
    assert plan(kind, 7, 90) != plan(kind, 8, 90)


def test_a_wedding_is_planned_in_three_looks_each_a_folder_of_its_own() -> None:
    shots = plan("wedding", 7, 240)
    assert len(shots) == 240
    assert folder_of(shots) == ["1 White gown", "2 Evening gown", "3 Qipao"]
    assert [len(folder_of(plan(kind, 7, 60))) for kind in KINDS] == [2, 1, 3]


def test_a_session_has_bursts_both_orientations_and_many_scenes() -> None:
    shots = plan("wedding", 7, 240)
    lengths = [sum(other.burst == shot.burst for other in shots) for shot in shots if shot.beat == 0]
    assert max(lengths) > 3
    assert all(length <= 6 for length in lengths)
    assert {shot.orientation for shot in shots} == {1, 6, 8}
    assert len({(shot.scene, shot.ground, shot.frame) for shot in shots}) > 60
    assert 0 < sum(shot.has_place for shot in shots) < 40
    assert 0 < sum(shot.is_adobe_rgb for shot in shots) < 60


def test_time_runs_forward_and_no_file_name_comes_twice() -> None:
    shots = plan("wedding", 7, 700, datetime(2025, 5, 17, 10, 0))
    assert all(one.taken_at < two.taken_at for one, two in pairwise(shots))
    assert len({shot.file_name for shot in shots}) == 700
    assert DAMAGED_NUMBER not in {shot.number for shot in shots}
    assert shots[0].file_name == "DSC_0412.JPG"


def test_the_first_photos_to_arrive_show_every_look() -> None:
    shots = plan("wedding", 7, 240)
    order = painting_order(shots, 40)
    assert folder_of(order[:40]) == folder_of(shots)
    assert sorted(shot.number for shot in order) == [shot.number for shot in shots]


@pytest.mark.parametrize("kind", KINDS)
def test_every_scene_of_every_look_can_be_drawn(kind: str) -> None:
    shots = {(shot.look, shot.scene): shot for shot in plan(kind, 3, 200)}
    assert set(shots) >= {(look.name, scene) for look in LOOKS[kind] for scene, _ in look.scenes}
    for shot in shots.values():
        picture = compose(shot)
        assert (picture.width < picture.height) == shot.is_upright
        assert picture.subject


def test_every_place_of_the_plan_exists() -> None:
    assert {ground for looks in LOOKS.values() for look in looks for ground in look.grounds} <= set(GROUNDS)


def test_a_painted_file_says_when_and_how_it_was_taken(tmp_path: Path) -> None:
    shot = replace(first(plan("wedding", 7, 60), orientation=6, is_adobe_rgb=False), has_place=True)
    path = painter.write_photo(shot, tmp_path, SIZE)
    assert path == tmp_path / shot.folder / shot.file_name
    with Image.open(path) as image:
        assert (image.format, image.size) == ("JPEG", SIZE)
        assert ImageOps.exif_transpose(image).size == (SIZE[1], SIZE[0])
        exif = image.getexif()
    taken = exif.get_ifd(camera.EXIF_FOLDER)
    assert exif[camera.ORIENTATION] == 6
    assert exif[0x0110] == "Hand to Hand Demo Camera"
    assert taken[camera.DATE_TIME_ORIGINAL] == f"{shot.taken_at:%Y:%m:%d %H:%M:%S}"
    assert taken[camera.SUB_SECONDS] == f"{shot.taken_at.microsecond // 10000:02d}"
    degrees, minutes, seconds = exif.get_ifd(camera.GPS_FOLDER)[2]
    assert float(degrees) + float(minutes) / 60 + float(seconds) / 3600 == pytest.approx(52.3702, abs=1e-4)


def test_an_upright_picture_is_stored_lying_and_stands_up_by_its_orientation() -> None:
    upright = first(plan("wedding", 7, 60), orientation=6)
    left, right = painter.paint(upright, SIZE), painter.paint(replace(upright, orientation=8), SIZE)
    stood = [left.transpose(Image.Transpose.ROTATE_270), right.transpose(Image.Transpose.ROTATE_90)]
    assert unlikeness(*stood) < 6


def test_frames_of_a_burst_are_nearly_alike_and_other_pictures_are_not() -> None:
    shots = plan("wedding", 7, 60)
    later = first(shots, beat=2)
    earlier = first(shots, burst=later.burst, beat=1)
    other = next(s for s in shots if s.ground != later.ground and s.is_upright == later.is_upright)
    painted = [painter.paint(shot, SIZE) for shot in (earlier, later, other)]
    assert 0 < unlikeness(painted[0], painted[1]) < unlikeness(painted[0], painted[2]) / 2


def unlikeness(one: Image.Image, two: Image.Image) -> float:
    """Mean difference of brightness, 0–255, of two pictures seen from afar."""
    far = [image.convert("L").resize((60, 60)) for image in (one, two)]
    histogram = ImageChops.difference(*far).histogram()
    return sum(value * count for value, count in enumerate(histogram)) / 3600


def test_an_adobe_rgb_file_carries_its_profile(tmp_path: Path) -> None:
    shot = replace(plan("portrait", 7, 10)[0], is_adobe_rgb=True)
    with Image.open(painter.write_photo(shot, tmp_path, SIZE)) as image:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    assert "Adobe RGB" in ImageCms.getProfileDescription(profile)


def test_going_on_paints_only_what_is_missing(tmp_path: Path) -> None:
    shots = plan("portrait", 7, 4)
    assert painter.paint_session(shots[:2], tmp_path, SIZE) == 2
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.JPG")}
    assert painter.paint_session(shots, tmp_path, SIZE) == 2
    assert painter.paint_session(shots, tmp_path, SIZE) == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [shot.file_name for shot in shots]


def test_painting_again_gives_the_same_bytes(tmp_path: Path) -> None:
    shot = plan("family", 7, 10)[3]
    one = painter.write_photo(shot, tmp_path / "one", SIZE).read_bytes()
    assert painter.write_photo(shot, tmp_path / "two", SIZE).read_bytes() == one


def test_the_damaged_file_opens_but_cannot_be_decoded(tmp_path: Path) -> None:
    path = painter.write_damaged(plan("portrait", 7, 4), tmp_path, SIZE)
    assert path.name == "DSC_0999.JPG"
    with Image.open(path) as image, pytest.raises(OSError, match="truncated"):
        image.load()


def test_the_program_fills_the_folder_of_a_booking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--media", str(tmp_path), "--booking", "2031", "--kind", "portrait", "--seed", "7", "--count", "3"]
    assert painter.main([*asked, "--size", "150x100", "--with-damaged"]) == 0
    folder = tmp_path / "photos" / "2031" / "1 Kimono"
    assert [path.name for path in sorted(folder.iterdir())] == [
        "DSC_0412.JPG",
        "DSC_0413.JPG",
        "DSC_0414.JPG",
        "DSC_0999.JPG",
    ]
    assert "3 photos painted" in capsys.readouterr().out
