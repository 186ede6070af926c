"""One mapping from a refusal to what people and programs get: the contract's one JSON shape, in the reader's language."""

import json

from . import i18n
from .domain.refusals import STAFF_KEYS, Refusal
from .house import House


def refusal_body(refusal: Refusal, house: House, locale: str) -> str:
    """The refusal as JSON text."""
    body = {
        "ok": False,
        "code": refusal.code,
        "message": sentence(refusal, house, locale),
        "detail": refusal.detail,
        "status": refusal.status,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def sentence(refusal: Refusal, house: House, locale: str) -> str:
    """The refusal's sentence, staff ids replaced by what the house calls these people."""
    words = {
        key: house.name_of(str(value)) if key in STAFF_KEYS and value else value
        for key, value in refusal.detail.items()
    }
    with i18n.speaking(locale):
        return i18n.gettext(refusal.message).format(**words)
