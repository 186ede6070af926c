"""`python -m bench [NAME] [--flags of that one]`: one bench, or all but the long ones."""

import importlib
import os
import sys

NAMES = ("tap", "capacity", "browser", "lobby", "tv", "ingest", "start", "weight")
LONG = ("soak", "storm", "restarts", "likeness", "slow_tv", "drop")


def main() -> None:
    # As in a studio, where only the first start after an update translates modules: whatever this shell says.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    asked = [name for name in sys.argv[1:] if name in (*NAMES, *LONG)]
    flags = [flag for flag in sys.argv[1:] if flag not in asked]
    for name in asked or NAMES:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main(flags if len(asked) == 1 else [])


if __name__ == "__main__":
    main()
