"""A sidecar that another program has written keeps all it says, gets the customer's choice, and is kept as it was."""

import hashlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from display import sidecar, xmp
from display.domain.selection import RetouchNote

from .sales import SalesHouse
from .test_handover import LOOK, XMP, chosen, copied, hand, hand_copies
from .test_selection_taps import STROKES

NAMES = {
    **XMP,
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    "darktable": "http://darktable.sf.net/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
}
NOTE = RetouchNote(id=1, photo="a", x=0.5, y=0.25, words="<hair> & 发丝")
SAID = "1. (50%, 25%) <hair> & 发丝"

LIGHTROOM = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00-00:00:00        ">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
   xmp:Rating="2"
   xmp:Label='Red'
   xmp:CreateDate="2026-05-01T10:00:00"
   photoshop:Instructions="keep the &quot;veil&quot;&#xA;as it is"
   crs:Exposure2012="+0.35"
   crs:LensProfileName="a &gt; b"
   crs:HasSettings="True">
   <dc:description>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">First look, by the lake</rdf:li>
    </rdf:Alt>
   </dc:description>
   <lr:hierarchicalSubject><rdf:Bag><rdf:li>Wedding|White</rdf:li></rdf:Bag></lr:hierarchicalSubject>
   <crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurvePV2012>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""
DARKTABLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <!-- kept -->
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:ns9="http://ns.adobe.com/xap/1.0/"
    xmlns:darktable="http://darktable.sf.net/"
    darktable:history_end="1">
   <ns9:Rating>1</ns9:Rating>
   <darktable:history>
    <rdf:Seq>
     <rdf:li darktable:operation="exposure" darktable:params="gz02eJxjYGBg+P///38"/>
    </rdf:Seq>
   </darktable:history>
   <darktable:colorlabels><rdf:Seq><rdf:li>1</rdf:li></rdf:Seq></darktable:colorlabels>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default"/></rdf:Alt></dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""
EMPTY = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='-1'/></rdf:RDF>"
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + EMPTY
UNREADABLE = {
    "cut off": LIGHTROOM[:900].encode(),
    "a document type": BOMB.encode(),
    "no description": b"<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Adobe XMP Core 7.0'/>",
    "UTF-16": EMPTY.encode("utf-16"),
    "another encoding's letters": EMPTY.replace("-1", "ß").encode("latin-1"),
    "nothing": b"",
    "a page": b"<html><body>Not found<br></body></html>",
}


def every(sheet: str | bytes, name: str) -> list[str]:
    """What a property says, wherever it stands: as elements and as attributes."""
    root = ElementTree.fromstring(sheet)
    prefix, _, local = name.partition(":")
    full = f"{{{NAMES[prefix]}}}{local}"
    found = ["".join(one.itertext()).strip() for one in root.iter(full)]
    return found + [one.attrib[full] for one in root.iter() if full in one.attrib]


def test_lightrooms_attributes_are_replaced_and_all_else_is_as_it_was_to_the_byte() -> None:
    new = xmp.merged(LIGHTROOM.encode(), 5, "绿色", "1. hair").decode()
    assert every(new, "xmp:Rating") == ["5"] and every(new, "xmp:Label") == ["绿色"]
    assert every(new, "dc:description") == ["First look, by the lake"]
    assert every(new, "photoshop:Instructions") == ['keep the "veil"\nas it is\n1. hair']
    kept = [line for line in LIGHTROOM.splitlines() if not line.strip().startswith(("xmp:Rating", "xmp:Label"))]
    kept.remove(next(line for line in kept if "Instructions=" in line))
    without = new.replace(new[new.index("<xmp:Rating") : new.index("\n   <dc:description>")], "")
    assert without.splitlines() == kept


def test_darktables_elements_under_any_prefix_are_replaced_and_its_history_survives() -> None:
    new = xmp.merged(DARKTABLE.encode(), 3, "Yellow", SAID)
    assert every(new, "xmp:Rating") == ["3"] and every(new, "xmp:Label") == ["Yellow"]
    assert every(new, "dc:description") == [SAID] == every(new, "photoshop:Instructions")
    assert b'darktable:params="gz02eJxjYGBg+P///38"/>' in new and b"<!-- kept -->" in new
    assert every(new, "darktable:colorlabels") == ["1"]


def test_an_empty_description_takes_the_words_in_and_a_byte_order_mark_is_no_hindrance() -> None:
    for packet in (EMPTY.encode(), EMPTY.encode("utf-8-sig")):
        new = xmp.merged(packet, 5, "", "")
        assert every(new.decode("utf-8-sig"), "xmp:Rating") == ["5"] and not every(new.decode("utf-8-sig"), "xmp:Label")


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_for_certain_is_not_merged(what: str) -> None:
    with pytest.raises(xmp.NotMerged):
        xmp.merged(UNREADABLE[what], 5, "Green", "")


def test_notes_that_came_back_from_the_other_program_are_not_said_twice() -> None:
    once = xmp.merged(LIGHTROOM.encode(), 5, "Green", SAID)
    assert every(xmp.merged(once, 5, "Green", SAID), "photoshop:Instructions")[0].count(SAID) == 1


def test_a_sidecar_laid_over_anothers_is_ours_until_somebody_writes_there() -> None:
    laid = sidecar.over(LIGHTROOM.encode(), "pick", [NOTE])
    assert sidecar.is_ours(laid) and sidecar.laid_over(laid) == sidecar.version(LIGHTROOM.encode())
    assert not sidecar.is_ours(laid.replace(b">5<", b">4<"))
    assert sidecar.laid_over(sidecar.content("pick", [])) == ""


def folder_of(house: SalesHouse) -> Path:
    return house.media / "photos" / "2031" / LOOK


def kept(house: SalesHouse) -> list[str]:
    return [file.read_text() for file in folder_of(house).glob("*.bak")]


def test_the_choice_goes_into_what_another_program_wrote_and_that_is_kept_as_it_was(house: SalesHouse) -> None:
    show = chosen(house, "a.jpg", "b.jpg")
    theirs = folder_of(house) / "a.xmp"
    theirs.write_text(LIGHTROOM)
    assert hand(house, "sidecars")[0] == 201
    assert every(theirs.read_bytes(), "xmp:Rating") == ["5"] and every(theirs.read_bytes(), "crs:HasSettings") == [
        "True"
    ]
    assert kept(house) == [LIGHTROOM] and not list(folder_of(house).glob("*.tmp"))
    page = house.client("presenter").get(f"/presenter/{show}/closing").get_data(as_text=True)
    assert "Ratings written beside 2 photos" in page


def test_a_later_choice_is_laid_over_what_the_other_program_wrote_and_not_over_ours(house: SalesHouse) -> None:
    show = chosen(house, "a.jpg")
    theirs = folder_of(house) / "a.xmp"
    theirs.write_text(LIGHTROOM)
    assert hand(house, "sidecars")[0] == 201
    before = theirs.read_bytes()
    assert b"strand" in before
    assert hand(house, "sidecars")[0] == 201 and theirs.read_bytes() == before
    house.tap("/bookings/2031/selection/reopening", reason="another one")
    passed, picked = (hashlib.sha256(content).hexdigest()[:16] for content in (b"passed" * 50, b"a.jpg" * 50))
    house.tap(f"/presentations/{show}/marks", photo=passed, mark="pick")
    house.tap(f"/presentations/{show}/marks", photo=picked, mark="pass")
    signed = house.tap(f"/presentations/{show}/confirmation", signature=STROKES, picks=1, total_cents=0)
    assert signed[0] == 201, signed
    assert hand(house, "sidecars")[0] == 201
    assert every(theirs.read_bytes(), "xmp:Rating") == ["1"] and kept(house) == [LIGHTROOM]
    page = house.client("presenter").get(f"/presenter/{show}/closing").get_data(as_text=True)
    assert "Ratings written beside 2 photos (picks: 1, maybes: 0, chosen no more: 1)" in page


def test_a_sidecar_that_cannot_be_read_is_left_alone_and_named_in_one_sentence(house: SalesHouse) -> None:
    show = chosen(house, "a.jpg", "b.jpg")
    broken = folder_of(house) / "b.xmp"
    broken.write_text(BOMB)
    assert hand(house, "sidecars")[0] == 201
    assert broken.read_text() == BOMB and (folder_of(house) / "a.xmp").exists() and not kept(house)
    page = house.client("presenter").get(f"/presenter/{show}/closing").get_data(as_text=True)
    assert "Ratings written beside 1 photo" in page and "left alone: b.jpg" in page
    (folder_of(house) / "a.xmp").write_text("<x:xmpmeta")
    status, refusal = hand(house, "sidecars")
    assert (status, refusal["code"]) == (409, "foreign_sidecars")
    assert "a.jpg" in str(refusal["message"]) and "b.jpg" in str(refusal["message"])


def test_the_longest_name_there_is_keeps_the_other_programs_sidecar_too(house: SalesHouse) -> None:
    name = "婚" * 83 + "ab.jpg"
    chosen(house, name)
    (folder_of(house) / f"{name[:-4]}.xmp").write_text(DARKTABLE)
    assert hand(house, "sidecars")[0] == 201
    assert kept(house) == [DARKTABLE]


def test_a_copy_of_another_programs_sidecar_follows_when_the_choice_is_written_into_it(house: SalesHouse) -> None:
    chosen(house, "a.jpg")
    (folder_of(house) / "a.xmp").write_text(LIGHTROOM)
    hand_copies(house)
    assert copied(house)[f"{LOOK}/a.xmp"] == LIGHTROOM.encode()
    assert hand(house, "sidecars")[0] == 201
    hand_copies(house)
    assert every(copied(house)[f"{LOOK}/a.xmp"], "xmp:Rating") == ["5"]
