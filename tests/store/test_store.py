"""The store: durable before it answers, whole or not at all, and the same after a restart."""

import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk import database
from kiosk.commands import visits
from kiosk.domain.refusals import Refusal
from kiosk.kinds import VISITS
from kiosk.store import CHECKPOINT_AFTER, AlreadyServing, Commit, Store
from kiosk.transaction import Transaction
from kiosk.verify import problems

from .conftest import SETTINGS, SetClock, as_, open_store

# The serving loop of the house is eventlet's; it has a process of its own here.
IN_TURN = """
import sys
from pathlib import Path
from kiosk.clock import Clock
from kiosk.commands.people import list_staff
from kiosk.engine import make_engine
from kiosk.store import Store
from tests.store.conftest import SETTINGS, as_
store = Store(Path(sys.argv[1]), make_engine("eventlet"), Clock(), lambda now: now.date())
happened = []
store.on_commit = lambda commit: happened.append("told")
store.execute(as_("mei"), lambda tx: list_staff(tx, SETTINGS), answer_first=sys.argv[2] == "True")
happened.append("answered")
store.engine.sleep(0.05)
print(*happened)
"""


def arrive(store: Store, number: int = 2031) -> int:
    return int(store.execute(as_("mei"), lambda tx: visits.check_in(tx, number, "en")).content["visit"])


def test_a_restart_shows_the_same_house(store: Store, tmp_path: Path, clock: SetClock) -> None:
    visit = arrive(store)
    store.execute(as_("mei"), lambda tx: visits.greet(tx, visit))
    before = store.house
    store.close()
    again = open_store(tmp_path, clock)
    assert (again.house.seq, again.house.visits) == (before.seq, before.visits)
    assert again.house.staff == before.staff
    again.close()
    store.__init__(tmp_path, store.engine, clock, lambda now: now.date())  # type: ignore[misc]


def test_a_second_store_on_the_same_folder_is_refused(store: Store, tmp_path: Path, clock: SetClock) -> None:
    with pytest.raises(AlreadyServing, match="already serving this folder"):
        open_store(tmp_path, clock)


def test_a_refused_command_leaves_nothing(store: Store) -> None:
    def half(tx: Transaction) -> dict[str, object]:
        visits.check_in(tx, 2031, "en")
        raise Refusal()

    seq = store.house.seq
    assert store.execute(as_("mei"), half).status == 409
    assert (store.house.seq, dict(store.house.visits)) == (seq, {})
    assert store.reader().execute("SELECT COUNT(*) FROM visit").fetchone()[0] == 0


def test_a_fault_in_one_command_spares_the_others(store: Store) -> None:
    def broken(tx: Transaction) -> dict[str, object]:
        visits.check_in(tx, 2031, "en")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.execute(as_("mei"), broken)
    assert arrive(store, 2032) == 1


def test_many_commands_at_once_keep_seq_without_gaps(store: Store) -> None:
    commits: list[Commit] = []
    store.on_commit = commits.append
    visit = arrive(store)

    def toggle() -> None:
        for _ in range(20):
            store.execute(as_("mei"), lambda tx: visits.start_escort(tx, visit, "meal"))
            store.execute(as_("mei"), lambda tx: visits.end_escort(tx, visit))

    threads = [threading.Thread(target=toggle) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    seqs = [entry.seq for commit in commits for entry in commit.entries]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    assert all(one.house.seq == two.before.seq for one, two in pairwise(commits))


@pytest.mark.parametrize(("answer_first", "order"), [(False, "told answered"), (True, "answered told")])
def test_a_guest_is_answered_before_the_house_is_told(tmp_path: Path, answer_first: bool, order: str) -> None:
    """A colleague's own screen changes by the announcement, which therefore goes first; a guest's by the answer alone."""
    command = [sys.executable, "-c", IN_TURN, str(tmp_path), str(answer_first)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (done.stdout.strip(), done.returncode) == (order, 0), done.stderr


def test_the_log_cannot_be_changed_or_shortened(store: Store, tmp_path: Path) -> None:
    arrive(store)
    store.close()
    raw = sqlite3.connect(tmp_path / "house.sqlite3")
    for sql in ("UPDATE event SET actor = 'x'", "DELETE FROM event"):
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            raw.execute(sql)
    raw.close()
    store.__init__(tmp_path, store.engine, store.clock, lambda now: now.date())  # type: ignore[misc]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE event SET body = replace(body, 'mei', 'bo') WHERE type = 'VisitStarted'", "hash"),
        ("DELETE FROM event WHERE seq = 3", "missing"),
        ('UPDATE visit SET body = replace(body, \'"holder":"mei"\', \'"holder":"bo"\')', "differs"),
        ("DELETE FROM visit", "not shown"),
    ],
)
def test_verify_log_finds_what_was_tampered_with(store: Store, tmp_path: Path, sql: str, found: str) -> None:
    arrive(store)
    assert list(problems(store.reader())) == []
    raw = sqlite3.connect(tmp_path / "house.sqlite3")
    for trigger in ("update", "delete"):
        raw.execute(f"DROP TRIGGER event_is_append_only_{trigger.upper()}")
    raw.execute(sql)
    raw.commit()
    raw.close()
    assert any(found in problem for problem in problems(database.open_reader(tmp_path / "house.sqlite3")))


def test_a_clock_set_back_an_hour_leaves_the_log_in_order(store: Store, clock: SetClock) -> None:
    visit = arrive(store)
    clock.moment -= timedelta(hours=1)
    store.execute(as_("mei"), lambda tx: visits.greet(tx, visit))
    assert store.house.visits[visit].greeted_at == clock.moment
    assert list(problems(store.reader())) == []


def test_after_midnight_whoever_is_in_the_house_stays(store: Store, clock: SetClock) -> None:
    visit = arrive(store)
    clock.moment += timedelta(days=1)
    store.execute(as_("mei"), lambda tx: visits.greet(tx, visit))
    assert visit in store.house.visits
    assert store.house.today.isoformat() == "2026-11-24"


def test_yesterdays_finished_visits_are_found_in_their_rows(store: Store, clock: SetClock) -> None:
    visit = arrive(store)
    store.execute(as_("mei"), lambda tx: visits.pass_gate(tx, SETTINGS, visit, None))
    store.execute(as_("mei"), lambda tx: visits.see_off(tx, SETTINGS, visit, None))
    clock.moment += timedelta(days=1)
    arrive(store, 2032)
    assert visit not in store.house.visits
    found = store.find(VISITS, visit)
    assert found is not None and found.ended_at is not None


def test_the_migrated_schema_is_the_declared_one(store: Store, tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from kiosk.schema import metadata

    engine = create_engine(f"sqlite:///{tmp_path / 'house.sqlite3'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_file_that_is_not_there_is_refused_and_leaves_nothing_open(tmp_path: Path) -> None:
    """A reader that closes itself does not stumble over never having been open: such a warning fails here."""
    with pytest.raises(sqlite3.OperationalError):
        database.open_reader(tmp_path / "nothing.sqlite3")


def test_every_commit_is_safe_from_a_power_cut(store: Store, tmp_path: Path) -> None:
    connection = database.open_writer(tmp_path / "other.sqlite3")
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()


def test_closing_waits_for_the_command_that_is_being_written(store: Store, tmp_path: Path, clock: SetClock) -> None:
    """However long it takes: a connection that is closed under its writer takes the process with it."""
    began, may_end = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> dict[str, object]:
        began.set()
        assert may_end.wait(30)
        return dict(visits.check_in(tx, 2031, "en"))

    tap = threading.Thread(target=store.execute, args=(as_("mei"), slow))
    closing = threading.Thread(target=store.close)
    tap.start()
    assert began.wait(30)
    closing.start()
    closing.join(6)
    assert closing.is_alive()
    may_end.set()
    for thread in (tap, closing):
        thread.join(30)
    again = open_store(tmp_path, clock)
    assert len(again.house.visits) == 1
    again.close()
    store.__init__(tmp_path, store.engine, clock, lambda now: now.date())  # type: ignore[misc]


def test_the_log_is_carried_over_between_taps(store: Store) -> None:
    """Who taps never waits for it, and the write-ahead log stays short. An immutable file is read without its log."""
    visit = arrive(store)
    for _ in range(CHECKPOINT_AFTER):
        store.execute(as_("mei"), lambda tx: visits.start_escort(tx, visit, "meal"))
        store.execute(as_("mei"), lambda tx: visits.end_escort(tx, visit))
    deadline = time.monotonic() + 10
    while (carried := in_the_file(store)) < CHECKPOINT_AFTER and time.monotonic() < deadline:
        time.sleep(0.01)
    assert carried >= CHECKPOINT_AFTER


def in_the_file(store: Store) -> int:
    with closing(sqlite3.connect(f"file:{store.file}?immutable=1", uri=True)) as connection:
        return int(connection.execute("SELECT COALESCE(MAX(seq), 0) FROM event").fetchone()[0])
