"""What a face tapped about a party brings about."""

from kiosk.domain import custody, moods
from kiosk.domain import noting as n

from .cast import LIN, ZHAO, at
from .test_custody import in_makeup


def test_the_first_upset_that_one_of_us_notes_in_a_leg_opens_a_concern() -> None:
    walk = in_makeup()
    assert moods.opens_concern(walk.visit, "upset") and not moods.opens_concern(walk.visit, "tired")
    walk.then([n.MoodNoted(mood="calm", by="lin")], LIN, at(19))
    assert moods.opens_concern(walk.visit, "upset")
    walk.then([n.MoodNoted(mood="upset", by="lin"), n.MoodNoted(mood="calm", by="mei")], LIN, at(20))
    assert not moods.opens_concern(walk.visit, "upset")
    walk.then(custody.offer(walk.visit, LIN, ZHAO, "studio"), LIN, at(50))
    walk.then(custody.accept(walk.visit, ZHAO), ZHAO, at(51))
    assert moods.opens_concern(walk.visit, "upset")


def test_the_partys_own_upset_is_no_concern_of_one_of_us() -> None:
    walk = in_makeup()
    walk.then([n.PartyMoodTapped(mood="upset", stage="makeup", rated="lin")], LIN, at(20))
    assert moods.opens_concern(walk.visit, "upset")
