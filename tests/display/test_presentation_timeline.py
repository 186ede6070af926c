"""The timeline: whoever knows when a play began knows what is on the screen, now and a minute from now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from display.domain.events import PlayStarted, SlideShown
from display.domain.presentation import Presentation
from display.domain.timeline import cursor_at, kept_in_place

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STILL = Presentation(
    id=1,
    version=1,
    booking=2031,
    room="sales-1",
    presenter="mei",
    party=("Ms Chen",),
    looks=1,
    shot_at=None,
    language=None,
    dwell_seconds=5,
    started_at=NOON,
)
slides = st.lists(st.sampled_from("abcdefghijkl"), min_size=1, unique=True)
spans = st.integers(min_value=0, max_value=120_000).map(lambda ms: timedelta(milliseconds=ms))
dwells = st.sampled_from([1.0, 2.5, 5.0, 60.0])


def playing(slide: str, dwell: float = 5.0) -> Presentation:
    return replace(STILL, slide=slide, playing_since=NOON, dwell_seconds=dwell)


def test_before_the_first_slide_there_is_the_title() -> None:
    assert cursor_at(STILL, ["a", "b"], NOON) is None


@given(slides, spans)
def test_what_does_not_play_does_not_move(order: list[str], later: timedelta) -> None:
    assert cursor_at(replace(STILL, slide=order[-1]), order, NOON + later) == order[-1]


@given(slides, dwells, spans)
def test_each_slide_has_its_dwell_and_the_last_one_stays(order: list[str], dwell: float, later: timedelta) -> None:
    whole_dwells = int(later / timedelta(seconds=dwell))
    assert cursor_at(playing(order[0], dwell), order, NOON + later) == order[min(whole_dwells, len(order) - 1)]


@given(slides, dwells, spans, spans)
def test_a_play_never_goes_back(order: list[str], dwell: float, first: timedelta, second: timedelta) -> None:
    early, late = sorted((first, second))
    seen = [cursor_at(playing(order[0], dwell), order, NOON + moment) for moment in (early, late)]
    assert order.index(str(seen[0])) <= order.index(str(seen[1]))


def test_a_clock_that_is_a_little_behind_shows_the_first_slide() -> None:
    assert cursor_at(playing("a"), ["a", "b"], NOON - timedelta(seconds=3)) == "a"


def test_a_slide_that_is_no_longer_in_order_stays_on_the_screen() -> None:
    assert cursor_at(playing("x"), ["a", "b"], NOON + timedelta(seconds=30)) == "x"


def moved_on(one: Presentation, before: list[str], after: list[str], now: datetime) -> Presentation:
    """The presentation after photos have come or gone at `now`."""
    for event in kept_in_place(one, before, after, now):
        assert isinstance(event, SlideShown | PlayStarted)
        since = event.since if isinstance(event, PlayStarted) else None
        one = replace(one, slide=event.slide, playing_since=since)
    return one


@given(slides, slides, dwells, spans, spans)
def test_photos_that_arrive_do_not_make_the_screen_jump(
    before: list[str], added: list[str], dwell: float, moment: timedelta, later: timedelta
) -> None:
    after = sorted({*before, *added})
    now = NOON + moment
    one = playing(min(before), dwell)
    shown = cursor_at(one, sorted(before), now)
    assume(shown is not None)
    anchored = moved_on(one, sorted(before), after, now)
    assert cursor_at(anchored, after, now) == shown
    assert anchored.playing_since is not None
    steps = (now + later - anchored.playing_since) // timedelta(seconds=dwell)
    at_most = min(after.index(str(shown)) + steps, len(after) - 1)
    assert cursor_at(anchored, after, now + later) == after[at_most]


@given(slides, st.data())
def test_a_photo_that_is_taken_away_gives_way_to_the_next_one_left(order: list[str], data: st.DataObject) -> None:
    order = sorted(order)
    left = [slide for slide in order if data.draw(st.booleans())]
    shown = data.draw(st.sampled_from(order))
    one = moved_on(replace(STILL, slide=shown), order, left, NOON)
    if not left or shown in left:
        assert one.slide == shown
    else:
        assert one.slide == next((slide for slide in left if slide > shown), left[-1])


def test_a_play_whose_photo_is_taken_away_goes_on_with_the_next_one() -> None:
    now = NOON + timedelta(seconds=7)
    anchored = moved_on(playing("a"), ["a", "b", "c"], ["a", "c"], now)
    assert (anchored.slide, anchored.playing_since) == ("c", now)


def test_nothing_is_recorded_while_the_title_is_shown() -> None:
    assert kept_in_place(STILL, ["a"], ["a", "b"], NOON) == []
