"""How a Chinese name is said, in pinyin with its tones, for colleagues who cannot read it (REQUIREMENTS A16)."""

import os
from functools import lru_cache

from .domain.booking import family_names, folded
from .spelling import has_han

# Signs that are said differently where they are a family name.
_AS_FAMILY_NAME = dict(
    pair.split(":")
    for pair in (
        "单:shàn 單:shàn 曾:zēng 解:xiè 仇:qiú 查:zhā 朴:piáo 区:ōu 區:ōu 任:rén 盖:gě 蓋:gě 翟:zhái 乐:yuè 樂:yuè "
        "缪:miào 繆:miào 覃:qín 冼:xiǎn 召:shào 华:huà 華:huà 员:yùn 員:yùn"
    ).split()
)
_IN_A_DOUBLE_ONE = {"尉": "yù", "长": "zhǎng", "長": "zhǎng"}


@lru_cache(maxsize=2048)
def pronounced(name: str) -> str:
    """`欧阳娜娜` as `Ōuyáng Nànà`; '' for a name that is not all Chinese."""
    bare = "".join(name.split())
    if not bare or not all(has_han(char) for char in bare):
        return ""
    family = 2 if len(bare) > 2 and folded(bare[:2]) in family_names(bare) else 1
    said = _syllables(bare)
    said[0] = (_AS_FAMILY_NAME if family == 1 else _IN_A_DOUBLE_ONE).get(bare[0], said[0])
    parts = ["".join(said[:family]), "".join(said[family:])]
    return " ".join(part[:1].upper() + part[1:] for part in parts if part)


def _syllables(text: str) -> list[str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # single signs are enough for names (kiosk/spelling.py)
    from pypinyin import Style, lazy_pinyin

    return [lazy_pinyin(char, style=Style.TONE)[0] for char in text]
