"""Many lean Socket.IO listeners in one process: `python -m bench.listeners PORT '[[COUNT, AUTH, COOKIE], …]'`.

Each line of standard output is `TIME SEQ BYTES` for one listener's receipt of one announcement. The moment, seconds since 1970,
is the kernel's own stamp of the frame's arrival at that socket: this process reads its sockets one after the other, where a
studio's boards are machines of their own. Where the kernel stamps nothing, it is when the frame was read.
"""

import json
import re
import select
import socket
import struct
import sys
import time
from collections.abc import Iterator

from kiosk.simulate.sockets import Listener

SO_TIMESTAMPNS = 35  # Linux; the socket module does not name it
SEQ = re.compile(rb'"seq":\s*(\d+)')


def main() -> None:
    port, groups = int(sys.argv[1]), json.loads(sys.argv[2])
    listeners = {}
    poll = select.epoll()
    for count, auth, cookie in groups:
        for _ in range(count):
            listener = Listener(port, cookie, auth)
            listener.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
            listeners[listener.socket.fileno()] = listener
            poll.register(listener.socket, select.EPOLLIN)
    print("ready", flush=True)
    while True:
        received = []
        for number, _ in poll.poll():
            listener = listeners[number]
            content, notes, _, _ = listener.socket.recvmsg(65536, 64)
            received.append((listener, content, arrival(notes)))
        sys.stdout.write("".join(line for one in received for line in told(*one)))  # when nobody is waiting to be read
        sys.stdout.flush()


def arrival(notes: list[tuple[int, int, bytes]]) -> float:
    for level, kind, content in notes:
        if (level, kind) == (socket.SOL_SOCKET, SO_TIMESTAMPNS):
            seconds, nanoseconds = struct.unpack("@ll", content)
            return float(seconds + nanoseconds / 1e9)
    return time.time()


def told(listener: Listener, received: bytes, moment: float) -> Iterator[str]:
    for frame in listener.take(received):
        if frame == b"2":
            listener.send(b"3")
        elif frame.startswith(b'42["changed"'):
            found = SEQ.search(frame)
            yield f"{moment} {found.group(1).decode() if found else 0} {len(frame)}\n"


if __name__ == "__main__":
    main()
