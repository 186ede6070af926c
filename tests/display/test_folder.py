"""Looking into the drop folder: what is seen, what is refused, and that nothing outside is ever reached."""

import os
import socket
from pathlib import Path

import pytest

from display.folder import Listing, NotRegular, ShareMissing, Sighting, Watch, list_booking, open_original


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    (folder / "2031").mkdir(parents=True)
    return folder


def listed(photos: Path, booking: str = "2031") -> dict[str, Sighting]:
    root = os.open(photos, os.O_RDONLY)
    try:
        return list_booking(root, booking).files
    finally:
        os.close(root)


def test_a_photo_belongs_to_the_first_folder_below_its_booking(photos: Path) -> None:
    for place in ("a.jpg", "evening gown/b.jpg", "evening gown/export/large/c.jpg"):
        file = photos / "2031" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    looks = {found.name: found.look for found in listed(photos).values()}
    assert looks == {"a.jpg": "", "b.jpg": "evening gown", "c.jpg": "evening gown"}


def test_sidecars_hidden_files_and_system_folders_are_not_seen(photos: Path) -> None:
    for place in (".DS_Store", "Thumbs.db", "a.xmp", ".hidden/a.jpg", "@eaDir/SYNOPHOTO_THUMB_M.jpg", "b.jpg.part"):
        file = photos / "2031" / place
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
    assert listed(photos) == {}


def test_links_fifos_and_sockets_are_seen_but_no_regular_files(photos: Path) -> None:
    folder = photos / "2031"
    (folder / "link.jpg").symlink_to("/etc/passwd")
    os.mkfifo(folder / "fifo.jpg")
    with socket.socket(socket.AF_UNIX) as listener:
        # A socket's full name is limited to 108 bytes, so it is bound from inside the folder.
        home = os.open(".", os.O_RDONLY)
        os.chdir(folder)
        listener.bind("socket.jpg")
        os.fchdir(home)
        os.close(home)
        seen = {found.name: found.is_regular for found in listed(photos).values()}
    assert seen == {"link.jpg": False, "fifo.jpg": False, "socket.jpg": False}


def test_folders_behind_links_are_not_entered(photos: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "private.jpg").write_bytes(b"x")
    (photos / "2031" / "look").symlink_to(outside)
    (photos / "2032").symlink_to(outside)
    assert listed(photos) == {}
    assert listed(photos, "2032") == {}
    assert Watch(photos.parent, set()).look(0.0).strays == {"2032"}


@pytest.mark.parametrize(
    "name",
    ["照" * 80 + ".jpg", "a\u202egpj.jpg", "👰🏽‍♀️.jpg", "a\nb.jpg", "a\tb\\c.jpg", " .jpg", "-rf.jpg", "CON.jpg"],
)
def test_odd_names_are_seen_and_can_be_opened(photos: Path, name: str) -> None:
    (photos / "2031" / name).write_bytes(b"content")
    (found,) = listed(photos).values()
    with open(open_original(photos, found.real), "rb") as file:
        assert file.read() == b"content"
    assert not set(found.name) & set("\n\t\u202e")
    assert found.path.encode("utf-8")


def test_names_that_are_no_text_are_seen_and_can_be_opened(photos: Path) -> None:
    with open(os.fsencode(photos / "2031") + b"/\xe5\xbc\xff.jpg", "wb") as file:
        file.write(b"content")
    (found,) = listed(photos).values()
    os.close(open_original(photos, found.real))
    assert found.path == "2031/\\xe5\\xbc\\xff.jpg"


@pytest.mark.parametrize("real", ["../secret.jpg", "2031/../../secret.jpg", "/etc/passwd", "2031//a.jpg", "2031/.."])
def test_no_name_leads_out_of_the_folder(photos: Path, real: str) -> None:
    (photos.parent / "secret.jpg").write_bytes(b"x")
    with pytest.raises((NotRegular, FileNotFoundError)):
        open_original(photos, real)


def test_neither_a_link_nor_a_fifo_is_opened_and_none_blocks(photos: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"x")
    (photos / "2031" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    os.mkfifo(photos / "2031" / "fifo.jpg")
    with pytest.raises(OSError, match="symbolic"):
        open_original(photos, "2031/link.jpg")
    with pytest.raises(NotRegular):
        open_original(photos, "2031/fifo.jpg")


def test_folders_that_are_no_bookings_are_named(photos: Path) -> None:
    (photos / "Chen wedding").mkdir()
    (photos / ".trash").mkdir()
    (photos / "loose.jpg").write_bytes(b"x")
    assert Watch(photos.parent, set()).look(0.0).strays == {"Chen wedding", "loose.jpg"}


def test_a_booking_that_keeps_still_is_listed_again_only_in_turn(photos: Path) -> None:
    for number in ("2031", "2032", "2033", "2034"):
        (photos / number).mkdir(exist_ok=True)
        os.utime(photos / number, (1, 1))
    watch = Watch(photos.parent, set())
    assert watch.look(0.0).listings.keys() == {"2031", "2032", "2033", "2034"}
    turns = [set(watch.look(1000.0 + turn).listings) for turn in range(4)]
    assert all(len(turn) == 1 for turn in turns)
    assert set.union(*turns) == {"2031", "2032", "2033", "2034"}


def test_a_new_file_in_a_look_is_seen_at_the_next_look(photos: Path) -> None:
    look = photos / "2031" / "evening"
    look.mkdir()
    (photos / "2032").mkdir()
    for folder in (look, photos / "2031", photos / "2032"):
        os.utime(folder, (1, 1))
    watch = Watch(photos.parent, set())
    watch.look(0.0)
    watch.look(1000.0)
    (look / "a.jpg").write_bytes(b"x")
    seen = [watch.look(1001.0).listings.get("2031", Listing()).files for _ in range(2)]
    assert all(files.keys() == {"2031/evening/a.jpg"} for files in seen), "and it stays under watch while it is fresh"


def test_a_removed_booking_is_listed_as_empty(photos: Path) -> None:
    (photos / "2032").mkdir()
    watch = Watch(photos.parent, set())
    watch.look(0.0)
    (photos / "2032").rmdir()
    assert watch.look(1.0).listings["2032"] == Listing()
    assert "2033" in Watch(photos.parent, {"2033"}).look(0.0).listings, "a known booking is missed at the first look"


def test_an_unmounted_share_is_not_taken_for_deleted_photos(photos: Path) -> None:
    watch = Watch(photos.parent, {"2031"})
    (photos / "2031").rmdir()
    with pytest.raises(ShareMissing):
        watch.look(0.0)
    (photos / "2031").mkdir()
    watch.look(1.0)
    photos.rename(photos.with_name("mounted"))
    with pytest.raises(FileNotFoundError):
        watch.look(2.0)
    photos.mkdir()
    with pytest.raises(ShareMissing):
        watch.look(3.0)


def test_the_last_booking_may_be_removed(photos: Path) -> None:
    watch = Watch(photos.parent, set())
    watch.look(0.0)
    (photos / "2031").rmdir()
    assert watch.look(1.0).listings["2031"] == Listing()
