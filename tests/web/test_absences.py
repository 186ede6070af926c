"""Days off: every party finds somebody who knows it, and the calendar ends and begins duty by itself (C41, I3, I4)."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk import watch
from kiosk.domain import duty
from kiosk.domain.booking import BriefReading
from kiosk.kinds import BOOKINGS
from kiosk.transaction import Transaction, Writing

from .desk import MONDAY, TEN, Desk, book, opened


def day(number: int) -> str:
    return (MONDAY + timedelta(days=number)).isoformat()


def plan(desk: Desk, staff: str = "mei", first: int = 0, last: int = 0, **given: Any) -> tuple[int, dict[str, Any]]:
    return desk.tap("/absences", staff=staff, first=day(first), last=day(last), **given)


def midnight(desk: Desk, days: int = 1) -> None:
    """The next morning, after the house has turned the day by itself."""
    desk.floor.store.clock.moment += timedelta(days=days)
    watch.turn_day(desk.floor)


def deputy_of(desk: Desk, number: int) -> str | None:
    booking = desk.floor.store.find(BOOKINGS, number)
    assert booking is not None
    deputy: str | None = booking.deputy
    return deputy


def test_i4_an_absence_waits_until_each_booking_has_a_deputy(desk: Desk) -> None:
    for number, when in ((2031, 1), (2032, 2), (2033, 5)):
        book(desk.floor, number, day=when)
    status, answer = plan(desk, first=1, last=3)
    assert (status, answer["code"], answer["detail"]["numbers"]) == (422, "deputy_missing", "2031, 2032")
    status, answer = plan(desk, first=1, last=3, deputies=["2031:anna"])
    assert answer["detail"]["numbers"] == "2032"
    assert [deputy_of(desk, number) for number in (2031, 2032)] == [None, None]
    assert plan(desk, first=1, last=3, deputies=["2031:anna", "2032:bo"])[0] == 201
    assert [deputy_of(desk, number) for number in (2031, 2032, 2033)] == ["anna", "bo", None]
    assert desk.events("BookingChanged")[0]["body"] == {"number": 2031, "fields": ["deputy"], "source": "absence"}


@pytest.mark.parametrize("deputy", ["mei", "lin", "nobody", "hua"])
def test_a_deputy_is_of_that_work_and_there(desk: Desk, deputy: str) -> None:
    assert plan(desk, staff="hua", first=0, last=9)[0] == 201
    book(desk.floor, 2031, day=1)
    assert plan(desk, first=1, last=1, deputies=[f"2031:{deputy}"])[1]["code"] == "deputy_unfit"


def test_an_artists_place_is_taken_by_one_of_the_same_work_and_given_back(desk: Desk) -> None:
    book(desk.floor, 2031, day=1, host="anna", artists=("lin", "zhao"))
    assert plan(desk, staff="lin", first=1, last=1, artists=["2031:zhao"])[1]["code"] == "deputy_unfit"
    status, answer = plan(desk, staff="lin", first=1, last=1, artists=["2031:jo"])
    assert status == 201 and desk.floor.store.house.bookings[2031].artists == ("jo", "zhao")
    assert desk.tap(f"/absences/{answer['absence']}/cancellation")[0] == 201
    assert desk.floor.store.house.bookings[2031].artists == ("lin", "zhao")


def test_the_page_preselects_who_is_freest_and_speaks_their_language(desk: Desk) -> None:
    book(desk.floor, 2031, day=1, language="zh_Hans", party=("陈女士",))
    book(desk.floor, 2032, day=1, host="hua")
    page = desk.page(f"/desk/people/mei/absence?first={day(1)}&last={day(1)}")
    choices = page.partition("<select id=")[2].partition("</select>")[0]
    assert choices.index("2031:hua") < choices.index("2031:anna") and "nobody yet" not in choices
    assert "does not speak" in choices
    fields = {"staff": "mei", "first": day(1), "last": day(1), "deputies": "2031:hua", "back": "/desk/people"}
    assert desk.form("/absences", fields).status_code == 303


def test_a_refused_page_keeps_what_was_chosen(desk: Desk) -> None:
    book(desk.floor, 2031, day=1)
    book(desk.floor, 2032, day=1)
    response = desk.form("/absences", staff="mei", first=day(1), last=day(1), deputies="2031:bo")
    assert response.status_code == 422 and "2032" in response.text
    assert '<option value="2031:bo" selected>' in response.text


def test_i4_the_deputys_brief_is_unread_until_they_confirm_it(desk: Desk) -> None:
    booking = book(desk.floor, 2031, day=1)
    plan(desk, first=1, last=1, deputies=["2031:anna"])
    assert "brief not read yet by Anna" in desk.page("/desk/people")
    read = replace(booking, deputy="anna", briefs=(BriefReading(by="anna", at=TEN),))

    def put(tx: Transaction) -> dict[str, Any]:
        tx.put(BOOKINGS, read)
        return {}

    desk.floor.store.execute(Writing.by_system(), put)
    page = desk.page("/desk/people")
    assert "brief read" in page and "not read yet" not in page


def test_who_is_away_today_is_off_duty_at_once_and_gets_no_party(desk: Desk) -> None:
    book(desk.floor, 2031)
    assert plan(desk, deputies=["2031:anna"])[0] == 201
    assert not desk.person("mei").is_on_duty
    assert desk.events("DutyEnded")[-1]["actor"] == "system"
    house = desk.floor.store.house
    assert duty.first_hands("mei", "anna", house.staff, house.present) == "anna"
    assert desk.tap("/visits", booking=2031)[1]["holder"] == "anna"


def test_who_holds_a_party_is_not_away_today(desk: Desk) -> None:
    book(desk.floor, 2031)
    desk.tap("/visits", booking=2031)
    status, answer = plan(desk, deputies=["2031:anna"])
    assert (status, answer["code"]) == (409, "holds_party")
    assert deputy_of(desk, 2031) is None and desk.person("mei").is_on_duty


def test_duty_ends_and_begins_over_midnight(desk: Desk) -> None:
    plan(desk, first=1, last=2)
    assert desk.person("mei").is_on_duty
    midnight(desk)
    assert not desk.person("mei").is_on_duty
    midnight(desk)
    assert not desk.person("mei").is_on_duty
    midnight(desk)
    assert desk.person("mei").is_on_duty
    assert [event["actor"] for event in desk.events("DutyEnded", "DutyStarted")] == ["system", "system"]
    midnight(desk)
    assert len(desk.events("DutyEnded", "DutyStarted")) == 2


def test_whoever_holds_a_party_over_midnight_keeps_it_and_their_duty(desk: Desk) -> None:
    book(desk.floor, 2031)
    plan(desk, first=1, last=2)
    desk.tap("/visits", booking=2031)
    midnight(desk)
    assert desk.person("mei").is_on_duty and desk.floor.store.house.present[0].holder == "mei"


def test_a_server_that_slept_over_midnight_catches_up(tmp_path: Path) -> None:
    with opened(tmp_path) as app:
        plan(Desk(app), first=1, last=2)
    with opened(tmp_path, moment=TEN + timedelta(days=1)) as app:
        assert not Desk(app).person("mei").is_on_duty
    with opened(tmp_path, moment=TEN + timedelta(days=9)) as app:
        assert Desk(app).person("mei").is_on_duty


def test_who_is_there_after_all_has_their_parties_back(desk: Desk) -> None:
    book(desk.floor, 2031)
    book(desk.floor, 2032, day=1)
    _, answer = plan(desk, last=1, deputies=["2031:anna", "2032:anna"])
    desk.tap("/visits", booking=2031)
    path = f"/absences/{answer['absence']}/cancellation"
    assert desk.tap(path)[0] == 201 and desk.tap(path)[0] == 201
    assert desk.person("mei").is_on_duty and deputy_of(desk, 2032) is None
    assert not desk.floor.store.house.is_away("mei", MONDAY)
    assert len(desk.events("AbsenceCancelled")) == 1


def test_a_deputy_who_is_away_too_hands_the_booking_on(desk: Desk) -> None:
    book(desk.floor, 2031, day=1)
    plan(desk, first=1, last=1, deputies=["2031:anna"])
    assert plan(desk, staff="anna", first=1, last=1)[1]["detail"]["numbers"] == "2031"
    assert plan(desk, staff="anna", first=1, last=1, deputies=["2031:bo"])[0] == 201
    assert deputy_of(desk, 2031) == "bo"


@pytest.mark.parametrize(("first", "last"), [(-1, 1), (3, 2), (0, 400)])
def test_days_are_possible(desk: Desk, first: int, last: int) -> None:
    assert plan(desk, first=first, last=last)[1]["code"] == "wrong_days"
    page = desk.client.get(f"/desk/people/mei/absence?first={day(first)}&last={day(last)}")
    assert page.status_code == 422 and "The first day has to be today or later" in page.text


def test_the_same_days_are_not_planned_twice(desk: Desk) -> None:
    plan(desk, first=1, last=3)
    assert plan(desk, first=3, last=4)[1]["code"] == "already_away"


def test_a_deputy_greets_with_the_words_for_it_and_a_host_needs_none(desk: Desk) -> None:
    """The line for a party that expects somebody else (C42); never that they rest."""
    book(desk.floor, 2031)
    plan(desk, deputies=["2031:anna"])
    page = desk.page(f"/desk/people/bo/absence?first={day(0)}&last={day(0)}")
    assert "Say to each of them the day before" not in page
    desk.tap("/visits", booking=2031)
    assert "Mei has something to take care of today" in desk.page("/station/anna")
    book(desk.floor, 2032, host="bo")
    assert "Say to each of them the day before" in desk.page(f"/desk/people/bo/absence?first={day(0)}&last={day(0)}")
    desk.tap("/visits", booking=2032)
    assert "something to take care of" not in desk.page("/station/bo")


TUESDAY = {"date": day(1), "time": "15:00", "party": "Ms Park", "phone": "13911110000"}


def test_i4_a_booking_on_a_day_off_waits_for_a_deputy_who_is_there(desk: Desk) -> None:
    assert plan(desk, first=1, last=1)[0] == plan(desk, staff="bo", first=1, last=1)[0] == 201
    for deputy in ("", "bo"):
        status, answer = desk.tap("/bookings", **TUESDAY, host="mei", deputy=deputy)
        assert (status, answer["code"]) == (409, "host_away") and "Mei" in answer["message"]
    assert desk.floor.store.house.bookings == {} and desk.events("BookingAdded") == []
    assert desk.tap("/bookings", **TUESDAY, host="mei", deputy="anna")[0] == 201


def test_i4_a_customer_who_brings_their_absent_host_along_needs_a_deputy_too(desk: Desk) -> None:
    assert desk.tap("/bookings", **{**TUESDAY, "date": day(3)}, host="mei")[0] == 201
    assert plan(desk, first=1, last=1)[0] == 201
    assert desk.tap("/bookings", **TUESDAY)[1]["code"] == "host_away"


def test_i4_a_booking_moved_to_a_day_off_needs_a_deputy_and_what_stood_is_not_asked_about(desk: Desk) -> None:
    _, made = desk.tap("/bookings", **{**TUESDAY, "date": day(2)}, host="mei")
    assert plan(desk, first=1, last=1)[0] == 201
    path = f"/bookings/{made['booking']}"
    assert desk.tap(path, **TUESDAY, host="mei")[1]["code"] == "host_away"
    typed = desk.form(path, {**TUESDAY, "host": "mei"})
    assert typed.status_code == 409 and "Choose a deputy who is here" in typed.text and "Ms Park" in typed.text
    assert desk.tap(path, **TUESDAY, host="mei", deputy="anna")[0] == 201
    book(desk.floor, 2040, day=1)  # stood before anybody asked
    stood = {**TUESDAY, "time": "10:00", "party": "Ms Chen\nMr Li", "look_count": "2", "phone": ""}
    assert desk.tap("/bookings/2040", **stood, host="mei", notes="lilies")[0] == 201


def test_i4_a_cancelled_booking_stands_again_only_with_a_deputy(desk: Desk) -> None:
    book(desk.floor, 2031, day=1, is_cancelled=True)
    assert plan(desk, first=1, last=1)[0] == 201
    assert desk.tap("/bookings/2031/restoration")[1]["code"] == "host_away"


def test_c41_a_file_is_brought_in_and_tells_whose_host_is_away(desk: Desk) -> None:
    assert plan(desk, first=1, last=1)[0] == 201
    rows = f"date,time,customer,host\n{day(1)},15:00,Ms Park,Mei\n{day(2)},15:00,Ms Kim,Mei"
    _, looked = desk.tap("/imports", rows=rows)
    _, brought = desk.tap(f"/imports/{looked['import']}")
    for told in (looked, brought):
        assert told["counts"]["new"] == 2
        assert [(note["line"], note["label"]) for note in told["notes"]] == [(2, "Ms Park")]
        assert told["notes"][0]["reason"].startswith("Mei is away on that day.")


def test_i4_a_deputy_greets_after_reading_the_brief(desk: Desk) -> None:
    book(desk.floor, 2031)
    assert plan(desk, deputies=["2031:anna"])[0] == 201
    visit = f"/visits/{desk.tap('/visits', booking=2031)[1]['visit']}"
    station = Desk(desk.app, "token-of-station")
    assert "bookings/2031/brief?me=anna" in station.page("/station/anna")
    assert f'action="{visit}/greeting"' not in station.page("/station/anna")
    assert "bookings/2031/brief?me=anna" in desk.page("/desk") and f"{visit}/greeting" not in desk.page("/desk")
    for tap in ("greeting", "gate"):
        assert desk.tap(f"{visit}/{tap}", actor="anna")[1]["code"] == "brief_unread"
    assert desk.tap(f"{visit}/arrival", actor="anna")[0] == 201
    assert desk.tap("/bookings/2031/brief/readings", actor="anna")[0] == 201
    assert f'action="{visit}/greeting"' in station.page("/station/anna")
    assert f'action="{visit}/greeting"' in desk.page("/desk")
    assert desk.tap(f"{visit}/greeting", actor="anna")[0] == 201


def test_i4_a_colleague_who_helps_out_at_the_door_need_not_read_first(desk: Desk) -> None:
    book(desk.floor, 2031, deputy="anna")
    visit = f"/visits/{desk.tap('/visits', booking=2031)[1]['visit']}"
    assert desk.tap(f"{visit}/greeting", actor="bo")[0] == 201
