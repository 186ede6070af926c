"""The screens' timeline and the server's are one function in two languages: the same answer for every case."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from display.domain.presentation import Presentation
from display.domain.reveal import Run
from display.domain.timeline import cursor_at, is_over

SCRIPT = Path(__file__).parents[2] / "static" / "js" / "timeline.js"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOON_MS = int(NOON.timestamp() * 1000)


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.lists(st.sampled_from("abcdefgh"), unique=True),
    slide=st.sampled_from([None, *"abcdefgh"]),
    is_playing=st.booleans(),
    dwell=st.sampled_from([1.0, 2.5, 3.3, 60.0]),
    later=st.integers(min_value=-5000, max_value=120_000),
    is_pass=st.booleans(),
    skipped=st.lists(st.sampled_from("abcdefgh"), unique=True),
)
def test_screens_and_server_agree(
    page: Page,
    order: list[str],
    slide: str | None,
    is_playing: bool,
    dwell: float,
    later: int,
    is_pass: bool,
    skipped: list[str],
) -> None:
    playing = is_playing and slide is not None
    run = Run(which="first", dwell_seconds=dwell, pairs=(("b", "c"), ("e", "d")), long=("a", "g"))
    one = Presentation(
        id=1,
        version=1,
        booking=2031,
        room="sales-1",
        presenter="mei",
        party=(),
        looks=0,
        shot_at=None,
        language=None,
        dwell_seconds=dwell,
        started_at=NOON,
        slide=slide,
        playing_since=NOON if playing else None,
        run=run if is_pass else None,
        skipped=() if is_pass else tuple(one for one in skipped if one != slide),
    )
    show = {
        "slide": slide,
        "since": NOON_MS if playing else None,
        "dwell": one.dwell_ms,
        "dwells": [*one.dwells.items()],
        "skipped": one.skipped,
    }
    asked = "([show, order, now]) => [timeline.cursorAt(show, order, now), timeline.isPlaying(show, order, now)]"
    now = NOON + timedelta(milliseconds=later)
    shown, plays = page.evaluate(asked, [show, order, NOON_MS + later])
    assert shown == cursor_at(one, order, now)
    assert shown not in one.skipped
    assert plays == (playing and slide in order and not is_over(one, order, now))


def test_the_next_change_is_the_moment_of_the_next_slide(page: Page) -> None:
    show = {"slide": "b", "since": 1000, "dwell": 500}
    call = "([show, now]) => timeline.nextChange(show, ['a', 'b', 'c', 'd'], now)"
    assert page.evaluate(call, [show, 1000]) == 1500
    assert page.evaluate(call, [show, 1600]) == 2000
    assert page.evaluate(call, [show, 2000]) == math.inf
    assert page.evaluate(call, [{**show, "since": None}, 1000]) == math.inf


def test_the_times_of_a_whole_pass_are_read_once_for_a_show(page: Page) -> None:
    read = """() => {
      let reads = 0;
      const pair = (place) => ({ get 0() { reads += 1; return String(place); }, get 1() { return 0; }, length: 2,
        *[Symbol.iterator]() { yield this[0]; yield this[1]; } });
      const order = Array.from({ length: 600 }, (_, place) => String(place));
      const show = { slide: "0", since: 0, dwell: 500, dwells: order.map((_, place) => pair(place)) };
      timeline.cursorAt(show, order, 1e9);
      timeline.isPlaying(show, order, 1e9);
      return reads;
    }"""
    assert page.evaluate(read) == 600


def test_another_show_has_its_own_times(page: Page) -> None:
    call = "shows => shows.map((show) => timeline.lasts(show, 'a'))"
    long, usual = {"dwell": 500, "dwells": [["a", 900]]}, {"dwell": 500, "dwells": []}
    assert page.evaluate(call, [long, usual, {"dwell": 700}, long]) == [900, 500, 700, 900]


def test_a_play_is_over_when_its_last_slide_has_had_its_dwell(page: Page) -> None:
    show = {"slide": "b", "since": 1000, "dwell": 500}
    call = "([show, now]) => timeline.isPlaying(show, ['a', 'b', 'c'], now)"
    assert [page.evaluate(call, [show, now]) for now in (1000, 1999, 2000)] == [True, True, False]
