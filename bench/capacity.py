"""How many taps a second a house takes with 200 boards live, every one durable and told to all of them.
`python -m bench capacity [--boards 200] [--seconds 10] [--hands 8]`.

So many tablets tap as fast as they are answered, offers and acceptances in turn, on the cores that also hold the tablets and the
boards. A tap counts when every board has heard of it.
"""

import argparse
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

from .figures import machine, percentile
from .tap import House, handed_over


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--boards", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--hands", type=int, default=8)
    options = parser.parse_args(arguments)
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder), options.boards)
        count = min(options.hands, len(house.order))  # a tablet without a party has nothing to tap
        taps: list[list[tuple[float, float, int]]] = [[] for _ in range(count)]
        began = time.time()
        until = began + options.seconds
        hands = [
            threading.Thread(target=keep_tapping, args=(house, house.order[place::count], until, taps[place]))
            for place in range(count)
        ]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        done = [tap for one in taps for tap in one]
        newest = max(seq for _, _, seq in done)
        deadline = time.monotonic() + 60
        while len(house.boards.heard[newest]) < options.boards and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(house.boards.heard[newest]) == options.boards, "not every board has heard of the last tap"
        took = max(house.boards.heard[newest]) - began
        answers = [(answered - sent) * 1000 for sent, answered, _ in done]
        print(
            f"{options.boards} boards, {count} tablets: "
            f"{len(done) / took:.0f} taps a second ({len(done)} in {took:.1f} s); "
            f"a tap's answer p50 {percentile(answers, 0.5):.1f} ms, p99 {percentile(answers, 0.99):.1f} ms"
        )
        house.close()


def keep_tapping(house: House, visits: list[int], until: float, taps: list[tuple[float, float, int]]) -> None:
    """Each party of these goes back and forth between two colleagues; notes when each tap was sent and answered, and its seq."""
    connection = HTTPConnection("127.0.0.1", house.server.port)
    turn = 0
    while time.time() < until:
        for path, fields in handed_over(house, visits[turn % len(visits)]):
            sent, seq = house.tap(path, connection, **fields)
            taps.append((sent, time.time(), seq))
        turn += 1


if __name__ == "__main__":
    main()
