"""How one announcement reaches many sockets cheaply. Stock Socket.IO first; the tuned path is guarded by a test that
runs both on the same script."""

from typing import Any


def tuned_manager(engine: str) -> Any:
    """The client manager for this engine; None is the library's own."""
    return None
