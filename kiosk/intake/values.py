"""Single values as people write them in tables and calendars. Each reader returns the value, or None for an empty text,
or raises `Refused`; nothing is guessed."""

import re
import unicodedata

from ..domain.booking import folded
from ..domain.words import N_
from .columns import CANCELLED_WORDS, KINDS_BY_WORD
from .drafts import Refused

MAX_NAME = 200
MAX_NOTES = 10_000
_LARGEST_AMOUNT = 10**12

# Invisible signs that copying leaves behind; none carries meaning in a name, number or date.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a\u202c\u202d\u2069"))
# Signs that turn the reading direction round and so can make a text look like another.
_TURNING = frozenset("\u202b\u202e\u2066\u2067\u2068")
# What a spreadsheet would run: =1+1, +SUM(A1), @SUM(A1), -cmd|'…'!A1. A list that begins with a dash is no formula.
_FORMULA = re.compile(r"=\s*[\w(\"'+\-@$]|[+\-@]\s*(?:[A-Za-z_.]+\(|[^\n]*\|[^\n]*!)")
_CURRENCY = r"(?:[a-z]{0,3}[$¥€£₩฿]|[a-z]{3}|人民[币幣]|元整?|[圆圓块塊]|kr\.?|zł|ft|kč)"
_MONEY = re.compile(
    rf"{_CURRENCY}?\s*([0-9][0-9.,' ]*?)\s*{_CURRENCY}?(?:\s*(?:/|per|每)\s*(?:[张張]|photo))?", re.IGNORECASE
)
_COUNT = re.compile(r"([0-9]{1,5})(?:[.,]0{1,3})?\s*(?:looks?|photos?|outfits?|[张張套个個组組]|造型)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:#|no\.?|nr\.?|booking|预约号?|預約號?)?\s*#?\s*([0-9]{1,9})(?:\.0+)?", re.IGNORECASE)


def plain(text: str) -> str:
    """NFKC with single ordinary spaces: full-width digits and punctuation become ASCII. For values, not for names."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())


def shown(text: str) -> str:
    """A text fit to stand inside a sentence: one line, nothing invisible, at most 40 signs."""
    visible = "".join(char if char.isprintable() else " " for char in text[:400])
    short = " ".join(visible.split())
    return short if len(short) <= 40 else short[:39] + "…"


def tidy(text: str, limit: int = MAX_NAME) -> str:
    """NFC with single spaces, otherwise exactly as written. Refuses what cannot have been typed on purpose."""
    return _checked(" ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split()), limit)


def notes(text: str) -> str:
    """Like `tidy`, but line by line."""
    written = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    lines = [" ".join(line.split()) for line in re.split(r"\r\n|\r|\n", written)]
    return _checked("\n".join(lines).strip(), MAX_NOTES)


def check_length(written: str, limit: int) -> None:
    if len(written) > limit:
        raise Refused("too_long", N_("“{value}” is longer than {limit} signs."), value=shown(written), limit=str(limit))


def _checked(written: str, limit: int) -> str:
    if "\ufffd" in written:
        raise unreadable(written)
    if any(char in _TURNING or (char != "\n" and unicodedata.category(char) in ("Cc", "Cs")) for char in written):
        raise Refused("control", N_("“{value}” has invisible control signs."), value=shown(written))
    check_length(written, limit)
    if _FORMULA.match(written):
        raise formula()
    return written


def unreadable(written: str) -> Refused:
    return Refused("unreadable", N_("“{value}” has signs that cannot be read."), value=shown(written))


def formula() -> Refused:
    """Nothing of the text is repeated: it might be copied on."""
    return Refused("formula", N_("A text begins like a formula; to be safe the row was left out."))


def number(text: str) -> int | None:
    """A booking number, from 1: `2031`, `#2031`, `２０３１`, `2031.0` as a spreadsheet may write it."""
    value = plain(text)
    if not value:
        return None
    match = _NUMBER.fullmatch(value)
    if not match or int(match[1]) == 0:
        raise Refused("number", N_("“{value}” is not a booking number."), value=shown(text))
    return int(match[1])


def count(text: str) -> int | None:
    """A number of looks or photos, also with its unit: `3`, `3,0`, `60张`, `3 looks`."""
    value = plain(text)
    if value in ("", "-"):
        return None
    match = _COUNT.fullmatch(value)
    if not match:
        raise Refused("count", N_("“{value}” is not a number."), value=shown(text))
    return int(match[1])


def kind(text: str) -> str | None:
    """What the visit is for, one of `domain.sheet.KINDS`."""
    if not plain(text):
        return None
    known = KINDS_BY_WORD.get(folded(text))
    if not known:
        raise Refused(
            "kind",
            N_("“{value}” is not a kind of visit; write shoot, selection, pickup or enquiry."),
            value=shown(text),
        )
    return known


def cancelled(text: str) -> bool | None:
    """Does a status say that the booking is off? None for no status at all."""
    return folded(text) in CANCELLED_WORDS if plain(text) else None


def money(text: str, minor_units: int) -> int | None:
    """An amount in the smallest unit, of which `minor_units` digits make one whole (2: cents).

    The last of two different separators is the decimal one (`1.234,50`, `1,234.50`); a single one before exactly three
    digits groups thousands (`1,234`), as no amount has that many decimals unless the currency has."""
    value = plain(text).replace("’", "'")
    if value.strip("-–— ") == "":
        return None
    match = _MONEY.fullmatch(value)
    cents = _smallest_unit(match[1], minor_units) if match else None
    if cents is None:
        raise Refused("money", N_("“{value}” is not an amount of money."), value=shown(text))
    return cents


def _smallest_unit(written: str, minor_units: int) -> int | None:
    whole, fraction = _halves(written, minor_units)
    if not re.fullmatch(r"[0-9]{1,13}|[0-9]{1,3}(?:([., '])[0-9]{3})(?:\1[0-9]{3})*", whole):
        return None
    significant = fraction.rstrip("0")
    if not re.fullmatch(r"[0-9]*", fraction) or len(significant) > minor_units:
        return None
    digits = re.sub(r"[^0-9]", "", whole)
    amount = int(digits + significant.ljust(minor_units, "0")) if len(digits) <= 13 else _LARGEST_AMOUNT
    return amount if amount < _LARGEST_AMOUNT else None


def _halves(written: str, minor_units: int) -> tuple[str, str]:
    """What stands before and after the decimal separator, if there is one."""
    at = max(written.rfind("."), written.rfind(","))
    if at < 0 or written.count(written[at]) > 1:
        return written, ""
    before, after = written[:at], written[at + 1 :]
    is_only_separator = not re.search(r"[., ']", before)
    is_group = len(after) == 3 and minor_units < 3 and not before.startswith("0")
    return (written, "") if is_only_separator and is_group else (before, after)
