"""What a waiting party picks for its next look (REQUIREMENTS D21)."""

import pytest

from kiosk.domain import custody, poses
from kiosk.domain.noting import PosesPicked
from kiosk.domain.staff import Staff

from .cast import LIN, MEI, ZHAO, Walk, at, started

KNOWN = {"window", "seated", "veil", "fan"}


def greeted(**fields: object) -> Walk:
    walk = Walk(started(**fields))  # type: ignore[arg-type]
    return walk.then(custody.greet(walk.visit, MEI), MEI, at(1)).then(
        custody.pass_gate(walk.visit, MEI, (), ()), MEI, at(5)
    )


def brought(walk: Walk, giver: Staff, receiver: Staff, stage: str, minutes: float) -> Walk:
    walk.then(custody.offer(walk.visit, giver, receiver, stage), giver, at(minutes))
    return walk.then(custody.accept(walk.visit, receiver), receiver, at(minutes + 1))


def picks(walk: Walk, *keys: str) -> Walk:
    return walk.then(poses.pick(walk.visit, keys, KNOWN), LIN, at(20))


def test_a_party_picks_for_the_look_that_is_photographed_next() -> None:
    walk = brought(greeted(), MEI, LIN, "makeup", 10)
    assert poses.pick(walk.visit, ("window",), KNOWN) == [PosesPicked(poses=("window",), look=1)]
    brought(walk, LIN, ZHAO, "studio", 50)
    brought(walk, ZHAO, LIN, "makeup", 90)
    assert poses.next_look(walk.visit) == 2


def test_nothing_is_offered_at_the_door_in_the_studio_or_after_the_last_look() -> None:
    assert poses.next_look(Walk().visit) is None  # not greeted yet
    walk = brought(greeted(looks=("qipao",)), MEI, LIN, "makeup", 10)
    brought(walk, LIN, ZHAO, "studio", 50)
    assert poses.next_look(walk.visit) is None
    with pytest.raises(poses.NothingToPick):
        poses.pick(walk.visit, ("window",), KNOWN)
    brought(walk, ZHAO, LIN, "removal", 90)
    assert poses.next_look(walk.visit) is None
    assert poses.next_look(greeted(kind="selection", looks=()).visit) is None


def test_they_may_still_pick_while_they_are_walked_to_the_studio() -> None:
    walk = brought(greeted(), MEI, LIN, "makeup", 10)
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(50))
    assert poses.next_look(walk.visit) == 1


def test_picks_stay_through_their_look_and_are_over_with_it() -> None:
    walk = picks(brought(greeted(), MEI, LIN, "makeup", 10), "window", "veil")
    brought(walk, LIN, ZHAO, "studio", 50)
    assert poses.picked(walk.visit, walk.visit.look) == ("window", "veil")
    brought(walk, ZHAO, LIN, "makeup", 90)
    assert poses.picked(walk.visit, 2) == ()


def test_picking_is_quiet_and_replaces_what_was_picked_before() -> None:
    walk = brought(greeted(), MEI, LIN, "makeup", 10)
    before = walk.visit
    picks(picks(walk, "window"), "seated", "seated")
    assert poses.picked(walk.visit, 1) == ("seated",)
    assert (walk.visit.last_tap, walk.visit.last_at) == (before.last_tap, before.last_at)
    assert poses.pick(walk.visit, ("seated",), KNOWN) == []


def test_at_most_three_and_only_pictures_that_there_are() -> None:
    visit = brought(greeted(), MEI, LIN, "makeup", 10).visit
    with pytest.raises(poses.TooManyPoses):
        poses.pick(visit, ("window", "seated", "veil", "fan"), KNOWN)
    with pytest.raises(poses.UnknownPose):
        poses.pick(visit, ("handstand",), KNOWN)


@pytest.mark.parametrize(
    ("words", "name", "fits"),
    [
        ((), "anything", True),
        (("qipao", "旗袍"), "Red Qipao", True),
        (("qipao", "旗袍"), "红旗袍", True),
        (("veil",), "", False),
    ],
)
def test_a_pose_belongs_to_looks_that_are_called_so(words: tuple[str, ...], name: str, fits: bool) -> None:
    assert poses.suits(words, name) is fits
