"""What the crew does next follows from what the screen shows, and leads to the farewell."""

from collections import Counter
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.simulate import crew
from kiosk.simulate.crew import next_tap
from kiosk.simulate.taps import Tap

from .views import offer, view, visit

seeds = st.integers(0, 2**31)
states = st.sampled_from(
    [
        {},
        {"stage": "reception", "holder": "mei", "place": 0, "greeted_at": None, "gate_at": None},
        {"stage": "reception", "holder": "mei", "place": 0, "gate_at": None},
        {"handoff": offer("lin", "zhao", "studio")},
        {"handoff": offer("lin", "gone", "studio")},
        {"escort": "meal"},
        {"off_plan": True, "stage": "reception", "holder": "anna"},
        {"stage": "farewell", "holder": "mei", "place": 4},
        {"stage": "farewell", "holder": "lin", "place": 4},
        {"size": 1},
    ]
)


@given(states, seeds)
def test_the_same_dice_decide_the_same(state: dict[str, Any], seed: int) -> None:
    assert next_tap(view(**state), Random(seed)) == next_tap(view(**state), Random(seed))


@given(states, seeds)
def test_a_tap_is_somebodys_of_the_house_takes_time_and_is_about_this_party(state: dict[str, Any], seed: int) -> None:
    seen = view(**state)
    tap = next_tap(seen, Random(seed))
    if tap is not None:
        assert tap.actor in {*seen.people, "gone"}
        assert tap.after > 0
        assert tap.visit == 1 or tap.kind == "duty/end"


@given(seeds)
def test_nobody_taps_on_a_party_that_has_left(seed: int) -> None:
    assert next_tap(view(ended_at="17:00"), Random(seed)) is None


def usual(**state: Any) -> Counter[str]:
    taps = (next_tap(view(**state), Random(seed)) for seed in range(400))
    return Counter(tap.kind for tap in taps if tap)


def test_before_the_gate_hardly_anything_else_is_tried_than_the_welcome() -> None:
    kinds = usual(stage="reception", holder="mei", place=0, gate_at=None)
    assert kinds["gate"] > 200
    assert kinds["handoffs"] < 20


def test_an_open_offer_is_mostly_taken_and_sometimes_put_off_declined_withdrawn_or_forgotten() -> None:
    kinds = usual(handoff=offer("mei", "lin", "makeup"), holder="mei")
    assert kinds.most_common(1)[0][0] == "handoff/acceptance"
    assert {"handoff/postponement", "handoff/refusal", "handoff/withdrawal", "takeover"} <= set(kinds)


def test_colleagues_race_for_an_offer() -> None:
    taps = [next_tap(view(handoff=offer("mei", "lin", "makeup"), holder="mei"), Random(seed)) for seed in range(400)]
    races = [tap for tap in taps if tap and tap.rivals]
    assert races
    assert {(tap.actor, tap.rivals) for tap in races} == {("lin", ("jo",))}


def test_the_holder_brings_the_party_to_the_next_stage_of_its_plan() -> None:
    taps = [next_tap(view(size=1), Random(seed)) for seed in range(400)]
    offers = Counter((tap.fields["receiver"], tap.fields["stage"]) for tap in taps if tap and tap.kind == "handoffs")
    assert offers.most_common(1)[0][0] == ("zhao", "studio")


def test_after_the_last_leg_the_party_is_seen_off_unless_some_of_it_are_elsewhere() -> None:
    assert usual(stage="farewell", holder="mei", place=4)["farewell"] > 200
    elsewhere = crew.View(
        visit=visit(stage="farewell", holder="mei", place=4),
        people=view().people,
        temper=view().temper,
        parts=[visit(id=2, holder="lin")],
    )
    taps = [next_tap(elsewhere, Random(seed)) for seed in range(400)]
    assert sum(tap is not None and tap.kind == "farewell" for tap in taps) < 5  # only by mistake


def test_whoever_told_a_wish_is_asked_what_became_of_it_before_they_are_seen_off() -> None:
    last: dict[str, Any] = {"stage": "farewell", "holder": "mei", "place": 4, "wish": "All of us laughing."}
    assert usual(**last)["wish/answer"] > 200
    assert usual(**last, wish_answer="partly")["wish/answer"] == 0
    assert usual(**last, part_of=7)["wish/answer"] == 0


def test_a_part_is_brought_to_whoever_has_the_others_and_joins_them_there() -> None:
    def taps(holder: str) -> Counter[str]:
        seen = crew.View(
            visit=visit(id=2, holder="lin"), people=view().people, temper=view().temper, whole=visit(holder=holder)
        )
        found = (next_tap(seen, Random(seed)) for seed in range(200))
        return Counter(tap.path for tap in found if tap)

    assert taps("zhao").most_common(1)[0][0] == "/visits/2/handoffs"
    assert taps("lin").most_common(1)[0][0] == "/visits/1/parts/2/return"


def test_a_late_tap_tells_minutes_of_the_clock_not_of_the_day() -> None:
    assert view().ago(600) == 10
    assert crew.View(visit=visit(), people={}, temper=view().temper, speed=60).ago(600) == 0


def test_a_tap_has_the_name_of_what_is_tapped() -> None:
    names = {
        "/visits": "visits",
        "/visits/17/handoff/acceptance": "handoff/acceptance",
        "/visits/17/parts/18/return": "parts/return",
        "/staff/lin/duty/end": "duty/end",
        "/lobby/walk-ins": "lobby/walk-ins",
        "/absences/3/cancellation": "absences/cancellation",
    }
    assert {path: Tap(path=path).kind for path in names} == names
    assert [Tap(path=path).visit for path in names] == [None, 17, 17, None, None, None]
