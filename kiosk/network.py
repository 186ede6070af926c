"""Under which address other devices of the studio's network reach this machine."""

import socket

ANY = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def own_address() -> str:
    """This machine's address on the studio's network; the loopback address where there is none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET: only asks the routing table which address would be used
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def address_for_others(host: str, port: int) -> str:
    """Where the studio's other devices reach a server that listens on `host` and `port`."""
    return f"http://{own_address() if host in ANY else host}:{port}"


def for_others(host: str) -> str:
    """`host` as a browser of this machine asked for it, as a phone has to ask: loopback names lead nowhere else."""
    name, _, port = host.rpartition(":") if host.count(":") and not host.endswith("]") else (host, "", "")
    if name not in LOOPBACK:
        return host
    return f"{own_address()}:{port}" if port else own_address()
