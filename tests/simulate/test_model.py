"""The serial model contradicts a house that acknowledged what cannot be, or shows something else."""

import json
from typing import Any

import pytest

from kiosk.simulate import model
from kiosk.simulate.taps import Answer, Sent, Tap

from .views import offer, visit

WALK: list[tuple[str, str, dict[str, Any], tuple[str, str, int]]] = [
    ("/visits", "mei", {"booking": 2031}, ("mei", "reception", 1)),
    ("/visits/1/gate", "mei", {}, ("mei", "reception", 3)),
    ("/visits/1/handoffs", "mei", {"receiver": "lin", "stage": "makeup"}, ("mei", "reception", 4)),
    ("/visits/1/handoff/acceptance", "jo", {}, ("jo", "makeup", 5)),
    ("/visits/1/moods", "jo", {"mood": "glad"}, ("jo", "makeup", 6)),
    ("/visits/1/undo", "jo", {}, ("mei", "reception", 7)),
    ("/visits/1/handoff/acceptance", "lin", {}, ("lin", "makeup", 8)),
    ("/visits/1/recall", "mei", {"reason": "too soon"}, ("mei", "reception", 9)),
    ("/visits/1/takeover", "zhao", {"stage": "studio", "reason": "forgot"}, ("zhao", "studio", 10)),
]


def sent(seq: int, path: str, actor: str, fields: dict[str, Any], stands: tuple[str, str, int]) -> Sent:
    holder, stage, version = stands
    body = json.dumps({"ok": True, "seq": seq, "visit": 1, "holder": holder, "stage": stage, "version": version})
    return Sent(Tap(path=path, actor=actor, fields=fields), f"tap-{seq}", answer=Answer(201, body.encode()))


def walked(*more: tuple[str, str, dict[str, Any], tuple[str, str, int]]) -> list[Sent]:
    return [sent(seq, *one) for seq, one in enumerate([*WALK, *more], 1)]


def test_a_walk_leads_where_its_answers_say() -> None:
    house = model.replayed(reversed(walked()))  # the log's order counts, not the order of sending
    assert (house[1].holder, house[1].stage, house[1].version, house[1].offer) == ("zhao", "studio", 10, None)


def test_a_party_that_was_asked_for_something_when_booking_comes_with_it_noted() -> None:
    came = sent(1, "/visits", "mei", {"booking": 2031}, ("mei", "reception", 4))
    greeted = sent(2, "/visits/1/greeting", "mei", {}, ("mei", "reception", 5))
    assert model.replayed([came, greeted])[1].version == 5


def test_a_refused_or_unanswered_tap_leads_nowhere() -> None:
    refused = sent(20, "/visits/1/farewell", "mei", {}, ("mei", "farewell", 11))
    refused.answer = Answer(409, b'{"ok": false, "seq": 20}')
    assert model.replayed([*walked(), refused, Sent(refused.tap, "tap-21")]) == model.replayed(walked())


def test_a_host_who_goes_off_duty_leaves_a_note_on_their_parties_and_moves_nobody() -> None:
    gone = Sent(Tap(path="/staff/mei/duty/end", actor="mei"), "tap-11")
    gone.answer = Answer(201, b'{"ok": true, "seq": 11, "staff": "mei", "deputies": {"1": "anna", "9": "anna"}}')
    house = model.replayed([*walked(), gone])
    assert (house[1].holder, house[1].version) == ("zhao", 11) and 9 not in house


def test_going_two_ways_and_coming_together() -> None:
    apart = sent(10, "/visits/1/parts", "zhao", {"size": 1}, ("zhao", "studio", 1))
    assert apart.answer
    apart.answer = Answer(201, apart.answer.body.replace(b'"visit": 1', b'"visit": 2'))
    house = model.replayed([*walked(), apart])
    assert (house[1].version, house[2].holder, house[2].has_left) == (11, "zhao", False)
    together = sent(11, "/visits/1/parts/2/return", "zhao", {}, ("zhao", "studio", 12))
    house = model.replayed([*walked(), apart, together])
    assert (house[1].version, house[2].version, house[2].has_left) == (12, 2, True)


@pytest.mark.parametrize(
    "impossible",
    [
        ("/visits/1/handoff/acceptance", "lin", {}, ("lin", "makeup", 11)),
        ("/visits/1/stage", "zhao", {"stage": "removal"}, ("jo", "removal", 11)),
        ("/visits/1/stage", "zhao", {"stage": "removal"}, ("zhao", "removal", 12)),
        ("/visits/7/greeting", "mei", {}, ("mei", "reception", 2)),
    ],
    ids=["nothing offered", "another holder", "a version too many", "an unknown party"],
)
def test_an_acknowledgement_that_cannot_be_is_a_contradiction(impossible: Any) -> None:
    with pytest.raises(model.Contradiction):
        model.replayed(walked(impossible))


def test_a_second_undo_in_a_row_is_a_contradiction() -> None:
    undone: Any = ("/visits/1/undo", "zhao", {}, ("mei", "reception", 11))
    assert model.replayed(walked(undone))[1].holder == "mei"
    with pytest.raises(model.Contradiction, match="nothing could be undone"):
        model.replayed(walked(undone, ("/visits/1/undo", "zhao", {}, ("mei", "reception", 12))))


def test_what_is_shown_otherwise_is_told() -> None:
    house = model.replayed(walked())
    shown = visit(holder="zhao", stage="studio", version=10)
    assert list(model.differences(house, {1: shown})) == []
    for doctored in (
        {"holder": "jo"},
        {"version": 9},
        {"handoff": offer("zhao", "lin", "removal")},
        {"ended_at": "10:00"},
    ):
        assert list(model.differences(house, {1: {**shown, **doctored}}))
    assert list(model.differences(house, {}))
