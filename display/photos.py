"""The rows of photos and of their files. The writer calls these inside its transaction, readers with their own
connection. Nothing here opens a file."""

import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from kiosk.database import one
from kiosk.domain.sheet import STUDIO
from kiosk.records import dataclass

from .domain.album import PROBLEMS_KEPT, Photo, Problem, Shoot, sorted_by_shoots
from .domain.successors import Named
from .library import display_text, real_path

_PUT_PHOTO = """
INSERT INTO photo (booking, id, look, taken_at, name, width, height, has_four_k, is_gone, dhash, camera, camera_body)
VALUES (:booking, :photo, :look, :taken_at, :name, :width, :height, :has_four_k, FALSE, :dhash, :camera, :camera_body)
ON CONFLICT (booking, id) DO UPDATE SET look = excluded.look, taken_at = excluded.taken_at, name = excluded.name,
    width = excluded.width, height = excluded.height, has_four_k = excluded.has_four_k, is_gone = FALSE,
    dhash = excluded.dhash, camera = excluded.camera, camera_body = excluded.camera_body
"""
_PUT_FILE = """
INSERT INTO photo_file (path, booking, photo, size, mtime_ns, state, reason)
VALUES (:path, :booking, :photo, :size, :mtime_ns, :state, :reason)
ON CONFLICT (path) DO UPDATE SET booking = excluded.booking, photo = excluded.photo, size = excluded.size,
    mtime_ns = excluded.mtime_ns, state = excluded.state, reason = excluded.reason
"""
FROM_THE_FILE = ("dhash", "camera", "camera_body")
_TALLY = """
SELECT (SELECT COUNT(*) FROM photo WHERE booking = :booking AND NOT is_gone) AS ready,
    (SELECT COUNT(*) FROM photo_file WHERE booking = :booking AND state = 'rejected') AS rejected
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many photos of a booking can be shown, and how many of its files could not be read."""

    ready: int
    rejected: int


def photos_of(connection: sqlite3.Connection, booking: str) -> list[Photo]:
    """Every photo of the booking that can be shown, in no order."""
    sql = """SELECT booking, id, look, taken_at, name, dhash, height > width AS is_upright, camera, camera_body
             FROM photo WHERE booking = :booking AND NOT is_gone"""
    found = [Photo(**row) for row in connection.execute(sql, {"booking": booking})]
    return sorted_by_shoots(found, [] if any(one.look for one in found) else _shoots(connection, booking))


def _shoots(connection: sqlite3.Connection, booking: str) -> list[Shoot]:
    """The studio's stretches on the sheet of this booking's visits."""
    sql = """SELECT leg.value ->> 'look' AS look, leg.value ->> 'started_at' AS began, leg.value ->> 'ended_at' AS ended
             FROM visit, json_each(visit.body, '$.legs') AS leg
             WHERE visit.number = :number AND leg.value ->> 'stage' = :stage"""
    rows = connection.execute(sql, {"number": booking, "stage": STUDIO})
    moment = datetime.fromisoformat
    return [Shoot(row["look"], moment(row["began"]), moment(row["ended"]) if row["ended"] else None) for row in rows]


def files_of(connection: sqlite3.Connection, booking: str) -> list[tuple[str, str]]:
    """Photo and path key of every file that can be shown, by path."""
    sql = "SELECT photo, path FROM photo_file WHERE booking = :booking AND state = 'ready' ORDER BY path"
    return [(row["photo"], row["path"]) for row in connection.execute(sql, {"booking": booking})]


def has_photo(connection: sqlite3.Connection, booking: str, photo: str) -> bool:
    """Whether this photo of this booking can be shown."""
    sql = "SELECT 1 FROM photo WHERE booking = :booking AND id = :photo AND NOT is_gone"
    return one(connection, sql, {"booking": booking, "photo": photo}) is not None


def shape_of(connection: sqlite3.Connection, booking: str, photo: str) -> tuple[int, int] | None:
    """Width and height in pixels of a photo that can be shown, upright."""
    sql = "SELECT width, height FROM photo WHERE booking = :booking AND id = :photo AND NOT is_gone"
    row = one(connection, sql, {"booking": booking, "photo": photo})
    return (row["width"], row["height"]) if row else None


def keep_ready(connection: sqlite3.Connection, line: Mapping[str, Any]) -> None:
    """Write down what a `ready` line of the darkroom says."""
    made = {"has_four_k": "tv4k" in line["renditions"], **{key: line.get(key) for key in FROM_THE_FILE}}
    connection.execute(_PUT_PHOTO, {**line, **made})
    connection.execute(_PUT_FILE, {**line, "state": "ready", "reason": None})


def keep_rejected(connection: sqlite3.Connection, line: Mapping[str, Any]) -> None:
    """Write down what a `rejected` line of the darkroom says."""
    connection.execute(_PUT_FILE, {**line, "photo": None, "state": "rejected"})


def forget_file(connection: sqlite3.Connection, path: str) -> None:
    connection.execute("DELETE FROM photo_file WHERE path = :path", {"path": path})


def photo_behind(connection: sqlite3.Connection, path: str) -> str | None:
    """The photo that this file was known as."""
    row = one(connection, "SELECT photo FROM photo_file WHERE path = :path", {"path": path})
    return row["photo"] if row else None


def names_of(connection: sqlite3.Connection, booking: str, ids: Collection[str]) -> list[str]:
    """What people call these photos, whether they are still there or not, in order of name."""
    rows = connection.execute("SELECT id, name FROM photo WHERE booking = :booking", {"booking": booking})
    return sorted(row["name"] for row in rows if row["id"] in ids)


def named(connection: sqlite3.Connection, booking: str) -> list[Named]:
    """Every photo there ever was of the booking, by the name that it had last."""
    sql = "SELECT id, look, name, NOT is_gone AS is_there FROM photo WHERE booking = :booking"
    return [_named(row) for row in connection.execute(sql, {"booking": booking})]


def find_named(connection: sqlite3.Connection, booking: str, photo: str) -> Named | None:
    sql = "SELECT id, look, name, NOT is_gone AS is_there FROM photo WHERE booking = :booking AND id = :photo"
    row = one(connection, sql, {"booking": booking, "photo": photo})
    return _named(row) if row else None


def _named(row: sqlite3.Row) -> Named:
    return Named(row["id"], row["look"], row["name"], bool(row["is_there"]))


def call_by_a_file_it_has(connection: sqlite3.Connection, booking: str, photo: str) -> bool:
    """One that was called by a file that is gone is called by another one of its files. Says whether it was."""
    values = {"booking": booking, "photo": photo}
    sql = "SELECT path FROM photo_file WHERE booking = :booking AND photo = :photo ORDER BY path"
    places = [_look_and_name(row["path"]) for row in connection.execute(sql, values)]
    known = find_named(connection, booking, photo)
    if known is None or not places or (known.look, known.name) in places:
        return False
    look, name = places[0]
    sql = "UPDATE photo SET look = :look, name = :name WHERE booking = :booking AND id = :photo"
    connection.execute(sql, {**values, "look": look, "name": name})
    return True


def _look_and_name(path: str) -> tuple[str, str]:
    _, *folders, name = real_path(path).split("/")
    return display_text(folders[0]) if folders else "", display_text(name)


def without_files(connection: sqlite3.Connection, booking: str) -> list[str]:
    """Photos that are still counted although none of their files is there any more."""
    sql = """SELECT id FROM photo WHERE booking = :booking AND NOT is_gone AND id NOT IN
             (SELECT photo FROM photo_file WHERE booking = :booking AND photo IS NOT NULL)"""
    return [row["id"] for row in connection.execute(sql, {"booking": booking})]


def drop_without_files(connection: sqlite3.Connection, booking: str, photo: str) -> bool:
    """Take a photo out once its last file is gone; its row stays, for the log names it. Says whether it was."""
    values = {"booking": booking, "photo": photo}
    if one(connection, "SELECT 1 FROM photo_file WHERE booking = :booking AND photo = :photo", values):
        return False
    sql = "UPDATE photo SET is_gone = TRUE WHERE booking = :booking AND id = :photo AND NOT is_gone"
    return connection.execute(sql, values).rowcount == 1


def note_four_k(connection: sqlite3.Connection, booking: str, photo: str) -> None:
    sql = "UPDATE photo SET has_four_k = TRUE WHERE booking = :booking AND id = :photo"
    connection.execute(sql, {"booking": booking, "photo": photo})


def note_likeness(connection: sqlite3.Connection, booking: str, photo: str, dhash: str) -> None:
    values = {"booking": booking, "photo": photo, "dhash": dhash}
    connection.execute("UPDATE photo SET dhash = :dhash WHERE booking = :booking AND id = :photo", values)


def tally(connection: sqlite3.Connection, booking: str) -> Tally:
    row = one(connection, _TALLY, {"booking": booking})
    return Tally(row["ready"], row["rejected"]) if row else Tally(0, 0)


def problems_of(connection: sqlite3.Connection, booking: str) -> tuple[Problem, ...]:
    """The latest files that could not be read, newest first."""
    sql = """SELECT path, reason FROM photo_file WHERE booking = :booking AND state = 'rejected'
             ORDER BY mtime_ns DESC, path LIMIT :most"""
    rows = connection.execute(sql, {"booking": booking, "most": PROBLEMS_KEPT})
    return tuple(Problem(display_text(row["path"].rpartition("/")[2]), row["reason"]) for row in rows)
