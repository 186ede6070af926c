"""(f) A storm of taps that are lost, overtake each other and arrive twice: does the house end where the serial model ends?

`python -m bench storm [--taps 100000] [--seed 1]`. The taps go through the real commands into a real file. What came of them
is compared with the simulation's model, and with a second house that gets every tap once, in order (FAULTS G7).
"""

import argparse
import tempfile
import time
from pathlib import Path

from kiosk.verify import problems
from tests.storm import House, Storm, house, told_once

from .figures import machine

SHOWN = 5


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--taps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    bookings = options.taps // 10 + 20
    print(machine())
    with tempfile.TemporaryDirectory() as folder, house(Path(folder) / "storm", bookings) as stormy:
        storm, began = Storm(stormy, options.taps, options.seed), time.monotonic()
        storm.blow()
        took = time.monotonic() - began
        stormy.restart()
        found = [*storm.problems, *problems(stormy.store.reader()), *stormy.differences()]
        report(storm, took)
        print(f"against the model, after a restart: {len(found)} differences")
        with house(Path(folder) / "calm", bookings) as calm:
            found += list(told_once(stormy.heard, stormy, calm))
            print(f"against a house that got every tap once, in order: {verdict(stormy, calm)}")
        for line in found[:SHOWN]:
            print(f"  {line}")


def report(storm: Storm, took: float) -> None:
    ways, codes = storm.ways, storm.codes
    refused = {code: number for code, number in codes.most_common() if code}
    print(
        f"{storm.sent} taps from {storm.tablets} tablets, seed {storm.seed}: {storm.now / 3600:.1f} h in {took:.0f} s"
    )
    print(f"{ways['deliveries']} deliveries ({ways['repeats']} of them repeats), {ways['copies']} sent twice")
    print(
        f"{ways['lost on the way']} lost on the way, {ways['answers lost']} answers lost, {ways['overtaken']} overtaken"
    )
    print(f"{codes['']} carried out, {sum(refused.values())} refused by a rule ({len(refused)} different ones)")


def verdict(stormy: House, calm: House) -> str:
    """The last hash of the log says it all: it covers every column of every event."""
    one, other = list(stormy.rows("event"))[-1], list(calm.rows("event"))[-1]
    same = "the same" if one == other else "NOT the same"
    return f"{one[0]} and {other[0]} events, the last hash is {same} ({one[-1][:12]}… {other[-1][:12]}…)"


if __name__ == "__main__":
    main()
