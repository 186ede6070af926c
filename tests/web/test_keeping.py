"""Backup, restore and doctor: what an owner does so that a studio's history is never lost."""

from pathlib import Path

from ..serving import Server
from .bookings import add_bookings, booking_line


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
