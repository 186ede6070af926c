"""How one announcement reaches many sockets cheaply.

Stock Socket.IO encodes a packet once but wakes a writer task and frames it anew for every client. Here an announcement is
framed once and written straight to every socket that has nothing else under way; any other socket gets it through the
library's own queue, in order. The direct way leans on names that the libraries do not promise, so it is checked when it
is set up and gives way to the stock manager when something is missing; a test runs both on the same script.
"""

import struct
from typing import Any

from socketio import Manager, packet

DIRECT_NAMES = ("_sendlock", "socket", "extensions", "version")


class DirectManager(Manager):  # type: ignore[misc]
    """Socket.IO's client manager for eventlet, with a direct way to idle websockets."""

    def set_server(self, server: Any) -> None:
        super().set_server(server)
        engine = server.eio
        engine._async = {**engine._async, "websocket": _remembering(engine._async["websocket"])}

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **kwargs: Any,
    ) -> None:
        room = to or room
        if callback or skip_sid or namespace not in self.rooms or isinstance(data, tuple):
            super().emit(event, data, namespace, room=room, skip_sid=skip_sid, callback=callback, **kwargs)
            return
        encoded = self.server.packet_class(packet.EVENT, namespace=namespace, data=[event, data]).encode()
        text = f"4{encoded}"  # Engine.IO's message packet
        frame = _text_frame(text.encode())
        for _, eio_sid in list(self.get_participants(namespace, room)):
            socket = self.server.eio.sockets.get(eio_sid)
            if socket is None or not _write_directly(socket, frame):
                self.server.eio.send(eio_sid, encoded)


def _remembering(websocket: Any) -> Any:
    """The websocket driver, leaving each connection's websocket with its Engine.IO socket."""

    class Remembering(websocket):  # type: ignore[misc]
        def __init__(self, handler: Any, server: Any) -> None:
            def remember(ws: Any) -> Any:
                handler.__self__.direct = ws if _has_all_names(ws) else None
                return handler(ws)

            super().__init__(remember, server)

    return Remembering


def _has_all_names(ws: Any) -> bool:
    return all(hasattr(ws, name) for name in DIRECT_NAMES) and hasattr(ws._sendlock, "_waiters")


def _write_directly(socket: Any, frame: bytes) -> bool:
    """Write the frame now if nothing is under way on this socket; False: it has to queue like everything else."""
    ws = getattr(socket, "direct", None)
    if ws is None or ws.version != 13 or ws.extensions or socket.closed or socket.closing:
        return False
    if (
        socket.queue.qsize() or ws._sendlock.locked() or ws._sendlock._waiters
    ):  # whoever waits for the lock has an older frame
        return False
    try:
        sent = ws.socket.fd.send(frame)  # does not wait, so nobody else comes in between and the lock may be left alone
    except BlockingIOError:
        sent = 0
    except OSError:
        return False  # the connection is gone; the queue's own writer finds out and cleans up
    if sent < len(frame):
        ws._sendlock.acquire()
        socket.server.start_background_task(_write_rest, ws, frame[sent:])
    return True


def _write_rest(ws: Any, rest: bytes) -> None:
    """Finish a frame that the kernel took half of, still holding the lock, so that nothing gets in between."""
    try:
        ws.socket.sendall(rest)
    except OSError:
        pass  # as above: the reader of this connection notices and closes it
    finally:
        ws._sendlock.release()


def _text_frame(payload: bytes) -> bytes:
    """One unmasked websocket text frame (RFC 6455 §5.2)."""
    length = len(payload)
    if length < 126:
        head = struct.pack("!BB", 0x81, length)
    elif length < 65536:
        head = struct.pack("!BBH", 0x81, 126, length)
    else:
        head = struct.pack("!BBQ", 0x81, 127, length)
    return head + payload


def tuned_manager(engine: str, broadcast: str) -> Any:
    """The client manager for this engine; None is the library's own."""
    return DirectManager() if engine == "eventlet" and broadcast == "direct" else None
