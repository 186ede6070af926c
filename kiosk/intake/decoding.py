"""Bytes → text. Studios' files come in the encoding of whichever machine saved them, and rarely say which."""

import codecs
import re
import unicodedata

_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp1252")
_SAMPLE = 4_000


def plain_bytes(data: bytes) -> bytes:
    """The same text in an encoding that keeps ASCII as it is: byte order marks go, UTF-16 becomes UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    encoding = _utf16(data)
    if encoding:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        return text.encode("utf-8", errors="replace")
    return data


def _utf16(data: bytes) -> str | None:
    """By its mark, or by NUL bytes that all stand on one side of the pairs, as those of ASCII text do."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    if even + odd < len(data[:2000]) / 20:
        return None
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else None


def text_of(data: bytes) -> str:
    """The text in the encoding that makes the best sense of it. Bytes that make none become U+FFFD, so that one broken
    byte spoils one value and not the file."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        texts = [data.decode(encoding, errors="replace") for encoding in _CANDIDATES]
        return max(texts, key=_plausibility).removeprefix("\ufeff")


def _plausibility(text: str) -> float:
    """The share of the first non-ASCII signs that people write often, 0 to 1."""
    good = total = 0
    for word in re.finditer(r"[^\x00-\x7f]{1,40}", text):
        before, after = text[word.start() - 1 : word.start()], text[word.end() : word.end() + 1]
        good += sum(_is_usual(sign, word[0], before, after) for sign in word[0])
        total += len(word[0])
        if total > _SAMPLE:
            break
    return good / total if total else 0.0


def _is_usual(sign: str, run: str, before: str, after: str) -> bool:
    """Wrong guesses show as rare Chinese signs glued to Latin letters, or as long runs of accented letters."""
    if sign == "\ufffd" or unicodedata.category(sign) in ("Cn", "Co", "Cc"):
        return False
    if sign < "\u0250":
        return len(run) <= 2 and (before.isalpha() or after.isalpha() or not sign.isalpha())
    if "\u4e00" <= sign <= "\u9fff":
        return _is_common_chinese(sign) and not (len(run) == 1 and (before.islower() or after.islower()))
    return True


def _is_common_chinese(sign: str) -> bool:
    """On the first level of GB 2312 or of Big5, which hold the signs in daily use."""
    simplified, traditional = sign.encode("gb2312", "ignore"), sign.encode("big5", "ignore")
    return b"\xb0" <= simplified[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"
