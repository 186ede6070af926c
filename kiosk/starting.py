"""A server's start, without what it need not wait for."""

import gc
import sys

# Engine.IO loads its client with its server, and its client loads these if they are there. A server calls nobody.
CLIENTS = ("requests", "websocket")


def begin() -> None:
    """Call before the server's modules are loaded. While all is new there is no garbage to look for."""
    gc.disable()
    for name in CLIENTS:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # «not installed», says the language's reference


def finish() -> None:
    """Call when all is loaded. A full search for garbage walks every object, 120,000 after a start: 60 to 80 ms in which no tap
    gets its answer. What is there now stays for good; from here on only what is new is searched."""
    for name in CLIENTS:
        if sys.modules.get(name) is None:
            sys.modules.pop(name, None)
    gc.freeze()
    gc.enable()
