"""`python -m bench [tap|browser|ingest|start|weight]`: all of them, or one."""

import importlib
import sys

NAMES = ("tap", "browser", "ingest", "start", "weight")


def main() -> None:
    for name in sys.argv[1:] or NAMES:
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main([])


if __name__ == "__main__":
    main()
