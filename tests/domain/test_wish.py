"""No stage goes on with an unread wish unseen (feature 9, B08)."""

from dataclasses import replace

import pytest

from kiosk.domain import custody, wish
from kiosk.domain import refusals as r
from kiosk.domain.events import VisitEvent, WishTold

from .cast import ANNA, LIN, MEI, Walk, at
from .test_custody import past_the_gate

THEIRS = "One picture where my grandmother’s comb shows."


def accepted(said: str | None) -> Walk:
    walk = past_the_gate()
    walk.then(custody.offer(walk.visit, MEI, LIN, "makeup"), MEI, at(12))
    return walk.then(custody.accept(walk.visit, LIN, wish=said), LIN, at(13))


def test_a_party_taken_without_its_wish_is_asked_about_until_the_holder_picks_it() -> None:
    walk = accepted(None)
    assert wish.is_unread(walk.visit)
    with pytest.raises(r.WrongWish):
        wish.read_back(walk.visit, LIN, "That nobody has to say cheese.")
    with pytest.raises(r.NotHolder):
        wish.read_back(walk.visit, ANNA, THEIRS)
    walk.then(wish.read_back(walk.visit, LIN, THEIRS), LIN, at(14))
    assert not wish.is_unread(walk.visit)
    assert wish.read_back(walk.visit, LIN, THEIRS) == []


def test_who_picked_it_on_taking_them_is_not_asked_again() -> None:
    assert not wish.is_unread(accepted(THEIRS).visit)


def test_a_new_wish_is_unread_and_the_same_one_told_again_is_not() -> None:
    walk = accepted(THEIRS)
    same: list[VisitEvent] = [WishTold(wish=THEIRS)]
    assert not wish.is_unread(walk.then(same, MEI, at(15)).visit)
    new: list[VisitEvent] = [WishTold(wish="The sea behind us.")]
    assert wish.is_unread(walk.then(new, MEI, at(16)).visit)


def test_where_no_look_is_made_and_where_nothing_was_wished_nothing_is_read_back() -> None:
    assert not wish.is_unread(past_the_gate().visit)
    assert not wish.is_unread(replace(accepted(None).visit, wish=""))
