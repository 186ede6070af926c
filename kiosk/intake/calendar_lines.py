"""The outer shape of a calendar file (RFC 5545): folded lines, components inside components, and where each begins."""

import re
from collections.abc import Iterator
from dataclasses import field

from ..records import dataclass
from .decoding import text_of

_NAME = re.compile(r"\s*([A-Za-z0-9-]+)\s*[:;]")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One unfolded line and the physical line, from 1, on which it begins. `name` is the property's, '' for a line that
    has none; `value` is what follows the first colon, so only for properties without parameters."""

    number: int
    name: str
    text: str

    @property
    def value(self) -> str:
        return self.text.partition(":")[2].strip()


@dataclass(slots=True)
class Component:
    """`is_whole` tells whether its END was found; a file that breaks off leaves an event that must not be trusted."""

    name: str
    line: int
    lines: dict[str, list[Line]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)
    is_whole: bool = False

    def of(self, name: str) -> list["Component"]:
        return [part for part in self.parts if part.name == name]

    def all(self, name: str) -> list[Line]:
        return self.lines.get(name, [])

    def first(self, name: str) -> str:
        """The value of the first property of that name, '' if there is none."""
        return next((line.value for line in self.all(name)), "")


def unfolded(data: bytes) -> list[Line]:
    """Folding works on bytes and may part the bytes of one sign, so it is undone before decoding. Blank lines before a
    continuation do not count; some programs write them."""
    numbers: list[int] = []
    joined: list[bytearray] = []
    for number, line in enumerate(re.split(rb"\r*\n|\r", data), 1):
        if line[:1] in (b" ", b"\t") and joined:
            joined[-1] += line[1:]
        elif line.strip():
            numbers.append(number)
            joined.append(bytearray(line))
    texts = text_of(b"\n".join(joined)).split("\n")
    return [_line(number, text) for number, text in zip(numbers, texts, strict=True)]


def _line(number: int, text: str) -> Line:
    match = _NAME.match(text)
    return Line(number, match[1].upper() if match else "", text)


def calendars(lines: list[Line]) -> list[Component]:
    """Every VCALENDAR of the file. Events outside any, as some exports have them, come in one of their own."""
    root = Component("", 1)
    _fill(root, iter(lines))
    bare = Component("VCALENDAR", 1, parts=root.of("VEVENT"), is_whole=True)
    return [*root.of("VCALENDAR"), *([bare] if bare.parts else [])]


def _fill(root: Component, lines: Iterator[Line]) -> None:
    """An END closes the nearest open component of its name and leaves those inside it unfinished; a VEVENT cannot
    stand in a VEVENT, so a second BEGIN means that the first was cut off."""
    open_parts = [root]
    for line in lines:
        if line.name == "BEGIN" and len(open_parts) <= _DEEPEST:
            part = Component(line.value.upper(), line.number)
            names = [above.name for above in open_parts]
            if part.name in ("VEVENT", "VCALENDAR") and part.name in names:
                del open_parts[names.index(part.name) :]
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif line.name == "END":
            names = [above.name for above in open_parts]
            if line.value.upper() in names[1:]:
                at = len(names) - 1 - names[::-1].index(line.value.upper())
                open_parts[at].is_whole = True
                del open_parts[at:]
        else:
            open_parts[-1].lines.setdefault(line.name, []).append(line)
