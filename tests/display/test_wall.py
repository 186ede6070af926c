"""A photo on the wall: millimetres are kept where they can be, and nothing is claimed where they cannot."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.domain import calibration
from display.domain import refusals as r
from display.domain.wall import (
    AIR,
    CARD_WIDTH_MM,
    CLEAR_MM,
    EYE_MM,
    FINISHES,
    FLOOR_MM,
    FRAMES_MM,
    MATS_MM,
    SCENES,
    Hanging,
    Size,
    View,
    printed,
    px_per_mm,
    size,
    view_of,
)
from kiosk.domain.device import Glass

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GLASS = Glass(width_px=1920, height_px=1080)
SET_OF_55 = 1920 / 1210  # pixels to a millimetre
HUNG = Hanging(
    slide="a",
    photo_width=6000,
    photo_height=4000,
    short_mm=400,
    long_mm=600,
    frame_mm=15,
    mat_mm=0,
    finish="oak",
    scene="living",
)
UPRIGHT = replace(HUNG, photo_width=4000, photo_height=6000)

hangings = st.builds(
    Hanging,
    slide=st.just("a"),
    photo_width=st.integers(100, 12000),
    photo_height=st.integers(100, 12000),
    short_mm=st.integers(90, 1000),
    long_mm=st.integers(1000, 1600),
    frame_mm=st.sampled_from(FRAMES_MM),
    mat_mm=st.sampled_from(MATS_MM),
    finish=st.sampled_from(FINISHES),
    scene=st.sampled_from(sorted(SCENES)),
    is_far=st.booleans(),
)
widths, heights = st.integers(640, 8000), st.integers(480, 5000)


def framed_px(hanging: Hanging, view: View, width_px: int) -> tuple[float, float, float, float]:
    """Where the frame comes to stand on the screen: left, top, right, bottom."""
    frame, ratio = printed(hanging).grown(hanging.margin_mm), width_px / view.window.width
    left, top = (frame.x - view.window.x) * ratio, (frame.y - view.window.y) * ratio
    return left, top, left + frame.width * ratio, top + frame.height * ratio


def test_a_card_tells_the_size_of_a_pixel() -> None:
    assert px_per_mm(171.2) == pytest.approx(2)


def test_a_size_is_told_in_centimetres_whichever_side_comes_first() -> None:
    assert size("40x60") == size("60x40") == Size(400, 600)
    assert size("40x60").key == "40x60"


def test_the_long_side_of_the_print_follows_the_photo() -> None:
    assert (HUNG.width_mm, HUNG.height_mm) == (600, 400)
    assert (UPRIGHT.width_mm, UPRIGHT.height_mm) == (400, 600)


@pytest.mark.parametrize(
    ("photo", "paper", "percent"),
    [((6000, 4000), "40x60", 0), ((6016, 4016), "20x30", 0), ((4000, 3000), "40x60", 11), ((3000, 3000), "40x60", 33)],
)
def test_another_shape_of_paper_says_how_much_it_crops(photo: tuple[int, int], paper: str, percent: int) -> None:
    for width, height in (photo, photo[::-1]):
        assert replace(HUNG, photo_width=width, photo_height=height).cropped(size(paper)) == percent


def test_the_middle_hangs_at_eye_level_and_never_close_to_what_stands_below() -> None:
    print_ = printed(HUNG)
    assert print_.y + print_.height / 2 == -EYE_MM
    tall = replace(UPRIGHT, short_mm=600, long_mm=900, mat_mm=80, scene="bedroom")
    frame = printed(tall).grown(tall.margin_mm)
    assert frame.y + frame.height == pytest.approx(-SCENES["bedroom"] - CLEAR_MM)


def test_what_fits_is_shown_at_true_size() -> None:
    view = view_of(HUNG, 1920, 1080, SET_OF_55)
    assert (view.scale, view.percent) == (1.0, 100)
    assert view.window.width == pytest.approx(1210)


def test_what_does_not_fit_is_shown_smaller_and_says_how_much() -> None:
    view = view_of(replace(UPRIGHT, short_mm=600, long_mm=900), 1920, 1080, SET_OF_55)
    assert view.percent == 68
    assert view.window.height == pytest.approx((900 + 30) / (1 - 2 * AIR))


def test_a_hairs_breadth_less_than_true_size_is_not_called_true_size() -> None:
    assert View(printed(HUNG), 0.9999).percent == 99


def test_a_tv_that_nobody_has_calibrated_claims_nothing() -> None:
    view = view_of(HUNG, 1920, 1080, None)
    assert (view.scale, view.percent) == (None, None)


def test_the_whole_room_has_its_floor_and_is_never_called_true_size_on_a_tv() -> None:
    view = view_of(replace(HUNG, is_far=True), 1920, 1080, SET_OF_55)
    assert view.percent == 29
    assert view.window.y + view.window.height == pytest.approx(FLOOR_MM)


@given(hangings, widths, heights, st.floats(0.3, 12))
def test_the_frame_is_always_whole_on_the_screen_and_never_larger_than_life(
    hanging: Hanging, width: int, height: int, px: float
) -> None:
    view = view_of(hanging, width, height, px)
    left, top, right, bottom = framed_px(hanging, view, width)
    assert view.scale is not None and 0 < view.scale <= 1
    assert min(left, width - right) >= width * AIR - 1e-6
    assert min(top, height - bottom) >= -1e-6
    assert right - left == pytest.approx((hanging.width_mm + 2 * hanging.margin_mm) * px * view.scale)
    assert view.window.width / view.window.height == pytest.approx(width / height)


@given(hangings, widths, heights, st.floats(0.3, 12))
def test_it_is_shown_smaller_only_if_it_has_to_be(hanging: Hanging, width: int, height: int, px: float) -> None:
    view = view_of(replace(hanging, is_far=False), width, height, px)
    left, top, right, bottom = framed_px(hanging, view, width)
    is_full = (right - left) / width, (bottom - top) / height
    assert view.scale == 1 or max(is_full) == pytest.approx(1 - 2 * AIR)


@given(hangings)
def test_a_crop_is_the_same_however_the_camera_was_held(hanging: Hanging) -> None:
    turned = replace(hanging, photo_width=hanging.photo_height, photo_height=hanging.photo_width)
    assert hanging.cropped(hanging.size) == turned.cropped(hanging.size) < 100


def test_a_card_that_fits_calibrates_the_tv_and_takes_the_outline_away() -> None:
    adjusting = calibration.shown(GLASS, 135.5, NOON)
    assert (adjusting.card_px, adjusting.card_until) == (135.5, NOON + calibration.CARD_LIFE)
    done = calibration.fitted(adjusting, 135.5)
    assert (done.px_per_mm, done.card_px) == (135.5 / CARD_WIDTH_MM, None)


def test_another_size_of_the_picture_makes_a_calibration_worthless() -> None:
    calibrated = calibration.fitted(GLASS, 135.5)
    assert calibration.measured(calibrated, 1920, 1080) is calibrated
    assert calibration.measured(calibrated, 3840, 2160).px_per_mm is None


def test_adjusting_begins_where_it_was_left() -> None:
    assert calibration.first_card_px(GLASS) == pytest.approx(CARD_WIDTH_MM * SET_OF_55, abs=calibration.STEP_PX)
    assert calibration.first_card_px(calibration.fitted(GLASS, 240)) == pytest.approx(240)
    assert calibration.first_card_px(calibration.shown(GLASS, 250.5, NOON)) == 250.5


@pytest.mark.parametrize("card_px", [10, 1700, 5000])
def test_a_card_is_no_speck_and_no_larger_than_the_screen(card_px: float) -> None:
    with pytest.raises(r.NoCardSoLarge):
        calibration.shown(GLASS, card_px, NOON)
    with pytest.raises(r.NoCardSoLarge):
        calibration.fitted(GLASS, card_px)


def test_a_tv_that_was_never_on_cannot_be_calibrated() -> None:
    with pytest.raises(r.TvNotMeasured):
        calibration.fitted(None, 240)
