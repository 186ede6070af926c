"""The floor of `bench tap`: a stock Flask-SocketIO kiosk on eventlet that stores nothing and renders nothing. It passes
each `tap` on to every client as `changed`, as the library's own examples do."""

import sys

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet")


@socketio.on("tap")  # type: ignore[untyped-decorator]
def tap(message: dict[str, object]) -> None:
    emit("changed", message, broadcast=True)


if __name__ == "__main__":
    print("ready", flush=True)
    socketio.run(app, host="127.0.0.1", port=int(sys.argv[1]))
