"""One XMP sidecar: the party's mark as a rating and a label, the retouch notes as description and instructions.

Names and values as Adobe's XMP specification part 1 and 2 give them (xmp:Rating, xmp:Label, dc:description,
photoshop:Instructions). The last line is a checksum: by it we know a file of ours that nobody has changed.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from .domain import choices as c
from .domain.selection import RetouchNote

RATINGS = {c.PICK: 5, c.MAYBE: 3, c.PASS: 1, c.NONE: 0}
LABELS = {c.PICK: "Green", c.MAYBE: "Yellow"}
# A sidecar of ours is a few kilobytes; what is longer was written by somebody else.
LONGEST = 2_000_000

_SEAL = re.compile(rb"<!-- Hand to Hand ([0-9a-f]{64}) -->\n\Z")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_SHEET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Hand to Hand">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
   <xmp:CreatorTool>Hand to Hand</xmp:CreatorTool>
   <xmp:Rating>{rating}</xmp:Rating>
{label}{notes}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
_LABEL = "   <xmp:Label>{label}</xmp:Label>\n"
_NOTES = """\
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></dc:description>
   <photoshop:Instructions>{words}</photoshop:Instructions>
"""


def content(mark: str, notes: Sequence[RetouchNote], labels: Mapping[str, str] = LABELS) -> bytes:
    """The whole file, UTF-8. A program gives a label its colour by the very word, which is another one in each language."""
    words = _text("\n".join(said(notes)))
    label = _text(labels.get(mark, ""))
    sheet = _SHEET.format(
        rating=RATINGS[mark],
        label=_LABEL.format(label=label) if label else "",
        notes=_NOTES.format(words=words) if words else "",
    ).encode()
    return sheet + f"<!-- Hand to Hand {hashlib.sha256(sheet).hexdigest()} -->\n".encode()


def said(notes: Sequence[RetouchNote]) -> list[str]:
    """Retouch notes as lines: which, where (shares from the left and from the top), what."""
    return [f"{place}. ({note.x:.0%}, {note.y:.0%}) {note.words}" for place, note in enumerate(notes, start=1)]


def is_ours(found: bytes) -> bool:
    """Written by us and by nobody since."""
    seal = _SEAL.search(found)
    return seal is not None and hashlib.sha256(found[: seal.start()]).hexdigest().encode() == seal[1]


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))
