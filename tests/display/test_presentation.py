"""A presentation's rules: what each tap records, and when it is refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from display.domain import presentation as rules
from display.domain import refusals as r
from display.domain.events import (
    PlayPaused,
    PlayStarted,
    PresentationEnded,
    PresentationEvent,
    PresentationStarted,
    ScreenBlackened,
    ScreenLit,
    SlideShown,
)
from display.domain.presentation import Presentation, evolve
from display.screens import AWAY, BEHIND, IN_STEP, MISSING, STUCK, Seen, state_of
from kiosk.domain.device import Device
from kiosk.domain.events import Recorded

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STARTED = PresentationStarted(
    id=1,
    booking=2031,
    room="sales-1",
    presenter="mei",
    party=("Ms Chen", "Mr Li"),
    looks=3,
    shot_at=None,
    language=None,
    dwell_seconds=5,
)


def folded(*events: PresentationEvent) -> Presentation:
    one: Presentation | None = None
    for version, event in enumerate((STARTED, *events), start=1):
        one = evolve(one, Recorded(event=event, version=version, actor="mei", at=NOON))
    assert one is not None
    return one


def test_it_begins_with_the_title_of_the_party() -> None:
    one = folded()
    assert (one.title, one.slide, one.is_black, one.playing_since) == ("Ms Chen & Mr Li", None, False, None)


def test_a_tap_shows_the_slide_it_names() -> None:
    assert rules.show(folded(), "a", NOON) == [SlideShown(slide="a", since=NOON)]


def test_showing_what_is_shown_records_nothing() -> None:
    assert rules.show(folded(SlideShown(slide="a", since=NOON)), "a", NOON) == []


def test_a_play_goes_on_from_the_slide_that_was_jumped_to() -> None:
    later = NOON + timedelta(seconds=12)
    one = folded(PlayStarted(slide="a", since=NOON), SlideShown(slide="c", since=later))
    assert (one.slide, one.playing_since) == ("c", later)


def test_a_jump_to_the_slide_a_play_began_with_is_a_jump() -> None:
    later = NOON + timedelta(seconds=12)
    assert rules.show(folded(PlayStarted(slide="a", since=NOON)), "a", later) == [SlideShown(slide="a", since=later)]


def test_a_slide_shown_while_nothing_plays_stands_still() -> None:
    assert folded(SlideShown(slide="a", since=NOON)).playing_since is None


def test_a_pause_stays_on_the_slide_the_presenter_sees() -> None:
    playing = folded(PlayStarted(slide="a", since=NOON))
    assert rules.pause(playing, "c") == [PlayPaused(slide="c")]
    paused = folded(PlayStarted(slide="a", since=NOON), PlayPaused(slide="c"))
    assert (paused.slide, paused.playing_since) == ("c", None)
    assert rules.pause(paused, "c") == []


def test_a_black_screen_lets_no_photo_pass_unseen() -> None:
    playing = folded(PlayStarted(slide="a", since=NOON))
    assert rules.blacken(playing, "b") == [PlayPaused(slide="b"), ScreenBlackened()]


def test_a_still_screen_is_blackened_and_lit_where_it_was() -> None:
    still = folded(SlideShown(slide="a", since=NOON))
    assert rules.blacken(still, "a") == [ScreenBlackened()]
    dark = folded(SlideShown(slide="a", since=NOON), ScreenBlackened())
    assert rules.blacken(dark, "a") == []
    assert rules.light(dark) == [ScreenLit()]
    assert rules.light(still) == []
    assert folded(SlideShown(slide="a", since=NOON), ScreenBlackened(), ScreenLit()).slide == "a"


def test_a_slide_chosen_in_the_dark_stays_in_the_dark() -> None:
    assert folded(ScreenBlackened(), SlideShown(slide="b", since=NOON)).is_black


def test_playing_lights_the_screen() -> None:
    assert rules.play(folded(ScreenBlackened()), "a", NOON) == [ScreenLit(), PlayStarted(slide="a", since=NOON)]


def test_it_ends_once_and_for_all() -> None:
    over = folded(PresentationEnded())
    assert not over.is_open
    taps: list[Callable[[], object]] = [
        lambda: rules.show(over, "a", NOON),
        lambda: rules.play(over, "a", NOON),
        lambda: rules.pause(over, "a"),
        lambda: rules.blacken(over, "a"),
        lambda: rules.light(over),
        lambda: rules.end(over),
    ]
    for tap in taps:
        with pytest.raises(r.PresentationOver):
            tap()


def test_every_event_counts_the_version_up() -> None:
    assert folded(ScreenBlackened(), ScreenLit()).version == 3


def test_f17_a_tv_is_in_step_once_all_of_its_room_show_the_photo_and_none_of_them_small() -> None:
    one, tvs = folded(SlideShown(slide="a", since=NOON)), [tv("left"), tv("right")]

    def told(left: Seen | None, right: Seen | None, *away: str) -> str:
        seen = {name: said for name, said in (("left", left), ("right", right)) if said}
        return state_of(one, "a", tvs, {"left", "right"} - set(away), seen)

    sharp, small, other = Seen(1, "a"), Seen(1, "a", is_small=True), Seen(1, "b")
    assert [told(sharp, right) for right in (sharp, small, other, None)] == [IN_STEP, BEHIND, BEHIND, BEHIND]
    assert told(sharp, Seen(1, "b", lacks="a")) == STUCK
    assert told(sharp, Seen(1, "a", lacks="a", is_small=True)) == STUCK
    assert told(sharp, small, "right") == IN_STEP
    assert told(sharp, sharp, "left", "right") == AWAY
    assert state_of(one, "a", [], set(), {}) == MISSING


def tv(name: str) -> Device:
    return Device(id=name, role="tv", name=name, token_hash="", paired_at=NOON, room="sales-1")
