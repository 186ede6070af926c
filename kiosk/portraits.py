"""Portraits of the people of the house: made in a process of their own, kept in the data folder, and in every backup. The
same process makes clean copies of the lobby's samples."""

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

from .domain.refusals import Refusal
from .domain.words import N_

LARGEST = 8 * 1024 * 1024
WITHIN_SECONDS = 40.0
_PROJECT = Path(__file__).parents[1]
_PACKED = "portrait_file"  # the table of a backup; the house itself has none
_STAFF_ID = re.compile(r"[a-z][a-z0-9_-]{0,31}")


class NotAPicture(Refusal):
    code, status = "not_a_picture", 422
    message = N_("This file is no picture that can be shown. Take a JPEG or PNG; the portrait stays as it was.")


def made(data: bytes) -> bytes:
    """The portrait as a JPEG. Blocks: run it off the serving loop. Raises NotAPicture, whatever the file did to its process."""
    return _developed(data)


def sample(data: bytes) -> bytes:
    """A picture of the lobby's show as a JPEG without metadata; the same holds."""
    return _developed(data, "sample")


def _developed(data: bytes, *arguments: str) -> bytes:
    if not data:
        raise NotAPicture()
    path = os.pathsep.join(filter(None, [str(_PROJECT), os.environ.get("PYTHONPATH")]))
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "display.portrait", *arguments],
            input=data,
            capture_output=True,
            timeout=WITHIN_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired as error:
        raise NotAPicture() from error
    if done.returncode != 0:
        raise NotAPicture()
    return done.stdout


def keep(folder: Path, staff_id: str, picture: bytes) -> str:
    """Put the portrait in its place, whole or not at all; returns the name of its content, as `Staff.portrait` has it."""
    file = place(folder, staff_id)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.urandom(4).hex()}.tmp")
    with open(unfinished, "wb") as stream:
        stream.write(picture)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(unfinished, file)
    folder_handle = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder_handle)
    finally:
        os.close(folder_handle)
    return f"{hashlib.sha256(picture).hexdigest()[:16]}.jpg"


def place(folder: Path, staff_id: str) -> Path:
    """Where the portrait of this person stands; `staff_id` is one the house knows."""
    return folder / "portraits" / f"{staff_id}.jpg"


def pack(folder: Path, copy: sqlite3.Connection) -> None:
    """Put the portraits of the data folder into a copy of its house, so that one file has everything the studio gave."""
    copy.execute(f"CREATE TABLE IF NOT EXISTS {_PACKED} (staff TEXT PRIMARY KEY, picture BLOB NOT NULL)")
    for file in sorted((folder / "portraits").glob("*.jpg")):
        copy.execute(f"INSERT OR REPLACE INTO {_PACKED} VALUES (?, ?)", (file.stem, file.read_bytes()))
    copy.commit()


def unpack(copy: sqlite3.Connection, folder: Path) -> None:
    """Take the portraits out of a copy again and put them in their places. A copy from before backups had any leaves those
    in the folder as they are."""
    if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_PACKED,)).fetchone():
        return
    for staff, picture in copy.execute(f"SELECT staff, picture FROM {_PACKED}"):
        if _STAFF_ID.fullmatch(staff):  # whoever made the file, it writes nowhere else
            keep(folder, staff, picture)
    copy.execute(f"DROP TABLE {_PACKED}")
    copy.commit()
    copy.execute("VACUUM")
