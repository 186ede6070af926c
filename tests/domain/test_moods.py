"""What a face tapped about a party brings about."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import custody, moods
from kiosk.domain import noting as n

from .cast import LIN, ZHAO, at
from .test_custody import in_makeup


def test_the_first_upset_that_one_of_us_notes_in_a_leg_opens_a_concern() -> None:
    walk = in_makeup()
    assert moods.opens_concern(walk.visit, "upset", "lin") and not moods.opens_concern(walk.visit, "tired", "lin")
    walk.then([n.MoodNoted(mood="calm", by="lin")], LIN, at(19))
    assert moods.opens_concern(walk.visit, "upset", "lin")
    walk.then([n.MoodNoted(mood="upset", by="lin"), n.MoodNoted(mood="calm", by="mei")], LIN, at(20))
    assert not moods.opens_concern(walk.visit, "upset", "lin")
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(50))
    walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(51))
    assert moods.opens_concern(walk.visit, "upset", "lin")


def test_the_partys_own_upset_is_a_concern_of_its_own_and_one_for_each_leg() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="upset", by="lin")], LIN, at(19))
    assert moods.opens_concern(walk.visit, "upset", "customer")
    walk.then([n.PartyMoodTapped(mood="upset", stage="makeup", rated="lin")], LIN, at(20))
    assert not moods.opens_concern(walk.visit, "upset", "customer")
    assert not moods.opens_concern(walk.visit, "upset", "lin")
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(50))
    walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(51))
    assert moods.opens_concern(walk.visit, "upset", "customer")


def test_every_upset_stands_until_a_better_face_and_the_last_one_is_told_first() -> None:
    walk = in_makeup()
    walk.then([n.MoodNoted(mood="upset", by="lin"), n.MoodNoted(mood="upset", by="mei")], LIN, at(20))
    assert [one.by for one in moods.upsets(walk.visit)] == ["mei", "lin"]
    walk.then([n.MoodNoted(mood="calm", by="mei")], LIN, at(21))
    assert moods.upsets(walk.visit) == []


def test_c62_the_party_is_asked_how_it_is_once_its_first_look_is_photographed_until_it_has_said() -> None:
    walk = in_makeup()
    asked = [moods.is_asked_after_first_look(walk.visit)]
    for giver, receiver, stage, minute in ((LIN, ZHAO, "studio", 50), (ZHAO, LIN, "makeup", 80)):
        walk.then([n.PartyMoodTapped(mood="calm", stage="makeup", rated="lin")], LIN, at(minute - 5))
        walk.then(custody.offer(walk.visit, giver, receiver, stage), giver, at(minute))
        walk.then(custody.accept(walk.visit, receiver), receiver, at(minute + 1))
        asked.append(moods.is_asked_after_first_look(walk.visit))
    assert asked == [False, False, True]
    walk.then([n.MoodNoted(mood="calm", by="lin")], LIN, at(82))
    assert moods.is_asked_after_first_look(walk.visit)
    assert not moods.is_asked_after_first_look(replace(walk.visit, ended_at=at(90)))
    walk.then([n.PartyMoodTapped(mood="calm", stage="makeup", rated="lin")], LIN, at(83))
    assert not moods.is_asked_after_first_look(walk.visit)


WHO = st.sampled_from(["mei", "anna", "lin", "bo"])


@given(rated=WHO | st.none(), reader=WHO | st.none() | st.just(""), is_day_over=st.booleans())
def test_before_the_day_closes_neither_whoever_is_rated_nor_a_shared_screen_reads_the_partys_own_word(
    rated: str | None, reader: str | None, is_day_over: bool
) -> None:
    is_kept = rated is not None and not is_day_over and (not reader or reader == rated)
    assert moods.may_read(rated, reader, is_day_over) is not is_kept
