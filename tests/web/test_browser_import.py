"""A file is looked at in the browser first and brought in on a second word, with the sentences of the command line."""

import json
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ..serving import Client, Server
from .bookings import HEADER as ALL_COLUMNS
from .bookings import booking_line
from .test_bookings import page

HEADER = "Booking,Start,Customer,Phone,Package,Host,Balance"


def table(part: int) -> str:
    """Two good rows and two bad ones; each test takes a `part` of its own, as they share a studio."""
    return f"""{HEADER}
{part}00,2026-11-23 09:00,Good Row,138001{part}11,Wedding Classic,Mei Wang,12.50
{part}01,yesterday,Bad Date,138001{part}12,Wedding Classic,Mei Wang,0
{part}02,2026-11-23 10:00,Unknown Host,138001{part}13,Wedding Classic,Nobody,0
{part}03,2026-11-23 11:00,陈静怡,138001{part}14,婚纱套系 A,Anna Brooks,0
"""


FILE = table(710)


@pytest.fixture
def desk(devices: dict[str, Client]) -> Client:
    return devices["desk"]


def upload(
    desk: Client, data: bytes, name: str = "bookings.csv", accept: str = "text/html", **fields: str
) -> tuple[int, str, str]:
    """A multipart form as a browser sends it; (status, where it leads, content)."""
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in {"command_id": "", **fields}.items()
    ]
    head = "".join(parts) + f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    body = head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + data + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Accept": accept}
    status, answered, content = desk.request("POST", "/imports", body, headers)
    return status, answered.get("Location", ""), content.decode()


def looked_at(desk: Client, data: bytes, name: str = "bookings.csv") -> dict[str, Any]:
    status, _, content = upload(desk, data, name, "application/json", command_id=uuid.uuid4().hex)
    assert status == 201, content
    return dict(json.loads(content))


def test_a_file_is_looked_at_before_anything_is_stored(desk: Client) -> None:
    seq = desk.get("/healthz")["seq"]
    status, where, _ = upload(desk, FILE.encode())
    assert status == 303 and where.startswith("/desk/imports/")
    preview = page(desk, where)
    assert "2 new" in preview and "2 left out" in preview and "Bring them in" in preview
    assert "Nobody here is called “Nobody”." in preview and "yesterday" in preview
    assert desk.get("/healthz")["seq"] == seq
    assert desk.request("GET", "/desk/bookings/71000")[0] == 404


def test_bringing_them_in_stores_links_and_fills_what_the_package_says(desk: Client) -> None:
    _, where, _ = upload(desk, table(720).encode())
    status, headers, _ = desk.form(where.replace("/desk", ""))
    assert (status, headers["Location"]) == (303, where)
    assert "Brought in." in page(desk, where)
    form = page(desk, "/desk/bookings/72000")
    assert 'name="look_count" type="text" value="3"' in form and "/desk/customers/" in form
    assert 'name="allowance" type="text" value="30"' in form


def test_the_same_file_again_changes_nothing_and_a_change_says_what(desk: Client) -> None:
    text = table(730)
    key = looked_at(desk, text.encode())["import"]
    assert desk.tap(f"/imports/{key}")[0] == 201
    again = looked_at(desk, text.encode())
    assert again["counts"] == {"new": 0, "changed": 0, "unchanged": 2, "refused": 2}
    _, where, _ = upload(desk, text.replace("09:00", "09:30").replace("12.50", "99.00").encode())
    preview = page(desk, where)
    assert "<del>2026-11-23 09:00</del> <ins>2026-11-23 09:30</ins>" in preview
    assert "<del>12.50</del> <ins>99.00</ins>" in preview


def test_a_change_is_told_in_words(desk: Client) -> None:
    head = "Booking,Start,Customer,Phone,Type,Status"
    row = "73500,2026-11-23 09:00,Ms Yilmaz,13800135500"
    key = looked_at(desk, f"{head}\n{row},shoot,confirmed\n".encode())["import"]
    assert desk.tap(f"/imports/{key}")[0] == 201
    for now, said in (
        ("selection,confirmed", "<del>Shoot</del> <ins>Choosing photos</ins>"),
        ("shoot,cancelled", "<del>no</del> <ins>yes</ins>"),
    ):
        _, where, _ = upload(desk, f"{head}\n{row},{now}\n".encode())
        assert said in page(desk, where)


def test_the_identifier_of_a_calendar_entry_is_not_told_but_what_it_means(desk: Client) -> None:
    row = "73600,2026-11-23 09:00,Ms Yilmaz,13800135600"
    plain, known, other = (
        f"Booking,Start,Customer,Phone,UID\n{row},{uid}\n" for uid in ("", "bk736@google.com", "x97@icloud.com")
    )
    said = ("Belongs to an entry of the calendar", "Belongs to another entry of the calendar")
    for now, then, words in ((plain, known, said[0]), (known, other, said[1])):
        assert desk.tap(f"/imports/{looked_at(desk, now.encode())['import']}")[0] == 201
        _, where, _ = upload(desk, then.encode())
        preview = page(desk, where)
        assert f"<ins>{words}</ins>" in preview
        assert "google.com" not in preview and "icloud.com" not in preview and "uid" not in preview.lower()


def test_a_second_word_for_the_same_file_adds_nothing(desk: Client) -> None:
    key = looked_at(desk, table(740).encode())["import"]
    first, second = (desk.tap(f"/imports/{key}")[1] for _ in range(2))
    assert (first["counts"]["new"], second["counts"]["new"], second["counts"]["unchanged"]) == (2, 0, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_the_encoding_it_was_saved_in(desk: Client, encoding: str) -> None:
    rows = looked_at(desk, table(750).encode(encoding))["rows"]
    assert [row["party"] for row in rows if row["outcome"] == "new"] == ["Good Row", "陈静怡"]


def test_rows_pasted_from_a_spreadsheet_are_read(desk: Client) -> None:
    pasted = table(760).replace(",", "\t")
    status, headers, _ = desk.form("/imports", rows=pasted)
    assert status == 303
    assert "2 new" in page(desk, headers["Location"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "is not a text file"),
        (b"PK\x03\x04" + bytes(400), "is not a text file"),
        (b"\xff\xfe", "is empty"),
        (b"just words, and no table", ""),
    ],
)
def test_what_is_no_booking_file_is_one_sentence(desk: Client, data: bytes, words: str) -> None:
    _, where, _ = upload(desk, data, "holiday.png")
    preview = page(desk, where)
    assert words in preview and "Bring them in" not in preview


def test_no_file_and_a_file_too_big_are_told(desk: Client) -> None:
    assert "Choose a file first" in upload(desk, b"", "")[2]
    status, _, content = upload(desk, b"x" * (5 * 1024 * 1024), accept="application/json")
    assert (status, json.loads(content)["code"]) == (413, "too_large")
    assert upload(desk, (FILE + "\n" * 1_000_000).encode())[0] == 303


def test_a_file_that_was_not_looked_at_cannot_be_brought_in(desk: Client) -> None:
    assert desk.tap("/imports/guessed")[1]["code"] == "file_forgotten"
    assert desk.request("GET", "/desk/imports/guessed")[0] == 404


def test_calendars_say_what_is_good_to_know(desk: Client) -> None:
    start = date.today().strftime("%Y%m%d")
    event = f"BEGIN:VEVENT\nUID:weekly@x\nDTSTART:{start}T090000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Ms Weekly\nEND:VEVENT\n"
    looked = looked_at(desk, f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n".encode(), "studio.ics")
    assert looked["counts"]["new"] == 3 and "3 of its dates" in str(looked["notes"])


SAMPLES = {
    "google-calendar.ics": (35, 0),
    "excel-gb18030.csv": (36, 0),
    "excel-utf8-bom-semicolon.csv": (18, 0),
    "some-rows-bad.csv": (1, 7),
}


def test_the_sample_files_are_read_as_on_the_command_line(house: Server, samples: Path) -> None:
    desk = house.device("desk")
    for name, counts in SAMPLES.items():
        looked = looked_at(desk, (samples / "bookings" / name).read_bytes(), name)
        assert (looked["counts"]["new"], looked["counts"]["refused"]) == counts, name
        done = house.run("import", str(samples / "bookings" / name), "--dry-run")
        assert all(row["reason"] in done.stdout for row in looked["rows"] if row["outcome"] == "refused")


def test_the_command_line_fills_what_the_package_says_too(studio: Server, desk: Client) -> None:
    file = studio.folder / "one.csv"
    file.write_text("\n".join(table(770).splitlines()[:2]), "utf-8")
    assert "1 new" in studio.run("import", str(file)).stdout
    assert 'name="look_count" type="text" value="3"' in page(desk, "/desk/bookings/77000")


def test_an_imported_move_counts_for_its_customer(desk: Client) -> None:
    for minutes in (5, 65, 125):
        key = looked_at(desk, f"{ALL_COLUMNS}\n{booking_line(7800, minutes=minutes)}\n".encode())["import"]
        assert desk.tap(f"/imports/{key}")[0] == 201
    assert "moved 2×" in page(desk, "/desk/bookings/7800")
