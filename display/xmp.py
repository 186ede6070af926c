"""An XMP packet of another program with our few words in it, and every other byte as it was.

The parser tells where things stand; what lies between is carried over unread. So prefixes, elements nobody here knows, comments,
order and padding survive. A document type is refused, and with it every entity that could unfold (FAULTS: files are strangers').
"""

import re
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from kiosk.records import dataclass

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP = "http://ns.adobe.com/xap/1.0/"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
RATING, LABEL = f"{_XMP} Rating", f"{_XMP} Label"
DESCRIPTION, INSTRUCTIONS = f"{_DC} description", f"{_PHOTOSHOP} Instructions"
_OURS = {RATING, LABEL, DESCRIPTION, INSTRUCTIONS}

_ATTRIBUTE = rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')"""
_TAG = re.compile(rb"<([^\s/>]+)((?:" + _ATTRIBUTE + rb")*)\s*(/?)>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotMerged(Exception):
    """No packet that could be read and written again without a guess."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one of our properties stands already, as an attribute or an element, and what it says."""

    name: str
    start: int
    end: int
    text: str


def text(words: str) -> str:
    """As an element's content: escaped, and without what XML cannot hold."""
    return escape(_NOT_XML.sub("\ufffd", words))


def merged(packet: bytes, rating: int, label: str, words: str) -> bytes:
    """The packet with this rating, and with the label and the words where there are any. A description that stands there
    already is the photographer's and stays; instructions go on after theirs. Raises NotMerged."""
    reader = _Reader(packet)
    said = {name: " ".join(place.text for place in reader.places if place.name == name).strip() for name in _OURS}
    new = {RATING: f'<xmp:Rating xmlns:xmp="{_XMP}">{rating}</xmp:Rating>'}
    if label:
        new[LABEL] = f'<xmp:Label xmlns:xmp="{_XMP}">{text(label)}</xmp:Label>'
    if words:
        theirs = said[INSTRUCTIONS]
        both = theirs if words in theirs else f"{theirs}\n{words}".lstrip()
        new[INSTRUCTIONS] = (
            f'<photoshop:Instructions xmlns:photoshop="{_PHOTOSHOP}">{text(both)}</photoshop:Instructions>'
        )
        if not said[DESCRIPTION]:
            new[DESCRIPTION] = (
                f'<dc:description xmlns:dc="{_DC}"><rdf:Alt xmlns:rdf="{_RDF}"><rdf:li xml:lang="x-default">{text(words)}'
                "</rdf:li></rdf:Alt></dc:description>"
            )
    # References for what is not ASCII: right in whatever encoding the packet declares.
    added = "".join(new.values()).encode("ascii", "xmlcharrefreplace")
    edits = [(place.start, place.end, b"") for place in reader.places if place.name in new]
    return _edited(packet, [*edits, reader.opened(added)])


def _edited(packet: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    parts, at = [], 0
    for start, end, content in sorted(edits):
        parts += [packet[at:start], content]
        at = end
    return b"".join((*parts, packet[at:]))


class _Reader:
    """Finds the packet's first description, and our properties in all of them."""

    def __init__(self, packet: bytes) -> None:
        if b"\0" in packet.rstrip(b"\0"):
            raise NotMerged("not in an encoding that contains ASCII")
        self.packet = packet
        self.places: list[_Place] = []
        self._first: re.Match[bytes] | None = None
        self._path: list[str] = []
        self._since, self._text = 0, ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.ordered_attributes = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        try:
            self._parser.Parse(packet, True)
        except expat.ExpatError as error:
            raise NotMerged(str(error)) from error
        if self._first is None:
            raise NotMerged("it describes nothing")

    def opened(self, added: bytes) -> tuple[int, int, bytes]:
        """The edit that puts `added` first into the description, which may have been an empty element."""
        assert self._first is not None
        end = self._first.end()
        if self._first[5]:
            return self._first.start(5), end, b">" + added + b"</" + self._first[1] + b">"
        return end, end, added

    def _doctype(self, *_: Any) -> None:
        raise NotMerged("it has a document type")

    def _start(self, name: str, attributes: list[str]) -> None:
        at = self._parser.CurrentByteIndex
        if self._path[-1:] == [f"{_RDF} RDF"] and name == f"{_RDF} Description":
            self._describe(at, attributes)
        elif self._in_description() and name in _OURS:
            self._since, self._text = at, ""
        self._path.append(name)

    def _describe(self, at: int, attributes: list[str]) -> None:
        tag = self._tag(at)
        self._first = self._first or tag
        spans = [
            (tag.start(2) + one.start(), tag.start(2) + one.end())
            for one in re.finditer(_ATTRIBUTE, tag[2])
            if one[1] != b"xmlns" and not one[1].startswith(b"xmlns:")
        ]
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        for (start, end), (name, value) in zip(spans, pairs, strict=True):
            if name in _OURS:
                self.places.append(_Place(name, start, end, value))

    def _end(self, name: str) -> None:
        self._path.pop()
        if name in _OURS and self._in_description():
            # An empty element ends where it began; the parser stands behind it already.
            tag, at = self._tag(self._since), self._parser.CurrentByteIndex
            end = tag.end() if tag[5] else self.packet.index(b">", at) + 1
            self.places.append(_Place(name, self._since, end, self._text))

    def _in_description(self) -> bool:
        return self._path[-2:] == [f"{_RDF} RDF", f"{_RDF} Description"]

    def _characters(self, content: str) -> None:
        self._text += content

    def _tag(self, at: int) -> re.Match[bytes]:
        found = _TAG.match(self.packet, at)
        if found is None:
            raise NotMerged("a tag that is not ASCII")
        return found
