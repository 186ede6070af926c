"""The checks themselves: each says what it saw, and names who puts it right (feature 6, C33, C36, C38)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from display.domain import readiness as rules
from display.domain.readiness import Facts, Photos
from kiosk.domain import readiness as parts
from kiosk.domain.readiness import Check, Item, LookedOver, Preview
from kiosk.domain.visit import IN_PRODUCTION, SENT, WITH_PARTY

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PEOPLE = {
    "photos": "zhao",
    "sheet": "lin",
    "preview": "mei",
    "tv": "anna",
    "room": "anna",
    "copies": "anna",
    "quality": "lin",
    "items": "lin",
}
WELL = Facts(
    now=NOW,
    starts_at=NOW + timedelta(days=1),
    sheet=IN_PRODUCTION,
    photos=Photos(ready=30, copies=30, revision=4),
    wanted=30,
    quality=LookedOver(by="lin", at=NOW, revision=4),
    preview=Preview(by="mei", at=NOW, revision=4),
    room="sales-1",
    has_tv=True,
    tv_heard_at=NOW,
    people=PEOPLE,
)


def check(part: str, **changed: Any) -> Check:
    return next(one for one in rules.selection(replace(WELL, **changed)) if one.part == part)


def test_all_is_ready_when_every_part_is_there() -> None:
    assert [one.is_there for one in rules.selection(WELL)] == [True] * 7


@pytest.mark.parametrize(
    ("part", "changed", "is_there", "why"),
    [
        (parts.SHEET, {"sheet": SENT}, False, "sheet_on_its_way"),
        (parts.SHEET, {"sheet": WITH_PARTY}, False, "sheet_with_party"),
        (parts.SHEET, {"sheet": None}, None, "no_sheet"),
        (parts.PHOTOS, {"photos": Photos(ready=29, copies=29, revision=4)}, False, "few_photos"),
        (parts.PHOTOS, {"photos": Photos(ready=29, copies=29, rejected=1, revision=4)}, False, "photos_broken"),
        (parts.PHOTOS, {"photos": Photos(ready=31, copies=31, rejected=1, revision=4)}, True, "photos_but"),
        (parts.PHOTOS, {"photos": Photos(ready=40, arriving=3, revision=4)}, False, "photos_arriving"),
        (parts.COPIES, {"photos": Photos(ready=30, copies=28, revision=4)}, False, "few_copies"),
        (parts.COPIES, {"photos": Photos()}, None, "no_copies_yet"),
        (parts.QUALITY, {"quality": None}, False, "not_looked_over"),
        (parts.QUALITY, {"photos": Photos(ready=30, copies=30, revision=5)}, False, "look_over_again"),
        (parts.QUALITY, {"photos": Photos()}, None, "nothing_to_look_over"),
        (parts.PREVIEW, {"preview": None}, False, "not_previewed"),
        (parts.PREVIEW, {"photos": Photos(ready=30, copies=30, revision=5)}, False, "look_again"),
        (parts.ROOM, {"room": None}, False, "no_room"),
        (parts.TV, {"room": None}, None, "no_room_no_tv"),
        (parts.TV, {"has_tv": False}, False, "no_tv"),
        (parts.TV, {"tv_heard_at": None}, False, "tv_silent"),
    ],
)
def test_what_lacks_is_told_with_what_was_seen(
    part: str, changed: dict[str, Any], is_there: bool | None, why: str
) -> None:
    found = check(part, **changed)
    assert (found.is_there, found.why, found.who) == (is_there, why, PEOPLE[part])


def test_what_was_counted_stands_in_the_check() -> None:
    found = check(parts.PHOTOS, photos=Photos(ready=29, copies=29, rejected=1, revision=4))
    assert dict(found.saw) == {"ready": "29", "wanted": "30", "rejected": "1"}


def test_a_tv_may_sleep_at_night_but_answers_before_they_come() -> None:
    silent = NOW - timedelta(hours=14)
    assert check(parts.TV, tv_heard_at=silent).is_there
    assert not check(parts.TV, tv_heard_at=silent, starts_at=NOW + timedelta(hours=1)).is_there
    assert check(parts.TV, tv_heard_at=NOW - timedelta(minutes=5), starts_at=NOW + timedelta(hours=1)).is_there


def test_every_ordered_thing_lies_at_the_desk() -> None:
    here = Item(id=1, name="Album", here_at=NOW, by="mei")
    gone = Item(id=2, name="Frame")
    assert [(one.is_there, one.why) for one in rules.pickup([here, gone], PEOPLE)] == [(False, "few_items")]
    assert [(one.is_there, one.why) for one in rules.pickup([here], PEOPLE)] == [(True, "items")]
    assert [(one.is_there, one.why) for one in rules.pickup([], PEOPLE)] == [(False, "no_items")]
