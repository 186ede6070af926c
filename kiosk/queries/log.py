"""Reading the log itself."""

import sqlite3
from collections.abc import Iterator

from ..log import COLUMNS, Entry


def entries_after(connection: sqlite3.Connection, seq: int, limit: int) -> list[Entry]:
    """Up to `limit` entries with a greater seq, in order."""
    sql = f"SELECT {', '.join(COLUMNS)} FROM event WHERE seq > :seq ORDER BY seq LIMIT :limit"
    return [Entry(**dict(row)) for row in connection.execute(sql, {"seq": seq, "limit": limit})]


def all_entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    for row in connection.execute(f"SELECT {', '.join(COLUMNS)} FROM event ORDER BY seq"):
        yield Entry(**dict(row))
