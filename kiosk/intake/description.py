"""What people write into a calendar event: `陈静怡 & 李伟 – 婚纱套系 A` above, labelled lines below."""

import html
import re

from ..domain.booking import folded
from ..records import dataclass
from .columns import CANCELLED_WORDS, DEFAULT_COLUMNS, Headers
from .values import plain

# Days and times are the event's own; a label for them in the text is a note.
_LABELS = frozenset(DEFAULT_COLUMNS) - {"uid", "start", "date", "time", "end", "end_date"}
_LABELLED = re.compile(r"\s*([^:：]{1,40})[:：](.*)")
_NUMBERED = re.compile(r"\s*(\D{1,20}?)\s*([0-9]{1,9})(?![0-9])\s*[-–—:：|,，]*\s*(.*)")
_NUMBERED_BEHIND = re.compile(r"(.*?)\s*[(（\[【]\s*(\D{1,20}?)\s*([0-9]{1,9})\s*[)）\]】]\s*")
_DASH = re.compile(r"\s+[-–|]+\s+|\s*[—―－]+\s*|(?<=[一-鿿])[-–|](?=[一-鿿A-Za-z])")
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li)[^<>]*>", re.IGNORECASE)
# Only what editors write, so that <lin@example.org> stays.
_TAGS = re.compile(
    r"</?(?:html-blob|[abiup]|br|div|span|[ou]l|li|strong|em|font|h[1-6])(?=[\s/>])[^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True)
class EventTexts:
    """Texts by field, as `rows.Record` takes them, and the texts that name customers."""

    texts: dict[str, str]
    names: tuple[str, ...]


def read_event_texts(summary: str, description: str, headers: Headers) -> EventTexts:
    """Labels win over the summary. Lines without a known label are notes, so that nothing is lost."""
    from_summary = _read_summary(summary, headers)
    labelled = _read_description(description, headers)
    return EventTexts({**from_summary.texts, **labelled.texts}, labelled.names or from_summary.names)


def _read_summary(summary: str, headers: Headers) -> EventTexts:
    texts: dict[str, str] = {}
    rest = " ".join(summary.split())
    word, colon, after = rest.replace("：", ":").partition(":")
    if colon and folded(word) in CANCELLED_WORDS:
        texts["status"], rest = word, after.strip()
    before = _NUMBERED.fullmatch(rest)
    behind = _NUMBERED_BEHIND.fullmatch(rest)
    if before and headers.field(before[1]) == "number":
        texts["number"], rest = before[2], before[3]
    elif behind and headers.field(behind[2]) == "number":
        texts["number"], rest = behind[3], behind[1]
    names, *package = _DASH.split(rest, maxsplit=1)
    if package and package[0].strip():
        texts["package"] = package[0]
    return EventTexts(texts, (names,) if names.strip() else ())


def _read_description(description: str, headers: Headers) -> EventTexts:
    texts: dict[str, str] = {}
    names: list[str] = []
    notes: list[str] = []
    for line in _without_markup(description).split("\n"):
        field, value = _labelled(line, headers)
        if field in ("customer", "partner"):
            names.append(value)
        elif field == "notes":
            notes.append(value)
        elif field and not texts.get(field):
            texts[field] = value
        else:
            notes.append(line)
    written = "\n".join(notes).strip()
    filled = {field: value for field, value in texts.items() if value.strip()}
    return EventTexts({**filled, "notes": written} if written else filled, tuple(filter(str.strip, names)))


def _labelled(line: str, headers: Headers) -> tuple[str | None, str]:
    """The field and value of `Host: Mei Wang` or `Booking 2031`; None for a line without a known label."""
    match = _LABELLED.fullmatch(line)
    field = headers.field(match[1]) if match else None
    if match and field in _LABELS:
        return field, match[2].strip()
    number = _NUMBERED.fullmatch(plain(line))
    if number and not number[3] and headers.field(number[1]) == "number":
        return "number", number[2]
    return None, line


def _without_markup(description: str) -> str:
    """Calendars with a formatted editor export HTML."""
    if not _BREAKS.search(description) and not _TAGS.search(description):
        return description
    return html.unescape(_TAGS.sub("", _BREAKS.sub("\n", description))).replace("\xa0", " ")
