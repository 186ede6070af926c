"""(i) Look-alikes: how many frames of a burst are found, and how many other photos are taken for one, by how many places of
their hashes may differ.

`python -m bench likeness`. The photos are those of real cameras in the folder `shared` beside the project; their next frames are
made of them (tests/display/real_bursts.py). Time and camera are left out: this is the hash alone.
"""

from statistics import median

from display.domain.likeness import MOST_BITS
from tests.conftest import SHARED
from tests.display.real_bursts import measured

TRIED = range(6, 19)


def main(_: list[str] | None = None) -> None:
    found = measured(SHARED)
    for change, bits in found.apart.items():
        near = sum(one <= MOST_BITS for one in bits)
        print(f"{change:24} median {median(bits):g}, most {max(bits)}, found {near} of {len(bits)}")
    for most in TRIED:
        joined = f"{found.false_joins(most):.3%} of {len(found.others)} others joined"
        print(f"at most {most:2}: {found.recall(most):.1%} found, {joined}")


if __name__ == "__main__":
    main()
