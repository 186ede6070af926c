"""What follows from a lack: who hears of it and when, and that nothing is promised while there is one (I6, C34-C38)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain import due
from kiosk.domain import readiness as rules
from kiosk.domain.left_to import PATIENCE, People
from kiosk.domain.readiness import Check, NotReady, Readiness
from kiosk.domain.refusals import CallTaken

from .cast import CAST, ZHAO

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
START = NOW + timedelta(days=2)
HOUSE = People(CAST)
NEVER = START + timedelta(days=1)


def lack(part: str = rules.PHOTOS, who: str = "zhao") -> Check:
    return Check(part=part, is_there=False, why="few_photos", who=who)


def there(part: str = rules.SHEET) -> Check:
    return Check(part=part, is_there=True, why="sheet")


def looked(*checks: Check, before: Readiness = rules.UNSEEN, at: datetime = NOW) -> Readiness:
    return rules.looked(before, checks, at)


def test_a_lack_keeps_the_time_at_which_it_began() -> None:
    first = looked(lack(), there())
    later = looked(lack(who="marco"), there(), before=first, at=NOW + timedelta(hours=3))
    assert [check.since for check in later.checks] == [NOW, None]
    mended = looked(there(rules.PHOTOS), before=later, at=NOW + timedelta(hours=4))
    again = looked(lack(), before=mended, at=NOW + timedelta(hours=5))
    assert again.lacks[0].since == NOW + timedelta(hours=5)


def test_a_lack_reaches_its_own_person_then_the_host_then_the_manager() -> None:
    check = looked(lack()).lacks[0]
    assert rules.reaches(check, START, NEVER, "mei", ["anna"]) == (
        ("zhao", NOW),
        ("mei", START - rules.HOST_AHEAD),
        ("anna", START - rules.MANAGER_AHEAD),
    )


def test_what_breaks_on_the_day_still_leaves_the_nearest_a_little_time() -> None:
    on_the_day = START - timedelta(hours=1)
    check = looked(lack(), at=on_the_day).lacks[0]
    times = dict(rules.reaches(check, START, NEVER, "mei", ["anna"]))
    assert times == {
        "zhao": on_the_day,
        "mei": on_the_day + rules.HOST_AFTER,
        "anna": on_the_day + rules.MANAGER_AFTER,
    }


def test_what_is_past_due_reaches_host_and_manager_at_once() -> None:
    check, past_due = looked(lack()).lacks[0], NOW + timedelta(hours=5)
    times = dict(rules.reaches(check, START, past_due, "mei", ["anna"]))
    assert times == {"zhao": NOW, "mei": past_due, "anna": past_due}


def test_who_puts_it_right_and_is_the_host_hears_of_it_once_and_at_once() -> None:
    check = looked(lack(who="mei")).lacks[0]
    assert dict(rules.reaches(check, START, NEVER, "mei", [])) == {"mei": NOW}


def test_nothing_is_promised_while_anything_lacks() -> None:
    with pytest.raises(NotReady) as refused:
        rules.call(looked(there(), lack(), lack(rules.PREVIEW)), START, "mei", NOW)
    assert refused.value.detail == {"missing": [rules.PHOTOS, rules.PREVIEW]}
    with pytest.raises(rules.NotLookedAt):
        rules.call(rules.UNSEEN, START, "mei", NOW)


def test_a_booking_that_has_moved_is_no_longer_confirmed() -> None:
    called = rules.call(looked(there()), START, "mei", NOW)
    assert called.is_confirmed(START) and not called.is_confirmed(START + timedelta(hours=1))


def test_what_cannot_be_known_stops_nobody() -> None:
    unknown = Check(part=rules.SHEET, is_there=None, why="no_sheet")
    assert rules.call(looked(unknown, there(rules.PHOTOS)), START, "mei", NOW).called is not None


def test_a_named_person_sees_to_it_and_the_second_hears_who() -> None:
    taken, parts = rules.see_to(looked(lack()), [rules.PHOTOS], "zhao", {}, NOW)
    assert parts == (rules.PHOTOS,) and taken.taker_of(taken.lacks[0]) == "zhao"
    back = due.back_at(taken, START, UTC, HOUSE)
    with pytest.raises(CallTaken) as refused:
        rules.see_to(taken, [rules.PHOTOS], "marco", back, NOW)
    assert refused.value.detail == {"holder": "zhao"}
    assert rules.see_to(taken, [rules.PHOTOS], "zhao", back, NOW) == (taken, ())


def test_what_somebody_sees_to_comes_back_when_it_is_past_due_or_presses() -> None:
    taken, _ = rules.see_to(looked(lack()), [rules.PHOTOS], "zhao", {}, NOW)
    midnight = datetime(2026, 11, 22, tzinfo=UTC)
    back = due.back_at(taken, START, UTC, HOUSE)
    assert back == {rules.PHOTOS: midnight}
    again, parts = rules.see_to(taken, [rules.PHOTOS], "marco", back, midnight)
    assert parts == (rules.PHOTOS,) and [one.by for one in again.taken] == ["marco"]
    pressing, _ = rules.see_to(looked(lack(), at=START), [rules.PHOTOS], "zhao", {}, START)
    assert due.back_at(pressing, START, UTC, HOUSE) == {rules.PHOTOS: START + PATIENCE}


def test_a_night_off_duty_leaves_a_task_with_whose_it_is_until_it_presses() -> None:
    taken, _ = rules.see_to(looked(lack()), [rules.PHOTOS], "zhao", {}, NOW)
    asleep = People({**CAST, "zhao": replace(ZHAO, is_on_duty=False)})
    assert due.back_at(taken, START, UTC, asleep) == due.back_at(taken, START, UTC, HOUSE)


def test_a_task_taken_before_the_house_kept_when_still_comes_back() -> None:
    taken, _ = rules.see_to(looked(lack()), [rules.PHOTOS], "zhao", {}, NOW)
    old = replace(taken, taken=tuple(replace(one, at=None) for one in taken.taken))
    assert due.back_at(old, START, UTC, HOUSE) == due.back_at(taken, START, UTC, HOUSE)


def test_a_new_lack_of_the_same_part_is_nobodys_yet() -> None:
    taken, _ = rules.see_to(looked(lack()), [rules.PHOTOS], "zhao", {}, NOW)
    mended = looked(there(rules.PHOTOS), before=taken, at=NOW + timedelta(hours=1))
    again = looked(lack(), before=mended, at=NOW + timedelta(hours=2))
    assert again.taken == () and again.taker_of(again.lacks[0]) is None
    with pytest.raises(rules.NothingToSeeTo):
        rules.see_to(mended, [rules.PHOTOS], "zhao", {}, NOW)


def test_a_list_kept_by_an_old_form_takes_out_nothing_that_was_added_since() -> None:
    first = rules.list_items(rules.UNSEEN, ["Album", "Frame"], ())
    added = rules.tick(rules.list_items(first, ["Album", "Frame", "Box"], (1, 2)), 3, True, "bo", NOW)
    old = rules.list_items(added, ["Album"], (1, 2))
    assert [(item.name, item.by) for item in old.items] == [("Album", None), ("Box", "bo")]


def test_a_longer_list_keeps_the_ticks_of_what_was_on_it() -> None:
    first = rules.list_items(rules.UNSEEN, ["Album", "Frame"], ())
    ticked = rules.tick(first, 1, True, "mei", NOW)
    longer = rules.list_items(ticked, ["Frame", "Album", "Box", "Album"], (1, 2))
    assert [(item.id, item.name, item.by) for item in longer.items] == [
        (2, "Frame", None),
        (1, "Album", "mei"),
        (3, "Box", None),
    ]
    with pytest.raises(rules.UnknownItem):
        rules.tick(longer, 9, True, "mei", NOW)
    with pytest.raises(rules.TooManyItems):
        rules.list_items(rules.UNSEEN, ["x" * 81], ())
