"""Many lean Socket.IO listeners in one process: `python -m bench.listeners PORT COUNT SCREEN COOKIE`.

Each line of standard output is `MONOTONIC SEQ` for one listener's receipt of one announcement. The monotonic clock is the
machine's, so another process may compare. Written on bare sockets, so that the listener costs as little as possible.
"""

import base64
import os
import re
import selectors
import socket
import sys
import time

SEQ = re.compile(rb'"seq":\s*(\d+)')


class Listener:
    """`auth` is the JSON sent on connect; `receive_buffer` bytes make a small one, to play a reader that stalls."""

    def __init__(self, port: int, cookie: str, auth: str, receive_buffer: int = 0) -> None:
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.connect(("127.0.0.1", port))
        self.is_over = False
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        key = base64.b64encode(os.urandom(16)).decode()
        cookies = f"Cookie: {cookie}\r\n" if cookie else ""
        self.socket.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{cookies}\r\n".encode()
        )
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.socket.recv(4096)
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        if b" 101 " not in head.splitlines()[0]:
            raise SystemExit(head.decode())
        self.send(f"40{auth}".encode())

    def send(self, payload: bytes) -> None:
        """One masked text frame (a mask of zeros is a mask)."""
        size = len(payload)
        head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
        self.socket.sendall(head + bytes(4) + payload)

    def frames(self) -> list[bytes]:
        """The whole text frames that have arrived."""
        received = self.socket.recv(262144)
        self.is_over = not received
        self.buffer += received
        found = []
        while len(self.buffer) >= 2:
            size, start = self.buffer[1], 2
            if size == 126:
                size, start = int.from_bytes(self.buffer[2:4], "big"), 4
            elif size == 127:
                size, start = int.from_bytes(self.buffer[2:10], "big"), 10
            if len(self.buffer) < start + size:
                break
            found.append(self.buffer[start : start + size])
            self.buffer = self.buffer[start + size :]
        return found


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
