"""One mapping from a refusal to what people and programs get: the contract's one JSON shape, in the reader's language."""

import json
from collections.abc import Iterable

from . import i18n
from .domain.readiness import PART_NAMES
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
    """The refusal's sentence, staff ids replaced by what the house calls these people, and what is `missing` named."""
    words = {
        key: house.name_of(str(value)) if key in STAFF_KEYS and value else value
        for key, value in refusal.detail.items()
    }
    with i18n.speaking(locale):
        if isinstance(missing := words.get("missing"), list):
            words["missing"] = listed(i18n.gettext(PART_NAMES.get(part, part)) for part in missing)
        if party := words.get("party"):
            words["party"] = i18n.named(party)
        return i18n.gettext(refusal.message).format(**words)


def listed(words: Iterable[str]) -> str:
    """Words one after the other, as the language being spoken parts them."""
    return ("、" if i18n.locale().startswith("zh") else ", ").join(words)
