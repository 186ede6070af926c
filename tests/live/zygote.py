"""Starts servers fast for the kill test: the program is imported once, each server is a fork of that.

Reads one JSON list of command-line arguments per line; each becomes a process of its own that serves until killed.
"""

import json
import os
import signal
import sys

from kiosk import __main__, app, serving  # noqa: F401 - imported before the fork


def run() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(__main__.main(json.loads(line)))
        print(f"pid {child}", flush=True)


if __name__ == "__main__":
    run()
