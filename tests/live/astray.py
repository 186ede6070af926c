"""The program on a machine whose wall clock a test puts: `python -m tests.live.astray FILE serve …`. FILE says by how many
seconds it is off; the monotonic clock goes on as it does."""

import sys
import time
from pathlib import Path

_real = time.time


def put(file: Path, seconds: float) -> None:
    """The machine's clock is off by that much from now on."""
    beside = file.with_suffix(".new")
    beside.write_text(str(seconds))
    beside.replace(file)


if __name__ == "__main__":
    off = Path(sys.argv.pop(1))
    time.time = lambda: _real() + float(off.read_text())
    from kiosk.__main__ import main  # only now: the house's clock keeps the function it finds

    sys.exit(main())
