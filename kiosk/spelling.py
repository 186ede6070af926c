"""How Chinese names are spelled in Latin letters: for guests who type `Chen` for 陈, and for a desk that types `zs`, `zhangsan`
or 張三 to find 张三."""

import os
import re
from collections.abc import Iterable
from functools import lru_cache

from .domain.booking import digits, family_names, folded

# Single signs are enough for names; the phrase dictionary would cost 50 MB for ever.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Family names that are read otherwise than the same sign elsewhere.
_SURNAMES = dict(
    pair.split(":")
    for pair in (
        "曾:zeng 单:shan 單:shan 仇:qiu 解:xie 区:ou 區:ou 查:zha 朴:piao 盖:ge 蓋:ge 尉:wei 缪:miao 繆:miao 乐:yue 樂:yue"
    ).split()
)
_MOST_SPELLINGS = 6


@lru_cache(maxsize=2048)
def family_spellings(name: str) -> frozenset[str]:
    """Pinyin without tones of the family name and of the whole name; empty for names in Latin letters."""
    if name.isascii():
        return frozenset()
    from pypinyin import lazy_pinyin

    return frozenset("".join(lazy_pinyin(part)) for part in family_names(name) if not part.isascii())


def are_alike(some: Iterable[str], others: Iterable[str]) -> bool:
    """Do two parties share a name or a family name, in any spelling? Two people may share a phone and nothing else."""
    return not _family_of(some).isdisjoint(_family_of(others))


def _family_of(names: Iterable[str]) -> set[str]:
    told = [part for name in names for part in (name, *name.split("-"))]
    return {spelled for name in told for spelled in family_names(name) | family_spellings(name)}


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


def sounded(text: str) -> str:
    """`text` folded, its Chinese signs as pinyin without tones: 張三, 张三 and `Zhang San` become the same."""
    return "".join(_syllables(folded(text))) if has_han(text) else folded(text)


@lru_cache(maxsize=65536)
def spellings(name: str) -> tuple[str, ...]:
    """Everything a name may be looked up by, folded and without spaces: as written, as pinyin, and its initials."""
    plain = folded(name)
    if not has_han(name):
        words = [word for part in re.split(r"[\s·・-]+", name) if (word := folded(part))]
        return (plain, "".join(word[0] for word in words)) if len(words) > 1 else (plain,)
    syllables = _syllables(plain)
    ways = {tuple(syllables), (_SURNAMES.get(plain[:1], syllables[0]), *syllables[1:])}
    ways |= {tuple(word.replace("v", "u") for word in words) for words in ways}  # 吕 is typed lv and lu
    found = [way for words in sorted(ways) for way in ("".join(words), "".join(word[:1] for word in words))]
    return (plain, *dict.fromkeys(found))[: 1 + _MOST_SPELLINGS]


def find_text(names: tuple[str, ...], number: int | str, phone: str | None) -> str:
    """What a search looks through: the spellings of all names, the number, the phone's digits; one space between them, so
    that nothing is found across two of them."""
    told = [word for name in names for word in spellings(name)]
    return " ".join([*told, str(number), *([digits(phone)] if phone else [])])


def _syllables(plain: str) -> list[str]:
    """Of a folded text: one item for each Chinese sign, other signs as they are."""
    return [_syllable(sign) if has_han(sign) else sign for sign in plain]


@lru_cache(maxsize=8192)
def _syllable(sign: str) -> str:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(sign)[0]
