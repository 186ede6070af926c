"""Days and times in tables."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.intake.drafts import Refused
from kiosk.intake.moments import is_day_first, span

from .reading import SHANGHAI, utc

NINE = utc(23, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 09:00",
        "2026/11/23 9:00",
        "2026.11.23 09:00",
        "2026-11-23T09:00:00",
        "2026-11-23T09:00:00+08:00",
        "2026-11-23T01:00Z",
        "2026-11-23 01:00:00.000Z",
        "20261123 09:00",
        "2026年11月23日 9点",
        "2026年11月23日上午9:00",
        "２０２６年１１月２３日　９：００",
        "2026-11-23 (周一) 9:00",
        "2026年11月23日星期一 9時",
        "23.11.2026 09:00",
        "23.11.26 9:00",
        "23/11/2026 9:00 AM",
        "23-11-2026 09:00",
        "Nov 23, 2026 9:00 AM",
        "23 November 2026 09:00",
        "Monday, November 23, 2026 at 9am",
        "2026-11-23 9 Uhr",
        "2026-11-23 09.00",
    ],
)
def test_nine_in_the_morning_is_read_in_the_ways_it_is_written(text: str) -> None:
    assert span([text], [], day_first=True, zone=SHANGHAI) == (NINE, None)


@pytest.mark.parametrize(
    ("text", "starts_at"),
    [
        ("2026-11-23 下午3:30", utc(23, 7, 30)),
        ("2026-11-23 9点半", utc(23, 1, 30)),
        ("2026-11-23 3:30 p.m.", utc(23, 7, 30)),
        ("2026-11-23 12:30 am", utc(22, 16, 30)),
        ("2026-11-23 中午12:00", utc(23, 4)),
    ],
)
def test_halves_of_the_day_are_understood(text: str, starts_at: datetime) -> None:
    assert span([text], [], day_first=True, zone=SHANGHAI)[0] == starts_at


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("yesterday", "start"),
        ("2026-11-23", "start"),
        ("09:00", "start"),
        ("2026-11-23 25:00", "start"),
        ("26-11-23 09:00", "start"),
        ("46349.375", "start"),
        ("2026-11-23 9", "start"),
        ("", "start"),
        ("2026-02-30 12:00", "impossible_day"),
        ("2026-13-01 09:00", "impossible_day"),
        ("30.02.2026 9:00", "impossible_day"),
        ("0001-01-01 09:00", "impossible_day"),
        ("9999-12-31 23:59", "impossible_day"),
        ("23 foo 2026 9:00", "impossible_day"),
    ],
)
def test_a_start_that_is_none_is_refused_not_guessed(text: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        span([text], [], day_first=True, zone=SHANGHAI)
    assert caught.value.code == code


def test_day_and_time_may_stand_in_cells_of_their_own() -> None:
    assert span(["", "2026/11/23", "09:00"], ["", ""], day_first=True, zone=SHANGHAI) == (NINE, None)
    assert span(["09:00", "2026/11/23", ""], ["12:00", ""], day_first=True, zone=SHANGHAI) == (NINE, utc(23, 4))


@pytest.mark.parametrize("text", ["2026-11-23 09:00-12:00", "2026-11-23 09:00 – 12:00", "2026-11-23 9:00至12:00"])
def test_a_cell_may_tell_from_when_until_when(text: str) -> None:
    assert span([text], [], day_first=True, zone=SHANGHAI) == (NINE, utc(23, 4))


def test_an_end_before_the_start_is_refused_and_no_length_is_no_end() -> None:
    assert span(["2026-11-23 09:00"], ["09:00"], day_first=True, zone=SHANGHAI) == (NINE, None)
    with pytest.raises(Refused) as caught:
        span(["2026-11-23 09:00"], ["08:00"], day_first=True, zone=SHANGHAI)
    assert caught.value.code == "end"


def test_local_times_follow_the_zone_through_the_year() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    summer, winter = (span([f"2026-{month}-01 09:00"], [], day_first=True, zone=berlin)[0] for month in ("07", "12"))
    assert (summer.hour, winter.hour) == (7, 8)
    assert summer.tzinfo is UTC


@pytest.mark.parametrize(
    ("texts", "region", "answer"),
    [
        (["03/04/2026", "23/04/2026"], "US", (True, "")),
        (["03/04/2026", "04/23/2026"], "GB", (False, "")),
        (["03/04/2026"], "GB", (True, "03/04/2026")),
        (["03/04/2026"], "US", (False, "03/04/2026")),
        (["2026-04-03"], "US", (False, "")),
    ],
)
def test_the_whole_file_tells_whether_the_day_or_the_month_comes_first(
    texts: list[str], region: str, answer: tuple[bool, str]
) -> None:
    assert is_day_first(texts, region) == answer
