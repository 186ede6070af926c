"""Many lean Socket.IO listeners in one process: `python -m bench.listeners PORT '[[COUNT, AUTH, COOKIE], …]'`.

Each line of standard output is `MONOTONIC SEQ BYTES` for one listener's receipt of one announcement. The monotonic clock is the
machine's, so another process may compare.
"""

import json
import re
import select
import sys
import time
from collections.abc import Iterator

from kiosk.simulate.sockets import Listener

SEQ = re.compile(rb'"seq":\s*(\d+)')


def main() -> None:
    port, groups = int(sys.argv[1]), json.loads(sys.argv[2])
    listeners = {}
    poll = select.epoll()
    for count, auth, cookie in groups:
        for _ in range(count):
            listener = Listener(port, cookie, auth)
            listeners[listener.socket.fileno()] = listener
            poll.register(listener.socket, select.EPOLLIN)
    print("ready", flush=True)
    while True:
        received = []
        for number, _ in poll.poll():
            listener = listeners[number]
            received.append((listener, listener.socket.recv(65536), time.monotonic()))
        sys.stdout.write("".join(line for one in received for line in told(*one)))  # when nobody is waiting to be read
        sys.stdout.flush()


def told(listener: Listener, received: bytes, moment: float) -> Iterator[str]:
    for frame in listener.take(received):
        if frame == b"2":
            listener.send(b"3")
        elif frame.startswith(b'42["changed"'):
            found = SEQ.search(frame)
            yield f"{moment} {found.group(1).decode() if found else 0} {len(frame)}\n"


if __name__ == "__main__":
    main()
