"""Samples on the room's TV (C02): above what is presented, only while their consent stands, and nobody's choice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from display.domain import presentation as rules
from display.domain import refusals as r
from display.domain.events import (
    PhotoHung,
    PlayPaused,
    PlayStarted,
    PresentationEnded,
    PresentationEvent,
    SampleShown,
    SampleTakenAway,
    ScreenBlackened,
    ScreenLit,
    SlidesCompared,
    SlideShown,
    SlideZoomed,
    StarShown,
)
from display.domain.samples import show_sample, take_sample_away
from display.domain.seen import Stretch, seen
from display.domain.timeline import kept_in_place
from display.domain.wall import Hanging
from kiosk.samples import LOOK_AGAIN_SECONDS, NO_CONSENT, samples_in

from .sales import SalesHouse, photo, sales_house
from .test_star import folded

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
A_SHOWN = SlideShown(slide="a", since=NOON)
SAMPLE = SampleShown(sample="one")
HUNG = Hanging(
    slide="a",
    photo_width=3,
    photo_height=2,
    short_mm=400,
    long_mm=600,
    frame_mm=15,
    mat_mm=0,
    finish="oak",
    scene="living",
)


def test_a_sample_over_the_title_gives_the_title_back_and_no_photo() -> None:
    one = folded(SAMPLE)
    assert (one.sample, one.slide, one.has_begun) == ("one", None, False)
    assert take_sample_away(one) == [SampleTakenAway()]
    assert folded(SAMPLE, SampleTakenAway()).slide is None


@pytest.mark.parametrize(
    "before",
    [
        (A_SHOWN,),
        (A_SHOWN, StarShown(slide="a")),
        (PhotoHung(hanging=HUNG),),
        (SlidesCompared(slides=("a", "b")), SlideZoomed(scale=2, x=0.5, y=0.5)),
    ],
    ids=["photo", "star", "wall", "compared and zoomed"],
)
def test_what_stood_there_is_untouched_by_a_sample(before: tuple[PresentationEvent, ...]) -> None:
    one, after = folded(*before), folded(*before, SAMPLE, SampleShown(sample="two"), SampleTakenAway())
    assert [getattr(one, name) for name in ("slide", "star", "hanging", "compared", "zoom")] == [
        getattr(after, name) for name in ("slide", "star", "hanging", "compared", "zoom")
    ]


def test_a_play_rests_behind_a_sample_and_a_black_screen_is_lit_for_it() -> None:
    playing = folded(PlayStarted(slide="a", since=NOON))
    assert show_sample(playing, "one", "b") == [PlayPaused(slide="b"), SAMPLE]
    assert show_sample(folded(A_SHOWN, ScreenBlackened()), "one", "a") == [ScreenLit(), SAMPLE]
    assert show_sample(folded(SAMPLE, ScreenBlackened()), "one", None) == [ScreenLit(), SAMPLE]
    assert show_sample(folded(A_SHOWN, SAMPLE), "one", "a") == []


def test_the_next_photo_takes_the_samples_place_also_the_one_that_stood_behind_it() -> None:
    assert folded(A_SHOWN, SAMPLE, SlideShown(slide="b", since=NOON)).sample is None
    assert rules.show(folded(A_SHOWN, SAMPLE), "a", NOON) == [A_SHOWN]
    assert take_sample_away(folded(A_SHOWN)) == []


def test_a_photo_behind_a_sample_has_not_been_seen() -> None:
    behind = Stretch(folded(ScreenBlackened(), A_SHOWN, SAMPLE), NOON, NOON + timedelta(seconds=9))
    before = Stretch(folded(A_SHOWN), NOON, NOON + timedelta(seconds=9))
    assert seen([behind], "a", {}) == ()
    assert seen([before], "a", {}) == ("a",)


def test_a_photo_that_goes_out_of_the_folder_brings_no_other_one_out_from_behind_a_sample() -> None:
    *_, last = kept_in_place(folded(A_SHOWN, SAMPLE), "ab", "b", NOON)
    assert last == SAMPLE


def test_after_the_end_no_sample_comes() -> None:
    with pytest.raises(r.PresentationOver):
        show_sample(folded(PresentationEnded()), "one", None)


# --- over the wire ---


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2, 3)
        folder = house.media / "samples"
        for file in (folder / "1 house.jpg", folder / "2 garden.jpg"):
            file.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (60, 40), "tan").save(file)
        yield house


def samples(house: SalesHouse) -> list[str]:
    page = house.client("presenter").get("/presenter/samples").text
    return [part.split('"')[0] for part in page.split("/presenter/samples/")[1:]]


def told(house: SalesHouse) -> dict[str, object]:
    show: dict[str, object] = house.client("tv").get("/tv/state").get_json()["show"]
    return show


def test_the_rooms_tv_alone_gets_the_picture_and_only_while_it_is_shown(house: SalesHouse) -> None:
    (one, other), show = samples(house), house.start()
    picture = f"/tv/samples/{one}"
    assert house.client("tv").get(picture).status_code == 404
    assert house.tap(f"/presentations/{show}/samples", sample=one)[0] == 201
    assert (told(house)["sample"], told(house)["slide"]) == (one, None)
    assert house.client("tv").get(picture).status_code == 200
    assert house.client("tv").get(f"/tv/samples/{other}").status_code == 404
    assert house.client("other-tv").get(picture).status_code == 404
    assert house.tap(f"/presentations/{show}/samples/removal")[0] == 201
    assert "sample" not in told(house)
    assert house.client("tv").get(picture).status_code == 404


def test_a_sample_whose_consent_is_taken_back_leaves_the_tv_and_does_not_come_again(house: SalesHouse) -> None:
    (one, _), show = samples(house), house.start()
    house.tap(f"/presentations/{show}/samples", sample=one)
    (house.media / "samples" / ("1 house.jpg" + NO_CONSENT)).touch()
    samples_in(house.media)._looked_at = -LOOK_AGAIN_SECONDS  # it looks again after a while
    assert house.client("tv").get(f"/tv/samples/{one}").status_code == 404
    assert house.client("presenter").get(f"/presenter/samples/{one}").status_code == 404
    status, answer = house.tap(f"/presentations/{show}/samples", sample=one)
    assert (status, answer["code"]) == (409, "sample_gone")


def test_guests_without_photos_see_samples_and_the_tv_is_free_again_with_the_last(house: SalesHouse) -> None:
    one, other = samples(house)
    status, answer = house.tap("/rooms/sales-1/samples", sample=one)
    number = answer["presentation"]
    assert (status, told(house)["sample"], told(house)["party"]) == (201, one, [])
    assert house.tap("/rooms/sales-1/samples", sample=other)[1]["presentation"] == number
    assert house.client("presenter").get(f"/presenter/{number}").status_code == 303
    assert "is showing samples" in house.client("presenter").get("/presenter").text
    assert house.tap(f"/presentations/{number}/samples/removal")[0] == 201
    assert told(house) == {**told(house), "presentation": None}
    assert house.presentation(number) is None


def test_nothing_can_be_done_to_a_sample_that_is_done_to_photos(house: SalesHouse) -> None:
    (one, _), key = samples(house), photo(1)
    number = house.tap("/rooms/sales-1/samples", sample=one)[1]["presentation"]
    base = f"/presentations/{number}"
    for path, fields in (
        (f"{base}/slides", {"slide": key}),
        (f"{base}/playing", {"slide": key}),
        (f"{base}/star", {"slide": key}),
        (f"{base}/passes", {"which": "first"}),
        (f"{base}/slides", {"slide": one}),
        ("/bookings/2031/marks", {"photo": one, "mark": "pick"}),
        ("/bookings/0/marks", {"photo": one, "mark": "pick"}),
    ):
        assert house.tap(path, **fields)[0] in (400, 404, 409, 422), path
    assert house.types("selection-2031") == []
    for page in ("choosing", "wall", "closing", "samples"):
        assert house.client("presenter").get(f"/presenter/{number}/{page}").status_code in (200, 303), page


def test_a_partys_showing_takes_the_room_from_samples_and_not_the_other_way_round(house: SalesHouse) -> None:
    one = samples(house)[0]
    alone = house.tap("/rooms/sales-1/samples", sample=one)[1]["presentation"]
    show = house.start()
    assert house.presentation(alone) is None
    assert (told(house)["presentation"], "sample" in told(house)) == (show, False)
    assert house.tap("/rooms/sales-1/samples", sample=one)[1]["code"] == "room_busy"
    assert house.tap("/rooms/nowhere/samples", sample=one)[1]["code"] == "unknown_room"
