"""Names and phone numbers of customers, out of one cell or one line of text."""

import re
from collections.abc import Sequence

from ..domain.words import N_
from .drafts import Refused
from .values import formula, plain, tidy

MAX_CUSTOMERS = 20
# A 和 or 与 without spaces joins two people only if a surname follows: 陈静怡和李伟, but not 佐藤和子.
_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂"
    "苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢"
    "汤湯尹黎易常武乔喬贺賀赖賴龚龔文欧歐司诸諸"
)
_JOINED = re.compile(r"\s*[&＆+＋/／、，；]\s*|\s+(?:and|und|et|[和与與跟])\s+", re.IGNORECASE)
_JOINED_CHINESE = re.compile(rf"([一-鿿·]{{2,4}})[和与與跟]([{_SURNAMES}][一-鿿·]{{1,3}})")
_PHONE_SIGNS = re.compile(r"[0-9+().\-/ ]*[0-9](?:\s*(?:ext\.?|x|#|转|轉|分机|分機)\s*[0-9]{1,6})?", re.IGNORECASE)
_UNREADABLE = N_("The phone number cannot be read; write it in full, with its country code.")
_SEVERAL = re.compile(r"\s*(?:[;,、|/\n]|\bor\b|或)\s*", re.IGNORECASE)


def customers(texts: Sequence[str]) -> tuple[str, ...]:
    """The names as written. A single text may name several people (`A & B`); several texts name one person each."""
    found = [name for name in map(_name, texts) if name]
    if len(found) == 1:
        found = [name for name in map(_name, split_people(found[0])) if name]
    if len(found) > MAX_CUSTOMERS:
        raise Refused("name", N_("There are too many names for one booking."))
    return tuple(found)


def split_people(text: str) -> list[str]:
    both = _JOINED_CHINESE.fullmatch(text)
    return list(both.groups()) if both else _JOINED.split(text)


def _name(text: str) -> str:
    if plain(text)[:1] in ("=", "+", "-", "@"):
        raise formula()
    name = tidy(text)
    if name and not any(char.isalpha() for char in name):
        raise Refused("name", N_("The name has no letters; perhaps the columns are shifted."))
    return name


def phones(text: str, region: str) -> tuple[str | None, list[str]]:
    """The first phone number in E.164, an extension dropped, and further ones as written. `region` (`CN`) is meant
    where no country code stands. A number without one must be in use there; with one it must at least be possible."""
    value = re.sub(r"^(?:tel:|')", "", plain(text.replace("\n", ";")), flags=re.IGNORECASE).strip()
    if value in ("", "-"):
        return None, []
    if len(value) > 100:
        raise Refused("phone", _UNREADABLE)
    found = [part for part in _SEVERAL.split(value) if part]
    if len(found) < 2 or any(len(re.sub(r"\D", "", part)) < 7 for part in found):
        found = [value]
    return _e164(re.sub(r"(?<=\d{7})\.0$", "", found[0]), region), found[1:]


def _e164(written: str, region: str) -> str:
    import phonenumbers

    if _PHONE_SIGNS.fullmatch(written):
        try:
            phone = phonenumbers.parse(re.sub(r"转|轉|分机|分機", "x", written), region)
        except phonenumbers.NumberParseException:
            phone = None
        has_code = written.lstrip("( ").startswith(("+", "00"))
        if phone and (phonenumbers.is_valid_number(phone) or (has_code and phonenumbers.is_possible_number(phone))):
            return phonenumbers.format_number(phone, phonenumbers.PhoneNumberFormat.E164)
    raise Refused("phone", _UNREADABLE)
