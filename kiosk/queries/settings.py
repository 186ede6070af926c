"""The settings screen: what stands in a section, whether what is typed would work, and what a card then says."""

from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from .. import i18n
from ..config import CueWords, Settings
from ..consistency import troubles
from ..domain.cues import CARDS, Cue, spoken
from ..domain.words import N_
from ..house import House
from ..records import dataclass
from ..section_rows import Row, Value, rows_of, value_of
from ..sections import SECTIONS, WORDY, Field, Section
from ..speech import in_words

LONGEST_TEXT = 300

FILL = N_("Please fill this in.")
TOO_LONG = N_("At most {max_length} signs, please.")
NOT_HERE = N_("This does not work here.")
SENTENCES = {
    "missing": FILL,
    "string_too_short": FILL,
    "string_too_long": TOO_LONG,
    "int_parsing": N_("A whole number, please."),
    "int_type": N_("A whole number, please."),
    "greater_than": N_("More than {gt}, please."),
    "greater_than_equal": N_("At least {ge}, please."),
    "less_than_equal": N_("At most {le}, please."),
    "literal_error": N_("Please choose one of the list."),
    "soon_before_target": N_("Amber comes before red: a smaller number, please."),
    "opens_before_closing": N_("Opening comes before closing."),
    "too_short": N_("At least one, please."),
    "language_not_offered": N_("Please choose one of those that are offered."),
}
BY_KIND = {
    ("int_parsing", "money"): N_("An amount such as 68 or 68.50, please."),
    ("string_pattern_mismatch", "time"): N_("A time such as 09:00, please."),
    ("string_pattern_mismatch", "windows"): N_("Times such as 11:30-13:00, please."),
    ("string_pattern_mismatch", "text"): N_("Three capital letters, please."),
}
AT = {"soon_before_target": "soon_minutes", "opens_before_closing": "opens", "language_not_offered": "language"}
EXAMPLE = {
    "party": N_("Ms Chen & Mr Li"),
    "receiver": N_("Lin"),
    "host": N_("Mei"),
    "giver": N_("Mei"),
    "assistant": N_("Jo"),
    "look": N_("evening gown"),
    "place": "2",
    "looks": "3",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """`problems` by the name of the form's field, '' for what belongs to none; `value` is good when there are none."""

    value: Value
    problems: dict[str, str]


def overview(house: House, settings: Settings) -> list[tuple[Section, int, bool]]:
    """Each section with how many rows it has, and whether the desk has changed it."""
    return [(one, len(rows_of(one, settings)), is_changed(house, one.name)) for one in SECTIONS.values()]


def is_changed(house: House, section: str) -> bool:
    override = house.overrides.get(section)
    return override is not None and bool(override.value)


def version(house: House, section: str) -> int:
    override = house.overrides.get(section)
    return override.version if override else 0


def check(section: Section, rows: list[Row], settings: Settings) -> Checked:
    """Would the section work as it is typed? Every field that would not gets its sentence in the reader's language."""
    places = {id(row): place for place, row in enumerate(rows)}
    value, used = value_of(section, rows, settings)
    at = [places[id(row)] for row in used]
    problems = _missing_words(section, rows, used)
    try:
        typed = _adapter(section).validate_python(value)
    except ValidationError as error:
        for one in error.errors():
            name, sentence = _problem(section, one, at)
            problems.setdefault(name, sentence)
        return Checked(value, problems)
    candidate = settings.model_copy(update={section.attribute: typed})
    for trouble in troubles(candidate):
        if trouble.section == "person":  # studio.toml's people work in whichever of their stages there are
            continue
        name = ""
        if trouble.section == section.name and trouble.place != "":
            keys = [row.get("key", "") for row in rows]
            place = at[trouble.place] if isinstance(trouble.place, int) else keys.index(trouble.place)
            name = _input(section, place, trouble.at)
        sentence = i18n.gettext(trouble.message).format(**trouble.words)
        problems.setdefault(name, sentence)
    return Checked(_adapter(section).dump_python(typed, mode="json", exclude_unset=True), problems)


def previews(section: Section, rows: list[Row], settings: Settings) -> dict[str, dict[str, dict[str, str]]]:
    """Each cue card as it would be said to an example party: card → language → half. Only where its words can be said."""
    if section.name != "cue":
        return {}
    problems = check(section, rows, settings).problems
    bad = {name.partition(".")[0] for name in problems}
    value, _ = value_of(section, [row for place, row in enumerate(rows) if str(place) not in bad], settings)
    own = {key: CueWords.model_validate(one) for key, one in value.items() if key in CARDS}
    return {key: _preview(card, own.get(key), settings) for key, card in CARDS.items()}


def _preview(card: Cue, own: CueWords | None, settings: Settings) -> dict[str, dict[str, str]]:
    said = spoken(card, own.colleague, own.party) if own else card
    found = {}
    for locale in i18n.LOCALES:
        with i18n.speaking(locale):
            slots = {key: i18n.gettext(word) for key, word in EXAMPLE.items()} | {"store": settings.studio.name}
            found[locale] = {
                "to_colleague": in_words(said.to_colleague, slots),
                "to_party": in_words(said.to_party, slots),
            }
    return found


def titles(section: Section, rows: list[Row]) -> list[str]:
    """What each row is called in the reader's language."""
    first = section.fields[0]
    locale = i18n.locale()
    return [
        (row.get(f"{first.name}.{locale}") or row.get(f"{first.name}.en") or row.get(first.name, "")) for row in rows
    ]


def house_words(card: str) -> dict[str, dict[str, str]]:
    """The card as the house says it, slots and all: language → half, to begin one's own words from."""
    found = {}
    for locale in i18n.LOCALES:
        with i18n.speaking(locale):
            bare = {slot: f"{{{slot}}}" for slot in CARDS[card].slots}
            found[locale] = {half: in_words(getattr(CARDS[card], half), bare) for half in ("to_colleague", "to_party")}
    return found


def slots_of(card: str) -> str:
    return ", ".join(f"{{{slot}}}" for slot in CARDS[card].slots)


def _adapter(section: Section) -> TypeAdapter[Any]:
    annotation: Any = Settings.model_fields[section.attribute].annotation
    return TypeAdapter(annotation)


def _missing_words(section: Section, rows: list[Row], used: list[Row]) -> dict[str, str]:
    """Words are wanted in one language at least, and no text may outgrow a card."""
    problems = {}
    for place, row in enumerate(rows):
        for field in (field for field in section.fields if field.kind in WORDY):
            texts = {name: row.get(name, "") for name in field.inputs()}
            if not any(texts.values()) and not field.is_optional and any(row is one for one in used):
                problems[f"{place}.{field.name}.en"] = i18n.gettext(FILL)
            for name, text in texts.items():
                if len(text) > LONGEST_TEXT:
                    problems[f"{place}.{name}"] = i18n.gettext(TOO_LONG).format(max_length=LONGEST_TEXT)
    return problems


def _problem(section: Section, error: ErrorDetails, at: list[int]) -> tuple[str, str]:
    """The form's field that pydantic means, and the sentence for it."""
    loc = list(error["loc"])
    place = 0
    if section.shape != "one" and loc:
        row = loc.pop(0)
        place = at[row] if isinstance(row, int) else section.keys.index(str(row))
    name = str(loc[0]) if loc else AT.get(error["type"], "")
    field = next((field for field in section.fields if field.name == name), None)
    message = BY_KIND.get((error["type"], field.kind if field else "")) or SENTENCES.get(error["type"], NOT_HERE)
    return _input(section, place, name), i18n.gettext(message).format(**error.get("ctx", {}))


def _input(section: Section, place: int, name: str) -> str:
    """The form's name of a field: words are told at their first language, what no field shows at the first one."""
    field: Field | None = next((field for field in section.fields if field.name == name), None)
    if field is None and "." in name:
        return f"{place}.{name}"
    shown = field or section.fields[0]
    return f"{place}.{shown.inputs()[0]}"
