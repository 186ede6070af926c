"""What is committed while the next commit is on its way is told with it, and never waits long for it."""

import sqlite3
import threading
import time
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest

from kiosk import store as storing
from kiosk.commands import visits
from kiosk.store import CannotSave, Commit, Store
from kiosk.transaction import Transaction

from .conftest import as_

LONG = 10.0  # seconds that nothing here should take


class Told:
    """Every announcement of a store, and a way to wait for one."""

    def __init__(self, store: Store) -> None:
        self.commits: list[Commit] = []
        self._heard = threading.Condition()
        store.on_commit = self._take

    def _take(self, commit: Commit) -> None:
        with self._heard:
            self.commits.append(commit)
            self._heard.notify_all()

    def of(self, seq: int) -> list[Commit]:
        """The announcements until this seq is told."""
        with self._heard:
            assert self._heard.wait_for(lambda: self.commits and self.commits[-1].house.seq >= seq, LONG)
            return list(self.commits)


def one_behind_the_other(store: Store, meanwhile: Any) -> list[threading.Thread]:
    """Two guests arrive, the second while the first is being written; `meanwhile` runs in the writer before the second is."""
    waits = threading.Event()

    def first(tx: Transaction) -> dict[str, Any]:
        assert waits.wait(LONG)
        return visits.check_in(tx, 2031, "en")

    def second(tx: Transaction) -> dict[str, Any]:
        meanwhile()
        return visits.check_in(tx, 2032, "en")

    def tap(command: Any) -> None:
        with suppress(CannotSave):
            store.execute(as_("mei"), command)

    threads = [threading.Thread(target=tap, args=(command,)) for command in (first, second)]
    threads[0].start()
    until(lambda: store._is_writing)
    threads[1].start()
    until(lambda: not store._jobs.empty())
    waits.set()
    return threads


def until(holds: Any) -> None:
    deadline = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_what_is_committed_behind_one_another_is_told_as_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "HOLD", LONG)
    told, before = Told(store), store.house
    for thread in one_behind_the_other(store, lambda: until(lambda: store._untold is not None)):
        thread.join(LONG)
    (one,) = told.of(store.house.seq)
    assert (one.before, one.house) == (before, store.house)
    assert [entry.seq for entry in one.entries] == list(range(before.seq + 1, store.house.seq + 1))


def test_what_is_durable_is_told_though_the_next_commit_hangs(store: Store) -> None:
    hangs = threading.Event()
    told, before = Told(store), store.house
    threads = one_behind_the_other(store, lambda: hangs.wait(LONG))
    assert [one.before for one in told.of(before.seq + 1)] == [before]
    hangs.set()
    for thread in threads:
        thread.join(LONG)
    commits = told.of(store.house.seq)
    assert len(commits) == 2
    assert all(one.house is two.before for one, two in pairwise(commits))


def test_what_is_durable_is_told_though_the_next_commit_fails(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "HOLD", LONG)
    told, before = Told(store), store.house

    def broken_disk() -> None:
        until(lambda: store._untold is not None)
        raise sqlite3.OperationalError("disk I/O error")

    threads = one_behind_the_other(store, broken_disk)
    assert [one.before for one in told.of(before.seq + 1)] == [before]
    for thread in threads:
        thread.join(LONG)
    assert store.house is told.commits[-1].house
