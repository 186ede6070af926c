"""While photographs are taken nothing is heard: by the one who takes them, and where they are taken."""

from dataclasses import replace

from kiosk.domain import quiet

from .cast import LIN, ZHAO
from .test_custody import in_makeup

ROOMS = ("studio-1", "studio-2")
SHOOT = replace(in_makeup().visit, stage="studio", holder="zhao", room="studio-1")


def test_who_photographs_is_not_rung_and_a_colleague_is() -> None:
    assert quiet.is_shooting([in_makeup().visit, SHOOT], ZHAO.id)
    assert not quiet.is_shooting([in_makeup().visit, SHOOT], LIN.id)


def test_a_shoot_is_in_its_room_and_in_the_studio() -> None:
    assert quiet.places([SHOOT, in_makeup().visit], ROOMS) == ("studio", "studio-1")
    assert quiet.places([in_makeup().visit], ROOMS) == ()


def test_a_shoot_whose_room_nobody_knows_may_be_in_any() -> None:
    assert quiet.places([replace(SHOOT, room=None)], ROOMS) == ("studio", "studio-1", "studio-2")
