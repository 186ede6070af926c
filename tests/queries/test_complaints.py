"""Old complaints on the card of whoever can do better now (REQUIREMENTS B29)."""

from dataclasses import replace
from datetime import timedelta

from kiosk.config import Settings
from kiosk.domain import custody
from kiosk.domain.concern import Concern
from kiosk.house import House, picture
from kiosk.kinds import STAFF, VISITS
from kiosk.parts import Part
from kiosk.queries.complaints import Complaints, LastTime
from kiosk.queries.station import station_parts
from tests.domain.cast import CAST, LIN, MEI, NINE, Walk, at, started

SETTINGS = Settings()
CUSTOMER = 7
LAST_YEAR = NINE - timedelta(days=365)


def complaint(**fields: object) -> Concern:
    values: dict[str, object] = {
        "id": 1,
        "visit": 99,
        "number": 1001,
        "customer": CUSTOMER,
        "stage": "makeup",
        "words": "The lashes itched all day.",
        "raised_by": "customer",
        "raised_at": LAST_YEAR,
        "owner": "mei",
        **fields,
    }
    return Concern(**values)  # type: ignore[arg-type]


def on_the_way(minutes: float = 12) -> Walk:
    """Past the gate, and offered to Lin in makeup."""
    walk = Walk(started(customer=CUSTOMER))
    items = tuple(item.key for item in SETTINGS.gate)
    walk.then(custody.pass_gate(walk.visit, MEI, items, items), MEI, at(9))
    return walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(minutes))


def with_lin(minutes: float = 12) -> Walk:
    walk = on_the_way(minutes)
    return walk.then(custody.accept(walk.visit, LIN), LIN, at(minutes + 1))


def house_with(walk: Walk) -> House:
    return picture(1, NINE.date(), {VISITS.table: {1: walk.visit}, STAFF.table: dict(CAST)})


def part_of(who: str, part: str, walk: Walk, *concerns: Concern) -> Part:
    old: Complaints = {CUSTOMER: concerns}
    (found,) = [one for one in station_parts(house_with(walk), SETTINGS, who, old) if one.id == part]
    return found


def last_times(who: str, part: str, walk: Walk, *concerns: Concern) -> tuple[LastTime, ...]:
    shown: tuple[LastTime, ...] = part_of(who, part, walk, *concerns).model.last_times
    return shown


def test_whoever_they_are_coming_to_reads_what_was_not_right_there() -> None:
    (old,) = last_times("lin", "incoming-1", on_the_way(), complaint())
    assert old == LastTime("The lashes itched all day.", LAST_YEAR.date(), is_solved=False, is_today=False)


def test_it_stays_on_the_card_while_they_are_there_and_says_that_it_was_solved() -> None:
    (old,) = last_times("lin", "visit-1", with_lin(), complaint(solved_at=LAST_YEAR, solution="Other glue."))
    assert old.is_solved


def test_a_complaint_about_another_stage_is_not_theirs() -> None:
    assert last_times("lin", "visit-1", with_lin(), complaint(stage="studio")) == ()


def test_what_was_said_this_morning_comes_back_with_the_second_look() -> None:
    (old,) = last_times("lin", "visit-1", with_lin(90), complaint(visit=1, raised_at=at(30)))
    assert old.is_today


def test_what_is_being_said_now_is_no_old_complaint() -> None:
    assert last_times("lin", "visit-1", with_lin(12), complaint(visit=1, raised_at=at(20))) == ()


def test_what_they_took_back_was_nothing() -> None:
    assert last_times("lin", "visit-1", with_lin(), complaint(withdrawn_at=LAST_YEAR)) == ()


def test_the_newest_stand_first_and_a_card_is_no_file() -> None:
    old = [complaint(id=day, words=f"{day}", raised_at=LAST_YEAR + timedelta(days=day)) for day in range(5)]
    assert [one.words for one in last_times("lin", "visit-1", with_lin(), *old)] == ["4", "3", "2"]


def test_somebody_elses_complaint_never_shows() -> None:
    walk = with_lin()
    walk.visit = replace(walk.visit, customer=8)
    assert last_times("lin", "visit-1", walk, complaint()) == ()
