"""The readiness sentinel in a whole house: it looks at real folders, sheets and screens, names who puts right what lacks, and
nothing is promised or greeted as ready that is not (I6; C33-C40; feature 6)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from display.library import rendition_path
from kiosk.commands.customers_link import link_customer
from kiosk.commands.tapping import known_booking
from kiosk.domain.booking import Booking
from kiosk.domain.readiness import COPIES, ITEMS, PHOTOS, PRESSING, PREVIEW, QUALITY, ROOM, SHEET, TV
from kiosk.kinds import BOOKINGS, CUSTOMERS, STAFF
from kiosk.queries.readiness import Task
from kiosk.queries.station import Ring, station_parts
from kiosk.transaction import Transaction, Writing

from .sales import START, SalesHouse, photo

WANTED = 3


def book(house: SalesHouse, number: int = 2031, days: int = 1, **fields: Any) -> None:
    """That party comes in so many days; it wants WANTED photos in the first sales room."""
    values = {"kind": "selection", "party": ("Ms Chen", "Mr Li"), "allowance": WANTED, "room": "sales-1", "host": "mei"}
    booking = Booking(number=number, starts_at=START + timedelta(days=days), **{**values, **fields})

    def put(tx: Transaction) -> dict[str, Any]:
        tx.put(BOOKINGS, booking)
        return {}

    house.store.execute(Writing.by_system(), put)


def look(house: SalesHouse, number: int = 2031) -> dict[str, tuple[bool | None, str]]:
    """What the sentinel finds: by part, whether it is there and why."""
    house.sales.sentinel.look()
    return {check.part: (check.is_there, check.why) for check in stored(house, number).readiness.checks}


def stored(house: SalesHouse, number: int = 2031) -> Booking:
    found: Booking = house.store.house.bookings[number]
    return found


def make_ready(house: SalesHouse, number: int = 2031) -> None:
    house.drop(*range(1, WANTED + 1), booking=str(number))
    house.floor.live.seen["tv"] = house.now
    album = house.album(str(number))
    assert house.tap(f"/bookings/{number}/preview", revision=album.revision)[0] == 201
    look(house, number)
    assert house.tap(f"/bookings/{number}/quality", "desk", revision=album.revision)[0] == 201


def tasks(house: SalesHouse, who: str, number: int = 2031) -> list[Task]:
    models = [part.model for part in station_parts(house.store.house, house.floor.settings, who)]
    return [model for model in models if isinstance(model, Task) and model.number == number]


def test_i6_a_selection_is_ready_when_all_that_can_be_seen_is_there(house: SalesHouse) -> None:
    book(house)
    assert look(house)[PHOTOS] == (False, "few_photos")
    make_ready(house)
    found = look(house)
    assert [found[part][0] for part in (PHOTOS, COPIES, QUALITY, PREVIEW, ROOM, TV)] == [True] * 6
    assert found[SHEET] == (None, "no_sheet")
    assert not stored(house).is_unready


def test_i6_a_red_selection_is_confirmed_to_nobody_and_the_desk_hears_what_is_missing(house: SalesHouse) -> None:
    book(house)
    make_ready(house)
    (house.media / "renditions" / "2031").rename(house.media / "elsewhere")
    status, answer = house.tap("/bookings/2031/call", device="desk")
    assert (status, answer["code"]) == (409, "not_ready")
    assert answer["detail"]["missing"] == [COPIES]
    assert answer["message"] == "Not ready yet, so nothing may be promised to them: the copies for the TV."
    (house.media / "elsewhere").rename(house.media / "renditions" / "2031")
    assert house.tap("/bookings/2031/call", device="desk")[0] == 201
    assert stored(house).readiness.is_confirmed(stored(house).starts_at)
    assert house.types("booking-2031").count("CustomerCalled") == 1


def test_i6_one_copy_gone_from_the_disk_is_seen_and_named(house: SalesHouse) -> None:
    book(house)
    make_ready(house)
    rendition_path(house.media, "2031", photo(2), "tv").unlink()
    look(house)
    [lack] = stored(house).readiness.lacks
    assert (lack.part, dict(lack.saw), lack.who) == (COPIES, {"copies": "2", "ready": "3"}, "anna")


def test_i6_who_comes_to_something_unready_is_greeted_without_a_word_of_it_and_host_and_manager_are_rung(
    house: SalesHouse,
) -> None:
    book(house, days=0)
    look(house)
    assert house.tap("/visits", device="desk", booking=2031)[0] == 201
    [visit] = house.store.house.present
    rings = {
        who: [part.model for part in station_parts(house.store.house, house.floor.settings, who)]
        for who in ("mei", "anna", "bo")
    }
    heard = {who: [ring for ring in models if isinstance(ring, Ring)] for who, models in rings.items()}
    assert [heard[who][0].shown_from for who in ("mei", "anna")] == [int(visit.checked_in_at.timestamp() * 1000)] * 2
    assert PHOTOS in heard["anna"][0].lacks
    assert heard["bo"][0].shown_from > heard["anna"][0].shown_from
    assert house.types("booking-2031").count("ArrivedUnready") == 1


def test_a_ready_selection_is_no_miss(house: SalesHouse) -> None:
    book(house, days=0)
    make_ready(house)
    look(house)
    assert house.tap("/visits", device="desk", booking=2031)[0] == 201
    assert "ArrivedUnready" not in house.types("booking-2031")


def test_a_file_that_cannot_be_opened_goes_to_the_photographer_with_its_count(house: SalesHouse) -> None:
    book(house)
    house.drop(1, 2)
    broken = {"type": "rejected", "booking": "2031", "path": "2031/cut.jpg", "name": "cut.jpg", "reason": "damaged"}
    house.report({**broken, "size": 1, "mtime_ns": 1})
    look(house)
    lack = next(check for check in stored(house).readiness.lacks if check.part == PHOTOS)
    assert (lack.why, dict(lack.saw)["rejected"], lack.who) == ("photos_broken", "1", "marco")
    assert [mark.part for task in tasks(house, "marco") for mark, _ in task.marks] == [PHOTOS]


def test_photos_that_change_after_the_preview_have_to_be_looked_at_again(house: SalesHouse) -> None:
    book(house)
    make_ready(house)
    assert look(house)[PREVIEW] == (True, "previewed")
    house.drop(9)
    assert look(house)[PREVIEW] == (False, "look_again")
    status, answer = house.tap("/bookings/2031/preview", revision=house.album().revision - 1)
    assert (status, answer["code"]) == (409, "photos_changed")


def test_a_silent_tv_is_told_shortly_before_they_come(house: SalesHouse) -> None:
    book(house, days=1)
    make_ready(house)
    look(house)
    house.wait(23.5 * 3600)
    assert look(house)[TV] == (False, "tv_silent")
    house.floor.live.seen["tv"] = house.now
    assert look(house)[TV] == (True, "tv")


def test_a_tv_of_another_room_is_no_help(house: SalesHouse) -> None:
    book(house, room="sales-2")
    make_ready(house)
    house.revoke("other-tv")
    assert look(house)[TV] == (False, "no_tv")


def test_a_minute_in_which_nothing_changed_writes_nothing(house: SalesHouse) -> None:
    book(house)
    look(house)
    seq = house.store.house.seq
    house.wait(60)
    look(house)
    assert house.store.house.seq == seq


def test_a_lack_goes_to_the_host_a_day_ahead_and_to_the_manager_on_the_day(house: SalesHouse) -> None:
    book(house, days=2)
    house.drop(1)
    look(house)
    starts = int(stored(house).starts_at.timestamp() * 1000)
    begins = {
        who: {mark.part: moment for task in tasks(house, who) for mark, moment in task.marks}
        for who in ("marco", "mei", "anna")
    }
    assert begins["marco"] == {PHOTOS: int(house.now.timestamp() * 1000)}
    assert begins["mei"][PREVIEW] == int(house.now.timestamp() * 1000)  # looking through them is the host's own part
    assert begins["mei"][PHOTOS] == starts - 24 * 3_600_000
    assert begins["anna"][PHOTOS] == starts - 9 * 3_600_000  # they come at nine: the eve is over, and it was due then


def test_who_sees_to_it_silences_the_others_until_it_presses(house: SalesHouse) -> None:
    book(house)
    house.drop(1)
    look(house)
    assert house.tap("/bookings/2031/readiness/taking", device="desk", actor="marco", parts=PHOTOS)[0] == 201
    assert [task.is_mine for task in tasks(house, "marco")] == [True]
    presses = int((stored(house).starts_at - PRESSING).timestamp() * 1000)
    assert (PHOTOS, presses) in [(mark.part, moment) for task in tasks(house, "mei") for mark, moment in task.marks]
    assert [task.back_at for task in tasks(house, "marco")] == [presses]
    status, answer = house.tap("/bookings/2031/readiness/taking", device="desk", actor="mei", parts=PHOTOS)
    assert (status, answer["code"], answer["detail"]) == (409, "call_taken", {"holder": "marco"})


def test_a_task_stays_with_whose_it_is_through_every_break(house: SalesHouse) -> None:
    book(house)
    look(house)
    before = {check.part: check.who for check in stored(house).readiness.checks}
    for who in {who for who in before.values() if who}:
        put_duty(house, who, False)
        look(house)
        assert {check.part: check.who for check in stored(house).readiness.checks} == before
        put_duty(house, who, True)
    assert house.types("booking-2031").count("ReadinessSeen") == 1


def put_duty(house: SalesHouse, who: str, is_on_duty: bool) -> None:
    def put(tx: Transaction) -> dict[str, Any]:
        tx.put(STAFF, replace(tx.house.staff[who], is_on_duty=is_on_duty))
        return {}

    house.store.execute(Writing.by_system(), put)


def test_a_pick_up_is_ready_when_every_thing_lies_at_the_desk(house: SalesHouse) -> None:
    book(house, kind="pickup", days=2)
    assert look(house) == {ITEMS: (False, "no_items")}
    assert house.tap("/bookings/2031/pickup", device="desk", names="Album\n\n  Frame, 60  × 90 ")[0] == 201
    assert [item.name for item in stored(house).readiness.items] == ["Album", "Frame, 60 × 90"]
    house.tap("/bookings/2031/pickup/1", device="desk", is_here=True)
    assert look(house) == {ITEMS: (False, "few_items")}
    assert house.tap("/bookings/2031/call", device="desk")[1]["code"] == "not_ready"
    house.tap("/bookings/2031/pickup/2", device="desk", is_here=True)
    assert house.tap("/bookings/2031/call", device="desk")[0] == 201
    house.tap("/bookings/2031/pickup/2", device="desk", is_here=False)
    assert look(house) == {ITEMS: (False, "few_items")}


def test_the_names_of_things_stand_in_the_row_and_in_no_event(house: SalesHouse) -> None:
    book(house, kind="pickup")
    house.tap("/bookings/2031/pickup", device="desk", names="Peculiar-frame")
    bodies = [row["body"] for row in house.store.reader().execute("SELECT body FROM event")]
    assert not any("Peculiar" in body for body in bodies)


def test_a_promise_stands_at_the_top_of_their_notes(house: SalesHouse) -> None:
    book(house)
    assert house.tap("/bookings/2031/promise", device="desk", words="x")[1]["code"] == "no_customer"

    def link(tx: Transaction) -> dict[str, Any]:
        booking = link_customer(tx, known_booking(tx, 2031))
        tx.put(BOOKINGS, booking)
        return {}

    house.store.execute(Writing.by_system(), link)
    assert house.tap("/bookings/2031/promise", device="desk")[1]["code"] == "nothing_promised"
    assert house.tap("/bookings/2031/promise", device="desk", words="The album comes a week early.")[0] == 201
    found = house.store.find(CUSTOMERS, stored(house).customer)
    assert found is not None
    assert [(note.text, note.kind, note.is_pinned) for note in found.notes] == [
        ("The album comes a week early.", "promise", True)
    ]
    page = house.client("desk").get("/desk/bookings/2031/brief", headers={"Accept": "text/html"}).text
    assert "We promised them:" in page and "The album comes a week early." in page


def test_the_desks_page_says_what_was_seen_and_whose_it_is(house: SalesHouse) -> None:
    book(house)
    house.drop(1)
    look(house)
    page = house.client("desk").get("/desk/readiness", headers={"Accept": "text/html"}).text
    assert "1 of 3 photos are there" in page and "up to Marco" in page and "Nobody has looked through them yet" in page
    chinese = house.client("desk").get("/desk/readiness?lang=zh_Hans", headers={"Accept": "text/html"})
    assert chinese.status_code == 200


def test_a_moved_booking_has_to_be_confirmed_once_more(house: SalesHouse) -> None:
    book(house)
    make_ready(house)
    assert house.tap("/bookings/2031/call", device="desk")[0] == 201

    def move(tx: Transaction) -> dict[str, Any]:
        booking = known_booking(tx, 2031)
        tx.put(BOOKINGS, replace(booking, starts_at=booking.starts_at + timedelta(hours=2)))
        return {}

    house.store.execute(Writing.by_system(), move)
    assert not stored(house).readiness.is_confirmed(stored(house).starts_at)


def test_the_sheet_of_their_shoot_and_the_photos_in_its_folder_count_for_the_selection(house: SalesHouse) -> None:
    book(house, number=2040, kind="shoot", days=0, phone="+8613800130001")
    book(house, phone="+8613800130001")

    def link(tx: Transaction) -> dict[str, Any]:
        for number in (2040, 2031):
            tx.put(BOOKINGS, link_customer(tx, known_booking(tx, number)))
        return {}

    house.store.execute(Writing.by_system(), link)
    visit = house.tap("/visits", device="desk", booking=2040)[1]["visit"]
    house.drop(*range(1, WANTED + 1), booking="2040")
    assert look(house)[SHEET] == (False, "sheet_with_party")
    assert house.tap(f"/visits/{visit}/sheet/sending", device="desk")[0] == 201
    house.tap(f"/visits/{visit}/gate", device="desk")
    house.tap(f"/visits/{visit}/parts", device="desk", size=1)  # has no sheet, and hides that of the others from nobody
    assert look(house)[SHEET] == (False, "sheet_on_its_way")
    receipt = f'action="/visits/{visit}/sheet/receipt"'
    assert receipt in house.client("desk").get("/desk/readiness").text
    assert house.tap(f"/visits/{visit}/sheet/receipt", device="desk")[0] == 201
    found = look(house)
    assert (found[SHEET], found[PHOTOS][0], found[COPIES][0]) == ((True, "sheet"), True, True)
