"""Whoever watches from outside sees each broken rule: every one is planted here once."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.simulate.invariants import (
    Look,
    in_the_log_once,
    no_fault,
    one_winner,
    same_answer,
    violations,
)
from kiosk.simulate.taps import Answer, Sent

from .views import answered, event, leg, look, offer, visit

BEFORE = look(10, visit())
TAPS = {f"tap-{seq}": answered("/visits/1/escort", f"tap-{seq}") for seq in range(11, 15)}


def seen(now: Look, log: list[dict[str, Any]] | None = None, before: Look | None = BEFORE) -> list[str]:
    return list(violations(before, now, log or [], TAPS))


def taken(holder: str, by: str, type_: str = "HandoffAccepted", tap: str = "tap-11") -> list[str]:
    """Lin's party is with `holder`; the log says that `by` took it."""
    legs = [
        leg("reception", "mei", "09:00", "09:20"),
        leg("makeup", "lin", "09:20", "09:50"),
        leg("studio", holder, "09:50"),
    ]
    now = look(11, visit(holder=holder, stage="studio", legs=legs, version=6))
    return seen(now, [event(11, type_, by, tap)])


def gone(last: dict[str, Any]) -> list[str]:
    """The party has left; `last` is what the log says of it."""
    legs = [leg("reception", "mei", "09:00", "09:20"), leg("makeup", "lin", "09:20", "10:00")]
    return seen(look(11, visit(ended_at="10:00", legs=legs)), [last])


def test_a_house_in_order_is_in_order() -> None:
    assert seen(look(10)) == []
    assert taken("zhao", "zhao") == []
    assert taken("zhao", "lin", "TapUndone") == []
    assert seen(look(10, visit(), visit(id=7, part_of=1))) == []
    assert seen(look(10, visit(handoff=offer("lin", "zhao", "studio")))) == []
    assert gone({**event(11, "VisitFinished", "mei"), "body": {"items": ["returned"], "left_out": []}}) == []


DOCTORED: dict[str, tuple[Callable[[], list[str]], str]] = {
    "nobody holds": (lambda: seen(look(10, visit(holder=""))), "nobody's hands"),
    "a stranger holds": (lambda: seen(look(10, visit(holder="mallory"))), "not of the house"),
    "two legs at once": (
        lambda: seen(look(10, visit(legs=[leg("reception", "mei", "09:00"), leg("makeup", "lin", "09:20")]))),
        "2 legs at once",
    ),
    "the giver does not hold": (
        lambda: seen(look(10, visit(handoff=offer("mei", "zhao", "studio")))),
        "offered by mei",
    ),
    "the holder went home": (lambda: seen(look(10, visit(), off_duty="lin")), "who is off duty"),
    "a party is here twice": (
        lambda: seen(look(10, visit(), visit(id=7))),
        "booking 2031 is in the house as visits 1, 7",
    ),
    "an offer before the gate": (
        lambda: seen(look(10, visit(gate_at=None, handoff=offer("lin", "zhao", "studio")))),
        "before the reception gate",
    ),
    "a stage before the gate": (lambda: seen(look(10, visit(gate_at=None))), "in makeup before the reception gate"),
    "a gap between two legs": (
        lambda: seen(look(10, visit(legs=[leg("reception", "mei", "09:00", "09:19"), leg("makeup", "lin", "09:20")]))),
        "a leg ends at 09:19, the next begins at 09:20",
    ),
    "the last leg is another's": (
        lambda: seen(look(10, visit(legs=[leg("reception", "mei", "09:00", "09:20"), leg("makeup", "jo", "09:20")]))),
        "the last leg is not where lin has the party",
    ),
    "the house went back": (lambda: seen(look(9)), "went back from 10 to 9"),
    "the party went back": (lambda: seen(look(10, visit(version=4))), "from version 5 to 4"),
    "the party vanished": (lambda: seen(look(10, visit(id=2))), "without having left"),
    "a hole in the log": (lambda: seen(look(12), [event(12, "EscortStarted", "lin")]), "the log after 10"),
    "the log is behind": (lambda: seen(look(12), [event(11, "EscortStarted", "lin")]), "but the house is at 12"),
    "taken without a tap": (lambda: taken("zhao", "zhao", "EscortStarted"), "without a tap of zhao"),
    "taken by another's tap": (lambda: taken("zhao", "jo"), "without a tap of zhao"),
    "taken by a tap of nobody here": (lambda: taken("zhao", "zhao", tap="not-ours"), "without a tap of zhao"),
    "gone without a farewell": (lambda: gone(event(11, "EscortStarted", "lin")), "without a farewell"),
    "gone with an empty list": (
        lambda: gone({**event(11, "VisitFinished", "mei"), "body": {"items": [], "left_out": []}}),
        "with nothing done of the farewell list",
    ),
}


@pytest.mark.parametrize("name", DOCTORED)
def test_a_planted_violation_is_seen(name: str) -> None:
    doctored, sentence = DOCTORED[name]
    found = doctored()
    assert any(sentence in problem for problem in found), found


def test_a_refused_tap_explains_nothing() -> None:
    refused = {"tap-11": answered("/visits/1/handoff/acceptance", "tap-11", status=409)}
    legs = [
        leg("reception", "mei", "09:00", "09:20"),
        leg("makeup", "lin", "09:20", "09:50"),
        leg("studio", "zhao", "09:50"),
    ]
    now = look(11, visit(holder="zhao", stage="studio", legs=legs, version=6))
    log = [event(11, "HandoffAccepted", "zhao", "tap-11")]
    assert any("without a tap" in problem for problem in violations(BEFORE, now, log, refused))
    in_doubt = {"tap-11": Sent(refused["tap-11"].tap, "tap-11")}
    assert list(violations(BEFORE, now, log, in_doubt)) == []


def tap(status: int = 201, seq: int = 11) -> Sent:
    return answered("/visits/1/escort", "tap-11", status=status, body=b'{"seq": %d, "code": "not_holder"}' % seq)


@pytest.mark.parametrize(
    ("sent", "entries", "sentence"),
    [
        (tap(), [], "acknowledged, but is not in the log"),
        (tap(), [event(10, "EscortStarted", "lin"), event(11, "EscortStarted", "lin")], "counted more than once"),
        (tap(seq=12), [event(11, "EscortStarted", "lin")], "acknowledged as 12, but is event 11"),
        (tap(status=409), [event(11, "EscortStarted", "lin")], "refused with not_holder, but left event 11"),
    ],
)
def test_a_tap_that_is_not_in_the_log_exactly_once_is_seen(sent: Sent, entries: list[Any], sentence: str) -> None:
    assert any(sentence in problem for problem in in_the_log_once(sent, entries))


def test_a_tap_in_the_log_once_is_in_order() -> None:
    assert list(in_the_log_once(tap(), [event(11, "EscortStarted", "lin")])) == []
    assert list(in_the_log_once(tap(status=409), [])) == []
    assert list(in_the_log_once(Sent(tap().tap, "tap-11"), [])) == []


def test_a_repeat_that_is_answered_differently_is_seen() -> None:
    assert list(same_answer(tap(), Answer(201, tap().answer.body))) == []  # type: ignore[union-attr]
    assert list(same_answer(tap(), Answer(201, b"{}")))
    assert list(same_answer(tap(), Answer(200, tap().answer.body)))  # type: ignore[union-attr]


def race(*statuses: int, told: str = "lin") -> list[str]:
    refusal = b'{"code": "already_taken", "detail": {"holder": "%s"}}' % told.encode()
    rivals = [
        answered("/visits/1/handoff/acceptance", f"tap-{actor}", actor, status, b"{}" if status == 201 else refusal)
        for actor, status in zip(("lin", "jo"), statuses, strict=True)
    ]
    return list(one_winner(rivals))


def test_two_winners_are_seen_and_a_loser_who_is_told_another_name() -> None:
    assert race(201, 409) == []
    assert race(409, 409) == []
    assert "taken by lin and jo at once" in race(201, 201)[0]
    assert "told otherwise" in race(201, 409, told="noor")[0]


@pytest.mark.parametrize("code", ["fault", "bad_request", "wrong_role"])
def test_a_fault_is_seen(code: str) -> None:
    sent = answered("/visits/1/escort", "tap-11", status=500, body=b'{"code": "%s"}' % code.encode())
    assert list(no_fault(sent))
    assert not list(no_fault(tap(status=409)))


def test_a_party_that_goes_two_ways_takes_along_several_lines_but_parts_once() -> None:
    sent = answered("/visits/1/parts", "tap-11", body=b'{"seq": 14, "visit": 2}')
    begun = [event(11, "PartySplit", "lin", "tap-11"), event(12, "VisitStarted", "lin", "tap-11", "visit-2")]
    along = [event(seq, "RequestMade", "lin", "tap-11", "visit-2") for seq in (13, 14)]
    assert list(in_the_log_once(sent, [*begun, *along])) == []
    twice = [begun[0], *begun, *along]
    assert [one for one in in_the_log_once(sent, twice) if "more than once" in one]


def test_a_party_that_comes_brings_several_requests_but_comes_once() -> None:
    sent = answered("/visits", "tap-11", body=b'{"seq": 13, "visit": 2, "version": 3}')
    begun = [event(11, "VisitStarted", "customer", "tap-11", "visit-2")]
    along = [event(seq, "RequestMade", "customer", "tap-11", "visit-2") for seq in (12, 13)]
    assert list(in_the_log_once(sent, [*begun, *along])) == []
    assert [one for one in in_the_log_once(sent, [*begun, *begun, *along]) if "more than once" in one]
