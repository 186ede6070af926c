"""One XMP sidecar: the party's mark as a rating and a label, the retouch notes as description and instructions.

Names and values as Adobe's XMP specification part 1 and 2 give them (xmp:Rating, xmp:Label, dc:description,
photoshop:Instructions). The last line is a checksum: by it we know a file of ours that nobody has changed. A sidecar that
another program wrote keeps all it says; its checksum names the version that ours was laid over.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence

from . import xmp
from .domain import choices as c
from .domain.selection import RetouchNote

RATINGS = {c.PICK: 5, c.MAYBE: 3, c.PASS: 1, c.NONE: 0}
LABELS = {c.PICK: "Green", c.MAYBE: "Yellow"}
# Ours is a few kilobytes; another program may keep its masks and curves in one.
LONGEST = 16_000_000

_SEAL = re.compile(rb"<!-- Hand to Hand ([0-9a-f]{64})(?: over ([0-9a-f]{12}))? -->\n\Z")

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
    """The whole file, UTF-8."""
    return _sealed(sheet(mark, notes, labels))


def sheet(mark: str, notes: Sequence[RetouchNote], labels: Mapping[str, str]) -> bytes:
    """The packet. A program gives a label its colour by the very word, which is another one in each language."""
    words = xmp.text("\n".join(said(notes)))
    label = xmp.text(labels.get(mark, ""))
    filled = _SHEET.format(
        rating=RATINGS[mark],
        label=_LABEL.format(label=label) if label else "",
        notes=_NOTES.format(words=words) if words else "",
    )
    return filled.encode()


def over(base: bytes, mark: str, notes: Sequence[RetouchNote], labels: Mapping[str, str] = LABELS) -> bytes:
    """Another program's sidecar with the same in it. Raises xmp.NotMerged."""
    return _sealed(merged(base, mark, notes, labels) + b"\n", f" over {version(base)}")


def merged(base: bytes, mark: str, notes: Sequence[RetouchNote], labels: Mapping[str, str]) -> bytes:
    """Another program's packet with the same in it, unsealed. Raises xmp.NotMerged."""
    return xmp.merged(base, RATINGS[mark], labels.get(mark, ""), "\n".join(said(notes)))


def version(base: bytes) -> str:
    """A name for what another program wrote."""
    return hashlib.sha256(base).hexdigest()[:12]


def _sealed(packet: bytes, over: str = "") -> bytes:
    return packet + f"<!-- Hand to Hand {hashlib.sha256(packet).hexdigest()}{over} -->\n".encode()


def said(notes: Sequence[RetouchNote]) -> list[str]:
    """Retouch notes as lines: which, where (shares from the left and from the top), what."""
    return [f"{place}. ({note.x:.0%}, {note.y:.0%}) {note.words}" for place, note in enumerate(notes, start=1)]


def is_ours(found: bytes) -> bool:
    """Written by us and by nobody since."""
    seal = _SEAL.search(found)
    return seal is not None and hashlib.sha256(found[: seal.start()]).hexdigest().encode() == seal[1]


def laid_over(found: bytes) -> str:
    """The version of another program's sidecar that this one of ours was laid over, or ""."""
    seal = _SEAL.search(found) if is_ours(found) else None
    return (seal[2] or b"").decode() if seal else ""
