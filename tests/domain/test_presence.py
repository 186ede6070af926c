"""A dead tablet finds a person, and an alert for whoever it belongs to does not wait for it (FAULTS F12, F13)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain import attention, calls, custody, duty, presence
from kiosk.domain.attention import Pace
from kiosk.domain.calls import Call
from kiosk.domain.device import Device
from kiosk.domain.duty import Ringing
from kiosk.domain.left_to import People
from kiosk.domain.presence import DeviceFellSilent, DeviceHeard, Watch, changes
from kiosk.domain.refusals import CallTaken
from kiosk.domain.staff import Staff

from .cast import ANNA, CAST, LIN, MEI, NINE, Walk, at, started

BOSS = Staff(id="bo", name="Bo", stages=("reception",), is_manager=True)
HOUSE = {**CAST, "bo": BOSS}
PACE = Pace(
    timedelta(minutes=40), 1.5, (timedelta(0), timedelta(minutes=2), timedelta(minutes=2), timedelta(minutes=5))
)


def device(role: str = "station", **fields: object) -> Device:
    values = {"id": "d1", "role": role, "name": "Makeup", "token_hash": "", "paired_at": NINE, **fields}
    return Device(**values)  # type: ignore[arg-type]


def phone_of(staff: str, minutes: float | None = 0) -> Device:
    return device(id=f"of-{staff}", staff=staff, silent_since=None if minutes is None else at(minutes))


def watch(heard: float = 0, *connected: str, opened: float | None = 0) -> Watch:
    opened_at = None if opened is None else at(opened)
    return Watch({"d1": at(heard)}, connected, opened_at, timedelta(minutes=2))


def test_a_screen_is_silent_when_its_patience_is_over_and_only_once() -> None:
    assert changes([device()], watch(), at(1.9)) == []
    assert changes([device()], watch(), at(2)) == [DeviceFellSilent(id="d1", since=at(0))]
    assert changes([device(silent_since=at(0))], watch(), at(9)) == []


def test_a_screen_that_is_back_is_no_longer_silent() -> None:
    assert changes([device(silent_since=at(0))], watch(0, "d1"), at(9)) == [DeviceHeard(id="d1")]
    assert changes([device()], watch(0, "d1"), at(9)) == []


@pytest.mark.parametrize("role", ["desk", "presenter"])
def test_a_laptop_or_a_remote_may_sleep(role: str) -> None:
    assert changes([device(role)], watch(), at(9)) == []


def test_nothing_is_expected_of_a_closed_studio_or_of_a_screen_that_was_never_seen() -> None:
    assert changes([device()], watch(opened=None), at(9)) == []
    assert changes([device(id="new")], watch(), at(9)) == []
    assert changes([device(revoked_at=at(1))], watch(), at(9)) == []


def test_a_screen_dead_since_yesterday_is_told_anew_after_the_studio_has_opened() -> None:
    old = device(silent_since=at(-900), silence_taken_by="mei")
    assert changes([old], watch(-900), at(1)) == []
    (fell,) = changes([old], watch(-900), at(2))
    assert fell == DeviceFellSilent(id="d1", since=at(0))
    assert presence.changed(old, fell, at(2)).silence_taken_by is None


def test_reception_hears_of_a_dead_screen_at_once_and_the_others_later() -> None:
    reached = dict(presence.reaches(device(silent_since=at(0)), HOUSE, ()))
    assert [reached[who] for who in ("mei", "anna", "bo", "lin")] == [at(0), at(0), at(0), at(5)]


def test_where_all_of_reception_is_lost_the_next_ones_hear_at_once() -> None:
    manager = Staff(id="tess", name="Tess", stages=("removal",), is_manager=True)
    house = {"mei": MEI, "tess": manager, "lin": LIN}
    reached = dict(presence.reaches(device(silent_since=at(0)), house, {"mei"}))
    assert (reached["tess"], reached["lin"]) == (at(0), at(3))


def test_a_phone_that_sleeps_in_a_pocket_rings_for_nobody() -> None:
    assert presence.reaches(phone_of("lin"), HOUSE, ()) == ()


def test_who_is_lost_has_devices_of_their_own_and_all_are_silent() -> None:
    assert presence.unreachable([phone_of("lin"), device(silent_since=at(0))]) == {"lin"}
    assert presence.unreachable([phone_of("lin"), replace(phone_of("lin", None), id="tablet")]) == frozenset()
    assert presence.unreachable([replace(phone_of("lin"), revoked_at=at(1))]) == frozenset()


def test_an_alert_for_somebody_with_a_dead_device_reaches_the_next_in_line_at_once() -> None:
    walk = Walk(started(deputy="anna"))
    walk.then(custody.pass_gate(walk.visit, MEI, (), ()), MEI, at(5))
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(10))

    def reached(*lost: str) -> list[object]:
        (found,) = (one for one in attention.alerts(walk.visit, People(HOUSE, lost), PACE) if one.kind == "offered")
        return [dict(found.reaches)[who] for who in ("mei", "anna", "bo")]

    assert reached() == [at(11), at(13), at(15)]
    assert reached("mei") == [at(11), at(11), at(13)]
    assert reached("mei", "anna") == [at(11), at(11), at(11)]


def test_an_arrival_does_not_wait_for_a_host_with_a_dead_device() -> None:
    visit, hua = Walk(started(deputy="anna")).visit, replace(ANNA, id="hua")
    assert [duty.rings_from(visit, one, lost={"mei"}) for one in (MEI, ANNA, hua)] == [at(0), at(0), at(1)]
    assert duty.rings_from(visit, hua, lost={"mei", "anna"}) == at(0)
    assert duty.rings_from(visit, hua, lost={"anna"}) == at(1)


def test_a_call_does_not_wait_for_a_dead_device_either() -> None:
    call = Call(id=1, place="", language="en", raised_at=at(0), device="", visit=1, whom="mei", deputy="anna")
    assert calls.rings_from(call, ANNA, Ringing(), People(HOUSE, {"mei"})) == at(0)
    assert calls.rings_from(replace(call, deputy=None), ANNA, Ringing(), People(HOUSE, {"mei"})) == at(0)


def test_a_silence_is_taken_by_one_person_and_the_second_hears_by_whom() -> None:
    silent = device(silent_since=at(0))
    (taken,) = presence.take(silent, MEI, People(CAST), at(1))
    taken_over = presence.changed(silent, taken, at(1))
    assert presence.take(taken_over, MEI, People(CAST), at(2)) == []
    with pytest.raises(CallTaken):
        presence.take(taken_over, ANNA, People(CAST), at(10))
    with pytest.raises(presence.NotSilent):
        presence.take(device(), MEI, People(CAST), at(1))


def test_a_screen_that_is_still_silent_comes_back_to_everybody_after_a_while() -> None:
    taken = device(silent_since=at(0), silence_taken_by="mei", silence_taken_at=at(1))
    assert presence.back_at(taken, People(CAST)) == at(11)
    for person in (ANNA, MEI):
        (again,) = presence.take(taken, person, People(CAST), at(11))
        assert presence.changed(taken, again, at(11)).silence_taken_at == at(11)


def test_a_silence_is_nobodys_again_when_whoever_went_to_look_is_off_duty() -> None:
    taken = device(silent_since=at(0), silence_taken_by="mei", silence_taken_at=at(1))
    gone = {**CAST, "mei": replace(MEI, is_on_duty=False)}
    assert presence.back_at(taken, People(gone)) is None
    assert [one.by for one in presence.take(taken, ANNA, People(gone), at(2))] == ["anna"]
