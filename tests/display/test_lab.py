"""How often the drop folder is looked at, what is said when a look hangs, and who is served first."""

import asyncio
import math
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from display import lab
from display.backlog import MOST_ASKED, Backlog, Enlargement, FourK
from display.folder import Look, Sighting
from display.lab import Lab, Options, rest_after
from display.library import Kind
from display.settling import Arrival, KnownFile, Line


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


class NothingKnown:
    def bookings(self) -> set[str]:
        return set()

    def files(self, booking: str) -> dict[str, KnownFile]:
        return {}


def test_f22_a_look_that_hangs_on_a_dead_share_is_told_blocks_nothing_and_ends_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Line] = []
    share_is_back = threading.Event()
    looks: list[bool] = []

    def look(now: float, active: set[str]) -> Look:
        looks.append(share_is_back.wait(20))  # as stat() on a share whose server is gone
        return Look({}, frozenset())

    monkeypatch.setattr(lab, "say", said.extend)
    monkeypatch.setattr(lab, "HUNG_SECONDS", 0.2)
    monkeypatch.setattr(lab, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(lab, "ACTIVE_SECONDS", 0.02)

    async def hang() -> None:
        (tmp_path / "photos").mkdir()
        one = Lab(Options(tmp_path, tmp_path, 0, FourK.NEVER, 1.0), NothingKnown(), asyncio.Queue())
        monkeypatch.setattr(one._watch, "look", look)
        work = asyncio.create_task(one.run())
        try:
            await until(lambda: types(said).count("unreachable") == 1)
            beaten = types(said).count("beat")
            await until(lambda: types(said).count("beat") > beaten + 5)
            assert types(said).count("unreachable") == 1 and "reachable" not in types(said)
            assert len(looks) == 0, "one look at a time, and that one still hangs"
            share_is_back.set()
            await until(lambda: len(looks) > 1 and "reachable" in types(said))
            assert types(said).count("unreachable") == 1
        finally:
            share_is_back.set()
            work.cancel()
            await one.close()

    asyncio.run(hang())


def types(said: list[Line]) -> list[str]:
    return [line["type"] for line in said]


async def until(is_so: Callable[[], bool]) -> None:
    given_up = time.monotonic() + 15
    while not is_so():
        assert time.monotonic() < given_up
        await asyncio.sleep(0.01)


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
