"""The studio's star on the TV: the party sees it when the presenter says so, and nothing tells of it before (A27)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from display.domain import presentation as rules
from display.domain import refusals as r
from display.domain.events import (
    PassBegun,
    PlayPaused,
    PlayStarted,
    PresentationEvent,
    PresentationStarted,
    ScreenBlackened,
    SlidesCompared,
    SlideShown,
    SlideZoomed,
    StarShown,
    StarTakenAway,
)
from display.domain.presentation import Presentation, evolve
from kiosk.domain.events import Recorded
from kiosk.live import Audience

from .sales import SalesHouse, photo, sales_house

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def folded(*events: PresentationEvent) -> Presentation:
    began = PresentationStarted(
        id=1,
        booking=2031,
        room="sales-1",
        presenter="mei",
        party=("Ms Chen",),
        looks=1,
        shot_at=None,
        language=None,
        dwell_seconds=5,
    )
    one: Presentation | None = None
    for version, event in enumerate((began, *events), start=1):
        one = evolve(one, Recorded(event=event, version=version, actor="mei", at=NOON))
    assert one is not None
    return one


A_SHOWN = SlideShown(slide="a", since=NOON)


def test_the_star_stands_on_the_photo_that_was_meant_and_on_no_other() -> None:
    assert rules.show_star(folded(A_SHOWN), "a", "a") == [StarShown(slide="a")]
    with pytest.raises(r.NotOnTheTv):
        rules.show_star(folded(A_SHOWN), "b", "a")
    with pytest.raises(r.NotOnTheTv):
        rules.show_star(folded(), "a", None)


def test_of_several_side_by_side_any_may_have_it() -> None:
    compared = folded(SlidesCompared(slides=("a", "b")))
    assert rules.show_star(compared, "b", "a") == [StarShown(slide="b")]
    assert folded(SlidesCompared(slides=("a", "b")), StarShown(slide="b")).compared == ("a", "b")


def test_a_play_rests_on_the_photo_with_the_star() -> None:
    playing = folded(PlayStarted(slide="a", since=NOON))
    assert rules.show_star(playing, "c", "c") == [PlayPaused(slide="c"), StarShown(slide="c")]


def test_a_tap_that_was_long_on_its_way_takes_no_play_back() -> None:
    playing = folded(PlayStarted(slide="a", since=NOON))
    with pytest.raises(r.NotOnTheTv):
        rules.show_star(playing, "a", "c")


def test_of_two_that_share_the_wall_in_a_pass_either_may_have_it() -> None:
    begun = PassBegun(which="first", slide="a", since=NOON, dwell_seconds=7, pairs=(("a", "b"),))
    assert rules.show_star(folded(begun), "b", "a") == [PlayPaused(slide="a"), StarShown(slide="b")]


@pytest.mark.parametrize(
    "event",
    [SlideShown(slide="b", since=NOON), A_SHOWN, PlayStarted(slide="a", since=NOON), SlidesCompared(slides=("a", "b"))],
    ids=["another", "the same again", "played on", "compared"],
)
def test_the_star_is_gone_with_the_next_slide(event: PresentationEvent) -> None:
    assert folded(A_SHOWN, StarShown(slide="a"), event).star is None


@pytest.mark.parametrize("event", [SlideZoomed(scale=2, x=0.5, y=0.5), ScreenBlackened()], ids=["zoomed", "black"])
def test_what_leaves_the_photo_standing_leaves_its_star(event: PresentationEvent) -> None:
    assert folded(A_SHOWN, StarShown(slide="a"), event).star == "a"


def test_once_more_records_nothing_and_taking_it_away_takes_this_one() -> None:
    starred = folded(A_SHOWN, StarShown(slide="a"))
    assert rules.show_star(starred, "a", "a") == []
    assert rules.take_star_away(starred, "b") == []
    assert rules.take_star_away(starred, "a") == [StarTakenAway(slide="a")]
    assert rules.show(starred, "a", NOON) == [A_SHOWN]


# --- over the wire ---


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2, 3)
        assert house.tap("/bookings/2031/photo-notes", photo=photo(2), star=True)[0] == 201
        yield house


def told(house: SalesHouse) -> list[str]:
    """All that a TV of the room is ever told: its state, what its page carries, what its socket says."""
    live, tv = house.floor.live, house.client("tv")
    with house.app.test_request_context():
        parts = [live.renderer.html(part) for part in live.parts(house.store.house, Audience("tv", "en", "sales-1"))]
    page = tv.get("/tv").text
    carried = page[page.index('id="showing"') : page.index("</body>")]
    return [tv.get("/tv/state").text, carried, *parts]


def test_no_tv_hears_of_a_star_before_it_is_shown_nor_after(house: SalesHouse) -> None:
    show = house.start()
    for slide in (1, 2, 3):
        house.tap(f"/presentations/{show}/slides", slide=photo(slide))
        assert not [text for text in told(house) if "star" in text]
    house.tap(f"/presentations/{show}/slides", slide=photo(2))
    status, answer = house.tap(f"/presentations/{show}/star", slide=photo(2))
    assert (status, answer["slide"]) == (201, photo(2))
    assert house.client("tv").get("/tv/state").get_json()["show"]["star"] == photo(2)
    house.tap(f"/presentations/{show}/slides", slide=photo(3))
    assert not [text for text in told(house) if "star" in text]


def test_the_star_can_be_taken_away_while_the_photo_stands(house: SalesHouse) -> None:
    show = house.start()
    house.tap(f"/presentations/{show}/slides", slide=photo(2))
    house.tap(f"/presentations/{show}/star", slide=photo(2))
    house.tap(f"/presentations/{show}/star", slide=photo(2), is_shown=False)
    assert not [text for text in told(house) if "star" in text]
    assert house.presentation(show).slide == photo(2)
    assert house.types(f"presentation-{show}")[-2:] == ["StarShown", "StarTakenAway"]


def test_only_a_studio_pick_on_the_tv_gets_a_star(house: SalesHouse) -> None:
    show = house.start()
    house.tap(f"/presentations/{show}/slides", slide=photo(1))
    codes = [house.tap(f"/presentations/{show}/star", slide=photo(number))[1]["code"] for number in (1, 2, 9)]
    assert codes == ["not_our_pick", "not_on_the_tv", "unknown_slide"]
    assert house.tap("/presentations/99/star", slide=photo(2))[1]["code"] == "unknown_presentation"
    assert not [text for text in told(house) if "star" in text]


def test_a_star_tapped_long_ago_leaves_the_play_where_it_is(house: SalesHouse) -> None:
    show = house.start()
    house.tap(f"/presentations/{show}/playing", slide=photo(2))
    house.wait(6)
    status, answer = house.tap(f"/presentations/{show}/star", slide=photo(2))
    assert (status, answer["code"]) == (409, "not_on_the_tv")
    assert house.presentation(show).playing_since is not None


def test_a_repeated_tap_is_answered_and_recorded_once(house: SalesHouse) -> None:
    show = house.start()
    house.tap(f"/presentations/{show}/slides", slide=photo(2))
    for _ in range(2):
        assert house.tap(f"/presentations/{show}/star", slide=photo(2))[0] == 201
    assert house.types(f"presentation-{show}").count("StarShown") == 1
