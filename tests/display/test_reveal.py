"""The reveal's rule: hearts come to the same however they travel, and what is loved stays longer."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.domain import passing
from display.domain import refusals as r
from display.domain.events import (
    PassBegun,
    PassEnded,
    PlayPaused,
    PresentationEvent,
    PresentationStarted,
    ScreenBlackened,
    ScreenLit,
)
from display.domain.passing import Pace
from display.domain.presentation import Presentation, evolve, pause, play
from display.domain.reveal import FIRST, SECOND, Run, answer, heard, pairs, passed
from display.domain.timeline import cursor_at, is_over, shown
from kiosk.domain.events import Recorded

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ORDER = list("abcdefgh")
CHEN, LI = "chen", "li"
PACE = Pace(dwell_seconds=7)

# A tap on its way: whose, on which photo, and how often that heart had then been tapped.
Tap = tuple[str, str, int]
taps_sent = st.lists(
    st.tuples(st.sampled_from([CHEN, LI]), st.sampled_from(ORDER), st.integers(min_value=1, max_value=4)), max_size=30
)


def box(taps: list[Tap]) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for person, photo, count in taps:
        given = found.setdefault(person, {})
        given[photo] = heard(given.get(photo, 0), count)
    return found


def hearts(**loved: str) -> Mapping[str, Mapping[str, int]]:
    return {person: dict.fromkeys(photos, 1) for person, photos in loved.items()}


@given(taps_sent, st.data())
def test_hearts_in_any_order_twice_and_late_come_to_the_same_second_pass(taps: list[Tap], data: st.DataObject) -> None:
    straight = answer(ORDER, box(taps))
    doubled = taps + data.draw(st.lists(st.sampled_from(taps), max_size=10) if taps else st.just([]))
    jumbled = data.draw(st.permutations(doubled))
    split = data.draw(st.integers(min_value=0, max_value=len(jumbled)))
    in_time, late = jumbled[:split], jumbled[split:]
    one = ended_with(box(in_time))
    one = after(one, *passing.count_late(one, ORDER, box([*in_time, *late])))
    assert answer(ORDER, box(jumbled)) == straight
    assert one.answer == straight


@given(taps_sent)
def test_every_photo_leaves_in_exactly_one_way(taps: list[Tap]) -> None:
    found = answer(ORDER, box(taps))
    ways = [*found.together, *found.alone, *passed(ORDER, found)]
    assert sorted(ways) == ORDER
    assert list(found.together) == sorted(found.together) and list(found.alone) == sorted(found.alone)


def test_what_both_love_comes_first_and_single_hearts_after() -> None:
    found = answer(ORDER, hearts(chen="bdg", li="ab" + "g"))
    assert found.together == ("b", "g")
    assert found.alone == ("a", "d")
    assert found.loved == ("b", "g", "a", "d")


def test_a_heart_that_was_taken_back_is_none() -> None:
    assert answer(ORDER, {CHEN: {"a": 2, "b": 3}, LI: {"b": 1}}).loved == ("b",)


def test_one_person_alone_is_asked_nothing_twice() -> None:
    found = answer(ORDER, {CHEN: {"c": 1, "a": 1}, LI: {"b": 2}})
    assert (found.people, found.together, found.alone) == (1, ("a", "c"), ())


def test_of_three_two_are_enough() -> None:
    assert answer(ORDER, hearts(chen="a", li="ab", grandmother="c")).together == ("a",)


def test_upright_photos_of_one_look_share_the_wall_two_by_two() -> None:
    look = dict.fromkeys("abcdef", "gown") | dict.fromkeys("gh", "evening")
    assert pairs(ORDER, set("abcf" + "gh"), look) == (("a", "b"), ("g", "h"))
    assert pairs(ORDER, set("fg"), look) == ()


# --- the passes ---


def after(one: Presentation | None, *events: PresentationEvent, at: datetime = NOON) -> Presentation:
    for event in events:
        version = one.version + 1 if one else 1
        one = evolve(one, Recorded(event=event, version=version, actor="mei", at=at))
    assert one is not None
    return one


def started() -> Presentation:
    return after(
        None,
        PresentationStarted(
            id=1,
            booking=2031,
            room="sales-1",
            presenter="mei",
            party=("Ms Chen", "Mr Li"),
            looks=1,
            shot_at=None,
            language=None,
            dwell_seconds=5,
        ),
    )


def first_pass(pairs: tuple[tuple[str, str], ...] = ()) -> Presentation:
    one = started()
    return after(one, *passing.begin(one, FIRST, ORDER, Pace(dwell_seconds=7, pairs=pairs), NOON))


def ended_with(given: Mapping[str, Mapping[str, int]]) -> Presentation:
    one = first_pass()
    return after(one, *passing.end(one, FIRST, ORDER, given))


def test_the_first_pass_gives_every_photo_its_time_and_then_the_names_return() -> None:
    one = first_pass()
    assert cursor_at(one, ORDER, NOON + timedelta(seconds=20)) == "c"
    last_moment = NOON + timedelta(seconds=7 * 8) - timedelta(milliseconds=1)
    assert not is_over(one, ORDER, last_moment)
    assert passing.end_if_over(one, ORDER, {}, last_moment) == []
    ended = after(one, *passing.end_if_over(one, ORDER, {}, NOON + timedelta(seconds=7 * 8)))
    assert (ended.run, ended.slide, ended.playing_since) == (None, None, None)


def test_two_that_share_the_wall_have_one_dwell() -> None:
    one = first_pass(pairs=(("b", "c"),))
    seen = [cursor_at(one, ORDER, NOON + timedelta(seconds=second)) for second in (0, 7, 13, 14, 21)]
    assert [("b" if slide == "c" else slide) for slide in seen] == ["a", "b", "b", "d", "e"]
    assert one.run and one.run.beside("c") == ("b", "c")


def test_hearts_are_in_no_state_before_the_pass_is_over() -> None:
    one = first_pass()
    assert one.answer is None
    assert passing.count_late(one, ORDER, hearts(chen="a")) == []


def test_the_second_pass_shows_what_is_loved_and_nothing_else() -> None:
    one = ended_with(hearts(chen="bd", li="db" + "h"))
    second = after(one, *passing.begin(one, SECOND, ORDER, PACE, NOON))
    assert shown(second, ORDER) == ["b", "d", "h"]
    seen = [cursor_at(second, shown(second, ORDER), NOON + timedelta(seconds=s)) for s in (0, 13.9, 14, 27.9, 28)]
    assert seen == ["b", "b", "d", "d", "h"]


def test_over_both_passes_together_is_seen_longest_and_what_nobody_loves_once() -> None:
    one = ended_with(hearts(chen="ab", li="a"))
    second = after(one, *passing.begin(one, SECOND, ORDER, PACE, NOON))
    seen = dict.fromkeys(ORDER, 7000)
    for photo in shown(second, ORDER):
        seen[photo] += second.dwells.get(photo, second.dwell_ms)
    assert (seen["a"], seen["b"], seen["c"]) == (21000, 14000, 7000)


def test_the_second_pass_begins_with_what_they_love_together_wherever_it_stands() -> None:
    one = ended_with(hearts(chen="ae", li="ec"))
    assert after(one, *passing.begin(one, SECOND, ORDER, PACE, NOON)).slide == "e"
    assert after(one, *passing.begin(one, SECOND, ["a", "c"], PACE, NOON)).slide == "a"  # that photo is gone


def test_without_a_heart_there_is_no_second_pass() -> None:
    for one in (started(), ended_with({})):
        with pytest.raises(r.NoHearts):
            passing.begin(one, SECOND, ORDER, PACE, NOON)
    with pytest.raises(r.NoHearts):
        passing.begin(ended_with(hearts(chen="c")), SECOND, ["a"], PACE, NOON)


def test_a_heart_after_the_second_pass_has_begun_changes_nothing() -> None:
    one = ended_with(hearts(chen="c"))
    second = after(one, *passing.begin(one, SECOND, ORDER, PACE, NOON))
    with pytest.raises(r.HeartsCountedAlready):
        passing.takes_hearts(second)
    assert passing.count_late(second, ORDER, hearts(chen="cd")) == []
    over = after(second, *passing.end(second, SECOND, ORDER, {}))
    with pytest.raises(r.HeartsCountedAlready):
        passing.takes_hearts(over)
    assert passing.count_late(over, ORDER, hearts(chen="d")) == []
    assert over.answer == one.answer


def test_a_booking_without_photos_begins_no_pass() -> None:
    with pytest.raises(r.UnknownSlide):
        passing.begin(started(), FIRST, [], PACE, NOON)


def test_only_what_was_seen_goes_into_the_drawer_and_once_for_an_answer() -> None:
    one = first_pass()
    one = after(one, *passing.end(one, FIRST, ORDER, hearts(chen="a"), seen=("a", "b", "c")))
    assert passing.leaving(one, ORDER) == ("b", "c")
    one = after(one, *passing.begin(one, SECOND, ORDER, PACE, NOON))
    assert passing.leaving(after(one, *passing.end(one, SECOND, ORDER, {})), ORDER) == ()


def test_the_times_of_a_pass_are_reckoned_in_one_walk() -> None:
    class Walked(tuple[tuple[str, str], ...]):
        walks = 0

        def __iter__(self) -> Iterator[tuple[str, str]]:
            Walked.walks += 1
            return super().__iter__()

    pairs_of_many = Walked((f"{n}l", f"{n}r") for n in range(300))
    run = Run(which=FIRST, dwell_seconds=7, pairs=pairs_of_many, long=("a",))
    assert run.dwells == {"a": 14000, **{f"{n}r": 0 for n in range(300)}}
    assert Walked.walks <= 2


def test_a_late_tap_on_ending_does_not_end_the_next_pass() -> None:
    one = ended_with(hearts(chen="c"))
    second = after(one, *passing.begin(one, SECOND, ORDER, PACE, NOON))
    assert passing.end(second, FIRST, ORDER, {}) == []
    assert passing.end(second, SECOND, ORDER, {}) == [PassEnded(which=SECOND)]


def test_a_pause_rests_the_pass_and_playing_goes_on_with_it() -> None:
    one = first_pass()
    assert pause(one, "c") == [PlayPaused(slide="c")]
    rested = after(one, PlayPaused(slide="c"))
    assert rested.run is not None and not is_over(rested, ORDER, NOON + timedelta(hours=1))
    going = after(rested, *play(rested, "c", NOON + timedelta(minutes=5)))
    assert cursor_at(going, ORDER, NOON + timedelta(minutes=5, seconds=8)) == "d"


def test_a_second_tap_on_the_same_pass_begins_nothing() -> None:
    assert passing.begin(first_pass(), FIRST, ORDER, PACE, NOON) == []


def test_a_pass_lights_a_black_screen() -> None:
    dark = after(started(), ScreenBlackened())
    assert [type(event) for event in passing.begin(dark, FIRST, ORDER, PACE, NOON)] == [ScreenLit, PassBegun]


def test_whose_heart_it_was_is_in_no_answer() -> None:
    assert answer(ORDER, hearts(chen="ab", li="b")) == answer(ORDER, hearts(li="ab", chen="b"))
