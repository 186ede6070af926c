"""The hearts of a pass that is under way, as rows. No event and no picture carries them, so nothing that any screen hears,
not even that something has changed, tells of one before the pass is over (feature 4)."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping

from kiosk.database import one

from .domain.reveal import Hearts, heard

_KEEP = """
INSERT INTO heart (presentation, person, photo, taps) VALUES (:presentation, :person, :photo, :taps)
ON CONFLICT (presentation, person, photo) DO UPDATE SET taps = excluded.taps
"""


def keep(connection: sqlite3.Connection, presentation: int, person: str, photo: str, taps: int) -> int:
    """One tap, which says how many there were; the count as it then stands."""
    values = {"presentation": presentation, "person": person, "photo": photo}
    sql = "SELECT taps FROM heart WHERE presentation = :presentation AND person = :person AND photo = :photo"
    row = one(connection, sql, values)
    counted = heard(row["taps"] if row else 0, taps)
    connection.execute(_KEEP, {**values, "taps": counted})
    return counted


def hearts_of(connection: sqlite3.Connection, presentation: int) -> Hearts:
    sql = "SELECT person, photo, taps FROM heart WHERE presentation = :presentation"
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(sql, {"presentation": presentation}):
        found[row["person"]][row["photo"]] = row["taps"]
    return found


def rename(connection: sqlite3.Connection, presentation: int, anew: Mapping[str, str]) -> None:
    """Hearts for a photo that was exported anew are hearts for what it is now."""
    sql = "UPDATE OR IGNORE heart SET photo = :photo WHERE presentation = :presentation AND photo = :former"
    for former, photo in anew.items():
        connection.execute(sql, {"presentation": presentation, "former": former, "photo": photo})


def empty(connection: sqlite3.Connection, presentation: int) -> None:
    """What has been counted, or will never be, is kept nowhere."""
    connection.execute("DELETE FROM heart WHERE presentation = :presentation", {"presentation": presentation})
