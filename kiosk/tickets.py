"""Tickets: what a guest's screen may do next, sealed by the server for one device and a while. They hold numbers only."""

from functools import cache

from itsdangerous import BadData, URLSafeTimedSerializer

FINDING, TELLING = "lobby", "told"


def seal(key: str, purpose: str, number: int, device: str) -> str:
    return _serializer(key, purpose).dumps([number, device])


def unseal(key: str, purpose: str, ticket: str, device: str, seconds: int) -> int | None:
    """The number in it; None for a ticket that is forged, another device's, for something else, or older than `seconds`."""
    try:
        number, owner = _serializer(key, purpose).loads(ticket, max_age=seconds)
    except (BadData, ValueError, TypeError):
        return None
    return int(number) if owner == device else None


@cache
def _serializer(key: str, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt=purpose)
