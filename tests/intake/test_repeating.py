"""Repeating events, and zones that a calendar defines itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.intake.repeats import dates, read_rule

from .reading import calendar, codes, read, utc

START = date(2026, 11, 2)


def every(rule: str, last: date = date(2027, 12, 31), start: date = START) -> list[str]:
    return [f"{day:%m-%d}" for day in dates(read_rule(rule), start, start, last)]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=3", ["11-02", "11-03", "11-04"]),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", ["11-02", "11-12", "11-22"]),
        ("FREQ=WEEKLY;COUNT=3", ["11-02", "11-09", "11-16"]),
        ("FREQ=WEEKLY;BYDAY=TU,FR;COUNT=3", ["11-03", "11-06", "11-10"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU;COUNT=3", ["11-02", "11-15", "11-16"]),
        ("FREQ=MONTHLY;BYDAY=2SU;COUNT=2", ["11-08", "12-13"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", ["11-27", "12-25"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", ["11-30", "12-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["11-30", "12-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["12-31", "01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31"]),
        ("FREQ=YEARLY;COUNT=2", ["11-02", "11-02"]),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", ["03-28"]),
        ("FREQ=YEARLY;BYDAY=1MO", ["01-04"]),
    ],
)
def test_rules_give_the_dates_that_calendars_show(rule: str, days: list[str]) -> None:
    assert every(rule) == days


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=YEARLY;BYWEEKNO=3",
        "COUNT=3",
        "",
        "FREQ=NEVER",
    ],
)
def test_rules_that_cannot_be_followed_are_not_half_followed(rule: str) -> None:
    with pytest.raises(ValueError):
        read_rule(rule)


def test_a_rule_without_any_date_comes_to_an_end() -> None:
    assert every("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") == []


def series(*lines: str, start: str = "DTSTART:20261102T010000Z") -> str:
    return "\n".join(["UID:s", start, "SUMMARY:Lin", *lines])


def starts(text: str, around: date | None = None) -> list[datetime]:
    return sorted(draft.starts_at for draft in read(text, around=around).drafts)


def test_a_series_gives_a_draft_for_each_date_with_a_uid_of_its_own() -> None:
    parsed = read(calendar(series("RRULE:FREQ=WEEKLY;COUNT=3", "DURATION:PT2H")))
    assert [draft.starts_at for draft in parsed.drafts] == [utc(2, 1), utc(9, 1), utc(16, 1)]
    assert [draft.ends_at for draft in parsed.drafts] == [utc(2, 3), utc(9, 3), utc(16, 3)]
    assert parsed.drafts[1].source_uid == "s#20261109T010000Z"
    assert [note.message.format(**note.detail) for note in parsed.notes] == [
        "A repeating event; 3 of its dates were read."
    ]


def test_only_the_first_date_of_a_series_keeps_its_number() -> None:
    first = series("RRULE:FREQ=DAILY;COUNT=3", "DESCRIPTION:Booking 2031")
    moved = "UID:s\nRECURRENCE-ID:20261103T010000Z\nDTSTART:20261103T050000Z\nSUMMARY:Lin\nDESCRIPTION:Booking 2031"
    own = moved.replace("20261103", "20261104").replace("2031", "2040")
    parsed = read(calendar(moved, first, own))
    assert not parsed.problems
    numbers = {draft.starts_at: draft.number for draft in parsed.drafts}
    assert numbers == {utc(2, 1): 2031, utc(3, 5): None, utc(4, 5): 2040}


def test_changed_cancelled_added_and_struck_out_dates_are_followed() -> None:
    master = series(
        "RRULE:FREQ=DAILY;COUNT=5",
        "EXDATE:20261104T010000Z",
        "EXDATE;VALUE=DATE:20261105",
        "RDATE:20261120T010000Z",
    )
    moved = "UID:s\nRECURRENCE-ID:20261103T010000Z\nDTSTART:20261103T070000Z\nSUMMARY:Jo"
    off = "UID:s\nRECURRENCE-ID:20261106T010000Z\nDTSTART:20261106T010000Z\nSUMMARY:Lin\nSTATUS:CANCELLED"
    parsed = read(calendar(master, moved, off))
    found = {draft.starts_at: (draft.customers[0], draft.cancelled) for draft in parsed.drafts}
    assert found == {
        utc(2, 1): ("Lin", None),
        utc(3, 7): ("Jo", None),
        utc(6, 1): ("Lin", True),
        utc(20, 1): ("Lin", None),
    }


def test_a_change_of_all_later_dates_is_refused_as_it_cannot_be_followed() -> None:
    master = series("RRULE:FREQ=DAILY;COUNT=2")
    later = "UID:s\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261103T010000Z\nDTSTART:20261103T070000Z\nSUMMARY:Jo"
    assert codes(read(calendar(master, later))) == [(9, "repeats")]


@pytest.mark.parametrize("until", ["20261104T010000Z", "20261104", "20261104T235959Z"])
def test_a_series_ends_when_it_says(until: str) -> None:
    assert starts(calendar(series(f"RRULE:FREQ=DAILY;UNTIL={until}"))) == [utc(2, 1), utc(3, 1), utc(4, 1)]


def test_an_endless_series_is_read_around_today() -> None:
    today = date(2030, 6, 1)
    found = starts(calendar(series("RRULE:FREQ=DAILY")), around=today)
    assert found[0] == datetime(2030, 5, 1, 1, tzinfo=UTC)
    assert found[-1] == datetime(2030, 6, 1, 1, tzinfo=UTC) + timedelta(days=400)


def test_a_series_keeps_its_local_hour_when_the_clock_changes() -> None:
    text = series("RRULE:FREQ=MONTHLY;COUNT=2", start="DTSTART;TZID=Europe/Berlin:20260920T090000")
    assert starts(calendar(text)) == [utc(20, 7, month=9), utc(20, 7, month=10)]
    text = series("RRULE:FREQ=MONTHLY;COUNT=2", start="DTSTART;TZID=Europe/Berlin:20261020T090000")
    assert starts(calendar(text)) == [utc(20, 7, month=10), utc(20, 8)]


def test_an_old_counted_series_is_refused_rather_than_counted_for_ever() -> None:
    parsed = read(calendar(series("RRULE:FREQ=DAILY;COUNT=9999")), around=date(2040, 1, 1))
    assert codes(parsed) == [(3, "repeats")]


OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=4SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("local", "starts_at"),
    [
        ("20260701T090000", utc(1, 7, month=7)),
        ("20261201T090000", utc(1, 8, month=12)),
        ("20260101T090000", utc(1, 8, month=1)),
        ("20260329T015959", utc(29, 0, 59, month=3) + timedelta(seconds=59)),
        ("20260329T030000", utc(29, 1, month=3)),
        ("20261025T025900", utc(25, 0, 59, month=10)),
        ("20261025T030000", utc(25, 2, month=10)),
    ],
)
def test_a_zone_that_the_calendar_defines_is_followed_to_the_minute(local: str, starts_at: datetime) -> None:
    event = f"UID:a\nDTSTART;TZID=Customized Time Zone:{local}\nSUMMARY:Lin"
    assert starts(calendar(event, head=OWN_ZONE)) == [starts_at]


def test_a_zone_with_broken_rules_is_an_unknown_zone() -> None:
    event = "UID:a\nDTSTART;TZID=Customized Time Zone:20260701T090000\nSUMMARY:Lin"
    for broken in (OWN_ZONE.replace("+0100", "later"), OWN_ZONE.replace("YEARLY", "SECONDLY")):
        assert [problem.code for problem in read(calendar(event, head=broken)).problems] == ["zone"]
