"""A telephone number as it is read out and dialled. It is kept without spaces (E.164), and grouped only where it is shown."""

import re

# By length, what follows the country's code; and the countries whose ten digits are told otherwise.
_GROUPS = {6: (3, 3), 7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (3, 3, 4), 11: (3, 4, 4), 12: (4, 4, 4)}
_OWN = {"44": (4, 6), "81": (2, 4, 4), "82": (2, 4, 4)}
# The country codes of one and two digits (ITU-T E.164); all others have three.
_CODE = re.compile(r"\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)  # in China, without the country's code
_BIG_CITY = re.compile(r"(?:10|2\d)\d{8}", re.ASCII)  # Beijing's 10, Shanghai's 21: two digits of ten


def grouped(phone: str) -> str:
    """`+8613800135678` as `+86 138 0013 5678`; whatever is not such a number stays as it was typed."""
    if _MOBILE.fullmatch(phone):
        return _split(phone, _GROUPS[11])
    if not (known := _CODE.fullmatch(phone)):
        return phone
    code, rest = known.groups()
    groups = _GROUPS.get(len(rest), ())
    if len(rest) == 10:
        groups = _OWN["81"] if code == "86" and _BIG_CITY.fullmatch(rest) else _OWN.get(code, groups)
    return f"+{code} {_split(rest, groups)}"


def _split(number: str, groups: tuple[int, ...]) -> str:
    parts = []
    for length in groups:
        parts.append(number[:length])
        number = number[length:]
    return " ".join(filter(None, [*parts, number]))
