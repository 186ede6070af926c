"""How Chinese family names are spelled in Latin letters, for guests who type `Chen` for 陈."""

import os
from functools import lru_cache

from .domain.booking import family_names

# Single signs are enough for names; the phrase dictionary would cost 50 MB for ever.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")


@lru_cache(maxsize=2048)
def family_spellings(name: str) -> frozenset[str]:
    """Pinyin without tones of the family name and of the whole name; empty for names in Latin letters."""
    if name.isascii():
        return frozenset()
    from pypinyin import lazy_pinyin

    return frozenset("".join(lazy_pinyin(part)) for part in family_names(name) if not part.isascii())
