"""A studio's file of an earlier version comes along: nothing is lost, everything new is there."""

import sqlite3
from pathlib import Path

import pytest

from kiosk import database
from kiosk.paths import MIGRATIONS
from kiosk.schema import metadata

from .conftest import SetClock, open_store

SINCE_0001 = (
    "customer",
    "concern",
    "feedback",
    "turn",
    "absence",
    "badge",
    "override",
    "redaction",
    "selection",
    "room_state",
)


def as_0001_left_it(file: Path) -> None:
    """What the first version made: no newer tables, no newer columns, the trigger without exception."""
    connection = sqlite3.connect(file)
    statements = (
        "DROP TRIGGER event_is_append_only_UPDATE",
        *(f'DROP TABLE "{table}"' for table in SINCE_0001),
        "DROP INDEX ix_booking_customer",
        "DROP INDEX ix_visit_number",
        "ALTER TABLE booking DROP COLUMN customer",
        "ALTER TABLE photo DROP COLUMN dhash",
        "ALTER TABLE photo DROP COLUMN camera",
        "ALTER TABLE photo DROP COLUMN camera_body",
        "CREATE TRIGGER event_is_append_only_UPDATE BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'no'); END",
        "UPDATE alembic_version SET version_num = '0001'",
    )
    connection.executescript(";".join(statements) + ";")
    connection.close()


def shape(file: Path) -> dict[str, set[str]]:
    connection = sqlite3.connect(file)
    found = {
        table: {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')} for table in metadata.tables
    }
    connection.close()
    return found


def test_an_older_file_gets_what_is_new_and_keeps_what_it_has(tmp_path: Path, clock: SetClock) -> None:
    store = open_store(tmp_path, clock)
    store.close()
    fresh = shape(store.file)
    as_0001_left_it(store.file)
    assert "customer" not in shape(store.file)["booking"]
    connection = sqlite3.connect(store.file)
    body = '{"number": 2031, "starts_at": "2026-11-23T01:00:00Z", "kind": "shoot", "party": ["Ms Chen"]}'
    connection.execute("INSERT INTO booking (number, on_date, body) VALUES (2031, '2026-11-23', ?)", (body,))
    connection.commit()
    connection.close()
    again = open_store(tmp_path, clock)
    assert again.house.bookings[2031].party == ("Ms Chen",)
    again.close()
    assert shape(store.file) == fresh


def test_the_log_stays_append_only(tmp_path: Path, clock: SetClock) -> None:
    store = open_store(tmp_path, clock)
    store.close()
    connection = database.open_writer(store.file)
    connection.execute(
        "INSERT INTO event (seq, stream, version, type, body, actor, device, at, hash) "
        "VALUES (1, 's', 1, 'T', '{}', 'mei', '', '2026-11-23T01:00:00.000Z', 'h')"
    )
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("UPDATE event SET body = '[]'")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM event")
    connection.execute("INSERT INTO redaction (seq, hash) VALUES (1, 'h')")
    connection.execute("UPDATE event SET body = '[]'")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("UPDATE event SET actor = 'anna', type = 'U'")
    connection.close()


def test_a_new_file_is_what_the_migrations_come_to() -> None:
    """After a new migration: `python -m kiosk.migrate --head`."""
    from kiosk.migrate import head

    written = (MIGRATIONS / "head.sql").read_text("utf-8")
    assert written == head()
    assert written.rstrip().endswith(f"('{database.HEAD}');")
