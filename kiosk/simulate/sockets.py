"""Screens that only listen: a lean Socket.IO client on a bare socket, and any number of boards that must miss nothing.

Written without the Socket.IO library, so that a listener costs as little as possible and an installed house needs nothing
more than it has.
"""

import base64
import os
import re
import selectors
import socket
import threading
import time
from dataclasses import field

from ..records import dataclass

HELLO = re.compile(rb'^42\["hello",.*?"seq":\s*(\d+)')
CHANGED = re.compile(rb'^42\["changed",\s*\{"from":\s*(\d+),\s*"seq":\s*(\d+)')
PING, PONG = b"2", b"3"
AGAIN_SECONDS = 0.3


class Refused(Exception):
    """The server did not open the socket; the message is its answer."""


class Listener:
    """`auth` is the JSON sent on connect; `receive_buffer` bytes make a small one, to play a reader that stalls."""

    def __init__(self, port: int, cookie: str, auth: str, receive_buffer: int = 0, host: str = "127.0.0.1") -> None:
        self.socket = socket.socket()
        self.is_over = False
        self.buffer = b""
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        try:
            self.socket.connect((host, port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._upgrade(host, port, cookie)
            self.send(f"40{auth}".encode())
        except (OSError, Refused):
            self.socket.close()
            raise

    def _upgrade(self, host: str, port: int, cookie: str) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        cookies = f"Cookie: {cookie}\r\n" if cookie else ""
        self.socket.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{cookies}\r\n".encode()
        )
        while b"\r\n\r\n" not in self.buffer:
            received = self.socket.recv(4096)
            if not received:
                raise Refused("the connection was closed")
            self.buffer += received
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        if b" 101 " not in head.splitlines()[0]:
            raise Refused(head.decode())

    def send(self, payload: bytes) -> None:
        """One masked text frame (a mask of zeros is a mask)."""
        size = len(payload)
        head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
        self.socket.sendall(head + bytes(4) + payload)

    def frames(self) -> list[bytes]:
        """The whole text frames that have arrived."""
        return self.take(self.socket.recv(65536))

    def take(self, received: bytes) -> list[bytes]:
        """The frames that are whole with these bytes; none at all: the connection has ended."""
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


@dataclass
class Heard:
    """What one screen knows: its `seq`, how many announcements it `heard`, and the gaps it would have to fetch."""

    seq: int = -1
    heard: int = 0
    missed: list[tuple[int, int]] = field(default_factory=list)

    def take(self, frame: bytes) -> None:
        """A screen that has just connected fetches its page; from then on each announcement must follow the last."""
        if hello := HELLO.match(frame):
            self.seq = int(hello[1])
        elif changed := CHANGED.match(frame):
            before, seq = int(changed[1]), int(changed[2])
            self.heard += 1
            if before > self.seq:
                self.missed.append((self.seq, before))
            self.seq = max(self.seq, seq)


class Screens:
    """`count` boards on sockets of their own, watched by one thread. They come back after a loss, as boards do."""

    def __init__(self, host: str, port: int, cookie: str, count: int) -> None:
        self.host, self.port, self.cookie = host, port, cookie
        self.heard = [Heard() for _ in range(count)]
        self.came_back = 0
        self._selector = selectors.DefaultSelector()
        self._absent = dict.fromkeys(range(count), 0.0)
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="screens", daemon=True)
        self._thread.start()

    def await_seq(self, seq: int, seconds: float = 10.0) -> list[int]:
        """Waits until every screen has heard of `seq`; returns those that have not, by number."""
        deadline = time.monotonic() + seconds
        while (behind := self._behind(seq)) and time.monotonic() < deadline:
            time.sleep(0.02)
        return behind

    def close(self) -> None:
        if self._is_over.is_set():
            return
        self._is_over.set()
        self._thread.join(5)
        for key in list(self._selector.get_map().values()):
            self._leave(key.data[0])
        self._selector.close()

    def _behind(self, seq: int) -> list[int]:
        return [number for number, one in enumerate(self.heard) if one.seq < seq]

    def _listen(self) -> None:
        while not self._is_over.is_set():
            self._bring_back()
            for key, _ in self._selector.select(timeout=0.05):
                self._hear(*key.data)

    def _bring_back(self) -> None:
        for number, not_before in list(self._absent.items()):
            if time.monotonic() < not_before:
                continue
            try:
                listener = Listener(self.port, self.cookie, '{"screen":"board"}', host=self.host)
            except (OSError, Refused):
                self._absent[number] = time.monotonic() + AGAIN_SECONDS
                continue
            self.came_back += self.heard[number].seq >= 0
            del self._absent[number]
            self._selector.register(listener.socket, selectors.EVENT_READ, (listener, number))

    def _hear(self, listener: Listener, number: int) -> None:
        try:
            for frame in listener.frames():
                if frame == PING:
                    listener.send(PONG)
                self.heard[number].take(frame)
        except OSError:
            listener.is_over = True
        if listener.is_over:
            self._leave(listener)
            self._absent[number] = time.monotonic() + AGAIN_SECONDS

    def _leave(self, listener: Listener) -> None:
        self._selector.unregister(listener.socket)
        listener.socket.close()
