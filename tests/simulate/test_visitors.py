"""Whose a party is in a house where visitors tap beside the simulation."""

from datetime import UTC, datetime, timedelta
from typing import Any

from kiosk.simulate.taps import Tap
from kiosk.simulate.visitors import GOOD_WHILE, Visitors

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
OURS, THEIRS = "d1", "demo-mei"


def entry(kind: str, stream: str = "visit-7", device: str = THEIRS, **body: Any) -> dict[str, Any]:
    return {"type": kind, "stream": stream, "device": device, "body": body, "at": NOON.isoformat()}


def after(*log: dict[str, Any]) -> Visitors:
    found = Visitors("Simulated")
    found.read([entry("DevicePaired", "devices", "", id=OURS, name="Simulated desk"), *log])
    return found


def test_what_a_visitor_touches_is_theirs_until_they_leave_it_alone_for_a_good_while() -> None:
    visitors = after(entry("CareGiven"))
    assert visitors.have(7, NOON) and visitors.have(7, NOON + GOOD_WHILE - timedelta(seconds=1))
    assert not visitors.have(7, NOON + GOOD_WHILE) and not visitors.have(8, NOON)


def test_what_the_simulation_or_the_house_itself_does_makes_nobody_a_visitor() -> None:
    visitors = after(entry("CareGiven", device=OURS), entry("PartyGreeted", device=""), entry("CallTaken", "calls"))
    assert not visitors.have(7, NOON)


def test_a_reading_tells_which_parties_were_touched_in_it() -> None:
    visitors = after(entry("CareGiven"))
    assert visitors.read([entry("CareGiven", "visit-8"), entry("CareGiven", "visit-9", OURS)]) == {8}


def test_a_tap_on_some_of_their_party_is_in_their_way_too() -> None:
    visitors = after(entry("CareGiven"))
    for path, is_in_the_way in (
        ("/visits/7/undo", True),
        ("/visits/3/parts/7/return", True),
        ("/visits/3/undo", False),
    ):
        assert visitors.are_in_the_way_of(Tap(path=path), NOON) is is_in_the_way


def test_the_log_tells_who_went_apart_and_whom_the_simulation_sent_off() -> None:
    visitors = after(
        entry("PartySplit", device=OURS, part=8),
        *(entry("DutyEnded", "staff", device, id=staff) for device, staff in ((OURS, "jo"), (THEIRS, "hua"))),
        *(entry("DutyEnded", "staff", OURS, id="lin"), entry("DutyStarted", "staff", THEIRS, id="lin")),
    )
    assert visitors.whole_of == {8: 7}
    assert visitors.off == {"jo"}
