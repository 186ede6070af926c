"""Whoever watches a day from outside finds the rule that is broken: in a real house, by nothing but taps and answers."""

from pathlib import Path

import pytest

from .broken import BrokenServer
from .test_live_day import play

pytestmark = pytest.mark.live


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("i2", "without a tap of"),
        ("i4", "who is off duty"),
        ("i7", "with nothing done of the farewell list"),
    ],
)
def test_a_house_without_one_of_its_rules_is_found_out(tmp_path: Path, rule: str, sentence: str) -> None:
    server = BrokenServer(tmp_path)
    server.rule = rule
    with server:
        problems = play(server, parties=12, seed=3).problems
    assert any(sentence in problem for problem in problems), problems
