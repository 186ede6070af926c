"""On the way to the retoucher: sidecars beside the originals, copies in a folder of their own, and originals untouched."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from display import sidecar
from display.domain.selection import RetouchNote
from display.handover import CHOSEN
from display.kinds import PRESENTATIONS, SELECTIONS
from display.library import path_key, real_path
from kiosk.transaction import Transaction, Writing

from .pictures import jpeg, scene
from .sales import Line, SalesHouse
from .test_selection_taps import STROKES

XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
LOOK = "1 White gown"


def original(house: SalesHouse, name: str, content: bytes, look: str = LOOK) -> str:
    """A file in the booking's folder, taken in; returns its photo."""
    file = house.media / "photos" / "2031" / look / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    os.utime(file, ns=(10**18, 10**18))
    photo = hashlib.sha256(content).hexdigest()[:16]
    line: Line = {**house.ready(0, look=look, name=name), "photo": photo, "path": path_key(f"2031/{look}/{name}")}
    house.report(line)
    return photo


def chosen(house: SalesHouse, *names: str) -> int:
    """A signed selection of photos with these names, and one that was passed."""
    picks = [original(house, name, name.encode() * 50) for name in names]
    passed = original(house, "passed.jpg", b"passed" * 50)
    show = house.start()
    for photo in picks:
        assert house.tap(f"/presentations/{show}/marks", photo=photo, mark="pick")[0] == 201
    house.tap(f"/presentations/{show}/marks", photo=passed, mark="pass")
    house.tap(f"/presentations/{show}/retouches", photo=picks[0], x=0.5, y=0.25, words="<hair> & “strand”")
    signed = house.tap(f"/presentations/{show}/confirmation", signature=STROKES, picks=len(picks), total_cents=0)
    assert signed[0] == 201, signed
    return show


def fingerprints(folder: Path) -> dict[str, tuple[str, int]]:
    """Every original's content and modification time."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".xmp")
    return {str(file): (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns) for file in files}


def hand(house: SalesHouse, what: str) -> tuple[int, dict[str, object]]:
    return house.tap(f"/bookings/2031/selection/{what}", device="desk")


def test_sidecars_say_rating_label_and_notes_and_leave_the_originals_alone(house: SalesHouse) -> None:
    chosen(house, "a.jpg", "b.JPG")
    photos = house.media / "photos"
    before = fingerprints(photos)
    assert hand(house, "sidecars")[0] == 201
    assert fingerprints(photos) == before
    found = {file.name: ElementTree.fromstring(file.read_bytes()) for file in photos.rglob("*.xmp")}
    assert sorted(found) == ["a.xmp", "b.xmp"]
    assert found["a.xmp"].findtext(".//xmp:Rating", None, XMP) == "5"
    assert found["a.xmp"].findtext(".//xmp:Label", None, XMP) == "Green"
    assert found["a.xmp"].findtext(".//dc:description//rdf:li", None, XMP) == "1. (50%, 25%) <hair> & “strand”"
    assert found["b.xmp"].find(".//dc:description", XMP) is None
    assert not list(photos.rglob("*.tmp"))
    assert house.types("selection-2031")[-1] == "SelectionHandedOver"


def test_the_labels_are_the_words_of_the_studios_own_program(house: SalesHouse) -> None:
    chosen(house, "a.jpg")
    value = {"quality_check": True, "pick_label": "绿色 & <1>", "maybe_label": ""}
    assert house.tap("/settings/photos", "desk", value=value)[0] == 201
    assert hand(house, "sidecars")[0] == 201
    found = ElementTree.parse(house.media / "photos" / "2031" / LOOK / "a.xmp")
    assert found.findtext(".//xmp:Label", None, XMP) == "绿色 & <1>"


def test_a_sidecar_of_ours_that_somebody_changed_is_theirs_and_kept(house: SalesHouse) -> None:
    chosen(house, "a.jpg")
    assert hand(house, "sidecars")[0] == 201
    ours = house.media / "photos" / "2031" / LOOK / "a.xmp"
    assert hand(house, "sidecars")[0] == 201
    assert not list(ours.parent.glob("*.bak"))
    ours.write_bytes(ours.read_bytes().replace(b">5<", b">2<"))
    assert hand(house, "sidecars")[0] == 201
    assert b">5<" in ours.read_bytes() and b">2<" not in ours.read_bytes()
    assert [b">2<" in file.read_bytes() for file in ours.parent.glob("*.bak")] == [True]


def test_a_link_in_the_place_of_a_sidecar_or_a_folder_leads_nowhere(house: SalesHouse, tmp_path: Path) -> None:
    chosen(house, "a.jpg")
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    (house.media / "photos" / "2031" / LOOK / "a.xmp").symlink_to(outside)
    assert hand(house, "sidecars")[1]["code"] == "foreign_sidecars"
    assert outside.read_text() == "mine"
    folder = house.media / "photos" / "2031" / LOOK
    folder.rename(tmp_path / "moved")
    (tmp_path / "moved" / "a.xmp").unlink()
    folder.symlink_to(tmp_path / "moved")
    assert hand(house, "sidecars")[1]["code"] == "cannot_write"
    assert not (tmp_path / "moved" / "a.xmp").exists()


def test_only_what_is_signed_goes_on(house: SalesHouse) -> None:
    original(house, "a.jpg", b"a")
    house.start()
    assert hand(house, "sidecars")[1]["code"] == "not_confirmed"
    assert hand(house, "copies")[1]["code"] == "not_confirmed"
    assert house.client("desk").get("/bookings/2031/selection/card").status_code == 409


def copied(house: SalesHouse) -> dict[str, bytes]:
    folder = house.media / CHOSEN / "2031"
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def hand_copies(house: SalesHouse) -> None:
    """Ask, and wait until the screens would have heard of it."""
    before = len(house.types("selection-2031"))
    assert hand(house, "copies")[0] == 201
    for _ in range(500):
        if len(house.types("selection-2031")) > before:
            return
        house.floor.engine.sleep(0.01)
    raise AssertionError("nobody said that the copies are done")


def test_copies_are_the_originals_byte_for_byte_laid_out_as_they_are(house: SalesHouse) -> None:
    chosen(house, "a.jpg", "b.jpg")
    before = fingerprints(house.media / "photos")
    hand_copies(house)
    assert copied(house) == {f"{LOOK}/a.jpg": b"a.jpg" * 50, f"{LOOK}/b.jpg": b"b.jpg" * 50}
    hand_copies(house)
    assert fingerprints(house.media / "photos") == before


def test_the_raw_of_a_chosen_photo_and_its_sidecars_go_with_it(house: SalesHouse) -> None:
    show = chosen(house, "a.jpg", "b.jpg")
    folder = house.media / "photos" / "2031" / LOOK
    for name in ("A.NEF", "b.cr3", "passed.nef", "ab.nef", "a.mov"):
        (folder / name).write_bytes(name.encode() * 99)
    (folder / "link.nef").symlink_to("/etc/passwd")
    (folder / "b.cr3").unlink()
    (folder / "b.cr3").symlink_to("/etc/passwd")
    assert hand(house, "sidecars")[0] == 201
    before = fingerprints(house.media / "photos")
    hand_copies(house)
    assert sorted(copied(house)) == [f"{LOOK}/{name}" for name in ("A.NEF", "a.jpg", "a.xmp", "b.jpg", "b.xmp")]
    assert copied(house)[f"{LOOK}/A.NEF"] == b"A.NEF" * 99
    assert fingerprints(house.media / "photos") == before
    house.tap("/bookings/2031/selection/reopening", reason="not this one")
    gone = hashlib.sha256(b"a.jpg" * 50).hexdigest()[:16]
    house.tap(f"/presentations/{show}/marks", photo=gone, mark="pass")
    house.tap(f"/presentations/{show}/confirmation", signature=STROKES, picks=1, total_cents=0)
    (house.media / CHOSEN / "2031" / LOOK / "b.xmp").write_text("the retoucher's own")
    hand_copies(house)
    assert sorted(copied(house)) == [f"{LOOK}/b.jpg", f"{LOOK}/b.xmp"]
    assert copied(house)[f"{LOOK}/b.xmp"] == b"the retoucher's own"


def test_a_name_as_long_as_names_can_be_is_handed_over_like_any_other(house: SalesHouse) -> None:
    name = "婚" * 83 + "ab.jpg"
    assert len(name.encode()) == 255
    chosen(house, name, "a.jpg")
    assert hand(house, "sidecars")[0] == 201
    hand_copies(house)
    assert {f"{LOOK}/{name}", f"{LOOK}/{name[:-4]}.xmp", f"{LOOK}/a.xmp"} <= set(copied(house))


def test_a_copy_that_is_no_longer_chosen_is_taken_out_and_a_strangers_file_never(house: SalesHouse) -> None:
    show = chosen(house, "a.jpg", "b.jpg")
    hand_copies(house)
    (house.media / CHOSEN / "2031" / "retouched.psd").write_text("days of work")
    house.tap("/bookings/2031/selection/reopening", reason="not this one")
    gone = hashlib.sha256(b"b.jpg" * 50).hexdigest()[:16]
    house.tap(f"/presentations/{show}/marks", photo=gone, mark="pass")
    house.tap(f"/presentations/{show}/confirmation", signature=STROKES, picks=1, total_cents=0)
    hand_copies(house)
    assert sorted(copied(house)) == [f"{LOOK}/a.jpg", "retouched.psd"]
    (house.media / CHOSEN / "2031" / LOOK / "a.jpg").write_text("retouched under the same name")
    assert hand(house, "copies")[1]["code"] == "copies_in_the_way"


@pytest.mark.parametrize("content", [b"b.jpg" * 50, jpeg(scene(64, 48))])
def test_a_file_that_changed_since_it_was_chosen_is_told_by_name_and_not_copied(
    house: SalesHouse, content: bytes
) -> None:
    changed = original(house, "b.jpg", content)
    show = house.start()
    assert house.tap(f"/presentations/{show}/marks", photo=changed, mark="pick")[0] == 201
    assert house.tap(f"/presentations/{show}/confirmation", signature=STROKES, picks=1, total_cents=0)[0] == 201
    (house.media / "photos" / "2031" / LOOK / "b.jpg").write_bytes(content + b"retouched meanwhile")
    hand_copies(house)
    assert house.floor.store.house.of(SELECTIONS)[2031].handed_over[-1].trouble == "b.jpg"
    assert copied(house) == {}, "neither it nor what was begun of it"


def test_a_copy_that_somebody_works_on_stays_although_it_is_no_longer_chosen(house: SalesHouse) -> None:
    show = chosen(house, "a.jpg", "b.jpg")
    hand_copies(house)
    worked_on = house.media / CHOSEN / "2031" / LOOK / "b.jpg"
    worked_on.write_text("days of work")
    house.tap("/bookings/2031/selection/reopening", reason="not this one")
    gone = hashlib.sha256(b"b.jpg" * 50).hexdigest()[:16]
    house.tap(f"/presentations/{show}/marks", photo=gone, mark="pass")
    house.tap(f"/presentations/{show}/confirmation", signature=STROKES, picks=1, total_cents=0)
    hand_copies(house)
    assert worked_on.read_text() == "days of work"


def test_a_picked_photo_that_is_gone_is_told_by_name_before_anything_is_written(house: SalesHouse) -> None:
    chosen(house, "a.jpg", "b.jpg")
    photo = hashlib.sha256(b"b.jpg" * 50).hexdigest()[:16]
    house.report({"type": "gone", "booking": "2031", "path": path_key(f"2031/{LOOK}/b.jpg"), "photo": photo})
    assert hand(house, "sidecars")[1]["code"] == "originals_missing"
    assert hand(house, "copies")[1]["code"] == "originals_missing"
    assert not (house.media / CHOSEN / "2031").exists()


@pytest.mark.parametrize("name", ["a.jpg", "a\\b.jpg", "日本.jpg", "bad\udcff.jpg", "x\\x41.jpg"])
def test_a_path_is_found_again_from_its_key(name: str) -> None:
    assert real_path(path_key(f"2031/{name}")) == f"2031/{name}"


def test_a_note_of_any_characters_makes_a_well_formed_sidecar() -> None:
    words = "]]> <x a='1'> & \ufffe \ud800 \x0b 婚纱"
    note = RetouchNote(id=1, photo="a", x=0.123, y=1, words=words)
    found = sidecar.content("maybe", [note])
    text = ElementTree.fromstring(found).findtext(".//dc:description//rdf:li", None, XMP)
    assert text and "]]> <x a='1'> &" in text and "婚纱" in text
    assert sidecar.is_ours(found) and not sidecar.is_ours(found + b" ") and not sidecar.is_ours(b"")


def test_what_to_search_for_finds_the_raw_files_of_the_chosen_photos_too(house: SalesHouse) -> None:
    show = chosen(house, "DSC_0431.JPG", "DSC_0500.retouch.jpg")
    page = house.client("presenter").get(f"/presenter/{show}/closing", headers={"Accept": "text/html"}).text
    assert 'value="DSC_0431, DSC_0500.retouch"' in page


def test_the_sheet_and_the_card_show_no_price_and_the_desks_sheet_no_photograph(house: SalesHouse) -> None:
    show = chosen(house, "a.jpg")
    tablet = house.client("presenter").get("/bookings/2031/selection/sheet?paper=a5").data.decode()
    desk = house.client("desk").get("/bookings/2031/selection/sheet").data.decode()
    assert f'data-presentation="{show}"' in tablet and "a5" in tablet
    assert "data-presentation" not in desk
    assert "a.jpg" in desk and "&lt;hair&gt;" in desk and STROKES in desk
    card = house.client("presenter").get("/bookings/2031/selection/card").data.decode()
    assert "/photos/" not in card and "CNY" not in card + desk


def test_the_card_speaks_the_partys_language_on_whosever_tablet(house: SalesHouse) -> None:
    show = chosen(house, "a.jpg")

    def change(tx: Transaction) -> dict[str, object]:
        tx.put(PRESENTATIONS, replace(house.presentation(show), language="zh_Hans"))
        return {}

    house.store.execute(Writing.by_system(), change)
    card = house.client("presenter").get("/bookings/2031/selection/card").data.decode()
    assert 'lang="zh-Hans"' in card and "Please bring this card" not in card
    assert "Please" not in card
