"""A house in which one rule is taken out, for the simulation to find: `python -m tests.simulate.broken RULE serve …`."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.domain import custody, duty
from kiosk.domain.events import HandoffAccepted, VisitFinished
from kiosk.domain.visit import Visit

from ..serving import Server, python_module

accept, see_off = custody.accept, custody.see_off


def _taken_by_whoever_was_named(visit: Visit, *how: Any) -> list[Any]:
    """Also where a colleague took them."""
    named = visit.handoff.receiver if visit.handoff else ""
    return [replace(one, receiver=named) for one in accept(visit, *how) if isinstance(one, HandoffAccepted)]


def _seen_off_without_a_list(visit: Visit, *how: Any) -> list[Any]:
    finished = (one for one in see_off(visit, *how) if isinstance(one, VisitFinished))
    return [replace(one, items=(), left_out=()) for one in finished]


BROKEN: dict[str, Callable[[], None]] = {
    "i2": lambda: setattr(custody, "accept", _taken_by_whoever_was_named),
    "i4": lambda: setattr(duty, "go_off_duty", lambda actor, visits: None),
    "i7": lambda: setattr(custody, "see_off", _seen_off_without_a_list),
}


class BrokenServer(Server):
    """A server without the rule that is named."""

    rule = ""

    def _begun(self, *arguments: str) -> "subprocess.Popen[str]":
        return python_module("tests.simulate.broken", self.rule, *arguments)


def main(rule: str, *arguments: str) -> int:
    from kiosk.__main__ import main

    BROKEN[rule]()
    return main(list(arguments))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
