"""Backup, restore and doctor: what an owner does so that a studio's history is never lost."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from kiosk import portraits

from ..serving import Server
from .bookings import add_bookings, booking_line
from .test_people import picture


def test_a_backup_taken_while_the_house_is_open_is_restored_elsewhere(house: Server, tmp_path: Path) -> None:
    add_bookings(house, booking_line(2031))
    station = house.device("station")
    assert station.tap("/visits", actor="mei", booking=2031)[0] == 201
    copy = tmp_path / "copy.sqlite3"
    assert house.run("backup", str(copy)).returncode == 0
    assert station.tap("/visits/1/greeting", actor="mei")[0] == 201
    other = Server(tmp_path / "other")
    assert other.run("restore", str(copy)).returncode == 0
    assert other.run("verify-log").stdout.strip() == "The log is clean."
    with other:
        shown = other.device("station").get("/visits/1")
        assert (shown["holder"], shown["greeted_at"]) == ("mei", None)


def test_the_portraits_come_back_with_the_house(house: Server, tmp_path: Path) -> None:
    given, later = picture(), picture((600, 800))
    shown = portrait_after_upload(house, given)
    copy = tmp_path / "copy.sqlite3"
    assert house.run("backup", str(copy)).returncode == 0
    portrait_after_upload(house, later)
    assert [file.name for file in tmp_path.glob("*copy*")] == ["copy.sqlite3"]
    other = Server(tmp_path / "other")
    for server in (house, other):
        server.kill()
        assert server.run("restore", str(copy)).returncode == 0
        assert (server.data / "portraits" / "mei.jpg").read_bytes() == shown
        with closing(sqlite3.connect(server.data / "house.sqlite3")) as kept:
            assert not kept.execute("SELECT 1 FROM sqlite_master WHERE name LIKE 'portrait%'").fetchone()
    (before,) = house.data.glob("house-before-restore-*.sqlite3")
    assert house.run("restore", str(before)).returncode == 0  # and what was put away is whole, too
    assert (house.data / "portraits" / "mei.jpg").read_bytes() != shown


def test_two_restores_of_one_second_put_away_two_houses(house: Server, tmp_path: Path) -> None:
    """Putting back what was just put away would else write over its own source."""
    copy = tmp_path / "copy.sqlite3"
    assert house.run("backup", str(copy)).returncode == 0
    house.kill()
    told = [house.run("restore", str(copy)).stdout for _ in range(4)]
    kept = {file.name for file in house.data.glob("house-before-restore-*.sqlite3")}
    assert len(kept) == 4 and all(sum(name in one for one in told) == 1 for name in kept)


def portrait_after_upload(house: Server, data: bytes) -> bytes:
    """Mei's picture as the studio's screens get it."""
    fields = {"command_id": f"upload-{len(data)}", "picture": FileStorage(io.BytesIO(data), "face.jpg")}
    boundary, body = encode_multipart(fields)
    desk = house.device("desk")
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    assert desk.request("POST", "/staff/mei/portrait", body, headers)[0] == 201
    return desk.request("GET", "/staff/mei/portrait")[2]


def test_a_backup_names_no_other_place_to_write_to(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "evil.sqlite3")) as copy:
        portraits.pack(tmp_path, copy)
        copy.execute("INSERT INTO portrait_file VALUES ('../../evil', x'00')")
        portraits.unpack(copy, tmp_path / "data")
    assert [file.name for file in tmp_path.rglob("*") if "evil" in file.name] == ["evil.sqlite3"]


def test_a_damaged_backup_is_refused_and_changes_nothing(house: Server, tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(b"not a database at all" * 100)
    house.kill()
    before = (house.data / "house.sqlite3").read_bytes()
    done = house.run("restore", str(bad))
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert (house.data / "house.sqlite3").read_bytes() == before


def test_nothing_is_restored_under_a_running_server(house: Server, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    assert house.run("backup", str(copy)).returncode == 0
    done = house.run("restore", str(copy))
    assert done.returncode == 1 and "already serving" in done.stderr


def test_the_doctor_finds_a_healthy_house_healthy(house: Server) -> None:
    done = house.run("doctor")
    assert "log: clean" in done.stdout and "data file: ok" in done.stdout


def test_a_folder_without_a_house_is_one_sentence(tmp_path: Path) -> None:
    done = Server(tmp_path).run("verify-log")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
