"""`import` brings bookings in: twice changes nothing, a dry run changes nothing, a bad row spoils no good one."""

from pathlib import Path

import pytest

from ..serving import Server

FILE = """Booking,Start,Customer,Phone,Package,Host,Balance
2100,2026-11-23 09:00,Good Row,13800138111,Wedding Classic,Mei Wang,12.50
2101,yesterday,Bad Date,13800138112,Wedding Classic,Mei Wang,0
2102,2026-11-23 10:00,Unknown Host,13800138113,Wedding Classic,Nobody,0
2103,2026-11-23 11:00,陈静怡,13800138114,Wedding Classic,王梅,0
"""


@pytest.fixture
def offline(tmp_path: Path) -> Server:
    """A data folder that nobody serves: the command line opens it itself."""
    return Server(tmp_path)


def bring(server: Server, file: Path, *flags: str) -> tuple[int, str, list[str]]:
    done = server.run("import", str(file), *flags)
    assert done.stderr == "" or done.returncode, done.stderr
    return done.returncode, done.stdout, [line.strip() for line in done.stdout.splitlines() if " new," in line]


def test_good_rows_come_in_and_bad_ones_are_named_with_line_and_reason(house: Server, tmp_path: Path) -> None:
    file = tmp_path / "bookings.csv"
    (house.data / "studio.toml").write_text("")
    file.write_text(FILE, "utf-8")
    status, table, counts = bring(house, file)
    assert (status, counts) == (0, ["1 new, 0 changed, 0 unchanged, 3 refused"])
    lines = {int(line.split()[0]): line for line in table.splitlines() if line[:1].isdigit() and "," not in line[:3]}
    assert "refused" in lines[3] and "refused" in lines[4] and "Nobody" in lines[4]
    assert "new" in lines[2]


def test_importing_twice_changes_nothing(offline: Server, tmp_path: Path) -> None:
    file = tmp_path / "bookings.csv"
    file.write_text(FILE, "utf-8")
    bring(offline, file)
    assert bring(offline, file)[2] == ["0 new, 0 changed, 1 unchanged, 3 refused"]


def test_a_change_in_the_file_changes_the_booking(offline: Server, tmp_path: Path) -> None:
    file = tmp_path / "bookings.csv"
    file.write_text(FILE, "utf-8")
    bring(offline, file)
    file.write_text(FILE.replace("09:00", "09:30"), "utf-8")
    _, table, counts = bring(offline, file)
    assert counts == ["0 new, 1 changed, 0 unchanged, 3 refused"] and "starts_at" in table


def test_a_dry_run_changes_nothing(offline: Server, tmp_path: Path) -> None:
    file = tmp_path / "bookings.csv"
    file.write_text(FILE, "utf-8")
    assert bring(offline, file, "--dry-run")[2] == ["1 new, 0 changed, 0 unchanged, 3 refused"]
    assert bring(offline, file)[2] == ["1 new, 0 changed, 0 unchanged, 3 refused"]


def test_other_spellings_of_a_host_stand_in_studio_toml(offline: Server, tmp_path: Path) -> None:
    file = tmp_path / "bookings.csv"
    file.write_text(FILE, "utf-8")
    (offline.data / "studio.toml").write_text(
        '[[person]]\nid = "mei"\nname = "Mei Wang"\nalso = ["王梅"]\nstages = ["reception"]\n', "utf-8"
    )
    assert bring(offline, file)[2] == ["2 new, 0 changed, 0 unchanged, 2 refused"]


def test_the_studios_own_column_names_stand_in_studio_toml(offline: Server, tmp_path: Path) -> None:
    file = tmp_path / "bookings.csv"
    file.write_text(FILE.replace("Phone", "Rufnummer"), "utf-8")
    (offline.data / "studio.toml").write_text('[import.columns]\nphone = ["Rufnummer"]\n', "utf-8")
    assert "1 new" in bring(offline, file)[1]
    (offline.data / "studio.toml").write_text('[import.columns]\nphoen = ["Rufnummer"]\n', "utf-8")
    done = offline.run("import", str(file))
    assert done.returncode == 1 and "import.columns" in done.stderr and done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_one_sentence(offline: Server) -> None:
    done = offline.run("import", "/nowhere/x.ics")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("google-calendar.ics", "35 new, 0 changed, 1 unchanged, 0 refused"),
        ("excel-gb18030.csv", "36 new, 0 changed, 0 unchanged, 0 refused"),
        ("excel-utf8-bom-semicolon.csv", "18 new, 0 changed, 0 unchanged, 0 refused"),
        ("some-rows-bad.csv", "1 new, 0 changed, 0 unchanged, 7 refused"),
    ],
)
def test_the_sample_files_come_in(offline: Server, samples: Path, name: str, counts: str) -> None:
    assert bring(offline, samples / "bookings" / name)[2] == [counts]


def test_strange_calendars_never_crash(offline: Server, samples: Path) -> None:
    for file in sorted((samples / "bookings" / "tricky").glob("*.ics")):
        assert bring(offline, file, "--dry-run")[0] == 0, file.name
