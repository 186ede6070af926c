"""How a partner's own phone takes part in a reveal: an address that dies with the presentation, and a pass of its own.

Neither is a device's token: with them one can give hearts, and nothing else; no photograph is ever sent to such a phone (I8).
"""

import base64
import hmac
import secrets

from itsdangerous import BadData, URLSafeTimedSerializer

HEART_COOKIE = "hth_heart"
HEART_SECONDS = 12 * 3600


def heart_code(key: str, presentation: int) -> str:
    """The 26 letters in the address of this presentation's heart page: 128 bits."""
    digest = hmac.digest(key.encode(), f"hearts-{presentation}".encode(), "sha256")[:16]
    return base64.b32encode(digest).decode().rstrip("=").lower()


def new_pass(key: str) -> str:
    """For a phone that has none; who holds it nobody knows."""
    return _signer(key).dumps(secrets.token_hex(8))


def person_of(key: str, given: str) -> str | None:
    """Whose hearts a phone with this pass gives; None when it is old or forged."""
    try:
        return str(_signer(key).loads(given, max_age=HEART_SECONDS))
    except BadData:
        return None


def _signer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="heart")
