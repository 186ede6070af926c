"""Many lean Socket.IO listeners in one process: `python -m bench.listeners PORT COUNT SCREEN COOKIE`.

Each line of standard output is `MONOTONIC SEQ` for one listener's receipt of one announcement. The monotonic clock is the
machine's, so another process may compare.
"""

import re
import selectors
import sys
import time

from kiosk.simulate.sockets import Listener

SEQ = re.compile(rb'"seq":\s*(\d+)')


def main() -> None:
    port, count, auth, cookie = (
        int(sys.argv[1]),
        int(sys.argv[2]),
        sys.argv[3],
        sys.argv[4] if len(sys.argv) > 4 else "",
    )
    selector = selectors.DefaultSelector()
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
                    lines.append(f"{now} {found.group(1).decode() if found else 0}\n")
        if lines:
            sys.stdout.write("".join(lines))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
