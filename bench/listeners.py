"""Many lean Socket.IO listeners in one process: `python -m bench.listeners PORT '[[COUNT, AUTH, COOKIE], …]'`.

Each line of standard output is `MONOTONIC SEQ BYTES` for one listener's receipt of one announcement. The monotonic clock is the
machine's, so another process may compare.
"""

import json
import re
import selectors
import sys
import time

from kiosk.simulate.sockets import Listener

SEQ = re.compile(rb'"seq":\s*(\d+)')


def main() -> None:
    port, groups = int(sys.argv[1]), json.loads(sys.argv[2])
    selector = selectors.DefaultSelector()
    for count, auth, cookie in groups:
        for _ in range(count):
            listener = Listener(port, cookie, auth)
            selector.register(listener.socket, selectors.EVENT_READ, listener)
    print("ready", flush=True)
    while True:
        lines = []
        for key, _ in selector.select():
            for frame in key.data.frames():
                now = time.monotonic()
                if frame == b"2":
                    key.data.send(b"3")
                elif frame.startswith(b'42["changed"'):
                    found = SEQ.search(frame)
                    lines.append(f"{now} {found.group(1).decode() if found else 0} {len(frame)}\n")
        if lines:
            sys.stdout.write("".join(lines))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
