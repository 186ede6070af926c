"""What the desk's day foresees: who will start late and after whom, and whose the next walk-in is (D07, D23, C21)."""

from dataclasses import replace

from kiosk.domain import custody
from kiosk.domain.booking import Booking
from kiosk.domain.rota import Turn
from kiosk.domain.sheet import planned_legs
from kiosk.queries.board import delay_parts
from kiosk.queries.desk import desk_parts
from kiosk.queries.desk_rows import rows
from kiosk.queries.faces import ms
from kiosk.queries.late_starts import LateStart
from kiosk.queries.rota import Next

from ..domain.cast import LIN, MEI, NINE, ZHAO, Walk, at, started
from .test_desk_rows import CHEN, SETTINGS, house

FIRST = replace(CHEN, looks=("white gown",), room="studio-1")
SECOND = replace(FIRST, number=2032, starts_at=at(60), party=("Ms Rossi",))  # in the studio at 115


def in_the_studio(since: float) -> Walk:
    """Ms Chen and Mr Li, one look, with Zhao in the studio."""
    walk = Walk(started(looks=("white gown",), plan=planned_legs("shoot", 1)))
    items = tuple(item.key for item in SETTINGS.gate)
    walk.then(custody.pass_gate(walk.visit, MEI, items, items), MEI, at(9))
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(14))
    walk.then(custody.accept(walk.visit, LIN), LIN, at(15))
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio", "studio-1"), LIN, at(since - 1))
    return walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(since))


def foreseen(since: float, *bookings: Booking) -> dict[int, LateStart | None]:
    visit = in_the_studio(since).visit
    return {row.number: row.late_start for row in rows(house(*bookings, visits=(visit,)), SETTINGS)}


def test_who_comes_next_into_a_room_reads_after_whom_and_how_late() -> None:
    late = foreseen(100, FIRST, SECOND)[2032]
    assert late == LateStart("studio", "studio-1", "Ms Chen & Mr Li", due_at=ms(at(115)), minutes=25, shown_from=0)


def test_what_is_not_worth_telling_yet_waits_for_the_clock() -> None:
    late = foreseen(78, FIRST, SECOND)[2032]  # free at 118
    assert late and (late.minutes, late.shown_from) == (0, ms(at(125)))


def test_whoever_is_in_time_is_in_nobodys_way() -> None:
    other = replace(SECOND, room="studio-2")
    assert foreseen(100, FIRST, other)[2032] is None


def test_a_party_that_is_late_itself_is_after_nobody() -> None:
    late = foreseen(100, FIRST)[2031]  # removal was due at 95
    assert late and (late.stage, late.room, late.after, late.minutes) == ("removal", "", "", 45)


def test_who_has_left_or_was_cancelled_starts_nothing() -> None:
    visit = replace(in_the_studio(100).visit, ended_at=at(130))
    shown = rows(house(FIRST, replace(SECOND, is_cancelled=True), visits=(visit,)), SETTINGS)
    assert [row.late_start for row in shown] == [None, None]


def test_the_board_says_over_each_stage_who_will_start_late_the_latest_first() -> None:
    visit, third = in_the_studio(100).visit, replace(SECOND, number=2033, starts_at=at(80), party=("Jo", "Sam"))
    told = delay_parts(house(FIRST, SECOND, third, visits=(visit,)), SETTINGS)
    delays = sorted((part for part in told if part.into == "delays-of-studio"), key=lambda part: part.order)
    assert [(part.model.who, part.model.minutes) for part in delays] == [("Ms Rossi", 25), ("Jo", 0)]
    assert [part.model.who for part in told if part.into == "delays-of-removal"] == ["Ms Chen"]


def test_the_desk_reads_whose_the_next_walk_in_is_and_why() -> None:
    one = house()
    turn = Turn(id=1, on=NINE.date(), staff="mei", outcome="taken", at=NINE, visit=9)
    after = replace(one, tables={**one.tables, "turn": {1: turn}})
    for picture, staff in ((one, "mei"), (after, "anna")):
        (part,) = [part for part in desk_parts(picture, SETTINGS) if part.into == "walk-in"]
        assert isinstance(part.model, Next) and part.model.row
        assert part.model.row.face.id == staff and "free" in part.model.row.why
