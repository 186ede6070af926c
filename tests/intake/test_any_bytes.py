"""Whatever the bytes, reading answers and answers soon: no exception, no endless work, nothing silently lost."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.intake.drafts import ParsedFile, RowNote, RowProblem

from .reading import calendar, read
from .test_repeating import OWN_ZONE

TABLE = (
    "预约号,Start,时间,类型,顾客一,Partner,Phone,Package,Looks,Photos,Extra,Host,Balance,Status,Notes\r\n"
    '2031,2026-11-23 09:00,,拍照,陈静怡,李伟,13800138001,"A (3 looks, extra 68)",3,60,"1.234,5",Mei Wang,5,,"a\nb"\r\n'
    "2032,23.11.2026,下午3:30,选片,Björn & Åsa,,+44 7700 900123,B,,,,Anna,0,cancelled,- x\r\n"
)
CALENDAR = calendar(
    "UID:a\nDTSTART;TZID=Customized Time Zone:20261123T090000\nDURATION:PT1H\nSUMMARY:陈静怡 & 李伟 – A\n"
    r"DESCRIPTION:Booking 2031\nKind: shoot\nPhone: 13800138001\nPackage: A (3 looks\, extra 68)\n<b>Host</b>: M",
    "UID:b\nDTSTART:20261102T010000Z\nDTEND:20261102T020000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270101\n"
    "EXDATE:20261109T010000Z\nRDATE;VALUE=PERIOD:20261120T010000Z/PT1H\nSUMMARY:Lin\nSEQUENCE:2",
    "UID:b\nRECURRENCE-ID:20261116T010000Z\nDTSTART:20261116T050000Z\nSUMMARY:Jo\nSTATUS:CANCELLED",
    head=OWN_ZONE,
)
SEEDS = [
    TABLE.encode(),
    TABLE.encode("gb18030"),
    TABLE.replace('"1.234,5"', "1234.5").replace(",", ";").encode("utf-16"),
    CALENDAR.encode(),
]
_SIGNS = b'" \x00 \xff = ; \r : , 9 99999999999 - ( \\n \xe9 <br TZID= INTERVAL=0'.split(b" ")
_LINES = (b"\n", b"\n ", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"END:VCALENDAR\n", b"RRULE:FREQ=DAILY\n")
PIECES = st.sampled_from([b"", *_SIGNS, *_LINES])
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=8)


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in edits:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


def check(parsed: ParsedFile) -> None:
    """What holds for the reading of any file."""
    for draft in parsed.drafts:
        assert draft.starts_at.utcoffset() is not None
        assert draft.customers or draft.cancelled
        assert draft.ends_at is None or draft.ends_at > draft.starts_at
        assert not any(name.startswith(("=", "+", "-", "@")) or len(name) > 200 for name in draft.customers)
    numbers = [draft.number for draft in parsed.drafts if draft.number is not None]
    assert len(numbers) == len(set(numbers))
    remarks: list[RowProblem | RowNote] = [*parsed.problems, *parsed.notes]
    for problem in remarks:
        assert problem.line >= 1
        assert "{" not in problem.message.format(**problem.detail) or "{" in "".join(problem.detail.values())
        assert problem.label.isprintable() and len(problem.label) <= 60


@pytest.mark.parametrize("data", SEEDS)
def test_the_files_to_be_spoilt_are_good_to_begin_with(data: bytes) -> None:
    parsed = read(data)
    assert len(parsed.drafts) >= 2
    assert not parsed.problems


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), EDITS)
def test_spoilt_files_are_read_or_refused(data: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    check(read(edited(data, edits)))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"Start,Name,Phone\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"]))
def test_any_bytes_at_all_are_read_or_refused(data: bytes, head: bytes) -> None:
    check(read(head + data))


@pytest.mark.sample
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_spoilt_sample_files_are_read_or_refused(samples: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted((samples / "bookings").rglob("*.[ci][sc][vs]"))))
    check(read(edited(file.read_bytes(), data.draw(EDITS))))


HEADER = b"Start,Customer,Notes\n"
EVENT = b"BEGIN:VEVENT\nUID:%d\nDTSTART:20261123T090000\nSUMMARY:Lin\n%bEND:VEVENT\n"


@pytest.mark.parametrize(
    "data",
    [
        HEADER + b"\n" * 2_000_000,
        HEADER + b",,\n" * 1_000_000,
        HEADER + b'"unclosed\n' * 20_000,
        HEADER + b"a," * 1_000_000,
        HEADER + b"1" * 500_000,
        HEADER + b"2026-11-23 09:00,Lin," + b"-|" * 60_000,
        b"a," * 2_000_000,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 100_000,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 100_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n" + b" x\n" * 500_000,
        b"BEGIN:VCALENDAR\n" + EVENT % (1, b"DESCRIPTION:" + b"a:\\n<" * 500_000 + b"\n"),
        b"BEGIN:VCALENDAR\n" + b"".join(EVENT % (n, b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n") for n in range(500)),
        b"BEGIN:VCALENDAR\n" + EVENT % (1, b"RDATE:" + b"20261123T090000," * 200_000 + b"\n"),
    ],
    ids=range(13),
)
def test_files_made_to_waste_time_do_not(data: bytes) -> None:
    began = time.process_time()
    check(read(data))
    assert time.process_time() - began < 10


def test_the_libraries_for_files_are_loaded_only_when_a_file_is_read() -> None:
    script = "import sys, kiosk.intake.parse; print(*{'icalendar', 'phonenumbers', 'flask'} & {*sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert loaded.stdout.split() == []
