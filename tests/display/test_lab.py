"""How often the drop folder is looked at, and who is served first."""

import math

import pytest

from display.backlog import MOST_ASKED, Backlog, Enlargement
from display.folder import Sighting
from display.lab import rest_after
from display.library import Kind
from display.settling import Arrival


@pytest.mark.parametrize(
    ("took", "is_active", "due_in", "expected"),
    [
        (0.001, False, math.inf, 0.5),
        (0.001, True, 0.7, 0.1),
        (0.100, False, math.inf, 2.0),
        (0.100, True, 0.6, 0.6),
        (0.100, True, 0.0, 0.4),
        (90.00, False, math.inf, 3.0),
    ],
    ids=["idle", "active", "large library", "next one due", "large delivery", "after a dead share"],
)
def test_looking_is_frequent_but_cheap(took: float, is_active: bool, due_in: float, expected: float) -> None:
    assert rest_after(took, is_active, due_in) == pytest.approx(expected)


def arrival(path: str) -> Arrival:
    return Arrival(Sighting(path, path, Kind.PHOTO, True, 1, 1, 1), 0.0, None)


def enlargement(photo: str) -> Enlargement:
    return Enlargement("2031", photo, "2031/a.jpg", 1, 1)


def test_three_photos_never_wait_behind_two_thousand() -> None:
    backlog = Backlog()
    for path in ("2030/1.jpg", "2030/2.jpg", "2030/3.jpg", "2031/a.jpg", "2031/b.jpg"):
        backlog.add(arrival(path))
    order = [found.file.path for found in iter(backlog.next_arrival, None)]
    assert order == ["2031/a.jpg", "2031/b.jpg", "2030/1.jpg", "2030/2.jpg", "2030/3.jpg"]


def test_4k_is_made_once_and_for_todays_photos_first() -> None:
    backlog = Backlog()
    backlog.enlarge(enlargement("old"), is_new=False)
    backlog.enlarge(enlargement("new"), is_new=True)
    backlog.enlarge(enlargement("new"), is_new=True)
    assert [found.photo for found in iter(backlog.next_enlargement, None)] == ["new", "old"]


def test_f21_a_photo_that_is_looked_at_closely_comes_before_all_others_the_latest_first() -> None:
    backlog = Backlog()
    for photo in ("old-1", "old-2"):
        backlog.enlarge(enlargement(photo), is_new=False)
    for photo in ("new-1", "new-2", "new-3"):
        backlog.enlarge(enlargement(photo), is_new=True)
    assert backlog.next_asked() is None
    for photo in ("old-2", "new-3", "old-2", "nowhere"):
        backlog.ask("2031", photo)
    backlog.ask("2099", "new-1")  # another booking's
    assert [found.photo for found in iter(backlog.next_asked, None)] == ["old-2", "new-3"]
    assert [found.photo for found in iter(backlog.next_enlargement, None)] == ["new-1", "new-2", "old-1"]


def test_f21_what_was_asked_long_ago_waits_before_what_nobody_asked_for() -> None:
    backlog = Backlog()
    names = [f"photo-{place}" for place in range(MOST_ASKED + 2)]
    for photo in (*names, "another"):
        backlog.enlarge(enlargement(photo), is_new=True)
    for photo in names:
        backlog.ask("2031", photo)
    asked = [found.photo for found in iter(backlog.next_asked, None)]
    assert asked == names[:1:-1]
    assert [found.photo for found in iter(backlog.next_enlargement, None)] == ["photo-1", "photo-0", "another"]
