"""A row of the desk's day says what is missing, who has to read the brief, and which of several visits counts."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kiosk.config import Settings
from kiosk.domain.absence import Absence
from kiosk.domain.booking import Booking, BriefReading
from kiosk.domain.visit import Leg, Visit
from kiosk.house import House, picture
from kiosk.queries.desk_rows import Row, rows
from kiosk.queries.faces import ms

from ..domain.cast import ANNA, CAST, MEI, NINE, Walk, at

SETTINGS = Settings()
TODAY = NINE.astimezone(SETTINGS.zone).date()
CHEN = Booking(
    number=2031,
    starts_at=NINE,
    kind="shoot",
    party=("Ms Chen", "Mr Li"),
    phone="+8613800138001",
    package="Classic",
    looks=("",),
    host="mei",
    deputy="anna",
)


def house(*bookings: Booking, visits: tuple[Visit, ...] = (), away: tuple[str, ...] = (), today: date = TODAY) -> House:
    absences = {n: Absence(id=n, staff=staff, first=today, last=today) for n, staff in enumerate(away)}
    tables: dict[str, dict[Any, Any]] = {
        "booking": {booking.number: booking for booking in bookings},
        "visit": {visit.id: visit for visit in visits},
        "staff": CAST,
        "absence": absences,
    }
    return picture(1, today, tables)


def row(*bookings: Booking, visits: tuple[Visit, ...] = (), away: tuple[str, ...] = ()) -> Row:
    return rows(house(*bookings, visits=visits, away=away), SETTINGS)[0]


def words(one: Row) -> list[str]:
    return [lack.what for lack in one.missing]


def test_only_what_is_still_ahead_of_a_party_is_missing() -> None:
    visit = Walk().visit
    assert words(row(CHEN)) == ["room"]
    assert words(row(replace(CHEN, package=None), visits=(visit,))) == ["package", "room"]
    studio = replace(visit, legs=(*visit.legs, Leg(stage="studio", holder="zhao", look=1, started_at=at(50))))
    assert words(row(replace(CHEN, package=None), visits=(studio,))) == []


def test_a_walk_in_stays_nameless_wherever_it_is() -> None:
    visit = Walk().visit
    farewell = replace(visit, legs=(*visit.legs, Leg(stage="farewell", holder="mei", look=0, started_at=at(50))))
    one = row(replace(CHEN, party=("Walk-in",)), visits=(farewell,))
    assert words(one) == ["name"] and one.is_nameless


def test_an_unread_brief_is_told_from_a_quarter_of_an_hour_before() -> None:
    unread = row(CHEN)
    assert unread.brief_from == ms(NINE - timedelta(minutes=15))
    assert [reader.id for reader in unread.readers] == ["mei"]
    read = replace(CHEN, briefs=(BriefReading(by="mei", at=at(-60)),))
    assert row(read).brief_from == 0
    covered = row(read, away=("mei",))
    assert [reader.id for reader in covered.readers] == ["anna"]


def test_a15_that_the_host_has_read_the_brief_is_no_help_to_the_photographer() -> None:
    read = replace(CHEN, artists=("lin", "zhao"), briefs=(BriefReading(by="mei", at=at(-60)),))
    unread = row(read)
    assert unread.brief_from == ms(NINE - timedelta(minutes=15))
    assert [reader.id for reader in unread.readers] == ["lin", "zhao"]


def test_e13_a_car_in_the_way_is_found_by_its_plate() -> None:
    told = row(CHEN, visits=(replace(Walk().visit, plate="沪A 8W001"),))
    assert told.plate == "沪A 8W001"
    assert told.find == "mschen mc mrli ml 沪a8w001 hua8w001 ha8w001 2031 8001"


def test_nobody_away_greets() -> None:
    greeter = row(CHEN, away=("mei",)).greeter
    assert greeter is not None and greeter.id == ANNA.id
    assert words(row(replace(CHEN, deputy=None), away=(MEI.id,))) == ["deputy", "room"]


def test_somebody_expected_is_late_after_the_studios_own_minutes() -> None:
    assert row(CHEN).late_at == ms(NINE + timedelta(minutes=15))
    assert row(CHEN, visits=(Walk().visit,)).late_at == 0


def test_of_a_party_in_parts_the_whole_is_shown() -> None:
    visit = Walk().visit
    part = replace(visit, id=7, part_of=visit.id, party=("Mr Li",), holder="anna")
    assert row(CHEN, visits=(part, visit)).visit == visit.id
    assert row(CHEN, visits=(part, replace(visit, ended_at=at(200)))).visit == 7


def test_bookings_of_other_days_stand_there_only_with_their_party() -> None:
    tomorrow = replace(CHEN, number=2032, starts_at=at(24 * 60))
    assert rows(house(tomorrow), SETTINGS) == []
    walked = replace(Walk().visit, number=2032)
    assert [one.number for one in rows(house(tomorrow, visits=(walked,)), SETTINGS)] == [2032]


def test_a_row_is_found_by_every_spelling() -> None:
    assert row(replace(CHEN, party=("陈静怡",))).find == "陈静怡 chenjingyi cjy 2031 8001"
