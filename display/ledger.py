"""What the server has written down about files, read from its database without ever being in its way."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from .settling import KnownFile


class SqliteKnown:
    """The tables `photo_file` and `photo` through a connection that can only read (settling.Known)."""

    def __init__(self, file: Path) -> None:
        """Raises sqlite3.OperationalError when the file cannot be opened or has no such table yet."""
        address = f"file:{quote(str(file))}?mode=ro"
        # Used by one thread at a time, but not by the one that makes it.
        self._connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        # Only the server's one connection may write or checkpoint (FAULTS: the WAL-reset race before SQLite 3.51.3).
        self._connection.execute("PRAGMA query_only=1")
        self._connection.execute("PRAGMA wal_autocheckpoint=0")
        self._connection.execute("SELECT 1 FROM photo_file LIMIT 1")

    def bookings(self) -> set[str]:
        return {booking for (booking,) in self._connection.execute("SELECT DISTINCT booking FROM photo_file")}

    def files(self, booking: str) -> Mapping[str, KnownFile]:
        rows = self._connection.execute(
            """SELECT path, photo, size, mtime_ns, state, reason, dhash IS NOT NULL FROM photo_file
               LEFT JOIN photo ON photo.booking = photo_file.booking AND photo.id = photo_file.photo
               WHERE photo_file.booking = ?""",
            (booking,),
        )
        return {
            path: KnownFile(photo, size, mtime_ns, state, reason, bool(is_hashed))
            for path, photo, size, mtime_ns, state, reason, is_hashed in rows
        }
