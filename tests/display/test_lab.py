"""How often the drop folder is looked at, and who is served first."""

import math

import pytest

from display.backlog import Backlog, Enlargement
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
