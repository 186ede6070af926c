"""A booking as somebody typed it into the desk's form: every field is read, or refused with a sentence of its own."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from ..domain.sheet import KINDS
from ..domain.words import N_
from ..records import dataclass
from . import values
from .drafts import Refused
from .people import MAX_CUSTOMERS, customers, phones
from .plan import PackageTerms, key

TEXTS = (
    *("date", "time", "until", "kind", "party", "size", "phone", "package", "look_count", "look_names", "allowance"),
    *("extra", "balance", "host", "deputy", "room", "dresses", "occasion", "hope", "taboos", "look_wishes", "notes"),
    "language",
)
LISTS = ("artists", "needs")
MAX_LOOKS = 20
MAX_SIZE = 200
MAX_LINE = 80

# Signs that steer the reading direction come along when something is copied from a phone; nobody can see or delete them.
_STEERING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
_YEARS_AHEAD = 5
_CELLS = N_("These look like cells of a spreadsheet. Write one name per line; a whole list comes in under “Import”.")


@dataclass(frozen=True)
class Choices:
    """What may be chosen in this house: staff ids, room keys, needs, languages; `packages` by the `key` of their names."""

    zone: ZoneInfo
    region: str
    minor_units: int
    today: date
    staff: frozenset[str]
    rooms: frozenset[str]
    needs: frozenset[str]
    languages: frozenset[str]
    packages: Mapping[str, PackageTerms]


@dataclass
class Typed:
    """`values` are attributes of a booking, `problems` the refusals by the name of their field."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, Refused] = field(default_factory=dict)

    def read(self, name: str, reader: Callable[..., Any], *arguments: Any) -> Any:
        """What `reader` makes of its arguments; None, and a problem of that field, where it refuses."""
        try:
            return reader(*arguments)
        except Refused as refused:
            self.problems[name] = _in_a_form(refused)
            return None


def cleaned(text: str) -> str:
    """A field's text without what copying leaves behind: a spreadsheet's vertical tabs are line ends, other control signs
    and those that steer the reading direction go."""
    lines = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text.translate(_STEERING))
    return "".join(char for char in lines if char in "\n\t" or unicodedata.category(char) != "Cc")


def read_typed(texts: Mapping[str, str], lists: Mapping[str, Sequence[str]], choices: Choices) -> Typed:
    """`texts` and `lists` hold the form's fields (`TEXTS`, `LISTS`); one that is left out is empty."""
    given = {name: cleaned(texts.get(name, "")) for name in TEXTS}
    typed = Typed()
    _read_when(typed, given, choices)
    _read_who(typed, given, choices)
    _read_what(typed, given, choices)
    _read_chosen(typed, given, lists, choices)
    for name in ("occasion", "hope", "taboos", "notes"):
        typed.values[name] = typed.read(name, values.notes, given[name])
    return typed


def _read_when(typed: Typed, given: Mapping[str, str], choices: Choices) -> None:
    day = typed.read("date", _day, given["date"], choices)
    clock = typed.read("time", _clock, given["time"])
    until = typed.read("until", _clock, given["until"]) if given["until"].strip() else None
    if day is None or clock is None:
        return
    starts_at = typed.read("time", _moment, day, clock, choices.zone)
    if starts_at is None:
        return
    typed.values["starts_at"] = starts_at
    typed.values["ends_at"] = typed.read("until", _end, day, until, choices.zone, starts_at) if until else None


def _day(text: str, choices: Choices) -> date:
    written = values.plain(text).replace("/", "-").replace(".", "-")
    if not written:
        raise Refused("missing", N_("Which day?"))
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Refused("date", N_("“{value}” is not a day in the calendar."), value=values.shown(text)) from None
    if not 2000 <= day.year <= choices.today.year + _YEARS_AHEAD:
        raise Refused("date", N_("Please look at the year: {year}."), year=str(day.year))
    return day


def _clock(text: str) -> time:
    written = values.plain(text)
    if not written:
        raise Refused("missing", N_("At what time?"))
    match = re.fullmatch(r"(\d{1,2})[:.h]?(\d\d)(?::\d\d)?", written)
    try:
        return time(int(match[1]), int(match[2])) if match else time.fromisoformat(written)
    except ValueError:
        raise Refused("time", N_("“{value}” is not a time of day."), value=values.shown(text)) from None


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    moment = datetime.combine(day, clock, zone).astimezone(UTC)
    if moment.astimezone(zone).time() != clock:
        raise Refused("time", N_("That hour does not exist on this day: the clocks go forward."))
    return moment


def _end(day: date, until: time, zone: ZoneInfo, starts_at: datetime) -> datetime:
    ends_at = _moment(day, until, zone)
    if ends_at <= starts_at:
        raise Refused("end", N_("The end is before the start."))
    return ends_at


def _read_who(typed: Typed, given: Mapping[str, str], choices: Choices) -> None:
    typed.values["party"] = typed.read("party", party, given["party"])
    typed.values["size"] = typed.read("size", _count, given["size"], MAX_SIZE) or 0
    found = typed.read("phone", phones, given["phone"], choices.region)
    typed.values["phone"] = found[0] if found else None
    if found and found[1]:
        typed.problems["phone"] = Refused("phone", N_("One number here, please; others can stand in the notes."))


def party(text: str) -> tuple[str, ...]:
    """The names, one a line; a line may join several (`A & B`). Raises `Refused` with a sentence for the field."""
    lines = [line for line in cleaned(text).split("\n") if line.strip()]
    if any("\t" in line.strip() for line in lines):
        raise Refused("cells", _CELLS)
    if not lines:
        raise Refused("missing", N_("Whose booking is it? One name is enough."))
    try:
        names = tuple(name for line in lines[: MAX_CUSTOMERS + 1] for name in customers([line]))
    except Refused as refused:
        raise _in_a_form(refused) from refused
    if len(names) > MAX_CUSTOMERS:
        raise Refused("name", N_("There are too many names for one booking. A whole list comes in under “Import”."))
    return names


def _read_what(typed: Typed, given: Mapping[str, str], choices: Choices) -> None:
    kind = given["kind"].strip() or "shoot"
    typed.values["kind"] = typed.read("kind", _one_of, kind, KINDS)
    name = typed.read("package", values.tidy, given["package"]) or ""
    terms = choices.packages.get(key(name)) if name else None
    typed.values["package"] = (terms.name if terms else name) or None
    typed.values["looks"] = _looks(typed, given, terms)
    allowance = typed.read("allowance", values.count, given["allowance"])
    extra = typed.read("extra", values.money, given["extra"], choices.minor_units)
    typed.values["allowance"] = allowance if allowance is not None or not terms else terms.allowance
    typed.values["extra_cents"] = extra if extra is not None or not terms else terms.extra_cents
    typed.values["balance_cents"] = typed.read("balance", values.money, given["balance"], choices.minor_units)
    typed.values["look_wishes"] = typed.read("look_wishes", _in_order, given["look_wishes"]) or ()
    typed.values["dresses"] = typed.read("dresses", _lines, given["dresses"])


def _looks(typed: Typed, given: Mapping[str, str], terms: PackageTerms | None) -> tuple[str, ...]:
    """As many as were counted or named, else as the package says."""
    names = typed.read("look_names", _lines, given["look_names"]) or ()
    count = typed.read("look_count", _count, given["look_count"], MAX_LOOKS)
    wanted = count if count is not None else (terms.looks or 0) if terms and not names else len(names)
    if len(names) > MAX_LOOKS:
        typed.problems["look_names"] = Refused("count", N_("That is more than {limit} looks."), limit=str(MAX_LOOKS))
    return (*names, *[""] * (wanted - len(names)))


def _read_chosen(typed: Typed, given: Mapping[str, str], lists: Mapping[str, Sequence[str]], choices: Choices) -> None:
    for name in ("host", "deputy"):
        typed.values[name] = typed.read(name, _one_of, given[name].strip(), choices.staff)
    typed.values["room"] = typed.read("room", _one_of, given["room"].strip(), choices.rooms)
    typed.values["language"] = typed.read("language", _one_of, given["language"].strip(), choices.languages)
    for name, known in (("artists", choices.staff), ("needs", choices.needs)):
        chosen = tuple(dict.fromkeys(one for one in lists.get(name, ()) if one))
        typed.values[name] = chosen
        if set(chosen) - known:
            typed.problems[name] = _unknown(", ".join(sorted(set(chosen) - known)))
    if typed.values["deputy"] and typed.values["deputy"] == typed.values["host"]:
        typed.problems["deputy"] = Refused("deputy", N_("The deputy has to be somebody else than the host."))


def _one_of(value: str, known: Sequence[str] | frozenset[str]) -> str | None:
    if value and value not in known:
        raise _unknown(value)
    return value or None


def _unknown(value: str) -> Refused:
    return Refused("unknown", N_("“{value}” is no longer there to choose."), value=values.shown(value))


def _count(text: str, most: int) -> int | None:
    found = values.count(text)
    if found is not None and found > most:
        raise Refused("count", N_("{value} is more than {limit}."), value=str(found), limit=str(most))
    return found


def _lines(text: str) -> tuple[str, ...]:
    """One thing a line; cells copied from a spreadsheet are lines too."""
    return tuple(line for raw in re.split(r"[\n\t]", text) if (line := values.tidy(raw, MAX_LINE)))


def _in_order(text: str) -> tuple[str, ...]:
    """A line for each look; an empty one keeps the place of a look without wishes."""
    lines = [values.tidy(line) for line in text.rstrip().split("\n")] if text.strip() else []
    if len(lines) > MAX_LOOKS:
        raise Refused("count", N_("That is more than {limit} looks."), limit=str(MAX_LOOKS))
    return tuple(lines)


def _in_a_form(refused: Refused) -> Refused:
    """Sentences made for a file's row, said for a field."""
    if refused.code == "formula":
        return Refused(
            "formula", N_("This begins like a spreadsheet’s formula. Please begin with a letter or a figure.")
        )
    if refused.code == "name" and "columns" in refused.message:
        return Refused("name", N_("A name needs at least one letter."))
    return refused
