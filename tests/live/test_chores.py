"""What the house does by itself goes on, whatever happens in one round."""

import threading

from kiosk.engine import ThreadingEngine, keep_doing


def test_a_round_that_fails_is_not_the_last_one() -> None:
    rounds: list[int] = []
    is_enough = threading.Event()

    def act() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 3:
            is_enough.set()
            threading.Event().wait()  # the rounds rest here; their thread goes with the process
        raise OSError("the disk is full")

    keep_doing(ThreadingEngine(), 0.001, act)
    assert is_enough.wait(10)
    assert rounds == [0, 1, 2]
