"""The outermost layer: which hosts and origins may talk to the server at all, before any route, file or socket.

The Host list stops DNS rebinding, which gets past Flask's and Engine.IO's own checks on `/socket.io/` (FAULTS §0.8). A
browser names its Origin on every unsafe request and every websocket; a foreign or hidden one is refused.
"""

import ipaddress
import json
import socket
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from . import i18n
from .domain.words import N_

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

WRONG_HOST = N_("This address is not one of the studio's. Open the address that is printed when the server starts.")
WRONG_ORIGIN = N_("This request came from another site and was not accepted.")


class Guard:
    """Refuses requests for unknown hosts (421) and from foreign origins (403); passes everything else on."""

    def __init__(self, app: Callable[..., Iterable[bytes]], hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset({*own_names(), *(host.lower() for host in hosts)})
        self.knows = lru_cache(maxsize=64)(self._knows)  # every request brings one of the same few

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        if not self.knows(host):
            return _refuse(environ, start_response, "421 Misdirected Request", "wrong_host", WRONG_HOST)
        if _needs_origin(environ) and not _same_origin(environ, host):
            return _refuse(environ, start_response, "403 Forbidden", "wrong_origin", WRONG_ORIGIN)
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # deflate would triple the memory of every screen
        return self.app(environ, start_response)

    def _knows(self, host: str) -> bool:
        """One of our names, or an address of a private network (an address cannot be rebound)."""
        name = urlsplit(f"//{host}").hostname or ""
        if name in self.hosts:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_private or address.is_loopback or address.is_link_local


def own_names() -> set[str]:
    """What this machine is called on its own network."""
    name = socket.gethostname().lower()
    return {"localhost", "studio.lan", "studio.local", name, f"{name}.local", f"{name}.lan"}


def _needs_origin(environ: Environ) -> bool:
    unsafe = environ["REQUEST_METHOD"] not in ("GET", "HEAD", "OPTIONS")
    return "HTTP_ORIGIN" in environ and (unsafe or environ.get("PATH_INFO", "").startswith("/socket.io"))


def _same_origin(environ: Environ, host: str) -> bool:
    return urlsplit(environ["HTTP_ORIGIN"]).netloc.lower() == host.lower()


def _refuse(environ: Environ, start_response: StartResponse, status: str, code: str, message: str) -> Iterable[bytes]:
    with i18n.speaking(i18n.choose_locale(environ.get("HTTP_ACCEPT_LANGUAGE", ""))):
        sentence = i18n.gettext(message)
    body = {"ok": False, "code": code, "message": sentence, "detail": {}, "status": int(status[:3])}
    content = json.dumps(body, ensure_ascii=False).encode()
    headers = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("Content-Length", str(len(content))),
        ("Connection", "close"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, headers)
    return [content]
