"""The sample files: real exports, and three descriptions of the same week."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.intake.drafts import ParsedFile
from kiosk.intake.known import BookingFields
from kiosk.intake.plan import ImportPlan, key, plan_import

from .reading import codes, read, utc

pytestmark = pytest.mark.sample

HOSTS = {key(name): name for name in ("Mei Wang", "Anna Brooks", "Hua Li")}


def parsed(samples: Path, name: str) -> ParsedFile:
    return read((samples / "bookings" / name).read_bytes())


def planned(parsed: ParsedFile, known: dict[int, BookingFields]) -> ImportPlan:
    by_uid = {booking.source_uid: number for number, booking in known.items() if booking.source_uid}
    return plan_import(parsed, known, by_uid, HOSTS, {})


def after(plan: ImportPlan, known: dict[int, BookingFields]) -> dict[int, BookingFields]:
    rows = [row.after for row in plan.rows if row.after]
    return {**known, **{row.number: row for row in rows if row.number is not None}}


def test_the_calendar_is_read_without_a_loss(samples: Path) -> None:
    calendar = parsed(samples, "google-calendar.ics")
    assert [draft.number for draft in calendar.drafts] == list(range(2031, 2067))
    assert [draft.number for draft in calendar.drafts if draft.cancelled] == [2044]
    assert all(draft.phone and draft.host and draft.package and draft.ends_at for draft in calendar.drafts)
    assert not calendar.problems


def test_the_same_week_reads_the_same_from_all_three_formats(samples: Path) -> None:
    calendar = {draft.number: draft for draft in parsed(samples, "google-calendar.ics").drafts}
    for name, count in (("excel-gb18030.csv", 36), ("excel-utf8-bom-semicolon.csv", 18)):
        table = parsed(samples, name)
        assert (len(table.drafts), table.problems) == (count, ())
        for draft in table.drafts:
            other = calendar[draft.number]
            same = replace(draft, line=other.line, source_uid=other.source_uid, ends_at=other.ends_at)
            assert replace(same, cancelled=other.cancelled) == other


def test_tables_after_the_calendar_change_nothing(samples: Path) -> None:
    calendar = parsed(samples, "google-calendar.ics")
    first = planned(calendar, {})
    known = after(first, {})
    assert [row.outcome for row in first.rows].count("new") == 35
    assert {row.outcome for row in planned(calendar, known).rows} == {"unchanged"}
    for name in ("excel-gb18030.csv", "excel-utf8-bom-semicolon.csv"):
        plan = planned(parsed(samples, name), known)
        assert not plan.refused
        assert {row.draft.number for row in plan.rows if row.outcome != "unchanged"} == {2044}


def test_the_calendar_after_a_table_adds_what_only_it_knows(samples: Path) -> None:
    known = after(planned(parsed(samples, "excel-gb18030.csv"), {}), {})
    plan = planned(parsed(samples, "google-calendar.ics"), known)
    assert {frozenset(row.changes) for row in plan.rows} == {
        frozenset({"ends_at", "source_uid"}),
        frozenset({"cancelled"}),
    }


def test_of_the_bad_rows_only_the_good_one_is_taken(samples: Path) -> None:
    plan = planned(parsed(samples, "some-rows-bad.csv"), {})
    assert [row.draft.number for row in plan.rows] == [2100]
    assert [(problem.line, problem.code) for problem in plan.refused] == [
        (3, "start"),
        (4, "name"),
        (5, "unknown_host"),
        (6, "duplicate"),
        (7, "impossible_day"),
        (8, "formula"),
        (9, "short"),
    ]


@pytest.mark.parametrize(
    ("name", "drafts", "problems"),
    [
        ("alarm_google_future.ics", 1, []),
        ("apple_ical.ics", 418, [(16, "all_day"), (26, "all_day")]),
        ("issue_156_RDATE_with_PERIOD_TZID_khal.ics", 19, []),
        ("multiple_calendar_components.ics", 0, [(11, "all_day"), (53, "all_day"), (74, "all_day")]),
        ("office_356_custom_timezone.ics", 28, []),
        ("office_365_invalid_timezone.ics", 0, [(34, "zone")]),
        ("recurring_with_single_change.ics", 3, []),
    ],
)
def test_calendars_that_broke_other_programs_are_read(
    samples: Path, name: str, drafts: int, problems: list[tuple[int, str]]
) -> None:
    calendar = parsed(samples, f"tricky/{name}")
    assert (len(calendar.drafts), codes(calendar)) == (drafts, problems)


def test_a_windows_zone_name_gives_the_right_hour(samples: Path) -> None:
    first = parsed(samples, "tricky/office_356_custom_timezone.ics").drafts[0]
    assert first.starts_at == utc(2, 9, month=5).replace(year=2024)
