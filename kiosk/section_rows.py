"""How a section of the settings becomes a form's texts, and a form's texts a section's value.

A row is a flat dictionary of texts. Fields in the studio's own words have one text for each language, named `name.en`,
`name.zh_Hans`, `name.zh_Hant`. What a form does not show stays as it was.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import i18n
from .config import Settings
from .consistency import ITEM_LISTS
from .money import minor_units
from .sections import WORDY, Field, Section
from .spelling import sounded

Row = dict[str, str]
Value = Any
# Where nothing written means just that; elsewhere it means that the house's own number or words stand.
_EMPTY_IS_SAID = ("text", "time")


def rows_of(section: Section, settings: Settings) -> list[Row]:
    """The section as it stands, as a form shows it."""
    value = getattr(settings, section.attribute)
    if section.shape == "one":
        return [_texts(section, value, settings)]
    if section.shape == "rows":
        return [{"key": getattr(one, section.key), **_texts(section, one, settings)} for one in value]
    known = value if isinstance(value, Mapping) else {getattr(one, section.key): one for one in value}
    return [{"key": key, **_texts(section, known.get(key), settings)} for key in section.keys]


def empty_row(section: Section) -> Row:
    return {"key": "", **{name: "" for field in section.fields for name in field.inputs()}}


def value_of(section: Section, rows: Iterable[Row], settings: Settings) -> tuple[Value, list[Row]]:
    """The section's value for `Settings`, not yet checked: what is no number stays the text it is. Also the rows that it
    has, in its own order, empty ones of a fixed section left out."""
    rows = [
        row for row in rows if section.shape != "fixed" or any(row.get(n) for f in section.fields for n in f.inputs())
    ]
    current = getattr(settings, section.attribute)
    if section.shape == "one":
        return _parsed(section, rows[0] if rows else {}, settings), rows
    if isinstance(current, Mapping):
        return {row.get("key", ""): _parsed(section, row, settings) for row in rows}, rows
    known = {getattr(one, section.key): one.model_dump(mode="json") for one in current}
    taken = {key for name in ITEM_LISTS for key in (item.key for item in getattr(settings, name))} | set(known)
    values = []
    for row in rows:
        value = {**known.get(row.get("key", ""), {}), **_parsed(section, row, settings)}
        if section.key != "name":
            value[section.key] = row.get("key") or _new_key(section, row, taken)
            taken.add(value[section.key])
        values.append(value)
    return values, rows


def _texts(section: Section, thing: Any, settings: Settings) -> Row:
    row = {}
    for field in section.fields:
        value = _at(thing, field.name)
        if field.kind in WORDY:
            for name, locale in _by_language(field):
                row[name] = _said(value, locale)
        elif field.kind == "languages":
            row |= {name: locale if locale in value else "" for name, locale in _by_language(field)}
        else:
            row[field.name] = _text(field, value, settings)
    return row


def _by_language(field: Field) -> Iterator[tuple[str, str]]:
    return zip(field.inputs(), i18n.LOCALES, strict=True)


def _at(thing: Any, name: str) -> Any:
    """The attribute of this name, or one of several values, such as `notices.1`."""
    attribute, dot, place = name.partition(".")
    value = getattr(thing, attribute, None)
    return value if not dot else next(iter((value or ())[int(place) :]), None)


def _said(words: str | Mapping[str, str] | None, locale: str) -> str:
    if isinstance(words, str):
        with i18n.speaking(locale):
            return i18n.gettext(words)
    return (words or {}).get(locale, "")


def _text(field: Field, value: Any, settings: Settings) -> str:
    if value is None:
        return ""
    if field.kind == "money":
        digits = minor_units(settings.studio.currency)
        return f"{value / 10**digits:.{digits}f}"
    if field.kind == "list":
        return ", ".join(value)
    if field.kind == "windows":
        return ", ".join(f"{one.opens}-{one.closes}" for one in value)
    return str(value)


def _parsed(section: Section, row: Row, settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in section.fields:
        if field.kind in WORDY:
            found[field.name] = _words({locale: row.get(f"{field.name}.{locale}", "") for locale in i18n.LOCALES})
        elif field.kind == "languages":
            found[field.name] = [locale for name, locale in _by_language(field) if row.get(name)]
        else:
            found[field.name] = _value(field, row.get(field.name, ""), settings)
        if field.kind in WORDY and field.is_optional and not found[field.name]:
            found[field.name] = None
    return _gathered(found)


def _gathered(found: dict[str, Any]) -> dict[str, Any]:
    """Several values, such as `notices.0` and `notices.1`, as the one list they are; empty ones are none."""
    whole: dict[str, Any] = {}
    for name, value in found.items():
        attribute, dot, _ = name.partition(".")
        if not dot:
            whole[name] = value
        else:
            whole[attribute] = [*whole.get(attribute, ()), *([value] if value else ())]
    return whole


def _value(field: Field, text: str, settings: Settings) -> Any:
    if field.kind == "list":
        return [part.strip() for part in re.split("[,，、]", text) if part.strip()]
    if field.kind == "windows":
        return [_window(part) for part in re.split("[,，、]", text) if part.strip()]
    if not text:
        return None if field.is_optional and field.kind not in _EMPTY_IS_SAID else ""
    if field.kind == "money":
        return _cents(text, minor_units(settings.studio.currency))
    return text


def _window(text: str) -> dict[str, str]:
    opens, _, closes = text.strip().replace("–", "-").partition("-")
    return {"opens": opens.strip(), "closes": closes.strip()}


def _cents(text: str, digits: int) -> int | str:
    """In the smallest unit; what is no amount stays as it is, to be told."""
    whole, _, rest = text.replace(" ", "").partition(".")
    if not (whole + rest).isdecimal() or len(rest) > digits:
        return text
    return int((whole or "0") + rest.ljust(digits, "0"))


def _words(texts: dict[str, str]) -> str | dict[str, str]:
    """Texts by language; those that the catalogue says anyway become its one sentence again."""
    given = {locale: text for locale, text in texts.items() if text}
    english = given.get("en", "")
    if english and all(_said(english, locale) == given.get(locale) for locale in i18n.LOCALES):
        return english
    return given


def _new_key(section: Section, row: Row, taken: set[str]) -> str:
    """A key nobody has to think of: from the first name that is there."""
    said = next((row[name] for field in section.fields for name in field.inputs() if row.get(name)), "")
    plain = re.sub("[^a-z0-9]+", "-", sounded(said)).strip("-")[:24]
    stem = plain if plain[:1].isalpha() else f"{section.name}-{plain}".strip("-")
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
